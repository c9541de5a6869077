"""What every reader of a foreign feed gives: meetings in our words, and a remark for each change."""

from __future__ import annotations

from dataclasses import dataclass

from ..gazetteer import Gazetteer
from ..records import Attendance
from ..vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """What was done to one record of a feed, and why."""

    record: str
    """The record's id in its feed."""
    field: str
    said: str
    code: str
    left_out: bool = False

    def __str__(self) -> str:
        return f"{self.record}: {self.field}: {self.said} [{self.code}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a reader may know besides the bytes of the feed."""

    name: str
    """Of the source, as it stands in every record."""
    fellowship: str
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    country: str = ""
    """For records that do not say theirs."""
    formats: bytes | None = None
    """BMLT only: its list of formats, when it comes apart from the meetings."""


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a foreign address that are known; the rest is empty."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignMeeting:
    """One meeting of a feed in our words: clean text, but not yet filed, grouped or checked."""

    id: str
    slug: str
    name: str
    group: str = ""
    """What the feed calls the group, when that is not the meeting's name."""
    group_id: str = ""
    days: tuple[int, ...] = ()
    """Monday is 0."""
    start: str = ""
    end: str = ""
    minutes: int = 0
    by_appointment: bool = False
    timezone: str = ""
    attendance: Attendance
    paused: str = ""
    """Why it does not meet for now."""
    venue: str = ""
    address: Address
    regions: tuple[str, ...] = ()
    """Most general first."""
    arrival: str = ""
    access: tuple[str, ...] = ()
    """What is there, at the place or online."""
    signed: tuple[str, ...] = ()
    proof: str = ""
    contributions: str = ""
    at: tuple[float, float] | None = None
    door: bool = True
    """Whether `at` is where people meet, not only somewhere in the town."""
    link: str = ""
    phone: str = ""
    passcode: bool = False
    camera: str = ""
    online_notes: str = ""
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    notes: str = ""
    website: str = ""
    body: str = ""
    """The service body that looks after the group."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a reader made of the bytes; every record is either a meeting or left out by a remark."""

    records: int
    meetings: tuple[ForeignMeeting, ...]
    remarks: tuple[Remark, ...]
    ignored: tuple[str, ...] = ()
    """Fields of the feed that we have no place for."""
