"""A warning or a hint that is meant so: allowed by the record, with the reason, and counted (hazard P08)."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetinghouse.directory import load
from meetinghouse.problems import Problem
from meetinghouse.resource_reading import ResourceFolders, read_folders
from samples import PLACING, PLAIN, TODAY, changed, with_line

REASON = "service office line"
CALL = "notes: Call Dave Henderson on 0113 496 0123."
LIST = "- " + PLAIN.replace("\n", "\n  ").rstrip() + "\n  slug: SLUG\n"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def checked(folder: Path, **files: str) -> list[Problem]:
    for name, text in files.items():
        write(folder / f"meetings/gb/leeds/{name.replace('_', '-')}.yml", text)
    return load(folder / "meetings", PLACING, TODAY, workers=1)[1]


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems if not problem.allowed]


def allowed(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(problem.code, problem.allowed) for problem in problems if problem.allowed}


def test_P08_a_warning_is_allowed_with_its_reason(tmp_path: Path) -> None:  # noqa: N802 (the row's id)
    record = with_line(f"allow: {{P01: {REASON}}}", with_line(CALL))
    problems = checked(tmp_path, canal_side=record)
    assert codes(problems) == []
    assert allowed(problems) == {("P01", REASON)}


def test_what_is_allowed_stops_nothing_even_when_strict(tmp_path: Path) -> None:
    problems = checked(tmp_path, canal_side=with_line(f"allow: {{P01: {REASON}}}", with_line(CALL)))
    assert problems
    assert not any(problem.stops(strict=True) for problem in problems)


def test_only_that_code_is_allowed(tmp_path: Path) -> None:
    record = with_line(f"allow: {{P01: {REASON}}}", with_line(CALL, with_line("about: TBD")))
    assert codes(checked(tmp_path, canal_side=record)) == ["L11"]


@pytest.mark.parametrize(
    ("line", "code", "mend"),
    [
        ("allow: {P1: because}", "A01", "did you mean P"),
        ("allow: {p01: because}", "A01", "did you mean P01?"),
        ("allow: {T01: because}", "A02", "mend what it says"),
        ("allow: {F10: because}", "A02", "mend what it says"),
        ("allow: {P01: }", "A03", "write the reason"),
        ("allow: {P01: ' - '}", "A03", "write the reason"),
        ("allow: {D06: because}", "A04", "delete this line"),
        ("allow: P01", "Y30", ""),
    ],
)
def test_an_allowance_can_be_wrong(tmp_path: Path, line: str, code: str, mend: str) -> None:
    (problem,) = checked(tmp_path, canal_side=with_line(line))
    assert problem.code == code
    assert mend in problem.mend
    assert problem.where.line == 1


def test_a_needless_allowance_is_a_hint_at_its_place(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, canal_side=with_line("allow: {D06: because}"))
    assert str(problem).startswith("meetings/gb/leeds/canal-side.yml:1:9: allow.D06: ")
    assert not problem.stops(strict=True)


def test_an_error_is_never_allowed(tmp_path: Path) -> None:
    record = with_line("confirmed: {on: 2027-01-05}\nallow: {D06: because}")
    problems = checked(tmp_path, canal_side=record)
    assert ("D06", "") in {(problem.code, problem.allowed) for problem in problems}
    assert any(problem.stops() for problem in problems)


def test_each_group_of_a_list_allows_for_itself(tmp_path: Path) -> None:
    first = LIST.replace("SLUG", "one") + f"  {CALL}\n  allow: {{P01: {REASON}}}\n"
    second = LIST.replace("SLUG", "two").replace("tuesday", "friday") + f"  {CALL}\n"
    problems = checked(tmp_path, leeds=first + second)
    lines = first.count("\n")
    assert {problem.where.line > lines for problem in problems if problem.code == "P01" and not problem.allowed} == {
        True
    }
    assert {problem.where.line <= lines for problem in problems if problem.allowed} == {True}


def test_what_is_found_on_the_map_can_be_allowed(tmp_path: Path) -> None:
    far = changed("53.79, -1.55", "48.85, 2.35")
    assert codes(checked(tmp_path, canal_side=far)) == ["G03"]
    problems = checked(tmp_path, canal_side=with_line("allow: {G03: they meet on a ship}", far))
    assert codes(problems) == []
    assert allowed(problems) == {("G03", "they meet on a ship")}


def test_what_is_found_between_records_can_be_allowed_where_it_is_told(tmp_path: Path) -> None:
    assert codes(checked(tmp_path, canal_side=PLAIN, other_side=PLAIN)) == ["D02"]
    silent = with_line("allow: {D02: two rooms}")
    problems = checked(tmp_path, other_side=silent)
    assert codes(problems) == []
    assert allowed(problems) == {("D02", "two rooms")}
    assert [problem.others for problem in problems] == [("meetings/gb/leeds/canal-side.yml",)]


def test_between_records_of_a_list_each_allows_for_itself(tmp_path: Path) -> None:
    text = LIST.replace("SLUG", "one") + LIST.replace("SLUG", "two") + "  allow: {D02: two rooms}\n"
    problems = checked(tmp_path, leeds=text)
    assert codes(problems) == []
    assert {code for code, _ in allowed(problems)} == {"D02"}


def test_a_resource_allows_too(tmp_path: Path) -> None:
    record = """\
name: Quiet Line
kind: helpline
country: GB
phones: ["+44 113 496 0100"]
source: {name: Their page, link: https://example.org/}
confirmed: {on: 2025-01-20, how: called them}
allow: {D06: they answer once a year, H08: old page}
"""
    write(tmp_path / "quiet-line.yml", record)
    _, problems = read_folders(ResourceFolders(tmp_path, "content/resources"), TODAY)
    assert allowed(problems) == {("D06", "they answer once a year")}
    assert [str(problem) for problem in problems if not problem.allowed] == [
        "content/resources/quiet-line.yml:7:39: allow.H08: nothing here is H08 any more (delete this line) [A04]"
    ]
