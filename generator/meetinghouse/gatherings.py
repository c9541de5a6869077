"""Who meets when, in a table by place or by link: what rules between records compare, and never pair by pair."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from .geo import Coordinates, Precision
from .placenames import fold
from .problems import Where
from .records import Group, Online, Venue
from .schedule import Schedule
from .statuses import Paused, VenueClosed
from .timezones import zone_info

DAY, WEEK = 1440, 7 * 1440
CELL = 0.002
"""Degrees of latitude of a cell of the table: `NEXT_DOOR` and a little more."""


class PlacedMeeting(Protocol):
    """What is looked at of a meeting."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    @property
    def schedule(self) -> Schedule: ...
    @property
    def zone(self) -> str: ...
    @property
    def venue(self) -> Venue | None: ...
    @property
    def online(self) -> Online | None: ...
    @property
    def at(self) -> Coordinates | None: ...
    @property
    def paused(self) -> Paused | None: ...
    @property
    def closed(self) -> VenueClosed | None: ...


class PlacedGroup(Protocol):
    """What is looked at of a group."""

    @property
    def group(self) -> Group: ...
    @property
    def uri(self) -> str: ...
    @property
    def where(self) -> Where: ...
    @property
    def meetings(self) -> Sequence[PlacedMeeting]: ...


class Gathering(NamedTuple):
    """One weekday of one meeting."""

    begin: int
    """Minute of the week, at the place or in UTC, as the table needs it."""
    end: int
    nth: int
    schedule: Schedule
    group: PlacedGroup
    meeting: PlacedMeeting

    @property
    def name(self) -> str:
        return self.meeting.name or self.group.group.name


class Pair(NamedTuple):
    """Two gatherings that overlap, in the order of their groups' addresses."""

    first: Gathering
    second: Gathering


Table = Iterator[Sequence[Gathering]]
"""Those of one place or link at a time; made when they are asked for, and then forgotten."""
Here = tuple[PlacedGroup, PlacedMeeting, int]
"""Somebody at a place or behind a link, and by how many minutes their clock is ahead of the table's."""
Points = Mapping[str, Sequence[Here]]
"""Places, or links, each with those who are there."""


def tables(groups: Iterable[PlacedGroup], today: date) -> tuple[Table, Table]:
    """By place, in the minutes of its own week; and by link, in those of UTC."""
    by_place, by_link = meeting_points(groups, today)
    return _shared(by_place), _shared(by_link)


def meeting_points(groups: Iterable[PlacedGroup], today: date) -> tuple[Points, Points]:
    """Every place and every link, with who is there."""
    by_place: dict[str, list[Here]] = {}
    by_link: dict[str, list[Here]] = {}
    for group in sorted(groups, key=lambda group: group.uri):
        for meeting in group.meetings:
            if meeting.paused or meeting.schedule.timeless or meeting.schedule.continuous:
                continue
            here = (group, meeting, 0)
            for place in _place_keys(meeting) if meeting.venue and not meeting.closed else ():
                by_place.setdefault(place, []).append(here)
            link = meeting.online.link if meeting.online else None
            if link and (room := link_key(link)):
                by_link.setdefault(room, []).append((group, meeting, _offset(meeting.zone, today)))
    return by_place, by_link


def _shared(table: Points) -> Table:
    """Most places and links are one meeting's own, and there is nothing to compare."""
    for several in table.values():
        if len(several) > 1:
            yield [each for here in several for each in _gatherings(*here)]


def pairs(table: Table) -> Iterator[Pair]:
    """Those that overlap: sorted by time, each meets only what has not ended yet."""
    for gatherings in table:
        going_on: list[Gathering] = []
        for each in sorted(gatherings, key=lambda each: (each.begin, each.group.uri, each.meeting.id)):
            going_on = [earlier for earlier in going_on if earlier.end > each.begin]
            for earlier in going_on:
                if earlier.meeting is not each.meeting and _coincide(earlier, each):
                    first, second = sorted((earlier, each), key=_order)
                    yield Pair(first, second)
            going_on.append(each)


def _order(gathering: Gathering) -> tuple[str, int]:
    ids = [meeting.id for meeting in gathering.group.group.meetings]
    return gathering.group.uri, ids.index(gathering.meeting.id)


def _gatherings(group: PlacedGroup, meeting: PlacedMeeting, offset: int) -> Iterator[Gathering]:
    for schedule in meeting.schedule.each:
        for rule in schedule.days:
            begin = (rule.weekday * DAY + schedule.start - offset) % WEEK
            yield Gathering(begin, begin + schedule.minutes, rule.nth, schedule, group, meeting)


def _coincide(one: Gathering, other: Gathering) -> bool:
    """Whether the two can fall on one day: the first Monday is never the second."""
    a, b = one.schedule, other.schedule
    nths = {one.nth, other.nth}
    if 0 not in nths and len(nths) > 1 and nths not in ({-1, 4}, {-1, 5}):
        return False
    if a.every == b.every > 1 and a.anchor and b.anchor and _week(a.anchor) % a.every != _week(b.anchor) % b.every:
        return False
    if (a.ends and b.starts and a.ends < b.starts) or (b.ends and a.starts and b.ends < a.starts):
        return False
    return not (a.season and b.season and a.season != b.season)


def _week(day: date) -> int:
    return (day.toordinal()) // 7


def _place_keys(meeting: PlacedMeeting) -> Iterator[str]:
    """The address; and where the door is on the map, its cell in two grids, so that no border parts neighbours."""
    address = meeting.venue.address if meeting.venue else None
    if address and address.street:
        yield fold(f"{address.street} {address.city or ''} {address.country}")
    if meeting.at and meeting.at.precision is Precision.DOOR:
        for shift in (0.0, 0.5):
            north, east = (math.floor(each / CELL + shift) for each in (meeting.at.latitude, meeting.at.longitude))
            yield f"{shift} {north} {east}"


@lru_cache(8192)
def link_key(link: str) -> str | None:
    """The same text for the same room, however the link was copied; nothing for a whole site."""
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.")
    if room := re.search(r"/(?:j|w|wc/join|s)/([0-9]{9,11})", parts.path):
        return f"room {room[1]}"
    path = parts.path.rstrip("/")
    return f"{host}{path}" if path else None


@lru_cache(1024)
def _offset(zone: str, today: date) -> int:
    offset = datetime.combine(today, time(12), zone_info(zone)).utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0
