"""Countries and coordinates."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ..problems import quoted
from ..vocabulary import territory
from .meant import country_meant
from .text import Wrong, text

COUNTRY_ALIASES = {
    "UK": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "NORTHERN IRELAND": "GB",
    "UNITED KINGDOM": "GB", "GREAT BRITAIN": "GB", "USA": "US", "UNITED STATES": "US", "EIRE": "IE",
}  # fmt: skip


@cache
def _country(said: str) -> str:
    code = COUNTRY_ALIASES.get(said.upper(), said.upper())
    if territory(code):
        return code
    mend = country_meant(said) or "write two letters, such as US, GB or NO"
    raise Wrong("G13", f"{quoted(said)} is not a country code", mend)


def country(value: Any) -> str:
    """ISO 3166-1 alpha-2; a few names people write are understood, and `checks` says so."""
    return _country(text(value)[:60])


def point(value: Any) -> tuple[float, float]:
    """Latitude and longitude in degrees, to 5 decimals (a metre)."""
    if isinstance(value, dict):
        unknown = set(value) - {"latitude", "longitude"}
        if unknown or len(value) != 2:
            raise Wrong("G01", "coordinates need latitude and longitude", "write latitude: and longitude:")
        parts = [value["latitude"], value["longitude"]]
    else:
        parts = text(value).split(",")
    if len(parts) != 2:
        raise Wrong("G01", f"{quoted(str(value))} is not a point", "write latitude, longitude: 59.91, 10.75")
    latitude, longitude = (_degrees(part) for part in parts)
    if abs(latitude) > 90:
        raise Wrong("G02", f"latitude {latitude} is not between -90 and 90", "latitude comes first")
    if abs(longitude) > 180:
        raise Wrong("G02", f"longitude {longitude} is not between -180 and 180")
    if abs(latitude) <= 0.001 and abs(longitude) <= 0.001:
        raise Wrong("G04", "0, 0 is in the sea off Africa", "write the real place, or delete the line")
    return round(latitude, 5), round(-180.0 if longitude == 180 else longitude, 5)


def _degrees(value: Any) -> float:
    said = text(value)
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{1,17})?", said):
        code = "Y44" if re.fullmatch(r"(?i)[+-]?\.(nan|inf)", said) else "G01"
        raise Wrong(code, f"{quoted(said)} is not a number of degrees", "write a number such as 59.91")
    return float(said)
