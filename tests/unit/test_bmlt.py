"""Reading a BMLT answer: small invented ones, one surprise each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from meetinghouse.feeds import FEEDS
from meetinghouse.feeds.foreign import Feed, ForeignMeeting, Setting
from meetinghouse.gazetteer import Gazetteer
from meetinghouse.problems import Problems
from meetinghouse.records import Attendance
from meetinghouse.vocabulary import load

MEETINGS = Path(__file__).parents[2] / "meetings"
VOCABULARY = load(MEETINGS, MEETINGS)
GAZETTEER = Gazetteer()
PLAIN = {
    "id_bigint": "7",
    "weekday_tinyint": "1",
    "venue_type": "1",
    "start_time": "19:30:00",
    "duration_time": "01:30:00",
    "time_zone": "",
    "formats": "O,St",
    "format_shared_id_list": "17,27",
    "lang_enum": "en",
    "latitude": "42.6526",
    "longitude": "-73.7562",
    "published": "1",
    "service_body_bigint": "3",
    "meeting_name": "Just This Evening",
    "location_text": "Friends Hall",
    "location_street": "1 Example Street",
    "location_municipality": "Albany",
    "location_province": "NY",
    "location_nation": "USA",
}
ONLINE = {**PLAIN, "venue_type": "2", "virtual_meeting_link": "https://zoom.us/j/123"}
FORMATS = [
    {"id": "17", "key_string": "O", "world_id": "OPEN", "lang": "en"},
    {"id": "17", "key_string": "Ö", "world_id": "OPEN", "lang": "sv"},
    {"id": "27", "key_string": "St", "world_id": "STEP", "lang": "en"},
    {"id": "9", "key_string": "ES", "world_id": "LANG", "lang": "en"},
    {"id": "38", "key_string": "Ag", "world_id": "", "lang": "en"},
    {"id": "90", "key_string": "WHEEL", "world_id": "WCHR", "lang": "en"},
    {"id": "54", "key_string": "VM", "world_id": "VM", "lang": "en"},
    {"id": "55", "key_string": "TC", "world_id": "TC", "lang": "en"},
    {"id": "56", "key_string": "HY", "world_id": "HYBR", "lang": "en"},
]


def read(*records: Any, formats: Any = FORMATS, whole: bool = False) -> Feed:
    dump = json.dumps(formats).encode() if formats and not whole else None
    setting = Setting(name="Example Region", fellowship="na", vocabulary=VOCABULARY, gazetteer=GAZETTEER, formats=dump)
    answer = {"meetings": records, "formats": formats} if whole else records
    return FEEDS["bmlt"](json.dumps(answer).encode(), setting)


def meeting(base: dict[str, Any] = PLAIN, **more: Any) -> ForeignMeeting:
    (found,) = read({**base, **more}).meetings
    return found


def codes(base: dict[str, Any] = PLAIN, **more: Any) -> list[str]:
    return [remark.code for remark in read({**base, **more}).remarks]


def test_a_plain_meeting_needs_no_remark() -> None:
    feed = read(PLAIN)
    (found,) = feed.meetings
    assert feed.remarks == ()
    assert (found.id, found.slug, found.days, found.start, found.minutes) == (
        "7", "Just This Evening 7", (6,), "19:30", 90,
    )  # fmt: skip
    assert found.formats == ("open", "steps")
    assert found.at == (42.6526, -73.7562)
    assert found.venue == "Friends Hall"


@pytest.mark.parametrize(("said", "day"), [("1", 6), ("2", 0), ("7", 5), (3, 1)])
def test_sunday_is_1(said: Any, day: int) -> None:
    assert meeting(weekday_tinyint=said).days == (day,)


@pytest.mark.parametrize("said", ["0", "8", "", "Sunday", None])
def test_a_day_that_is_none_leaves_the_record_out(said: Any) -> None:
    feed = read({**PLAIN, "weekday_tinyint": said})
    assert (feed.meetings, [remark.code for remark in feed.remarks]) == ((), ["I02"])


@pytest.mark.parametrize(
    ("said", "minutes", "remarks"),
    [
        ("01:30:00", 90, []),
        ("24:00:00", 60, ["I08"]),
        ("00:00:00", 0, []),
        ("", 0, []),
        ("12:00:00", 720, []),
        ("13:00:00", 0, ["T03"]),
        ("an hour", 0, ["I02"]),
    ],
)
def test_an_open_end_is_an_hour_and_said_so(said: str, minutes: int, remarks: list[str]) -> None:
    assert meeting(duration_time=said).minutes == minutes
    assert codes(duration_time=said) == remarks


def test_unpublished_and_deleted_meetings_are_left_out_and_counted() -> None:
    feed = read({**PLAIN, "published": "0"}, {**PLAIN, "worldid_mixed": "deleted"}, PLAIN)
    assert (feed.records, len(feed.meetings)) == (3, 1)
    assert [remark.code for remark in feed.remarks] == ["M02", "M02"]


@pytest.mark.parametrize(
    ("more", "attendance"),
    [
        ({"venue_type": "1"}, Attendance.IN_PERSON),
        ({"venue_type": "3", "virtual_meeting_link": "https://zoom.us/j/1"}, Attendance.HYBRID),
        ({"venue_type": "2", "phone_meeting_number": "+1-518-555-0100"}, Attendance.ONLINE),
        ({"venue_type": "", "virtual_meeting_link": "https://zoom.us/j/1"}, Attendance.HYBRID),
        ({"venue_type": "", "virtual_meeting_link": "https://zoom.us/j/1", "location_street": ""}, Attendance.ONLINE),
        (
            {"venue_type": "", "virtual_meeting_link": "https://zoom.us/j/1", "format_shared_id_list": "54"},
            Attendance.ONLINE,
        ),
        (
            {"venue_type": "", "virtual_meeting_link": "https://zoom.us/j/1", "format_shared_id_list": "56"},
            Attendance.HYBRID,
        ),
        ({"venue_type": "3"}, Attendance.IN_PERSON),
    ],
)
def test_attendance_comes_from_the_venue_type_then_from_the_formats(
    more: dict[str, Any], attendance: Attendance
) -> None:
    assert meeting(**more).attendance is attendance


def test_a_venue_type_is_believed_against_a_format() -> None:
    assert meeting(format_shared_id_list="54").attendance is Attendance.IN_PERSON
    assert codes(format_shared_id_list="54") == ["G20"]


def test_coordinates_of_an_online_meeting_mean_nothing() -> None:
    assert meeting(ONLINE).at is None


def test_a_closed_facility_that_meets_virtually_is_online_for_now() -> None:
    found = meeting(ONLINE, format_shared_id_list="54,55")
    assert found.attendance is Attendance.ONLINE
    assert "meets online" in found.notes


def test_a_closed_facility_alone_is_a_pause() -> None:
    found = meeting(format_shared_id_list="17,55")
    assert (found.attendance, bool(found.paused)) == (Attendance.IN_PERSON, True)
    assert codes(format_shared_id_list="17,55") == ["M03"]


def test_an_online_meeting_without_a_way_in_is_left_out() -> None:
    feed = read({**ONLINE, "virtual_meeting_link": ""})
    assert (feed.meetings, [remark.code for remark in feed.remarks]) == ((), ["G21"])


def test_formats_are_told_by_world_id_then_by_key() -> None:
    found = meeting(format_shared_id_list="90,38,9")
    assert found.access == ("step-free",)
    assert "secular" in " ".join(found.formats) or found.formats
    assert found.languages == ("es",)


def test_formats_may_come_with_the_meetings() -> None:
    (found,) = read({**PLAIN, "format_shared_id_list": "90"}, whole=True).meetings
    assert found.access == ("step-free",)


def test_without_a_list_of_formats_the_usual_english_keys_are_known() -> None:
    (found,) = read({**PLAIN, "formats": "O,St,WC,VM", "format_shared_id_list": ""}, formats=None).meetings
    assert found.formats == ("open", "steps")
    assert found.access == ("step-free",)


def test_a_key_nobody_knows_is_remarked() -> None:
    feed = read({**PLAIN, "formats": "O,QQQ", "format_shared_id_list": ""}, formats=None)
    assert [remark.code for remark in feed.remarks] == ["V03"]


def test_the_language_that_the_record_was_typed_in_says_nothing() -> None:
    assert meeting(lang_enum="fa").languages == ()


def test_an_old_label_is_taken_off_its_value() -> None:
    found = meeting(location_info="In the back", bus_lines="Bus Lines#@-@#Bus Lines#@-@#M60 to Broadway")
    assert found.arrival == "In the back\nBus: M60 to Broadway"


def test_persons_and_notes_of_editors_are_not_imported() -> None:
    more = {
        "contact_name_1": "Ann Example",
        "contact_phone_1": "518-555-0100",
        "contact_email_1": "ann@example.com",
        "email_contact": "ann@example.com",
        "admin_notes": "ask Ann",
        "user_name": "ann",
    }
    feed = read({**PLAIN, **more})
    assert not any(word in repr(feed) for word in ("Ann", "ann@", "0100", "contact", "admin"))


def test_custom_fields_are_named_but_not_imported() -> None:
    assert read({**PLAIN, "seat_reservation": "yes"}).ignored == ("seat_reservation",)


def test_a_password_beside_the_link_is_left_away() -> None:
    found = meeting(ONLINE, virtual_meeting_additional_info="Zoom ID 123, password serenity")
    assert (found.online_notes, found.passcode, found.link) == ("", True, "https://zoom.us/j/123")


@pytest.mark.parametrize("said", ["USA", "U.S.A", "United States", "United States of America", "US", ""])
def test_a_country_is_told_by_any_of_its_names_or_by_state_and_town(said: str) -> None:
    assert meeting(location_nation=said).address.country == "US"


def test_a_borough_stands_in_for_the_town() -> None:
    assert meeting(location_municipality="", location_city_subsection="Brooklyn").address.city == "Brooklyn"


def test_an_empty_answer_is_refused() -> None:
    for answer in (b"[]", b'{"meetings": [], "formats": []}'):
        setting = Setting(name="x", fellowship="na", vocabulary=VOCABULARY, gazetteer=GAZETTEER)
        with pytest.raises(Problems, match="no meetings"):
            FEEDS["bmlt"](answer, setting)


def test_an_answer_that_is_an_error_is_refused() -> None:
    setting = Setting(name="x", fellowship="na", vocabulary=VOCABULARY, gazetteer=GAZETTEER)
    with pytest.raises(Problems, match="not a list"):
        FEEDS["bmlt"](b"{}", setting)
