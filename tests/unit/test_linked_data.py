"""What other programs read on a group's page: the series with its rule, and its next dates."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import pytest

from samples import PLAIN, Page, changed, directory_of, files_of, project

SITE = "https://meetings.example.org/find/"
ROOM = "online: {link: https://rooms.example.org/canal}\n"
VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ONLINE = changed(VENUE, ROOM + "timezone: Europe/London\n")


@cache
def graph(record: str) -> list[dict[str, Any]]:
    (data,) = Page(files_of(directory_of(record))["meetings/gb/leeds/group-0/index.html"]).data
    assert data["@context"] == "https://schema.org"
    series: list[dict[str, Any]] = data["@graph"]
    return series


def one(record: str) -> dict[str, Any]:
    (series,) = graph(record)
    return series


def test_a_meeting_is_a_series_with_its_own_address() -> None:
    series = one(PLAIN)
    address = f"{SITE}meetings/gb/leeds/group-0/#tue"
    assert (series["@type"], series["@id"], series["url"]) == ("EventSeries", address, address)
    assert series["name"] == "Canal Side"
    assert series["isAccessibleForFree"] is True
    assert series["inLanguage"] == ["en"]
    assert series["organizer"]["name"] == "Canal Side (Alcoholics Anonymous)"


def test_each_meeting_of_a_group_is_a_series() -> None:
    assert [
        series["@id"].rpartition("#")[2] for series in graph(PLAIN + "  - {id: fri, day: friday, start: 07:00}\n")
    ] == [
        "tue",
        "fri",
    ]


def test_a_weekly_rule_is_said_by_its_days() -> None:
    assert one(changed("day: tuesday", "day: [monday, tuesday]"))["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Monday", "https://schema.org/Tuesday"],
        "startTime": "19:30",
        "endTime": "20:30",
        "duration": "PT60M",
        "scheduleTimezone": "Europe/London",
    }


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("second tuesday", ["2TU"]),
        ("last friday", ["-1FR"]),
        ("second-to-last sunday", ["-2SU"]),
        ("first and third saturday", ["1SA", "3SA"]),
    ],
)
def test_a_monthly_rule_is_said_by_its_weekdays_of_the_month(day: str, said: list[str]) -> None:
    schedule = one(changed("day: tuesday", f"day: {day}"))["eventSchedule"]
    assert (schedule["repeatFrequency"], schedule["byDay"]) == ("P1M", said)


def test_a_weekly_day_beside_a_monthly_one_is_not_called_monthly() -> None:
    schedules = one(changed("day: tuesday", "day: [monday, last friday]"))["eventSchedule"]
    said = [schedules] if isinstance(schedules, dict) else schedules
    assert {(each["repeatFrequency"], *each["byDay"]) for each in said} == {
        ("P1W", "https://schema.org/Monday"),
        ("P1M", "-1FR"),
    }


def test_an_end_after_midnight_is_on_the_clock_of_the_next_day() -> None:
    schedule = one(changed("start: 19:30\n    end: 20:30", "start: 23:30\n    end: 00:30"))["eventSchedule"]
    assert (schedule["startTime"], schedule["endTime"], schedule["duration"]) == ("23:30", "00:30", "PT60M")


def test_the_next_dates_carry_the_offset_of_their_own_day() -> None:
    late = directory_of(PLAIN, today=datetime.fromisoformat("2027-03-17").date())
    (data,) = Page(files_of(late)["meetings/gb/leeds/group-0/index.html"]).data
    events = data["@graph"][0]["subEvent"]
    assert [event["startDate"] for event in events[:2]] == ["2027-03-23T19:30:00+00:00", "2027-03-30T19:30:00+01:00"]
    assert events[1]["endDate"] == "2027-03-30T20:30:00+01:00"


def test_a_dated_event_says_what_it_belongs_to() -> None:
    series = one(PLAIN)
    for event in series["subEvent"]:
        assert (event["@type"], event["superEvent"]) == ("Event", {"@id": series["@id"]})
        assert event["location"] == series["location"]
        assert event["eventStatus"] == "https://schema.org/EventScheduled"


@pytest.mark.parametrize(
    ("record", "mode"),
    [
        pytest.param(PLAIN, "Offline", id="in person"),
        pytest.param(ONLINE, "Online", id="online"),
        pytest.param("attendance: hybrid\n" + ROOM + PLAIN, "Mixed", id="hybrid"),
    ],
)
def test_the_way_to_take_part_is_said(record: str, mode: str) -> None:
    assert one(record)["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"


def test_a_hybrid_meeting_has_two_locations() -> None:
    locations = one("attendance: hybrid\n" + ROOM + PLAIN)["location"]
    assert [each["@type"] for each in locations] == ["Place", "VirtualLocation"]


def test_a_place_has_its_address_and_its_point() -> None:
    place = one(PLAIN)["location"]
    assert place["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "3 Wharf Lane",
        "addressLocality": "Leeds",
        "addressCountry": "GB",
    }
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 53.79, "longitude": -1.55}


def test_the_middle_of_a_town_is_not_given_as_the_place() -> None:
    assert "geo" not in one(changed("  coordinates: 53.79, -1.55\n", ""))["location"]


def test_an_open_room_is_its_link_and_a_gated_one_is_the_page() -> None:
    gated = changed("canal}", "canal, how-to-join: passcode}", ONLINE)
    assert one(ONLINE)["location"]["url"] == "https://rooms.example.org/canal"
    assert one(gated)["location"]["url"] == f"{SITE}meetings/gb/leeds/group-0/"


def test_by_appointment_there_is_no_rule_and_no_date() -> None:
    series = one(changed("    day: tuesday\n    start: 19:30\n    end: 20:30\n", "    by-appointment: yes\n"))
    assert not {"eventSchedule", "subEvent"} & series.keys()


def test_nobody_is_named() -> None:
    for uri, text in files_of(project()).items():
        if uri.endswith(".html"):
            assert "group secretary" not in str(Page(text).data)
            assert "performer" not in str(Page(text).data)
