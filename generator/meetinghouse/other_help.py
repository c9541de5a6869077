"""All checked resources together: which are shown, in what order, at which addresses, and which stand in the strip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .resource_reading import FiledResource
from .resource_regions import ServedRegion
from .resources import INTERNATIONAL, ResourceKind
from .vocabulary import territory
from .words import dial

RESOURCES, HELP_NOW = "resources/", "help-now/"
TONIGHT = (ResourceKind.EMERGENCY, ResourceKind.CRISIS_LINE, ResourceKind.HARM_REDUCTION, ResourceKind.HELPLINE)
"""The kinds on the pages for right now."""
IN_THE_STRIP = (ResourceKind.EMERGENCY, ResourceKind.CRISIS_LINE)


class RegionHelp(NamedTuple):
    """What there is in one region of a country, and what there is in all of that country."""

    country: str
    region: ServedRegion
    records: Sequence[FiledResource]
    national: Sequence[FiledResource]

    @property
    def uri(self) -> str:
        return region_uri(self.country, self.region.slug)


@dataclass(frozen=True)
class OtherHelp:
    """The resources of one site. An empty one makes no pages."""

    records: Sequence[FiledResource] = ()
    country: str = ""
    """ISO code of the country the site is for, or nothing."""
    kinds: frozenset[ResourceKind] = frozenset(ResourceKind)
    """Kinds that the site shows; emergency numbers stay whatever they say."""
    samples: bool = False
    """Whether the site shows invented records."""

    @cached_property
    def shown(self) -> Sequence[FiledResource]:
        """Danger first, else in the order of the files, the site's own before those of the package."""
        order = list(ResourceKind)
        kinds = self.kinds | {ResourceKind.EMERGENCY}
        some = [filed for filed in self.records if self._may_be_seen(filed) and filed.resource.kind in kinds]
        return sorted(some, key=lambda filed: order.index(filed.resource.kind))

    def _may_be_seen(self, filed: FiledResource) -> bool:
        return filed.resource.published or (self.samples and filed.resource.sample)

    @cached_property
    def left_out(self) -> int:
        """Records kept unpublished and those of kinds that the site does not show."""
        return len(self.records) - len(self.shown)

    @cached_property
    def by_country(self) -> Mapping[str, Sequence[FiledResource]]:
        """The site's country first, then by name; help for people anywhere last."""
        table: dict[str, list[FiledResource]] = {}
        for filed in self.shown:
            table.setdefault(filed.resource.of_country, []).append(filed)

        def order(country: str) -> tuple[bool, bool, str]:
            return country == INTERNATIONAL, country != self.country, country_name(country)

        return {country: table[country] for country in sorted(table, key=order)}

    @cached_property
    def by_kind(self) -> Mapping[ResourceKind, Sequence[FiledResource]]:
        table: dict[ResourceKind, list[FiledResource]] = {}
        for records in self.by_country.values():
            for filed in records:
                table.setdefault(filed.resource.kind, []).append(filed)
        return {kind: table[kind] for kind in ResourceKind if kind in table}

    @cached_property
    def by_region(self) -> Mapping[tuple[str, str], RegionHelp]:
        """By country and the region's slug: countries in their order, the regions of each by name."""
        table: dict[tuple[str, str], RegionHelp] = {}
        for country, records in self.by_country.items():
            regions = sorted({region for filed in records for region in filed.regions}, key=lambda region: region.name)
            national = [filed for filed in records if not filed.regions]
            for region in regions:
                inside = [filed for filed in records if region in filed.regions]
                table[country, region.slug] = RegionHelp(country, region, inside, national)
        return table

    def at_home(self, country: str) -> Sequence[FiledResource]:
        """Those that stand whole on the country's page: all but those of one region."""
        return [filed for filed in self.by_country[country] if len(filed.regions) != 1]

    def regions_of(self, country: str) -> Sequence[RegionHelp]:
        return [found for (home, _), found in self.by_region.items() if home == country]

    def near(self, region: tuple[str, ...]) -> tuple[str, str]:
        """Words and address of the page of other help for a folder of records, `us/oregon/portland`: its region's,
        else its country's, else nothing."""
        country = region[0].upper() if region else ""
        if found := self.by_region.get((country, region[1] if len(region) > 1 else "")):
            return f"Other help in {found.region.name}", found.uri
        if country in self.by_country:
            return title_of(country), country_uri(country)
        return "", ""

    def tonight(self, country: str) -> Sequence[FiledResource]:
        """What to show somebody who cannot wait: nothing invented."""
        return [
            filed
            for filed in self.by_country.get(country, ())
            if filed.resource.kind in TONIGHT and not filed.resource.sample
        ]

    @cached_property
    def countries_tonight(self) -> Sequence[str]:
        return [country for country in self.by_country if country != INTERNATIONAL and self.tonight(country)]

    def strip(self) -> Iterator[tuple[str, str]]:
        """Label and link of each line above every page: those that say so, else the first of each kind."""
        here = self.country if self.by_country.get(self.country) else INTERNATIONAL
        for kind in IN_THE_STRIP:
            some = [filed for filed in self.by_country.get(here, ()) if filed.resource.kind is kind]
            if here == INTERNATIONAL:
                some = [filed for filed in some if filed.resource.strip]
            national = [filed for filed in some if not filed.regions]
            for filed in [filed for filed in some if filed.resource.strip] or national[:1]:
                yield from _strip_line(filed)

    def numbers(self) -> Iterator[str]:
        """Every number that a page may show, as written."""
        for filed in self.shown:
            yield from (line.number for line in filed.resource.phones)
            if filed.resource.text:
                yield filed.resource.text.number


def _strip_line(filed: FiledResource) -> Iterator[tuple[str, str]]:
    resource = filed.resource
    if resource.phones and not resource.phones[0].then:
        number = resource.phones[0].number
        texted = resource.text is not None and resource.text.number == number
        said = f"Call or text {number}" if texted else f"{number} {resource.name}"
        yield f"Call {number}" if resource.kind is ResourceKind.EMERGENCY else said, f"tel:{dial(number)}"
    elif resource.website and not resource.phones:
        yield resource.name, resource.website


def country_name(country: str) -> str:
    return "Anywhere" if country == INTERNATIONAL else territory(country) or country


def title_of(country: str) -> str:
    return "Help from anywhere" if country == INTERNATIONAL else f"Other help: {country_name(country)}"


def area_of(filed: FiledResource) -> str:
    """The part of the country it is for, in words; nothing when that is the whole."""
    return filed.resource.area or ", ".join(region.name for region in filed.regions)


def home_uri(filed: FiledResource) -> str:
    """The page where the record stands whole: that of its region if it has one, else that of its country."""
    country = filed.resource.of_country
    return region_uri(country, filed.regions[0].slug) if len(filed.regions) == 1 else country_uri(country)


def country_slug(country: str) -> str:
    return country.lower()


def country_uri(country: str) -> str:
    return f"{RESOURCES}{country_slug(country)}/"


def region_uri(country: str, slug: str) -> str:
    return f"{country_uri(country)}{slug}/"


def kind_uri(kind: ResourceKind) -> str:
    return f"{RESOURCES}{kind}/"


def tonight_uri(country: str) -> str:
    return f"{HELP_NOW}{country_slug(country)}/"
