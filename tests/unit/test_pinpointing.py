"""Problems that are found once everything is on the map stand at the line of their field, in lists of groups too."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetinghouse.directory import load
from meetinghouse.pinpointing import pinpointed
from meetinghouse.problems import Problem, Where
from samples import PLACING, PLAIN, TODAY, changed, with_line

SWAPPED = changed("53.79, -1.55", "-1.55, 53.79")
ELSEWHERE = PLAIN + "    venue: {name: Wharf, address: {city: Leeds, country: GB}, coordinates: '48.85, 2.35'}\n"


def listed(*records: str) -> str:
    entries = (f"slug: group-{number}\n{record}" for number, record in enumerate(records))
    return "".join("- " + entry.rstrip().replace("\n", "\n  ") + "\n" for entry in entries)


def said(tmp_path: Path, text: str, name: str = "gb/leeds/canal-side.yml") -> list[str]:
    path = tmp_path / "meetings" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    _, problems = load(tmp_path / "meetings", PLACING, TODAY, workers=1)
    places = [(problem.where, problem.field, problem.code) for problem in problems]
    return [f"{where.line}:{where.column}: {field} [{code}]" for where, field, code in places]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (SWAPPED, ["6:3: venue.coordinates [G03]"]),
        (ELSEWHERE, ["14:63: meetings.0.venue.coordinates [G03]"]),
        (with_line("timezone: Europe/Paris"), ["1:1: timezone [X10]"]),
        (PLAIN + "    timezone: Europe/Paris\n", ["14:5: meetings.0.timezone [X10]"]),
        (with_line("timezone: Europe/Guernsey"), []),
        (with_line("timezone: Europe/London"), []),
    ],
)
def test_a_place_that_is_wrong_is_shown_at_its_line(tmp_path: Path, text: str, where: list[str]) -> None:
    assert said(tmp_path, text) == where


def test_in_a_list_the_entry_is_found_too(tmp_path: Path) -> None:
    text = listed(changed("tuesday", "friday"), SWAPPED)
    assert said(tmp_path, text, "gb/leeds.yml") == ["21:5: 1.venue.coordinates [G03]"]


def test_a_double_is_shown_at_the_meeting(tmp_path: Path) -> None:
    assert said(tmp_path, listed(PLAIN, PLAIN), "gb/leeds.yml") == ["25:7: 1.meetings.0 [D02]"]


@pytest.mark.parametrize("files", [{}, {"gb.yml": Path("/nowhere/gb.yml")}])
def test_what_cannot_be_found_stays_where_it_was(files: dict[str, Path]) -> None:
    problem = Problem(where=Where("gb.yml", 3), code="G03", field="venue.coordinates", message="is elsewhere")
    assert list(pinpointed([problem], files)) == [problem]
