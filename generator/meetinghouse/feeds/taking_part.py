"""How one takes part in a foreign meeting, when its feed only hints at it."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Attendance
from .foreign_record import Foreign

MEETS_ONLINE = "The building is closed for now. The group meets online."
CLOSED = "The building is closed for now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a feed says about a meeting's place and way in."""

    place: bool
    way_in: bool
    said: Attendance | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class TakingPart:
    """How people take part, why they do not for now, and what they should be told."""

    attendance: Attendance
    paused: str = ""
    note: str = ""


def taking_part(foreign: Foreign, hints: Hints) -> TakingPart:
    """What the hints come to; a record that neither a door nor a link leads into is left out."""
    if hints.closed:
        return _closed(foreign, hints)
    if not hints.place and not hints.way_in:
        if hints.said is Attendance.ONLINE:
            foreign.leave_out("online", "is online without a link or telephone number to join by", "G21")
        foreign.leave_out("venue", "has neither a place nor a way to join online", "G09")
    if not hints.way_in:
        if hints.said is Attendance.ONLINE:
            foreign.leave_out("online", "is online without a link or telephone number to join by", "G21")
        if hints.said is Attendance.HYBRID:
            foreign.remark("attendance", "has no way to join online, so it is written as in-person", "G10")
        return TakingPart(Attendance.IN_PERSON)
    if not hints.place:
        if hints.said in (Attendance.IN_PERSON, Attendance.HYBRID):
            foreign.remark("attendance", "has no place, so it is written as online", "G10")
        return TakingPart(Attendance.ONLINE)
    if hints.said is Attendance.IN_PERSON:
        foreign.remark("online", "is in person, so its link is left away", "G20")
    return TakingPart(hints.said or Attendance.HYBRID)


def _closed(foreign: Foreign, hints: Hints) -> TakingPart:
    if hints.way_in:
        foreign.remark("venue", "is closed for now, so the meeting is written as online", "M03")
        return TakingPart(Attendance.ONLINE, note=MEETS_ONLINE)
    if not hints.place:
        foreign.leave_out("venue", "is closed for now, and there is neither a place nor a way to join online", "G09")
    foreign.remark("venue", "is closed for now, so the meeting is written as paused", "M03")
    return TakingPart(Attendance.IN_PERSON, paused=CLOSED)
