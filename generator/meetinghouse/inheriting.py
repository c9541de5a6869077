"""What a meeting has from its group: one place that knows."""

from __future__ import annotations

from .facts import WhatToExpect
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


def expectations(group: Group, meeting: Meeting) -> WhatToExpect:
    """What a meeting is like: what it says itself, and what its group says where it is silent."""
    own = {name: said for name in WhatToExpect.model_fields if (said := getattr(meeting, name)) is not None}
    if not own:
        return group
    shared = {name: getattr(group, name) for name in WhatToExpect.model_fields}
    return WhatToExpect.model_construct(**{**shared, **own})
