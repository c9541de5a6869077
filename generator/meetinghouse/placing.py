"""Records to places: each group read from its file, with coordinates, zones and schedules worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from . import places
from .compiling import compiled, last_day
from .gazetteer import Gazetteer
from .geo import Coordinates, Precision
from .inheriting import expectations, inherited
from .pinpointing import pinpointed
from .placed import PlacedGroup, PlacedMeeting
from .placing_checks import hour_skipped, pin_elsewhere, zone_elsewhere
from .problems import Problem
from .reading import FiledGroup, read_file
from .recordfiles import RecordFile
from .records import Attendance, Group, Meeting, Online, Venue
from .schedule import Schedule
from .silencing import Allowance, marked
from .status_checks import KEPT_AFTER_THE_END as KEPT
from .statuses import Meets
from .timezones import only_zone_of, zone_at
from .vocabulary import Vocabulary
from .workers import shared_out

Lock = Mapping[str, Coordinates]


@dataclass(frozen=True, slots=True)
class Placing:
    """What placing a record needs: files that were read before."""

    vocabulary: Vocabulary
    lock: Lock
    gazetteer: Gazetteer


Placed = tuple[list[PlacedGroup], list[Problem], list[Allowance]]


def read_all(files: Sequence[RecordFile], placing: Placing, today: date, workers: int | None = None) -> Placed:
    """What `placed_files` gives, shared out over the cores."""

    def run(some: Sequence[RecordFile]) -> Placed:
        return placed_files(some, placing, today)

    parts = shared_out(run, files, workers)
    groups, problems, allowances = (list(chain.from_iterable(each)) for each in zip(*parts, strict=True))
    return groups, problems, allowances


def placed_files(files: Iterable[RecordFile], placing: Placing, today: date) -> Placed:
    """The groups of some files with their places, what is wrong with each, and what they allow and did not need yet."""
    groups: list[PlacedGroup] = []
    allowances: list[Allowance] = []
    problems: list[Problem] = []
    for file in files:
        filed, wrong = read_file(file, placing.vocabulary, today)
        problems += wrong
        found: list[Problem] = []
        for group in filed:
            placed = placed_group(group, placing, found)
            if placed:
                groups.append(placed)
        found, left = marked(dict.fromkeys(found), [each for group in filed for each in group.allowances])
        problems += pinpointed(found, {file.shown: file.path})
        allowances += left
    return groups, problems, allowances


def placed_group(filed: FiledGroup, placing: Placing, problems: list[Problem]) -> PlacedGroup | None:
    """The group with its places and zones; nothing, and a problem, when a zone cannot be known."""
    group = filed.group
    found: dict[int, Coordinates | None] = {}
    meetings = []
    for number, meeting in enumerate(group.meetings):
        venue, online = inherited(group, meeting)
        attendance = meeting.attendance or group.attendance or _attendance(venue, online)
        at = None
        if venue and attendance is not Attendance.ONLINE:
            if id(venue) not in found:
                found[id(venue)] = coordinates(venue, placing)
                problems += pin_elsewhere(filed, number, venue, placing.gazetteer)
            at = found[id(venue)]
            problems += zone_elsewhere(filed, number, at) if at else ()
        zone = meeting.timezone or group.timezone or _zone(venue, at)
        schedule = compiled(group, meeting, filed.today)
        if zone is None and not schedule.timeless:
            problems.append(_no_zone(filed, number))
            return None
        placed = _placed(group, meeting, attendance, venue, online, at, zone or "UTC", schedule, filed.today)
        problems += hour_skipped(filed, number, placed.schedule, placed.zone)
        meetings.append(placed)
    living = tuple(meeting for meeting in meetings if meeting.ended is None)
    past = tuple(meeting for meeting in meetings if meeting.ended and meeting.ended + KEPT >= filed.today)
    gone = len(meetings) - len(living) - len(past)
    return PlacedGroup(group, filed.region, filed.slug, filed.where, living, past, gone)


def _placed(
    group: Group,
    meeting: Meeting,
    attendance: Attendance,
    venue: Venue | None,
    online: Online | None,
    at: Coordinates | None,
    zone: str,
    schedule: Schedule,
    today: date,
) -> PlacedMeeting:
    closed = meeting.venue_closed or group.venue_closed
    online_meanwhile = closed is not None and closed.meets is Meets.ONLINE
    last = min((day for day in (last_day(schedule), group.ends) if day), default=None)
    return PlacedMeeting(
        id=meeting.id,
        name=meeting.name,
        schedule=schedule,
        zone=zone,
        attendance=attendance,
        venue=venue if attendance is not Attendance.ONLINE else None,
        online=online if attendance is not Attendance.IN_PERSON or online_meanwhile else None,
        at=at,
        formats=group.formats if meeting.formats is None else meeting.formats,
        languages=group.languages if meeting.languages is None else meeting.languages,
        notes=meeting.notes,
        paused=meeting.paused or group.paused,
        closed=closed if attendance is not Attendance.ONLINE else None,
        was=meeting.was,
        expect=expectations(group, meeting),
        ended=last if last and last < today else None,
    )


def coordinates(venue: Venue, placing: Placing) -> Coordinates | None:
    """In order of truth: the record, the lock file, the postcode, the town; else the place is unmapped."""
    if venue.coordinates:
        return Coordinates(*venue.coordinates, Precision.DOOR)
    address = venue.address
    if address is None:
        return None
    return places.locate(
        address.street or "",
        address.city or "",
        address.region or "",
        address.postcode or "",
        address.country,
        lock=placing.lock,
        gazetteer=placing.gazetteer,
    )


def _attendance(venue: Venue | None, online: Online | None) -> Attendance:
    return Attendance.ONLINE if online and not venue else Attendance.IN_PERSON


def _zone(venue: Venue | None, at: Coordinates | None) -> str | None:
    if at and (zone := zone_at(at.latitude, at.longitude)):
        return zone
    return only_zone_of(venue.address.country) if venue and venue.address else None


def _no_zone(filed: FiledGroup, number: int) -> Problem:
    return Problem(
        where=filed.where,
        code="T05",
        field=f"meetings.{number}.timezone",
        message="is missing: the place could not be found, so its zone is not known",
        mend="write timezone: and a place, such as America/Denver, or correct the address",
    )
