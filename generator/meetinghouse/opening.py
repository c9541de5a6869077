"""Opening hours: in words, and whether somebody answers at an instant. The browser's `open-now.js` answers the same
on `tests/shared/open-now.json`.

Both ends of a span are read off the clock on the wall: who closes at six closes at six, also in the night when the
clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from .resources import INTERNATIONAL, Hours, Resource
from .schedule import DAY
from .schedule_words import days_in_words, hours_in_words
from .timezones import only_zone_of, zone_info

WEEK = 7 * 1440


class Span(NamedTuple):
    """A stretch of every week: weekday (Monday is 0), minute of the day, and length in minutes."""

    weekday: int
    start: int
    minutes: int


class Openness(NamedTuple):
    """Whether somebody answers, and when that changes; `changes` carries the zone of the service."""

    is_open: bool
    changes: datetime


def spans(hours: Hours) -> tuple[Span, ...]:
    """Sorted by the week; none when it is always open or only words are known."""
    found = set()
    for opening in hours.open:
        start = _minute(opening.from_)
        length = (_minute(opening.to) - start) % 1440 or 1440
        found |= {Span(rule.weekday, start, length) for rule in opening.day if not rule.nth}
    return tuple(sorted(found))


def overlapping(found: Sequence[Span]) -> bool:
    starts = [span.weekday * 1440 + span.start for span in found]
    ends = [start + span.minutes for start, span in zip(starts, found, strict=True)]
    following = [*starts[1:], starts[0] + WEEK] if starts else []
    return any(end > start for end, start in zip(ends, following, strict=True))


def zone_of(resource: Resource) -> str | None:
    """The zone of the hours: as written, or that of a country with just one."""
    if resource.hours and resource.hours.timezone:
        return resource.hours.timezone
    country = resource.of_country
    return only_zone_of(country) if country and country != INTERNATIONAL else None


def openness(found: Sequence[Span], zone: str, now: datetime) -> Openness:
    """At the instant `now`, for hours that have at least one span and do not fill the week."""
    until = None
    for began, ended in _around(found, zone, now):
        if began > (until or now):
            break
        if ended > now:
            until = ended  # spans that touch are one
    if until:
        return Openness(True, until.astimezone(zone_info(zone)))
    opens = next(began for began, _ in _around(found, zone, now) if began > now)
    return Openness(False, opens.astimezone(zone_info(zone)))


def _around(found: Sequence[Span], zone: str, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The dated spans from the day before `now` to nine days after it, in order."""
    first = now.astimezone(zone_info(zone)).date() - DAY
    for step in range(11):
        on = first + DAY * step
        for span in found:
            if span.weekday == on.weekday():
                yield _instant(on, span.start, zone), _instant(on, span.start + span.minutes, zone)


def _instant(on: date, minute: int, zone: str) -> datetime:
    days, rest = divmod(minute, 1440)
    wall = datetime.combine(on + timedelta(days=days), time(rest // 60, rest % 60), zone_info(zone))
    return wall.astimezone(UTC)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def in_words(resource: Resource) -> list[str]:
    """`24 hours a day, every day`, or a line for each way of opening, the last with the zone's place."""
    hours = resource.hours
    if hours is None:
        return []
    if hours.always:
        return ["24 hours a day, every day"]
    said = []
    for opening in hours.open:
        start = _minute(opening.from_)
        length = (_minute(opening.to) - start) % 1440 or 1440
        said.append(f"{days_in_words(opening.day)}, {hours_in_words(start, length)}")
    zone = zone_of(resource)
    if said and zone:
        said[-1] += f" ({place_of(zone)} time)"
    return said


def place_of(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")
