"""A schedule as a person writes it becomes the dates that they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from time import process_time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from meetinghouse import named_holidays
from meetinghouse.compiling import HOLIDAYS_AHEAD, last_day
from meetinghouse.converting import recurrence
from meetinghouse.recurrence_rules import as_dates, as_days, needs_anchor
from meetinghouse.schedule import Schedule, occurrences
from meetinghouse.timezones import AHEAD
from samples import PLAIN, TODAY, directory_of, read

HEAD = PLAIN.partition("    day: tuesday")[0]
MORNING = datetime(2026, 11, 24, tzinfo=UTC)
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def schedule(times: str, more: str = "") -> Schedule:
    """The schedule of a meeting in Leeds with these lines, and `more` beside the group's."""
    lines = "".join(f"    {line}\n" for line in times.splitlines())
    (group,) = directory_of(f"{more}{HEAD}{lines}").groups
    return group.meetings[0].schedule


def starts(times: str, count: int = 4, more: str = "", after: datetime = MORNING) -> list[str]:
    coming = occurrences(schedule(times, more), "Europe/London", after)
    return [f"{one.start:%m-%d %H:%M}" for one in islice(coming, count)]


HOURS = "start: 19:30\nend: 20:30\n"


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        pytest.param(
            f"every: 2 weeks\nfrom: 2026-12-01\n{HOURS}", ["12-01 19:30", "12-15 19:30", "12-29 19:30", "01-12 19:30"],
            id="every two weeks, across New Year",
        ),
        pytest.param(
            f"day: [tuesday, sunday]\nevery: 2 weeks\nfrom: 2026-12-01\n{HOURS}",
            ["12-01 19:30", "12-13 19:30", "12-15 19:30", "12-27 19:30"], id="weeks begin on Sunday",
        ),
        pytest.param(
            f"every: 3 weeks\nfrom: 2020-01-07\n{HOURS}", ["12-01 19:30", "12-22 19:30", "01-12 19:30", "02-02 19:30"],
            id="an old beginning",
        ),
        pytest.param(
            f"day: friday\nseason: {{from: 12-15, until: 01-10}}\n{HOURS}",
            ["12-18 19:30", "12-25 19:30", "01-01 19:30", "01-08 19:30"], id="a season across New Year",
        ),
        pytest.param(
            "dates: [2026-12-05, 2026-12-01 10:00, 2026-12-05 08:00]\n" + HOURS,
            ["12-01 10:00", "12-05 08:00", "12-05 19:30"], id="set dates",
        ),
        pytest.param("dates: 2026-12-05 10:00", ["12-05 10:00"], id="one set date with its time"),
        pytest.param(
            f"day: tuesday\nexcept: [{{on: 2026-12-01}}]\n{HOURS}",
            ["11-24 19:30", "12-08 19:30", "12-15 19:30", "12-22 19:30"], id="off",
        ),
        pytest.param(
            f"day: tuesday\nmoved: [{{from: 2026-12-01, to: 2026-12-03 10:00}}]\n{HOURS}",
            ["11-24 19:30", "12-03 10:00", "12-08 19:30", "12-15 19:30"], id="moved",
        ),
        pytest.param(
            f"day: tuesday\nmoved: [{{from: 2026-12-01, to: 2026-12-01 18:00}}]\n{HOURS}",
            ["11-24 19:30", "12-01 18:00", "12-08 19:30", "12-15 19:30"], id="moved within the day",
        ),
        pytest.param(
            f"day: tuesday\nextra: 2026-11-26\n{HOURS}", ["11-24 19:30", "11-26 19:30", "12-01 19:30", "12-08 19:30"],
            id="extra, at the usual hour",
        ),
        pytest.param(
            f"day: tuesday\nexcept: [{{on: 2026-12-01}}]\nextra: 2026-12-01\n{HOURS}",
            ["11-24 19:30", "12-01 19:30", "12-08 19:30", "12-15 19:30"], id="what is extra is held",
        ),
        pytest.param(
            f"day: tuesday\nstarts: 2026-12-03\nends: 2026-12-15\n{HOURS}", ["12-08 19:30", "12-15 19:30"],
            id="from a day to a day",
        ),
        pytest.param(
            f"dates: [2026-12-01, 2026-12-05, 2026-12-06]\nexcept: [{{on: 2026-12-05}}]\n{HOURS}",
            ["12-01 19:30", "12-06 19:30"], id="a set date that is off",
        ),
        pytest.param(
            "schedules:\n  - {day: tuesday, start: 19:30, end: 20:30}\n  - {day: thursday, start: 10:00, end: 11:00}\n"
            "except: [{on: 2026-11-26}]\nmoved: [{from: 2026-12-01, to: 2026-12-02}]",
            ["11-24 19:30", "12-02 19:30", "12-03 10:00", "12-08 19:30"], id="several, with what differs for all",
        ),
        pytest.param("continuous: yes", ["11-24 00:00", "11-25 00:00", "11-26 00:00", "11-27 00:00"], id="continuous"),
        pytest.param(
            f"rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO\nfrom: 2026-11-23\n{HOURS}",
            ["11-25 19:30", "12-07 19:30", "12-09 19:30", "12-21 19:30"], id="weeks of another calendar",
        ),
        pytest.param(
            f"rrule: FREQ=MONTHLY;BYMONTHDAY=15\n{HOURS}", ["12-15 19:30", "01-15 19:30", "02-15 19:30", "03-15 19:30"],
            id="a day of the month",
        ),
        pytest.param(
            f"rrule: FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1\n{HOURS}",
            ["11-30 19:30", "12-31 19:30", "01-29 19:30", "02-26 19:30"], id="the last working day",
        ),
        pytest.param(
            f"rrule: FREQ=WEEKLY;COUNT=3\nfrom: 2026-11-19\n{HOURS}", ["11-26 19:30", "12-03 19:30"], id="three times",
        ),
        pytest.param(
            f"rrule: FREQ=WEEKLY;BYDAY=TH;UNTIL=20261203T235959Z\n{HOURS}", ["11-26 19:30", "12-03 19:30"], id="until",
        ),
    ],
)  # fmt: skip
def test_the_next_dates_are_those_that_a_person_means(times: str, expected: list[str]) -> None:
    assert starts(times) == expected


def test_group_and_meeting_end_on_the_earlier_day() -> None:
    assert starts(f"day: tuesday\nends: 2026-12-15\n{HOURS}", more="ends: 2026-12-01\n") == [
        "11-24 19:30",
        "12-01 19:30",
    ]


def test_during_a_pause_not_even_an_extra_date_is_held() -> None:
    times = f"day: tuesday\nextra: 2026-12-03\n{HOURS}paused: {{since: 2026-12-01, until: 2026-12-08}}"
    assert starts(times, 2) == ["11-24 19:30", "12-15 19:30"], "both days of a pause are in it"


def test_a_building_that_is_closed_with_nowhere_else_to_go_is_a_pause() -> None:
    closed = "venue-closed: {since: 2026-11-30, until: 2026-12-06, meets: nowhere}\n"
    assert starts(f"day: tuesday\n{HOURS}", 2, closed) == ["11-24 19:30", "12-08 19:30"]


def test_named_holidays_are_off_and_others_are_not() -> None:
    times = f"day: friday\nholidays: {{closed-on: [christmas day, boxing day]}}\n{HOURS}"
    assert starts(times, 3, after=datetime(2026, 12, 16, tzinfo=UTC)) == ["12-18 19:30", "01-01 19:30", "01-08 19:30"]
    assert [off.why for off in schedule(times).off] == ["Christmas Day"], "only dates of the meeting are kept"


def test_on_public_holidays_of_a_part_of_the_country() -> None:
    closed = "holidays: {public-holidays: closed, subdivision: SCT}\n"
    names = {off.why for off in schedule(f"day: every day\n{HOURS}", closed).off}
    assert {"Saint Andrew's Day", "New Year's Day", "Christmas Day"} <= names
    assert "Easter Monday" not in names


def test_holidays_are_worked_out_for_a_year_and_a_half() -> None:
    days = [off.date for off in schedule(f"day: every day\n{HOURS}holidays: {{public-holidays: closed}}").off]
    assert days[-1] <= TODAY + HOLIDAYS_AHEAD
    assert days[-1] > TODAY + timedelta(days=365)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("christmas day", "Christmas Day"), ("Christmas", "Christmas Day"), ("Thanksgiving", "Thanksgiving Day"),
        ("new year", "New Year's Day"), ("New Years Day", "New Year's Day"), ("4th", None), ("day", None),
    ],
)  # fmt: skip
def test_holidays_are_known_by_the_names_people_use(said: str, name: str | None) -> None:
    names = named_holidays.holidays_between("US", None, date(2026, 1, 1), date(2027, 12, 31))
    found = named_holidays.matched(said, names)
    assert (names[found].name if found else None) == name


def test_dates_that_were_worked_out_reach_past_the_table_and_say_how_far() -> None:
    compiled = schedule(f"rrule: FREQ=MONTHLY;BYMONTHDAY=15\n{HOURS}")
    assert compiled.known_until == TODAY + AHEAD
    assert compiled.dates[-1].date > TODAY + AHEAD - timedelta(days=32)
    assert last_day(compiled) is None


def test_a_rule_that_days_can_say_stays_a_rule() -> None:
    assert schedule(f"rrule: FREQ=MONTHLY;BYDAY=2TU,-1FR\n{HOURS}").known_until is None
    assert schedule(f"rrule: FREQ=DAILY\n{HOURS}").days == schedule(f"day: every day\n{HOURS}").days


@pytest.mark.parametrize(
    ("times", "last"),
    [
        (f"day: tuesday\n{HOURS}", None),
        (f"day: tuesday\nends: 2026-12-20\n{HOURS}", date(2026, 12, 20)),
        ("dates: [2026-12-05 10:00, 2027-01-05 10:00]", date(2027, 1, 5)),
        ("by-appointment: yes", None),
        (
            "schedules:\n  - {day: monday, start: 10:00, ends: 2026-12-20}\n  - {dates: 2027-03-01 10:00}",
            date(2027, 3, 1),
        ),
        ("schedules:\n  - {day: monday, start: 10:00}\n  - {dates: 2027-03-01 10:00}", None),
    ],
)
def test_the_last_day_of_all(times: str, last: date | None) -> None:
    assert last_day(schedule(times)) == last


def listed(first: int, last: int) -> st.SearchStrategy[str]:
    several = st.lists(st.integers(first, last), min_size=1, max_size=2, unique=True)
    return several.map(lambda numbers: ",".join(map(str, numbers)))


parts_of_rules = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))},
    optional={
        "INTERVAL": st.integers(1, 6).map(str),
        "COUNT": st.integers(1, 40).map(str),
        "BYDAY": st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(",".join),
        "BYMONTH": listed(1, 12),
        "BYMONTHDAY": listed(1, 28),
        "WKST": st.sampled_from(("MO", "SU")),
    },
)


@settings(max_examples=150, deadline=None)
@given(parts_of_rules, st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_a_recurrence_rule_means_what_dateutil_says(parts: dict[str, str], begins: date) -> None:
    assume(not ("BYMONTHDAY" in parts and parts["FREQ"] in ("DAILY", "WEEKLY")))
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    rule = recurrence(text)
    first, last = date(2026, 11, 1), date(2028, 11, 1)
    theirs = rrulestr(text, dtstart=datetime.combine(begins, time()))
    wanted = [
        at.date() for at in theirs.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
    ]
    if days := as_days(rule, begins):
        weeks = rule.interval if rule.frequency == "WEEKLY" else 1
        ours = Schedule(days, 0, 60, every=weeks, anchor=begins)
        found = [one.start.date() for one in islice(occurrences(ours, "UTC", datetime(2026, 11, 1, tzinfo=UTC)), 900)]
        assert [on for on in found if on <= last] == wanted
    else:
        assert as_dates(rule, begins, first, last) == wanted


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=5MO",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31;COUNT=99999",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYMONTHDAY=29;BYDAY=1MO",
    ],
)
def test_r09_a_rule_that_never_comes_true_is_soon_given_up(rule: str) -> None:
    began = process_time()
    assert as_dates(recurrence(rule), date(1970, 1, 6), date(2026, 11, 1), date(2028, 11, 1)) == []
    assert process_time() - began < 5


def test_what_needs_a_beginning() -> None:
    assert needs_anchor(recurrence("FREQ=WEEKLY"))
    assert needs_anchor(recurrence("FREQ=DAILY;INTERVAL=2"))
    assert needs_anchor(recurrence("FREQ=WEEKLY;BYDAY=MO;COUNT=4"))
    assert not needs_anchor(recurrence("FREQ=DAILY"))
    assert not needs_anchor(recurrence("FREQ=MONTHLY;BYDAY=1MO"))


def test_a_record_of_each_form_goes_there_and_back() -> None:
    from meetinghouse.writing import fields_of_group, text_of

    times = (
        f"day: tuesday\nevery: 2 weeks\nfrom: 2026-12-01\nseason: {{from: 10-01, until: 05-31}}\nstarts: 2026-12-01\n"
        f"except: [{{on: 2026-12-15, why: Closed}}]\nmoved: [{{from: 2026-12-29, to: 2026-12-30 10:00}}]\n"
        f"extra: [2026-12-24 10:00, 2026-12-31]\nholidays: {{closed-on: [christmas day]}}\n{HOURS}"
    )
    lines = "".join(f"    {line}\n" for line in times.splitlines())
    group = read(f"was: [gb/leeds/old, gb/old]\n{HEAD}{lines}").group
    assert read(text_of(fields_of_group(group))).group == group
    rule = read(f"{HEAD}    rrule: FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270301\n    start: 10:00\n").group
    assert read(text_of(fields_of_group(rule))).group == rule
