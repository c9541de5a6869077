"""geopy's geocoders, each turned into our function type and spoken to through our guard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from geopy import geocoders
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQuotaExceeded,
    GeopyError,
)

from ..geo import Point
from . import cleaning, understanding
from .adapter import Clean, GuardedAdapter
from .answers import Candidate, Geocode
from .census import BASE, census
from .failures import Spoiled, Stop, Why
from .questions import Query
from .transport import Transport

MOST = 5
"""Answers asked for."""
AROUND = 0.3
"""Degrees around a town that are looked at first."""
NO_ANSWERS = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges, GeocoderQuotaExceeded)


@dataclass(frozen=True, kw_only=True)
class Access:
    """What it takes to speak to a provider."""

    transport: Transport
    user_agent: str
    key: str = ""
    domain: str = ""
    """Of a server of one's own; else the provider's."""

    def base(self, provider: str) -> str:
        return f"{self.scheme}://{self.domain}" if self.domain else provider

    @property
    def scheme(self) -> str:
        return "http" if self.transport.plain else "https"

    def geopy(self, clean: Clean, **also: str) -> dict[str, Any]:
        """What every geocoder of geopy is made with."""

        def adapter(proxies: object, ssl_context: object) -> GuardedAdapter:
            return GuardedAdapter(transport=self.transport, clean=clean, also=also)

        named = {"domain": self.domain} if self.domain else {}
        common = {"user_agent": self.user_agent, "timeout": self.transport.seconds, "adapter_factory": adapter}
        return {"scheme": self.scheme, **common, **named}


def us_census(access: Access) -> Geocode:
    return census(access.transport, access.user_agent, access.base(BASE))


def nominatim(access: Access) -> Geocode:
    service = geocoders.Nominatim(**access.geopy(cleaning.nominatim))

    def ask(query: Query) -> Any:
        box = {"viewbox": _around(query.near)} if query.near else {}
        return service.geocode(
            query.text if query.free else query.parts,
            exactly_one=False,
            limit=MOST,
            addressdetails=True,
            country_codes=query.country.lower(),
            language="en",
            **box,
        )

    return _guarded(ask, understanding.nominatim)


def photon(access: Access) -> Geocode:
    service = geocoders.Photon(**access.geopy(cleaning.features))

    def ask(query: Query) -> Any:
        near = {"location_bias": query.near} if query.near else {}
        return service.geocode(query.text, exactly_one=False, limit=MOST, language="en", **near)

    return _guarded(ask, understanding.photon)


def pelias(access: Access) -> Geocode:
    named = access.geopy(cleaning.features)
    service = geocoders.Pelias(named.pop("domain"), access.key or None, **named)
    return _guarded(partial(_pelias, service), understanding.pelias)


def geocode_earth(access: Access) -> Geocode:
    service = geocoders.GeocodeEarth(access.key, **access.geopy(cleaning.features))
    return _guarded(partial(_pelias, service), understanding.pelias)


def _pelias(service: Any, query: Query) -> Any:
    return service.geocode(query.text, exactly_one=False, countries=[query.country.upper()])


def opencage(access: Access) -> Geocode:
    """It keeps what was asked in its logs unless told not to."""
    service = geocoders.OpenCage(access.key, **access.geopy(cleaning.opencage, no_record="1", limit=str(MOST)))

    def ask(query: Query) -> Any:
        return service.geocode(query.text, exactly_one=False, country=query.country.lower(), annotations=False)

    return _guarded(ask, understanding.opencage)


def ban_france(access: Access) -> Geocode:
    service = geocoders.BANFrance(**access.geopy(cleaning.features))
    return _guarded(lambda query: service.geocode(_at_home(query), exactly_one=False, limit=MOST), understanding.ban)


def data_bc(access: Access) -> Geocode:
    service = geocoders.DataBC(**access.geopy(cleaning.features))

    def ask(query: Query) -> Any:
        return service.geocode(_at_home(query), exactly_one=False, max_results=MOST)

    return _guarded(ask, understanding.data_bc)


def mapbox(access: Access) -> Geocode:
    """Only the kind of answers that may be kept: geopy's address for the other kind is replaced."""

    class Permanent(geocoders.MapBox):  # type: ignore[misc]
        api_path = "/geocoding/v5/mapbox.places-permanent/%(query)s.json"

    service = Permanent(access.key, **access.geopy(cleaning.features))

    def ask(query: Query) -> Any:
        return service.geocode(query.text, exactly_one=False, country=query.country.lower())

    return _guarded(ask, understanding.mapbox)


def arcgis(access: Access) -> Geocode:
    """Asked for answers that may be kept, which geopy cannot say by itself."""
    service = geocoders.ArcGIS(**access.geopy(cleaning.arcgis, forStorage="true", token=access.key))
    wanted = ["Addr_type", "RegionAbbr", "AddNum"]
    return _guarded(
        lambda query: service.geocode(query.text, exactly_one=False, out_fields=wanted), understanding.arcgis
    )


def _guarded(ask: Callable[[Query], Any], understand: understanding.Understand) -> Geocode:
    """Nothing that geopy's parsers stumble over looks like an address that is not known."""

    def geocode(query: Query) -> Sequence[Candidate]:
        try:
            return [understand(found) for found in ask(query) or ()]
        except NO_ANSWERS:
            raise Stop(Why.REFUSED, "the provider does not take your key, or your questions are used up") from None
        except (GeopyError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            raise Spoiled("the answer does not look as this provider's answers do") from None

    return geocode


def _around(at: Point) -> list[Point]:
    south, north = max(-90.0, at[0] - AROUND), min(90.0, at[0] + AROUND)
    return [(south, max(-180.0, at[1] - AROUND)), (north, min(180.0, at[1] + AROUND))]


def _at_home(query: Query) -> str:
    """The address as it is written in its own country."""
    return query.text.removesuffix(f", {query.country_name}")


Build = Callable[[Access], Geocode]
SERVICES: Mapping[str, Build] = {
    "census": us_census,
    "nominatim": nominatim,
    "photon": photon,
    "pelias": pelias,
    "geocode-earth": geocode_earth,
    "opencage": opencage,
    "ban-france": ban_france,
    "databc": data_bc,
    "mapbox": mapbox,
    "arcgis": arcgis,
}
