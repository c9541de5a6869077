"""Text to type, once: the converters of every field, each with the words for its mistakes.

A converter takes the text as written and returns the value, or raises `Wrong`: a stable code, what is
wrong, and what to write instead. Those that see the same text again and again remember their answers.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from . import zones
from .problems import did_you_mean, quoted
from .vocabulary import language_name, territory

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""In ISO order; Monday is 0 in Python and everywhere in this program."""
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "second-to-last": -2}


Word = TypeVar("Word", bound=StrEnum)


class DayRule(NamedTuple):
    """One weekday: of every week (`nth` 0), or the nth or, below zero, the nth from last of each month."""

    nth: int
    weekday: int


def Wrong(code: str, message: str, mend: str = "") -> PydanticCustomError:  # noqa: N802 (raised like a class)
    """The error a converter raises; `reading` turns it into a Problem."""
    return PydanticCustomError("wrong", "{message}", {"code": code, "message": message, "mend": mend})


def text(value: Any) -> str:
    """One line of text, tidied: NFC, no white space around it."""
    if not isinstance(value, str):
        raise Wrong("Y30", "expected text", "write one value, not a list or fields")
    stripped = value.strip()
    if not stripped:
        raise Wrong("Y48", "is empty", "write a value or delete the line")
    return stripped if stripped.isascii() else unicodedata.normalize("NFC", stripped)


def name(value: Any) -> str:
    """At most 255 characters on one line."""
    said = text(value)
    if len(said) > 255:
        raise Wrong("Y50", f"is {len(said)} characters long", "at most 255")
    return " ".join(said.split()) if "\n" in said else said


def note(value: Any) -> str:
    """At most 2,000 characters; line breaks stay."""
    said = text(value)
    if len(said) > 2000:
        raise Wrong("Y50", f"is {len(said)} characters long", "at most 2,000")
    return said


RESERVED = frozenset(
    {"con", "nul", "aux", "prn", "index", "404", "assets", "search", "online", "finder", "feeds", "page"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
    | set(WEEKDAYS)
)  # fmt: skip
SLUG = re.compile(r"[a-z0-9](?:-?[a-z0-9]){0,63}")


def slug(value: Any) -> str:
    """Part of a permanent address: lower-case letters, digits and single hyphens, at most 64."""
    said = text(value)
    if not SLUG.fullmatch(said) or len(said) > 64:
        raise Wrong("F01", f"{quoted(said)} cannot be part of an address", "write small letters, digits and -")
    return said


def file_slug(value: Any) -> str:
    """The slug of a group or region: also not a name that the site itself uses."""
    if value in RESERVED:
        raise Wrong("F03", f"{quoted(value)} is a name the site itself uses", "choose another name")
    return slug(value)


def _midnight_or_noon(found: re.Match[str]) -> str:
    minutes = found[1] or "00"
    return f"is that 00:{minutes} (midnight) or 12:{minutes} (noon)?"


TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
TIME_MISTAKES: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    (r"([0-9]):([0-5][0-9])", "Y03", lambda m: f"write 0{m[1]}:{m[2]}"),
    (r"([0-9]{1,2}):([0-9]{2}):[0-9]{2}", "Y04", lambda m: f"hours and minutes only: write {m[1]:0>2}:{m[2]}"),
    (r"([01]?[0-9]|2[0-3])[.h,]([0-5][0-9])", "Y05", lambda m: f"write {m[1]:0>2}:{m[2]}"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", "Y06", lambda m: "write only the time, such as 19:30"),
    (r"(?i)12(?::([0-5][0-9]))?\s*am", "T01", _midnight_or_noon),
    (r"(?i)(1[0-2]|0?[0-9])(?::([0-5][0-9]))?\s*am", "T01", lambda m: f"write {m[1]:0>2}:{m[2] or '00'}"),
    (r"(?i)12(?::([0-5][0-9]))?\s*pm", "T01", lambda m: f"write 12:{m[1] or '00'}"),
    (r"(?i)(1[01]|0?[0-9])(?::([0-5][0-9]))?\s*pm", "T01", lambda m: f"write {int(m[1]) + 12}:{m[2] or '00'}"),
    (r"([01][0-9]|2[0-3])([0-5][0-9])", "T01", lambda m: f"write {m[1]}:{m[2]}"),
    (r"24:00", "T01", lambda m: "write 00:00, or 23:59 for the end of the day"),
    (r"(?i)noon", "T01", lambda m: "write 12:00"),
    (r"(?i)midnight", "T01", lambda m: "write 00:00"),
)  # fmt: skip


@cache
def _time(said: str) -> time:
    if found := TIME.fullmatch(said):
        return time(int(found[1]), int(found[2]))
    if not said.isascii():
        raise Wrong("U06", f"{quoted(said)} has digits of another script", "write 24-hour time, such as 19:30")
    for pattern, code, mend in TIME_MISTAKES:
        if found := re.fullmatch(pattern, said, re.ASCII):
            raise Wrong(code, f"{quoted(said)} is not a time of day", mend(found))
    raise Wrong("T01", f"{quoted(said)} is not a time of day", "write 24-hour time, such as 19:30")


def time_of_day(value: Any) -> time:
    """24-hour wall-clock time `HH:MM`, in the meeting's own zone."""
    return _time(text(value)[:40])


@lru_cache(4096)
def _date(said: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
        raise Wrong("Y42", f"{quoted(said)} is not a date", "write year-month-day, such as 2026-11-22")
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Wrong("Y42", f"{quoted(said)}: there is no such date", "look at a calendar") from None


def calendar_date(value: Any) -> date:
    """A day, `YYYY-MM-DD`."""
    return _date(text(value)[:40])


def minutes(value: Any) -> int:
    """Whole minutes, 1 to 1,440."""
    said = text(value)
    if not re.fullmatch(r"[0-9]{1,4}", said) or not 1 <= int(said) <= 1440:
        raise Wrong("Y43", f"{quoted(said)} is not a number of minutes", "write a whole number from 1 to 1440")
    return int(said)


def day_rules(value: Any) -> tuple[DayRule, ...]:
    """`monday`, a list of days, `monday to friday`, `every day`, `first and third saturday`, `last friday`."""
    parts = value if isinstance(value, list) else [value]
    rules = {rule for part in parts for rule in _day(" ".join(text(part).lower().split())[:80])}
    return tuple(sorted(rules))


@cache
def _day(said: str) -> tuple[DayRule, ...]:
    if said in ("every day", "daily"):
        return tuple(DayRule(0, weekday) for weekday in range(7))
    if said in ("weekdays", "every weekday", "weekends", "weekend"):
        days = "monday to friday" if "day" in said else "saturday to sunday"
        raise Wrong("T30", f"{quoted(said)} is not a day", f"write {days}")
    if " to " in said:
        first, last = (_weekday(word, said) for word in said.split(" to ", 1))
        return tuple(DayRule(0, (first + step) % 7) for step in range((last - first) % 7 + 1))
    *ordinals, weekday = said.removesuffix(" of the month").split(" ")
    if ordinals[:1] == ["every"] and len(ordinals) > 1:
        mend = f"for once a month write {' '.join([*ordinals[1:], weekday])}"
        raise Wrong("T31", f"{quoted(said)} can mean once a month or every other week", mend)
    nths = [word.rstrip(",") for word in ordinals if word not in ("and", "the", "every")]
    if set(nths) & set(WEEKDAYS):
        raise Wrong("T30", f"{quoted(said)} is more than one rule", f"write a list: [{said.replace(' and ', ', ')}]")
    unknown = [word for word in nths if word not in NTH]
    if unknown:
        mend = did_you_mean(unknown[0], NTH) if len(unknown) == 1 else ""
        raise Wrong("T30", f"{quoted(said)} is not a day", mend or "write monday, or first and third saturday")
    on = _weekday(weekday, said)
    return tuple(DayRule(NTH[word], on) for word in nths) or (DayRule(0, on),)


def _weekday(word: str, said: str) -> int:
    if word in WEEKDAYS:
        return WEEKDAYS.index(word)
    guess = next((day for day in WEEKDAYS if len(word) >= 2 and day.startswith(word.rstrip("s.,"))), "")
    mend = f"write {guess}" if guess else did_you_mean(word, WEEKDAYS) or "write monday, tuesday, ..."
    raise Wrong("T30", f"{quoted(said)} is not a day of the week", mend)


def yes(value: Any) -> bool:
    said = text(value).lower()
    if said in ("yes", "true"):
        return True
    if said in ("no", "false"):
        return False
    raise Wrong("Y17", f"{quoted(said)} is neither yes nor no", "write yes or no")


def choice(kind: type[Word]) -> Callable[[Any], Word]:
    """A converter for one of the words of `kind`."""
    known = {member.value: member for member in kind}

    def convert(value: Any) -> Word:
        said = text(value)
        found = known.get(said) or known.get(said.lower().replace("_", "-").replace(" ", "-"))
        if found is None:
            raise Wrong("Y47", f"{quoted(said)} is not one of the choices", did_you_mean(said, known))
        return found

    return convert


def word(value: Any) -> str:
    """A word of a vocabulary; `checks` knows which words there are."""
    return text(value).lower()[:80]


def words(value: Any) -> tuple[str, ...]:
    """One word or a list of them, each once."""
    return tuple(dict.fromkeys(word(part) for part in (value if isinstance(value, list) else [value])))


def languages(value: Any) -> tuple[str, ...]:
    """BCP 47 tags: `en`, `pt-BR`."""
    return tuple(dict.fromkeys(_language(text(part)) for part in (value if isinstance(value, list) else [value])))


@cache
def _language(said: str) -> str:
    if re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", said) and language_name(said):
        return said
    raise Wrong("L01", f"{quoted(said)} is not a language", "write a code such as en, es or pt-BR")


COUNTRY_ALIASES = {
    "UK": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "NORTHERN IRELAND": "GB",
    "UNITED KINGDOM": "GB", "GREAT BRITAIN": "GB", "USA": "US", "UNITED STATES": "US", "EIRE": "IE",
}  # fmt: skip


@cache
def _country(said: str) -> str:
    code = COUNTRY_ALIASES.get(said.upper(), said.upper())
    if territory(code):
        return code
    raise Wrong("G13", f"{quoted(said)} is not a country code", "write two letters, such as US, GB or NO")


def country(value: Any) -> str:
    """ISO 3166-1 alpha-2; a few names people write are understood, and `checks` says so."""
    return _country(text(value)[:60])


def zone(value: Any) -> str:
    """An IANA time zone, canonical. Offsets and abbreviations change meaning with the season."""
    return _zone(text(value)[:60])


@cache
def _zone(said: str) -> str:
    if re.fullmatch(r"(GMT|UTC)?[+-][0-9:]+", said) or (said.isupper() and len(said) <= 5 and said != "UTC"):
        raise Wrong("T07", f"{quoted(said)} is not a time zone", "write a place, such as America/New_York")
    if (found := zones.canonical(said)) is None:
        mend = did_you_mean(said, zones.names()) or "write a place, such as Europe/London"
        raise Wrong("T09", f"{quoted(said)} is not a time zone", mend)
    return found


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
        raise Wrong("G01", f"{quoted(said)} is not a number of degrees", "write a number such as 59.91")
    number = float(said)
    if not math.isfinite(number):
        raise Wrong("Y44", f"{quoted(said)} is not a number")
    return number


def link(value: Any) -> str:
    """An address of the web that is safe to show: https (or http, with a warning), no user, one script."""
    return _link(text(value))


@lru_cache(4096)
def _link(said: str) -> str:
    if len(said) > 2000:
        raise Wrong("Y50", f"is {len(said)} characters long", "at most 2,000")
    if re.search(r"[\s\\<>\"'`{}|^]", said):
        raise Wrong("H07", f"{quoted(said)} has a character that cannot be in a link", "copy the link again")
    try:
        parts = urlsplit(said)
        host = parts.hostname or ""
        parts.port  # noqa: B018 (reading it checks it)
    except ValueError:
        raise Wrong("H07", f"{quoted(said)} is not a link", "write https://...") from None
    if parts.scheme not in ("https", "http") or "." not in host or not said.lower().startswith(f"{parts.scheme}://"):
        raise Wrong("H07", f"{quoted(said)} is not a link", "write https://...")
    if "@" in parts.netloc:
        raise Wrong("H09", "a link must not hold a user name", "delete what stands before @")
    if not host.isascii() and len(_scripts(host)) > 1:
        raise Wrong("U07", f"{quoted(host)} mixes letters of two scripts", "type the address by hand")
    return said


def _scripts(host: str) -> set[str]:
    return {unicodedata.name(character, "?").split(" ")[0] for character in host if character.isalpha()}


def phone(value: Any) -> str:
    """A number to dial, as people write it; `,` `*` `#` may follow for a dial-in code."""
    said = text(value)
    digits = sum(character in "0123456789" for character in said)
    if not re.fullmatch(r"[+(]?[0-9][0-9 ()./-]*([,;*#x][0-9,;*# -]*)?", said) or not 3 <= digits <= 40:
        raise Wrong("P20", f"{quoted(said)} is not a telephone number", "write it as +1-503-555-0100")
    return said


def email(value: Any) -> str:
    said = text(value)
    if len(said) > 254 or not re.fullmatch(r"[A-Za-z0-9.!#$&'*+/=^_~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", said):
        raise Wrong("P21", f"{quoted(said)} is not an email address", "write name@example.org")
    return said
