"""Each row of the hazards about files, encoders, letters, places, identity and privacy has a test that names it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from samples import REPOSITORY, TESTS

MOST = {"F": 16, "E": 17, "U": 10, "G": 15, "D": 6, "P": 14}
"""The last row of each letter."""
ROWS = [f"{letter}{number:02d}" for letter, most in MOST.items() for number in range(1, most + 1)]
NOT_YET = {
    **dict.fromkeys(("E06", "E07", "E08", "E09", "E10", "E11"), "no calendar file is written yet"),
    "E12": "no spreadsheet is written yet",
    "E15": "no address card is written yet",
}
"""Rows about what the program does not make; a row goes from here when it does."""
NAMED = re.compile(r"\b([FEUGDP][0-9]{2})\b|(?<![a-z0-9])([feugdp][0-9]{2})_")


def named_in(path: Path) -> set[str]:
    return {(upper or lower).upper() for upper, lower in NAMED.findall(path.read_text(encoding="utf-8"))}


def rows_tested() -> set[str]:
    files = [path for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
    files += TESTS.rglob("*.test.js")
    assert len(files) > 30
    return {row for path in files for row in named_in(path)}


TESTED = rows_tested()


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_a_test_or_a_reason(row: str) -> None:
    assert row in TESTED | set(NOT_YET) | NAMED_HERE


def test_a_row_that_is_named_nowhere_is_seen() -> None:
    assert "G99" not in TESTED
    assert set(NOT_YET) <= set(ROWS)


NAMED_HERE = {"F16", "P09"}


@pytest.mark.parametrize("folder", [REPOSITORY, REPOSITORY / "generator" / "meetinghouse" / "starter"])
def test_f16_no_page_can_draw_in_a_file_from_elsewhere(folder: Path) -> None:
    assert "snippets" not in (folder / "mkdocs.yml").read_text(encoding="utf-8")


def test_f16_the_oldest_extension_that_is_accepted_has_no_known_hole() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    (wanted,) = [each for each in project["project"]["dependencies"] if each.startswith("pymdown-extensions")]
    assert tuple(map(int, wanted.partition(">=")[2].split("."))) >= (11, 0, 2)


def test_p09_what_to_do_about_something_private_is_written_down() -> None:
    guide = (REPOSITORY / "meetings" / "README.md").read_text(encoding="utf-8")
    _, heading, told = guide.partition("## Something private got in")
    assert heading
    for word in ("history", "copies", "coordinator"):
        assert word in told.partition("\n## ")[0]
