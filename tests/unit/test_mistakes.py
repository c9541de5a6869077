"""The ten mistakes that everybody makes: what the check says, and that the guide tells it as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samples import REPOSITORY, TESTS, read

MISTAKES = sorted((TESTS / "records" / "mistakes").glob("*.yml"))
GUIDE = (REPOSITORY / "meetings" / "README.md").read_text(encoding="utf-8")
SECTION = GUIDE.partition("## Ten mistakes everybody makes")[2].partition("\n## ")[0]
ITEMS = re.findall(r"^([0-9]+)\. \*\*[^*]+\*\* `(.+)`\n((?: +→ `.+`\n)+)", SECTION, re.MULTILINE)
EXPECT = "# expect: "


def expected(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]


def test_there_are_ten_in_the_guide_and_in_the_tests() -> None:
    assert len(MISTAKES) == len(ITEMS) == 10
    assert [int(number) for number, *_ in ITEMS] == [int(path.stem.partition("-")[0]) for path in MISTAKES]


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_the_check_says_exactly_this(path: Path) -> None:
    said = read(path.read_text(encoding="utf-8"), ("gb", "leeds", path.stem)).said
    assert [line.removeprefix(f"meetings/gb/leeds/{path.name}:") for line in said] == expected(path) != []


@pytest.mark.parametrize(
    ("path", "item"),
    list(zip(MISTAKES, ITEMS, strict=True)),
    ids=lambda each: each.stem if isinstance(each, Path) else "",
)
def test_the_guide_shows_the_mistake_and_what_is_said(path: Path, item: tuple[str, str, str]) -> None:
    _, written, told = item
    assert written in path.read_text(encoding="utf-8")
    assert re.findall(r"→ `(.+)`", told) == [re.sub(r"^[0-9]+:[0-9]+: ", "", line) for line in expected(path)]


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_the_message_says_what_to_write_instead(path: Path) -> None:
    for problem in read(path.read_bytes(), ("gb", "leeds", path.stem)).problems:
        assert problem.mend and problem.where.line > 1
