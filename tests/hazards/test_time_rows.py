"""Hazards T01 to T09, T20 and R01 to R10, as far as weekly and monthly meetings go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from meetinghouse.placing import placed_group
from meetinghouse.problems import Problem, Severity
from meetinghouse.schedule import occurrences
from samples import PLACING, PLAIN, changed, directory_of, read, with_line

VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ONLINE = changed(VENUE, "online: {link: https://rooms.example.org/canal}\ntimezone: Europe/London\n")
HOURS = "    start: 19:30\n    end: 20:30\n"


def at(start: str) -> str:
    return changed("start: 19:30\n    end: 20:30", f"start: {start}\n    minutes: 60")


def on(day: str) -> str:
    return changed("day: tuesday", f"day: {day}")


def zoned(zone: str) -> str:
    return changed("Europe/London", zone, ONLINE)


def next_starts(record: str, after: datetime, count: int) -> list[datetime]:
    meeting = directory_of(record).groups[0].meetings[0]
    return [one.start for one in islice(occurrences(meeting.schedule, meeting.zone, after), count)]


@pytest.mark.parametrize(
    ("record", "code", "words"),
    [
        pytest.param(at("24:00"), "T01", "write 00:00", id="T01 24:00"),
        pytest.param(at("25:00"), "T01", "24-hour time", id="T01 25:00"),
        pytest.param(at("7:30pm"), "T01", "write 19:30", id="T01 7:30pm"),
        pytest.param(at("7 PM"), "T01", "write 19:00", id="T01 7 PM"),
        pytest.param(at("9:15 am"), "T01", "write 09:15", id="T01 9:15 am"),
        pytest.param(at("12:00 am"), "T01", "00:00 (midnight) or 12:00 (noon)", id="T01 12:00 am"),
        pytest.param(at("12:30 pm"), "T01", "write 12:30", id="T01 12:30 pm"),
        pytest.param(at("noon"), "T01", "write 12:00", id="T01 noon"),
        pytest.param(at("midnight"), "T01", "write 00:00", id="T01 midnight"),
        pytest.param(at("19h30"), "Y05", "write 19:30", id="T01 19h30"),
        pytest.param(at("1930"), "T01", "write 19:30", id="T01 1930"),
        pytest.param(changed("end: 20:30", "end: 19:30"), "T03", "write when it ends", id="T03"),
        pytest.param(changed("end: 20:30", "end: 20:30\n    minutes: 60"), "T04", "not both", id="T04 both"),
        pytest.param(changed("timezone: Europe/London\n", "", ONLINE), "T06", "such as Europe/London", id="T06"),
        pytest.param(zoned("-04:00"), "T07", "such as America/New_York", id="T07 offset"),
        pytest.param(zoned("EST"), "T07", "such as America/New_York", id="T07 EST"),
        pytest.param(zoned("GMT+5"), "T07", "such as America/New_York", id="T07 GMT+5"),
        pytest.param(zoned("America/Nowhere"), "T09", "did you mean America/", id="T09"),
        pytest.param(zoned("Europe/Lodnon"), "T09", "did you mean Europe/London?", id="T09 misspelt"),
        pytest.param(zoned("europe/london"), "T09", "did you mean Europe/London?", id="T09 small letters"),
        pytest.param(on("every second monday"), "T31", "for once a month write second monday", id="R04"),
        pytest.param(on("31"), "T30", "write monday, tuesday", id="R03"),
        pytest.param(on("first, third"), "T30", "first saturday", id="R03 no weekday"),
        pytest.param(changed("    day: tuesday\n", ""), "Y48", "when do they meet?", id="no day"),
        pytest.param(changed("    start: 19:30\n", ""), "Y48", "when do they meet?", id="no start"),
        pytest.param(changed("    end: 20:30", "    by-appointment: yes"), "R10", "no fixed time", id="R10"),
        pytest.param(
            with_line("paused: {since: 2026-12-01, until: 2026-11-30}"), "R06", "is before since", id="R06 backwards"
        ),
        pytest.param(with_line("confirmed: {on: 2026-12-24}"), "D06", "has not come yet", id="D06"),
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
        pytest.param(changed("end: 20:30", "end: 08:30"), "T03", "lasts 13 hours", id="T03"),
        pytest.param(zoned("US/Eastern"), "T07", "write America/New_York", id="T07"),
        pytest.param(zoned("Europe/Kiev"), "T07", "write Europe/Kyiv", id="T08"),
        pytest.param(
            with_line("paused: {since: 2026-06-01, until: 2026-09-01}"), "R06", "ended on 2026-09-01", id="R06"
        ),
        pytest.param(with_line("confirmed: {on: 2025-11-01}"), "D06", "since 2025-11-01", id="D06"),
    ],
)
def test_is_read_and_warned_of(record: str, code: str, words: str) -> None:
    answer = read(record)
    assert len(answer.groups) == 1
    assert [(problem.code, problem.severity) for problem in answer.problems] == [(code, Severity.WARNING)]
    assert words in answer.said[0]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(changed("end: 20:30", "end: 07:30"), id="T03 twelve hours"),
        pytest.param(zoned("Asia/Kathmandu"), id="T08"),
        pytest.param(with_line("paused: {since: 2026-11-01, until: 2026-11-24}"), id="R06 until today"),
        pytest.param(with_line("confirmed: {on: 2026-11-24}"), id="D06 today"),
        pytest.param(with_line("confirmed: {on: 2026-11-25}"), id="D06 tomorrow, where it is tomorrow already"),
        pytest.param(with_line("confirmed: {on: 2025-11-24}"), id="D06 a year ago"),
    ],
)
def test_is_read_without_a_word(record: str) -> None:
    assert read(record).problems == []


def test_t02_a_meeting_may_cross_midnight() -> None:
    over = changed(HOURS, "    start: 22:30\n    end: 00:30\n")
    meeting = directory_of(over).groups[0].meetings[0]
    after_midnight = datetime(2026, 11, 25, 0, 10, tzinfo=UTC)
    one = next(occurrences(meeting.schedule, meeting.zone, after_midnight))
    assert one.start == datetime(2026, 11, 24, 22, 30, tzinfo=UTC), "it belongs to the day it begins on"
    assert one.end == datetime(2026, 11, 25, 0, 30, tzinfo=UTC)


def test_t04_an_end_that_is_not_said_is_an_hour_and_marked() -> None:
    meeting = directory_of(changed("    end: 20:30\n", "")).groups[0].meetings[0]
    assert (meeting.schedule.minutes, meeting.schedule.end_assumed) == (60, True)


def test_t05_the_zone_of_a_place_is_that_of_its_coordinates() -> None:
    there = changed("city: Leeds, country: GB", "city: Oslo, country: NO", changed("53.79, -1.55", "59.91, 10.75"))
    assert directory_of(there).groups[0].meetings[0].zone == "Europe/Oslo"


def test_t05_a_place_whose_zone_cannot_be_known_is_refused() -> None:
    lost = changed("Leeds, country: GB", "Nowhere-on-Sea, country: US", changed("  coordinates: 53.79, -1.55\n", ""))
    (filed,) = read(lost).groups
    problems: list[Problem] = []
    assert placed_group(filed, PLACING, problems) is None
    assert [problem.code for problem in problems] == ["T05"]
    assert "America/Denver" in str(problems[0])


@pytest.mark.parametrize(("written", "zone"), [("Asia/Calcutta", "Asia/Kolkata"), ("Europe/Kiev", "Europe/Kyiv")])
def test_t08_old_and_new_names_are_one_zone(written: str, zone: str) -> None:
    assert read(zoned(written)).group.timezone == zone
    assert read(zoned(zone)).group.timezone == zone


@pytest.mark.parametrize(
    ("moment", "is_on"),
    [("19:29", False), ("19:30", True), ("20:29", True), ("20:30", False)],
)
def test_t20_a_meeting_is_on_from_its_start_until_just_before_its_end(moment: str, is_on: bool) -> None:
    meeting = directory_of(PLAIN).groups[0].meetings[0]
    now = datetime.fromisoformat(f"2026-11-24T{moment}:00+00:00")
    one = next(occurrences(meeting.schedule, meeting.zone, now))
    assert (one.start <= now < one.end) is is_on
    assert one.start.date() == (date(2026, 12, 1) if moment == "20:30" else date(2026, 11, 24))


def test_r01_a_fifth_friday_comes_only_where_there_are_five() -> None:
    found = next_starts(on("fifth friday"), datetime(2026, 11, 24, tzinfo=UTC), 4)
    assert [start.date().isoformat() for start in found] == ["2027-01-29", "2027-04-30", "2027-07-30", "2027-10-29"]


@pytest.mark.parametrize(
    ("day", "dates"),
    [
        ("last friday", ["2026-11-27", "2026-12-25", "2027-01-29"]),
        ("first and third monday", ["2026-12-07", "2026-12-21", "2027-01-04"]),
        ("second-to-last sunday", ["2026-12-20", "2027-01-24", "2027-02-21"]),
    ],
)
def test_r02_a_weekday_of_the_month(day: str, dates: list[str]) -> None:
    found = next_starts(on(day), datetime(2026, 11, 24, tzinfo=UTC), 3)
    assert [start.date().isoformat() for start in found] == dates


def test_r10_a_meeting_by_appointment_has_no_dates() -> None:
    meeting = directory_of(changed("    day: tuesday\n" + HOURS, "    by-appointment: yes\n")).groups[0].meetings[0]
    assert list(occurrences(meeting.schedule, meeting.zone, datetime(2026, 11, 24, tzinfo=UTC))) == []


def test_an_evening_stays_at_its_hour_when_the_clocks_change() -> None:
    found = next_starts(PLAIN, datetime(2026, 10, 18, tzinfo=UTC), 2)
    assert [start.strftime("%H:%M") for start in found] == ["19:30", "19:30"]
    assert found[1].astimezone(UTC) - found[0].astimezone(UTC) == timedelta(days=7, hours=1)
