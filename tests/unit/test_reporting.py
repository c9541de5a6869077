"""What `check` found, in each format; text of records never acts there (hazards E16 and E17)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from meetinghouse.problems import Problem, Severity, Where
from meetinghouse.reporting import FORMATS, written
from meetinghouse.reporting.as_markdown import MOST_CHARACTERS
from meetinghouse.reporting.as_text import written as as_text
from meetinghouse.reporting.report import Counts, Report, fingerprints, summary
from meetinghouse.reporting.source_lines import LONGEST, lines_of, marked
from samples import TODAY

ERROR = Problem(
    where=Where("meetings/gb/leeds/a, b: c.yml", 12, 5),
    code="T01",
    field="meetings.0.start",
    message="'25:00' is not a time of day",
    mend="write 24-hour time, such as 19:30",
)
WARNING = replace(ERROR, code="P01", severity=Severity.WARNING, others=("meetings/gb/leeds/d.yml",))
HINT = replace(ERROR, code="A04", severity=Severity.HINT)
ALLOWED = replace(WARNING, code="P05", allowed="the office's mailbox")
HOSTILE = {
    "set-output": "::set-output name=x::y",
    "on a line of its own": "a\n::error file=x::y",
    "carriage return": "a\r::warning::y",
    "terminal": "\x1b[31mred\x1b[0m\x07\x9b2J",
    "mention": "@everyone and @maintainers",
    "picture": "<img src=//tracker.example.net/x.png>",
    "picture in markdown": "![x](https://tracker.example.net/x.png)",
    "backticks": "`` `code` ``` ~~~",
    "table": "| a | b |\n|---|",
    "link": "[x](javascript:alert(1)) https://example.net www.example.net",
    "reference": "closes #12, GH-12",
    "direction": "abc\u202edef\u2066",
    "percent": "100%0A::error::x",
    "half a character": "a\ud800b",
}


def report(*problems: Problem, lowest: Severity = Severity.WARNING, **others: Any) -> Report:
    return Report(problems, Counts(2, 3), TODAY, lowest, **others)


def hostile(text: str) -> Report:
    """A record that says it wherever it can: in its path, its field, the message, what to write, and the reason."""
    bad = Problem(where=Where(f"meetings/{text}.yml"), code="Y47", field=text, message=f"'{text}'", mend=text)
    return report(bad, replace(bad, code="P01", severity=Severity.WARNING, allowed=text))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_no_control_character_and_no_line_of_a_record_is_written(form: str, text: str) -> None:
    said = written(hostile(text), form)
    said.encode()
    assert all(character.isprintable() or character in "\n\u200b" for character in said)
    lines = said.splitlines()
    assert not [line for line in lines if line.startswith(("::set", "::error file=x", "::warning::"))]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_github_reads_one_command_for_each_problem(text: str) -> None:
    commands = [line for line in written(hostile(text), "github").splitlines() if line.startswith("::")]
    (command,) = commands
    assert re.fullmatch(r"::error file=[^,:\n]*,line=1,col=1,title=Y47::.*", command)
    assert not re.search(r"%(?!25|3A|2C)", command)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_markdown_of_a_record_is_words_only(text: str) -> None:
    row = written(hostile(text), "markdown").splitlines()[-1]
    said = row.replace("**error**", "")
    assert not re.search(r"@(?!\u200b)|<|`|\[|\]|!\[|://|www\.|~|(?<!&)#(?!\d+;)", said)
    assert row.count("|") == 4


def test_markdown_is_short_enough_for_a_comment_however_much_is_wrong() -> None:
    many = [replace(ERROR, where=Where("x" * 200, line), message="@" * 5000) for line in range(1, 3000)]
    said = written(report(*many), "markdown")
    assert len(said) <= MOST_CHARACTERS
    assert re.search(r"And [0-9,]+ more\.$", said.strip())


def test_github_says_file_line_and_column() -> None:
    assert written(report(ERROR, WARNING, HINT, lowest=Severity.HINT), "github").splitlines() == [
        "::error file=meetings/gb/leeds/a%2C b%3A c.yml,line=12,col=5,title=T01::meetings.0.start: "
        "'25:00' is not a time of day (write 24-hour time, such as 19:30)",
        "::warning file=meetings/gb/leeds/a%2C b%3A c.yml,line=12,col=5,title=P01::meetings.0.start: "
        "'25:00' is not a time of day (write 24-hour time, such as 19:30)",
        "::notice file=meetings/gb/leeds/a%2C b%3A c.yml,line=12,col=5,title=A04::meetings.0.start: "
        "'25:00' is not a time of day (write 24-hour time, such as 19:30)",
        "2 groups and 3 meetings. 1 error, 1 warning, 1 hint.",
    ]


def test_gitlab_has_its_fields_and_tells_what_is_allowed() -> None:
    entries = json.loads(written(report(ERROR, ALLOWED, HINT), "gitlab"))
    assert [(entry["check_name"], entry["severity"]) for entry in entries] == [("T01", "critical"), ("P05", "info")]
    assert entries[0]["location"] == {"path": ERROR.where.path, "lines": {"begin": 12}}
    assert entries[1]["description"].startswith("Allowed (the office's mailbox): ")


def test_a_fingerprint_stays_when_the_line_moves_and_no_two_are_equal() -> None:
    moved = replace(ERROR, where=replace(ERROR.where, line=99))
    assert fingerprints([ERROR]) == fingerprints([moved])
    assert len(set(fingerprints([ERROR, moved, WARNING]))) == 3


def test_sarif_has_rules_results_and_suppressions() -> None:
    log = json.loads(written(report(ERROR, WARNING, ALLOWED), "sarif"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == ["P01", "P05", "T01"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "meetings/gb/leeds/a%2C%20b%3A%20c.yml"
    assert place["region"] == {"startLine": 12, "startColumn": 5}
    assert [result.get("suppressions") for result in run["results"]] == [
        None,
        None,
        [{"kind": "inSource", "justification": "the office's mailbox"}],
    ]


def test_json_has_the_shape_that_is_written_down() -> None:
    answer = json.loads(written(report(ERROR, WARNING, HINT, ALLOWED), "json"))
    assert answer["format"] == 1
    assert answer["summary"] == {"error": 1, "warning": 1, "hint": 1, "allowed": 1}
    assert answer["records"] == {"groups": 2, "meetings": 3, "ended": 0, "resources": 0, "unpublished": 0}
    assert [row["code"] for row in answer["problems"]] == ["T01", "P01"]
    assert answer["problems"][1]["others"] == ["meetings/gb/leeds/d.yml"]
    assert answer["allowed"][0]["reason"] == "the office's mailbox"


@pytest.mark.parametrize(
    ("lowest", "codes"),
    [(Severity.ERROR, ["T01"]), (Severity.WARNING, ["T01", "P01"]), (Severity.HINT, ["T01", "P01", "A04"])],
)
def test_a_profile_shows_less_and_counts_all(lowest: Severity, codes: list[str]) -> None:
    every = report(ERROR, WARNING, HINT, ALLOWED, lowest=lowest)
    assert [problem.code for problem in every.shown] == codes
    assert every.last_line == "2 groups and 3 meetings. 1 error, 1 warning, 1 hint, 1 allowed."


def test_nothing_wrong_is_said_so() -> None:
    assert summary([]) == "No problems."


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("    start: 25:00", 5, "    start: 25:00", "    ^"),
        ("\tstart: 25:00", 2, "    start: 25:00", "    ^"),
        ("a: 東京 x", 7, "a: 東京 x", "        ^"),
        ("a: e\u0301 x", 7, "a: e\u0301 x", "     ^"),
        ("a: \x1b[31m x", 4, "a: \\u001b[31m x", "   ^"),
        ("a: \u202e x", 6, "a: \\u202e x", "          ^"),
        ("short", 99, "short", "     ^"),
        ("", 1, "", "^"),
    ],
    ids=["plain", "tab", "wide", "mark", "escape", "direction", "past the end", "empty"],
)
def test_the_caret_stands_below_the_column(line: str, column: int, shown: str, caret: str) -> None:
    assert marked(line, column) == (shown, caret)


@pytest.mark.parametrize("column", [1, 50, 400, 999, 1000])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(1000))
    shown, caret = marked(line, column)
    assert len(shown) <= LONGEST + 2
    assert shown[len(caret) - 1] == line[column - 1]


def records(folder: Path, text: bytes) -> Iterator[Path]:
    path = folder / "meetings/a.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    lines_of.cache_clear()
    yield folder


def test_the_source_line_stands_below_the_problem(tmp_path: Path) -> None:
    (project,) = records(tmp_path, b"\xef\xbb\xbfgroup: A\r\nday: \x1b[31msundy\r\n")
    bad = replace(ERROR, where=Where("meetings/a.yml", 2, 6))
    said = as_text(report(bad, project=project, source=True)).splitlines()
    assert said[1:3] == ["  2 | day: \\u001b[31msundy", "    |      ^"]


@pytest.mark.parametrize("line", [1, 7])
def test_a_line_that_is_not_there_is_left_out(tmp_path: Path, line: int) -> None:
    bad = replace(ERROR, where=Where("meetings/gone.yml", line))
    assert len(as_text(report(bad, project=tmp_path, source=True)).splitlines()) == 2
