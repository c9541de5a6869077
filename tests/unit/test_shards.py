"""The finder's files hold the whole directory, as FORMAT.md says, and nothing that a group keeps to itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetinghouse.cutting import STEP, WEEK, by_start, utc_minutes
from meetinghouse.directory import Directory
from meetinghouse.geo import Precision
from meetinghouse.placed import PlacedGroup, PlacedMeeting
from meetinghouse.placenames import fold
from meetinghouse.records import Answer, Attendance, HowToJoin
from meetinghouse.schedule import day_code, occurrences
from meetinghouse.schedule_words import rule_in_words
from meetinghouse.shards import CUT, Finder, dumps, script_safe
from samples import PLACING, PLAIN, TODAY, WORDS, changed, directory_of, many, project

EPOCH = date(1970, 1, 1)
VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ONLINE = changed(VENUE, "online: {link: https://rooms.example.org/canal}\ntimezone: Europe/London\n")
ATTENDANCE = (Attendance.IN_PERSON, Attendance.ONLINE, Attendance.HYBRID)
JOIN = (
    HowToJoin.OPEN,
    HowToJoin.PASSCODE,
    HowToJoin.ASK_BY_EMAIL,
    HowToJoin.ASK_BY_PHONE,
    HowToJoin.REGISTER,
)


@cache
def of_project() -> Finder:
    return Finder(project(), PLACING.gazetteer)


def files(finder: Finder) -> dict[str, Any]:
    return {uri.removeprefix("finder/"): json.loads(content) for uri, content in finder.files()}


def manifest(finder: Finder) -> Any:
    return json.loads(finder.manifest())


def decoded(shard: Any, head: Any) -> Iterator[dict[str, Any]]:
    """The meetings of a shard, by nothing but the words of FORMAT.md."""
    groups, venues = shard["groups"], shard["venues"]
    for row in range(shard["count"]):
        group, venue = shard["group"][row], shard["venue"][row]
        region, region_name = shard["regions"][groups["region"][group]]
        link, phone = shard["link"][row], shard["phone"][row]
        yield {
            "key": (region, groups["slug"][group], shard["id"][row]),
            "region": region_name,
            "group": groups["name"][group],
            "name": shard["names"].get(str(row)),
            "fellowship": head["fellowships"][groups["fellowship"][group]][0],
            "confirmed": groups["confirmed"][group],
            "schedule": shard["schedules"][shard["schedule"][row]],
            "zone": shard["zoneNames"][shard["zone"][row]],
            "attendance": ATTENDANCE[shard["attendance"][row]],
            "venue": None if venue < 0 else {name: column[venue] for name, column in venues.items()},
            "formats": [head["formats"][number][0] for number in shard["formatSets"][shard["formatSet"][row]]],
            "languages": [head["languages"][number][0] for number in shard["languageSets"][shard["languageSet"][row]]],
            "link": None if link < 0 else shard["links"][link],
            "phone": None if phone < 0 else shard["phones"][phone],
            "join": JOIN[shard["join"][row]],
            "paused": shard["paused"].get(str(row)),
        }


EXPECTED = """\
group: Canal Side
fellowship: aa
timezone: Europe/London
online:
  link: https://rooms.example.org/canal
  camera: required
  access: {captions: yes, sign-language: no}
religious-content: none
meetings:
  - {id: tue, day: tuesday, start: 19:30, end: 20:30, speaking: optional}
  - {id: wed, day: wednesday, start: 19:30, end: 20:30, religious-content: some, proof-of-attendance: yes}
"""


def facts_said(finder: Finder) -> dict[str, list[str]]:
    """What the shards say beside the venue, in words, by the meeting's id; as FORMAT.md says."""
    head = manifest(finder)
    rows = [*head["access"], *head["expect"]]
    said: dict[str, list[str]] = {}
    for name, shard in files(finder).items():
        if name.startswith("meetings"):
            for row, number in shard.get("facts", {}).items():
                codes = shard["factSets"][number]
                words = [(rows[code // 2], 1 + code % 2) for code in codes]
                said[shard["id"][int(row)]] = [names[place] for names, place in words if place < len(names)]
    return said


def test_what_to_expect_is_in_the_shards_and_the_unknown_is_not() -> None:
    finder = Finder(directory_of(EXPECTED), PLACING.gazetteer)
    assert facts_said(finder) == {
        "tue": ["Captions online", "Camera needs to be on", "You need not speak", "No religious content"],
        "wed": ["Captions online", "Camera needs to be on", "Prayer or religious words", "Signs proof of attendance"],
    }


def test_facts_that_nobody_told_us_cost_nothing() -> None:
    finder = Finder(directory_of(ONLINE), PLACING.gazetteer)
    assert all("facts" not in shard and "factSets" not in shard for shard in files(finder).values())
    assert manifest(finder)["expect"] == []


def expected(directory: Directory, group: PlacedGroup, meeting: PlacedMeeting, head: Any) -> dict[str, Any]:
    online, confirmed, paused = meeting.online, group.group.confirmed, meeting.paused
    shown = online is not None and online.how_to_join is HowToJoin.OPEN
    name = directory.vocabulary.region_name
    ends = range(len(group.region), max(0, len(group.region) - 2), -1)
    return {
        "key": ("/".join(group.region), group.slug, meeting.id),
        "region": ", ".join(name(group.region[:end]) for end in ends),
        "group": group.group.name,
        "name": meeting.name,
        "fellowship": group.group.fellowship,
        "confirmed": (confirmed.on - EPOCH).days if confirmed else 0,
        "schedule": {"appointment": 1}
        if meeting.schedule.by_appointment
        else {
            "days": [day_code(rule) for rule in meeting.schedule.days],
            "start": meeting.schedule.start,
            "minutes": meeting.schedule.minutes,
        }
        | ({"words": rule_in_words(meeting.schedule)} if any(rule.nth for rule in meeting.schedule.days) else {}),
        "zone": meeting.zone,
        "attendance": meeting.attendance,
        "venue": expected_venue(meeting, head),
        "formats": list(meeting.formats),
        "languages": list(meeting.languages),
        "link": online.link if online and shown else None,
        "phone": online.phone if online and shown else None,
        "join": online.how_to_join if online else HowToJoin.OPEN,
        "paused": [(paused.since - EPOCH).days, (paused.until - EPOCH).days if paused.until else 0] if paused else None,
    }


def expected_venue(meeting: PlacedMeeting, head: Any) -> dict[str, Any] | None:
    venue, at = meeting.venue, meeting.at
    if venue is None:
        return None
    facts = [row[0] for row in head["access"]]
    return {
        "name": venue.name or "",
        "street": (venue.address and venue.address.street) or "",
        "city": (venue.address and venue.address.city) or "",
        "latitude": round(at.latitude * 100_000) if at else None,
        "longitude": round(at.longitude * 100_000) if at else None,
        "precision": [*Precision].index(at.precision) if at else 3,
        "access": [
            2 * facts.index(fact) + (answer is Answer.NO)
            for fact, answer in venue.access.items()
            if answer is not Answer.UNKNOWN
        ],
    }


def meetings_in(finder: Finder) -> dict[Any, dict[str, Any]]:
    """Every meeting of every shard; one that stands in two files must be the same in both."""
    head, found = manifest(finder), {}
    for name, shard in files(finder).items():
        if name.startswith("meetings."):
            for meeting in decoded(shard, head):
                assert found.setdefault(meeting["key"], meeting) == meeting
    return found


def all_expected(directory: Directory, head: Any) -> dict[Any, dict[str, Any]]:
    rows = [expected(directory, group, meeting, head) for group in directory.listed for meeting in group.meetings]
    return {row["key"]: row for row in rows}


def test_every_meeting_of_the_directory_is_in_the_shards_as_it_is() -> None:
    finder = of_project()
    assert meetings_in(finder) == all_expected(finder.directory, manifest(finder))


@pytest.mark.parametrize("directory", [many(2500), many(2500, ONLINE), many(1001)], ids=["placed", "online", "1001"])
def test_a_larger_directory_is_in_the_shards_too(directory: Directory) -> None:
    finder = Finder(directory, PLACING.gazetteer)
    assert meetings_in(finder) == all_expected(directory, manifest(finder))


def test_a_small_directory_is_one_cell() -> None:
    head = manifest(of_project())
    ((name, count, *_),) = head["cells"]
    assert (count, head["meetings"]) == (len(of_project().rows), len(of_project().rows))
    assert [row[0] for row in head["online"]] == [name]
    assert (head["unplaced"], head["names"]) == ([], None)


def test_an_unlisted_group_is_in_no_shard() -> None:
    assert "hidden-door" not in {key[1] for key in meetings_in(of_project())}


def test_a_way_in_that_is_asked_for_is_in_no_file_of_the_finder() -> None:
    finder = of_project()
    everything = b"".join(content for _, content in finder.files()) + finder.manifest()
    assert b"rooms.example.org/open" in everything
    for secret in (b"secret-way-in", b"555-0199", b"424242"):
        assert secret not in everything


@pytest.mark.parametrize("how", [how for how in HowToJoin if how is not HowToJoin.OPEN])
def test_every_gate_keeps_the_link_and_the_number_out(how: HowToJoin) -> None:
    room = "https://rooms.example.org/canal}"
    gated = changed(room, f'https://rooms.example.org/canal, phone: "+44 113 496 0123", how-to-join: {how}}}', ONLINE)
    finder = Finder(directory_of("contact: {email: canal@example.org}\n" + gated), PLACING.gazetteer)
    (meeting,) = meetings_in(finder).values()
    assert (meeting["link"], meeting["phone"], meeting["join"]) == (None, None, how)
    assert b"rooms.example.org" not in b"".join(content for _, content in finder.files())


def test_no_shard_holds_more_than_a_thousand_meetings() -> None:
    finder = Finder(many(3500), PLACING.gazetteer)
    counts = [shard["count"] for name, shard in files(finder).items() if name.startswith("meetings.")]
    assert sum(counts) == 3500
    assert max(counts) <= CUT


def test_no_shard_holds_more_meetings_of_one_building_than_any_other() -> None:
    finder = Finder(many(2300, spread=0.0), PLACING.gazetteer)
    assert [row[1] for row in manifest(finder)["cells"]] == [600, 600, 600, 500]


def test_each_cell_says_how_many_it_holds_and_its_box_holds_them() -> None:
    finder = Finder(many(2500), PLACING.gazetteer)
    shards = files(finder)
    for name, count, south, west, north, east in manifest(finder)["cells"]:
        venues = shards[name]["venues"]
        assert shards[name]["count"] == count
        assert south <= min(venues["latitude"]) / 1000 and max(venues["latitude"]) / 1000 <= north
        assert west <= min(venues["longitude"]) / 1000 and max(venues["longitude"]) / 1000 <= east


def test_cells_do_not_overlap_by_more_than_their_rounding() -> None:
    boxes = [row[2:] for row in manifest(Finder(many(2500), PLACING.gazetteer))["cells"]]
    for number, (south, west, north, east) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = south >= other[2] - 2 or other[0] >= north - 2 or west >= other[3] - 2 or other[1] >= east - 2
            assert apart


def test_meetings_without_a_place_have_files_of_their_own() -> None:
    placed, lost = many(1500), many(1200)
    without = [
        replace(group, slug=f"lost-{group.slug}", meetings=tuple(replace(one, at=None) for one in group.meetings))
        for group in lost.groups
    ]
    finder = Finder(Directory([*placed.groups, *without], WORDS, TODAY), PLACING.gazetteer)
    shards = files(finder)
    assert [shards[name]["count"] for name in manifest(finder)["unplaced"]] == [600, 600]


def test_online_meetings_have_files_by_language_and_then_by_when_they_start() -> None:
    finder = Finder(many(1500, changed("day: tuesday", "day: [tuesday, thursday]", ONLINE)), PLACING.gazetteer)
    rows = manifest(finder)["online"]
    start = 19 * 60 + 30  # London, in winter and in summer
    ends = [1440 + start, 3 * 1440 + start - 60, 3 * 1440 + start, WEEK]
    assert [row[2:] for row in rows] == [[0, *each] for each in zip([0, *ends], ends, strict=False)]
    assert {row[1] for row in rows} == {1500}


def test_a_hybrid_meeting_is_in_a_cell_and_in_an_online_file() -> None:
    hybrid = "attendance: hybrid\nonline: {link: https://rooms.example.org/canal}\n" + PLAIN
    head = manifest(Finder(many(1200, hybrid), PLACING.gazetteer))
    assert sum(row[1] for row in head["cells"]) == 1200
    assert {row[1] for row in head["online"]} == {1200}


def test_every_file_the_manifest_names_is_there_and_no_other() -> None:
    for finder in (of_project(), Finder(many(2500), PLACING.gazetteer)):
        head = manifest(finder)
        named = {row[0] for row in (*head["cells"], *head["online"])} | set(head["unplaced"])
        named |= set(head["places"].values()) | ({head["names"]} if head["names"] else set())
        found = files(finder)
        named |= {leaf for _, leaf in found[head["places"]["places.json"]].get("leaves", [])}
        assert set(found) == named


def test_the_name_index_finds_every_cell_that_holds_a_word() -> None:
    finder = Finder(many(2500), PLACING.gazetteer)
    head, shards = manifest(finder), files(finder)
    index = shards[head["names"]]
    cells = dict(zip(index["terms"], index["cells"], strict=True))
    assert index["terms"] == sorted(index["terms"])
    for number, row in enumerate(head["cells"]):
        for name in shards[row[0]]["venues"]["name"]:
            for word in fold(name).split(" "):
                if len(word) > 1:
                    assert number in cells[word] or cells[word] == []
    assert cells["leeds"] == [], "a word that most cells hold"


def test_a_name_of_a_file_is_that_of_its_content() -> None:
    names = [uri for uri, _ in of_project().files()]
    assert all(re.fullmatch(r"finder/[a-z0-9-]+\.[0-9a-f]{8}\.json", name) for name in names)
    other = Finder(directory_of(PLAIN), PLACING.gazetteer)
    assert not {name for name in names if "meetings." in name} & {name for name, _ in other.files()}


def test_the_same_directory_gives_the_same_bytes() -> None:
    first, second = Finder(project(), PLACING.gazetteer), Finder(project(), PLACING.gazetteer)
    assert list(first.files()) == list(second.files())
    assert first.manifest() == second.manifest()


def test_only_words_in_use_are_in_the_manifest() -> None:
    head = manifest(of_project())
    used = {group.group.fellowship for group in of_project().directory.listed}
    assert {row[0] for row in head["fellowships"]} == used
    assert [row[0] for row in head["languages"]] == ["en", "es", "pl"]
    assert {row[0] for row in head["access"]} >= {"step-free", "toilet"}
    assert set(head["kinds"]) == {kind for row in head["fellowships"] for kind in row[2]}


def test_the_manifest_says_when_it_was_built_and_for_which_zones() -> None:
    head = manifest(of_project())
    assert (head["format"], head["built"], head["language"]) == (1, "2026-11-24", "en")
    assert set(head["zones"]["zones"]) == set(of_project().directory.zones)


def test_an_empty_directory_is_a_manifest_without_shards() -> None:
    finder = Finder(Directory([], WORDS, TODAY), PLACING.gazetteer)
    head = manifest(finder)
    assert (head["meetings"], head["cells"], head["online"]) == (0, [], [])
    assert "meetings" not in "".join(files(finder))


def test_stretches_follow_each_other_through_the_week() -> None:
    finder = Finder(many(400, changed("day: tuesday", "day: [tuesday, thursday]", ONLINE)), PLACING.gazetteer)
    stretches = by_start(finder.rows, TODAY, 10)
    assert [stretch.start for stretch in stretches] == [0, *(stretch.end for stretch in stretches[:-1])]
    assert stretches[-1].end == WEEK
    assert {row.group.slug for stretch in stretches for row in stretch.rows} == {row.group.slug for row in finder.rows}


@pytest.mark.parametrize(
    ("zone", "day", "start", "minutes"),
    [
        ("UTC", "monday", "19:30", {1170}),
        ("America/New_York", "monday", "19:30", {1170 + 240, 1170 + 300}),
        ("Asia/Kathmandu", "monday", "05:00", {WEEK - 45}),
        ("Europe/London", "monday", "00:30", {30, WEEK - 30}),
    ],
)
def test_an_online_meeting_is_under_each_minute_of_utc_it_can_start_at(
    zone: str, day: str, start: str, minutes: set[int]
) -> None:
    record = changed("Europe/London", zone, changed("day: tuesday", f"day: {day}", changed("19:30", start, ONLINE)))
    ((meeting,),) = [group.meetings for group in directory_of(changed("end: 20:30", "minutes: 60", record)).groups]
    assert utc_minutes(meeting, TODAY) == minutes
    long = replace(meeting, schedule=replace(meeting.schedule, minutes=STEP + 30))
    assert utc_minutes(long, TODAY) == minutes | {(minute + STEP) % WEEK for minute in minutes}


@given(
    st.sampled_from(sorted(set(of_project().directory.zones) | {"Africa/Casablanca", "Africa/Cairo", "Asia/Gaza"})),
    st.integers(0, 1439),
)
def test_no_start_falls_on_a_minute_of_utc_without_the_meeting(zone: str, start: int) -> None:
    (group,) = directory_of(ONLINE).groups
    meeting = replace(group.meetings[0], zone=zone, schedule=replace(group.meetings[0].schedule, start=start))
    minutes = utc_minutes(meeting, TODAY)
    coming = occurrences(meeting.schedule, zone, occurrence_day(TODAY))
    starts = [one.start - one.start.utcoffset() for one, _ in zip(coming, range(104), strict=False)]  # type: ignore[operator]
    assert {at.weekday() * 1440 + at.hour * 60 + at.minute for at in starts} <= minutes


def occurrence_day(on: date) -> Any:
    from datetime import UTC, datetime, time

    return datetime.combine(on - timedelta(days=1), time(), UTC)


@pytest.mark.parametrize("text", ["</script><script>", "<!--<script>", "]]>", "a & b", "line\u2028and\u2029paragraph"])
def test_e01_json_cannot_end_the_script_it_stands_in(text: str) -> None:
    safe = script_safe(dumps({text: [text]})).decode()
    assert not set(safe) & set("<>&\u2028\u2029")
    assert json.loads(safe) == {text: [text]}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_e01_any_text_survives_the_escaping(text: str) -> None:
    assert json.loads(script_safe(dumps(text))) == text


def test_e02_what_is_no_number_is_never_written() -> None:
    assert b"NaN" not in dumps({"a": float("nan")})


def test_e04_coordinates_are_whole_numbers() -> None:
    shard: Mapping[str, Any] = next(iter(files(of_project()).values()))
    values = [*shard["venues"]["latitude"], *shard["venues"]["longitude"]]
    assert Counter(map(type, values)).keys() <= {int, type(None)}
