"""The towns of the world and the postal codes of the United States, read from the package and from no network."""

from __future__ import annotations

import math
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import orjson

from .geo import Coordinates, Precision, kilometres
from .placenames import fold, spellings

ATTRIBUTION = "Place data © GeoNames, CC BY 4.0. ZIP code areas: US Census Bureau."
"""Must be shown on a site that uses the gazetteer."""

DATA = Path(__file__).parent / "data" / "gazetteer.zip"
SAME_TOWN = 15.0
"""Kilometres within which two towns of one name are one town that GeoNames lists twice."""
TOLERANCE = 1.0
"""Degrees around a country's towns that still count as inside it."""

_BEYOND_THE_STATES = {"PR", "GU", "VI", "AS", "MP"}
"""Written as a state in US addresses; countries of their own in GeoNames."""


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of a thousand people or more, and what people call the part of the country it is in."""

    name: str
    region_code: str
    region_name: str
    country: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True)
class Region:
    """A state, province or county; `part` is the larger part of the country where that is said too."""

    code: str
    name: str
    part: str

    @cached_property
    def called(self) -> frozenset[str]:
        codes = {code for code in self.code.split(".") if code.isalpha()}  # ENG.KEN, but not 08
        return frozenset({fold(name) for name in (*codes, self.name, self.part)} - {""})


@dataclass(frozen=True)
class Country:
    """One country's columns, and the indexes that are made of them when first asked for."""

    code: str
    regions: Sequence[Region]
    towns: Sequence[Town]
    aliases: Sequence[tuple[int, str]]
    """Index of a town and what else it is called."""

    @cached_property
    def named(self) -> Mapping[str, Sequence[Town]]:
        index: dict[str, list[Town]] = defaultdict(list)
        for town in self.towns:
            index[fold(town.name)].append(town)
        return index

    @cached_property
    def also_named(self) -> Mapping[str, Sequence[Town]]:
        index: dict[str, list[Town]] = defaultdict(list)
        for number, name in self.aliases:
            index[fold(name)].append(self.towns[number])
        return index

    @cached_property
    def counties(self) -> bool:
        """Whether a region is smaller than what people may mean by it (Kent, but the town is in Medway)."""
        return any(region.part for region in self.regions)

    @cached_property
    def cells(self) -> Mapping[tuple[int, int], Sequence[Town]]:
        index: dict[tuple[int, int], list[Town]] = defaultdict(list)
        for town in self.towns:
            index[math.floor(town.latitude), math.floor(town.longitude) % 360].append(town)
        return index

    def codes_of(self, region: str) -> frozenset[str]:
        wanted = fold(region)
        return frozenset(each.code for each in self.regions if wanted in each.called)


@dataclass(frozen=True)
class Gazetteer:
    """Every country, each read when it is first asked for: a site of one country never pays for the world."""

    path: Path = DATA
    _read: dict[str, Country] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _countries(self) -> Mapping[str, Sequence[Any]]:
        countries: Mapping[str, Sequence[Any]] = self._member("countries.json")
        return countries

    @cached_property
    def _zips(self) -> Mapping[str, tuple[float, float]]:
        content = self._member("postcodes/US.json")
        codes = (f"{code:05}" for code in accumulate(content["codes"]))
        return dict(zip(codes, _points(content), strict=True))

    def _member(self, name: str) -> Any:
        with zipfile.ZipFile(self.path) as archive:
            return orjson.loads(archive.read(name))

    def countries(self) -> list[str]:
        """ISO 3166 alpha-2 codes."""
        return list(self._countries)

    def country_name(self, code: str) -> str:
        """In English; the code itself when it is not a country."""
        known = self._countries.get(code.upper())
        return str(known[0]) if known else code

    def country_contains(self, code: str, latitude: float, longitude: float) -> bool:
        """Whether a point lies in the box around the country's towns, generously; True for an unknown country."""
        box: Sequence[float] = self._countries.get(code.upper(), ())[1:]
        if not box:
            return True
        south, west, north, east = box
        if not south - TOLERANCE <= latitude <= north + TOLERANCE:
            return False
        return (longitude - west + TOLERANCE) % 360 <= (east - west) % 360 + 2 * TOLERANCE

    def country(self, code: str) -> Country:
        code = code.upper()
        if code not in self._read:
            known = len(self._countries.get(code, ())) > 1
            self._read[code] = (
                _country(code, self._member(f"towns/{code}.json")) if known else Country(code, (), (), ())
            )
        return self._read[code]

    def towns(self, country: str) -> Sequence[Town]:
        return self.country(country).towns

    def find_town(self, city: str, region: str, country: str) -> list[Town]:
        """The towns that these words can mean, largest first; more than one means that they do not decide."""
        if country.upper() == "US" and region.strip().upper() in _BEYOND_THE_STATES:
            return self.find_town(city, "", region.strip())
        place = self.country(country)
        codes = place.codes_of(region) if region.strip() else frozenset()
        first: Sequence[Town] = ()
        for towns in _called(place, city):
            if not region.strip():
                return _distinct(towns)
            first = first or towns
            inside = [town for town in towns if town.region_code in codes]
            if inside:
                return _distinct(inside)
        return [] if codes and not place.counties else _distinct(first)

    def find_postcode(self, code: str, country: str) -> Coordinates | None:
        """The middle of a postal area; known for the United States only, with or without the last four digits."""
        at = self._zips.get(code.strip()[:5]) if country.upper() == "US" else None
        return Coordinates(*at, Precision.POSTCODE) if at else None

    def postcodes(self, country: str) -> Mapping[str, tuple[float, float]]:
        """Postal code to latitude and longitude, in order; empty for a country without data."""
        return self._zips if country.upper() == "US" else {}

    def nearest_town(self, latitude: float, longitude: float, country: str) -> Town | None:
        place = self.country(country)
        for reach in (1, 2, 4, 8):
            around = _around(place.cells, latitude, longitude, reach)
            best = _nearest(around, latitude, longitude)
            if best and kilometres((latitude, longitude), (best.latitude, best.longitude)) < reach * 111:
                return best
        return _nearest(place.towns, latitude, longitude)


def _country(code: str, content: Mapping[str, Any]) -> Country:
    regions = [Region(*region) for region in content["regions"]]
    placed = (region for region, count in zip(regions, content["counts"], strict=True) for _ in range(count))
    rows = zip(content["names"].split("\n"), placed, _points(content), content["populations"], strict=True)
    towns = [Town(name, at.code, at.name, code, *point, people) for name, at, point, people in rows]
    aliases = zip(accumulate(content["alias_towns"]), content["aliases"].split("\n"), strict=False)
    return Country(code, regions, towns, list(aliases))


def _points(content: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    for latitude, longitude in zip(accumulate(content["latitudes"]), accumulate(content["longitudes"]), strict=True):
        yield latitude / 1000, longitude / 1000


def _called(place: Country, city: str) -> Iterator[Sequence[Town]]:
    """Towns of that very name, then those that are also called so; those are looked up only when they are wanted."""
    for name in spellings(city):
        for index in ("named", "also_named"):
            if towns := getattr(place, index).get(name):
                yield towns


def _distinct(towns: Iterable[Town]) -> list[Town]:
    kept: list[Town] = []
    for town in sorted(towns, key=lambda town: (-town.population, town.region_code, town.latitude)):
        here = town.latitude, town.longitude
        if all(kilometres(here, (other.latitude, other.longitude)) > SAME_TOWN for other in kept):
            kept.append(town)
    return kept


def _around(
    cells: Mapping[tuple[int, int], Sequence[Town]], latitude: float, longitude: float, reach: int
) -> Iterator[Town]:
    row, column = math.floor(latitude), math.floor(longitude)
    furthest = min(abs(latitude) + reach, 89.0)
    wide = min(180, math.ceil(reach / math.cos(math.radians(furthest))))
    columns = {each % 360 for each in range(column - wide, column + wide + 1)}
    for each in range(row - reach, row + reach + 1):
        for beside in sorted(columns):
            yield from cells.get((each, beside), ())


def _nearest(towns: Iterable[Town], latitude: float, longitude: float) -> Town | None:
    """By the chord instead of the arc: the order is the same, and this is asked of a thousand towns at a time."""
    sin, cos, radians = math.sin, math.cos, math.radians
    shrink = cos(radians(latitude))

    def chord(town: Town) -> float:
        north = sin(radians(town.latitude - latitude) / 2)
        east = sin(radians(town.longitude - longitude) / 2)
        return north * north + shrink * cos(radians(town.latitude)) * east * east

    return min(towns, key=chord, default=None)
