"""A group and its meetings with all that they inherit and all that was looked up for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .facts import NOTHING_KNOWN, WhatToExpect
from .geo import Coordinates
from .problems import Where
from .records import Attendance, Group, Online, Venue
from .schedule import Schedule
from .statuses import Paused, VenueClosed


@dataclass(frozen=True, slots=True)
class PlacedMeeting:
    """A meeting with all that it inherits from its group and all that was looked up for it."""

    id: str
    name: str | None
    schedule: Schedule
    zone: str
    attendance: Attendance
    venue: Venue | None
    online: Online | None
    at: Coordinates | None
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    notes: str | None
    paused: Paused | None
    closed: VenueClosed | None = None
    was: tuple[str, ...] = ()
    """Ids it had before."""
    expect: WhatToExpect = NOTHING_KNOWN
    """What it is like there."""
    ended: date | None = None
    """The last day, once that is over."""

    @property
    def in_person(self) -> bool:
        return self.attendance is not Attendance.ONLINE

    @property
    def from_elsewhere(self) -> bool:
        return self.attendance is not Attendance.IN_PERSON


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """A group with its permanent address."""

    group: Group
    region: tuple[str, ...]
    slug: str
    where: Where
    meetings: tuple[PlacedMeeting, ...]
    """Those that people can go to; none when the group has ended."""
    past: tuple[PlacedMeeting, ...] = ()
    """Those that ended not long ago."""
    gone: int = 0
    """How many ended so long ago that no page says so any more."""

    @property
    def ended(self) -> date | None:
        """The last day of a group that has ended."""
        days = [meeting.ended for meeting in self.past if meeting.ended]
        return None if self.meetings else max(days, default=date.min)

    @property
    def uri(self) -> str:
        return f"meetings/{'/'.join(self.region)}/{self.slug}/"

    @property
    def was(self) -> tuple[str, ...]:
        """Addresses it had before."""
        return self.group.was

    @property
    def depth(self) -> int:
        return len(self.region) + 2


def country_of(meeting: PlacedMeeting) -> str | None:
    address = meeting.venue.address if meeting.venue else None
    return address.country if address else None


def venue_key(meeting: PlacedMeeting) -> str | None:
    """The same text for the same building: name and street, or nothing when that is not known."""
    venue = meeting.venue
    if not meeting.in_person or venue is None or venue.address is None or not venue.address.street:
        return None
    address = venue.address
    return "|".join((address.street or "", address.city or "", address.country)).casefold()
