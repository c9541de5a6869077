"""Rule to occurrences. Wall-clock time in the meeting's own zone; UTC is derived, never stored.

A time that occurs twice when clocks go back is the first of the two. One that does not occur is read with the
offset before the gap, so it lands after it (RFC 5545, and `zoneinfo` with fold 0). The browser's `time.js` answers
the same on `tests/shared/time.json.gz`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .converting import DayRule
from .timezones import zone_info

DAY = timedelta(days=1)
LONGEST_WAIT = 4_000
"""Days without a date after which a rule is taken to have none: a fifth Tuesday in February comes every 28 years."""
LARGEST_CHANGE = timedelta(days=1)
"""Of clocks: two dates further apart than this keep their order in every zone."""


class On(NamedTuple):
    """A date and the minute of its day."""

    date: date
    start: int


class Move(NamedTuple):
    """A date that is held at another time, or only elsewhere."""

    from_: date
    to: On
    venue: str = ""
    why: str = ""


class Off(NamedTuple):
    """A date on which they do not meet."""

    date: date
    why: str = ""


Span = tuple[date, date | None]
"""First and last day; no last day when nobody knows it."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a meeting meets, with nothing left to look up. No days and no dates: by appointment."""

    days: tuple[DayRule, ...]
    start: int
    """Minute of the day."""
    minutes: int
    """Length; an end past midnight belongs to the start's day."""
    end_assumed: bool = False
    every: int = 1
    """Weeks from one to the next, counted from Sunday to Saturday."""
    anchor: date | None = None
    """A day in one of those weeks; nothing comes before it."""
    season: tuple[int, int] | None = None
    """First and last day of the part of the year in which the rule holds, each 100 × month + day."""
    starts: date | None = None
    ends: date | None = None
    """The last day of the rule, or of the dates where there is no rule."""
    off: tuple[Off, ...] = ()
    """Dates of the rule on which they do not meet, sorted."""
    dates: tuple[On, ...] = ()
    """What stands beside the rule, sorted: set dates, extra ones, and where others were moved to."""
    moves: tuple[Move, ...] = ()
    pauses: tuple[Span, ...] = ()
    """When nothing is held, neither by the rule nor beside it."""
    known_until: date | None = None
    """The dates after this day have not been worked out."""
    continuous: bool = False
    """From midnight to midnight, however long that day is."""
    asynchronous: bool = False
    also: tuple[Schedule, ...] = ()
    """Further schedules of the same meeting."""

    @property
    def by_appointment(self) -> bool:
        return not (self.days or self.dates or self.also or self.asynchronous or self.ends or self.known_until)

    @property
    def timeless(self) -> bool:
        """There is no time at which to be there."""
        return self.by_appointment or self.asynchronous

    @property
    def each(self) -> tuple[Schedule, ...]:
        return (self, *self.also)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated instance, half open: it is on from `start` and no longer on at `end`. Both carry their zone."""

    start: datetime
    end: datetime


def occurrences(schedule: Schedule, zone: str, after: datetime) -> Iterator[Occurrence]:
    """Occurrences that end after the instant `after`, soonest first; none when there are no set times.

    Two that start at the same instant are one, the longer. The last has no other within `LONGEST_WAIT` days.
    """
    info = zone_info(zone)
    first = after.astimezone(info).date() - 3 * DAY
    before: datetime | None = None
    several = [_instants(one, info, first) for one in schedule.each]
    # the same hour of different days is always in order
    for began, ended in _in_order(several) if schedule.dates or schedule.also else several[0]:
        if ended > after and began != before:
            before = began
            yield Occurrence(began.astimezone(info), ended.astimezone(info))


Instants = Iterator[tuple[datetime, datetime]]


def _instants(schedule: Schedule, info: ZoneInfo, first: date) -> Instants:
    """Start and end of each date from `first`, in UTC, in the order of the dates."""
    length = timedelta(minutes=schedule.minutes)
    for on, minute in _held(schedule, first):
        began = _instant(on, minute, info)
        yield began, _instant(on + DAY, 0, info) if schedule.continuous else began + length


def _instant(on: date, minute: int, info: ZoneInfo) -> datetime:
    return datetime.combine(on, time(minute // 60, minute % 60), info).astimezone(UTC)


def _in_order(several: list[Instants]) -> Instants:
    """Soonest first and the longest first of those; a change of clocks can turn two dates round."""
    waiting: list[tuple[datetime, timedelta, datetime]] = []
    for began, ended in several[0] if len(several) == 1 else heapq.merge(*several):
        while waiting and waiting[0][0] + LARGEST_CHANGE < began:
            start, _, end = heapq.heappop(waiting)
            yield start, end
        heapq.heappush(waiting, (began, began - ended, ended))
    while waiting:
        start, _, end = heapq.heappop(waiting)
        yield start, end


def _held(schedule: Schedule, first: date) -> Iterator[On]:
    """The dates of the rule and those beside it, without those in a pause."""
    by_rule = (On(on, schedule.start) for on in rule_dates(schedule, first)) if schedule.days else iter(())
    beside = (one for one in schedule.dates if one.date >= first)
    for one in heapq.merge(by_rule, beside) if schedule.dates else by_rule:
        if not any(paused(span, one.date) for span in schedule.pauses):
            yield one


def paused(span: Span, on: date) -> bool:
    """Both days of a pause are in it."""
    return span[0] <= on and (span[1] is None or on <= span[1])


def rule_dates(schedule: Schedule, first: date) -> Iterator[date]:
    """The dates of the rule from `first`, without those that are off; sooner or later none follows."""
    last = min(_last_days(schedule), default=date.max)
    begin = before = max(first, schedule.starts or first, schedule.anchor or first)
    for on in dates(schedule.days, begin):
        if on > last or (on - before).days > LONGEST_WAIT:
            return
        if _is_held(schedule, on):
            before = on
            yield on


def _last_days(schedule: Schedule) -> Iterator[date]:
    """Nothing is promised after a pause whose end nobody knows."""
    if schedule.ends:
        yield schedule.ends
    yield from (since - DAY for since, until in schedule.pauses if until is None)


def _is_held(schedule: Schedule, on: date) -> bool:
    if schedule.every > 1 and schedule.anchor and (_week(on) - _week(schedule.anchor)) % schedule.every:
        return False
    if schedule.season and not in_season(schedule.season, on):
        return False
    return not any(off.date == on for off in schedule.off)


def _week(on: date) -> int:
    """Weeks begin on Sunday: ordinal 7 was one."""
    return on.toordinal() // 7


def in_season(season: tuple[int, int], on: date) -> bool:
    """Whether a day is in a part of the year, both ends included; it may cross New Year."""
    first, last = season
    day = 100 * on.month + on.day
    return first <= day <= last if first <= last else day >= first or day <= last


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
