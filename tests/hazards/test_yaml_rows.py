"""Hazards Y01 to Y50: what a YAML file may hold, and what is said about what it may not."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from samples import PLAIN, changed, read, with_line


def start(said: str) -> str:
    return changed("start: 19:30\n    end: 20:30", f"start: {said}\n    minutes: 60")


def group_of(escape: str) -> str:
    return changed("Canal Side", f'"Canal{escape} Side"')


BILLION_LAUGHS = "a: &a [lol]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE_BOMB = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 10)}]}}\n"
    for before, name in zip("abcdef", "bcdefg", strict=True)
)

ACCEPTED = [
    pytest.param(start("19:30"), "meetings.0.start", time(19, 30), id="Y01"),
    pytest.param(start("07:00"), "meetings.0.start", time(7), id="Y02"),
    pytest.param(changed("country: GB", "country: NO"), "venue.address.country", "NO", id="Y07"),
    pytest.param(changed("country: GB", "postcode: 01234, country: US"), "venue.address.postcode", "01234", id="Y09"),
    pytest.param(changed("country: GB", "postcode: 08540, country: US"), "venue.address.postcode", "08540", id="Y10"),
    pytest.param(with_line("contact: {phone: +15551234567}"), "contact.phone", "+15551234567", id="Y11"),
    pytest.param(with_line('notes: "Room #3 upstairs"'), "notes", "Room #3 upstairs", id="Y12 in quotes"),
    pytest.param(with_line("notes: Bring a mug   # we have few"), "notes", "Bring a mug", id="Y12 a comment"),
    pytest.param(with_line('notes: "Room 3: ring bell"'), "notes", "Room 3: ring bell", id="Y13 in quotes"),
    pytest.param(with_line('notes: "@foo"'), "notes", "@foo", id="Y14 in quotes"),
    pytest.param(with_line('notes: "*bold* & !x"'), "notes", "*bold* & !x", id="Y15 in quotes"),
    pytest.param(changed("group: Canal", "group:\tCanal"), "name", "Canal Side", id="Y33"),
    pytest.param(b"\xef\xbb\xbf" + PLAIN.encode(), "name", "Canal Side", id="Y34"),
    pytest.param(PLAIN.replace("\n", "\r\n"), "name", "Canal Side", id="Y41 CRLF"),
    pytest.param("---\n" + PLAIN + "...\n", "name", "Canal Side", id="Y28 one document with its marks"),
    pytest.param(changed("Canal Side", "é" * 255), "name", "é" * 255, id="Y50 just short enough"),
]


@pytest.mark.parametrize(("record", "field", "value"), ACCEPTED)
def test_is_read_as_it_is_written(record: str | bytes, field: str, value: Any) -> None:
    found: Any = read(record).group
    for name in field.split("."):
        found = found[int(name)] if name.isdigit() else getattr(found, name)
    assert found == value


class Refusal(NamedTuple):
    """Where a refusal points, its code, and words of it that help."""

    line: int
    code: str
    words: str


REFUSED: list[tuple[str, str | bytes, Refusal]] = [
    ("Y03", start("9:05"), Refusal(12, "Y03", "write 09:05")),
    ("Y04", start("12:00:00"), Refusal(12, "Y04", "hours and minutes only")),
    ("Y05", start("19.30"), Refusal(12, "Y05", "write 19:30")),
    ("Y06", start("2026-11-22 19:30"), Refusal(12, "Y06", "only the time")),
    ("Y08", with_line("on: monday"), Refusal(1, "Y47", "'on' is not a field")),
    ("Y12", with_line("notes: Room #3 upstairs"), Refusal(1, "Y12", 'put quotes: "Room #3 upstairs"')),
    ("Y13", with_line("notes: Room 3: ring bell"), Refusal(1, "Y13", "a colon inside text needs quotes")),
    ("Y14 @", with_line("notes: @foo"), Refusal(1, "Y14", "needs quotes")),
    ("Y14 `", with_line("notes: `x`"), Refusal(1, "Y14", "needs quotes")),
    ("Y14 %", with_line("notes: %x"), Refusal(1, "Y14", "needs quotes")),
    ("Y15 &", with_line("notes: &co"), Refusal(1, "Y15", "put quotes around the text")),
    ("Y15 *", with_line("notes: *bold*"), Refusal(1, "Y15", "put quotes around the text")),
    ("Y15 !", with_line("notes: !x"), Refusal(1, "Y15", "put quotes around the text")),
    ("Y16", with_line("notes: one\nnotes: two"), Refusal(2, "Y16", "also on line 1")),
    ("Y17", with_line("yes: 1\ntrue: 2"), Refusal(1, "Y47", "'yes' is not a field")),
    ("Y18", with_line('1: a\n"1": b'), Refusal(2, "Y16", "also on line 1")),
    ("Y19", BILLION_LAUGHS, Refusal(1, "Y15", "anchors are not allowed")),
    ("Y20 anchor", MERGE_BOMB, Refusal(1, "Y15", "anchors are not allowed")),
    ("Y20", with_line("<<: {a: b}"), Refusal(1, "Y20", "merge keys are not allowed")),
    ("Y21", "a: &x [*x]\n", Refusal(1, "Y15", "anchors are not allowed")),
    ("Y22", "a: " + "[" * 60_000, Refusal(1, "Y22", "nested too deeply")),
    ("Y22 too large too", "[" * 100_000, Refusal(1, "Y24", "the limit is 65,536")),
    ("Y22 in a list file", "- " + "[" * 1_000_000, Refusal(1, "Y22", "nested too deeply")),
    ("Y23", "? " * 20_000, Refusal(1, "Y23", "a key must be plain text")),
    ("Y24 list", "- x\n" * 1_100_000, Refusal(1, "Y24", "the limit is 4,194,304")),
    ("Y24 text", "group: " + "x" * 10_000_000, Refusal(1, "Y24", "the limit is 65,536")),
    ("Y25", with_line('notes: !!python/object/apply:os.system ["id"]'), Refusal(1, "Y25", "is not allowed")),
    ("Y26 binary", with_line("notes: !!binary aGk="), Refusal(1, "Y25", "binary' is not allowed")),
    ("Y26 set", with_line("notes: !!set {a}"), Refusal(1, "Y25", "set' is not allowed")),
    ("Y26 own", with_line("notes: !custom x"), Refusal(1, "Y15", "'!custom' is not allowed")),
    ("Y27 %YAML", "%YAML 1.2\n---\n" + PLAIN, Refusal(1, "Y27", "delete the line")),
    ("Y27 %TAG", "%TAG ! tag:x,2000:\n---\n" + PLAIN, Refusal(1, "Y27", "delete the line")),
    ("Y28", PLAIN + "---\n" + PLAIN, Refusal(14, "Y28", "one document per file")),
    ("Y29", "", Refusal(1, "Y29", "file is empty")),
    ("Y29 comments", "# nothing yet\n", Refusal(1, "Y29", "file is empty")),
    ("Y29 list", "[]\n", Refusal(1, "Y29", "the list is empty")),
    ("Y30", "hello\n", Refusal(1, "Y30", "expected fields")),
    ("Y30 list", "- hello\n", Refusal(1, "Y30", "expected the fields of a group")),
    ("Y30 field", with_line("notes: [a, b]"), Refusal(1, "Y30", "expected text")),
    ("Y31", "? [a]\n: b\n", Refusal(1, "Y23", "a key must be plain text")),
    ("Y32", PLAIN.replace("  name:", "\tname:"), Refusal(4, "Y32", "use spaces")),
    ("Y35", PLAIN.encode("utf-16"), Refusal(1, "Y35", "save it as UTF-8")),
    ("Y35 without mark", PLAIN.encode("utf-16-le"), Refusal(1, "Y35", "save it as UTF-8")),
    ("Y36", changed("Canal", "Café").encode("latin-1"), Refusal(1, "Y36", "byte 10 is not UTF-8")),
    *(
        (f"Y37 U+{ord(sign):04X}", changed("Canal", f"Can{sign}al"), Refusal(1, "Y37", f"U+{ord(sign):04X}"))
        for sign in "\0\x07\x0c\x1b\x7f\x9f"
    ),
    ("Y38 nul", group_of(r"\0"), Refusal(1, "Y38", "U+0000")),
    ("Y38 bidi", group_of(r"\u202e"), Refusal(1, "Y38", "U+202E")),
    ("Y38 next line", group_of(r"\N"), Refusal(1, "Y38", "U+0085")),
    ("Y39", group_of(r"\ud800"), Refusal(1, "Y39", "forbidden character")),
    *(
        (f"Y40 U+{ord(sign):04X}", changed("Canal", f"Can{sign}al"), Refusal(1, "Y40", f"U+{ord(sign):04X}"))
        for sign in "\x85\u2028\u2029"
    ),
    ("Y41", PLAIN.replace("\n", "\r"), Refusal(1, "Y41", "line ends")),
    ("Y42", with_line("confirmed: {on: 2026-02-30}"), Refusal(1, "Y42", "no such date")),
    ("Y43", changed("end: 20:30", f"minutes: {'9' * 5000}"), Refusal(13, "Y43", "not a number of minutes")),
    ("Y44 nan", changed("53.79, -1.55", ".nan, 1"), Refusal(6, "Y44", "write a number")),
    ("Y44 inf", changed("53.79, -1.55", "53.79, -.inf"), Refusal(6, "Y44", "write a number")),
    ("Y45", changed("  name:", "\xa0 name:"), Refusal(4, "Y45", "invisible character (U+00A0)")),
    ("Y45 field", with_line("\xa0notes: x"), Refusal(1, "Y45", "it holds an invisible character")),
    ("Y46", changed("group", "gro\u200bup"), Refusal(1, "Y46", "U+200B")),
    ("Y47", changed("fellowship:", "felowship:"), Refusal(2, "Y47", "did you mean fellowship?")),
    ("Y47 far", changed("end:", "tiem:"), Refusal(13, "Y47", "meetings/README.md lists the fields")),
    ("Y48", changed("fellowship: aa", "fellowship:"), Refusal(2, "Y48", "is missing")),
    ("Y48 ~", changed("fellowship: aa", "fellowship: ~"), Refusal(2, "Y48", "is missing")),
    ("Y48 quotes", changed("Canal Side", '" "'), Refusal(1, "Y48", "is empty")),
    ("Y49", "".join(f"k{number}: v\n" for number in range(5000)), Refusal(2001, "Y49", "too many values")),
    ("Y50 name", changed("Canal Side", "x" * 256), Refusal(1, "Y50", "at most 255")),
    ("Y50 notes", with_line(f"notes: {'x' * 8001}"), Refusal(1, "Y50", "at most 2,000")),
]


@pytest.mark.parametrize(
    ("record", "wanted"), [pytest.param(record, wanted, id=row) for row, record, wanted in REFUSED]
)
def test_is_refused_with_words_that_help(record: str | bytes, wanted: Refusal) -> None:
    answer = read(record)
    assert answer.groups == []
    found = [problem for problem in answer.problems if problem.code == wanted.code]
    assert [problem.where.line for problem in found[:1]] == [wanted.line], answer.said[:5]
    assert wanted.words in str(found[0])


@pytest.mark.parametrize("row", [row for row, _, _ in REFUSED])
def test_says_it_on_one_short_line(row: str) -> None:
    record = next(record for name, record, _ in REFUSED if name == row)
    for said in read(record).said:
        assert said.isprintable()
        assert len(said) < 300


def test_every_row_of_the_table_is_here() -> None:
    accepted = {str(param.id) for param in ACCEPTED}
    rows = {name.split()[0] for name in accepted | {row for row, _, _ in REFUSED}}
    assert rows == {f"Y{number:02d}" for number in range(1, 51)}


def test_nothing_is_run_by_a_tag(tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    read(with_line(f"notes: !!python/object/apply:os.mkdir ['{planted}']"))
    assert not planted.exists()
