"""`check`: what is remembered changes nothing but the time; changed files; where the report goes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from meetinghouse import check_state, checking
from meetinghouse.checking import Folders, check
from meetinghouse.cli import main
from samples import PLAIN, TODAY, changed, with_line

LATER = with_line("confirmed: {on: 2024-01-01}")
AT = "meetings/gb/leeds"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path / f"{AT}/canal-side.yml", PLAIN)
    write(tmp_path / f"{AT}/later.yml", LATER.replace("tuesday", "friday").replace("Canal Side", "Second Chances"))
    return tmp_path


def run(project: Path, *words: str, env: dict[str, str | None] | None = None) -> Result:
    call = ["check", str(project / "meetings"), "--today", TODAY.isoformat(), *words]
    return CliRunner(env={"CI": None, **(env or {})}).invoke(main, call)


def folders(project: Path, *, remembering: bool = True) -> Folders:
    memory = project / ".meetinghouse/check.json" if remembering else None
    return Folders(project / "meetings", project / "content/resources", memory=memory)


def both(project: Path) -> list[str]:
    """What a check says that remembers; the same as one that does not."""
    fresh, quick = check(folders(project, remembering=False), TODAY), check(folders(project), TODAY)
    assert (quick.problems, quick.counts) == (fresh.problems, fresh.counts)
    return [problem.code for problem in quick.problems]


STEPS: dict[str, tuple[dict[str, str | None], list[str]]] = {
    "nothing": ({}, ["D06"]),
    "an error": ({"canal-side": changed("19:30", "25:00")}, ["T01", "D06"]),
    "a neighbour": ({"canal-side": PLAIN, "other-side": PLAIN}, ["D06", "D02"]),
    "a neighbour that allows it": ({"other-side": with_line("allow: {D02: two rooms}")}, ["D06", "D02"]),
    "its neighbour gone": ({"canal-side": None}, ["D06", "A04"]),
    "its neighbour at another time": (
        {"canal-side": changed("19:30", "17:30").replace("20:30", "18:30")},
        ["D06", "A04"],
    ),
    "its neighbour back": ({"canal-side": PLAIN}, ["D06", "D02"]),
    "an old address in use": ({"other-side": with_line("was: [gb/leeds/later]")}, ["D06", "D04", "D02"]),
    "an address twice": (
        {"../leeds": f"- {PLAIN.replace(chr(10), chr(10) + '  ').rstrip()}\n  slug: later\n"},
        ["D06", "D04", "D01", "D02", "D02", "D02"],
    ),
    "that mended": ({"../leeds": None}, ["D06", "D04", "D02"]),
}


def test_what_is_remembered_gives_the_same_answer_after_every_change(project: Path) -> None:
    for name, (files, expected) in STEPS.items():
        for file, text in files.items():
            path = project / f"{AT}/{file}.yml"
            path.unlink() if text is None else write(path, text)
        codes = both(project)
        assert sorted(codes) == sorted(expected), name


def test_resources_are_remembered_too(project: Path) -> None:
    path = project / "content/resources/line.yml"
    write(path, "name: Quiet Line\n")
    assert "Y48" in both(project)
    write(path, "nam: Quiet Line\n")
    assert "Y47" in both(project)


def test_only_what_changed_is_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(folders(project), TODAY)
    monkeypatch.setattr(checking._Reading, "placing", pytest.fail)
    assert [problem.code for problem in check(folders(project), TODAY).problems] == ["D06"]


@pytest.mark.parametrize("what", ["day", "vocabulary", "lock"])
def test_nothing_is_remembered_past_a_day_or_other_words(project: Path, what: str) -> None:
    check(folders(project), TODAY)
    before = json.loads((project / ".meetinghouse/check.json").read_text())["key"]
    if what == "vocabulary":
        write(project / "meetings/regions.yml", "gb: Great Britain\n")
    if what == "lock":
        write(project / "meetings/places.lock.jsonl", "")
    check(folders(project), TODAY.replace(day=25) if what == "day" else TODAY)
    assert json.loads((project / ".meetinghouse/check.json").read_text())["key"] != before


def damaged(good: Any) -> dict[str, str]:
    """Files that somebody else made up."""
    first = next(iter(good["files"]))
    return {
        "empty": "",
        "no json": "{",
        "another shape": "[]",
        "deep": "[" * 100_000,
        "another program's": json.dumps(good | {"key": "0"}),
        "numbers for text": json.dumps(good | {"across": [[[1, 2, 3], [4, 5, 6, 7, 8, 9, 10, 11]]]}),
        "files as a list": json.dumps(good | {"files": [1]}),
        "a file without its parts": json.dumps(good | {"files": {first: []}}),
        "text for a number": json.dumps(good | {"resources": ["", [], "1", 0]}),
        "a pickle": "cos\nsystem\n(S'true'\ntR.",
    }


def test_a_damaged_memory_is_passed_over_and_written_again(project: Path) -> None:
    good = check(folders(project), TODAY)
    path = project / ".meetinghouse/check.json"
    for name, text in damaged(json.loads(path.read_text())).items():
        write(path, text)
        assert check(folders(project), TODAY) == good, name
        assert check_state.load(path, json.loads(path.read_text())["key"]) is not None, name


def test_a_memory_that_is_a_link_is_neither_read_nor_written(project: Path) -> None:
    write(project / "letter.txt", "Dear Mary")
    (project / ".meetinghouse").mkdir()
    (project / ".meetinghouse/check.json").symlink_to(project / "letter.txt")
    check(folders(project), TODAY)
    assert (project / "letter.txt").read_text() == "Dear Mary"


def test_a_folder_that_cannot_be_written_stops_nothing(project: Path) -> None:
    write(project / ".meetinghouse", "a file where the folder should be")
    assert [problem.code for problem in check(folders(project), TODAY).problems] == ["D06"]


def test_where_a_pull_request_is_checked_nothing_is_remembered(project: Path) -> None:
    assert run(project, env={"CI": "true"}).exit_code == 0
    assert not (project / ".meetinghouse").exists()
    assert run(project).exit_code == 0
    assert (project / ".meetinghouse/check.json").is_file()


@pytest.mark.parametrize(
    ("form", "status", "start"),
    [
        ("github", 3, "::error file=meetings/gb/leeds/bad.yml,line=12,col=5,title=T01::"),
        ("gitlab", 3, "["),
        ("sarif", 3, "{"),
        ("json", 3, "{"),
        ("markdown", 3, "## Records checked"),
    ],
)
def test_a_report_stands_alone_on_standard_output(project: Path, form: str, status: int, start: str) -> None:
    write(project / f"{AT}/bad.yml", changed("19:30", "25:00"))
    result = run(project, "--format", form)
    assert result.exit_code == status
    assert result.stdout.startswith(start)
    if form in ("gitlab", "sarif", "json"):
        assert json.loads(result.stdout)
    assert "25:00" not in result.stderr


def test_a_report_goes_into_a_file(project: Path) -> None:
    result = run(project, "--format", "json", "--output", str(project / "report.json"))
    assert json.loads((project / "report.json").read_text())["summary"]["warning"] == 1
    assert result.stdout == "2 groups and 2 meetings. 1 warning.\n"
    assert result.stderr == ""


def test_a_file_that_cannot_be_written_is_a_wrong_call(project: Path) -> None:
    result = run(project, "--output", str(project / "nowhere/report.txt"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_the_source_line_is_shown_when_asked_for(project: Path) -> None:
    write(project / f"{AT}/bad.yml", changed("19:30", "25:00"))
    assert "  12 |     start: 25:00\n     |     ^\n" in run(project, "--source").stderr
    assert "|" not in run(project).stderr


def test_a_profile_shows_less_and_the_status_stays(project: Path) -> None:
    quiet = run(project, "--profile", "error", "--strict")
    assert quiet.stderr == ""
    assert quiet.stdout.endswith("1 warning.\n")
    assert quiet.exit_code == 3


def git(project: Path, *words: str) -> None:
    who = ["-c", "user.name=Volunteer", "-c", "user.email=volunteer@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=project, check=True, capture_output=True)


@pytest.fixture
def repository(project: Path) -> Path:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "meetings")
    git(project, "commit", "-q", "-m", "Begin")
    return project


def told(result: Result) -> list[str]:
    return [row["path"] + " " + row["code"] for row in json.loads(result.stdout)["problems"]]


def since(repository: Path, *words: str) -> Result:
    return run(repository, "--changed-since", "HEAD", "--format", "json", *words)


def test_nothing_is_told_of_files_that_did_not_change(repository: Path) -> None:
    assert told(since(repository)) == []


def test_changed_and_new_files_are_told_of(repository: Path) -> None:
    write(repository / f"{AT}/canal-side.yml", changed("19:30", "25:00"))
    write(repository / f"{AT}/new.yml", changed("tuesday", "sundy"))
    result = since(repository)
    assert told(result) == [f"{AT}/canal-side.yml T01", f"{AT}/new.yml T30"]
    assert result.exit_code == 3
    assert "Only what is about 2 files that changed." in result.stderr


def test_a_problem_between_records_is_told_when_either_changed(repository: Path) -> None:
    write(repository / f"{AT}/a-new-one.yml", PLAIN)  # comes first, so that it is told at the other
    assert told(since(repository)) == [f"{AT}/canal-side.yml D02"]


def test_a_change_of_the_words_is_a_change_of_every_record(repository: Path) -> None:
    write(repository / "meetings/regions.yml", "gb: Great Britain\n")
    assert told(since(repository)) == [f"{AT}/later.yml D06"]


def test_what_others_changed_after_the_branching_is_not_ours(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "ours")
    git(repository, "checkout", "-q", "main")
    write(repository / f"{AT}/later.yml", LATER.replace("tuesday", "monday"))
    git(repository, "commit", "-q", "-a", "-m", "Theirs")
    git(repository, "checkout", "-q", "ours")
    result = run(repository, "--changed-since", "main", "--format", "json")
    assert told(result) == []


@pytest.mark.parametrize("revision", ["nowhere", "--output=/tmp/x", "-p", "HEAD; true", "$(true)", " "])
def test_an_unknown_revision_is_a_wrong_call(repository: Path, revision: str) -> None:
    result = run(repository, f"--changed-since={revision}")
    assert result.exit_code == 2
    assert "revision" in result.stderr


def test_a_folder_without_a_repository_is_a_wrong_call(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    result = run(project, "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert "not in a git repository" in result.stderr


def test_a_machine_without_git_is_told_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    result = run(project, "--changed-since", "HEAD")
    assert result.exit_code == 2
    assert "git is not installed" in result.stderr
