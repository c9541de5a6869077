"""What is sent to a geocoder: the parts of a postal address, and nothing else of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..geo import Point
from ..vocabulary import territory

LONGEST = 256

_UNIT = re.compile(
    r"[\s,]+(?:#\s*\w+|(?:suite|ste|unit|apt|apartment|room|rm|floor|fl)\b\.?\s*#?\s*\w*\d\w*"
    r"|(?:suite|ste|unit|apt|apartment|room|rm)\b\.?\s*[a-z]\b|\d+(?:st|nd|rd|th)\s+(?:floor|fl)\b)(?=[\s,]|$)",
    re.IGNORECASE,
)


class Unaskable(ValueError):
    """An address that is not sent to anybody; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question.

    Raises:
        Unaskable: there is nothing to look up in it, or it holds what no address holds.
    """

    street: str = ""
    city: str = ""
    state: str = ""
    postalcode: str = ""
    country: str
    """Two letters."""
    free: bool = False
    """Sent as one line of text, although the provider takes parts."""
    near: Point | None = None
    """The middle of the town, where it is known: a hint for the order of the answers."""

    def __post_init__(self) -> None:
        parts = self.street, self.city, self.state, self.postalcode, self.country
        if not all(part.isprintable() for part in parts):
            raise Unaskable("the address holds a character that cannot be printed")
        if territory(self.country.upper()) is None:
            raise Unaskable("the address has no country")
        if not (self.street.strip() or self.city.strip() or self.postalcode.strip()):
            raise Unaskable("the address has neither a street nor a town nor a postal code")
        if self.street.strip() and not (self.city.strip() or self.postalcode.strip()):
            raise Unaskable("the address has a street but neither a town nor a postal code")
        if len(self.text) > LONGEST:
            raise Unaskable(f"the address is longer than {LONGEST} characters")

    @property
    def country_name(self) -> str:
        return territory(self.country.upper()) or self.country

    @property
    def text(self) -> str:
        """The address on one line."""
        state = " ".join(filter(None, (self.state.strip(), self.postalcode.strip())))
        return ", ".join(filter(None, (self.street.strip(), self.city.strip(), state, self.country_name)))

    @property
    def parts(self) -> dict[str, str]:
        """The address in the fields that Nominatim calls structured."""
        named = {
            "street": self.street.strip(),
            "city": self.city.strip(),
            "state": self.state.strip(),
            "postalcode": self.postalcode.strip(),
            "country": self.country_name,
        }
        return {name: value for name, value in named.items() if value}


def attempts(query: Query, *, structured: bool, known_offline: bool) -> Iterator[Query]:
    """The question, then looser ones, none of them twice. A place that we know ourselves is not asked for."""
    asked: set[object] = set()
    for each in _loosened(query, known_offline=known_offline):
        heard = (each.text, each.free) if structured else each.text
        if heard not in asked:
            asked.add(heard)
            yield each


def _loosened(query: Query, *, known_offline: bool) -> Iterator[Query]:
    if query.street.strip():
        yield query
        plain = replace(query, street=_UNIT.sub("", query.street).strip(" ,") or query.street)
        yield plain
        if query.city.strip():
            yield replace(plain, postalcode="")
        yield replace(plain, free=True)
    if known_offline:
        return
    if query.postalcode.strip():
        yield replace(query, street="", city="", state="")
    if query.city.strip():
        yield replace(query, street="", postalcode="")
