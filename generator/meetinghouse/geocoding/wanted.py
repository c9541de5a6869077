"""The addresses of a folder of records: those that are looked up, and those that nobody else is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..gazetteer import Gazetteer
from ..inheriting import inherited
from ..places import address_key
from ..problems import Problem, Severity, Where
from ..reading import FiledGroup, read_file
from ..recordfiles import record_files
from ..records import Address, Attendance, Group, Listing, Venue
from ..vocabulary import Vocabulary
from .answers import Kind
from .questions import Query


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that a meeting is at."""

    key: str
    address: Address
    where: Where
    """Of the first record that has it."""
    private: bool
    """Not sent to anybody: some record that has it does not want to be found."""
    placed: bool
    """Every record that has it says itself where it is."""

    @property
    def words(self) -> str:
        parts = (self.address.street, self.address.city, self.address.region, self.address.country)
        return ", ".join(part for part in parts if part)


def private(group: Group, venue: Venue) -> bool:
    """Whether an address stays with us. A field of the venue that says so (a person's home) belongs here too."""
    return group.listing is Listing.UNLISTED


def addresses(folder: Path, vocabulary: Vocabulary, today: date) -> tuple[list[Wanted], list[Problem]]:
    """Every address once, in the order of the records, and the errors of records that could not be read."""
    problems: list[Problem] = []
    groups: list[FiledGroup] = []
    for file in record_files(folder, problems):
        filed, wrong = read_file(file, vocabulary, today)
        groups += filed
        problems += wrong
    return merged(_each(groups)), [problem for problem in problems if problem.severity is Severity.ERROR]


def merged(every: Iterable[Wanted]) -> list[Wanted]:
    """One for each address: private if any is, placed if all are."""
    table: dict[str, Wanted] = {}
    for each in every:
        before = table.get(each.key, each)
        both = before.private or each.private, before.placed and each.placed
        table[each.key] = Wanted(each.key, before.address, before.where, *both)
    return list(table.values())


def _each(groups: Iterable[FiledGroup]) -> Iterator[Wanted]:
    for filed in groups:
        group = filed.group
        for meeting in group.meetings:
            venue, _ = inherited(group, meeting)
            attendance = meeting.attendance or group.attendance
            if venue and venue.address and attendance is not Attendance.ONLINE:
                key = key_of(venue.address)
                hidden, placed = private(group, venue), venue.coordinates is not None
                yield Wanted(key, venue.address, filed.where, hidden, placed)


def key_of(address: Address) -> str:
    street, city, region, postcode = address.street, address.city, address.region, address.postcode
    return address_key(street or "", city or "", region or "", postcode or "", address.country)


def query_of(address: Address, gazetteer: Gazetteer) -> Query:
    """The question for an address: nothing of the record but its postal parts.

    Raises:
        Unaskable: it is not sent to anybody.
    """
    towns = gazetteer.find_town(address.city, address.region or "", address.country) if address.city else []
    return Query(
        street=address.street or "",
        city=address.city or "",
        state=address.region or "",
        postalcode=address.postcode or "",
        country=address.country,
        near=(towns[0].latitude, towns[0].longitude) if len(towns) == 1 else None,
    )


def known_offline(address: Address, gazetteer: Gazetteer) -> int | None:
    """Metres around the place that a build finds by itself, the postal area or the town; nothing when it finds none."""
    if gazetteer.find_postcode(address.postcode or "", address.country):
        return Kind.POSTCODE.value.circle
    towns = gazetteer.find_town(address.city or "", address.region or "", address.country) if address.city else []
    return Kind.CITY.value.circle if len(towns) == 1 else None
