"""The finder's own gazetteer: small files in which the visitor's device looks up a town or a postal code.

What a request tells the host decides how the files are cut. `places.json` is the same for every visitor, so opening it
tells only that somebody opened the search box. It holds every country in scope; where that is too much for a weak
connection, it holds the towns that most people look for, those near meetings first. Which towns those are depends on
size and never on spelling. The others are in `places-xx-rest.json`, one for each country, opened only when the first
file has no answer, which tells the host a country and "a small town" and no more. Postal codes are cut by their first
digit. That names a group of states, and so does the shard of meetings that is opened right after it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import orjson

from .gazetteer import Country, Gazetteer, Region
from .geo import EARTH_RADIUS, Point

NEAR = 50.0
"""Kilometres within which a town has meetings."""
CLOSE = 25.0
"""Kilometres within which a town belongs in the first file, however small it is."""
SMALL = 1_000
"""People up to whom a place is too small for that."""
WHOLE = 130_000
"""Bytes up to which all towns of all countries are one file."""
FIRST = 115_000
"""Bytes of the towns that most people look for."""
NEAR_COUNTS = 30
"""A town with meetings is as likely to be looked for as one this many times larger without."""
CLOSE_COUNTS = 10_000_000
"""A town beside a meeting comes before every city without, but for the few of this size."""
PART_COST = 18
"""About how many bytes a town takes besides its names."""
COUNTRY_COST = 200
"""About how many bytes a country takes besides its towns and regions."""


def place_files(countries: Iterable[str], near: Iterable[Point], gazetteer: Gazetteer) -> dict[str, bytes]:
    """File name to content for all countries in scope; `near` is where meetings are."""
    meetings = _Meetings(near)
    codes = sorted({country.upper() for country in countries})
    known = [country for country in map(gazetteer.country, codes) if country.towns]
    files = _town_files([_Towns(country, gazetteer.country_name(country.code), meetings) for country in known])
    for code in codes:
        files |= _postcode_files(code, gazetteer.postcodes(code))
    return files


Vector = tuple[float, float, float]


class _Meetings:
    """Where meetings are, sorted into cells of one degree so that a town looks only around itself."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.cells: dict[tuple[int, int], list[Vector]] = defaultdict(list)
        # twentieths of a degree: near enough for "about 50 km", and a city's thousand meetings become a few points
        for latitude, longitude in sorted({(round(at[0] * 20), round(at[1] * 20)) for at in points}):
            self.cells[latitude // 20, longitude // 20 % 360].append(_vector((latitude / 20, longitude / 20)))

    def nearness(self, at: Point) -> float:
        """Cosine of the angle to the nearest meeting in the cells around; below -1 when there is none."""
        row, column = math.floor(at[0]), math.floor(at[1])
        wide = min(180, math.ceil(0.5 / math.cos(math.radians(min(89.0, abs(at[0]) + 1)))))
        x, y, z = _vector(at)
        nearest = -2.0
        for beside in range(column - wide, column + wide + 1):
            for each in (row, row - 1, row + 1):
                for other in self.cells.get((each, beside % 360), ()):
                    cosine = x * other[0] + y * other[1] + z * other[2]
                    if cosine > nearest:
                        nearest = cosine
        return nearest


def _vector(at: Point) -> Vector:
    latitude, longitude = math.radians(at[0]), math.radians(at[1])
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)


def _within(kilometres: float) -> float:
    """The cosine that two points so far apart have."""
    return math.cos(kilometres / EARTH_RADIUS)


class _Towns:
    """One country's towns, and what decides which of them are looked for first."""

    def __init__(self, country: Country, name: str, meetings: _Meetings) -> None:
        self.country = country
        self.name = name
        self.aliases: dict[int, list[str]] = defaultdict(list)
        for index, alias in country.aliases:
            self.aliases[index].append(alias)
        nearness = [meetings.nearness((town.latitude, town.longitude)) for town in country.towns]
        self.near = {index for index, cosine in enumerate(nearness) if cosine >= _within(NEAR)}
        # the meetings were rounded by up to four kilometres: take those too that only seem to be outside
        self.close = {index for index in self.near if nearness[index] >= _within(CLOSE + 4)}

    @property
    def everyone(self) -> range:
        return range(len(self.country.towns))

    @property
    def regions(self) -> Mapping[str, Region]:
        return {region.code: region for region in self.country.regions}

    def base_cost(self) -> int:
        return COUNTRY_COST + len(orjson.dumps([_region(region) for region in self.regions.values()]))

    def cost(self, index: int) -> int:
        aliases = sum(len(alias.encode()) + 3 for alias in self.aliases.get(index, ()))
        return len(self.country.towns[index].name.encode()) + PART_COST + aliases

    def wanted(self, index: int) -> tuple[int, int]:
        """How much the town is looked for; among towns beside meetings that are equal in this, its size decides."""
        people = self.country.towns[index].population
        counts = people * (NEAR_COUNTS if index in self.near else 1)
        if index in self.close and people > SMALL:
            counts = max(counts, CLOSE_COUNTS)
        return counts, people

    def columns(self, chosen: Sequence[int]) -> dict[str, Any]:
        """All regions, also those without a chosen town: they tell which other file to open."""
        towns = [self.country.towns[index] for index in chosen]
        counts = Counter(town.region_code for town in towns)
        also = [(place, alias) for place, index in enumerate(chosen) for alias in self.aliases.get(index, ())]
        return {
            "country": self.country.code,
            "countryName": self.name,
            "regions": [_region(region) for region in self.regions.values()],
            "counts": [counts[code] for code in self.regions],
            "names": "\n".join(town.name for town in towns),
            "latitudes": _deltas(round(town.latitude * 100) for town in towns),
            "longitudes": _deltas(round(town.longitude * 100) for town in towns),
            "sizes": [round(4 * math.log2(town.population + 1)) for town in towns],
            "near": _runs(index in self.near for index in chosen),
            "aliasTowns": _deltas(place for place, _ in also),
            "aliases": "\n".join(alias for _, alias in also),
        }


def _town_files(scope: Sequence[_Towns]) -> dict[str, bytes]:
    if not scope:
        return {}
    chosen = _first(scope)
    rests = [sorted(set(each.everyone).difference(first)) for each, first in zip(scope, chosen, strict=True)]
    countries = [each.columns(first) for each, first in zip(scope, chosen, strict=True)]
    first = {"places.json": _json({"part": "first" if any(rests) else "all", "countries": countries})}
    return first | {
        f"places-{each.country.code.lower()}-rest.json": _json({"part": "rest", **each.columns(rest)})
        for each, rest in zip(scope, rests, strict=True)
        if rest
    }


def _first(scope: Sequence[_Towns]) -> list[Sequence[int]]:
    """For each country the towns most looked for, as many as a first look may cost; all when they fit in one file."""
    base = sum(each.base_cost() for each in scope)
    costs = [[each.cost(index) for index in each.everyone] for each in scope]
    if base + sum(map(sum, costs)) <= WHOLE:
        return [each.everyone for each in scope]
    chosen: list[list[int]] = [[] for _ in scope]
    wanted = [(each.wanted(index), number, index) for number, each in enumerate(scope) for index in each.everyone]
    left = max(FIRST - base, FIRST // 2)  # of two hundred countries, the regions alone would leave no room for a town
    for _, number, index in sorted(wanted, key=lambda each: (-each[0][0], -each[0][1], *each[1:])):
        left -= costs[number][index]
        if left < 0:
            break
        chosen[number].append(index)
    return [sorted(first) for first in chosen]


def _region(region: Region) -> list[str]:
    row = [region.code, region.name, region.part]
    return row if region.part else row[:2]


def _postcode_files(country: str, codes: Mapping[str, Point]) -> dict[str, bytes]:
    return {
        f"postcodes-{country.lower()}-{digit}.json": _json({"country": country, "digit": digit, **_areas(list(group))})
        for digit, group in groupby(sorted(codes.items()), key=lambda each: each[0][0])
    }


def _areas(rows: Sequence[tuple[str, Point]]) -> dict[str, Any]:
    return {
        "codes": _deltas(int(code) for code, _ in rows),
        "latitudes": _deltas(round(at[0] * 100) for _, at in rows),
        "longitudes": _deltas(round(at[1] * 100) for _, at in rows),
    }


def _deltas(values: Iterable[int]) -> list[int]:
    steps, before = [], 0
    for value in values:
        steps.append(value - before)
        before = value
    return steps


def _runs(bits: Iterable[bool]) -> list[int]:
    """Lengths of runs, the first of False: the towns lie by region, and so do the meetings."""
    runs = [0]
    current = False
    for bit in bits:
        if bit is not current:
            runs.append(0)
            current = bit
        runs[-1] += 1
    return runs


def _json(content: Mapping[str, Any]) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
