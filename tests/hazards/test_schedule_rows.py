"""Hazard rows R and the rest of T: what a schedule may not say, and what it means when it may."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from time import process_time

import pytest

from meetinghouse.placing import placed_group
from meetinghouse.problems import Problem, Severity
from meetinghouse.schedule import occurrences
from meetinghouse.timezones import AHEAD, transition_table
from samples import PLACING, PLAIN, TODAY, changed, directory_of, files_of, read, with_line

HEAD = PLAIN.partition("    day: tuesday")[0]
HOURS = "start: 19:30\nend: 20:30\n"
MORNING = datetime(2026, 11, 24, tzinfo=UTC)
ROOM = "online: {link: https://rooms.example.org/canal}\ntimezone: Europe/London\n"
VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ONLINE = changed(VENUE, ROOM)
MANY_DATES = ", ".join(str(date(2027, 1, 1) + timedelta(days)) for days in range(401))
MANY_MEETINGS = "".join(f"  - {{id: m{number}, day: monday, start: 10:00}}\n" for number in range(201))


def meeting(times: str, more: str = "", head: str = HEAD) -> str:
    """The plain record with these lines for its schedule, and `more` beside the group's."""
    return f"{more}{head}" + "".join(f"    {line}\n" for line in times.splitlines())


def rrule(rule: str, more: str = "") -> str:
    return meeting(f"rrule: {rule}\n{more}{HOURS}")


@pytest.mark.parametrize(
    ("record", "code", "words"),
    [
        pytest.param(meeting(f"every: 2 weeks\n{HOURS}"), "R04", "from which date on?", id="R04 no anchor"),
        pytest.param(
            meeting(f"day: monday\nevery: 2 weeks\n{HOURS}"), "R04", "from which date", id="R04 day, no anchor"
        ),
        pytest.param(meeting(f"every: fortnight\n{HOURS}"), "R04", "write 2 weeks", id="R04 fortnight"),
        pytest.param(meeting(f"every: 2\n{HOURS}"), "R04", "write 2 weeks", id="R04 bare number"),
        pytest.param(meeting(f"every: 2 months\n{HOURS}"), "R04", "INTERVAL=2;BYDAY=1TU", id="R04 months"),
        pytest.param(meeting(f"every: day\n{HOURS}"), "R04", "write day: every day", id="R04 day"),
        pytest.param(
            meeting(f"day: first monday\nevery: 2 weeks\nfrom: 2026-12-07\n{HOURS}"),
            "R04",
            "only the day of the week",
            id="R04 two ways to count",
        ),
        pytest.param(meeting(f"day: monday\nfrom: 2026-12-07\n{HOURS}"), "R04", "write starts:", id="R04 from alone"),
        pytest.param(rrule("FREQ=WEEKLY"), "R04", "date of the first one", id="R04 rule without a beginning"),
        pytest.param(rrule("FREQ=DAILY;INTERVAL=3"), "R04", "date of the first one", id="R04 rule that counts"),
        pytest.param(rrule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "R03", "is there such a day?", id="R03 30 February"),
        pytest.param(rrule("FREQ=MONTHLY;BYMONTHDAY=32"), "R09", "days from 1 to 31", id="R03 32"),
        pytest.param(
            meeting(f"day: monday\nstarts: 2027-01-05\nends: 2026-12-05\n{HOURS}"),
            "R06",
            "before the beginning",
            id="R06 ends before it starts",
        ),
        pytest.param(
            rrule("FREQ=DAILY;UNTIL=20261101", "from: 2026-12-01\n"), "R06", "before the beginning", id="R06 rule"
        ),
        pytest.param(with_line("listing: ended"), "R06", "when did the group end?", id="R06 ended, no day"),
        pytest.param(
            with_line("venue-closed: {since: 2026-12-02, until: 2026-12-01, meets: nowhere}"),
            "R06",
            "before since",
            id="R06 closed backwards",
        ),
        pytest.param(meeting(f"every: 0 weeks\nfrom: 2026-12-01\n{HOURS}"), "R09", "write 1 to 52", id="R09 0"),
        pytest.param(meeting(f"every: -1 weeks\nfrom: 2026-12-01\n{HOURS}"), "R09", "write 1 to 52", id="R09 -1"),
        pytest.param(
            meeting(f"every: 1000000000 weeks\nfrom: 2026-12-01\n{HOURS}"), "R09", "write 1 to 52", id="R09 1e9"
        ),
        pytest.param(meeting(f"every: 2 weeks\nfrom: 0001-01-02\n{HOURS}"), "R09", "cannot be", id="R09 the year 1"),
        pytest.param(meeting(f"day: monday\nends: 9999-12-31\n{HOURS}"), "R09", "cannot be", id="R09 the year 9999"),
        pytest.param(rrule("FREQ=WEEKLY;INTERVAL=0;BYDAY=MO"), "R09", "INTERVAL", id="R09 rule 0"),
        pytest.param(rrule("FREQ=WEEKLY;INTERVAL=-1;BYDAY=MO"), "R09", "INTERVAL", id="R09 rule -1"),
        pytest.param(rrule("FREQ=WEEKLY;INTERVAL=1000000000"), "R09", "INTERVAL", id="R09 rule 1e9"),
        pytest.param(rrule("FREQ=DAILY;COUNT=1000000000"), "R09", "COUNT", id="R09 count"),
        pytest.param(rrule("FREQ=DAILY;COUNT=3;UNTIL=20270101"), "R09", "keep one", id="R09 count and until"),
        pytest.param(rrule("FREQ=SECONDLY"), "R09", "more often than a meeting", id="R09 every second"),
        pytest.param(rrule("FREQ=DAILY;BYHOUR=9"), "R09", "BYHOUR cannot be kept (write start:)", id="R09 hours"),
        pytest.param(rrule("FREQ=YEARLY;BYWEEKNO=20"), "R09", "write dates:", id="R09 weeks of the year"),
        pytest.param(rrule("BYDAY=MO"), "R09", "FREQ is missing", id="R09 no frequency"),
        pytest.param(rrule("FREQ=WEEKLY;BYDAY=MO;BYDAY=TU"), "R09", "twice", id="R09 twice"),
        pytest.param(rrule("FREQ=WEEKLY;BYDYA=MO"), "R09", "did you mean BYDAY", id="R09 misspelt"),
        pytest.param(rrule("FREQ=WEEKLY;BYDAY=2MO"), "R09", "write FREQ=MONTHLY", id="R09 nth of a week"),
        pytest.param(rrule("FREQ=DAILY;UNTIL=20261399"), "R09", "no such date", id="R09 until"),
        pytest.param(rrule("weekly on mondays"), "R09", "not a part of a recurrence rule", id="R09 words"),
        pytest.param(rrule("FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 200)), "R09", "characters long", id="R09 long"),
        pytest.param(
            meeting(f"day: friday\nholidays: {{closed-on: [chrismas day]}}\n{HOURS}"),
            "R08",
            "did you mean christmas day?",
            id="R08 misspelt",
        ),
        pytest.param(
            meeting(f"day: friday\nholidays: {{closed-on: [thanksgiving]}}\n{HOURS}"),
            "R08",
            "not a holiday in GB",
            id="R08 of another country",
        ),
        pytest.param(
            meeting(f"day: friday\nholidays: {{public-holidays: closed, subdivision: SCO}}\n{HOURS}"),
            "R08",
            "did you mean SCT?",
            id="R08 part of the country",
        ),
        pytest.param(
            f"holidays: {{public-holidays: closed}}\n{ONLINE}", "R08", "whose holidays?", id="R08 country not known"
        ),
        pytest.param(meeting("continuous: yes\nstart: 10:00"), "R10", "no fixed time", id="R10 continuous with a time"),
        pytest.param(meeting("asynchronous: yes\nday: monday"), "R10", "no fixed time", id="R10 in writing with a day"),
        pytest.param(meeting("by-appointment: yes\ncontinuous: yes"), "R10", "no fixed time", id="R10 two of them"),
        pytest.param(
            meeting(f"day: monday\ndates: 2026-12-01\n{HOURS}"), "R11", "write extra:", id="R11 day and dates"
        ),
        pytest.param(
            meeting(f"day: monday\nrrule: FREQ=DAILY\n{HOURS}"),
            "R11",
            "says again what day says",
            id="R11 day and rule",
        ),
        pytest.param(
            meeting("schedules: [{day: monday, start: 10:00}]\nminutes: 60"), "R11", "move it into one", id="R11 beside"
        ),
        pytest.param(
            meeting("schedules:\n" + "  - {day: monday, start: 10:00}\n" * 25), "R11", "at most 24", id="R11 schedules"
        ),
        pytest.param(
            meeting(f"dates: [{MANY_DATES}]\n{HOURS}"),
            "R11",
            "at most 400",
            id="R11 dates",
        ),
        pytest.param(
            HEAD.removesuffix("  - id: tue\n") + MANY_MEETINGS,
            "R11",
            "at most 200",
            id="R11 meetings",
        ),
        pytest.param(
            meeting("dates: [2026-12-01 10:00, 2026-12-02]"), "Y48", "when do they meet?", id="a date, no time"
        ),
        pytest.param(
            meeting(f"day: monday\nseason: {{from: 05-01, until: 09-31}}\n{HOURS}"), "Y42", "such day", id="31/9"
        ),
        pytest.param(
            meeting(f"day: monday\nseason: {{from: 1 May, until: 09-30}}\n{HOURS}"), "Y42", "write 05-01", id="1 May"
        ),
        pytest.param(
            with_line("venue-closed: {since: 2026-12-01, meets: online}"),
            "G10",
            "nobody can join",
            id="closed, online how?",
        ),
    ],
)
def test_is_refused_with_words_that_help(record: str, code: str, words: str) -> None:
    answer = read(record)
    assert answer.groups == []
    assert [problem.code for problem in answer.errors] == [code], answer.said
    assert words in str(answer.errors[0])


@pytest.mark.parametrize(
    ("record", "code", "words"),
    [
        pytest.param(
            meeting(f"day: monday\nevery: 2 weeks\nfrom: 2026-12-01\n{HOURS}"),
            "R04",
            "2026-12-01 is a Tuesday",
            id="R04 anchor on another day",
        ),
        pytest.param(rrule("FREQ=MONTHLY;BYMONTHDAY=31"), "R03", "months without it are skipped", id="R03 31"),
        pytest.param(
            meeting(f"day: tuesday\nexcept: [{{on: 2026-12-02}}]\n{HOURS}"),
            "R07",
            "'2026-12-02', a Wednesday, is not a date of this meeting",
            id="R07 except",
        ),
        pytest.param(
            meeting(f"day: tuesday\nmoved: [{{from: 2026-12-02, to: 2026-12-03}}]\n{HOURS}"),
            "R07",
            "a Wednesday",
            id="R07 moved",
        ),
        pytest.param(
            meeting(f"day: tuesday\nmoved: [{{from: 2026-12-01, to: 2026-12-01 19:30}}]\n{HOURS}"),
            "R07",
            "where it was",
            id="R07 moved to itself",
        ),
        pytest.param(
            meeting(f"every: 2 weeks\nfrom: 2026-12-01\nexcept: [{{on: 2026-12-08}}]\n{HOURS}"),
            "R07",
            "a Tuesday",
            id="R07 in the week between",
        ),
        pytest.param(
            meeting(f"day: tuesday\nends: 2026-11-20\n{HOURS}"), "R06", "the last date was 2026-11-20", id="R06"
        ),
        pytest.param(meeting("dates: 2026-11-20 10:00"), "R06", "the last date was 2026-11-20", id="R06 set dates"),
        pytest.param(with_line("ends: 2026-11-20"), "R06", "write listing: ended", id="R06 group"),
        pytest.param(with_line("ends: 2026-08-01\nlisting: ended"), "R06", "delete the record", id="R06 long ago"),
        pytest.param(with_line("ends: 2026-12-01\nlisting: ended"), "R06", "has not come yet", id="R06 not yet"),
        pytest.param(
            with_line("venue-closed: {since: 2026-10-01, until: 2026-11-01, meets: nowhere}"),
            "R06",
            "closure ended on 2026-11-01",
            id="R06 closure over",
        ),
    ],
)
def test_is_read_and_warned_of(record: str, code: str, words: str) -> None:
    answer = read(record)
    assert len(answer.groups) == 1
    assert [(problem.code, problem.severity) for problem in answer.problems] == [(code, Severity.WARNING)], answer.said
    assert words in answer.said[0]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(with_line("ends: 2026-11-20\nlisting: ended"), id="R06 said plainly"),
        pytest.param(meeting(f"day: tuesday\nends: 2026-11-24\n{HOURS}"), id="R06 today is the last day"),
        pytest.param(
            meeting(f"day: tuesday\nexcept: [{{on: 2025-12-02}}]\n{HOURS}"), id="R07 an old one that was right"
        ),
        pytest.param(
            rrule("FREQ=MONTHLY;BYMONTHDAY=15", "except: [{on: 2030-01-15}]\n"), id="R07 beyond what is known"
        ),
        pytest.param(rrule("FREQ=MONTHLY;BYMONTHDAY=-1"), id="R03 the last day of the month"),
        pytest.param(f"holidays: {{closed-on: [christmas day], country: GB}}\n{ONLINE}", id="R08 country said"),
        pytest.param(meeting("asynchronous: yes"), id="R10 in writing"),
    ],
)
def test_is_read_without_a_word(record: str) -> None:
    assert read(record).said == []


def test_t10_a_time_that_clocks_skip_is_warned_of() -> None:
    pin = changed("53.79, -1.55", "45.52, -122.68")
    there = changed("city: Leeds, country: GB", "city: Portland, country: US", pin)
    night = changed("start: 19:30\n    end: 20:30", "start: 02:30\n    end: 03:30", changed("tuesday", "sunday", there))
    (filed,) = read(night).groups
    problems: list[Problem] = []
    assert placed_group(filed, PLACING, problems)
    assert [(problem.code, problem.severity) for problem in problems] == [("T10", Severity.WARNING)]
    assert "02:30 does not exist on 2027-03-14" in str(problems[0])
    assert "03:30" in str(problems[0])


def test_t19_the_table_reaches_400_days_past_a_page_that_is_a_year_old() -> None:
    table = transition_table(["Europe/London"], TODAY)
    assert table["until"] == ((TODAY - date(1970, 1, 1)) + AHEAD).days * 1440
    assert timedelta(days=400 + 365) <= AHEAD


def test_r05_every_second_week_across_new_year_and_a_change_of_clocks() -> None:
    (group,) = directory_of(meeting(f"every: 2 weeks\nfrom: 2026-11-24\n{HOURS}")).groups
    found = [one.start for one in islice(occurrences(group.meetings[0].schedule, "Europe/London", MORNING), 12)]
    assert [start.date() for start in found] == [date(2026, 11, 24) + timedelta(days=14 * step) for step in range(12)]
    assert {start.strftime("%H:%M") for start in found} == {"19:30"}


def test_r08_what_is_off_and_moved_is_said_on_the_page_and_in_its_data() -> None:
    off = "except: [{on: 2026-12-04, why: Painting}]\nmoved: [{from: 2026-12-11, to: 2026-12-13 10:00}]\n"
    record = meeting(f"day: friday\n{off}{HOURS}")
    page = files_of(directory_of(record))["meetings/gb/leeds/group-0/index.html"]
    assert "Not on Friday 4 December (Painting)." in page
    assert "Not on Friday 11 December: moved to Sunday 13 December, 10:00." in page
    said = re.sub(r"<[^>]+>", "", page)
    assert "Sunday 13 December, 10:00–11:00" in said
    assert "Friday 4 December, 19:30" not in said
    assert page.index("Not on Friday 4") < page.index("When next?")
    assert '"exceptDate":["2026-12-04","2026-12-11"]' in page
    assert '"eventStatus":"https://schema.org/EventRescheduled","previousStartDate":"2026-12-11T19:30:00+00:00"' in page
    assert '"startDate":"2026-12-04T19:30:00+00:00"' in page
    assert "EventCancelled" in page


def test_r10_what_has_no_time_is_listed_apart_and_has_no_dated_data() -> None:
    made = files_of(directory_of(meeting("asynchronous: yes")))
    town = made["meetings/gb/leeds/index.html"]
    assert 'id="any-time"' in town
    assert "In writing, at any time" in town
    page = made["meetings/gb/leeds/group-0/index.html"]
    assert "At any time." in page
    assert "eventSchedule" not in page
    assert "startDate" not in page


def test_r11_a_full_week_of_schedules_is_quickly_worked_out() -> None:
    every = "".join(f"  - {{day: every day, start: {hour:02d}:00, minutes: 60}}\n" for hour in range(24))
    (group,) = directory_of(meeting(f"schedules:\n{every}")).groups
    began = process_time()
    found = list(islice(occurrences(group.meetings[0].schedule, "Europe/London", MORNING), 500))
    assert process_time() - began < 2
    starts = [one.start for one in found]
    assert starts == [MORNING + timedelta(hours=step) for step in range(500)]
