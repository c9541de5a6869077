"""What a provider answers: a point, and what kind of thing it is the point of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ..geo import Point, Precision
from .questions import Query


class Exactness(NamedTuple):
    """How near the door a point of some kind is, and how it is written down."""

    circle: int
    """Metres around the point within which the door is."""
    from_town: float
    """Kilometres that it may be away from the middle of its town."""
    precision: Precision | None
    """Our word; none for what is no place to go to."""


class Kind(Enum):
    """What was found, most exact first. An interpolated point is somewhere in the street, not at a door."""

    ROOFTOP = Exactness(50, 30.0, Precision.DOOR)
    INTERPOLATED = Exactness(200, 30.0, Precision.STREET)
    STREET = Exactness(1_000, 30.0, Precision.STREET)
    POSTCODE = Exactness(3_000, 30.0, Precision.POSTCODE)
    NEIGHBOURHOOD = Exactness(3_000, 25.0, Precision.TOWN)
    CITY = Exactness(10_000, 5.0, Precision.TOWN)
    REGION = Exactness(1_000_000, 0.0, None)

    @property
    def in_a_street(self) -> bool:
        return self in (Kind.ROOFTOP, Kind.INTERPOLATED, Kind.STREET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One answer, with what the provider says about where it is; its own words for it are never kept."""

    latitude: float
    longitude: float
    kind: Kind
    country: str = ""
    """Two letters, when it says."""
    region: str = ""
    """A code or a name, when it says."""
    number: str = ""
    """The house number, when it says."""

    @property
    def at(self) -> Point:
        return self.latitude, self.longitude


Geocode = Callable[[Query], Sequence[Candidate]]
"""A geocoder. Raises AskError or Stop; an empty answer means that the address is not known."""
