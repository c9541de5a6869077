"""From an address to coordinates without a network: the lock file, then the postal code, then the town."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from .gazetteer import ATTRIBUTION, Gazetteer, Town
from .geo import Coordinates, Precision, is_null_island, kilometres
from .placefiles import place_files
from .placenames import fold, fold_letters

__all__ = [
    "ATTRIBUTION",
    "Coordinates",
    "Gazetteer",
    "LockError",
    "Precision",
    "Town",
    "address_key",
    "fold",
    "fold_letters",
    "kilometres",
    "locate",
    "place_files",
    "read_lock",
]

USABLE = frozenset({"ok", "approx", "manual"})
UNUSABLE = frozenset({"ambiguous", "none"})
_CONFLICT = re.compile(r"<{7}( |$)|={7}$|>{7}( |$)|\|{7}( |$)")

BORDER = 60.0
"""Kilometres between a postal code and its town that are still one address."""

_UNIT = re.compile(
    r"\b(?:suite|ste|unit|apt|apartment|room|rm|floor|fl|no)(?: (?:\w*\d\w*|[a-z]))\b"
    r"|\b\d+(?:st|nd|rd|th) (?:floor|fl)\b"
)
_SPELLED = {
    "ave": "avenue", "av": "avenue", "rd": "road", "blvd": "boulevard", "dr": "drive", "ln": "lane",
    "ct": "court", "pl": "place", "hwy": "highway", "pkwy": "parkway", "sq": "square", "ter": "terrace",
    "cir": "circle", "n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast",
    "nw": "northwest", "se": "southeast", "sw": "southwest",
}  # fmt: skip
_DIRECTIONS = frozenset(_SPELLED[short] for short in ("n", "s", "e", "w", "ne", "nw", "se", "sw"))


class LockError(ValueError):
    """Raised by read_lock for the first line that is not an address with its coordinates."""

    def __init__(self, path: str, line: int, sentence: str) -> None:
        super().__init__(f"{path}:{line}: {sentence}")
        self.path = path
        self.line = line
        self.sentence = sentence


def locate(
    street: str,
    city: str,
    region: str,
    postcode: str,
    country: str,
    *,
    lock: Mapping[str, Coordinates],
    gazetteer: Gazetteer,
) -> Coordinates | None:
    """The best coordinates for an address; None rather than null island or a guess between two towns of one name."""
    at = (
        lock.get(address_key(street, city, region, postcode, country))
        or _area(city, region, postcode, country, gazetteer)
        or _only_town(gazetteer.find_town(city, region, country))
    )
    return None if at is None or is_null_island(at.latitude, at.longitude) else at


def _area(city: str, region: str, postcode: str, country: str, gazetteer: Gazetteer) -> Coordinates | None:
    """Where the postal code is, unless it lies in another region than the address says: one of the two is wrong."""
    area = gazetteer.find_postcode(postcode, country)
    codes = gazetteer.country(country).codes_of(region) if area and region else frozenset()
    if area is None or not codes:
        return area
    at = (area.latitude, area.longitude)
    beside = gazetteer.nearest_town(*at, country)
    if beside is None or beside.region_code in codes:
        return area
    towns = gazetteer.find_town(city, region, country)  # a code at a border may be nearer to a town beyond it
    return area if any(kilometres(at, (town.latitude, town.longitude)) <= BORDER for town in towns) else None


def _only_town(towns: Sequence[Town]) -> Coordinates | None:
    if len(towns) != 1:
        return None
    return Coordinates(towns[0].latitude, towns[0].longitude, Precision.TOWN)


def address_key(street: str, city: str, region: str, postcode: str, country: str) -> str:
    """One key for every way to write one address: "12 Main St., Suite 4" and "12 main street" are the same."""
    short_code = postcode.strip()[:5] if country.strip().upper() == "US" else postcode
    return "|".join(
        (
            _street(street),
            fold(city),
            fold_letters(region),
            fold_letters(short_code).replace(" ", ""),
            fold_letters(country),
        )
    )


def _street(street: str) -> str:
    words = _UNIT.sub(" ", fold_letters(street.replace("#", " unit "))).split()
    words = [_SPELLED.get(word, word) for word in words]
    for index, word in enumerate(words):
        if word == "st":
            last = all(each in _DIRECTIONS for each in words[index + 1 :])
            words[index] = "street" if last and index else "saint"
    return " ".join(words)


def read_lock(text: str, path: str) -> dict[str, Coordinates]:
    """Normalised address to coordinates; lines whose answer was ambiguous or none are read and left out."""
    seen: dict[str, int] = {}
    found: dict[str, Coordinates] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, at = _entry(line, path, number)
        if key in seen:
            raise LockError(path, number, f"the address {key!r} is on line {seen[key]} too (keep one of them)")
        seen[key] = number
        if at:
            found[key] = at
    return found


def _entry(line: str, path: str, number: int) -> tuple[str, Coordinates | None]:
    if _CONFLICT.match(line):
        raise LockError(path, number, "two versions of this file were merged here (keep one side, delete this line)")
    try:
        entry = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise LockError(path, number, "is not one line of JSON (delete it and fill the file again)") from None
    if not isinstance(entry, dict) or not isinstance(entry.get("key"), str) or not entry["key"]:
        raise LockError(path, number, "has no key (write the address as street|city|region|postcode|country)")
    status = entry.get("status")
    status = status if isinstance(status, str) else repr(status)
    if status in UNUSABLE:
        return entry["key"], None
    if status not in USABLE:
        known = ", ".join(sorted(USABLE | UNUSABLE))
        raise LockError(path, number, f"{entry.get('status')!r} is not a status (write one of {known})")
    return entry["key"], _coordinates(entry, path, number)


def _coordinates(entry: Mapping[str, Any], path: str, number: int) -> Coordinates:
    latitude = _degrees(entry.get("lat"), 90)
    longitude = _degrees(entry.get("lon"), 180)
    if latitude is None:
        raise LockError(path, number, f"{entry.get('lat')!r} is not a latitude (write a number from -90 to 90)")
    if longitude is None:
        raise LockError(path, number, f"{entry.get('lon')!r} is not a longitude (write a number from -180 to 180)")
    if is_null_island(latitude, longitude):
        raise LockError(path, number, "0, 0 is a point in the sea (delete this line and look the address up again)")
    try:
        precision = Precision(entry.get("precision", ""))
    except ValueError:
        known = ", ".join(Precision)
        raise LockError(path, number, f"{entry.get('precision')!r} is not a precision (write one of {known})") from None
    return Coordinates(latitude, longitude, precision)


def _degrees(value: object, limit: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and abs(value) <= limit else None
