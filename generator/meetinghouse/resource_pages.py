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
    country_name,
    country_uri,
    kind_uri,
    tonight_uri,
)
from .page_links import Links
from .resource_data import list_data, services_data
from .resource_reading import FiledResource
from .resource_view import brief, card
from .resources import INTERNATIONAL, KINDS, ResourceKind
from .shell import HELP, OTHER_HELP, Shell, Shells
from .timezones import transition_table
from .words import WEEKDAYS

EMERGENCY = ResourceKind.EMERGENCY
DEPTH = 2
"""Folders of every page but the two first ones, which MkDocs makes."""


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
        for country, records in self.help.by_country.items():
            uri = country_uri(country)
            data = services_data(records, site + uri)
            yield _filled(shells[OTHER_HELP, DEPTH], uri, title_of(country), self.country(country), data)
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
        records = self.help.by_country[country]
        return self.templates.get_template("records/resource-country.html").render(
            title=title_of(country),
            crumbs=[("Other help", root + RESOURCES)],
            sections=_sections(records, root, self.links),
            tonight=root + tonight_uri(country) if country in self.help.countries_tonight else "",
            hours=self._hours(records),
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
        records = list(self.help.tonight(country))
        anywhere = [filed for filed in self.help.tonight(INTERNATIONAL) if not records or not _number_first(filed)]
        return self.templates.get_template("records/help-now.html").render(
            title=f"Help now: {country_name(country)}" if records and root != "../" else "Help now",
            country=country_name(country) if records else "",
            elsewhere=country != self.help.country and bool(records),
            sections=_sections(records, root, self.links),
            anywhere=[card(filed, root, self.links) for filed in anywhere],
            others=[
                {"name": country_name(other), "url": root + tonight_uri(other), "numbers": self._emergency(other)}
                for other in sorted(self.help.countries_tonight, key=country_name)
                if other != country
            ],
            more=root + (country_uri(country) if records else RESOURCES),
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
        uris += [kind_uri(kind) for kind in self.help.by_kind]
        return uris + [tonight_uri(country) for country in self.help.countries_tonight]

    def search_entries(self) -> Iterator[dict[str, str]]:
        """One for each page, with the names and numbers on it: bounded by countries and kinds."""
        for country, records in self.help.by_country.items():
            yield _entry(country_uri(country), title_of(country), records)
        for kind, records in self.help.by_kind.items():
            yield _entry(kind_uri(kind), KINDS[kind].heading, records)


MOST_IN_AN_ENTRY = 2_000


def _entry(uri: str, title: str, records: Sequence[FiledResource]) -> dict[str, str]:
    said = []
    for filed in records:
        found = brief(filed, "")
        said.append(f"{found['name']}: {found['how']}.")
    return {"location": uri, "title": escape(title), "text": escape(" ".join(said)[:MOST_IN_AN_ENTRY])}


def _filled(shell: Shell, uri: str, title: str, body: str, data: str = "") -> tuple[str, bytes]:
    description = f"{title}: how to reach them, when, what it costs, who runs it, and when that was checked."
    return f"{uri}index.html", shell.fill(title=title, description=description, uri=uri, body=body, data=data)


def title_of(country: str) -> str:
    return "Help from anywhere" if country == INTERNATIONAL else f"Other help: {country_name(country)}"


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
