"""Coordinates to a zone, and the table of coming clock changes that the browser uses instead of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

import tzfpy

from . import zones

AHEAD = timedelta(days=400 + 365)
"""How far past the build the table reaches: a page a year old still knows 400 days."""
BEHIND = timedelta(days=40)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@cache
def zone_info(name: str) -> ZoneInfo:
    """From the pinned tzdata: importing `zones` has turned the system's files off."""
    return ZoneInfo(name)


def zone_at(latitude: float, longitude: float) -> str | None:
    """The IANA zone of a place; borders are right within about 100 m."""
    found = tzfpy.get_tz(longitude, latitude)
    return zones.canonical(found) if found else None


@cache
def only_zone_of(country: str) -> str | None:
    """The zone of a country that has just one, for places nobody could find on the map."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    found = [row[2] for row in rows if row[0] == country]
    return zones.canonical(found[0]) if len(found) == 1 else None


Table = dict[str, int | dict[str, list[int]]]


def transition_table(names: Iterable[str], today: date) -> Table:
    """Offsets and the minutes at which they change, as `FORMAT.md` describes, for each zone in `names`."""
    first = datetime(today.year, today.month, today.day, tzinfo=UTC) - BEHIND
    last = first + BEHIND + AHEAD
    table = {name: _changes(zone_info(name), first, last) for name in sorted(set(names))}
    return {"from": _minute(first), "until": _minute(last), "zones": table}


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> list[int]:
    """`[offset, at, offset, …]`; a week is shorter than any pair of changes since 2000."""
    row = [offset := _offset(zone, first)]
    before = first
    while before < last:
        after = min(before + timedelta(days=7), last)
        if _offset(zone, after) != offset:
            at = _change_between(zone, before, after)
            offset = _offset(zone, after)
            row += [_minute(at), offset]
        before = after
    return row


Gap = tuple[date, int, int]
"""A day, and the minutes of it, from and to, that clocks skip."""


@cache
def gaps(name: str, today: date) -> tuple[Gap, ...]:
    """The wall-clock times that do not exist in a zone in the year from `today` on."""
    first = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(days=1)
    row = _changes(zone_info(name), first, first + timedelta(days=368))
    found = []
    for before, at, after in zip(row[::2], row[1::2], row[2::2], strict=False):
        if after > before:
            wall = _at(at + before)
            start = wall.hour * 60 + wall.minute
            found.append((wall.date(), start, start + after - before))
    return tuple(found)


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    low, high, offset = _minute(before), _minute(after), _offset(zone, before)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(zone, _at(middle)) == offset else (low, middle)
    return _at(high)


def _offset(zone: ZoneInfo, at: datetime) -> int:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds()) // 60


def _minute(at: datetime) -> int:
    return int((at - EPOCH).total_seconds()) // 60


def _at(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)
