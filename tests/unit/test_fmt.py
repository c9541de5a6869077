"""`fmt` puts fields into order and loses nothing; what is in order, or does not read, keeps its bytes."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from meetinghouse.cli import main
from meetinghouse.formatting.files import Unread, formatted
from meetinghouse.formatting.naming import id_for
from samples import PLAIN, PROJECT, REPOSITORY

SHOWN = "meetings/gb/leeds/canal-side.yml"
HEAD = "group: Canal Side\nfellowship: aa\n"
TAIL = "meetings:\n  - {id: tue, day: tuesday, start: 19:30}\n"


def fmt(text: str, shown: str = SHOWN) -> str:
    return formatted(text.encode(), shown).decode()


def refused(text: str | bytes, shown: str = SHOWN) -> list[str]:
    with pytest.raises(Unread) as found:
        formatted(text.encode() if isinstance(text, str) else text, shown)
    return [str(problem) for problem in found.value.problems]


MOVED = {
    "fields-of-the-group": (
        f"fellowship: aa\n{TAIL}group: Canal Side\n",
        HEAD + TAIL,
    ),
    "fields-of-a-part": (
        f"{HEAD}venue:\n  access: {{step-free: yes}}\n  name: Mill Hall\n{TAIL}",
        f"{HEAD}venue:\n  name: Mill Hall\n  access: {{step-free: yes}}\n{TAIL}",
    ),
    "fields-between-braces": (
        f"{HEAD}venue: {{address: {{country: GB,  city: Leeds}}, name: 'A, b'}}\n{TAIL}",
        f"{HEAD}venue: {{name: 'A, b', address: {{city: Leeds,  country: GB}}}}\n{TAIL}",
    ),
    "the-dash-stays-first": (
        f"{HEAD}meetings:\n  - start: 19:30   # sharp\n    id: tue\n    day: tuesday\n",
        f"{HEAD}meetings:\n  - id: tue\n    day: tuesday\n    start: 19:30   # sharp\n",
    ),
    "a-comment-above-goes-with-its-field": (
        f"# why aa\nfellowship: aa\n# the name\ngroup: Canal Side\n{TAIL}",
        f"# the name\ngroup: Canal Side\n# why aa\nfellowship: aa\n{TAIL}",
    ),
    "what-speaks-of-the-file-stays-on-top": (
        f"# yaml-language-server: $schema=x\n# about aa\nfellowship: aa\ngroup: Canal Side\n{TAIL}",
        f"# yaml-language-server: $schema=x\ngroup: Canal Side\n# about aa\nfellowship: aa\n{TAIL}",
    ),
    "what-a-blank-line-parts-stays-on-top": (
        f"# Ours.\n\nfellowship: aa\ngroup: Canal Side\n{TAIL}",
        f"# Ours.\n\ngroup: Canal Side\nfellowship: aa\n{TAIL}",
    ),
    "a-comment-that-touches-the-field-above": (
        f"fellowship: aa\n# not na\n\ngroup: Canal Side\n{TAIL}",
        f"group: Canal Side\n\nfellowship: aa\n# not na\n\n{TAIL}",
    ),
    "a-deeper-comment-is-about-what-is-above": (
        f"venue:\n  name: Mill Hall\n  # or the library\n{HEAD}{TAIL}",
        f"{HEAD}venue:\n  name: Mill Hall\n  # or the library\n{TAIL}",
    ),
    "the-last-comments-of-an-entry": (
        f"{TAIL}    # stopped: sunday\n  # none on monday\n{HEAD}",
        f"{HEAD}{TAIL}    # stopped: sunday\n  # none on monday\n",
    ),
    "what-ends-the-file-stays-there": (
        f"fellowship: aa\ngroup: Canal Side\n{TAIL}\n# the end\n",
        f"group: Canal Side\nfellowship: aa\n{TAIL}\n# the end\n",
    ),
    "a-comment-of-the-new-first-field-of-an-entry": (
        f"{HEAD}meetings:\n  # tuesday\n  - day: tuesday\n    # kept for old links\n    id: tue\n    start: 19:30\n",
        f"{HEAD}meetings:\n  # tuesday\n  # kept for old links\n  - id: tue\n    day: tuesday\n    start: 19:30\n",
    ),
    "blank-lines-part-the-same-fields": (
        f"{HEAD}\n{TAIL}\nvenue:\n  name: Mill Hall\n",
        f"{HEAD}\nvenue:\n  name: Mill Hall\n\n{TAIL}",
    ),
    "a-block-of-text": (
        f"{TAIL}notes: |\n  # not a comment\n  Ring: twice.\n\n  Wait.\n\n# who\n{HEAD}",
        f"# who\n{HEAD}notes: |\n  # not a comment\n  Ring: twice.\n\n  Wait.\n\n{TAIL}",
    ),
    "a-block-that-keeps-its-blank-lines": (
        f"notes: |+\n  Ring.\n\n\n{HEAD}{TAIL}",
        f"{HEAD}notes: |+\n  Ring.\n\n\n{TAIL}",
    ),
    "text-over-several-lines": (
        f"notes: \"Ring\n  twice\\\n  , then\n  # wait.\"\nabout: one\n  two\n{HEAD}{TAIL}",
        f"{HEAD}about: one\n  two\nnotes: \"Ring\n  twice\\\n  , then\n  # wait.\"\n{TAIL}",
    ),
    "a-list-without-indentation": (
        f"meetings:\n- {{id: tue, day: tuesday, start: 19:30}}\n# who\n{HEAD}",
        f"# who\n{HEAD}meetings:\n- {{id: tue, day: tuesday, start: 19:30}}\n",
    ),
    "a-last-line-without-an-end": (
        f"{TAIL}{HEAD}".rstrip(),
        HEAD + TAIL,
    ),
    "a-document-that-says-where-it-begins": (
        f"---\n# x\nfellowship: aa\ngroup: Canal Side\n{TAIL}",
        f"---\ngroup: Canal Side\n# x\nfellowship: aa\n{TAIL}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), MOVED.values(), ids=MOVED)
def test_fields_go_where_people_expect_them(before: str, after: str) -> None:
    assert fmt(before) == after
    assert fmt(after) == after


@pytest.mark.parametrize("before", [before for before, _ in MOVED.values()], ids=MOVED)
def test_line_ends_and_the_mark_at_the_beginning_stay(before: str) -> None:
    windows = formatted(b"\xef\xbb\xbf" + before.replace("\n", "\r\n").encode(), SHOWN)
    assert windows == b"\xef\xbb\xbf" + fmt(before).replace("\n", "\r\n").encode()


NAMED = {
    "on-its-own-line": (
        f"{HEAD}meetings:\n  - day: tuesday   # or later\n    start: 19:30\n",
        f"{HEAD}meetings:\n  - id: tue\n    day: tuesday   # or later\n    start: 19:30\n",
    ),
    "between-braces": (
        f"{HEAD}meetings: [{{day: [sunday, monday], start: 19:30}}]\n",
        f"{HEAD}meetings: [{{id: mon, day: [sunday, monday], start: 19:30}}]\n",
    ),
    "not-one-that-is-taken-or-was": (
        f"{HEAD}meetings:\n  - {{day: monday, start: 07:00}}\n  - {{id: mon, day: monday, start: 12:00}}\n"
        "  - {id: x, was: mon-2, day: monday, start: 19:00}\n  - {day: monday, start: 21:00}\n",
        f"{HEAD}meetings:\n  - {{id: mon-3, day: monday, start: 07:00}}\n  - {{id: mon, day: monday, start: 12:00}}\n"
        "  - {id: x, was: mon-2, day: monday, start: 19:00}\n  - {id: mon-4, day: monday, start: 21:00}\n",
    ),
    "where-the-field-stands-empty": (
        f"{HEAD}meetings:\n  - id:\n    day: tuesday\n    start: 19:30\n  - {{id: , day: sunday, start: 19:30}}\n"
        "  - {id: ~, day: friday, start: 19:30}\n",
        f"{HEAD}meetings:\n  - id: tue\n    day: tuesday\n    start: 19:30\n"
        "  - {id: sun , day: sunday, start: 19:30}\n"
        "  - {id: fri, day: friday, start: 19:30}\n",
    ),
    "above-the-comment-of-the-first-field": (
        f"{HEAD}meetings:\n  -\n    # or later\n    day: tuesday\n    start: 19:30\n",
        f"{HEAD}meetings:\n  -\n    id: tue\n    # or later\n    day: tuesday\n    start: 19:30\n",
    ),
    "below-the-comment-of-the-name": (
        "- group: Canal Side\n    # by the mill\n  fellowship: aa\n  meetings: [{id: a, day: sunday, start: 08:00}]",
        "- group: Canal Side\n    # by the mill\n  slug: canal-side\n  fellowship: aa\n"
        "  meetings: [{id: a, day: sunday, start: 08:00}]",
    ),
    "a-slug-and-ids-in-a-list": (
        "- fellowship: aa\n  group: Café Río   # the name\n  meetings: [{day: sunday, start: 08:00}]\n"
        "- {group: Cafe Rio, fellowship: aa, meetings: [{id: a, day: sunday, start: 08:00}]}\n",
        "- group: Café Río   # the name\n  slug: cafe-rio\n  fellowship: aa\n"
        "  meetings: [{id: sun, day: sunday, start: 08:00}]\n"
        "- {group: Cafe Rio, slug: cafe-rio-2, fellowship: aa, meetings: [{id: a, day: sunday, start: 08:00}]}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NAMED.values(), ids=NAMED)
def test_what_has_no_id_gets_one(before: str, after: str) -> None:
    assert fmt(before) == after
    assert fmt(after) == after


def test_other_help_in_a_list_gets_its_id() -> None:
    text = "- kind: helpline\n  name: Lantern Line\n  country: US\n  website: https://lantern.example.org\n"
    assert fmt(text, "content/resources/ours.yml").startswith("- id: lantern-line\n  name: Lantern Line\n  kind: he")


def test_a_file_of_its_own_gets_no_slug() -> None:
    assert fmt(PLAIN) == PLAIN


@pytest.mark.parametrize(
    ("times", "word"),
    [
        ({"day": "every day"}, "daily"),
        ({"day": "monday to friday"}, "mon"),
        ({"day": "first and third saturday"}, "sat"),
        ({"dates": ["2026-12-03", "2027-03-01"]}, "thu"),
        ({"every": "2 weeks", "from": "2026-12-01"}, "tue"),
        ({"rrule": "FREQ=MONTHLY;BYDAY=2SU"}, "sun"),
        ({"rrule": "FREQ=MONTHLY;BYMONTHDAY=15"}, "meeting"),
        ({"schedules": [{"day": "friday"}, {"day": "monday"}]}, "fri"),
        ({"continuous": "yes"}, "always"),
        ({"asynchronous": "yes"}, "any-time"),
        ({"by-appointment": "yes"}, "by-appointment"),
        ({"day": "sundy"}, "meeting"),
    ],
)
def test_an_id_is_made_of_the_day(times: dict[str, object], word: str) -> None:
    assert id_for(times, ()) == word
    assert id_for(times, {word, f"{word}-2"}) == f"{word}-3"


UNREAD = {
    "a-time-that-is-none": (f"{HEAD}meetings: [{{day: sunday, start: 25:00}}]\n", "[T01]"),
    "an-unknown-field": (f"{TAIL}{HEAD}felowship: aa\n", "[Y47]"),
    "a-way-of-writing-that-leaves-no-room-for-an-id": (
        f"{HEAD}meetings:\n  - ? day\n    : sunday\n    start: 08:00\n",
        "[Y51]",
    ),
    "a-field-twice": (f"{TAIL}{HEAD}group: Other\n", "[Y16]"),
    "text-lost-behind-a-hash": (f"{TAIL}{HEAD}notes: Room #3\n", "[Y12]"),
    "an-alias": (f"{TAIL}{HEAD}notes: *x\n", "[Y15]"),
    "merge-keys": (f"{TAIL}{HEAD}<<: {{notes: x}}\n", "[Y20]"),
    "too-deep": ("[" * 50_000, "[Y22]"),
    "two-documents": (f"{TAIL}{HEAD}---\n{TAIL}", "[Y28]"),
    "nothing": ("", "[Y29]"),
    "only-a-comment": ("# soon\n", "[Y29]"),
    "not-fields": ("- a\n- b\n", "[Y30]"),
    "not-utf-8": (b"group: \xff\n", "[Y36]"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), UNREAD.values(), ids=UNREAD)
def test_a_file_that_does_not_read_is_refused_in_words(text: str | bytes, code: str) -> None:
    said = refused(text)
    assert any(line.endswith(code) for line in said)
    assert all(line.startswith(f"{SHOWN}:") for line in said)


@pytest.mark.parametrize(
    "path",
    [*sorted((REPOSITORY / "meetings").glob("*/**/*.yml")), *sorted((REPOSITORY / "content/resources").glob("*.yml")),
     *sorted((PROJECT / "meetings").glob("*/**/*.yml"))],
    ids=lambda path: path.stem,
)  # fmt: skip
def test_the_records_of_this_repository_are_in_order(path: Path) -> None:
    assert formatted(path.read_bytes(), path.as_posix()) == path.read_bytes()


EXAMPLES = {
    f"{folder}-{number}": (example, f"{folder}/x.yml")
    for folder in ("meetings", "content/resources")
    for number, example in enumerate(
        re.findall(r"```yaml\n(.*?)```", (REPOSITORY / folder / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    )
    if example.startswith(("group:", "- id:"))
}


@pytest.mark.parametrize(("text", "shown"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_annotated_records_are_in_order(text: str, shown: str) -> None:
    assert fmt(text, shown) == text


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["fmt", *map(str, words)])


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("meetings/gb/leeds/canal-side.yml")
    path.parent.mkdir(parents=True)
    path.write_text(TAIL + HEAD, encoding="utf-8")
    path.chmod(0o640)
    return path


def test_the_command_writes_the_file_and_keeps_its_permissions(record: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, f"changed {record}\n1 file changed.\n")
    assert record.read_text() == HEAD + TAIL
    assert stat.S_IMODE(record.stat().st_mode) == 0o640
    assert list(record.parent.iterdir()) == [record]
    assert run().stdout == "1 file in order.\n"


def test_a_file_in_order_is_not_even_written(record: Path) -> None:
    run()
    before = record.stat()
    assert run(record).exit_code == 0
    after = record.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_check_says_what_would_change_and_ends_with_3(record: Path) -> None:
    result = run("--check")
    assert (result.exit_code, result.stdout) == (3, f"would change {record}\n1 file would change.\n")
    assert record.read_text() == TAIL + HEAD
    run()
    assert run("--check").exit_code == 0


def test_diff_shows_the_lines_and_writes_nothing(record: Path) -> None:
    result = run("--diff", record)
    assert result.exit_code == 0
    assert "-group: Canal Side\n" in result.stdout
    assert "+group: Canal Side\n" in result.stdout
    assert run("--diff", "--check").exit_code == 3
    assert record.read_text() == TAIL + HEAD


def test_a_file_that_does_not_read_is_told_and_keeps_its_bytes(record: Path) -> None:
    bad = record.with_name("bad.yml")
    bad.write_text(TAIL + HEAD + "felowship: aa\n")
    result = run(record.parent)
    assert result.exit_code == 3
    assert result.stderr.startswith("meetings/gb/leeds/bad.yml:5:1: error: felowship: 'felowship' is not a field here")
    assert result.stdout.endswith("1 file changed, 1 file not read, so left alone.\n")
    assert bad.read_text() == TAIL + HEAD + "felowship: aa\n"


def test_a_link_and_what_is_no_record_are_left_alone(record: Path) -> None:
    link = record.with_name("link.yml")
    link.symlink_to(record.name)
    words = Path("meetings/formats.yml")
    words.write_text("open: {group: rule}\n")
    result = run(link, words)
    assert result.exit_code == 3
    assert "[F06]" in result.stderr
    assert "[F10]" in result.stderr
    assert link.is_symlink()


def test_a_folder_that_cannot_be_written_to_keeps_the_file(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = run(record)
    assert (result.exit_code, "No space left on device" in result.stderr) == (3, True)
    assert record.read_text() == TAIL + HEAD
    assert list(record.parent.iterdir()) == [record]


def test_where_there_are_no_records_the_call_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run().exit_code == 2
