"""What is written reads back: every text that our rules allow survives the way to YAML and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from meetinghouse import converting, plain_bytes, reading, writing, yaml_text
from meetinghouse.recordfiles import RecordFile
from meetinghouse.records import Group
from meetinghouse.vocabulary import load

MEETINGS = Path(__file__).parents[2] / "meetings"
VOCABULARY = load(MEETINGS, MEETINGS)
TODAY = date(2026, 11, 22)
FILE = RecordFile(Path("x.yml"), "meetings/us/oregon/portland.yml", ("us", "oregon", "portland"))
RECORD = {
    "meetings": [
        {"minutes": "90", "start": "07:00", "day": ["monday", "wednesday"], "id": "mon-wed-0700"},
        {"id": "sat", "day": "first saturday", "start": "09:00", "formats": ["open", "speaker"]},
    ],
    "fellowship": "aa",
    "slug": "early-risers",
    "venue": {
        "access": {"step-free": "yes", "toilet": "unknown"},
        "address": {"postcode": "97205", "country": "US", "city": "Portland", "street": "1 Example Street"},
        "coordinates": "45.51951, -122.68052",
        "name": "Room #3: upstairs",
        "arrival": "Side door.\n\nRing the lower bell.",
    },
    "source": {"name": "Example Intergroup", "id": "12", "on": "2026-11-22"},
    "group": "Early Risers",
}
"""In no order at all."""


def accepted(text: str) -> bool:
    try:
        converting.note(text)
    except PydanticCustomError:
        return False
    allowed = plain_bytes.FORBIDDEN, plain_bytes.MARKS_ON_ONE_LETTER, plain_bytes.BARE_CARRIAGE_RETURN
    return not any(pattern.search(text) for pattern in allowed)


def there_and_back(fields: object) -> object:
    text = writing.text_of(fields)  # type: ignore[arg-type]
    problems: list[object] = []
    value = yaml_text.read(yaml_text.decoded(text.encode(), "x.yml"), "x.yml", problems)  # type: ignore[arg-type]
    assert problems == []
    return value


def test_a_record_reads_back_as_it_was() -> None:
    assert there_and_back(RECORD) == RECORD
    assert there_and_back([RECORD, RECORD]) == [RECORD, RECORD]


def test_the_reader_accepts_a_list_file_and_finds_the_same_group() -> None:
    filed, problems = reading.read_groups(writing.text_of([RECORD]).encode(), FILE, VOCABULARY, TODAY)
    assert problems == []
    assert [each.group for each in filed] == [Group.model_validate(RECORD)]


def test_fields_come_in_the_order_that_people_expect() -> None:
    lines = writing.text_of(RECORD).splitlines()
    assert [line.split(":")[0] for line in lines if line[:1] not in ("", " ", "-")] == [
        "group", "slug", "fellowship", "venue", "source", "meetings",
    ]  # fmt: skip
    assert lines[-9:] == [
        "meetings:",
        "  - id: mon-wed-0700",
        "    day: [monday, wednesday]",
        "    start: 07:00",
        "    minutes: 90",
        "  - id: sat",
        "    day: first saturday",
        "    start: 09:00",
        "    formats: [open, speaker]",
    ]


def test_quotes_stand_only_where_text_would_be_lost_or_mistaken() -> None:
    lines = [line.strip() for line in writing.text_of(RECORD).splitlines()]
    assert 'name: "Room #3: upstairs"' in lines
    assert 'postcode: "97205"' in lines
    assert "on: 2026-11-22" in lines
    assert "coordinates: 45.51951, -122.68052" in lines
    assert "street: 1 Example Street" in lines
    assert "step-free: yes" in lines


def test_a_note_of_several_lines_stays_readable() -> None:
    assert "  arrival: |-\n    Side door.\n\n    Ring the lower bell.\n" in writing.text_of(RECORD)


@pytest.mark.parametrize(
    "text", ["no", "On", "19:30", "1e3", "0x1F", "~", "null", "2026-11-22", "12", ".5", "-", "- a", "a: b", "a #b",
             "#1", "'quoted'", '"x"', "\\", "*star", "&and", "!bang", "|", "> x", "%", "@home", "`", "{a}", "[b]", "a:",
             "...", "---", "? x", "=", "1_000", "true", "é", "朝の集い", "a\tb", "x  y", "\u00a0x\u00a0y"],
)  # fmt: skip
def test_text_that_yaml_finds_special_survives_in_both_readers(text: str) -> None:
    said = converting.text(text)
    assert there_and_back({"group": said, "notes": said}) == {"group": said, "notes": said}
    assert yaml.safe_load(writing.text_of({"group": said})) == {"group": said}


@given(st.text(min_size=1, max_size=80).filter(accepted).map(converting.note))
def test_any_text_that_our_rules_allow_survives(text: str) -> None:
    record = {"group": "x", "notes": text, "venue": {"name": text, "arrival": text}, "formats": [text, "open"]}
    assert there_and_back(record) == record
    assert there_and_back([record]) == [record]


@given(st.lists(st.sampled_from(["a", " b", "c ", "# d", "- e", "", "f: g", '"h"', "\\n"]), min_size=2, max_size=6))
def test_any_lines_survive(lines: list[str]) -> None:
    text = "\n".join(lines).strip()
    if text:
        assert there_and_back({"notes": text}) == {"notes": text}


def test_a_checked_group_becomes_the_text_that_it_was_read_from() -> None:
    group = Group.model_validate(RECORD)
    assert Group.model_validate(writing.fields_of_group(group)) == group
    assert there_and_back(writing.fields_of_group(group)) == writing.fields_of_group(group)


def test_a_comment_stands_above_and_the_file_still_counts_as_a_list() -> None:
    text = writing.text_of([RECORD] * 200, "Imported.\nTwice.")
    assert text.startswith("# Imported.\n# Twice.\n- group: Early Risers\n")
    assert len(text) > plain_bytes.MOST_BYTES
    yaml_text.decoded(text.encode(), "x.yml")
