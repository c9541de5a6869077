"""What every test begins with: a fixed day, the repository's own words, and records read from text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from meetinghouse import packaged, vocabulary
from meetinghouse.directory import Directory, Placing, placed_group
from meetinghouse.gazetteer import Gazetteer
from meetinghouse.problems import Problem, Severity
from meetinghouse.reading import FiledGroup, RecordFile, read_groups
from meetinghouse.records import Group

REPOSITORY = Path(__file__).parents[1]
TESTS = REPOSITORY / "tests"
PROJECT = TESTS / "project"
TODAY = date(2026, 11, 24)
"""A Tuesday."""
WORDS = vocabulary.load(REPOSITORY / "meetings", packaged.vocabularies())
PLACING = Placing(WORDS, {}, Gazetteer())

PLAIN = """\
group: Canal Side
fellowship: aa
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
languages: [en]
formats: [open]
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    end: 20:30
"""
"""A record with nothing wrong."""


class Answer(NamedTuple):
    """What reading a text gave."""

    groups: list[FiledGroup]
    problems: list[Problem]

    @property
    def group(self) -> Group:
        assert not self.errors, self.said
        (filed,) = self.groups
        return filed.group

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @property
    def said(self) -> list[str]:
        return [str(problem) for problem in self.problems]


def read(record: str | bytes, parts: Sequence[str] = ("gb", "leeds", "canal-side")) -> Answer:
    """The record in a text, as if it stood in a file of its own."""
    shown = f"meetings/{'/'.join(parts)}.yml"
    raw = record.encode() if isinstance(record, str) else record
    return Answer(*read_groups(raw, RecordFile(Path(shown), shown, tuple(parts)), WORDS, TODAY))


def changed(old: str, new: str, record: str = PLAIN) -> str:
    """The plain record with one passage written otherwise."""
    assert record.count(old) == 1, f"{old!r} stands {record.count(old)} times in the record"
    return record.replace(old, new)


def with_line(line: str, record: str = PLAIN) -> str:
    """The plain record with another field of the group, on its first line."""
    return f"{line}\n{record}"


def directory_of(*records: str | tuple[str, Sequence[str]], today: date = TODAY) -> Directory:
    """A directory of records that have nothing wrong; each may come with the parts of its path."""
    groups = []
    for number, record in enumerate(records):
        text, parts = record if isinstance(record, tuple) else (record, ("gb", "leeds", f"group-{number}"))
        answer = read(text, parts)
        assert not answer.errors, answer.said
        for filed in answer.groups:
            problems: list[Problem] = []
            placed = placed_group(filed, PLACING, problems)
            assert placed is not None, problems
            groups.append(placed)
    groups.sort(key=lambda group: (group.region, group.slug))
    return Directory(groups, WORDS, today)
