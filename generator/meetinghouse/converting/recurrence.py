"""Every n weeks, seasons, dates with times, and recurrence rules as calendars write them."""

from __future__ import annotations

import re
from datetime import date, time
from difflib import get_close_matches
from typing import Any, NamedTuple

from ..problems import did_you_mean, quoted
from .text import Wrong, text
from .times import DayRule, calendar_date, time_of_day

MOST_WEEKS = 52
MOST_DATES = 400
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
RRULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Moment(NamedTuple):
    """A date, with a time where it is not the usual one."""

    on: date
    at: time | None = None


class Recurrence(NamedTuple):
    """A rule of RFC 5545 whose every part we can keep. `text` leaves out UNTIL, which is `until`."""

    text: str
    frequency: str
    interval: int
    days: tuple[DayRule, ...]
    month_days: tuple[int, ...]
    parts: frozenset[str]
    until: date | None
    sunday_first: bool


def weeks(value: Any) -> int:
    """`2 weeks`: the weeks from one meeting to the next."""
    said = " ".join(text(value).lower().split())[:80]
    found = re.fullmatch(r"([+-]?[0-9]{1,30}) ?weeks?", said)
    if found is None:
        raise Wrong("R04", f"{quoted(said)} is not a number of weeks", _weeks_meant(said))
    number = int(found[1])
    if not 1 <= number <= MOST_WEEKS:
        raise Wrong("R09", f"{quoted(said)} cannot be", f"write 1 to {MOST_WEEKS} weeks, such as 2 weeks")
    return number


def _weeks_meant(said: str) -> str:
    if "month" in said:
        return "write day: first tuesday, or rrule: FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"
    if said == "day" or said.startswith("day "):
        return "write day: every day"
    return f"write {said} weeks" if re.fullmatch(r"[1-9][0-9]?", said) else "write 2 weeks"


def day_of_year(value: Any) -> int:
    """`05-01`, month and day of any year, as 501."""
    said = text(value)[:40]
    found = re.fullmatch(r"([0-9]{2})-([0-9]{2})", said)
    if found is None:
        raise Wrong("Y42", f"{quoted(said)} is not a day of the year", _day_meant(said))
    month, day = int(found[1]), int(found[2])
    if not 1 <= month <= 12 or not 1 <= day <= DAYS_OF_MONTH[month - 1]:
        raise Wrong("Y42", f"{quoted(said)}: there is no such day", "write month-day, such as 05-01 for 1 May")
    return 100 * month + day


def _day_meant(said: str) -> str:
    found = re.fullmatch(r"(?i)([0-9]{1,2})\.? ([a-z]{3,})|([a-z]{3,}) ([0-9]{1,2})", said)
    name = (found[2] or found[3]).lower() if found else ""
    month = next((number for number, full in enumerate(MONTHS, 1) if name and full.startswith(name)), 0)
    if name and not month and (close := get_close_matches(name, MONTHS, n=1, cutoff=0.7)):
        month = MONTHS.index(close[0]) + 1
    if found and month:
        return f"write {month:02d}-{int(found[1] or found[4]):02d}"
    if full := re.fullmatch(r"[0-9]{4}-([0-9]{2}-[0-9]{2})", said):
        return f"a season comes every year: write {full[1]}"
    return "write month-day, such as 05-01 for 1 May"


def moment(value: Any) -> Moment:
    """`2027-01-03` or `2027-01-03 10:00`."""
    said = " ".join(text(value).split())[:40]
    on, _, at = said.replace("T", " ", 1).partition(" ")
    return Moment(calendar_date(on), time_of_day(at) if at else None)


def moments(value: Any) -> tuple[Moment, ...]:
    """One or a list of them, sorted, each once."""
    parts = value if isinstance(value, list) else [value]
    if len(parts) > MOST_DATES:
        raise Wrong("R11", f"has {len(parts)} dates", f"at most {MOST_DATES}; write a rule, such as day: monday")
    found = {moment(part) for part in parts}
    return tuple(sorted(found, key=lambda one: (one.on, one.at or time())))


def recurrence(value: Any) -> Recurrence:
    """A recurrence rule that speaks of days only, and that ends or can be followed for ever."""
    said = text(value).removeprefix("RRULE:")
    if len(said) > 300:
        raise Wrong("R09", f"is {len(said)} characters long", "at most 300")
    parts: dict[str, str] = {}
    for part in said.upper().rstrip(";").split(";"):
        name, equals, given = part.partition("=")
        if name in parts:
            raise Wrong("R09", f"{name} stands there twice", "keep one of them")
        _check_part(name, given if equals else "", said)
        parts[name] = given
    _check_whole(parts)
    days = tuple(_rrule_day(day) for day in parts["BYDAY"].split(",")) if "BYDAY" in parts else ()
    until = parts.pop("UNTIL", "")
    kept = ";".join(f"{name}={given}" for name, given in parts.items())
    return Recurrence(
        text=kept,
        frequency=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        days=days,
        month_days=tuple(int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day),
        parts=frozenset(parts),
        until=_until(until) if until else None,
        sunday_first=parts.get("WKST") == "SU",
    )


PARTS = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9][0-9]{0,2}",
    "COUNT": r"[1-9][0-9]{0,4}",
    "UNTIL": r"[0-9]{8}(T[0-9]{6}Z?)?",
    "BYDAY": r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*",
    "BYMONTH": r"([1-9]|1[0-2])(,([1-9]|1[0-2]))*",
    "BYMONTHDAY": r"-?([1-9]|[12][0-9]|3[01])(,-?([1-9]|[12][0-9]|3[01]))*",
    "BYSETPOS": r"-?[1-9][0-9]?(,-?[1-9][0-9]?)*",
    "WKST": r"MO|TU|WE|TH|FR|SA|SU",
}  # fmt: skip
"""What each part may say. A part that speaks of hours is not here: the record has `start`."""
REFUSED = {
    "BYHOUR": "write start:", "BYMINUTE": "write start:", "BYSECOND": "write start:",
    "BYWEEKNO": "write dates:", "BYYEARDAY": "write dates:", "DTSTART": "write from:",
}  # fmt: skip


def _check_part(name: str, given: str, said: str) -> None:
    if name in REFUSED:
        raise Wrong("R09", f"{name} cannot be kept", REFUSED[name])
    if name not in PARTS:
        mend = did_you_mean(name, PARTS) or "write such as FREQ=MONTHLY;BYDAY=2TU"
        raise Wrong("R09", f"{quoted(name or said)} is not a part of a recurrence rule", mend)
    if name == "FREQ" and given in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise Wrong("R09", f"{name}={given} is more often than a meeting is held", "write DAILY, or continuous: yes")
    if not re.fullmatch(PARTS[name], given):
        raise Wrong("R09", f"{name}={quoted(given)} cannot be", _part_meant(name))


def _part_meant(name: str) -> str:
    meant = {
        "FREQ": "DAILY, WEEKLY, MONTHLY or YEARLY",
        "INTERVAL": "a number from 1 to 999",
        "COUNT": "a number from 1 to 99999",
        "UNTIL": "the last day, such as 20271231",
        "BYDAY": "days such as MO or 2TU",
        "BYMONTH": "months from 1 to 12",
        "BYMONTHDAY": "days from 1 to 31",
        "BYSETPOS": "numbers from 1 to 99",
        "WKST": "MO or SU",
    }
    return f"write {meant[name]}"


def _check_whole(parts: dict[str, str]) -> None:
    if "FREQ" not in parts:
        raise Wrong("R09", "FREQ is missing", "write such as FREQ=MONTHLY;BYDAY=2TU")
    if "COUNT" in parts and "UNTIL" in parts:
        raise Wrong("R09", "COUNT and UNTIL are both there", "keep one of them")
    often = parts["FREQ"]
    if often == "DAILY" and parts.keys() & {"BYMONTHDAY", "BYSETPOS"}:
        raise Wrong("R09", "BYMONTHDAY and BYSETPOS do not go with FREQ=DAILY", "write FREQ=MONTHLY")
    if often == "WEEKLY" and "BYMONTHDAY" in parts:
        raise Wrong("R09", "BYMONTHDAY does not go with FREQ=WEEKLY", "write FREQ=MONTHLY")
    if often in ("DAILY", "WEEKLY") and re.search(r"[0-9]", parts.get("BYDAY", "")):
        raise Wrong("R09", f"BYDAY={parts['BYDAY']} does not go with FREQ={often}", "write FREQ=MONTHLY")
    if "BYSETPOS" in parts and not parts.keys() & {"BYDAY", "BYMONTHDAY"}:
        raise Wrong("R09", "BYSETPOS needs BYDAY or BYMONTHDAY", "write BYDAY too")


def _rrule_day(said: str) -> DayRule:
    return DayRule(int(said[:-2] or 0), RRULE_DAYS.index(said[-2:]))


def _until(said: str) -> date:
    try:
        return date(int(said[:4]), int(said[4:6]), int(said[6:8]))
    except ValueError:
        raise Wrong("R09", f"UNTIL={said}: there is no such date", "look at a calendar") from None
