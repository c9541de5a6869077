"""The towns that a made-up directory is in: real ones, the large drawn more often, as in life."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from random import Random

from wordlists import LANDS, Land

from meetinghouse.converting import RESERVED
from meetinghouse.gazetteer import Gazetteer, Town
from meetinghouse.placenames import fold_letters
from meetinghouse.timezones import zone_at

IMPORTED, BY_HAND = 0.06, 0.86
"""Which part of a region's groups has files of its own, where a feed was imported and where not."""


@dataclass(slots=True)
class Place:
    """A town that has meetings, and the files of its groups."""

    land: Land
    town: Town
    path: str
    zone: str
    postcodes: tuple[str, ...]
    found: bool
    """Whether its name is enough to find it on the map."""
    own_files: float
    """Which part of its groups has files of their own."""
    slugs: set[str] = field(default_factory=set)
    listed: list[str] = field(default_factory=list)


class Places:
    """The towns of the world, the large ones drawn more often: the weight falls with the rank in the country."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.gazetteer = Gazetteer()
        self.lands = list(accumulate(land.weight for land in LANDS))
        self.towns = [_ranked(self.gazetteer.towns(land.code)) for land in LANDS]
        self.used: dict[str, Place] = {}
        self.imported: dict[str, float] = {}
        self.zips: dict[tuple[int, int], list[str]] = {}
        for code, at in self.gazetteer.postcodes("US").items():
            self.zips.setdefault(_cell(*at), []).append(code)

    def any(self) -> Place:
        while True:
            number = self.random.choices(range(len(LANDS)), cum_weights=self.lands)[0]
            weights, towns = self.towns[number]
            town = self.random.choices(towns, cum_weights=weights)[0]
            land = LANDS[number]
            region, name = slug_of(town.region_name), slug_of(town.name)
            if not region or not name or {region, name} & RESERVED:
                continue
            path = f"{land.code.lower()}/{region}/{name}"
            place = self.used.get(path)
            if place is None:
                place = self.used[path] = self._place(land, town, path)
            return place

    def _place(self, land: Land, town: Town, path: str) -> Place:
        region = path.rpartition("/")[0]
        own = self.imported.setdefault(region, IMPORTED if self.random.random() < 0.5 else BY_HAND)
        zone = zone_at(town.latitude, town.longitude) or "UTC"
        found = len(self.gazetteer.find_town(town.name, town.region_name, land.code)) == 1
        codes = self.zips.get(_cell(town.latitude, town.longitude), []) if land.code == "US" else []
        return Place(land, town, path, zone, tuple(codes[:40]), found, own)


def _ranked(towns: Sequence[Town]) -> tuple[list[float], list[Town]]:
    ranked = sorted(towns, key=lambda town: (-town.population, town.name, town.latitude))
    return list(accumulate(1 / (rank + 3) ** 0.9 for rank in range(len(ranked)))), ranked


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude * 4), math.floor(longitude * 4)


@cache
def slug_of(name: str) -> str:
    """The part of an address that a name gives; nothing for a name of another script."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold_letters(name)).strip("-")[:48].strip("-")
    return plain if len(plain) >= len(name) / 2 else ""
