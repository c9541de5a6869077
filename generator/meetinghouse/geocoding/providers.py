"""Providers by name, and what their terms let a public repository keep. Names only: nothing here opens a socket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson

from ..placenames import fold

OSM = "© OpenStreetMap contributors, ODbL 1.0 (https://www.openstreetmap.org/copyright)"
POLICY = "https://operations.osmfoundation.org/policies/nominatim/"


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One that lets us keep its answers."""

    name: str
    terms: str
    """What may be kept, and why we think so."""
    attribution: str
    """Must be shown on a site that uses its answers; empty when nothing is asked for."""
    spacing: float
    """Seconds between two questions."""
    public: str = ""
    """The server that everybody shares."""
    structured: bool = False
    """Takes an address in parts."""
    key: bool = False
    domain: bool = False
    """Has no server of its own: a domain must be given."""
    permanent: bool = False
    """Only answers that were asked for as lasting may be kept, and they may cost more."""
    countries: frozenset[str] = frozenset()
    """Where it knows addresses; everywhere when empty."""
    regions: frozenset[str] = frozenset()
    """The same for regions, folded."""

    def covers(self, country: str, region: str) -> bool:
        """Whether it is worth asking; an address it cannot know must not be written down as unknown."""
        at_home = not self.countries or country.upper() in self.countries
        return at_home and (not self.regions or fold(region) in self.regions)


PROVIDERS = {
    each.name: each
    for each in (
        Provider(
            name="census",
            public="geocoding.geo.census.gov",
            terms="work of the United States government; may be kept",
            attribution="Coordinates of addresses: US Census Bureau.",
            spacing=0.5,
            structured=True,
            countries=frozenset({"US", "PR", "GU", "VI", "AS", "MP"}),
        ),
        Provider(
            name="nominatim",
            public="nominatim.openstreetmap.org",
            terms="coordinates may be kept and published with attribution (OSMF geocoding guideline)",
            attribution=OSM,
            spacing=1.1,
            structured=True,
        ),
        Provider(
            name="photon",
            public="photon.komoot.io",
            terms="data of OpenStreetMap; may be kept",
            attribution=OSM,
            spacing=1.1,
        ),
        Provider(
            name="pelias",
            terms="open data, from a server of your own; may be kept",
            attribution=f"{OSM}; OpenAddresses; Who's On First; GeoNames",
            spacing=0.2,
            domain=True,
        ),
        Provider(
            name="geocode-earth",
            public="api.geocode.earth",
            terms="may be kept for ever",
            attribution=f"Geocode Earth (https://geocode.earth/guidelines); {OSM}",
            spacing=0.2,
            key=True,
        ),
        Provider(
            name="opencage",
            public="api.opencagedata.com",
            terms="may be kept as long as you want",
            attribution=OSM,
            spacing=1.1,
            key=True,
        ),
        Provider(
            name="ban-france",
            public="api-adresse.data.gouv.fr",
            terms="Licence Ouverte 2.0; may be kept",
            attribution="Base Adresse Nationale, Licence Ouverte 2.0 (https://adresse.data.gouv.fr/)",
            spacing=0.2,
            countries=frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"}),
        ),
        Provider(
            name="databc",
            public="geocoder.api.gov.bc.ca",
            terms="Open Government Licence – British Columbia; may be kept",
            attribution="Contains information licensed under the Open Government Licence – British Columbia.",
            spacing=0.5,
            countries=frozenset({"CA"}),
            regions=frozenset({"bc", "british columbia"}),
        ),
        Provider(
            name="mapbox",
            public="api.mapbox.com",
            terms="may be kept only when asked for as permanent",
            attribution="© Mapbox",
            spacing=0.2,
            key=True,
            permanent=True,
        ),
        Provider(
            name="arcgis",
            public="geocode.arcgis.com",
            terms="may be kept only when asked for with forStorage",
            attribution="Esri and its data providers",
            spacing=0.2,
            key=True,
            permanent=True,
        ),
    )
}

REFUSED = {
    "google": "its terms forbid to store or publish coordinates",
    "here": "its terms do not say that coordinates may be published",
    "tomtom": "its terms do not say that coordinates may be published",
    "azure": "its terms do not say that coordinates may be published",
    "bing": "it is closing, and its terms do not say that coordinates may be published",
    "maptiler": "its terms do not say that coordinates may be published",
    "woosmap": "its terms do not say that coordinates may be published",
    "locationiq": "what may be kept depends on the plan; ask them first",
    "what3words": "it does not look up addresses",
}
"""Known, and why their answers are not kept in a public file."""


def attributions(lock_text: str) -> list[str]:
    """What a site must show for the coordinates of its lock file, each once, sorted; a damaged line says nothing."""
    return sorted({said for name in _used(lock_text.splitlines()) if (said := attribution(name))})


def attribution(provider: str) -> str:
    known = PROVIDERS.get(provider)
    return known.attribution if known else ""


def _used(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("{") and '"lat"' in line:
            try:
                entry = orjson.loads(line)
            except orjson.JSONDecodeError:
                continue
            if isinstance(provider := entry.get("provider"), str):
                yield provider
