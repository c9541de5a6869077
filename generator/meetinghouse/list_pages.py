"""Which lists there are, whole without JavaScript: regions, towns, days, and online meetings by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import islice
from typing import NamedTuple

from . import words
from .directory import Directory, PlacedGroup, PlacedMeeting, Region
from .records import Attendance
from .schedule import Schedule, occurrences
from .schedule_rows import is_unusual

MOST_ON_A_PAGE = 60
"""Entries; with the theme's page that is about 30 kB."""
MOST_BY_DAY = 400
"""A region with more meetings than this leads to its parts only; a town always has its days."""
ONLINE = "online"
DATES_LISTED = 4
"""Of a meeting on set dates."""
DAYS = (*words.WEEKDAYS, "By appointment", "Any time")
"""The headings of a list; a meeting by appointment stands under the eighth, one that is always open under the ninth."""
BY_APPOINTMENT, ANY_TIME = 7, 8


class Entry(NamedTuple):
    """A meeting under one weekday."""

    day: int
    start: int
    """Minute of the day under which it is sorted: its own, or in UTC where the list is online."""
    name: str
    group: PlacedGroup
    meeting: PlacedMeeting
    coming: datetime | None = None
    """The next start under this weekday, where the list says it."""


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


def entries_of(directory: Directory, groups: Iterable[PlacedGroup]) -> list[Entry]:
    """Each meeting once under each of its weekdays and hours, by day, time and name. What has no day comes last."""
    entries = [
        Entry(day, start, group.group.name, group, meeting, coming)
        for group in groups
        for meeting in group.meetings
        for day, start, coming in _places(directory, meeting)
    ]
    return sorted(entries, key=_order)


def _places(directory: Directory, meeting: PlacedMeeting) -> Iterator[tuple[int, int, datetime | None]]:
    """Where a meeting stands in a list: weekday, minute, and the next date where it does not come every week."""
    schedule = meeting.schedule
    if apart := day_apart(schedule):
        yield apart, 0, None
        return
    for one in schedule.each:
        for day in sorted({rule.weekday for rule in one.days}):
            yield day, one.start, _next_of_the_rule(directory, meeting, one, day)
        if not one.days:
            yield from _set_dates(directory, meeting, one)


def day_apart(schedule: Schedule) -> int:
    """The heading of a meeting that no weekday has; 0 for others."""
    if schedule.by_appointment:
        return BY_APPOINTMENT
    return ANY_TIME if schedule.asynchronous or schedule.continuous else 0


def weekdays_of(directory: Directory, meeting: PlacedMeeting) -> set[int]:
    """The weekdays under which lists show a meeting."""
    return {day for day, _, _ in _places(directory, meeting) if day < BY_APPOINTMENT}


def _order(entry: Entry) -> tuple[int, int, str, str, str]:
    return (*entry[:3], entry.group.uri, entry.meeting.id)


def _next_of_the_rule(directory: Directory, meeting: PlacedMeeting, one: Schedule, day: int) -> datetime | None:
    """The next start on a weekday, where it does not come every week; what comes every week needs no date."""
    rules = tuple(rule for rule in one.days if rule.weekday == day)
    begins = max(one.starts or directory.today, one.anchor or directory.today)
    if begins <= directory.today and not is_unusual(replace(one, days=rules)):
        return None
    alone = replace(one, days=rules, dates=(), also=())
    coming = next(occurrences(alone, meeting.zone, _morning(directory)), None)
    return coming.start if coming else None


def _set_dates(
    directory: Directory, meeting: PlacedMeeting, one: Schedule
) -> Iterator[tuple[int, int, datetime | None]]:
    """Set dates stand under the weekdays of the next few; under the last one's when all are over or paused."""
    coming = list(islice(occurrences(replace(one, also=()), meeting.zone, _morning(directory)), DATES_LISTED))
    seen: set[tuple[int, int]] = set()
    for start in (each.start for each in coming):
        place = start.weekday(), start.hour * 60 + start.minute
        if place not in seen:
            seen.add(place)
            yield *place, start
    if not coming:
        yield (one.dates[-1].date.weekday(), one.dates[-1].start, None) if one.dates else (0, one.start, None)


def _morning(directory: Directory) -> datetime:
    return datetime.combine(directory.today, time(), UTC)


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


def online_entries(directory: Directory) -> list[Entry]:
    """Meetings to join from elsewhere, under the UTC weekday and minute of their next occurrence."""
    found = []
    for group in directory.listed:
        for meeting in group.meetings:
            if meeting.attendance is Attendance.IN_PERSON:
                continue
            if apart := day_apart(meeting.schedule):
                found.append(Entry(apart, 0, group.group.name, group, meeting))
                continue
            for start in _a_week(meeting, _morning(directory)) or _a_week(_unpaused(meeting), _morning(directory)):
                utc = start.astimezone(UTC)
                minute = utc.hour * 60 + utc.minute
                found.append(Entry(utc.weekday(), minute, group.group.name, group, meeting, start))
    return sorted(found, key=_order)


def _unpaused(meeting: PlacedMeeting) -> PlacedMeeting:
    """The same without its pauses: one that nobody knows the end of is listed where it used to be, and said."""
    return replace(meeting, schedule=replace(meeting.schedule, pauses=()))


def _a_week(meeting: PlacedMeeting, after: datetime) -> list[datetime]:
    """The next start of each of its weekdays and hours, in its own zone."""
    wanted = sum(len({rule.weekday for rule in one.days}) for one in meeting.schedule.each) or DATES_LISTED
    found: dict[tuple[int, int, int], datetime] = {}
    for occurrence in islice(occurrences(meeting.schedule, meeting.zone, after), 4 * wanted):
        start = occurrence.start
        found.setdefault((start.weekday(), start.hour, start.minute), start)
        if len(found) == wanted:
            break
    return list(found.values())


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
