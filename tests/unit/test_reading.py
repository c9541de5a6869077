"""Every bad record says exactly what is wrong with it, and where."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetinghouse import yaml_text
from meetinghouse.converting import DayRule, time_of_day
from meetinghouse.problems import Problem, Problems, Severity, Where, did_you_mean, one_of, quoted
from meetinghouse.reading import MOST_PROBLEMS_OF_A_FILE
from meetinghouse.records import MODELS, Attendance, Group, fields_of
from samples import PLAIN, TESTS, TODAY, WORDS, changed, read, with_line

BAD = sorted((TESTS / "records" / "bad").glob("*.yml"))
EXPECT = "# expect: "
LIST = "- " + PLAIN.replace("\n", "\n  ").rstrip() + "\n  slug: canal-side\n"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_record_says_exactly_what_is_wrong(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = [line.removeprefix(EXPECT) for line in text.splitlines() if line.startswith(EXPECT)]
    answer = read(text, ("gb", "leeds", path.stem))
    said = [line.removeprefix(f"meetings/gb/leeds/{path.name}:") for line in answer.said]
    assert said == expected
    assert answer.groups == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_problem_says_how_to_mend_it(path: Path) -> None:
    for problem in read(path.read_bytes(), ("gb", "leeds", path.stem)).problems:
        assert problem.mend, problem


def test_there_is_a_bad_record_for_most_ways_to_be_wrong() -> None:
    assert len(BAD) > 60


def test_the_plain_record_of_the_tests_has_nothing_wrong() -> None:
    assert read(PLAIN).problems == []


def test_a_record_is_what_its_text_says() -> None:
    answer = read(PLAIN)
    group, (meeting,) = answer.group, answer.group.meetings
    assert (group.name, group.fellowship, group.languages, group.formats) == ("Canal Side", "aa", ("en",), ("open",))
    assert meeting.day == (DayRule(0, 1),)
    assert (meeting.start, meeting.end) == (time_of_day("19:30"), time_of_day("20:30"))
    assert group.venue and group.venue.coordinates == (53.79, -1.55)
    filed = answer.groups[0]
    assert (filed.region, filed.slug) == (("gb", "leeds"), "canal-side")


def test_a_record_cannot_be_changed() -> None:
    group = read(PLAIN).group
    with pytest.raises(ValueError, match="frozen"):
        group.name = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("tuesday", [(0, 1)]),
        ("Tuesday", [(0, 1)]),
        ("[monday, wednesday]", [(0, 0), (0, 2)]),
        ("[wednesday, monday, monday]", [(0, 0), (0, 2)]),
        ("monday to friday", [(0, day) for day in range(5)]),
        ("saturday to monday", [(0, 0), (0, 5), (0, 6)]),
        ("every day", [(0, day) for day in range(7)]),
        ("daily", [(0, day) for day in range(7)]),
        ("every tuesday", [(0, 1)]),
        ("second tuesday", [(2, 1)]),
        ("the second tuesday of the month", [(2, 1)]),
        ("first and third saturday", [(1, 5), (3, 5)]),
        ("first, third and fifth saturday", [(1, 5), (3, 5), (5, 5)]),
        ("last friday", [(-1, 4)]),
        ("second-to-last friday", [(-2, 4)]),
        ("[monday, last friday]", [(-1, 4), (0, 0)]),
    ],
)
def test_days_are_read_as_a_person_writes_them(written: str, rules: list[tuple[int, int]]) -> None:
    (meeting,) = read(changed("day: tuesday", f"day: {written}")).group.meetings
    assert meeting.day == tuple(DayRule(*rule) for rule in rules)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("In-Person", Attendance.IN_PERSON),
        ("in_person", Attendance.IN_PERSON),
        ("in person", Attendance.IN_PERSON),
    ],
)
def test_a_choice_may_be_spelt_loosely(written: str, said: Attendance) -> None:
    assert read(with_line(f"attendance: {written}")).group.attendance is said


@pytest.mark.parametrize("coordinates", ["59.91, 10.75", '"59.91,10.75"', "{latitude: 59.91, longitude: 10.75}"])
def test_coordinates_may_be_written_in_two_ways(coordinates: str) -> None:
    venue = read(changed("53.79, -1.55", coordinates)).group.venue
    assert venue and venue.coordinates == (59.91, 10.75)


@pytest.mark.parametrize(
    "number", ["+1-503-555-0100", "(503) 555-0100", "0113 496 0123", "116 123", "+15035550100,,123456789#", "988"]
)
def test_telephone_numbers_are_kept_as_people_write_them(number: str) -> None:
    contact = read(with_line(f'contact: {{phone: "{number}"}}')).group.contact
    assert contact and contact.phone == number


def test_every_problem_of_a_record_is_said_at_once() -> None:
    record = changed("19:30", "25:00", changed("tuesday", "tusday", changed("[en]", "[xx]")))
    assert [problem.field for problem in read(record).problems] == [
        "languages",
        "meetings.0.day",
        "meetings.0.start",
    ]


def test_a_misspelt_field_is_not_called_missing_too() -> None:
    assert read(changed("fellowship", "felowship")).codes == ["Y47"]


def test_a_list_is_not_called_empty_because_its_entries_are_wrong() -> None:
    assert read(changed("19:30", "25:00")).codes == ["T01"]


def test_a_file_may_hold_a_list_of_groups_of_one_place() -> None:
    answer = read(
        LIST + LIST.replace("Canal Side", "Wharf").replace("slug: canal-side", "slug: wharf"), ("gb", "leeds")
    )
    assert [(filed.slug, filed.region) for filed in answer.groups] == [
        ("canal-side", ("gb", "leeds")),
        ("wharf", ("gb", "leeds")),
    ]
    assert [filed.where.line for filed in answer.groups] == [1, 15]


def test_one_bad_group_of_a_list_takes_no_other_with_it() -> None:
    answer = read(LIST + LIST.replace("19:30", "25:00"), ("gb", "leeds"))
    assert [filed.slug for filed in answer.groups] == ["canal-side"]
    assert answer.said == [
        "meetings/gb/leeds.yml:26:7: 1.meetings.0.start: '25:00' is not a time of day "
        "(write 24-hour time, such as 19:30) [T01]"
    ]


def test_a_group_needs_a_folder() -> None:
    assert read(PLAIN, ("canal-side",)).codes == ["F20"]


def test_a_file_says_at_most_a_hundred_problems() -> None:
    answer = read(PLAIN + "".join(f"field-{number}: x\n" for number in range(300)))
    assert len(answer.problems) == MOST_PROBLEMS_OF_A_FILE + 1
    assert answer.problems[-1].message == "and 200 more problems in this file"


@given(st.binary(max_size=400))
@example(b"a: [")
@example(b"- ")
@example(b"? ")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"group: !")
@example(b'group: "\\')
def test_no_bytes_are_answered_with_anything_but_problems(raw: bytes) -> None:
    answer = read(raw)
    assert answer.problems
    assert all(said.isprintable() for said in answer.said)


WORDS_OF_YAML = r"group meetings venue address online id day yes 19:30 [ ] { } , # &a *a | > ' \" \u0 é ? ! % << ~ ---"
PIECES = st.sampled_from([*WORDS_OF_YAML.split(" "), ": ", "\n", "  ", "- ", "\t", "\u202e"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_is_answered_with_anything_but_problems(text: str) -> None:
    answer = read(text)
    assert answer.problems
    assert answer.groups == []


@given(st.lists(PIECES, max_size=6).map("".join), st.sampled_from(sorted(PLAIN.splitlines())))
def test_whatever_is_put_into_a_record_only_problems_come_back(text: str, line: str) -> None:
    answer = read(PLAIN.replace(line, line + text))
    assert answer.errors or len(answer.groups) == 1


def positions_of(text: str) -> yaml_text.Positions:
    positions: yaml_text.Positions = {}
    yaml_text.read(text, "x.yml", [], positions)
    return positions


def test_every_value_knows_where_it_stands() -> None:
    positions = positions_of(PLAIN)
    assert positions[()] == (1, 1)
    assert positions["venue", "address", "city"] == (5, 35)
    assert positions["meetings", 0, "start"] == (12, 5)
    assert positions["formats", 0] == (8, 11)


def test_nothing_is_typed_before_a_field_asks_for_it() -> None:
    text = "time: 19:30\ncountry: no\npostcode: 01234\ndate: 2026-11-24\nnumber: 1e3\nempty:\n"
    assert yaml_text.read(text, "x.yml", []) == {
        "time": "19:30",
        "country": "no",
        "postcode": "01234",
        "date": "2026-11-24",
        "number": "1e3",
    }


def test_a_problem_is_said_on_one_line_whatever_it_quotes() -> None:  # E16
    problem = Problem(
        where=Where("a\nb.yml", 3), code="Y47", field="x\ny", message="::error\r\n\x1b[31m", mend="\u202e"
    )
    assert str(problem) == "a\\u000ab.yml:3:1: x\\u000ay: ::error\\u000d\\u000a\\u001b[31m (\\u202e) [Y47]"


def test_problems_are_said_in_the_order_of_their_files_and_lines() -> None:
    places = [Where("b.yml", 1), Where("a.yml", 10), Where("a.yml", 9), Where("a.yml", 9, 5)]
    problems = Problems(Problem(where=where, code="Y47", message="x") for where in places)
    assert [problem.where for problem in problems.problems] == sorted(places)


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("tusday", ("monday", "tuesday"), "did you mean tuesday?"),
        ("In_Person", ["in-person", "online"], "did you mean in-person?"),
        ("europe/lodnon", {"Europe/London", "Europe/Tallinn"}, "did you mean Europe/London?"),
        ("zzz", ("yes", "no", "unknown"), "write yes, no or unknown"),
        ("zzz", [f"word-{number}" for number in range(9)], ""),
    ],
)
def test_a_near_miss_is_recognised(word: str, known: list[str], said: str) -> None:
    assert did_you_mean(word, known) == said


def test_what_is_quoted_is_cut_short() -> None:
    assert quoted("x" * 5000) == f"'{'x' * 59}…'"


def test_one_of_reads_as_a_sentence() -> None:
    assert one_of(["yes", "no", "unknown"]) == "yes, no or unknown"


def test_every_model_is_closed_and_frozen() -> None:
    assert all(model.model_config["frozen"] and model.model_config["extra"] == "forbid" for model in MODELS)


def test_field_names_are_written_with_hyphens() -> None:
    assert not [name for model in MODELS for name in fields_of(model) if "_" in name or name != name.lower()]


def test_a_group_is_read_the_same_on_any_day() -> None:
    assert Group.model_validate(yaml_text.read(PLAIN, "x.yml", [])) == read(PLAIN).group


def test_severities_are_three() -> None:
    assert [*Severity] == ["error", "warning", "hint"]


def test_a_problem_cannot_be_changed() -> None:
    problem = Problem(where=Where("x.yml"), code="Y47", message="x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        problem.code = "Y48"  # type: ignore[misc]


def test_the_tests_have_a_fixed_day_and_words_of_the_repository() -> None:
    assert date(2026, 11, 24) == TODAY
    assert "aa" in WORDS.fellowships
