"""The finder's own gazetteer: small files in which the visitor's device looks up a town or a postal code.

What a request tells the host decides how the files are cut. A file for a whole country tells it only that somebody
opened the search box, but the whole of the United States is 130 kB, too much for a weak connection. So a large country
is cut in two by size of town, never by spelling: `first` has the towns that most people look for, and `rest` is opened
only when `first` has no answer, which tells the host "a small town" and no more. Postal codes are cut by their first
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
from .geo import Point, kilometres

NEAR = 50.0
"""Kilometres within which a town has meetings."""
WHOLE = 130_000
"""Bytes up to which a country is one file."""
FIRST = 115_000
"""Bytes of the towns that most people look for."""
NEAR_COUNTS = 30
"""A town with meetings is as likely to be looked for as one this many times larger without."""
PART_COST = 18
"""About how many bytes a town takes besides its names."""


def place_files(countries: Iterable[str], near: Iterable[Point], gazetteer: Gazetteer) -> dict[str, bytes]:
    """File name to content for each country in scope; `near` is where meetings are."""
    meetings = _Meetings(near)
    files: dict[str, bytes] = {}
    for code in sorted({country.upper() for country in countries}):
        files |= _town_files(gazetteer.country(code), gazetteer.country_name(code), meetings)
        files |= _postcode_files(code, gazetteer.postcodes(code))
    return files


class _Meetings:
    """Where meetings are, sorted into cells of one degree so that a town looks only around itself."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
        # twentieths of a degree: near enough for "about 50 km", and a city's thousand meetings become a few points
        for latitude, longitude in sorted({(round(at[0] * 20), round(at[1] * 20)) for at in points}):
            self.cells[latitude // 20, longitude // 20 % 360].append((latitude / 20, longitude / 20))

    def beside(self, at: Point) -> bool:
        row, column = math.floor(at[0]), math.floor(at[1])
        wide = min(180, math.ceil(0.5 / math.cos(math.radians(min(89.0, abs(at[0]) + 1)))))
        return any(
            kilometres(at, point) <= NEAR
            for beside in range(column - wide, column + wide + 1)
            for each in (row, row - 1, row + 1)
            for point in self.cells.get((each, beside % 360), ())
        )


def _town_files(country: Country, name: str, meetings: _Meetings) -> dict[str, bytes]:
    if not country.towns:
        return {}
    aliases: dict[int, list[str]] = defaultdict(list)
    for index, alias in country.aliases:
        aliases[index].append(alias)
    near = {index for index, town in enumerate(country.towns) if meetings.beside((town.latitude, town.longitude))}
    first = _first(country, aliases, near)
    parts = {"all": first} if len(first) == len(country.towns) else {"first": first, "rest": ()}
    if "rest" in parts:
        parts["rest"] = sorted(set(range(len(country.towns))) - set(first))
    stem = f"places-{country.code.lower()}"
    return {
        f"{stem}{'-rest' if part == 'rest' else ''}.json": _json(
            {"country": country.code, "countryName": name, "part": part, **_columns(country, chosen, aliases, near)}
        )
        for part, chosen in parts.items()
    }


def _first(country: Country, aliases: Mapping[int, Sequence[str]], near: set[int]) -> Sequence[int]:
    """The towns most looked for, as many as a first look may cost; all of them when they fit in one file."""
    cost = [
        len(town.name.encode()) + PART_COST + sum(len(alias.encode()) + 3 for alias in aliases.get(index, ()))
        for index, town in enumerate(country.towns)
    ]
    if sum(cost) <= WHOLE:
        return range(len(cost))
    chosen: list[int] = []
    left = FIRST
    wanted = [(town.population * (NEAR_COUNTS if i in near else 1), i) for i, town in enumerate(country.towns)]
    for _, index in sorted(wanted, key=lambda each: (-each[0], each[1])):
        left -= cost[index]
        if left < 0:
            break
        chosen.append(index)
    return sorted(chosen)


def _columns(
    country: Country, chosen: Sequence[int], aliases: Mapping[int, Sequence[str]], near: set[int]
) -> dict[str, Any]:
    towns = [country.towns[index] for index in chosen]
    names = {region.code: region for region in country.regions}
    counts = Counter(town.region_code for town in towns)
    also = [(place, alias) for place, index in enumerate(chosen) for alias in aliases.get(index, ())]
    return {
        "regions": [_region(names[code]) for code in counts],
        "counts": list(counts.values()),
        "names": "\n".join(town.name for town in towns),
        "latitudes": _deltas(round(town.latitude * 100) for town in towns),
        "longitudes": _deltas(round(town.longitude * 100) for town in towns),
        "sizes": [round(4 * math.log2(town.population + 1)) for town in towns],
        "near": _runs(index in near for index in chosen),
        "aliasTowns": _deltas(place for place, _ in also),
        "aliases": "\n".join(alias for _, alias in also),
    }


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
