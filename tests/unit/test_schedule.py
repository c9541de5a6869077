"""Meetings come on the right day at the right hour, in every zone, and none is skipped."""

from __future__ import annotations

import calendar
import sys
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule, rruleset
from hypothesis import given
from hypothesis import strategies as st

from meetinghouse.converting import DayRule, day_rules
from meetinghouse.schedule import Occurrence, Schedule, day_code, occurrences
from meetinghouse.schedule_words import clock, days_in_words, hours_in_words
from meetinghouse.timezones import EPOCH, zone_info
from samples import TESTS

ZONES = (
    "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Pacific/Chatham", "Pacific/Apia", "Africa/Casablanca", "Asia/Gaza", "America/Havana", "UTC",
)  # fmt: skip
DAYS_OF_RRULE = (MO, TU, WE, TH, FR, SA, SU)
DAY = timedelta(days=1)

rules = st.builds(DayRule, st.sampled_from((0, 0, 1, 2, 3, 4, 5, -1, -2)), st.integers(0, 6))
schedules = st.builds(
    Schedule,
    st.sets(rules, min_size=1, max_size=4).map(lambda some: tuple(sorted(some))),
    st.integers(0, 1439),
    st.integers(1, 1440),
)
moments = st.integers(0, 10 * 365 * 1440).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(0, 0, 0, 0, minutes)
)
zones = st.sampled_from(ZONES)


def first(schedule: Schedule, zone: str, after: datetime, count: int) -> list[Occurrence]:
    return list(islice(occurrences(schedule, zone, after), count))


def is_named(on: date, rule: DayRule) -> bool:
    """Whether a rule names a date, by counting the weekdays of its month one by one."""
    days = range(1, calendar.monthrange(on.year, on.month)[1] + 1)
    same = [day for day in days if date(on.year, on.month, day).weekday() == rule.weekday]
    if on.weekday() != rule.weekday:
        return False
    if rule.nth == 0:
        return True
    place = rule.nth - 1 if rule.nth > 0 else rule.nth
    return -len(same) <= place < len(same) and same[place] == on.day


@given(schedules, zones, moments)
def test_every_date_that_a_rule_names_comes_and_no_other(schedule: Schedule, zone: str, after: datetime) -> None:
    info = zone_info(zone)
    found = first(schedule, zone, after, 6)
    wanted = []
    on = after.astimezone(info).date() - 3 * DAY
    while len(wanted) < 6:
        start = datetime.combine(on, time(schedule.start // 60, schedule.start % 60), info).astimezone(UTC)
        ends = start + timedelta(minutes=schedule.minutes)
        if any(is_named(on, rule) for rule in schedule.days) and ends > after:
            wanted.append(start)
        on += DAY
    assert [one.start for one in found] == wanted


@given(schedules, zones, moments)
def test_the_clock_on_the_wall_shows_the_hour_that_was_written(schedule: Schedule, zone: str, after: datetime) -> None:
    for one in first(schedule, zone, after, 4):
        shown = one.start.hour * 60 + one.start.minute
        before = one.start.astimezone(UTC) - timedelta(hours=3)
        jump = one.start.utcoffset() - before.astimezone(zone_info(zone)).utcoffset()  # type: ignore[operator]
        skipped = int(jump.total_seconds()) // 60
        assert shown == schedule.start or (skipped > 0 and shown == (schedule.start + skipped) % 1440)


@given(schedules, zones, moments)
def test_an_occurrence_lasts_as_long_as_it_should_and_has_not_ended(
    schedule: Schedule, zone: str, after: datetime
) -> None:
    for one in first(schedule, zone, after, 3):
        assert one.end.astimezone(UTC) - one.start.astimezone(UTC) == timedelta(minutes=schedule.minutes)
        assert one.end > after


@given(schedules, zones, moments)
def test_occurrences_come_soonest_first(schedule: Schedule, zone: str, after: datetime) -> None:
    found = first(schedule, zone, after, 8)
    assert all(one.start < other.start for one, other in pairwise(found))


@given(schedules, zones, moments)
def test_asking_at_the_end_of_one_gives_the_next(schedule: Schedule, zone: str, after: datetime) -> None:
    one, other = first(schedule, zone, after, 2)
    assert first(schedule, zone, one.end, 1) == [other]
    assert first(schedule, zone, one.end - timedelta(minutes=1), 1) == [one]


@given(st.integers(0, 6), st.integers(0, 1439), zones, moments)
def test_a_weekly_meeting_skips_no_week(weekday: int, start: int, zone: str, after: datetime) -> None:
    found = first(Schedule((DayRule(0, weekday),), start, 60), zone, after, 60)
    dates = [(one.start - timedelta(minutes=start)).replace(tzinfo=None) for one in found]
    assert all(abs((later - earlier) - 7 * DAY) <= timedelta(hours=1) for earlier, later in pairwise(dates))


@given(st.sets(rules, min_size=1, max_size=4), st.integers(0, 1439), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_dates_are_those_of_dateutil(some: set[DayRule], start: int, after: date) -> None:
    at = datetime.combine(after, time(start // 60, start % 60))
    theirs = rruleset()
    for rule in some:
        day = DAYS_OF_RRULE[rule.weekday]
        theirs.rrule(
            rrule(MONTHLY, byweekday=day(rule.nth), dtstart=at)
            if rule.nth
            else rrule(WEEKLY, byweekday=day, dtstart=at)
        )
    ours = occurrences(Schedule(tuple(sorted(some)), start, 1), "UTC", at.replace(tzinfo=UTC))
    assert [one.start.replace(tzinfo=None) for one in islice(ours, 12)] == list(islice(theirs, 12))


@pytest.mark.parametrize(
    ("zone", "day", "start", "after", "starts"),
    [
        pytest.param("America/New_York", "sunday", "02:30", "2027-03-12", "2027-03-14T07:30", id="T10 gap"),
        pytest.param("America/New_York", "sunday", "01:30", "2027-11-05", "2027-11-07T05:30", id="T11 overlap"),
        pytest.param(
            "Australia/Lord_Howe", "sunday", "02:15", "2026-10-02", "2026-10-03T15:45", id="half an hour skipped"
        ),
        pytest.param(
            "Australia/Lord_Howe", "sunday", "01:45", "2027-04-02", "2027-04-03T14:45", id="half an hour twice"
        ),
        pytest.param("Asia/Kathmandu", "monday", "07:00", "2026-11-28", "2026-11-30T01:15", id="T13 Kathmandu"),
        pytest.param("Pacific/Chatham", "monday", "07:00", "2026-11-28", "2026-11-29T17:15", id="T13 Chatham, summer"),
        pytest.param("Pacific/Chatham", "monday", "07:00", "2027-06-05", "2027-06-06T18:15", id="T13 Chatham, winter"),
        pytest.param("America/St_Johns", "monday", "07:00", "2026-11-28", "2026-11-30T10:30", id="T13 St John's"),
        pytest.param("America/Vancouver", "monday", "19:30", "2026-11-28", "2026-12-01T02:30", id="T15 Vancouver"),
        pytest.param("America/Edmonton", "monday", "19:30", "2026-11-28", "2026-12-01T01:30", id="T15 Edmonton"),
        pytest.param("America/Winnipeg", "monday", "19:30", "2026-11-28", "2026-12-01T00:30", id="T15 Winnipeg"),
        pytest.param("Europe/Dublin", "monday", "19:30", "2026-11-28", "2026-11-30T19:30", id="T14 Dublin, winter"),
        pytest.param("Europe/Dublin", "monday", "19:30", "2027-06-05", "2027-06-07T18:30", id="T14 Dublin, summer"),
        pytest.param("Pacific/Kiritimati", "monday", "07:00", "2026-11-28", "2026-11-29T17:00", id="first of all"),
        pytest.param("Pacific/Pago_Pago", "monday", "07:00", "2026-11-28", "2026-11-30T18:00", id="last of all"),
        pytest.param("Europe/London", "fifth tuesday", "19:30", "2028-02-20", "2028-02-29T19:30", id="leap day"),
    ],
)
def test_known_hard_times(zone: str, day: str, start: str, after: str, starts: str) -> None:
    hours, minutes = map(int, start.split(":"))
    schedule = Schedule(day_rules(day), hours * 60 + minutes, 60)
    one = first(schedule, zone, datetime.fromisoformat(f"{after}T00:00+00:00"), 1)[0]
    assert one.start.astimezone(UTC).isoformat() == f"{starts}:00+00:00"


def test_a_meeting_that_began_yesterday_is_still_on() -> None:
    late = Schedule(day_rules("tuesday"), 23 * 60, 120)
    one = first(late, "Europe/London", datetime(2026, 11, 25, 0, 59, tzinfo=UTC), 1)[0]
    assert one.start == datetime(2026, 11, 24, 23, tzinfo=UTC)


def test_an_occurrence_carries_the_offset_of_its_own_day() -> None:
    before, after = first(
        Schedule(day_rules("sunday"), 1170, 60), "Europe/London", datetime(2026, 10, 18, tzinfo=UTC), 2
    )
    assert (before.start.isoformat(), after.start.isoformat()) == (
        "2026-10-18T19:30:00+01:00",
        "2026-10-25T19:30:00+00:00",
    )


def test_by_appointment_there_are_no_occurrences() -> None:
    assert first(Schedule((), 0, 60), "Europe/London", EPOCH, 1) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("monday", "Every Monday"),
        (["monday", "wednesday"], "Every Monday and Wednesday"),
        (["monday", "wednesday", "saturday"], "Every Monday, Wednesday and Saturday"),
        ("monday to friday", "Monday to Friday"),
        ("every day", "Every day"),
        ("second tuesday", "Second Tuesday of the month"),
        ("first and third saturday", "First and third Saturday of the month"),
        ("last friday", "Last Friday of the month"),
        ("second-to-last friday", "Second-to-last Friday of the month"),
        ("fifth sunday", "Fifth Sunday of the month"),
        (["monday", "last friday"], "Every Monday; last Friday of the month"),
        ("saturday to monday", "Every Monday, Saturday and Sunday"),
    ],
)
def test_days_are_said_in_words(written: str | list[str], said: str) -> None:
    assert days_in_words(day_rules(written)) == said


@pytest.mark.parametrize(
    ("start", "minutes", "said"),
    [(1170, 60, "19:30–20:30"), (1410, 60, "23:30–00:30"), (0, 1440, "00:00–00:00"), (5, 5, "00:05–00:10")],
)
def test_hours_are_said_in_words(start: int, minutes: int, said: str) -> None:
    assert hours_in_words(start, minutes) == said


@given(st.integers(0, 1439))
def test_a_clock_has_four_digits(minute: int) -> None:
    assert time.fromisoformat(clock(minute)) == time(minute // 60, minute % 60)


@given(rules, rules)
def test_two_rules_never_share_a_code(one: DayRule, other: DayRule) -> None:
    assert (day_code(one) == day_code(other)) is (one == other)


def test_the_vectors_shared_with_the_browser_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TESTS / "shared"))
    monkeypatch.delitem(sys.modules, "make_time", raising=False)
    import make_time

    assert make_time.written() == make_time.text(), "run python tests/shared/make_time.py"
