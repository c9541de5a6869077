"""A schedule in plain English: its rule, its hours, and the dates that differ from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from .converting import NTH, WEEKDAYS, DayRule
from .schedule import On, Schedule, in_season

NEAR = timedelta(days=28)
"""How far ahead a date that differs is worth saying."""
BY_APPOINTMENT = "By appointment"
CONTINUOUS = "All day, every day"
ASYNCHRONOUS = "In writing, at any time"
SET_DATES = "On set dates"
MOST_DATES_SAID = 3
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@lru_cache(2048)
def day_of(on: date) -> str:
    """`Tuesday 24 November`."""
    return f"{_day(on.weekday())} {on.day} {MONTHS[on.month - 1]}"


@lru_cache(2048)
def full_date(on: date) -> str:
    """`24 November 2026`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def when_in_words(schedule: Schedule) -> list[tuple[str, str]]:
    """Days and hours of each of its schedules: `("Every second Tuesday", "19:30–20:30")`."""
    return [(rule_in_words(one), _hours(one)) for one in schedule.each]


def _hours(schedule: Schedule) -> str:
    if schedule.timeless or schedule.continuous:
        return ""
    if schedule.days or len({one.start for one in schedule.dates}) <= 1:
        start = schedule.start if schedule.days or not schedule.dates else schedule.dates[0].start
        return hours_in_words(start, schedule.minutes)
    return ""


@lru_cache(4096)
def rule_in_words(schedule: Schedule) -> str:
    """`Every second Tuesday, from 1 May to 30 September`."""
    if schedule.asynchronous:
        return ASYNCHRONOUS
    if schedule.by_appointment:
        return BY_APPOINTMENT
    if not schedule.days:
        return _dates_in_words(schedule)
    season = _season_in_words(schedule.season) if schedule.season else ""
    if schedule.continuous:
        return CONTINUOUS + season
    return (_every_in_words(schedule) if schedule.every > 1 else days_in_words(schedule.days)) + season


def _every_in_words(schedule: Schedule) -> str:
    days = _listed([_day(rule.weekday) for rule in schedule.days])
    if schedule.every > 2:
        return f"Every {schedule.every} weeks on {days}"
    return f"Every second {days}" if len(schedule.days) == 1 else f"Every second week on {days}"


def _season_in_words(season: tuple[int, int]) -> str:
    first, last = (f"{day % 100} {MONTHS[day // 100 - 1]}" for day in season)
    return f", from {first} to {last}"


def _dates_in_words(schedule: Schedule) -> str:
    if schedule.known_until or not 0 < len(schedule.dates) <= MOST_DATES_SAID:
        return SET_DATES
    alike = len({one.start for one in schedule.dates}) == 1
    said = [day_of(one.date) if alike else _moment(one) for one in schedule.dates]
    return f"On {_listed(said)}"


def _moment(one: On) -> str:
    return f"{day_of(one.date)}, {clock(one.start)}"


def changes_in_words(schedule: Schedule, today: date) -> list[str]:
    """What differs from the rule soon, in the order of the dates."""
    said = sorted(change for one in schedule.each for change in _changes(one, today))
    return list(dict.fromkeys(sentence for _, sentence in said))


def _changes(schedule: Schedule, today: date) -> Iterator[tuple[date, str]]:
    moved = {move.from_ for move in schedule.moves}
    targets = {move.to for move in schedule.moves}
    for off in schedule.off:
        if off.date not in moved and today <= off.date <= today + NEAR:
            yield off.date, f"Not on {day_of(off.date)}{_because(off.why)}."
    for move in schedule.moves:
        if today <= move.to.date and move.from_ <= today + NEAR and today <= max(move.from_, move.to.date):
            elsewhere = f" at {move.venue}" if move.venue else ""
            why = _because(move.why)
            if move.to == On(move.from_, schedule.start):
                yield move.from_, f"On {day_of(move.from_)}{elsewhere}{why}."
            else:
                yield move.from_, f"Not on {day_of(move.from_)}: moved to {_moment(move.to)}{elsewhere}{why}."
    for one in schedule.dates if schedule.days else ():
        if one not in targets and today <= one.date <= today + NEAR:
            yield one.date, f"Also on {_moment(one)}."


def _because(why: str) -> str:
    """A reason in brackets, where a sentence's full stop would stand twice."""
    return f" ({why.rstrip('.')})" if why else ""


def horizon_in_words(schedule: Schedule) -> str:
    """How far ahead dates have been worked out, where no rule says the others."""
    known = [one.known_until for one in schedule.each if one.known_until and not one.days]
    return f"Dates are known until {full_date(min(known))}." if known else ""


def limits_in_words(schedule: Schedule, today: date) -> list[str]:
    """When it begins, rests and ends, where that matters today."""
    return list(dict.fromkeys(sentence for one in schedule.each for sentence in _limits(one, today)))


def _limits(schedule: Schedule, today: date) -> Iterator[str]:
    starts = max(schedule.starts or today, schedule.anchor or today)
    if starts > today:
        yield f"Starts on {full_date(starts)}."
    if schedule.season and not in_season(schedule.season, today):
        yield "Not meeting at this time of year."
    if schedule.ends and schedule.ends < today:
        yield f"Ended on {full_date(schedule.ends)}."
    elif schedule.ends and schedule.days:
        yield f"The last day is {full_date(schedule.ends)}."


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
