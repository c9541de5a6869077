"""Times of day, dates, lengths, weekdays and time zones, with the words for each way of writing them wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from functools import cache, lru_cache
from typing import Any, NamedTuple

from .. import zones
from ..problems import did_you_mean, quoted
from .text import Wrong, text

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""In ISO order; Monday is 0 in Python and everywhere in this program."""
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "second-to-last": -2}


class DayRule(NamedTuple):
    """One weekday: of every week (`nth` 0), or the nth or, below zero, the nth from last of each month."""

    nth: int
    weekday: int


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
    if word.rstrip(",") in NTH:
        raise Wrong("T30", f"{quoted(said)} names no day of the week", "write the day too, such as first saturday")
    guess = next((day for day in WEEKDAYS if len(word) >= 2 and day.startswith(word.rstrip("s.,"))), "")
    mend = f"write {guess}" if guess else did_you_mean(word, WEEKDAYS) or "write monday, tuesday, ..."
    raise Wrong("T30", f"{quoted(said)} is not a day of the week", mend)


PLACES_OF_LETTERS = {
    **dict.fromkeys(("CST", "CDT"), "America/Chicago"),
    **dict.fromkeys(("MST", "MDT"), "America/Denver"),
    **dict.fromkeys(("PST", "PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("GMT", "BST"), "Europe/London"),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    **dict.fromkeys(("AEST", "AEDT"), "Australia/Sydney"),
    **dict.fromkeys(("IST",), "Asia/Kolkata"),
}
"""Letters mean different hours in different countries and seasons; a place never does."""


def zone(value: Any) -> str:
    """An IANA time zone, canonical. Offsets and abbreviations change meaning with the season."""
    return _zone(text(value)[:60])


@cache
def _zone(said: str) -> str:
    if re.fullmatch(r"(GMT|UTC)?[+-][0-9:]+", said) or (said.isupper() and len(said) <= 5 and said != "UTC"):
        place = PLACES_OF_LETTERS.get(said, "America/New_York")
        raise Wrong("T07", f"{quoted(said)} is not a time zone", f"write a place, such as {place}")
    if (found := zones.canonical(said)) is None:
        mend = did_you_mean(said, zones.names()) or "write a place, such as Europe/London"
        raise Wrong("T09", f"{quoted(said)} is not a time zone", mend)
    return found
