"""The parts of a country that help is for: how people may write them, and what each is called on pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .findings import Finding
from .gazetteer import Gazetteer
from .placenames import fold_letters
from .problems import did_you_mean, quoted
from .resources import INTERNATIONAL, Resource


class ServedRegion(NamedTuple):
    """A state, province or part of a country, as the folders of the records name it."""

    slug: str
    """Part of a permanent address: `oregon`."""
    name: str
    code: str = ""
    """The end of its ISO 3166-2 code, `OR`; nothing where the gazetteer has none."""


@dataclass(frozen=True)
class KnownRegions:
    """Every region that a record may name: folders of the records, `regions.yml`, and the gazetteer's."""

    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Country and folder, in small letters, to the name that `regions.yml` gives it, or nothing."""
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    _read: dict[str, Mapping[str, ServedRegion]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, country: str) -> Mapping[str, ServedRegion]:
        """By slug; `country` is an ISO code."""
        if country not in self._read:
            regions = {each.slug: each for each in _in_gazetteer(self.gazetteer, country)}
            for (home, slug), given in self.names.items():
                if home == country.lower():
                    found = regions.get(slug) or ServedRegion(slug, slug.replace("-", " ").title())
                    regions[slug] = found._replace(name=given or found.name)
            self._read[country] = regions
        return self._read[country]

    def find(self, said: str, country: str) -> ServedRegion | None:
        """The region that is written `Oregon`, `oregon`, `us/oregon`, `OR` or `US-OR`."""
        known = self.of(country)
        bare = re.sub(rf"(?i)^{re.escape(country)}[-/]", "", said.strip())
        by_name = known.get(_slug(bare))
        return by_name or next((each for each in known.values() if each.code and each.code == bare.upper()), None)

    def served(self, resource: Resource) -> tuple[ServedRegion, ...]:
        """The regions that a record names, else the one its address is in; none when it is for the whole country."""
        address = resource.venue.address if resource.venue else None
        said = resource.region or ((address.region,) if address and address.region else ())
        country = resource.of_country
        if not said or not country or country == INTERNATIONAL:
            return ()
        found = (self.find(each, country) for each in said)
        return tuple(dict.fromkeys(each for each in found if each))

    def findings(self, resource: Resource) -> Iterator[Finding]:
        """What is wrong with the regions that a record names. That of an address may be any words."""
        country = resource.of_country
        if resource.region and country == INTERNATIONAL:
            yield Finding("K09", ("region",), "help for people anywhere has no region", "delete it, or name a country")
        elif country:
            for said in resource.region:
                if self.find(said, country) is None:
                    yield Finding(
                        "K09", ("region",), f"{quoted(said)} is no region of {country}", self._mend(said, country)
                    )

    def _mend(self, said: str, country: str) -> str:
        known = self.of(country)
        names = [word for each in known.values() for word in (each.slug, each.name)]
        return did_you_mean(said, names) if names else "leave it out, and write area:"


def known_regions(paths: Iterable[tuple[str, ...]], names: Mapping[str, str], gazetteer: Gazetteer) -> KnownRegions:
    """Those of folders (`paths`), by the names that `regions.yml` gives; others by their own."""
    named = {tuple(path.split("/")): name for path, name in names.items()}
    both = {path[:2] for path in (*paths, *named) if len(path) > 1}
    return KnownRegions({(path[0], path[1]): named.get(path, "") for path in sorted(both)}, gazetteer)


def _in_gazetteer(gazetteer: Gazetteer, country: str) -> Sequence[ServedRegion]:
    """The largest parts: England, and not Kent."""
    parts: dict[str, ServedRegion] = {}
    for region in gazetteer.country(country).regions:
        code, name = region.code.partition(".")[0], region.part or region.name
        if (slug := _slug(name)) and (region.part or "." not in region.code):
            parts.setdefault(slug, ServedRegion(slug, name, code))
    return list(parts.values())


def _slug(name: str) -> str:
    slug = fold_letters(name).replace(" ", "-")
    return slug if slug.isascii() else ""
