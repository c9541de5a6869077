"""Answers judged by what we know ourselves: the country, the region and the town of an address.

Each check is a small function that gives its reason; an answer with a reason against it is not used. Of several
answers that remain, none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ..gazetteer import Gazetteer, Town
from ..geo import is_null_island, kilometres
from .answers import Candidate, Kind
from .questions import Query

SAME_PLACE = 0.5
"""Kilometres within which two answers mean one place."""
REGION_REACH = 150.0
"""Kilometres from the nearest town of a region beyond which a place is not in it."""
MOST_CANDIDATES = 3

_PART_OF = {
    **dict.fromkeys(("PR", "GU", "VI", "AS", "MP", "UM"), "US"),
    **dict.fromkeys(("GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"), "FR"),
    **dict.fromkeys(("AW", "CW", "SX", "BQ"), "NL"),
    **dict.fromkeys(("AX",), "FI"),
    **dict.fromkeys(("SJ", "BV"), "NO"),
    **dict.fromkeys(("CX", "CC", "NF"), "AU"),
}
"""Countries of their own in one list and part of another country in the next."""


@dataclass(frozen=True)
class Expected:
    """What the address says about where it must be."""

    query: Query
    gazetteer: Gazetteer
    towns: Sequence[Town]

    @property
    def countries(self) -> set[str]:
        state = self.query.state.strip().upper()
        country = self.query.country.upper()
        return {country, state} if _PART_OF.get(state) == country else {country}

    def inside(self, latitude: float, longitude: float) -> bool:
        return any(self.gazetteer.country_contains(code, latitude, longitude) for code in self.countries)

    @property
    def regions(self) -> frozenset[str]:
        state = self.query.state.strip()
        return self.gazetteer.country(self.query.country).codes_of(state) if state else frozenset()


def expected(query: Query, gazetteer: Gazetteer) -> Expected:
    towns = gazetteer.find_town(query.city, query.state, query.country) if query.city.strip() else []
    return Expected(query, gazetteer, towns)


def no_place_to_go(found: Candidate, where: Expected) -> str | None:
    return "it is the middle of a region or a country" if found.kind is Kind.REGION else None


def in_the_sea(found: Candidate, where: Expected) -> str | None:
    return "0, 0 is a point in the sea" if is_null_island(*found.at) else None


def more_exact_than_asked(found: Candidate, where: Expected) -> str | None:
    return "it names a street that nobody asked for" if found.kind.in_a_street and not where.query.street else None


def in_another_country(found: Candidate, where: Expected) -> str | None:
    said, wanted = found.country.upper(), where.query.country.upper()
    name = where.gazetteer.country_name
    if said and _PART_OF.get(said, said) != _PART_OF.get(wanted, wanted):
        return f"it is in {name(said)}, not in {name(wanted)}"
    if where.inside(*found.at):
        return None
    if abs(found.longitude) <= 90 and where.inside(found.longitude, found.latitude):
        return "latitude and longitude look swapped"
    return f"it is outside {name(wanted)}"


def in_another_region(found: Candidate, where: Expected) -> str | None:
    regions, state = where.regions, where.query.state.strip()
    if not regions:
        return None
    country = where.gazetteer.country(where.query.country)
    said = country.codes_of(found.region) if found.region else frozenset()
    if said and not said & regions and not country.counties:
        return f"it is in {found.region}, not in {state}"
    towns = (town for town in country.towns if town.region_code in regions)
    away = _nearest(found, towns)
    return f"it is {away:,.0f} km from any town of {state}" if away > REGION_REACH else None


def far_from_its_town(found: Candidate, where: Expected) -> str | None:
    away, city = _nearest(found, where.towns), where.query.city.strip()
    if where.towns and away > found.kind.value.from_town:
        return f"it is {away:,.0f} km from {city}"
    return None


CHECKS: Sequence[Callable[[Candidate, Expected], str | None]] = (
    no_place_to_go,
    in_the_sea,
    more_exact_than_asked,
    in_another_country,
    in_another_region,
    far_from_its_town,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What remains of the answers to one question."""

    found: Candidate | None = None
    ambiguous: tuple[Candidate, ...] = ()
    """Up to three places that the address can mean; a person decides."""
    reasons: tuple[str, ...] = ()
    """Why answers were not used."""


def judged(answers: Iterable[Candidate], where: Expected) -> Verdict:
    """The one place that the answers agree on, or why there is none."""
    kept: list[Candidate] = []
    reasons: list[str] = []
    for answer in answers:
        reason = next((said for check in CHECKS if (said := check(answer, where))), None)
        if reason is None:
            kept.append(_with_its_number(answer, where.query))
        elif reason not in reasons:
            reasons.append(reason)
    if not kept:
        return Verdict(reasons=tuple(reasons))
    best = min((each.kind for each in kept), key=lambda kind: list(Kind).index(kind))
    places = _places([each for each in kept if each.kind is best])
    if len(places) > 1:
        return Verdict(ambiguous=tuple(places[:MOST_CANDIDATES]), reasons=tuple(reasons))
    return Verdict(found=places[0], reasons=tuple(reasons))


def _with_its_number(answer: Candidate, query: Query) -> Candidate:
    """An answer for another house of the street tells only where the street is."""
    asked = re.findall(r"\d+", query.street)
    if answer.kind is Kind.ROOFTOP and asked and not set(re.findall(r"\d+", answer.number)) & set(asked):
        return replace(answer, kind=Kind.STREET) if answer.number else answer
    return answer


def _places(answers: Iterable[Candidate]) -> list[Candidate]:
    """The first answer for each place. Two middles of one town are one place, two doors half a mile apart are not."""
    places: list[Candidate] = []
    for answer in answers:
        apart = SAME_PLACE if answer.kind.in_a_street else answer.kind.value.circle / 1000
        if all(kilometres(answer.at, other.at) > apart for other in places):
            places.append(answer)
    return places


def _nearest(found: Candidate, towns: Iterable[Town]) -> float:
    return min((kilometres(found.at, (town.latitude, town.longitude)) for town in towns), default=0.0)
