"""Each example of the annotated record is read without a word, and the page says what the example promises."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

import pytest

from meetinghouse import writing, yaml_text
from meetinghouse.schedule import occurrences
from meetinghouse.words import when_said
from samples import PLAIN, REPOSITORY, TODAY, directory_of, read

RECORDS = (REPOSITORY / "meetings" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(  - id:.*?)```", RECORDS, re.DOTALL)
PARTS = re.findall(r"```yaml\n((?:online|venue|languages):.*?)```", RECORDS, re.DOTALL)
"""Some fields of a record."""
HEAD = PLAIN.partition("  - id:")[0]


def example_id(text: str) -> str:
    return text.split()[2]


def test_there_is_one_of_each_form() -> None:
    text = "\n".join(EXAMPLES)
    for field in ("every", "from", "season", "dates", "continuous", "asynchronous", "by-appointment", "rrule"):
        assert f"{field}:" in text
    for field in ("except", "moved", "extra", "starts", "ends", "holidays", "schedules"):
        assert f"{field}:" in text


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
def test_an_example_has_nothing_wrong(example: str) -> None:
    assert read(HEAD + example).said == []


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
def test_the_page_says_what_the_example_promises(example: str) -> None:
    promised = re.search(r"# on the page: (.*)", example)
    assert promised
    (meeting,) = directory_of(HEAD + example).groups[0].meetings
    assert when_said(meeting) == promised[1].strip()


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
def test_an_example_has_a_next_date_or_needs_none(example: str) -> None:
    (meeting,) = directory_of(HEAD + example).groups[0].meetings
    coming = occurrences(meeting.schedule, meeting.zone, datetime.combine(TODAY, time(), UTC))
    assert (next(coming, None) is None) is meeting.schedule.timeless


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.split(":")[0])
def test_a_part_has_nothing_wrong(part: str) -> None:
    fields = yaml_text.read(PLAIN, "plain", []) | yaml_text.read(part, "part", [])
    both = {"attendance": "hybrid"} if "online" in fields else {}
    assert read(writing.text_of(fields | both)).said == []


def test_the_four_ways_in_for_deaf_people_are_there() -> None:
    said = "".join(PARTS)
    for way in ("captions: yes, sign-language: yes", "access: {sign-language: yes", "formats: [deaf-only"):
        assert way in said
