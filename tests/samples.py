"""What every test begins with: a fixed day, the repository's own words, and records read from text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from meetinghouse import packaged, shell, vocabulary
from meetinghouse.directory import Directory, load
from meetinghouse.directory import directory_of as sorted_out
from meetinghouse.gazetteer import Gazetteer
from meetinghouse.geo import Coordinates
from meetinghouse.page_links import Links
from meetinghouse.placing import Placing, placed_group
from meetinghouse.problems import Problem, Severity
from meetinghouse.reading import FiledGroup, RecordFile, read_groups
from meetinghouse.records import Group
from meetinghouse.site import Site, files

REPOSITORY = Path(__file__).parents[1]
TESTS = REPOSITORY / "tests"
PROJECT = TESTS / "project"
TODAY = date(2026, 11, 24)
"""A Tuesday."""
WORDS = vocabulary.load(REPOSITORY / "meetings", packaged.vocabularies())
PLACING = Placing(WORDS, {}, Gazetteer())
PLACING_OF_PROJECT = replace(PLACING, vocabulary=vocabulary.load(PROJECT / "meetings", packaged.vocabularies()))
LINKS = Links(
    site="https://meetings.example.org/find/",
    first_meeting="learn/your-first-meeting/",
    help_page="help-now/",
    edit="https://code.example.org/edit/main/",
    corrections="corrections@meetings.example.org",
)

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


def read(record: str | bytes, parts: Sequence[str] = ("gb", "leeds", "canal-side"), today: date = TODAY) -> Answer:
    """The record in a text, as if it stood in a file of its own."""
    shown = f"meetings/{'/'.join(parts)}.yml"
    raw = record.encode() if isinstance(record, str) else record
    return Answer(*read_groups(raw, RecordFile(Path(shown), shown, tuple(parts)), WORDS, today))


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
        answer = read(text, parts, today)
        assert not answer.errors, answer.said
        for filed in answer.groups:
            problems: list[Problem] = []
            placed = placed_group(filed, PLACING, problems)
            assert placed is not None, problems
            groups.append(placed)
    return sorted_out(groups, WORDS, today)


def project() -> Directory:
    """The small project of the tests, read once."""
    directory, problems = load(PROJECT / "meetings", PLACING_OF_PROJECT, TODAY, workers=1)
    assert problems == []
    return directory


def many(count: int, base: str = PLAIN, spread: float = 8.0) -> Directory:
    """A directory of so many groups, alike but for their names and places; the same every time."""
    (pattern,) = directory_of(base).groups
    (meeting,) = pattern.meetings
    groups = []
    for number in range(count):
        name = f"Group {number}"
        at = meeting.at and Coordinates(*point(number, spread), meeting.at.precision)
        venue = meeting.venue and meeting.venue.model_copy(update={"name": f"Hall {number}"})
        group = pattern.group.model_copy(update={"name": name})
        some = (replace(meeting, at=at, venue=venue),)
        groups.append(replace(pattern, group=group, slug=f"group-{number:05d}", meetings=some))
    return Directory(groups, WORDS, TODAY)


def point(number: int, spread: float) -> tuple[float, float]:
    """Points that fill a square evenly and in no order."""
    return 50 + spread * (number * 0.6180339887 % 1), -5 + spread * (number * 0.7548776662 % 1)


def theme_page(kind: str, depth: int) -> str:
    """What a theme makes of the sentinels, as short as can be."""
    title, description, body, data = (shell.SENTINELS[hole] for hole in ("title", "description", "body", "data"))
    script = f'<script type="application/ld+json">{data}</script>' if kind in (shell.GROUP, shell.HIDDEN) else ""
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta name="description" content="{description}">'
        f'<link rel="canonical" href="{LINKS.site}{shell.sentinel_path(depth)}">{script}</head>'
        f'<body class="{kind}"><main>{body}</main></body></html>'
    )


def site_of(directory: Directory) -> Site:
    return Site(directory, [], LINKS, PLACING.gazetteer, [packaged.overrides()], workers=1)


def files_of(directory: Directory) -> dict[str, str]:
    """Every generated file of the site, as address to text."""
    made = site_of(directory)
    shells = shell.shells(made.needed, theme_page)
    return {uri: content.decode() for uri, content in files(made, shells)}


class Page(HTMLParser):
    """The elements, attributes and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.data: list[Any] = []
        self._in_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}", ()))
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.data.append(json.loads(data))
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--", ()))

    @property
    def text(self) -> str:
        return "".join(self.words)

    def values(self, name: str) -> list[str]:
        """Of every attribute of a name, in order."""
        return [value for _, attribute, value in self.attributes if attribute == name]
