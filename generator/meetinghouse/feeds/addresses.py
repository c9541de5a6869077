"""An address on one line into its parts, as far as its country's habits are known."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from babel import Locale
from pydantic_core import PydanticCustomError

from .. import converting
from ..gazetteer import Gazetteer
from ..placenames import fold
from .foreign import Address

POSTCODES = {
    "US": r"[0-9]{5}(?:-[0-9]{4})?",
    "CA": r"[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]",
    "GB": r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}",
    "IE": r"[A-Z][0-9][0-9W] ?[A-Z0-9]{4}",
    "NL": r"[0-9]{4} ?[A-Z]{2}",
    "SE": r"[0-9]{3} ?[0-9]{2}",
    "JP": r"〒?[0-9]{3}-[0-9]{4}",
    "BR": r"[0-9]{5}-?[0-9]{3}",
    "PT": r"[0-9]{4}-[0-9]{3}",
    "PL": r"[0-9]{2}-[0-9]{3}",
}
USUAL_POSTCODE = r"[0-9]{3,7}"
NOT_A_PLACE = frozenset({"online", "zoom", "virtual", "internet", "online meeting", "phone", "telephone", "on line"})


def parts_of(text: str, country: str, gazetteer: Gazetteer) -> Address:
    """`4953 W Addison St, Chicago, IL 60641, USA` in its parts; `country` is for addresses that name none."""
    parts = [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
    if parts and (named := country_named(parts[-1])) and not _is_state(parts, gazetteer):
        country = named
        parts.pop()
    if not country and is_us_state(parts[-1] if parts else "", gazetteer):
        country = "US"
    if not parts:
        return Address(country=country)
    last, postcode = _without_postcode(parts.pop(), country)
    region = ""
    if not last and parts:
        last = parts.pop()
    if last and (parts or country != "US") and _is_region(last, country, gazetteer, bool(parts)):
        region, last = last, parts.pop() if parts else ""
    elif country == "US" and (found := re.fullmatch(r"(.+) ([A-Za-z]{2})", last)) and is_us_state(found[2], gazetteer):
        last, region = found[1], found[2]
    if len(parts) == 0 and re.match(r"[0-9]+\w? ", last):  # a street and no town
        return Address(last, "", region, postcode, country)
    return Address(", ".join(parts), last, region, postcode, country)


def country_named(text: str) -> str:
    """The code of a country by its code, its English name or a name that people write; else nothing."""
    said = " ".join(text.replace(".", "").split())
    try:
        return converting.country(said) if said else ""
    except PydanticCustomError:
        return _country_names().get(fold(said), "")


def is_us_state(text: str, gazetteer: Gazetteer) -> bool:
    """A state's code or name, also with a ZIP code behind it."""
    state = re.sub(r"\s+[0-9]{5}(-[0-9]{4})?$", "", text.strip())
    if len(state) == 2 and not state.isupper():
        return False
    return bool(gazetteer.country("US").codes_of(state)) if state else False


def said_country(said: str, region: str, city: str, gazetteer: Gazetteer) -> str:
    """A country from the words of an address: what it says, or the United States when the state has that town."""
    if said:
        return country_named(said)
    if region and city and is_us_state(region, gazetteer) and gazetteer.find_town(city, region, "US"):
        return "US"
    return ""


@cache
def country_of_zone(zone: str) -> str:
    """The country that a time zone lies in, when that is only one."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    countries = {row[0] for row in rows if row[2] == zone}
    return countries.pop() if len(countries) == 1 else ""


def _is_state(parts: list[str], gazetteer: Gazetteer) -> bool:
    """`CA` after a town of California is not Canada."""
    last = parts[-1]
    return (
        len(last) == 2
        and len(parts) > 1
        and is_us_state(last, gazetteer)
        and bool(gazetteer.find_town(parts[-2], last, "US"))
    )


def _is_region(text: str, country: str, gazetteer: Gazetteer, more: bool) -> bool:
    if not country or not more:
        return False
    if country == "US":
        return is_us_state(text, gazetteer)
    place = gazetteer.country(country)
    town = gazetteer.find_town(text, "", country)
    return bool(place.codes_of(text)) and (not town or (len(text) <= 3 and text.isupper()))


def _without_postcode(text: str, country: str) -> tuple[str, str]:
    pattern = POSTCODES.get(country, USUAL_POSTCODE)
    found = re.fullmatch(rf"(.*?)\s*({pattern})", text, re.IGNORECASE) or re.fullmatch(rf"({pattern})\s+(.*)", text)
    if not found:
        return text, ""
    if re.fullmatch(pattern, found[1]):
        return found[2], found[1]
    if found[1] and country not in POSTCODES and len(found[2]) < 4:
        return text, ""
    return found[1], found[2].lstrip("〒")


@cache
def _country_names() -> dict[str, str]:
    english = Locale("en").territories
    names = {fold(name): code for code, name in english.items() if len(code) == 2 and code.isalpha()}
    return names | {"united states of america": "US", "holland": "NL", "republic of ireland": "IE", "usa": "US"}
