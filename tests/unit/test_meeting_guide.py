"""Reading a Meeting Guide feed: small invented ones, one surprise each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from meetinghouse.feeds import FEEDS
from meetinghouse.feeds.addresses import parts_of
from meetinghouse.feeds.foreign import Address, Feed, ForeignMeeting, Setting
from meetinghouse.gazetteer import Gazetteer
from meetinghouse.records import Attendance
from meetinghouse.vocabulary import load

MEETINGS = Path(__file__).parents[2] / "meetings"
VOCABULARY = load(MEETINGS, MEETINGS)
GAZETTEER = Gazetteer()
PLAIN = {
    "slug": "early-risers",
    "name": "Early Risers",
    "day": 1,
    "time": "07:00",
    "address": "1 Example Street",
    "city": "Portland",
    "state": "OR",
    "postal_code": "97205",
    "country": "US",
}
ONLINE = {
    "slug": "night-owls",
    "name": "Night Owls",
    "day": 1,
    "time": "22:00",
    "city": "Portland",
    "state": "OR",
    "country": "US",
    "conference_url": "https://zoom.us/j/123",
}


def read(*records: Any, fellowship: str = "aa", country: str = "") -> Feed:
    setting = Setting(
        name="Example Intergroup", fellowship=fellowship, vocabulary=VOCABULARY, gazetteer=GAZETTEER, country=country
    )
    return FEEDS["meeting-guide"](json.dumps(records).encode(), setting)


def meeting(base: dict[str, Any] = PLAIN, **more: Any) -> ForeignMeeting:
    (found,) = read({**base, **more}).meetings
    return found


def codes(base: dict[str, Any] = PLAIN, **more: Any) -> list[str]:
    return [remark.code for remark in read({**base, **more}).remarks]


def test_a_plain_meeting_needs_no_remark() -> None:
    feed = read(PLAIN)
    (found,) = feed.meetings
    assert feed.remarks == ()
    assert (found.id, found.name, found.days, found.start) == ("early-risers", "Early Risers", (0,), "07:00")
    assert found.address == Address("1 Example Street", "Portland", "OR", "97205", "US")
    assert found.attendance is Attendance.IN_PERSON


@pytest.mark.parametrize(
    ("said", "days"),
    [
        (0, (6,)),
        (1, (0,)),
        (6, (5,)),
        ("1", (0,)),
        (1.0, (0,)),
        ("Monday", (0,)),
        ([1, 3, 5], (0, 2, 4)),
        ([0, "2"], (1, 6)),
    ],
)
def test_sunday_is_0_and_days_may_be_a_list(said: Any, days: tuple[int, ...]) -> None:
    assert meeting(day=said).days == days


@pytest.mark.parametrize("said", [7, -1, 1.5, "Mo", "8", True, [1, "x"], {"day": 1}, "１"])
def test_a_day_that_is_none_leaves_the_record_out(said: Any) -> None:
    feed = read({**PLAIN, "day": said})
    assert feed.meetings == ()
    assert [(remark.field, remark.code, remark.left_out) for remark in feed.remarks] == [("day", "I02", True)]


def test_without_day_and_time_it_is_by_appointment() -> None:
    found = meeting(day=None, time="")
    assert found.by_appointment
    assert (found.days, found.start) == ((), "")


def test_a_day_without_a_time_leaves_the_record_out() -> None:
    assert read({**PLAIN, "time": None}).meetings == ()


@pytest.mark.parametrize(
    ("start", "end", "expected", "remarks"),
    [
        ("19:00", "20:30", "20:30", []),
        ("23:00", "00:30", "00:30", []),
        ("22:30", "00:00", "00:00", []),
        ("22:30", "24:00", "00:00", []),
        ("19:00", "00:00", "", ["I08"]),
        ("19:00", "19:00", "", ["I08"]),
        ("19:00", "09:00", "", ["T03"]),
        ("19:00", "late", "", ["I02"]),
        ("19:00", "", "", []),
    ],
)
def test_an_end_may_cross_midnight_but_not_be_a_guess(start: str, end: str, expected: str, remarks: list[str]) -> None:
    assert meeting(time=start, end_time=end).end == expected
    assert codes(time=start, end_time=end) == remarks


def test_codes_become_formats_languages_and_access() -> None:
    found = meeting(types=["O", "B", "S", "X", "ASL"])
    assert {"open", "big-book"} <= set(found.formats)
    assert found.languages == ("es",)
    assert found.access == ("sign-language", "step-free")


def test_a_code_means_what_the_fellowship_means_by_it() -> None:
    (aca,) = read({**PLAIN, "types": ["S"]}, fellowship="aca").meetings
    assert aca.languages == ()
    assert "speaker" in aca.formats


def test_an_unknown_code_is_remarked_and_left_away() -> None:
    assert codes(types=["O", "ZZ9"]) == ["V03"]


@pytest.mark.parametrize(
    ("more", "attendance"),
    [
        ({}, Attendance.IN_PERSON),
        ({"conference_url": "https://zoom.us/j/123"}, Attendance.HYBRID),
        ({"conference_phone": "+1-503-555-0100"}, Attendance.HYBRID),
        ({"conference_url": "https://zoom.us/j/123", "approximate": "yes"}, Attendance.ONLINE),
        ({"conference_url": "https://zoom.us/j/123", "address": "Online"}, Attendance.ONLINE),
        ({"conference_url": "https://zoom.us/j/123", "attendance_option": "in_person"}, Attendance.IN_PERSON),
        ({"conference_url": "https://zoom.us/j/123", "attendance_option": "online"}, Attendance.ONLINE),
        ({"conference_url": "https://zoom.us/j/123", "types": ["ONL"]}, Attendance.HYBRID),
        ({"attendance_option": "hybrid"}, Attendance.IN_PERSON),
    ],
)
def test_attendance_is_what_the_record_comes_to(more: dict[str, Any], attendance: Attendance) -> None:
    assert meeting(**more).attendance is attendance


def test_a_closed_building_with_a_link_meets_online() -> None:
    found = meeting(types=["TC"], conference_url="https://zoom.us/j/123")
    assert found.attendance is Attendance.ONLINE
    assert "meets online" in found.notes
    assert found.paused == ""


def test_a_closed_building_without_a_link_is_a_pause() -> None:
    found = meeting(types=["TC"])
    assert found.attendance is Attendance.IN_PERSON
    assert found.paused
    assert codes(types=["TC"]) == ["M03"]


def test_an_online_meeting_that_nobody_can_join_is_left_out() -> None:
    feed = read({**PLAIN, "address": "Online", "types": ["ONL"]})
    assert feed.meetings == ()
    assert [remark.code for remark in feed.remarks if remark.left_out] == ["G21"]


@pytest.mark.parametrize(
    "notes", ["Password: 123456", "Passcode is love", "Contraseña: abc", "PIN 4711", "Mot de passe : x", "?pwd=abc"]
)
def test_m29_a_note_with_a_password_is_left_away_and_the_link_stays(notes: str) -> None:
    found = meeting(ONLINE, conference_url_notes=notes)
    assert found.online_notes == ""
    assert found.link == "https://zoom.us/j/123"
    assert found.passcode
    assert codes(ONLINE, conference_url_notes=notes) == ["M29"]


def test_a_note_that_there_is_no_password_stays() -> None:
    assert meeting(ONLINE, conference_url_notes="No password needed.").online_notes == "No password needed."


def test_a_passcode_behind_a_telephone_number_is_cut() -> None:
    found = meeting(ONLINE, conference_phone="+15035550100,,123456#,,,,*4711#")
    assert found.phone == "+15035550100,,123456#"
    assert found.passcode


@pytest.mark.parametrize(
    ("notes", "left", "remarks"),
    [
        ("Ring twice. Call Ann on (503) 555-0100 for a lift.", "Ring twice.", ["P01"]),
        ("Write to bob.jones@example.com\nBring a chair", "Bring a chair", ["P01"]),
        ("Call 0113 496 0123", "", ["P01"]),
        ("Text +47 22 00 00 00", "", ["P01"]),
        ("Meeting ID 812 3456 7890", "Meeting ID 812 3456 7890", []),
        ("Zoom ID: 812-345-6789", "Zoom ID: 812-345-6789", []),
        ("Since 1987-2024, moved on 2026-11-22 19:30", "Since 1987-2024, moved on 2026-11-22 19:30", []),
        ("Zip code 97205", "Zip code 97205", []),
        ("Room 12, 3rd floor, 97205-1234", "Room 12, 3rd floor, 97205-1234", []),
    ],
)
def test_p04_telephone_numbers_and_mail_stay_out_of_notes(notes: str, left: str, remarks: list[str]) -> None:
    assert meeting(notes=notes).notes == left
    assert codes(notes=notes) == remarks


def test_p01_a_name_does_not_carry_a_telephone_number() -> None:
    assert meeting(name="Early Risers (503-555-0100)").name == "Early Risers"
    assert meeting(location="Ann's, ann@example.com").venue == "Ann's"
    assert meeting(name="24 Hours a Day 2026").name == "24 Hours a Day 2026"


def test_fields_about_persons_are_not_imported() -> None:
    person: dict[str, Any] = {
        "contact_1_name": "Ann Example",
        "contact_1_phone": "503-555-0100",
        "email": "ann@example.com",
    }
    assert "Ann" not in repr(meeting(**person))
    assert "0100" not in repr(meeting(**person))
    assert "ann@" not in repr(meeting(**person))
    assert read({**PLAIN, **person}).ignored == ("contact_1_name", "contact_1_phone", "email")


@pytest.mark.parametrize(
    ("link", "kept", "remarks"),
    [
        ("https://zoom.us/j/1", "https://zoom.us/j/1", []),
        ("http://zoom.us/j/1", "https://zoom.us/j/1", []),
        ("zoom.us/j/1", "https://zoom.us/j/1", []),
        ("https://zoom.us/j/1?pwd=x", "https://zoom.us/j/1?pwd=x", ["P07"]),
        ("http://example.org/room", "", ["H08"]),
        ("javascript:alert(1)", "", ["H07"]),
        ("https://zoom.us@evil.example.org/", "", ["H09"]),
        ("data:text/html,x", "", ["H07"]),
    ],
)
def test_only_safe_links_are_kept(link: str, kept: str, remarks: list[str]) -> None:
    assert meeting(conference_url=link).link == kept
    assert codes(conference_url=link) == remarks


@pytest.mark.parametrize(
    ("latitude", "longitude", "at", "remarks"),
    [
        (45.5, -122.6, (45.5, -122.6), []),
        ("45.5", "-122.6", (45.5, -122.6), []),
        ("", "", None, []),
        (None, None, None, []),
        (0, 0, None, ["G04"]),
        (145.5, -122.6, None, ["G02"]),
        ("45,5", "-122.6", None, ["G01"]),
    ],
)
def test_coordinates_are_numbers_or_left_away(latitude: Any, longitude: Any, at: Any, remarks: list[str]) -> None:
    assert meeting(latitude=latitude, longitude=longitude).at == at
    assert codes(latitude=latitude, longitude=longitude) == remarks


@pytest.mark.parametrize(
    ("line", "country", "expected"),
    [
        ("4953 W Addison St, Chicago, IL 60641, USA", "", Address("4953 W Addison St", "Chicago", "IL", "60641", "US")),
        ("100 Main St, Tupelo, MS", "", Address("100 Main St", "Tupelo", "MS", "", "US")),
        ("100 Main St, San Diego, CA", "", Address("100 Main St", "San Diego", "CA", "", "US")),
        ("100 Main St, Springfield IL 62701", "US", Address("100 Main St", "Springfield", "IL", "62701", "US")),
        ("Chicago, IL, USA", "", Address("", "Chicago", "IL", "", "US")),
        ("10 Bay St, Toronto, ON M5V 2T6, Canada", "", Address("10 Bay St", "Toronto", "ON", "M5V 2T6", "CA")),
        ("1 High St, London SW1A 2AA, UK", "", Address("1 High St", "London", "", "SW1A 2AA", "GB")),
        ("Storgata 1, 0155 Oslo, Norway", "", Address("Storgata 1", "Oslo", "", "0155", "NO")),
        ("Hauptstr. 1, 10827 Berlin, Germany", "", Address("Hauptstr. 1", "Berlin", "", "10827", "DE")),
        ("5 Rue X, Flat 2, 75001 Paris, France", "", Address("5 Rue X, Flat 2", "Paris", "", "75001", "FR")),
        ("1 Example Street", "US", Address("1 Example Street", "", "", "", "US")),
        ("USA", "", Address("", "", "", "", "US")),
        ("", "GB", Address("", "", "", "", "GB")),
    ],
)
def test_one_line_of_address_is_taken_apart(line: str, country: str, expected: Address) -> None:
    assert parts_of(line, country, GAZETTEER) == expected


@pytest.mark.parametrize(
    ("said", "code"),
    [("USA", "US"), ("U.S.A", "US"), ("United States of America", "US"), ("Éire", ""), ("Norway", "NO")],
)
def test_a_country_has_many_names(said: str, code: str) -> None:
    assert meeting(country=said, state="Example").address.country == code


def test_a_feed_without_countries_takes_the_one_that_was_given() -> None:
    (found,) = read({**PLAIN, "country": "", "state": "", "city": "Oslo"}, country="NO").meetings
    assert found.address.country == "NO"


def test_a_state_and_its_town_say_united_states() -> None:
    assert meeting(country="").address.country == "US"


def test_a_name_that_is_missing_leaves_the_record_out() -> None:
    assert read({**PLAIN, "name": " "}).meetings == ()


def test_the_same_record_twice_is_one_meeting() -> None:
    feed = read(PLAIN, PLAIN)
    assert (feed.records, len(feed.meetings), [remark.code for remark in feed.remarks]) == (2, 1, ["D01"])


def test_regions_may_be_a_list_or_a_path() -> None:
    assert meeting(regions=["Oregon", "Portland"]).regions == ("Oregon", "Portland")
    assert meeting(regions="Oregon > Portland").regions == ("Oregon", "Portland")
    assert meeting(region="Oregon", sub_region="Portland").regions == ("Oregon", "Portland")


def test_a_zone_is_kept_when_it_is_one() -> None:
    assert meeting(timezone="America/Los_Angeles").timezone == "America/Los_Angeles"
    assert meeting(timezone="PST").timezone == ""
    assert codes(timezone="PST") == ["T07"]
