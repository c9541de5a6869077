"""A schedule as written to one with nothing left to look up: rules, dates, and the days that differ from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from .converting import DayRule, Moment
from .inheriting import country_of, holidays_of
from .meeting_times import Holidays, OnHolidays, Times
from .named_holidays import Holiday, holidays_between, is_known, matched, subdivisions
from .records import Group, Meeting
from .recurrence_rules import as_dates, as_days
from .schedule import Move, Off, On, Schedule, Span, rule_dates
from .statuses import Meets
from .timezones import AHEAD

BEHIND = timedelta(days=40)
"""Dates that are over are kept for pages that somebody opened before."""
HOLIDAYS_AHEAD = timedelta(days=548)
"""A year and a half: no further do the libraries know."""
EVERY_DAY = tuple(DayRule(0, weekday) for weekday in range(7))


def compiled(group: Group, meeting: Meeting, today: date) -> Schedule:
    """The whole schedule of a meeting; the record has been checked."""
    first, *further = [_one(group, meeting, times, today) for times in meeting.schedules or (meeting,)]
    return replace(first, also=tuple(further)) if further else first


def _one(group: Group, meeting: Meeting, times: Times, today: date) -> Schedule:
    plain = rule_of(
        times, today, _earliest(times.ends, meeting.ends, group.ends), _latest(times.starts, meeting.starts)
    )
    if plain.timeless or not (plain.dates or _differs(group, meeting, times)):
        return plain
    together = (times,) if times is meeting else (times, meeting)
    off = {
        **{on.date: on for on in holidays_off(group, meeting, times, today)},
        **{each.on: Off(each.on, each.why or "") for one in together for each in one.except_},
        **{each.from_: Off(each.from_, each.why or "") for one in together for each in one.moved},
    }
    held = {on: why for on, why in sorted(off.items()) if is_held(plain, on)}
    moves = [
        Move(each.from_, _on(each.to, plain.start), each.venue or "", each.why or "")
        for one in together
        for each in one.moved
        if each.from_ in held
    ]
    # what stands beside several schedules belongs to the first of them
    mine = together if times is (meeting.schedules or (meeting,))[0] else (times,)
    extra = [_on(each, plain.start) for one in mine for each in one.extra]
    beside = {*(one for one in plain.dates if one.date not in held), *extra, *(move.to for move in moves)}
    return replace(
        plain,
        off=_recent(held.values(), today) if plain.days else (),
        dates=tuple(one for one in sorted(beside) if one.date >= today - BEHIND),
        moves=tuple(sorted(move for move in moves if move.to.date >= today - BEHIND)),
        pauses=tuple(_pauses(group, meeting)),
    )


def _differs(group: Group, meeting: Meeting, times: Times) -> bool:
    """Whether any date can be another than the rule says: mostly none is."""
    mine = any(one.except_ or one.moved or one.extra or one.holidays for one in (times, meeting))
    return mine or bool(group.holidays or any(True for _ in _pauses(group, meeting)))


def _recent(several: Iterable[Off], today: date) -> tuple[Off, ...]:
    return tuple(off for off in several if off.date >= today - BEHIND)


def rule_of(times: Times, today: date, ends: date | None = None, starts: date | None = None) -> Schedule:
    """The schedule without the days that differ from it."""
    start = minute(times.start) if times.start else 0
    assumed = times.end is None and times.minutes is None and not times.continuous
    ends = _earliest(ends, times.ends)
    starts = _latest(starts, times.starts)
    plain = Schedule(times.day, start, length(times), assumed, starts=starts, ends=ends)
    if times.season:
        plain = replace(plain, season=(times.season.from_, times.season.until))
    if times.asynchronous:
        return replace(plain, asynchronous=True)
    if times.by_appointment:
        return Schedule((), 0, 60)
    if times.continuous:
        return replace(plain, days=EVERY_DAY, start=0, minutes=1440, continuous=True)
    if times.every:
        assert times.from_ is not None
        days = times.day or (DayRule(0, times.from_.weekday()),)
        return replace(plain, days=days, every=times.every, anchor=times.from_)
    if times.rrule:
        return _by_rrule(plain, times, today)
    if times.dates:
        dates = tuple(_on(each, start) for each in times.dates if not ends or each.on <= ends)
        return replace(plain, dates=dates, ends=max((each.on for each in times.dates), default=ends))
    return plain


def _by_rrule(plain: Schedule, times: Times, today: date) -> Schedule:
    rule = times.rrule
    assert rule is not None
    ends = _earliest(plain.ends, rule.until)
    if days := as_days(rule, times.from_):
        weeks = rule.interval if rule.frequency == "WEEKLY" else 1
        return replace(plain, days=days, every=weeks, anchor=times.from_, ends=ends)
    first = _latest(today - BEHIND, plain.starts) or today
    horizon = today + AHEAD
    found = [
        On(on, plain.start)
        for on in as_dates(rule, times.from_, first, _earliest(horizon, ends) or horizon)
        if not plain.season or next(rule_dates(replace(plain, days=EVERY_DAY), on), None) == on
    ]
    if "COUNT" in rule.parts and (not found or found[-1].date < horizon - timedelta(days=366)):
        ends = _earliest(ends, found[-1].date if found else today - BEHIND)
    return replace(plain, days=(), dates=tuple(found), ends=ends, known_until=None if ends else horizon, season=None)


def is_held(schedule: Schedule, on: date) -> bool:
    """Whether a schedule, before anything differs from it, has this date."""
    if any(one.date == on for one in schedule.dates):
        return True
    return bool(schedule.days) and next(rule_dates(schedule, on), None) == on


def length(times: Times) -> int:
    """How long a meeting lasts in minutes; an hour when the record does not say. Midnight may be crossed."""
    if times.minutes is not None:
        return times.minutes
    if times.start is None or times.end is None:
        return 60
    return (minute(times.end) - minute(times.start)) % 1440 or 1440


def minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _on(moment: Moment, usual: int) -> On:
    return On(moment.on, minute(moment.at) if moment.at else usual)


def last_day(schedule: Schedule) -> date | None:
    """The last day of all, or nothing while there is no end."""
    if schedule.timeless:
        return None
    ends = [one.ends for one in schedule.each]
    dates = [on.date for one in schedule.each for on in one.dates]
    return None if None in ends else max([*(day for day in ends if day), *dates])


def holidays_off(group: Group, meeting: Meeting, times: Times, today: date) -> Iterator[Off]:
    """The public holidays on which they do not meet, by date."""
    holidays = holidays_of(group, meeting, times)
    country = country_of(group, meeting, holidays) if holidays else None
    if holidays is None or country is None or not is_known(country):
        return
    names = holiday_names(holidays, country, today)
    wanted = {name for said in holidays.closed_on if (name := matched(said, names))}
    for name, holiday in names.items():
        if name in wanted or holidays.public_holidays is OnHolidays.CLOSED:
            yield from (Off(on, holiday.name) for on in holiday.dates)


def holiday_names(holidays: Holidays, country: str, today: date) -> Mapping[str, Holiday]:
    """By name, for the time that a record's holidays are worked out."""
    part = holidays.subdivision if holidays.subdivision in subdivisions(country) else None
    return holidays_between(country, part, today - BEHIND, today + HOLIDAYS_AHEAD)


def _pauses(group: Group, meeting: Meeting) -> Iterator[Span]:
    if paused := meeting.paused or group.paused:
        yield paused.since, paused.until
    closed = meeting.venue_closed or group.venue_closed
    if closed and closed.meets is Meets.NOWHERE:
        yield closed.since, closed.until


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
