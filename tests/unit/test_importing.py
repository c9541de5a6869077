"""From a feed to files that `check` accepts: planned, refused when it looks like an accident, and repeatable."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetinghouse import importing, reading, recordfiles
from meetinghouse.feeds import filing
from meetinghouse.feeds.bmlt import USED as BMLT_FIELDS
from meetinghouse.feeds.meeting_guide import USED as MEETING_GUIDE_FIELDS
from meetinghouse.gazetteer import Gazetteer
from meetinghouse.importing import Plan
from meetinghouse.problems import Problem, Problems, errors
from meetinghouse.reading import FiledGroup
from meetinghouse.vocabulary import load

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
VOCABULARY = load(ROOT / "meetings", ROOT / "meetings")
GAZETTEER = Gazetteer()
TODAY = date(2026, 11, 22)
LATER = date(2026, 12, 24)
EARLY = {
    "slug": "early-risers",
    "name": "Early Risers",
    "day": 1,
    "time": "07:00",
    "location": "Friends Hall",
    "address": "1 Example Street",
    "city": "Portland",
    "state": "OR",
    "country": "US",
}
OWLS = {
    "slug": "night-owls",
    "name": "Night Owls",
    "day": 1,
    "time": "22:00",
    "city": "Portland",
    "state": "OR",
    "country": "US",
    "conference_url": "https://zoom.us/j/123",
}
NA = {
    "id_bigint": "7",
    "weekday_tinyint": "1",
    "venue_type": "1",
    "start_time": "19:30:00",
    "duration_time": "01:30:00",
    "published": "1",
    "meeting_name": "Just This Evening",
    "location_text": "Friends Hall",
    "location_street": "1 Example Street",
    "location_municipality": "Portland",
    "location_province": "OR",
    "location_nation": "USA",
}


def plan(folder: Path, *records: Any, name: str = "Example Intergroup", today: date = TODAY, **more: Any) -> Plan:
    return importing.run(
        json.dumps(records).encode(),
        name=name,
        today=today,
        folder=folder,
        vocabulary=VOCABULARY,
        gazetteer=GAZETTEER,
        **more,
    )


def imported(folder: Path, *records: Any, **more: Any) -> Plan:
    made = plan(folder, *records, **more)
    importing.apply(made, folder)
    return made


def filed(folder: Path) -> list[FiledGroup]:
    """Everything in the folder, which must have no error; what a feed says oddly is warned of."""
    problems: list[Problem] = []
    groups: list[FiledGroup] = []
    for file in recordfiles.record_files(folder, problems):
        some, wrong = reading.read_file(file, VOCABULARY, TODAY)
        groups += some
        problems += wrong
    assert errors(problems) == []
    return groups


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_feed_becomes_one_list_file_for_each_town(tmp_path: Path) -> None:
    salem = {**EARLY, "slug": "salem-nooners", "name": "Salem Nooners", "city": "Salem"}
    made = imported(tmp_path, EARLY, salem, OWLS)
    assert files(tmp_path) == ["online/aa.yml", "us/oregon/portland.yml", "us/oregon/salem.yml"]
    assert (made.records, made.written, made.left_out, made.groups) == (3, 3, 0, 3)
    groups = filed(tmp_path)
    assert [(each.region, each.slug) for each in groups] == [
        (("online", "aa"), "night-owls"),
        (("us", "oregon", "portland"), "early-risers"),
        (("us", "oregon", "salem"), "salem-nooners"),
    ]


def test_every_group_says_where_it_came_from(tmp_path: Path) -> None:
    imported(tmp_path, EARLY)
    (found,) = filed(tmp_path)
    source = found.group.source
    assert source is not None
    assert (source.name, source.id, source.on) == ("Example Intergroup", "early-risers", TODAY)


def test_what_goes_in_is_written_or_left_out_for_a_reason(tmp_path: Path) -> None:
    nameless = {**EARLY, "name": ""}
    made = plan(tmp_path, EARLY, nameless, "text", {**OWLS, "conference_url": "javascript:x", "address": "Online"})
    assert (made.records, made.written, made.left_out) == (4, 1, 3)
    assert sorted(remark.code for remark in made.remarks if remark.left_out) == ["G21", "I02", "Y48"]
    assert all(remark.record and remark.field and remark.said for remark in made.remarks)


def test_meetings_of_one_name_and_place_are_one_group(tmp_path: Path) -> None:
    imported(tmp_path, EARLY, {**EARLY, "slug": "early-risers-2", "day": 3}, {**EARLY, "slug": "x", "day": [6, 0]})
    (found,) = filed(tmp_path)
    assert found.slug == "x"
    assert [meeting.id for meeting in found.group.meetings] == ["mon-0700", "wed-0700", "sat-sun-0700"]
    assert found.group.venue is not None
    assert all(meeting.venue is None for meeting in found.group.meetings)


def test_the_same_name_at_another_place_is_another_group(tmp_path: Path) -> None:
    imported(tmp_path, EARLY, {**EARLY, "slug": "early-risers-2", "address": "9 Elm Street"})
    assert [each.slug for each in filed(tmp_path)] == ["early-risers", "early-risers-2"]


def test_a_feed_may_name_the_group_of_differently_named_meetings(tmp_path: Path) -> None:
    step = {**EARLY, "slug": "steps", "name": "Step Night", "day": 2, "group": "Home Group"}
    imported(tmp_path, {**EARLY, "group": "Home Group"}, step)
    (found,) = filed(tmp_path)
    assert (found.slug, found.group.name) == ("home-group", "Home Group")
    assert [meeting.name for meeting in found.group.meetings] == ["Early Risers", "Step Night"]


def test_a_group_id_holds_a_group_together(tmp_path: Path) -> None:
    imported(tmp_path, {**EARLY, "group_id": 5}, {**EARLY, "slug": "b", "name": "B", "address": "2 Elm", "group_id": 5})
    (found,) = filed(tmp_path)
    assert [meeting.venue is not None for meeting in found.group.meetings] == [True, True]


def test_two_meetings_at_one_time_get_two_ids(tmp_path: Path) -> None:
    imported(tmp_path, {**EARLY, "group_id": 5}, {**EARLY, "slug": "b", "address": "2 Elm Street", "group_id": 5})
    (found,) = filed(tmp_path)
    assert [meeting.id for meeting in found.group.meetings] == ["mon-0700", "mon-0700-2"]


def test_seven_days_are_every_day_and_no_day_is_by_appointment(tmp_path: Path) -> None:
    daily = {**EARLY, "slug": "daily", "name": "Daily", "day": [0, 1, 2, 3, 4, 5, 6]}
    ask = {**EARLY, "slug": "ask", "name": "Ask Us", "day": None, "time": None}
    imported(tmp_path, daily, ask)
    assert [each.group.meetings[0].id for each in filed(tmp_path)] == ["by-appointment", "daily-0700"]
    assert len(filed(tmp_path)[1].group.meetings[0].day) == 7


def test_a_meeting_in_person_leaves_its_zone_to_the_build(tmp_path: Path) -> None:
    imported(tmp_path, EARLY)
    assert filed(tmp_path)[0].group.timezone is None


def test_a_village_that_no_gazetteer_knows_takes_the_zone_of_its_state(tmp_path: Path) -> None:
    imported(tmp_path, {**EARLY, "city": "Nowhereville", "state": "NY"})
    (found,) = filed(tmp_path)
    assert (found.region, found.group.timezone) == (("us", "new-york", "nowhereville"), "America/New_York")


def test_an_online_meeting_takes_the_zone_of_its_town_and_says_so(tmp_path: Path) -> None:
    made = imported(tmp_path, OWLS)
    assert filed(tmp_path)[0].group.timezone == "America/Los_Angeles"
    assert [(remark.field, remark.code) for remark in made.remarks] == [("timezone", "T06")]


def test_an_online_meeting_of_nowhere_is_left_out_unless_a_zone_is_given(tmp_path: Path) -> None:
    nowhere = {**OWLS, "city": "", "state": "", "country": ""}
    made = plan(tmp_path, EARLY, nowhere)
    assert [(remark.record, remark.code) for remark in made.remarks if remark.left_out] == [("night-owls", "T06")]
    imported(tmp_path, EARLY, nowhere, timezone="Europe/Oslo")
    assert filed(tmp_path)[0].group.timezone == "Europe/Oslo"


def test_an_online_meeting_takes_the_zone_of_its_service_body(tmp_path: Path) -> None:
    here = {**NA, "service_body_bigint": "3", "latitude": "45.52", "longitude": "-122.68"}
    online = {"id_bigint": "8", "weekday_tinyint": "2", "venue_type": "2", "start_time": "20:00:00", "published": "1",
              "meeting_name": "By Phone", "phone_meeting_number": "+1-503-555-0100", "service_body_bigint": "3",
              "latitude": "40.7", "longitude": "-74.0"}  # fmt: skip
    imported(tmp_path, here, online)
    assert filed(tmp_path)[0].group.timezone == "America/Los_Angeles"


def test_coordinates_are_kept_when_they_can_be_right(tmp_path: Path) -> None:
    imported(tmp_path, {**EARLY, "latitude": 45.51951, "longitude": -122.68052})
    venue = filed(tmp_path)[0].group.venue
    assert venue is not None
    assert venue.coordinates == (45.51951, -122.68052)


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"), [(59.9, 10.7, "G03"), (0, 0, "G04"), (44.0, -115.0, "G08"), (95, 1, "G02")]
)
def test_coordinates_that_cannot_be_right_are_left_away(
    tmp_path: Path, latitude: float, longitude: float, code: str
) -> None:
    made = imported(tmp_path, {**EARLY, "latitude": latitude, "longitude": longitude})
    venue = filed(tmp_path)[0].group.venue
    assert venue is not None
    assert venue.coordinates is None
    assert [remark.code for remark in made.remarks] == [code]


def test_coordinates_that_several_towns_share_are_left_away(tmp_path: Path) -> None:
    towns = ("Portland", "Gresham", "Beaverton")
    records = [{**EARLY, "slug": town.lower(), "city": town, "latitude": 45.5, "longitude": -122.6} for town in towns]
    made = imported(tmp_path, *records)
    assert [remark.code for remark in made.remarks] == ["G08"] * 3


def test_coordinates_that_are_only_near_are_not_written_as_a_door(tmp_path: Path) -> None:
    imported(tmp_path, {**EARLY, "latitude": 45.5, "longitude": -122.6, "approximate": "yes"})
    venue = filed(tmp_path)[0].group.venue
    assert venue is not None
    assert venue.coordinates is None


def test_regions_then_coordinates_say_the_town_when_the_address_does_not(tmp_path: Path) -> None:
    bare = {**EARLY, "city": "", "state": "", "address": ""}
    by_region = {**bare, "slug": "a", "name": "A", "regions": ["Oregon", "Salem"], "postal_code": "97301"}
    by_point = {**bare, "slug": "b", "name": "B", "latitude": 45.52, "longitude": -122.68}
    lost = {**bare, "slug": "c", "name": "C", "postal_code": "99999", "timezone": "America/Denver"}
    made = imported(tmp_path, by_region, by_point, lost)
    assert files(tmp_path) == ["us/oregon/portland.yml", "us/oregon/salem.yml", "us/unplaced.yml"]
    assert [(remark.record, remark.code) for remark in made.remarks] == [("c", "G09")]


def test_a_record_without_any_country_is_left_out_or_takes_the_given_one(tmp_path: Path) -> None:
    unknown = {**EARLY, "country": "", "state": "", "city": "Oslo"}
    assert [remark.code for remark in plan(tmp_path, EARLY, unknown).remarks if remark.left_out] == ["G13"]
    imported(tmp_path, unknown, country="NO")
    assert filed(tmp_path)[0].region[0] == "no"


@pytest.mark.parametrize(
    ("name", "value"), [("country", "Narnia"), ("timezone", "EST"), ("fellowship", "xx"), ("kind", "x")]
)
def test_an_option_that_is_no_such_thing_is_said(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(Problems, match=value):
        plan(tmp_path, EARLY, **dict[str, Any]({name: value}))


def test_names_in_other_scripts_get_an_address_too(tmp_path: Path) -> None:
    imported(tmp_path, {**EARLY, "slug": "", "name": "朝の集い", "id": "朝"}, {**EARLY, "name": "Ærlig Øl", "slug": ""})
    assert all(each.slug.isascii() for each in filed(tmp_path))
    assert "aerlig-ol" in {each.slug for each in filed(tmp_path)}


def test_importing_the_same_feed_again_changes_nothing(tmp_path: Path) -> None:
    records = EARLY, {**EARLY, "slug": "closed", "name": "Closed", "types": ["TC"]}, OWLS
    imported(tmp_path, *records)
    again = plan(tmp_path, *records, today=LATER)
    assert (again.files, again.removals, again.unchanged) == ({}, (), 2)


def test_a_change_in_the_feed_changes_one_file_and_keeps_every_address(tmp_path: Path) -> None:
    imported(tmp_path, EARLY, OWLS)
    again = imported(tmp_path, {**EARLY, "name": "Very Early Risers", "time": "06:00"}, OWLS, today=LATER)
    assert list(again.files) == ["us/oregon/portland.yml"]
    (_, found) = filed(tmp_path)
    assert (found.slug, found.group.name) == ("early-risers", "Very Early Risers")
    assert found.group.source is not None
    assert found.group.source.on == LATER


def test_a_bmlt_group_keeps_its_address_when_it_is_renamed(tmp_path: Path) -> None:
    imported(tmp_path, NA)
    imported(tmp_path, {**NA, "meeting_name": "Another Name"}, today=LATER)
    assert [each.slug for each in filed(tmp_path)] == ["just-this-evening-7"]


def test_a_pause_keeps_the_day_it_began(tmp_path: Path) -> None:
    closed = {**EARLY, "types": ["TC"]}
    imported(tmp_path, closed)
    imported(tmp_path, {**closed, "time": "08:00"}, today=LATER)
    paused = filed(tmp_path)[0].group.paused
    assert paused is not None
    assert paused.since == TODAY


def test_a_group_that_moves_leaves_its_old_file(tmp_path: Path) -> None:
    imported(tmp_path, EARLY)
    made = imported(tmp_path, {**EARLY, "city": "Salem"}, today=LATER)
    assert made.removals == ("us/oregon/portland.yml",)
    assert files(tmp_path) == ["us/oregon/salem.yml"]


def test_what_a_person_wrote_is_never_overwritten(tmp_path: Path) -> None:
    by_hand = tmp_path / "us" / "oregon" / "portland.yml"
    by_hand.parent.mkdir(parents=True)
    text = "- group: By Hand\n  slug: by-hand\n  fellowship: aa\n"
    by_hand.write_text(text)
    with pytest.raises(Problems, match=r"portland.yml.*'Example Intergroup'.*'By Hand'"):
        plan(tmp_path, EARLY)
    assert by_hand.read_text() == text


def test_a_group_filed_by_hand_keeps_its_address(tmp_path: Path) -> None:
    by_hand = tmp_path / "us" / "oregon" / "portland" / "early-risers.yml"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("group: Early Risers\n")
    made = plan(tmp_path, EARLY)
    assert "slug: early-risers-example-intergroup\n" in made.files["us/oregon/portland.yml"]


def test_two_feeds_share_the_file_of_a_town_and_leave_each_other_alone(tmp_path: Path) -> None:
    imported(tmp_path, EARLY, name="AA Portland")
    imported(tmp_path, NA, name="NA Portland")
    assert files(tmp_path) == ["us/oregon/portland.yml"]
    assert [each.group.fellowship for each in filed(tmp_path)] == ["aa", "na"]
    assert plan(tmp_path, EARLY, name="AA Portland", today=LATER).files == {}
    imported(tmp_path, {**EARLY, "city": "Salem"}, name="AA Portland", today=LATER)
    assert files(tmp_path) == ["us/oregon/portland.yml", "us/oregon/salem.yml"]


def test_a_group_never_takes_the_address_of_a_town(tmp_path: Path) -> None:
    nowhere = {**EARLY, "city": "", "address": "", "postal_code": "99999", "timezone": "America/Denver", "state": ""}
    imported(tmp_path, EARLY, {**nowhere, "slug": "oregon", "name": "Oregon"})
    assert {each.region for each in filed(tmp_path)} == {("us", "oregon", "portland"), ("us", "unplaced")}


def test_files_are_written_whole_and_nothing_else_stays_behind(tmp_path: Path) -> None:
    made = imported(tmp_path, EARLY, OWLS)
    assert files(tmp_path) == sorted(made.files)
    assert all((tmp_path / shown).read_text() == text for shown, text in made.files.items())


def test_the_summary_counts_every_record(tmp_path: Path) -> None:
    made = plan(tmp_path, EARLY, {**EARLY, "name": ""}, {**OWLS, "venmo": "@owls"})
    assert made.summary().splitlines() == [
        "3 records: 2 written in 2 groups, 1 left out.",
        "  left out for name [Y48]: 1",
        "Fields not imported: venmo.",
        "2 files change, 0 go, 0 stay as they are.",
    ]


def test_a_file_may_be_given_instead_of_its_bytes(tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([EARLY]))
    made = importing.run(feed, name="x", today=TODAY, folder=tmp_path / "m", vocabulary=VOCABULARY, gazetteer=GAZETTEER)
    assert made.written == 1


def test_a_file_that_would_be_too_big_is_split_by_first_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "MOST_GROUPS_OF_A_FILE", 1)
    imported(tmp_path, OWLS, {**OWLS, "slug": "larks", "name": "Larks"})
    assert files(tmp_path) == ["online/aa-l.yml", "online/aa-n.yml"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
LIKELY = st.sampled_from(
    [
        "x",
        "<b>",
        "a: b #c",
        "https://zoom.us/j/1",
        "19:30",
        "0",
        "1",
        "OR",
        "朝",
        "password: x",
        "yes",
        45.5,
        [1, 2],
        ["O"],
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([EARLY, OWLS, NA]),
    st.dictionaries(st.sampled_from(sorted({*MEETING_GUIDE_FIELDS, *BMLT_FIELDS})), ANYTHING | LIKELY, max_size=6),
)
def test_whatever_a_feed_says_is_written_so_that_check_accepts_it_or_left_out(
    base: dict[str, Any], change: dict[str, Any]
) -> None:
    nowhere = Path("there is no such folder")
    sound = {**base, "slug": "sound", "id_bigint": "99", "name": "Sound", "meeting_name": "Sound"}
    kind = "bmlt" if base is NA else "meeting-guide"
    made = plan(nowhere, sound, {**base, **change}, kind=kind)
    assert made.records == made.written + made.left_out == 2
    for shown, text in made.files.items():
        file = recordfiles.RecordFile(nowhere / shown, shown, tuple(shown.removesuffix(".yml").split("/")))
        groups, problems = reading.read_groups(text.encode(), file, VOCABULARY, TODAY)
        assert groups
        assert [problem for problem in problems if problem.severity == "error"] == []


def shared(name: str) -> bytes:
    path = SHARED / name
    if not path.is_file():
        pytest.skip("the shared data are not here")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "formats", "counts"),
    [
        ("bmlt/meetings-1555.GetSearchResults.json", "bmlt/formats-139.GetFormats.json", (1555, 1513, 42)),
        ("bmlt/geo-search-53.GetSearchResults+formats.json", "", (53, 53, 0)),
        ("meeting-guide/sample-25.json", "", (25, 23, 2)),
        ("meeting-guide/edge-appointment.json", "", (2, 2, 0)),
        ("meeting-guide/edge-times.json", "", (9, 9, 0)),
        ("meeting-guide/edge-timezones.json", "", (2, 2, 0)),
    ],
)
def test_real_feeds_become_records_without_a_problem(
    tmp_path: Path, name: str, formats: str, counts: tuple[int, int, int]
) -> None:
    made = importing.run(
        shared(name),
        name="Shared",
        today=TODAY,
        folder=tmp_path,
        vocabulary=VOCABULARY,
        gazetteer=GAZETTEER,
        formats=shared(formats) if formats else None,
        country="US",
    )
    importing.apply(made, tmp_path)
    assert (made.records, made.written, made.left_out) == counts
    assert sum(len(each.group.meetings) for each in filed(tmp_path)) == made.written
