"""What is wrong with a place or a time once it is on the map: pins elsewhere, and hours that clocks skip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from .gazetteer import Gazetteer
from .geo import Coordinates, kilometres
from .problems import Problem, Severity
from .reading import FiledGroup
from .records import Venue
from .schedule import Schedule, occurrences
from .timezones import gaps, zone_at, zone_info

FAR_FROM_TOWN = 100.0
"""Kilometres. Larger than any town and the land around it."""


def pin_elsewhere(filed: FiledGroup, number: int, venue: Venue, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Coordinates in another country than the address, or far from its town; `number` is that of the meeting."""
    address, at = venue.address, venue.coordinates
    if address is None or at is None:
        return
    field = "venue.coordinates" if venue is filed.group.venue else f"meetings.{number}.venue.coordinates"
    if not gazetteer.country_contains(address.country, *at):
        swapped = gazetteer.country_contains(address.country, at[1], at[0])
        mend = "latitude and longitude look swapped" if swapped else "latitude comes first; look at the place on a map"
        message = f"{at[0]}, {at[1]} is outside {gazetteer.country_name(address.country)}"
        yield _pin_problem(filed, field, "G03", message, mend)
        return
    towns = gazetteer.find_town(address.city or "", address.region or "", address.country) if address.city else []
    away = min((kilometres(at, (town.latitude, town.longitude)) for town in towns), default=0.0)
    if away > FAR_FROM_TOWN:
        message = f"{at[0]}, {at[1]} is {away:,.0f} km from {address.city}"
        yield _pin_problem(filed, field, "G08", message, "look at the place on a map")


def _pin_problem(filed: FiledGroup, field: str, code: str, message: str, mend: str) -> Problem:
    return Problem(
        where=filed.where,
        code=code,
        field=field,
        message=message,
        mend=mend,
        severity=Severity.WARNING,
    )


def zone_elsewhere(filed: FiledGroup, number: int, at: Coordinates) -> Iterator[Problem]:
    """A zone that is said, at a place that has another clock: people would come at the wrong hour."""
    meeting = filed.group.meetings[number]
    said = meeting.timezone or filed.group.timezone
    there = zone_at(at.latitude, at.longitude) if said else None
    if said and there and _clocks(said, filed.today) != _clocks(there, filed.today):
        yield Problem(
            where=filed.where,
            code="X10",
            field=f"meetings.{number}.timezone" if meeting.timezone else "timezone",
            message=f"says {said}, and the place is by the clock of {there}",
            mend="delete it, because the place tells the zone; or correct the place",
            severity=Severity.WARNING,
        )


def _clocks(zone: str, today: date) -> tuple[timedelta | None, ...]:
    """How far ahead of UTC, now and in half a year: two names may stand for one clock."""
    noons = (datetime.combine(today + timedelta(days=days), time(12), zone_info(zone)) for days in (0, 182))
    return tuple(noon.utcoffset() for noon in noons)


def hour_skipped(filed: FiledGroup, number: int, schedule: Schedule, zone: str) -> Iterator[Problem]:
    """A time of night that clocks skip: it is read as an hour later, and people should know."""
    if schedule.timeless or schedule.continuous:
        return
    for day, low, high in gaps(zone, filed.today):
        if not low <= schedule.start < high:
            continue
        before = datetime.combine(day, time(), UTC) - timedelta(days=1)
        for one in occurrences(replace(schedule, dates=(), also=()), zone, before):
            if one.start.date() > day:
                break
            if one.start.date() == day and one.start.hour * 60 + one.start.minute != schedule.start:
                wall = f"{schedule.start // 60:02d}:{schedule.start % 60:02d}"
                yield Problem(
                    where=filed.where,
                    code="T10",
                    field=f"meetings.{number}.start",
                    message=f"{wall} does not exist on {day}, when the clocks change",
                    mend=f"people will come at {one.start:%H:%M}; is that right?",
                    severity=Severity.WARNING,
                )
                return
