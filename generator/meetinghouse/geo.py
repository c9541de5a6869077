"""Points on the earth, how exactly each is known, and how far apart they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

EARTH_RADIUS = 6371.0088
"""Mean radius in kilometres."""


class Precision(StrEnum):
    """What a pair of coordinates points at, most exact first."""

    DOOR = "door"
    STREET = "street"
    POSTCODE = "postcode"
    TOWN = "town"


@dataclass(frozen=True)
class Coordinates:
    """A point, and whether it is a door or only the middle of a town."""

    latitude: float
    longitude: float
    precision: Precision


Point = tuple[float, float]
"""Latitude, longitude."""


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance; infinite, never NaN, when a coordinate is not a number."""
    if not all(map(math.isfinite, (*a, *b, b[0] - a[0], b[1] - a[1]))):
        return math.inf
    latitude_a, latitude_b = math.radians(a[0]), math.radians(b[0])
    across_latitude = math.sin((latitude_b - latitude_a) / 2) ** 2
    across_longitude = math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    chord = across_latitude + math.cos(latitude_a) * math.cos(latitude_b) * across_longitude
    # rounding can leave antipodes a hair above 1, and a latitude beyond a pole can leave it below 0
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, max(0.0, chord))))


def is_null_island(latitude: float, longitude: float) -> bool:
    """True at 0/0 and beside it: nobody meets there, but failed geocoders answer with it."""
    return abs(latitude) < 0.01 and abs(longitude) < 0.01
