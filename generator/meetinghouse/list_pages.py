"""Which lists there are, whole without JavaScript: regions, towns, days, and online meetings by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .directory import Directory, Region
from .list_entries import DAYS, ONLINE, Entry, entries_of, online_entries

MOST_ON_A_PAGE = 60
"""Entries; with the theme's page that is about 30 kB."""
MOST_BY_DAY = 400
"""A region with more meetings than this leads to its parts only; a town always has its days."""


class Link(NamedTuple):
    """A way to another list: its name, its address below the site's, and how many meetings are there."""

    name: str
    uri: str
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a list, before it is written out."""

    uri: str
    title: str
    description: str
    region: tuple[str, ...]
    entries: Sequence[Entry] = ()
    parts: Sequence[Link] = ()
    """The areas inside this one."""
    days: Sequence[Link] = ()
    """The same list by day, where it is too long for one page."""
    pages: Sequence[str] = ()
    """Addresses of the pages of this day, where it is too long for one."""
    online: bool = False
    several_towns: bool = False

    @property
    def depth(self) -> int:
        return self.uri.count("/")


def list_pages(directory: Directory) -> Iterator[ListPage]:
    """Every list page but the finder's own."""
    for child in directory.root.children:
        if child.path != (ONLINE,):
            for region in child.below():
                yield from _region_pages(directory, region)
    yield from _root_day_pages(directory)
    yield from _online_pages(directory)


def has_day_pages(directory: Directory) -> bool:
    """Whether the whole directory is small enough for pages by day."""
    return directory.root.meetings <= MOST_BY_DAY


def _region_pages(directory: Directory, region: Region) -> Iterator[ListPage]:
    name = place_name(directory, region.path)
    below = entries_of(directory, region.all_groups()) if region.meetings <= MOST_BY_DAY else []
    entries = below or entries_of(directory, region.groups)
    page = ListPage(
        uri=region.uri,
        title=f"Meetings in {name}",
        description=f"Recovery meetings in {name} by day and time, with next dates.",
        region=region.path,
        entries=entries,
        parts=[Link(child.name, child.uri, child.meetings) for child in region.children],
        several_towns=bool(region.children),
    )
    yield from _in_days(page)


def _root_day_pages(directory: Directory) -> Iterator[ListPage]:
    if has_day_pages(directory):
        entries = [entry for entry in entries_of(directory, directory.listed) if entry.meeting.in_person]
        page = ListPage(
            uri="meetings/", title="Meetings in person", description="", region=(), entries=entries, several_towns=True
        )
        yield from _day_pages(page)


def _online_pages(directory: Directory) -> Iterator[ListPage]:
    if entries := online_entries(directory):
        page = ListPage(
            uri=f"meetings/{ONLINE}/",
            title="Online meetings",
            description="Recovery meetings by video, telephone or chat, by day, with times in UTC.",
            region=(ONLINE,),
            entries=entries,
            online=True,
        )
        yield from _in_days(page)


def _in_days(page: ListPage) -> Iterator[ListPage]:
    """The page itself when it is short; else the way to its days, and those."""
    if len(page.entries) <= MOST_ON_A_PAGE:
        yield page
        return
    yield replace(page, entries=(), days=days_of(page))
    yield from _day_pages(page)


def _day_pages(whole: ListPage) -> Iterator[ListPage]:
    days = days_of(whole)
    for day, name in enumerate(DAYS):
        some = [entry for entry in whole.entries if entry.day == day]
        parts = [some[start : start + MOST_ON_A_PAGE] for start in range(0, len(some), MOST_ON_A_PAGE)]
        first = f"{whole.uri}{slug_of(name)}/"
        addresses = [first, *(f"{first}{number}/" for number in range(2, len(parts) + 1))]
        for number, (uri, part) in enumerate(zip(addresses, parts, strict=False), 1):
            title = f"{whole.title}: {name}" + (f", page {number} of {len(parts)}" if len(parts) > 1 else "")
            yield replace(
                whole,
                uri=uri,
                title=title,
                description=f"{title}, by time.",
                entries=part,
                parts=(),
                days=days,
                pages=addresses if len(parts) > 1 else (),
            )


def days_of(page: ListPage) -> list[Link]:
    """The days of a list that have meetings."""
    counts = Counter(entry.day for entry in page.entries)
    named = [(name, counts[day]) for day, name in enumerate(DAYS) if counts[day]]
    return [Link(name, f"{page.uri}{slug_of(name)}/", count) for name, count in named]


def slug_of(day: str) -> str:
    return day.lower().replace(" ", "-")


def place_name(directory: Directory, path: tuple[str, ...]) -> str:
    """`Portland, Oregon`."""
    name = directory.vocabulary.region_name
    return ", ".join(name(path[:end]) for end in range(len(path), max(len(path) - 2, 0), -1))
