"""Where each meeting stands in a list: under which weekday, at which minute, and with which next date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import islice
from typing import NamedTuple

from . import words
from .directory import Directory
from .placed import PlacedGroup, PlacedMeeting
from .records import Attendance
from .schedule import Schedule, occurrences
from .schedule_rows import is_unusual

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
    first, *further = (replace(one, pauses=(), also=()) for one in meeting.schedule.each)
    return replace(meeting, schedule=replace(first, also=tuple(further)))


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
