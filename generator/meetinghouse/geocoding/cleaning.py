"""Pages of answers, cleaned: only results with real coordinates, and none of the names that geopy trips over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..geo import Point
from .failures import Spoiled

_NUMBER = re.compile(r"[-+]?\d{1,3}(\.\d{1,30})?")
_NAMES = ("display_name", "formatted", "place_name")
"""Their words for a place, which are not used and may be no words at all."""

Row = dict[str, Any]
Kept = tuple[Row, Point]


def nominatim(page: Any) -> list[Row]:
    """A list of places; nothing found is an empty list or null."""
    kept = _kept([] if page is None else page, lambda row: (row.get("lat"), row.get("lon")))
    return [{**row, "lat": at[0], "lon": at[1]} for row, at in kept]


def features(page: Any) -> Row:
    """GeoJSON: Photon, Pelias, BAN, DataBC, Mapbox. Longitude comes first."""
    kept = _kept(_list(page, "features"), lambda row: _pair(_mapping(row.get("geometry")).get("coordinates")))
    return {
        "features": [
            {**row, "geometry": {"coordinates": [at[1], at[0]]}, "properties": _plain(row.get("properties"))}
            for row, at in kept
        ]
    }


def opencage(page: Any) -> Row:
    """It may say in a page with status 200 that questions are used up; geopy looks for that."""
    kept = _kept(_list(page, "results"), lambda row: _named(row.get("geometry"), "lat", "lng"))
    rows = [{**row, "geometry": {"lat": at[0], "lng": at[1]}} for row, at in kept]
    code = _mapping(page.get("status")).get("code", 200)
    return {"status": {"code": code if isinstance(code, int) else 200, "message": ""}, "results": rows}


def arcgis(page: Any) -> Row:
    """It says that a key is wrong in a page with status 200."""
    kept = _kept(_list(page, "candidates"), lambda row: _named(row.get("location"), "y", "x"))
    return {"candidates": [{**row, "address": "", "location": {"y": at[0], "x": at[1]}} for row, at in kept]}


def point(latitude: object, longitude: object) -> Point | None:
    """A point on the earth, or nothing: not a number, a number too large, a text that is none."""
    north, east = _degrees(latitude, 90), _degrees(longitude, 180)
    return None if north is None or east is None else (north, east)


def _degrees(value: object, limit: int) -> float | None:
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= limit else None  # not a number is not less than anything


def _kept(rows: Any, coordinates: Callable[[Row], tuple[object, object]]) -> list[Kept]:
    if not isinstance(rows, list):
        raise Spoiled("the answer is not a list of places")
    found = [(row, point(*coordinates(row))) for row in rows if isinstance(row, dict)]
    kept = [({**row, **dict.fromkeys(_NAMES, "")}, at) for row, at in found if at]
    if rows and not kept:
        raise Spoiled("the answer names places without saying where they are")
    return kept


def _list(page: Any, name: str) -> Any:
    if not isinstance(page, dict) or name not in page:
        raise Spoiled("the answer is not a list of places")
    return page[name]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _pair(value: Any) -> tuple[object, object]:
    return (value[1], value[0]) if isinstance(value, list) and len(value) >= 2 else (None, None)


def _named(value: Any, latitude: str, longitude: str) -> tuple[object, object]:
    place = _mapping(value)
    return place.get(latitude), place.get(longitude)


def _plain(properties: Any) -> Row:
    """Text only, and no names: geopy joins some of these and wants others to be there."""
    texts = {key: str(value) for key, value in _mapping(properties).items() if isinstance(value, str | int | float)}
    return texts | {"name": "", "label": "", "fullAddress": ""}
