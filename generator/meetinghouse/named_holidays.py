"""Public holidays by name and date, from a maintained library; a record names them in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from .placenames import fold_letters

NAMED_OTHERWISE = {
    "christmas": "christmas day", "thanksgiving": "thanksgiving day", "new year": "new years day",
    "new years": "new years day", "july 4": "independence day", "fourth of july": "independence day",
    "second christmas day": "second day of christmas",
}  # fmt: skip
"""What people write, and what the library calls it."""


class Holiday(NamedTuple):
    """A public holiday: its English name, and its dates."""

    name: str
    dates: tuple[date, ...]


@cache
def subdivisions(country: str) -> tuple[str, ...]:
    """The parts of a country whose holidays differ; none where the country is not known."""
    import holidays  # a third of the time it takes to start the program, and few records need it

    return tuple(holidays.list_supported_countries().get(country, ()))


@cache
def is_known(country: str) -> bool:
    import holidays

    return country in holidays.list_supported_countries()


@cache
def holidays_between(country: str, subdivision: str | None, first: date, last: date) -> Mapping[str, Holiday]:
    """By folded English name. Days off in lieu are under names of their own."""
    import holidays

    years = range(first.year, last.year + 1)
    table = holidays.country_holidays(country, subdiv=subdivision, years=years, language="en_US")
    found: dict[str, list[date]] = {}
    for on, said in sorted(table.items()):
        for name in str(said).split("; "):
            if first <= on <= last:
                found.setdefault(name.removesuffix(" (estimated)"), []).append(on)
    return {fold_letters(name): Holiday(name, tuple(dates)) for name, dates in found.items()}


def matched(said: str, names: Mapping[str, Holiday]) -> str | None:
    """The holiday that is meant: its name, or all that its name begins with."""
    folded = fold_letters(said)
    if folded in names:
        return folded
    other = NAMED_OTHERWISE.get(folded)
    if other in names:
        return other
    longer = [name for name in names if name == f"{folded} day"]
    return longer[0] if len(longer) == 1 else None


def nearest(said: str, names: Mapping[str, Holiday]) -> str:
    """Did-you-mean for the name of a holiday."""
    usual = [name for name in names if "observed" not in name and "substitute" not in name]
    close = get_close_matches(fold_letters(said), usual, 1, 0.6)
    return f"did you mean {close[0]}?" if close else f"write one of: {', '.join(sorted(usual))[:200]}"
