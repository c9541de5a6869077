"""What a meeting has from its group: one place that knows."""

from __future__ import annotations

from .meeting_times import Holidays, Times
from .records import Group, Meeting, Online, Venue


def inherited(group: Group, meeting: Meeting) -> tuple[Venue | None, Online | None]:
    """The venue and the way in of a meeting, its own or its group's."""
    return meeting.venue or group.venue, meeting.online or group.online


def holidays_of(group: Group, meeting: Meeting, times: Times) -> Holidays | None:
    """The holidays of one of a meeting's schedules."""
    return times.holidays or meeting.holidays or group.holidays


def country_of(group: Group, meeting: Meeting, holidays: Holidays) -> str | None:
    """The country whose holidays are meant, and its subdivision."""
    venue, _ = inherited(group, meeting)
    address = venue.address if venue else None
    return holidays.country or (address.country if address else None)
