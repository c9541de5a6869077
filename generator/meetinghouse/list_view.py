"""What a list page says: the values of `records/list.html`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Any, NamedTuple

from . import words
from .directory import Directory
from .list_entries import BY_APPOINTMENT, DAYS, Entry
from .list_pages import ListPage, slug_of
from .neighbours import crumbs
from .page_links import Links
from .records import Attendance
from .schedule import DAY, Schedule
from .schedule_rows import is_unusual
from .schedule_words import hours_in_words, rule_in_words


class Section(NamedTuple):
    """The meetings of one weekday, and the next date it falls on."""

    name: str
    anchor: str
    date: str
    entries: list[dict[str, Any]]


def list_view(directory: Directory, page: ListPage, links: Links) -> dict[str, Any]:
    """The values of one page; addresses are relative to it."""
    root = "../" * page.depth
    home = "/".join(("meetings", *page.region, ""))
    up = "../" * (page.depth - home.count("/"))
    own = bool(page.region) and page.uri == f"meetings/{'/'.join(page.region)}/"
    return {
        "root": root,
        "title": page.title,
        "crumbs": crumbs(directory, page.region, root, here=not own),
        "parts": [(name, root + uri, count) for name, uri, count in page.parts],
        "days": [(name, root + uri, count, page.uri.startswith(uri)) for name, uri, count in page.days],
        "pages": [(str(number), root + uri, uri == page.uri) for number, uri in enumerate(page.pages, 1)],
        "sections": (
            sections := _sections(directory, page.entries, lambda uri: _link(uri, home, up, root), online=page.online)
        ),
        "first_day": words.day_of(directory.today) if sum(bool(section.date) for section in sections) > 1 else "",
        "online": page.online,
        "several_towns": page.several_towns,
        "links": links,
        "other_help": links.other_help(page.region),
        "built": words.full_date(directory.today),
    }


def _link(uri: str, home: str, up: str, root: str) -> str:
    """The address of a group from a page below `home`: short, because a list has sixty of them."""
    return up + uri.removeprefix(home) if uri.startswith(home) else root + uri


def _sections(
    directory: Directory, entries: Sequence[Entry], link: Callable[[str], str], *, online: bool
) -> list[Section]:
    """By day, the day of the build first; what has no day comes last."""
    sections: list[Section] = []
    for entry in sorted(entries, key=lambda entry: _days_ahead(directory, entry)):
        name = DAYS[entry.day]
        if not sections or sections[-1].name != name:
            coming = directory.today + DAY * _days_ahead(directory, entry)
            said = words.day_of(coming).partition(" ")[2] if entry.day < BY_APPOINTMENT else ""
            sections.append(Section(name, slug_of(name), said, []))
        sections[-1].entries.append(_entry(directory, entry, link, online=online))
    return sections


def _days_ahead(directory: Directory, entry: Entry) -> int:
    timed = entry.day < BY_APPOINTMENT
    return (entry.day - directory.today.weekday()) % 7 if timed else entry.day


def _entry(directory: Directory, entry: Entry, link: Callable[[str], str], *, online: bool) -> dict[str, Any]:
    meeting, schedule = entry.meeting, entry.meeting.schedule
    venue = meeting.venue
    town = venue.address.city if venue and venue.address else ""
    coming = entry.coming
    timed = entry.day < BY_APPOINTMENT
    one = _schedule_of(entry)
    local = hours_in_words(coming.hour * 60 + coming.minute if coming else one.start, one.minutes)
    zone = words.zone_words(meeting, coming) if online and coming else "UTC"
    unusual = is_unusual(one) or len(schedule.each) > 1
    return {
        "url": f"{link(entry.group.uri)}#{meeting.id}",
        "name": meeting.name or entry.group.group.name,
        "hours": hours_in_words(entry.start, one.minutes) if timed else "",
        "utc": f"{coming.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if online and coming else "",
        "local": f"{local} {zone}" if zone != "UTC" else "",
        "rule": rule_in_words(one) if unusual or not timed else "",
        "next": words.day_of(coming.date()) if coming and (unusual or not online) else "",
        "fellowship": directory.fellowship(entry.group).name,
        "attendance": ""
        if online and meeting.attendance is Attendance.ONLINE
        else words.ATTENDANCE[meeting.attendance],
        "venue": (venue.name if venue else "") or "",
        "town": town or "",
        "notices": words.notices(meeting, directory.today),
    }


def _schedule_of(entry: Entry) -> Schedule:
    """The one of a meeting's schedules that an entry of a list is about."""
    several = entry.meeting.schedule.each
    if entry.coming is None:
        fitting = [one for one in several if one.start == entry.start]
    else:
        minute = entry.coming.hour * 60 + entry.coming.minute
        fitting = [one for one in several if minute in {one.start, *(date.start for date in one.dates)}]
    return fitting[0] if fitting else several[0]
