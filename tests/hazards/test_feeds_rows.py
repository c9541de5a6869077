"""Rows I01 to I11 of the hazards table: feeds that are broken, hostile or only odd. Fetching has its own (I01, I06)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meetinghouse import importing
from meetinghouse.feeds.plain import plain, time_of
from meetinghouse.gazetteer import Gazetteer
from meetinghouse.importing import Plan
from meetinghouse.problems import Problems
from meetinghouse.vocabulary import load

ROOT = Path(__file__).parents[2]
VOCABULARY = load(ROOT / "meetings", ROOT / "meetings")
GAZETTEER = Gazetteer()
RECORD = {
    "slug": "early-risers",
    "name": "Early Risers",
    "day": 1,
    "time": "07:00",
    "address": "1 Example Street",
    "city": "Portland",
    "state": "OR",
    "country": "US",
}


def plan(folder: Path, feed: bytes | list[Any], **more: Any) -> Plan:
    return importing.run(
        feed if isinstance(feed, bytes) else json.dumps(feed).encode(),
        name=more.pop("name", "Example Intergroup"),
        today=date(2026, 11, 22),
        folder=folder,
        vocabulary=VOCABULARY,
        gazetteer=GAZETTEER,
        **more,
    )


def many(count: int) -> list[dict[str, Any]]:
    return [{**RECORD, "slug": f"group-{number}", "name": f"Group {number}"} for number in range(count)]


def refused(folder: Path, feed: bytes | list[Any], **more: Any) -> tuple[str, str]:
    """The code and the words of a refusal, which leaves no file."""
    before = sorted(folder.rglob("*"))
    with pytest.raises(Problems) as caught:
        plan(folder, feed, **more)
    assert sorted(folder.rglob("*")) == before
    (problem,) = caught.value.problems
    return problem.code, str(problem)


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_i01_a_truncated_feed_is_refused(tmp_path: Path, cut: int) -> None:
    assert refused(tmp_path, json.dumps([RECORD]).encode()[:-cut])[0] == "I01"


@pytest.mark.parametrize("feed", [b"", b"  \n", b"\xef\xbb\xbf"])
def test_i01_an_empty_answer_is_refused(tmp_path: Path, feed: bytes) -> None:
    assert refused(tmp_path, feed)[0] == "I01"


@pytest.mark.parametrize("feed", [b"<!doctype html><title>Log in</title>", b"\x1f\x8b\x08\x00", b"[" * 100_000])
def test_i01_what_is_not_json_is_refused(tmp_path: Path, feed: bytes) -> None:
    assert refused(tmp_path, feed)[0] in ("I01", "I10")


@pytest.mark.parametrize("feed", [b"{}", b"null", b'"x"', b"3", b'{"error": "no"}'])
def test_i02_what_is_not_a_list_is_refused(tmp_path: Path, feed: bytes) -> None:
    assert refused(tmp_path, feed)[0] == "I02"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"day": "Monday"}, "day: monday"),
        ({"day": "1"}, "day: monday"),
        ({"day": [1, "2"]}, "day: [monday, tuesday]"),
        ({"types": "O"}, "formats: [open]"),
        ({"types": {"O": 1}}, "start: 07:00"),
        ({"types": ["O", 5]}, "formats: [open]"),
        ({"latitude": "", "longitude": ""}, "start: 07:00"),
        ({"latitude": "x", "longitude": True}, "start: 07:00"),
        ({"slug": 12}, 'slug: "12"'),
        ({"name": 12}, '- group: "12"'),
        ({"notes": ["a"]}, "start: 07:00"),
        ({"time": "7:00 AM"}, "start: 07:00"),
        ({"time": None, "day": None}, "by-appointment: yes"),
        ({"regions": [1, None, {}]}, "start: 07:00"),
    ],
)
def test_i02_a_wrong_type_is_understood_or_left_away(tmp_path: Path, change: dict[str, Any], line: str) -> None:
    made = plan(tmp_path, [{**RECORD, **change}])
    assert made.written == 1
    assert line in [each.strip(" ").removeprefix("- id") for each in made.files["us/oregon/portland.yml"].splitlines()]


@pytest.mark.parametrize(
    "change", [{"day": "Mo"}, {"day": [1, "x"]}, {"time": None}, {"time": 700}, {"name": []}, {"day": True}]
)
def test_i02_a_type_that_says_nothing_leaves_the_record_out(tmp_path: Path, change: dict[str, Any]) -> None:
    made = plan(tmp_path, [RECORD, {**RECORD, "slug": "other", **change}])
    assert (made.written, made.left_out) == (1, 1)


def test_i03_a_feed_that_shrinks_is_refused_until_it_is_accepted(tmp_path: Path) -> None:
    importing.apply(plan(tmp_path, many(20)), tmp_path)
    code, said = refused(tmp_path, many(12))
    assert (code, "8 of 20" in said) == ("I03", True)
    assert plan(tmp_path, many(12), accept_shrink=True).written == 12
    assert plan(tmp_path, many(16)).written == 16


def test_i03_a_feed_that_grows_tenfold_is_refused_until_it_is_accepted(tmp_path: Path) -> None:
    importing.apply(plan(tmp_path, many(2)), tmp_path)
    assert refused(tmp_path, many(30))[0] == "I03"
    assert plan(tmp_path, many(30), accept_shrink=True).written == 30


def test_i03_an_empty_list_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, [])[0] == "I03"


def test_i03_a_feed_of_which_nothing_can_be_written_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, [{"slug": "x"}])[0] == "I03"


def test_i04_a_slug_that_stands_twice_is_made_two(tmp_path: Path) -> None:
    made = plan(tmp_path, [RECORD, {**RECORD, "name": "Late Risers"}])
    lines = made.files["us/oregon/portland.yml"].splitlines()
    assert [line for line in lines if "slug:" in line] == [
        "  slug: early-risers",
        "  slug: early-risers-example-intergroup",
    ]
    assert [remark.code for remark in made.remarks] == ["I04"]


def test_i04_two_feeds_with_one_slug_stay_two_groups(tmp_path: Path) -> None:
    importing.apply(plan(tmp_path, [RECORD]), tmp_path)
    made = plan(tmp_path, [{**RECORD, "name": "Late Risers"}], name="Other Feed", fellowship="ca")
    text = made.files["us/oregon/portland.yml"]
    assert "  slug: early-risers\n" in text
    assert "  slug: early-risers-other-feed\n" in text


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("<b>Bold</b> words", "Bold words"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<script>alert(1)</script>x", "x"),
        ("Men &amp; Women", "Men & Women"),
        ("Men & Women", "Men & Women"),
        ("Men &amp;amp; Women", "Men &amp; Women"),
        ("&lt;b&gt;", "<b>"),
        ("Women&#8217;s", "Women’s"),
        ("i < 3", "i < 3"),
        ("e\u0301", "é"),
        ("a\u202eb\u200bc\x00", "abc"),
        (" a \t b \r\n c ", "a b\nc"),
    ],
)
def test_i05_markup_is_stripped_and_entities_are_decoded_once(said: str, meant: str) -> None:
    assert plain(said) == meant


def test_i05_markup_never_reaches_a_record(tmp_path: Path) -> None:
    hostile = '<img src=x onerror=alert(1)>"><script>window.__x=1</script>'
    fields = ("name", "notes", "location", "location_notes", "group", "conference_url_notes")
    made = plan(tmp_path, [{**RECORD, **{field: f"{hostile} {field}" for field in fields}}])
    text = made.files["us/oregon/portland.yml"]
    assert not any(word in text for word in ("<", "onerror", "script", "__x"))
    assert {remark.code for remark in made.remarks} == {"I05"}


@pytest.mark.parametrize(
    ("kind", "record", "day"),
    [
        ("meeting-guide", {**RECORD, "day": 0}, "sunday"),
        ("meeting-guide", {**RECORD, "day": 1}, "monday"),
        ("meeting-guide", {**RECORD, "day": 6}, "saturday"),
        ("bmlt", {"weekday_tinyint": "1"}, "sunday"),
        ("bmlt", {"weekday_tinyint": "2"}, "monday"),
        ("bmlt", {"weekday_tinyint": "7"}, "saturday"),
    ],
)
def test_i07_each_feed_begins_its_week_elsewhere(tmp_path: Path, kind: str, record: dict[str, Any], day: str) -> None:
    bmlt = {
        "id_bigint": "1",
        "meeting_name": "x",
        "start_time": "07:00:00",
        "venue_type": "1",
        "location_street": "1 Example Street",
        "location_municipality": "Portland",
        "location_province": "OR",
    }
    made = plan(tmp_path, [{**bmlt, **record} if kind == "bmlt" else record])
    assert f"      day: {day}\n" in made.files["us/oregon/portland.yml"]


@pytest.mark.parametrize(("end", "codes"), [("", []), (None, []), ("00:00", ["I08"]), ("07:00", ["I08"])])
def test_i08_an_end_that_nobody_knows_is_not_written(tmp_path: Path, end: str | None, codes: list[str]) -> None:
    made = plan(tmp_path, [{**RECORD, "end_time": end}])
    assert "end:" not in made.files["us/oregon/portland.yml"]
    assert [remark.code for remark in made.remarks] == codes


def test_i09_the_same_content_changes_no_file_whatever_its_dates(tmp_path: Path) -> None:
    importing.apply(plan(tmp_path, [{**RECORD, "updated": "2026-01-01 00:00:00"}]), tmp_path)
    assert plan(tmp_path, [{**RECORD, "updated": "2099-01-01 00:00:00"}]).files == {}


def test_i10_a_byte_order_mark_is_ignored(tmp_path: Path) -> None:
    assert plan(tmp_path, b"\xef\xbb\xbf" + json.dumps([RECORD]).encode()).written == 1


@pytest.mark.parametrize(
    ("feed", "at"),
    [
        (b'[{"slug": "a",}]', 14),
        (b'[{"slug": "a"},]', 15),
        (b'[{"a": NaN}]', 7),
        (b'[{"a": Infinity}]', 7),
        (b"[{'a': 1}]", 2),
    ],
)
def test_i10_what_only_looks_like_json_is_refused_where_it_fails(tmp_path: Path, feed: bytes, at: int) -> None:
    code, said = refused(tmp_path, feed)
    assert code in ("I10", "I01")
    assert any(f"character {offset}:" in said for offset in (at - 1, at, at + 1))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("19:30", "19:30"),
        ("19:30:00", "19:30"),
        ("9:30", "09:30"),
        ("7:30 PM", "19:30"),
        ("7:30pm", "19:30"),
        ("7 p.m.", "19:00"),
        ("12:00 AM", "00:00"),
        ("12:00 PM", "12:00"),
        ("noon", "12:00"),
        ("24:00", ""),
        ("25:00", ""),
        ("19.30", ""),
        ("１９:３０", ""),
        ("midnight", ""),
        ("13:00 PM", ""),
        (1930, ""),
        (None, ""),
    ],
)
def test_i11_times_are_understood_as_people_write_them(said: Any, meant: str) -> None:
    assert time_of(said) == meant
