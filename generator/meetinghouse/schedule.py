"""Rule to occurrences, and rule to words. Wall-clock time in the meeting's own zone; UTC is derived, never stored.

A time that occurs twice when clocks go back is the first of the two. One that does not occur is read with the
offset before the gap, so it lands after it (RFC 5545, and `zoneinfo` with fold 0). The browser's `time.js` answers
the same on `tests/shared/time.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from .converting import NTH, WEEKDAYS, DayRule
from .timezones import zone_info

DAY = timedelta(days=1)
LONGEST_WAIT = 400
"""Days to look ahead: a fifth weekday comes at least every fourth month, and clocks never skip a year."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a meeting meets. No days and no start: by appointment."""

    days: tuple[DayRule, ...]
    start: int
    """Minute of the day."""
    minutes: int
    """Length; an end past midnight belongs to the start's day."""
    end_assumed: bool = False

    @property
    def by_appointment(self) -> bool:
        return not self.days


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated instance, half open: it is on from `start` and no longer on at `end`. Both carry their zone."""

    start: datetime
    end: datetime


def occurrences(schedule: Schedule, zone: str, after: datetime) -> Iterator[Occurrence]:
    """Endless occurrences that end after the instant `after`, soonest first; none when by appointment."""
    if schedule.by_appointment:
        return
    info = zone_info(zone)
    start = time(schedule.start // 60, schedule.start % 60)
    length = timedelta(minutes=schedule.minutes)
    first = after.astimezone(info).date() - length - DAY
    for on in dates(schedule.days, first):
        began = datetime.combine(on, start, info)
        began_utc = began.astimezone(UTC)
        if began_utc + length > after:
            yield Occurrence(began_utc.astimezone(info), (began_utc + length).astimezone(info))


def dates(rules: tuple[DayRule, ...], first: date) -> Iterator[date]:
    """Endless dates from `first` on that one of `rules` names."""
    wanted: list[list[int]] = [[] for _ in range(7)]
    for rule in rules:
        wanted[rule.weekday].append(rule.nth)
    ordinal = first.toordinal()
    while ordinal < date.max.toordinal():
        nths = wanted[(ordinal - 1) % 7]  # ordinal 1 was a Monday
        if nths and (0 in nths or _is_nth(date.fromordinal(ordinal), nths)):
            yield date.fromordinal(ordinal)
        ordinal += 1


def _is_nth(on: date, nths: list[int]) -> bool:
    from_start = (on.day - 1) // 7 + 1
    from_end = -((_days_in_month(on.year, on.month) - on.day) // 7 + 1)
    return from_start in nths or from_end in nths


@lru_cache(512)
def _days_in_month(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - DAY).day


def day_code(rule: DayRule) -> int:
    """The rule as the finder's files write it."""
    return rule.weekday + 7 * (rule.nth + 2)


@lru_cache(4096)
def days_in_words(rules: tuple[DayRule, ...]) -> str:
    """`Every Monday and Wednesday`, `First and third Saturday of the month`, `Every day`."""
    weekly = [rule.weekday for rule in rules if rule.nth == 0]
    said = []
    if len(weekly) == 7:
        said.append("every day")
    elif len(weekly) > 2 and weekly == list(range(weekly[0], weekly[-1] + 1)):
        said.append(f"{_day(weekly[0])} to {_day(weekly[-1])}")
    elif weekly:
        said.append(f"every {_listed([_day(day) for day in weekly])}")
    for weekday in range(7):
        nths = [rule.nth for rule in rules if rule.weekday == weekday and rule.nth]
        if nths:
            names = _listed([_nth(nth) for nth in sorted(nths, key=lambda nth: nth if nth > 0 else 10 - nth)])
            said.append(f"{names} {_day(weekday)} of the month")
    sentence = "; ".join(said)
    return sentence[:1].upper() + sentence[1:]


@lru_cache(4096)
def hours_in_words(start: int, minutes: int) -> str:
    """`19:30–20:30`; midnight may be crossed."""
    return f"{clock(start)}–{clock(start + minutes)}"


def clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _day(weekday: int) -> str:
    return WEEKDAYS[weekday].capitalize()


def _nth(nth: int) -> str:
    return next(word for word, number in NTH.items() if number == nth)


def _listed(words: list[str]) -> str:
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"
