"""The geocoder of the United States Census Bureau, which geopy does not know: one address, no key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from .adapter import parsed
from .answers import Candidate, Geocode, Kind
from .cleaning import point
from .failures import Spoiled
from .questions import Query
from .transport import Transport

BASE = "https://geocoding.geo.census.gov"
PATH = "/geocoder/locations/address"


def census(transport: Transport, user_agent: str, base: str = BASE) -> Geocode:
    """It needs a street. Its points are counted along the street, so none of them is a door."""

    def geocode(query: Query) -> Sequence[Candidate]:
        if not query.street or query.free:
            return ()
        asked = {"street": query.street, "city": query.city, "state": query.state, "zip": query.postalcode}
        words = {name: value.strip() for name, value in asked.items() if value.strip()}
        words |= {"benchmark": "Public_AR_Current", "format": "json"}
        body = transport.get(f"{base}{PATH}?{urlencode(words)}", {"User-Agent": user_agent})
        return _candidates(parsed(body.decode("utf-8", "replace")))

    return geocode


def _candidates(page: Any) -> list[Candidate]:
    result = page.get("result") if isinstance(page, dict) else None
    matches = result.get("addressMatches") if isinstance(result, dict) else None
    if not isinstance(matches, list):
        raise Spoiled("the answer is not a list of places")
    found = [candidate for match in matches if isinstance(match, dict) and (candidate := _candidate(match))]
    if matches and not found:
        raise Spoiled("the answer names places without saying where they are")
    return found


def _candidate(match: dict[str, Any]) -> Candidate | None:
    at, parts = match.get("coordinates"), match.get("addressComponents")
    where = point(at.get("y"), at.get("x")) if isinstance(at, dict) else None
    state = parts.get("state") if isinstance(parts, dict) else None
    if where is None:
        return None
    region = state if isinstance(state, str) else ""
    return Candidate(latitude=where[0], longitude=where[1], kind=Kind.INTERPOLATED, country="US", region=region)
