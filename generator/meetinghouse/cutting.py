"""How the finder's meetings are cut into files: by where they are, and those online by when they start."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from .placed import PlacedGroup, PlacedMeeting
from .schedule import Schedule
from .timezones import transition_table

WEEK = 7 * 1440
STEP = 120
"""Minutes that the finder looks back: a meeting that lasts longer stands in the files of its later hours too."""


class Row(NamedTuple):
    """A meeting with its group, as a file lists it."""

    group: PlacedGroup
    meeting: PlacedMeeting


Box = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


def by_place(rows: Sequence[Row], most: int) -> list[list[Row]]:
    """Leaves of a quadtree, south-west first, each of at most `most` rows, all of which have coordinates."""
    return list(_quadtree(rows, _box(rows), most, 0)) if rows else []


def _quadtree(rows: Sequence[Row], box: Box, most: int, depth: int) -> Iterator[list[Row]]:
    if len(rows) <= most or depth > 40:  # at a single point
        yield from (list(rows[start : start + most]) for start in range(0, len(rows), most))
        return
    south, west, north, east = box
    middle_latitude, middle_longitude = (south + north) / 2, (west + east) / 2
    quarters: list[list[Row]] = [[], [], [], []]
    for row in rows:
        assert row.meeting.at is not None
        above, right = row.meeting.at.latitude >= middle_latitude, row.meeting.at.longitude >= middle_longitude
        quarters[2 * above + right].append(row)
    boxes = (
        (south, west, middle_latitude, middle_longitude),
        (south, middle_longitude, middle_latitude, east),
        (middle_latitude, west, north, middle_longitude),
        (middle_latitude, middle_longitude, north, east),
    )
    for quarter, part in zip(quarters, boxes, strict=True):
        if quarter:
            yield from _quadtree(quarter, part, most, depth + 1)


def _box(rows: Sequence[Row]) -> Box:
    ats = [row.meeting.at for row in rows if row.meeting.at]
    latitudes = [at.latitude for at in ats] or [0.0]
    longitudes = [at.longitude for at in ats] or [0.0]
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def box_rounded(rows: Sequence[Row]) -> list[int]:
    """Degrees ×100, rounded outwards."""
    south, west, north, east = _box(rows)
    return [math.floor(south * 100), math.floor(west * 100), math.ceil(north * 100), math.ceil(east * 100)]


class Stretch(NamedTuple):
    """Part of the UTC week, and what can be on in it."""

    rows: list[Row]
    start: int
    """Minutes since Monday 00:00 UTC."""
    end: int


def by_start(rows: Sequence[Row], today: date, most: int) -> list[Stretch]:
    """The week in stretches of about `most` rows: those that start at the same minute stay together."""
    starts = sorted((minute, number) for number, row in enumerate(rows) for minute in utc_minutes(row.meeting, today))
    found: list[tuple[int, set[int]]] = [(0, set())]
    before = 0
    for minute, number in starts:
        if minute > before and len(found[-1][1]) >= most:
            found.append((minute, set()))
        found[-1][1].add(number)
        before = minute
    ends = [start for start, _ in found[1:]] + [WEEK]
    return [
        Stretch([rows[number] for number in sorted(numbers)], start, end)
        for (start, numbers), end in zip(found, ends, strict=True)
    ]


def utc_minutes(meeting: PlacedMeeting, today: date) -> set[int]:
    """Minutes of the UTC week at which a meeting can start, whatever the season, and at every step while it lasts.

    Without set times it is at every step of the week.
    """
    if meeting.schedule.timeless:
        return set(range(0, WEEK, STEP))
    return {
        (wall - offset + later) % WEEK
        for one in meeting.schedule.each
        for wall in _walls(one)
        for offset in _offsets(meeting.zone, today)
        for later in range(0, max(one.minutes, 1), STEP)
    }


def _walls(schedule: Schedule) -> Iterator[int]:
    yield from (rule.weekday * 1440 + schedule.start for rule in schedule.days)
    yield from (one.date.weekday() * 1440 + one.start for one in schedule.dates)


@cache
def _offsets(zone: str, today: date) -> frozenset[int]:
    """Minutes east of UTC, in every season that the shipped table knows."""
    rows = transition_table([zone], today)["zones"]
    assert isinstance(rows, dict)
    return frozenset(rows[zone][::2])
