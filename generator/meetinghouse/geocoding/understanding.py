"""What each provider's own words say about a result: what kind of thing it is, in which country and region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from geopy.location import Location

from .answers import Candidate, Kind

Understand = Callable[[Location], Candidate]
Raw = Mapping[str, Any]

_LEVELS = {
    "house": Kind.ROOFTOP, "building": Kind.ROOFTOP, "housenumber": Kind.ROOFTOP, "address": Kind.ROOFTOP,
    "venue": Kind.ROOFTOP, "poi": Kind.ROOFTOP, "street": Kind.STREET, "road": Kind.STREET,
    "intersection": Kind.STREET, "postcode": Kind.POSTCODE, "postalcode": Kind.POSTCODE,
    "neighbourhood": Kind.NEIGHBOURHOOD, "neighborhood": Kind.NEIGHBOURHOOD, "suburb": Kind.NEIGHBOURHOOD,
    "district": Kind.NEIGHBOURHOOD, "borough": Kind.NEIGHBOURHOOD, "city_district": Kind.NEIGHBOURHOOD,
    "quarter": Kind.NEIGHBOURHOOD, "hamlet": Kind.NEIGHBOURHOOD,
    "city": Kind.CITY, "town": Kind.CITY, "village": Kind.CITY, "municipality": Kind.CITY, "locality": Kind.CITY,
    "localadmin": Kind.CITY, "place": Kind.CITY,
}  # fmt: skip
"""What is not here is a county, a region, a country, an ocean: nowhere to go to."""
_DATA_BC = {
    "CIVIC_NUMBER": Kind.ROOFTOP, "UNIT": Kind.ROOFTOP, "SITE": Kind.ROOFTOP, "OCCUPANT": Kind.ROOFTOP,
    "BLOCK": Kind.INTERPOLATED, "STREET": Kind.STREET, "INTERSECTION": Kind.STREET, "LOCALITY": Kind.CITY,
}  # fmt: skip
_ARCGIS = {
    "PointAddress": Kind.ROOFTOP, "Subaddress": Kind.ROOFTOP, "POI": Kind.ROOFTOP,
    "StreetAddress": Kind.INTERPOLATED, "StreetAddressExt": Kind.INTERPOLATED, "DistanceMarker": Kind.INTERPOLATED,
    "StreetInt": Kind.STREET, "StreetName": Kind.STREET, "StreetBetween": Kind.STREET,
    "Postal": Kind.POSTCODE, "PostalExt": Kind.POSTCODE, "PostalLoc": Kind.POSTCODE, "Locality": Kind.CITY,
}  # fmt: skip
_FIRST_STREET, _LAST_STREET = 26, 27
_FIRST_NEIGHBOURHOOD, _FIRST_CITY = 19, 13


def nominatim(found: Location) -> Candidate:
    raw, address = found.raw, _mapping(found.raw.get("address"))
    return _candidate(
        found,
        _of_rank(raw, address),
        country=_text(address, "country_code"),
        region=_text(address, "ISO3166-2-lvl4").partition("-")[2] or _text(address, "state"),
        number=_text(address, "house_number"),
    )


def _of_rank(raw: Raw, address: Raw) -> Kind:
    if "postcode" in (_text(raw, "addresstype"), _text(raw, "type")):
        return Kind.POSTCODE
    rank = raw.get("place_rank")
    if _FIRST_STREET <= (rank if isinstance(rank, int) else 0) <= _LAST_STREET:
        return Kind.STREET
    if address.get("house_number") or _text(raw, "class") == "building" or _text(raw, "addresstype") == "building":
        return Kind.ROOFTOP
    if not isinstance(rank, int) or rank < _FIRST_CITY:
        return Kind.REGION
    if rank > _LAST_STREET:
        return Kind.STREET  # something in the street that is called so, but not the house that was asked for
    return Kind.NEIGHBOURHOOD if rank >= _FIRST_NEIGHBOURHOOD else Kind.CITY


def photon(found: Location) -> Candidate:
    says = _mapping(found.raw.get("properties"))
    postcode = says.get("osm_value") == "postcode"
    kind = Kind.POSTCODE if postcode else _level(_text(says, "type"))
    if kind is Kind.ROOFTOP and not says.get("housenumber"):
        kind = Kind.STREET  # Photon calls everything that has no street of its own a house
    return _candidate(
        found,
        kind,
        country=_text(says, "countrycode"),
        region=_text(says, "state"),
        number=_text(says, "housenumber"),
    )


def pelias(found: Location) -> Candidate:
    says = _mapping(found.raw.get("properties"))
    kind = _level(_text(says, "layer"))
    if kind is Kind.ROOFTOP and (says.get("match_type") == "interpolated" or says.get("accuracy") != "point"):
        kind = Kind.INTERPOLATED
    return _candidate(
        found,
        kind,
        country=_text(says, "country_code"),
        region=_text(says, "region_a") or _text(says, "region"),
        number=_text(says, "housenumber"),
    )


def opencage(found: Location) -> Candidate:
    says = _mapping(found.raw.get("components"))
    return _candidate(
        found,
        _level(_text(says, "_type")),
        country=_text(says, "country_code"),
        region=_text(says, "state_code") or _text(says, "state"),
        number=_text(says, "house_number"),
    )


def ban(found: Location) -> Candidate:
    says = _mapping(found.raw.get("properties"))
    return _candidate(found, _level(_text(says, "type")), country="FR", number=_text(says, "housenumber"))


def data_bc(found: Location) -> Candidate:
    says = found.raw
    kind = _DATA_BC.get(_text(says, "matchPrecision"), Kind.REGION)
    return _candidate(found, kind, country="CA", region=_text(says, "provinceCode"), number=_text(says, "civicNumber"))


def mapbox(found: Location) -> Candidate:
    types = found.raw.get("place_type")
    kind = _level(str(types[0])) if isinstance(types, list) and types else Kind.REGION
    if kind is Kind.ROOFTOP and _mapping(found.raw.get("properties")).get("accuracy") not in (
        "rooftop",
        "parcel",
        "point",
    ):
        kind = Kind.INTERPOLATED
    codes = [_text(each, "short_code") for each in found.raw.get("context") or () if isinstance(each, dict)]
    return _candidate(
        found,
        kind,
        country=next((code for code in codes if len(code) == 2), ""),
        region=next((code.partition("-")[2] for code in codes if "-" in code), ""),
        number=_text(found.raw, "address"),
    )


def arcgis(found: Location) -> Candidate:
    """Its country is three letters, so that only the map tells whether it is the right one."""
    says = _mapping(found.raw.get("attributes"))
    return _candidate(
        found,
        _ARCGIS.get(_text(says, "Addr_type"), Kind.REGION),
        region=_text(says, "RegionAbbr"),
        number=_text(says, "AddNum"),
    )


def _candidate(found: Location, kind: Kind, **said: str) -> Candidate:
    return Candidate(latitude=found.latitude, longitude=found.longitude, kind=kind, **said)


def _level(word: str) -> Kind:
    return _LEVELS.get(word, Kind.REGION)


def _mapping(value: Any) -> Raw:
    return value if isinstance(value, dict) else {}


def _text(values: Raw, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
