"""Counts the files of a finished site against the directory: nothing may vanish without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from .directory import Directory
from .other_help import OtherHelp, country_uri
from .placed import PlacedGroup
from .problems import Problem, Where
from .workers import shared_out

MEETING = re.compile(rb" data-mh-meeting[ >]")


def missing(directory: Directory, rows: int, other_help: OtherHelp, folder: Path, workers: int | None) -> list[Problem]:
    """Everything of the directory that is not in `folder`; `rows` is how many meetings the finder should hold."""

    def of_groups(groups: Sequence[PlacedGroup]) -> list[Problem]:
        return [problem for group in groups if (problem := _group_missing(group, folder))]

    problems = [problem for part in shared_out(of_groups, directory.groups, workers) for problem in part]
    problems += _finder_missing(rows, folder)
    problems += _left_behind_missing(directory, folder)
    problems += _resources_missing(other_help, folder)
    return problems


def _group_missing(group: PlacedGroup, folder: Path) -> Problem | None:
    path = folder / group.uri / "index.html"
    try:
        page = path.read_bytes()
    except OSError:
        page = b""
    found, expected = len(MEETING.findall(page)), len(group.meetings) + len(group.past)
    if found == expected and page.count(b" data-mh-group>") == 1:
        return None
    message = f"its page shows {found} of {expected} meetings"
    return Problem(where=group.where, code="B07", message=message, mend="nothing was published; report this")


def _left_behind_missing(directory: Directory, folder: Path) -> Iterator[Problem]:
    """Nothing vanishes without a word: what ended says so, and old addresses lead on."""
    pages = {group.uri: (group, b" data-mh-ended>") for group in directory.ended}
    pages |= {uri: (group, b" data-mh-moved>") for uri, group in directory.moved.items()}
    for uri, (group, mark) in pages.items():
        path = folder / uri / "index.html"
        if not path.is_file() or mark not in path.read_bytes():
            message = f"there is no page at {uri} that says what became of it"
            yield Problem(where=group.where, code="B07", message=message, mend="nothing was published; report this")


def _finder_missing(expected: int, folder: Path) -> list[Problem]:
    keys: set[tuple[str, str, str]] = set()
    for path in sorted((folder / "finder").glob("meetings.*.json")):
        shard = orjson.loads(path.read_bytes())
        groups, regions = shard["groups"], shard["regions"]
        for group, name in zip(shard["group"], shard["id"], strict=True):
            keys.add((regions[groups["region"][group]][0], groups["slug"][group], name))
    if len(keys) == expected:
        return []
    message = f"the finder holds {len(keys)} of {expected} meetings"
    return [Problem(where=Where("meetings"), code="B07", message=message, mend="nothing was published; report this")]


RESOURCE = re.compile(r' id="([^"]+)" data-mh-resource>')


def _resources_missing(other_help: OtherHelp, folder: Path) -> Iterator[Problem]:
    """Every resource that is shown stands on the page of its country, or of each of its regions with all that is for
    the whole country; once, and none that is not shown."""
    pages = {country_uri(country): other_help.at_home(country) for country in other_help.by_country}
    pages |= {found.uri: [*found.records, *found.national] for found in other_help.by_region.values()}
    for uri, records in pages.items():
        path = folder / uri / "index.html"
        page = path.read_text(encoding="utf-8") if path.is_file() else ""
        found = sorted(RESOURCE.findall(page))
        if found != sorted(filed.id for filed in records) or not page:
            message = f"{uri} shows {len(found)} of {len(records)} resources"
            where = Where(records[0].where.path if records else "content/resources")
            yield Problem(where=where, code="B07", message=message, mend="nothing was published; report this")
