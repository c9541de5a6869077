"""The columns of one of the finder's files: what its meetings have in common stands once, in a dictionary."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from .cutting import Row
from .finder_facts import FinderFact, facts_of
from .geo import Precision
from .placed import PlacedGroup, PlacedMeeting
from .records import AccessFact, Answer, Attendance, HowToJoin
from .schedule_rows import EPOCH_ORDINAL, online_meanwhile, schedule_row, spans

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Codes:
    """The numbers by which every file names words of the vocabularies; the manifest lists the words."""

    fellowships: Mapping[str, int]
    formats: Mapping[str, int]
    languages: Mapping[str, int]
    access: Mapping[AccessFact, int]
    facts: Mapping[FinderFact, int]
    region_name: Callable[[tuple[str, ...]], str]


@dataclass(slots=True)
class _Table:
    """A dictionary column: values in order of first use, and the index of each."""

    values: list[Any] = field(default_factory=list)
    index: dict[Hashable, int] = field(default_factory=dict)

    def of(self, key: Hashable, value: Callable[[], Any]) -> int:
        found = self.index.get(key)
        if found is None:
            found = self.index[key] = len(self.values)
            self.values.append(value())
        return found


class ShardColumns:
    """The dictionaries of one file while it is being filled."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.groups = _Table()
        self.regions = _Table()
        self.venues = _Table()
        self.schedules = _Table()
        self.zones = _Table()
        self.format_sets = _Table()
        self.language_sets = _Table()
        self.links = _Table()
        self.fact_sets = _Table()
        self.phones = _Table()

    def of(self, rows: Sequence[Row]) -> dict[str, Any]:
        cells = [self._row(*row) for row in rows]
        columns: Mapping[str, list[Any]] = {
            name: [cell[number] for cell in cells] for number, name in enumerate(COLUMNS)
        }
        meetings = [row.meeting for row in rows]
        return {
            "format": FORMAT,
            "count": len(rows),
            "groups": _columnar(self.groups.values, ("name", "slug", "region", "fellowship", "confirmed")),
            "regions": self.regions.values,
            "venues": _columnar(self.venues.values, VENUE_COLUMNS),
            "schedules": self.schedules.values,
            "zoneNames": self.zones.values,
            "formatSets": self.format_sets.values,
            "languageSets": self.language_sets.values,
            "links": self.links.values,
            "phones": self.phones.values,
            **self._facts(meetings),
            "names": {str(row): meeting.name for row, meeting in enumerate(meetings) if meeting.name},
            "paused": {str(row): spans(m.schedule.pauses) for row, m in enumerate(meetings) if m.schedule.pauses},
            "closed": {str(row): spans([closed]) for row, m in enumerate(meetings) if (closed := online_meanwhile(m))},
            **columns,
        }

    def _facts(self, meetings: Sequence[PlacedMeeting]) -> dict[str, Any]:
        """What is known beside the venue, by row; nothing where nobody told us anything."""
        facts: dict[str, int] = {}
        for row, meeting in enumerate(meetings):
            if codes := tuple(2 * self.codes.facts[fact] + (not so) for fact, so in facts_of(meeting)):
                facts[str(row)] = self.fact_sets.of(codes, partial(list, codes))
        return {"factSets": self.fact_sets.values, "facts": facts} if facts else {}

    def _row(self, group: PlacedGroup, meeting: PlacedMeeting) -> tuple[Any, ...]:
        codes = self.codes
        online = meeting.online
        open_to_all = online is not None and online.how_to_join is HowToJoin.OPEN
        link = online.link if online and open_to_all else None
        phone = online.phone if online and open_to_all else None
        return (
            self.groups.of(group.uri, lambda: self._group(group)),
            meeting.id,
            self.schedules.of(meeting.schedule, lambda: schedule_row(meeting.schedule)),
            self.zones.of(meeting.zone, lambda: meeting.zone),
            ATTENDANCE[meeting.attendance],
            self._venue(meeting),
            self.format_sets.of(meeting.formats, lambda: [codes.formats[name] for name in meeting.formats]),
            self.language_sets.of(meeting.languages, lambda: [codes.languages[tag] for tag in meeting.languages]),
            self.links.of(link, lambda: link) if link else -1,
            self.phones.of(phone, lambda: phone) if phone else -1,
            JOIN[online.how_to_join] if online else 0,
        )

    def _group(self, group: PlacedGroup) -> list[Any]:
        confirmed = group.group.confirmed
        return [
            group.group.name,
            group.slug,
            self.regions.of(group.region, lambda: ["/".join(group.region), self._region_name(group.region)]),
            self.codes.fellowships[group.group.fellowship],
            confirmed.on.toordinal() - EPOCH_ORDINAL if confirmed else 0,
        ]

    def _region_name(self, path: tuple[str, ...]) -> str:
        name = self.codes.region_name
        return ", ".join(name(path[:end]) for end in range(len(path), max(len(path) - 2, 0), -1))

    def _venue(self, meeting: PlacedMeeting) -> int:
        venue, at = meeting.venue, meeting.at
        if venue is None:
            return -1
        address = venue.address
        street = (address.street if address else "") or ""
        city = (address.city if address else "") or ""
        access = [
            2 * self.codes.access[fact] + (answer is Answer.NO)
            for fact, answer in venue.access.items()
            if answer is not Answer.UNKNOWN
        ]
        latitude = round(at.latitude * 100_000) if at else None
        longitude = round(at.longitude * 100_000) if at else None
        precision = PRECISION[at.precision] if at else 3
        values = [venue.name or "", street, city, latitude, longitude, precision, access]
        return self.venues.of((*values[:6], *access), lambda: values)


COLUMNS = (
    "group", "id", "schedule", "zone", "attendance", "venue", "formatSet", "languageSet", "link", "phone", "join",
)  # fmt: skip
VENUE_COLUMNS = ("name", "street", "city", "latitude", "longitude", "precision", "access")
ATTENDANCE = {Attendance.IN_PERSON: 0, Attendance.ONLINE: 1, Attendance.HYBRID: 2}


JOIN = {how: code for code, how in enumerate(HowToJoin)}
PRECISION = {precision: code for code, precision in enumerate(Precision)}


def _columnar(rows: list[list[Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    return {name: [row[number] for row in rows] for number, name in enumerate(names)}
