"""The finder's own gazetteer: small files in which the visitor's device looks up a town or a postal code.

What a request tells the host decides how the files are cut. `places.json` is the same for every visitor, so opening it
tells only that somebody opened the search box. It holds every country in scope; where that is too much for a weak
connection, it holds the towns that most people look for: those that have meetings, those near some, the large. Which
towns those are depends on size and never on spelling. The others are in leaves, `places-rest-0.json` and on, each a
range of the alphabet from all countries; one or two are opened, and only when the first file has no answer. That tells
the host less than the shard of meetings that is opened right after it, which is the neighbourhood. Postal codes are cut
by their first digit.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson

from .gazetteer import Country, Gazetteer, Region
from .geo import EARTH_RADIUS, Point
from .hashed_names import hashed
from .placenames import fold

NEAR = 50.0
"""Kilometres within which a town has meetings."""
CLOSE = 25.0
"""Kilometres within which a town belongs in the first file, however small it is."""
HERE = 6.0
"""Kilometres within which a town has meetings of its own, as nearly as their rounded places tell."""
SMALL = 1_000
"""People up to whom a place is too small for that."""
WHOLE = 130_000
"""Bytes up to which all towns of all countries are one file."""
FIRST = 85_000
"""Bytes of the towns that most people look for."""
NEAR_COUNTS = 30
"""A town with meetings is as likely to be looked for as one this many times larger without."""
CLOSE_COUNTS = 10_000_000
"""A town beside a meeting comes before every city without, but for the few of this size."""
HERE_COUNTS = 100_000_000
"""A town with meetings comes before all."""
LEAF = 30_000
"""Bytes of the towns of one range of the alphabet."""
MOST_LEAVES = 96
PART_COST = 18
"""About how many bytes a town takes besides its names."""
COUNTRY_COST = 200
"""About how many bytes a country takes besides its towns and regions."""


def place_files(countries: Iterable[str], near: Iterable[Point], gazetteer: Gazetteer) -> dict[str, bytes]:
    """Name to content for all countries in scope; `near` is where meetings are.

    Leaves have the names they are served under, which stand in `places.json`; the others get theirs in the manifest.
    """
    meetings = _Meetings(near)
    codes = sorted({country.upper() for country in countries})
    known = [country for country in map(gazetteer.country, codes) if country.towns]
    files = _town_files([_Towns(country, gazetteer.country_name(country.code), meetings) for country in known])
    for code in codes:
        files |= _postcode_files(code, gazetteer.postcodes(code))
    return files


Vector = tuple[float, float, float]


class _Meetings:
    """Where meetings are, sorted into cells of half a degree so that a town looks only around itself."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.cells: dict[tuple[int, int], list[Vector]] = defaultdict(list)
        self.around: dict[tuple[int, int], list[Vector]] = {}
        # twentieths of a degree: near enough for "about 50 km", and a city's thousand meetings become a few points
        for latitude, longitude in sorted({(round(at[0] * 20), round(at[1] * 20)) for at in points}):
            self.cells[latitude // 10, longitude // 10 % 720].append(_vector((latitude / 20, longitude / 20)))

    def nearness(self, at: Point) -> float:
        """Cosine of the angle to the nearest meeting in the cells around; below -1 when there is none."""
        cell = math.floor(at[0] * 2), math.floor(at[1] * 2) % 720
        around = self.around.get(cell)
        if around is None:
            around = self.around[cell] = self._around(*cell)
        if not around:
            return -2.0
        x, y, z = _vector(at)
        return max([x * other[0] + y * other[1] + z * other[2] for other in around])

    def _around(self, row: int, column: int) -> list[Vector]:
        """Every meeting within half a degree of a cell, and some beyond."""
        furthest = min(89.0, max(abs(row), abs(row + 1)) / 2 + 0.5)
        wide = min(360, math.ceil(1 / math.cos(math.radians(furthest))))
        columns = {beside % 720 for beside in range(column - wide, column + wide + 1)}
        beside = [(each, other) for each in (row - 1, row, row + 1) for other in sorted(columns)]
        return [vector for cell in beside for vector in self.cells.get(cell, ())]


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
        # the meetings were rounded by up to four kilometres: take those too that only seem to be outside
        near, close, here = _within(NEAR), _within(CLOSE + 4), _within(HERE)
        self.near = {index for index, cosine in enumerate(nearness) if cosine >= near}
        self.close = {index for index in self.near if nearness[index] >= close}
        self.here = {index for index in self.close if nearness[index] >= here}

    @property
    def everyone(self) -> range:
        return range(len(self.country.towns))

    def base_cost(self) -> int:
        return COUNTRY_COST + len(orjson.dumps([_region(region) for region in self.country.regions]))

    def cost(self, index: int) -> int:
        aliases = sum(len(alias.encode()) + 3 for alias in self.aliases.get(index, ()))
        return len(self.country.towns[index].name.encode()) + PART_COST + aliases

    def wanted(self, index: int) -> tuple[int, int]:
        """How much the town is looked for; among towns beside meetings that are equal in this, its size decides."""
        people = self.country.towns[index].population
        counts = people * (NEAR_COUNTS if index in self.near else 1)
        if index in self.here:
            counts = max(counts, HERE_COUNTS)
        elif index in self.close and people > SMALL:
            counts = max(counts, CLOSE_COUNTS)
        return counts, people

    def keys(self, index: int) -> set[str]:
        """Under what the visitor's device may look the town up."""
        return {fold(self.country.towns[index].name), *map(fold, self.aliases.get(index, ()))}

    def columns(self, chosen: Sequence[int], *, every_region: bool = True) -> dict[str, Any]:
        """All regions in the first file, also those without a chosen town: a text that names one names a country."""
        towns = [self.country.towns[index] for index in chosen]
        counts = Counter(town.region_code for town in towns)
        regions = [region for region in self.country.regions if every_region or counts[region.code]]
        also = [(place, alias) for place, index in enumerate(chosen) for alias in self.aliases.get(index, ())]
        return {
            "country": self.country.code,
            "countryName": self.name,
            "regions": [_region(region) for region in regions],
            "counts": [counts[region.code] for region in regions],
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
    if not any(rests):
        return {"places.json": _json({"part": "all", "countries": countries})}
    starts, leaves = _leaves(scope, rests)
    files = {}
    for number, leaf in enumerate(leaves):
        columns = [scope[country].columns(towns, every_region=False) for country, towns in leaf]
        content = _json({"part": "rest", "leaf": number, "countries": columns})
        files[hashed(f"places-rest-{number}", content)] = content
    rows = list(zip(starts, files, strict=True))
    return {"places.json": _json({"part": "first", "countries": countries, "leaves": rows}), **files}


Leaf = list[tuple[int, list[int]]]
"""For each country its towns, both by number."""


def _leaves(scope: Sequence[_Towns], rests: Sequence[Sequence[int]]) -> tuple[list[str], list[Leaf]]:
    """The key at which each range begins, and the towns in it; a town with several names may be in several."""
    keyed = sorted(
        (_utf16(key), key, number, index)
        for number, (each, rest) in enumerate(zip(scope, rests, strict=True))
        for index in rest
        for key in each.keys(index)
    )
    costs = [scope[number].cost(index) for _, _, number, index in keyed]
    most = max(LEAF, sum(costs) // MOST_LEAVES + 1)
    starts, leaves, left = [""], [set[tuple[int, int]]()], most
    before = ""
    for (_, key, number, index), cost in zip(keyed, costs, strict=True):
        if left < 0 and key != before:
            starts.append(_least(before, key))
            leaves.append(set())
            left = most
        left -= cost
        leaves[-1].add((number, index))
        before = key
    by_country = [groupby(sorted(leaf), key=itemgetter(0)) for leaf in leaves]
    return starts, [[(number, [index for _, index in some]) for number, some in each] for each in by_country]


def _utf16(key: str) -> bytes:
    """By this the browser compares texts."""
    return key.encode("utf-16-be")


def _least(before: str, key: str) -> str:
    """The shortest beginning of `key` that comes after `before`."""
    return next(key[:end] for end in range(1, len(key) + 1) if _utf16(key[:end]) > _utf16(before))


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
