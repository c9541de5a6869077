"""Lists that are whole without JavaScript: regions, towns, days, and online meetings by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from . import words
from .directory import Directory, PlacedGroup, PlacedMeeting, Region
from .group_page import Links, crumbs
from .records import Attendance
from .schedule import DAY, days_in_words, hours_in_words, occurrences

MOST_ON_A_PAGE = 60
"""Entries; with the theme's page that is about 30 kB."""
MOST_BY_DAY = 400
"""A region with more entries than this leads to its parts only, a town always has its days."""
ONLINE = "online"


class Section(NamedTuple):
    """The meetings of one weekday, and the next date it falls on."""

    name: str
    anchor: str
    date: str
    entries: list[dict[str, Any]]


class Entry(NamedTuple):
    """A meeting under one weekday."""

    day: int
    start: int
    name: str
    group: PlacedGroup
    meeting: PlacedMeeting
    coming: datetime | None = None
    """The next start under this weekday, where the list says it."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list."""

    uri: str
    title: str
    description: str
    view: dict[str, Any] = field(compare=False)

    @property
    def depth(self) -> int:
        return self.uri.count("/")


def list_pages(directory: Directory, links: Links) -> Iterator[ListPage]:
    """Every list page but the finder's own."""
    for child in directory.root.children:
        if child.path != (ONLINE,):
            for region in child.below():
                yield from _region_pages(directory, region, links)
    yield from _root_day_pages(directory, links)
    yield from _online_pages(directory, links)


def entries_of(directory: Directory, groups: Iterable[PlacedGroup]) -> list[Entry]:
    """Each meeting once under each of its weekdays, by day, time and name. By appointment comes last, as day 7."""
    entries = [
        Entry(day, meeting.schedule.start, group.group.name, group, meeting, _next_monthly(directory, meeting, day))
        for group in groups
        for meeting in group.meetings
        for day in (sorted({rule.weekday for rule in meeting.schedule.days}) or [7])
    ]
    return sorted(entries, key=_order)


def _order(entry: Entry) -> tuple[int, int, str, str, str]:
    return (*entry[:3], entry.group.uri, entry.meeting.id)


def _next_monthly(directory: Directory, meeting: PlacedMeeting, day: int) -> datetime | None:
    """The next start on a weekday that has an nth rule; weekly ones need no date."""
    rules = tuple(rule for rule in meeting.schedule.days if rule.weekday == day)
    if not any(rule.nth for rule in rules):
        return None
    schedule = replace(meeting.schedule, days=rules)
    return next(occurrences(schedule, meeting.zone, _morning(directory))).start


def _morning(directory: Directory) -> datetime:
    return datetime.combine(directory.today, time(), UTC)


def has_day_pages(directory: Directory) -> bool:
    """Whether the whole directory is small enough for pages by day."""
    return directory.root.meetings <= MOST_BY_DAY


def _region_pages(directory: Directory, region: Region, links: Links) -> Iterator[ListPage]:
    name = _place_name(directory, region.path)
    below = entries_of(directory, region.all_groups()) if region.meetings <= MOST_BY_DAY else []
    town = not region.children
    entries = below or (entries_of(directory, region.groups) if region.groups else [])
    title = f"Meetings in {name}"
    by_day = len(entries) > MOST_ON_A_PAGE
    yield _page(
        directory,
        region.uri,
        title,
        f"Recovery meetings in {name} by day and time, with next dates.",
        entries=[] if by_day else entries,
        crumbs=lambda root: crumbs(directory, region.path, root, here=False),
        parts=[(child.name, child.uri, child.meetings) for child in region.children],
        days=_days(entries, region.uri) if by_day else [],
        links=links,
        place=not town,
    )
    if by_day:
        yield from _day_pages(directory, entries, region.uri, title, links, region.path)


def _root_day_pages(directory: Directory, links: Links) -> Iterator[ListPage]:
    if has_day_pages(directory):
        in_person = [group for group in directory.listed if any(meeting.in_person for meeting in group.meetings)]
        entries = [entry for entry in entries_of(directory, in_person) if entry.meeting.in_person]
        yield from _day_pages(directory, entries, "meetings/", "Meetings in person", links, ())


def _online_pages(directory: Directory, links: Links) -> Iterator[ListPage]:
    entries = online_entries(directory)
    if not entries:
        return
    uri = f"meetings/{ONLINE}/"
    by_day = len(entries) > MOST_ON_A_PAGE
    yield _page(
        directory,
        uri,
        "Online meetings",
        "Recovery meetings by video, telephone or chat, by day, with times in UTC.",
        entries=[] if by_day else entries,
        crumbs=lambda root: crumbs(directory, (ONLINE,), root, here=False),
        days=_days(entries, uri) if by_day else [],
        links=links,
        online=True,
    )
    if by_day:
        yield from _day_pages(directory, entries, uri, "Online meetings", links, (ONLINE,), online=True)


def online_entries(directory: Directory) -> list[Entry]:
    """Meetings to join from elsewhere, under the UTC weekday and minute of their next occurrence."""
    found = []
    for group in directory.listed:
        for meeting in group.meetings:
            if meeting.attendance is Attendance.IN_PERSON:
                continue
            if meeting.schedule.by_appointment:
                found.append(Entry(7, 0, group.group.name, group, meeting))
            for start in _a_week(meeting, _morning(directory)):
                utc = start.astimezone(UTC)
                minute = utc.hour * 60 + utc.minute
                found.append(Entry(utc.weekday(), minute, group.group.name, group, meeting, start))
    return sorted(found, key=_order)


def _a_week(meeting: PlacedMeeting, after: datetime) -> list[datetime]:
    """The next start on each of its weekdays, in its own zone."""
    wanted = len({rule.weekday for rule in meeting.schedule.days})
    found: dict[int, datetime] = {}
    for occurrence in occurrences(meeting.schedule, meeting.zone, after):
        found.setdefault(occurrence.start.weekday(), occurrence.start)
        if len(found) == wanted:
            break
    return list(found.values())


def _day_pages(
    directory: Directory,
    entries: Sequence[Entry],
    uri: str,
    title: str,
    links: Links,
    path: tuple[str, ...],
    *,
    online: bool = False,
) -> Iterator[ListPage]:
    days = _days(entries, uri)
    for day, slug in enumerate((*map(str.lower, words.WEEKDAYS), "by-appointment")):
        some = [entry for entry in entries if entry.day == day]
        name = words.WEEKDAYS[day] if day < 7 else "By appointment"
        pages = [some[start : start + MOST_ON_A_PAGE] for start in range(0, len(some), MOST_ON_A_PAGE)]
        for number, part in enumerate(pages, 1):
            page_uri = f"{uri}{slug}/" if number == 1 else f"{uri}{slug}/{number}/"
            of = f", page {number} of {len(pages)}" if len(pages) > 1 else ""
            yield _page(
                directory,
                page_uri,
                f"{title}: {name}{of}",
                f"{title}: {name}{of}, by time.",
                entries=part,
                crumbs=lambda root: crumbs(directory, path, root, here=True),
                pages=[
                    (str(other), f"{uri}{slug}/" if other == 1 else f"{uri}{slug}/{other}/", other == number)
                    for other in range(1, len(pages) + 1)
                ]
                if len(pages) > 1
                else [],
                days=days,
                links=links,
                online=online,
            )


def _page(
    directory: Directory,
    uri: str,
    title: str,
    description: str,
    *,
    entries: Sequence[Entry],
    crumbs: Any,
    links: Links,
    parts: Sequence[tuple[str, str, int]] = (),
    days: Sequence[tuple[str, str, int]] = (),
    pages: Sequence[tuple[str, str, bool]] = (),
    online: bool = False,
    place: bool = False,
) -> ListPage:
    root = "../" * uri.count("/")
    view = {
        "root": root,
        "title": title,
        "crumbs": crumbs(root),
        "parts": [(name, root + to, count) for name, to, count in parts],
        "days": [(name, root + to, count, to == uri) for name, to, count in days],
        "pages": [(name, root + to, here) for name, to, here in pages],
        "sections": _sections(directory, entries, root, online=online),
        "online": online,
        "several_towns": place or not uri.strip("/").count("/"),
        "links": links,
        "built": words.full_date(directory.today),
    }
    return ListPage(uri, title, description, view)


def _days(entries: Sequence[Entry], uri: str) -> list[tuple[str, str, int]]:
    days = []
    counts = Counter(entry.day for entry in entries)
    for day, name in enumerate((*words.WEEKDAYS, "By appointment")):
        if count := counts[day]:
            days.append((name, f"{uri}{name.lower().replace(' ', '-')}/", count))
    return days


def _sections(directory: Directory, entries: Sequence[Entry], root: str, *, online: bool) -> list[Section]:
    sections: list[Section] = []
    for entry in entries:
        name = words.WEEKDAYS[entry.day] if entry.day < 7 else "By appointment"
        if not sections or sections[-1].name != name:
            coming = directory.today + DAY * ((entry.day - directory.today.weekday()) % 7)
            said = words.day_of(coming).partition(" ")[2] if entry.day < 7 else ""
            sections.append(Section(name, name.lower().replace(" ", "-"), said, []))
        sections[-1].entries.append(_entry(directory, entry, root, online=online))
    return sections


def _entry(directory: Directory, entry: Entry, root: str, *, online: bool) -> dict[str, Any]:
    meeting, schedule = entry.meeting, entry.meeting.schedule
    venue = meeting.venue
    town = venue.address.city if venue and venue.address else ""
    coming = entry.coming
    nths = tuple(rule for rule in schedule.days if rule.nth)
    local = hours_in_words(schedule.start, schedule.minutes)
    return {
        "url": f"{root}{entry.group.uri}#{meeting.id}",
        "name": meeting.name or entry.group.group.name,
        "hours": hours_in_words(entry.start, schedule.minutes) if schedule.days else "",
        "utc": coming.astimezone(UTC).isoformat() if online and coming else "",
        "local": f"{local} {words.zone_words(meeting, coming)}" if online and coming else "",
        "rule": days_in_words(nths) if nths else "",
        "next": words.day_of(coming.date()) if nths and coming else "",
        "fellowship": directory.fellowship(entry.group).name,
        "attendance": words.ATTENDANCE[meeting.attendance],
        "venue": (venue.name if venue else "") or "",
        "town": town or "",
        "paused": words.paused_words(meeting),
    }


def _place_name(directory: Directory, path: tuple[str, ...]) -> str:
    name = directory.vocabulary.region_name
    return ", ".join(name(path[:end]) for end in range(len(path), max(len(path) - 2, 0), -1))
