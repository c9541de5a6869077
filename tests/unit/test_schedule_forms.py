"""Properties of every form of schedule, in every zone (hazards, section 3.3)."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_schedule_third_opinion import make_time

from meetinghouse.converting import DayRule
from meetinghouse.schedule import DAY, Occurrence, Off, On, Schedule, in_season, occurrences
from meetinghouse.schedule_words import (
    changes_in_words,
    horizon_in_words,
    limits_in_words,
    rule_in_words,
    when_in_words,
)
from meetinghouse.timezones import EPOCH, zone_info

TODAY = date(2026, 11, 24)
MINUTE = timedelta(minutes=1)
seeds = st.integers(0, 2**32)
zones = st.sampled_from(
    ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham", "Africa/Cairo",
     "America/Scoresbysund", "Pacific/Kiritimati", "America/Havana", "UTC")
)  # fmt: skip
moments = st.integers(0, 700 * 1440).map(lambda minutes: datetime(2026, 10, 1, tzinfo=UTC) + minutes * MINUTE)


@cache
def forms() -> Any:
    return [form for form, _ in make_time().FORMS]


def of(seed: int) -> Schedule:
    """Some schedule of some form."""
    chosen = random.Random(seed)
    made: Schedule = chosen.choice(forms())(chosen)
    return made


def first(schedule: Schedule, zone: str, after: datetime, count: int) -> list[Occurrence]:
    return list(islice(occurrences(schedule, zone, after), count))


@settings(deadline=None)
@given(seeds, zones, moments)
def test_they_come_soonest_first_and_none_twice(seed: int, zone: str, after: datetime) -> None:
    found = first(of(seed), zone, after, 12)
    assert all(one.start < other.start for one, other in pairwise(found))
    assert all(one.end > max(after, one.start) for one in found)


@settings(deadline=None)
@given(seeds, zones, moments, st.integers(1, 40 * 1440))
def test_asking_later_only_leaves_out_what_is_over(seed: int, zone: str, after: datetime, minutes: int) -> None:
    schedule, later = of(seed), after + minutes * MINUTE
    end = later + 60 * DAY
    early = [one for one in within(schedule, zone, after, end) if one.end > later]
    assert early == within(schedule, zone, later, end)


def within(schedule: Schedule, zone: str, after: datetime, end: datetime) -> list[Occurrence]:
    found = []
    for one in occurrences(schedule, zone, after):
        if one.start >= end:
            break
        found.append(one)
    return found


@settings(deadline=None, max_examples=60)
@given(seeds, zones, moments)
def test_a_search_day_by_day_finds_the_same(seed: int, zone: str, after: datetime) -> None:
    schedule, info = of(seed), zone_info(zone)
    wanted: dict[datetime, datetime] = {}
    for step in range(-4, 40):
        on = after.astimezone(info).date() + step * DAY
        for one in schedule.each:
            for minute in sorted(minutes_of(one, on)):
                began = instant(on, minute, info)
                ended = instant(on + DAY, 0, info) if one.continuous else began + one.minutes * MINUTE
                wanted[began] = max(ended, wanted.get(began, ended))
    end = after + 30 * DAY
    expected = sorted(start for start, ended in wanted.items() if ended > after and start < end)
    assert [one.start.astimezone(UTC) for one in within(schedule, zone, after, end)] == expected


def instant(on: date, minute: int, info: Any) -> datetime:
    return datetime(on.year, on.month, on.day, minute // 60, minute % 60, tzinfo=info).astimezone(UTC)


def minutes_of(one: Schedule, on: date) -> set[int]:
    """The starts of one day, as FORMAT.md says them."""
    if any(since <= on and (until is None or on <= until) for since, until in one.pauses):
        return set()
    beside = {each.start for each in one.dates if each.date == on}
    return beside | ({one.start} if by_rule(one, on) else set())


def by_rule(one: Schedule, on: date) -> bool:
    names = any(rule.weekday == on.weekday() and rule.nth in (0, *nths(on)) for rule in one.days)
    begun = all(day is None or day <= on for day in (one.starts, one.anchor))
    sundays = [day - timedelta(days=day.isoweekday() % 7) for day in (on, one.anchor or on)]
    fits = ((sundays[0] - sundays[1]).days // 7) % one.every == 0
    season = one.season is None or in_season(one.season, on)
    promised = all(until is not None or on < since for since, until in one.pauses)
    over = one.ends is not None and on > one.ends
    return names and begun and fits and season and promised and not over and on not in {off.date for off in one.off}


def nths(on: date) -> tuple[int, int]:
    later = [day for day in (on + 7 * step * DAY for step in range(6)) if day.month == on.month]
    return (on.day - 1) // 7 + 1, -len(later)


@settings(deadline=None)
@given(seeds, zones, moments)
def test_a_continuous_room_never_closes_and_never_overlaps(seed: int, zone: str, after: datetime) -> None:
    days = tuple(DayRule(0, weekday) for weekday in range(7))
    room = Schedule(days, 0, 1440, continuous=True)
    found = first(room, zone, after, 5)
    assert found[0].start <= after < found[0].end
    assert all(one.end == other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("season", "inside", "outside"),
    [
        ((501, 930), ["2026-05-01", "2026-09-30", "2027-07-01"], ["2026-04-30", "2026-10-01", "2026-12-31"]),
        ((1001, 331), ["2026-10-01", "2026-12-31", "2027-01-01", "2027-03-31"], ["2026-09-30", "2027-04-01"]),
        ((229, 229), ["2028-02-29"], ["2027-02-28", "2027-03-01", "2028-03-01"]),
        ((1231, 101), ["2026-12-31", "2027-01-01"], ["2026-12-30", "2027-01-02"]),
    ],
)
def test_seasons(season: tuple[int, int], inside: list[str], outside: list[str]) -> None:
    assert all(in_season(season, date.fromisoformat(on)) for on in inside)
    assert not any(in_season(season, date.fromisoformat(on)) for on in outside)


def test_a_rule_that_has_no_date_comes_to_an_end() -> None:
    never = Schedule((DayRule(5, 1),), 600, 60, season=(201, 228))
    assert first(never, "Europe/London", EPOCH, 1) == []
    assert (
        first(Schedule((DayRule(0, 1),), 600, 60, pauses=((TODAY, None),)), "UTC", datetime(2027, 1, 1, tzinfo=UTC), 1)
        == []
    )


def test_how_far_dates_are_known_is_said_where_no_rule_says_the_others() -> None:
    worked_out = Schedule((), 600, 60, known_until=TODAY)
    assert horizon_in_words(worked_out) == "Dates are known until 24 November 2026."
    assert horizon_in_words(TUESDAY) == ""


TUESDAY = Schedule((DayRule(0, 1),), 1170, 60)


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (Schedule((DayRule(0, 1),), 1170, 60, every=2, anchor=TODAY), "Every second Tuesday"),
        (
            Schedule((DayRule(0, 0), DayRule(0, 1)), 1170, 60, every=2, anchor=TODAY),
            "Every second week on Monday and Tuesday",
        ),
        (Schedule((DayRule(0, 1),), 1170, 60, every=3, anchor=TODAY), "Every 3 weeks on Tuesday"),
        (Schedule((DayRule(0, 1),), 1170, 60, season=(1001, 331)), "Every Tuesday, from 1 October to 31 March"),
        (Schedule((), 0, 60, dates=(On(TODAY, 600),)), "On Tuesday 24 November"),
        (Schedule((), 0, 60, dates=tuple(On(TODAY + DAY * n, 600) for n in range(4))), "On set dates"),
        (Schedule((), 0, 60, asynchronous=True), "In writing, at any time"),
        (Schedule((), 0, 60), "By appointment"),
    ],
)
def test_a_rule_is_said_in_words(schedule: Schedule, said: str) -> None:
    assert rule_in_words(schedule) == said


def test_dates_of_two_hours_are_said_with_them() -> None:
    two = Schedule((), 0, 60, dates=(On(TODAY, 600), On(TODAY + DAY, 700)))
    assert when_in_words(two) == [("On Tuesday 24 November, 10:00 and Wednesday 25 November, 11:40", "")]


def test_what_is_far_away_is_not_said_yet() -> None:
    near, far = Off(TODAY + 14 * DAY, "Holiday"), Off(TODAY + 350 * DAY)
    schedule = Schedule((DayRule(0, 1),), 1170, 60, off=(near, far), dates=(On(TODAY + 2 * DAY, 600),))
    assert changes_in_words(schedule, TODAY) == [
        "Also on Thursday 26 November, 10:00.",
        "Not on Tuesday 8 December (Holiday).",
    ]


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"starts": TODAY + 7 * DAY}, ["Starts on 1 December 2026."]),
        ({"starts": TODAY - DAY}, []),
        ({"ends": TODAY + 7 * DAY}, ["The last day is 1 December 2026."]),
        ({"ends": TODAY - DAY}, ["Ended on 23 November 2026."]),
        ({"season": (501, 930)}, ["Not meeting at this time of year."]),
    ],
)
def test_beginnings_and_ends_are_said_where_they_matter(limits: dict[str, Any], said: list[str]) -> None:
    schedule = Schedule(**({"days": TUESDAY.days, "start": 1170, "minutes": 60} | limits))
    assert limits_in_words(schedule, TODAY) == said
