"""Pages of other help: by country, by kind, and the ones for right now. Every record stands whole on its country's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import jinja2
import orjson

from .other_help import (
    HELP_NOW,
    RESOURCES,
    OtherHelp,
    RegionHelp,
    country_name,
    country_uri,
    kind_uri,
    title_of,
    tonight_uri,
)
from .page_links import Links
from .resource_data import list_data, services_data
from .resource_reading import FiledResource
from .resource_view import brief, card, lines_to_call
from .resources import INTERNATIONAL, KINDS, ResourceKind
from .shell import HELP, OTHER_HELP, Shell, Shells
from .timezones import transition_table
from .words import WEEKDAYS

EMERGENCY = ResourceKind.EMERGENCY
DEPTH = 2
"""Folders of every page but the two first ones, which MkDocs makes, and those of regions, which lie one deeper."""
MOST_BRIEF = 60
"""Records of single regions that a country's page names; it leads to the regions in any case."""


@dataclass(frozen=True)
class ResourcePages:
    """The pages of one site's other help."""

    help: OtherHelp
    links: Links
    templates: jinja2.Environment
    today: date

    def files(self, shells: Shells) -> Iterator[tuple[str, bytes]]:
        """All but the two first ones, which MkDocs makes of `first` and `tonight`."""
        site = self.links.site
        for country in self.help.by_country:
            uri = country_uri(country)
            data = services_data(self.help.at_home(country), site)
            yield _filled(shells[OTHER_HELP, DEPTH], uri, title_of(country), self.country(country), data)
        for found in self.help.by_region.values():
            data = services_data(found.records, site)
            shell = shells[OTHER_HELP, DEPTH + 1]
            yield _filled(shell, found.uri, title_of_region(found), self.region(found), data)
        for kind, records in self.help.by_kind.items():
            data = list_data(records, site)
            yield _filled(shells[OTHER_HELP, DEPTH], kind_uri(kind), KINDS[kind].heading, self.kind(kind), data)
        for country in self.help.countries_tonight:
            title = f"Help now: {country_name(country)}"
            yield _filled(shells[HELP, DEPTH], tonight_uri(country), title, self.tonight(country, "../../"))

    def first(self) -> str:
        """The body of `resources/`."""
        root = "../"
        countries = [
            (country_name(country), root + country_uri(country), len(records))
            for country, records in self.help.by_country.items()
        ]
        kinds = [
            (KINDS[kind].heading, KINDS[kind].about, root + kind_uri(kind), len(records))
            for kind, records in self.help.by_kind.items()
        ]
        values = {"countries": countries, "kinds": kinds, "help_page": root + HELP_NOW}
        return self.templates.get_template("records/resources.html").render(values)

    def country(self, country: str) -> str:
        root = "../../"
        records = self.help.at_home(country)
        regions = self.help.regions_of(country)
        return self.templates.get_template("records/resource-country.html").render(
            title=title_of(country),
            crumbs=[("Other help", root + RESOURCES)],
            regions=[(found.region.name, root + found.uri, len(found.records)) for found in regions],
            sections=_sections(records, root, self.links),
            regional=_in_brief(regions, root),
            tonight=root + tonight_uri(country) if country in self.help.countries_tonight else "",
            hours=self._hours(records),
        )

    def region(self, found: RegionHelp) -> str:
        """What is for this region, whole; then what is for all of its country."""
        root = "../../../"
        country = country_name(found.country)
        return self.templates.get_template("records/resource-region.html").render(
            title=f"Other help in {found.region.name}",
            crumbs=[("Other help", root + RESOURCES), (country, root + country_uri(found.country))],
            sections=_sections(found.records, root, self.links),
            national=[card(filed, root, self.links) for filed in found.national],
            country=country,
            more=root + country_uri(found.country),
            tonight=root + tonight_uri(found.country) if found.country in self.help.countries_tonight else "",
            hours=self._hours([*found.records, *found.national]),
        )

    def kind(self, kind: ResourceKind) -> str:
        root = "../../"
        places: dict[str, list[dict[str, str]]] = {}
        for filed in self.help.by_kind[kind]:
            places.setdefault(country_name(filed.resource.of_country), []).append(brief(filed, root))
        return self.templates.get_template("records/resource-kind.html").render(
            title=KINDS[kind].heading,
            about=KINDS[kind].about,
            crumbs=[("Other help", root + RESOURCES)],
            places=list(places.items()),
        )

    def tonight(self, country: str, root: str) -> str:
        """The page for right now; the site's own country when it is the first one. Nothing for a site without."""
        urgent = self.help.tonight(country)
        records = [filed for filed in urgent if len(filed.regions) != 1]
        anywhere = [filed for filed in self.help.tonight(INTERNATIONAL) if not records or not _number_first(filed)]
        return self.templates.get_template("records/help-now.html").render(
            title=f"Help now: {country_name(country)}" if urgent and root != "../" else "Help now",
            country=country_name(country) if urgent else "",
            elsewhere=country != self.help.country and bool(urgent),
            sections=_sections(records, root, self.links),
            regions=_to_call_in_regions(self.help.regions_of(country), urgent, root),
            anywhere=[card(filed, root, self.links) for filed in anywhere],
            others=[
                {"name": country_name(other), "url": root + tonight_uri(other), "numbers": self._emergency(other)}
                for other in sorted(self.help.countries_tonight, key=country_name)
                if other != country
            ],
            more=root + (country_uri(country) if urgent else RESOURCES),
            hours=self._hours(records),
        )

    def _emergency(self, country: str) -> list[dict[str, str]]:
        records = self.help.by_country[country]
        urgent = [filed for filed in records if filed.resource.kind is EMERGENCY]
        return [line for filed in urgent for line in card(filed, "", self.links)["phones"]]

    def _hours(self, records: Sequence[FiledResource]) -> str:
        """The clock changes and words that `open-now.js` needs, where a record on the page has hours of the week."""
        lives = [live for filed in records if (live := card(filed, "", self.links)["live"])]
        if not lives:
            return ""
        table = transition_table({live["zone"] for live in lives}, self.today)
        return orjson.dumps({**table, "days": WEEKDAYS}).decode()

    def uris(self) -> list[str]:
        """Addresses for the sitemap; the two first pages are in the theme's."""
        uris = [country_uri(country) for country in self.help.by_country]
        uris += [found.uri for found in self.help.by_region.values()]
        uris += [kind_uri(kind) for kind in self.help.by_kind]
        return uris + [tonight_uri(country) for country in self.help.countries_tonight]

    def search_entries(self) -> Iterator[dict[str, str]]:
        """One for each page, with the names and numbers on it: bounded by countries, their regions and kinds."""
        for country, records in self.help.by_country.items():
            yield _entry(country_uri(country), title_of(country), records)
        for found in self.help.by_region.values():
            yield _entry(found.uri, title_of_region(found), found.records, MOST_OF_A_REGION)
        for kind, records in self.help.by_kind.items():
            yield _entry(kind_uri(kind), KINDS[kind].heading, records)


MOST_IN_AN_ENTRY = 2_000
MOST_OF_A_REGION = 400
"""Characters: there may be many regions, and every visitor who searches downloads them all."""


def _entry(uri: str, title: str, records: Sequence[FiledResource], most: int = MOST_IN_AN_ENTRY) -> dict[str, str]:
    said = []
    for filed in records:
        found = brief(filed, "")
        said.append(f"{found['name']}: {found['how']}.")
    return {"location": uri, "title": escape(title), "text": escape(" ".join(said)[:most])}


def _filled(shell: Shell, uri: str, title: str, body: str, data: str = "") -> tuple[str, bytes]:
    description = f"{title}: how to reach them, when, what it costs, who runs it, and when that was checked."
    return f"{uri}index.html", shell.fill(title=title, description=description, uri=uri, body=body, data=data)


def title_of_region(found: RegionHelp) -> str:
    """With the country: there is more than one Georgia."""
    return f"Other help in {found.region.name}, {country_name(found.country)}"


def _in_brief(regions: Sequence[RegionHelp], root: str) -> list[dict[str, Any]]:
    """The records of each single region, named on their country's page while they are few. Their ids stand there
    too, so that a link from before a record had a region goes on working."""
    alone = [(found, [filed for filed in found.records if len(filed.regions) == 1]) for found in regions]
    if sum(len(records) for _, records in alone) > MOST_BRIEF:
        return []
    return [
        {"name": found.region.name, "url": root + found.uri, "entries": [brief(filed, root) for filed in records]}
        for found, records in alone
        if records
    ]


def _to_call_in_regions(
    regions: Sequence[RegionHelp], urgent: Sequence[FiledResource], root: str
) -> list[dict[str, Any]]:
    """For each region, the numbers that only people there can use, for the page for right now."""
    rows = []
    for found in regions:
        lines = [line for filed in urgent if filed.regions == (found.region,) for line in lines_to_call(filed)]
        if lines:
            rows.append({"name": found.region.name, "url": root + found.uri, "lines": lines})
    return rows


def _number_first(filed: FiledResource) -> bool:
    """An emergency number for somewhere else, which would confuse beside the country's own."""
    return filed.resource.kind is EMERGENCY


def _sections(records: Sequence[FiledResource], root: str, links: Links) -> list[dict[str, Any]]:
    kinds: dict[ResourceKind, list[dict[str, Any]]] = {}
    for filed in records:
        kinds.setdefault(filed.resource.kind, []).append(card(filed, root, links))
    return [
        {
            "id": f"mh_{kind}",
            "heading": KINDS[kind].heading,
            "about": KINDS[kind].about,
            "cards": cards,
            "emergency": kind is EMERGENCY,
        }
        for kind, cards in kinds.items()
    ]
