"""All checked records together, placed on the map and indexed, with the permanent address of every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

from . import places
from .address_checks import address_problems
from .compiling import compiled, last_day
from .facts import NOTHING_KNOWN, WhatToExpect
from .gazetteer import Gazetteer
from .geo import Coordinates, Precision
from .inheriting import expectations, inherited
from .neighbour_checks import neighbour_problems
from .pinpointing import pinpointed
from .placenames import fold_letters
from .placing_checks import hour_skipped, pin_elsewhere, zone_elsewhere
from .problems import Problem, Where, in_order
from .reading import FiledGroup, read_file
from .recordfiles import RecordFile, record_files
from .records import Attendance, Group, Listing, Meeting, Online, Venue
from .schedule import Schedule
from .silencing import Allowance, marked
from .status_checks import KEPT_AFTER_THE_END as KEPT
from .statuses import Meets, Paused, VenueClosed
from .timezones import only_zone_of, zone_at
from .vocabulary import Fellowship, Vocabulary
from .workers import shared_out

Lock = Mapping[str, Coordinates]


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


@dataclass(slots=True)
class Region:
    """A nested area: what lies below it and the groups that meet right in it."""

    path: tuple[str, ...]
    name: str
    children: list[Region] = field(default_factory=list)
    groups: list[PlacedGroup] = field(default_factory=list)
    meetings: int = 0
    """How many there are in it and below it."""

    @property
    def uri(self) -> str:
        return "/".join(("meetings", *self.path)) + "/"

    def all_groups(self) -> Iterator[PlacedGroup]:
        yield from self.groups
        for child in self.children:
            yield from child.all_groups()

    def below(self) -> Iterator[Region]:
        yield self
        for child in self.children:
            yield from child.below()


@dataclass(frozen=True)
class Directory:
    """Every public record, sorted by address."""

    groups: Sequence[PlacedGroup]
    vocabulary: Vocabulary
    today: date
    ended: Sequence[PlacedGroup] = ()
    """Groups that nobody can go to any more; the page at their address says so for a while."""
    gone: int = 0
    """How many meetings ended so long ago that there is no page about them."""

    @cached_property
    def meetings(self) -> int:
        return sum(len(group.meetings) for group in self.groups)

    @cached_property
    def past(self) -> int:
        """How many meetings have ended and are still spoken of."""
        return sum(len(group.past) for group in (*self.groups, *self.ended))

    @cached_property
    def moved(self) -> Mapping[str, PlacedGroup]:
        """Old addresses of pages, and the group that each leads to."""
        groups = (*self.groups, *self.ended)
        return {f"meetings/{old}/": group for group in groups for old in group.group.was}

    @cached_property
    def listed(self) -> Sequence[PlacedGroup]:
        """Those that lists and the finder show; the others are found only by their address."""
        return [group for group in self.groups if group.group.listing is not Listing.UNLISTED]

    @cached_property
    def root(self) -> Region:
        return _tree(self.listed, self.vocabulary)

    @cached_property
    def zones(self) -> list[str]:
        return sorted({meeting.zone for group in self.groups for meeting in group.meetings})

    @cached_property
    def regions(self) -> set[tuple[str, ...]]:
        """The areas that have a list."""
        return {region.path for region in self.root.below()}

    @cached_property
    def countries(self) -> list[str]:
        """The countries that meetings in person are in, by their ISO codes."""
        return sorted({code for group in self.groups for meeting in group.meetings if (code := country_of(meeting))})

    @cached_property
    def at_venue(self) -> Mapping[str, list[PlacedGroup]]:
        """Groups by the venue they share, for "other meetings here"."""
        shared: dict[str, list[PlacedGroup]] = {}
        for group in self.groups:
            for key in {key for meeting in group.meetings if (key := venue_key(meeting))}:
                shared.setdefault(key, []).append(group)
        return shared

    @cached_property
    def in_region(self) -> Mapping[tuple[str, ...], list[PlacedGroup]]:
        """The groups that meet right in a region, by its path."""
        table: dict[tuple[str, ...], list[PlacedGroup]] = {}
        for group in self.groups:
            table.setdefault(group.region, []).append(group)
        return table

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Each group's place in the list of its region, by its address."""
        return {group.uri: place for groups in self.in_region.values() for place, group in enumerate(groups)}

    def fellowship(self, group: PlacedGroup) -> Fellowship:
        return self.vocabulary.fellowships[group.group.fellowship]


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


@dataclass(frozen=True, slots=True)
class Placing:
    """What placing a record needs: files that were read before."""

    vocabulary: Vocabulary
    lock: Lock
    gazetteer: Gazetteer


def load(folder: Path, placing: Placing, today: date, workers: int | None = None) -> tuple[Directory, list[Problem]]:
    """The directory of a folder of records and every problem in it; records with an error are left out of it."""
    problems: list[Problem] = []
    files = record_files(folder, problems)
    groups, wrong, allowances = read_all(files, placing, today, workers)
    problems += wrong
    problems += address_problems(groups)
    directory = directory_of(groups, placing.vocabulary, today)
    found, needless = marked(neighbour_problems(directory.groups, today), allowances)
    problems += pinpointed(found, {file.shown: file.path for file in files})
    problems += (each.needless for each in needless)
    return directory, in_order(problems)


def read_all(files: Sequence[RecordFile], placing: Placing, today: date, workers: int | None = None) -> Placed:
    """What `placed_files` gives, shared out over the cores."""

    def run(some: Sequence[RecordFile]) -> Placed:
        return placed_files(some, placing, today)

    parts = shared_out(run, files, workers)
    groups, problems, allowances = (list(chain.from_iterable(each)) for each in zip(*parts, strict=True))
    return groups, problems, allowances


def directory_of(groups: Iterable[PlacedGroup], vocabulary: Vocabulary, today: date) -> Directory:
    """Groups in the order of their addresses, those that have ended apart."""
    unique = _first_of_each(sorted(groups, key=_address))
    living = [group for group in unique if group.meetings]
    ended = [group for group in unique if group.past and not group.meetings]
    return Directory(living, vocabulary, today, ended, sum(group.gone for group in unique))


def _address(group: PlacedGroup) -> tuple[tuple[str, ...], str]:
    return group.region, group.slug


Placed = tuple[list[PlacedGroup], list[Problem], list[Allowance]]


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


def _first_of_each(groups: list[PlacedGroup]) -> list[PlacedGroup]:
    unique: dict[str, PlacedGroup] = {}
    for group in groups:
        unique.setdefault(group.uri, group)
    return list(unique.values())


def _tree(groups: Sequence[PlacedGroup], vocabulary: Vocabulary) -> Region:
    root = Region((), "All meetings")
    regions: dict[tuple[str, ...], Region] = {(): root}
    for group in groups:
        for end in range(1, len(group.region) + 1):
            path = group.region[:end]
            if path not in regions:
                regions[path] = Region(path, vocabulary.region_name(path))
                regions[path[:-1]].children.append(regions[path])
        regions[group.region].groups.append(group)
        for end in range(len(group.region) + 1):
            regions[group.region[:end]].meetings += len(group.meetings)
    for region in regions.values():
        region.children.sort(key=lambda child: (fold_letters(child.name), child.path))
    return root


def rejected(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether `problems` stop a build."""
    return any(problem.stops(strict=strict) for problem in problems)
