"""Hazards F01 to F15: files, their names, and the folder that a site is written to."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from meetinghouse import recordfiles
from meetinghouse.directory import Directory, load
from meetinghouse.problems import Problem, Severity, Where
from meetinghouse.publishing import MARK, NotOurs, check_target
from meetinghouse.reading import read_file
from meetinghouse.recordfiles import RecordFile, record_files
from samples import PLACING, PLAIN, TODAY, WORDS, changed, read

LISTED = "- " + PLAIN.replace("\n", "\n  ").rstrip() + "\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "meetings"
    write(folder, "gb/leeds/canal-side.yml")
    return folder


def write(folder: Path, name: str, text: str = PLAIN) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path) -> tuple[Directory, list[Problem]]:
    return load(folder, PLACING, TODAY, workers=1)


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in loaded(folder)[1]]


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        pytest.param("../../x", "F01", id="F01 upwards"),
        pytest.param("/etc/x", "F01", id="F01 from the root"),
        pytest.param("a/b", "F01", id="F01 slash"),
        pytest.param('"a\\\\b"', "F01", id="F01 backslash"),
        pytest.param("C:x", "F01", id="F01 drive"),
        pytest.param("Sunday", "F01", id="F02 large letters"),
        pytest.param("é", "F01", id="F02 accent"),
        pytest.param("ﬁre", "F01", id="F02 ligature"),
        *(pytest.param(name, "F03", id=f"F03 {name}") for name in ("con", "nul", "aux", "com1", "lpt9", "index")),
        *(pytest.param(name, "F03", id=f"F03 {name}") for name in ("'404'", "assets", "search", "by-appointment")),
        pytest.param("日曜日", "F01", id="F04 other script"),
        pytest.param("x" * 65, "F05", id="F05 65 characters"),
        pytest.param("x" * 300, "F05", id="F05 300 characters"),
        pytest.param("x.", "F01", id="F05 dot"),
    ],
)
def test_a_slug_that_cannot_be_an_address_is_refused(slug: str, code: str) -> None:
    answer = read(f"- slug: {slug}\n  " + PLAIN.replace("\n", "\n  ").rstrip(), ("gb", "leeds"))
    assert answer.codes == [code], answer.said
    assert answer.problems[0].field == "0.slug"
    assert not answer.groups


def test_a_group_in_a_list_needs_a_slug_of_its_own() -> None:  # F04
    answer = read(LISTED, ("gb", "leeds"))
    assert answer.codes == ["F04"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Canal.yml", "F01", id="F01"),
        pytest.param("cafe\u0301.yml", "F01", id="F02"),
        pytest.param("nul.yml", "F03", id="F03"),
        pytest.param(f"{'x' * 200}.yml", "F05", id="F05"),
        pytest.param("x .yml", "F05", id="F05 space at the end"),
        pytest.param(" x.yml", "F05", id="F05 space before"),
        pytest.param("x..yml", "F05", id="F05 dot at the end"),
        pytest.param("x.yaml\n.yaml", "F09", id="F09 line break"),
        pytest.param("x\u202egpj.yml", "F09", id="F09 right to left"),
        pytest.param(f"{'x' * 251}.yml", "F05", id="F09 255 bytes"),
    ],
)
def test_a_file_with_an_odd_name_is_refused_and_the_others_are_read(records: Path, name: str, code: str) -> None:
    write(records, f"gb/leeds/{name}")
    directory, problems = loaded(records)
    assert [problem.code for problem in problems] == [code]
    assert str(problems[0]).isprintable()
    assert [group.slug for group in directory.groups] == ["canal-side"]


@pytest.mark.parametrize("name", ["Leeds", "con", "x y", "monday", "..."])
def test_a_folder_with_an_odd_name_is_refused(records: Path, name: str) -> None:
    write(records, f"gb/{name}/canal-side.yml")
    (code,) = codes(records)
    assert code in {"F01", "F03", "F05"}


def test_folders_nest_six_deep_at_most(records: Path) -> None:
    write(records, "a/b/c/d/e/f/group.yml", changed("tuesday", "friday"))
    write(records, "a/b/c/d/e/f/g/group.yml")
    assert codes(records) == ["F05"]


def test_f06_a_link_to_a_file_is_refused(records: Path) -> None:
    (records / "gb/leeds/passwd.yml").symlink_to("/etc/passwd")
    directory, problems = loaded(records)
    assert [problem.code for problem in problems] == ["F06"]
    assert len(directory.groups) == 1


def test_f07_a_loop_of_folders_is_refused_and_comes_back(records: Path) -> None:
    (records / "gb/leeds/again").symlink_to(records, target_is_directory=True)
    assert codes(records) == ["F06"]


def test_f08_a_pipe_is_never_opened(records: Path) -> None:
    os.mkfifo(records / "gb/leeds/pipe.yml")
    assert codes(records) == ["F08"]


def test_f08_a_socket_is_never_opened(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(records / "gb/leeds")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.yml")
        assert codes(records) == ["F08"]


def test_f10_both_endings_are_read(records: Path) -> None:
    write(records, "gb/leeds/wharf.yaml", changed("tuesday", "friday"))
    directory, problems = loaded(records)
    assert problems == []
    assert [group.slug for group in directory.groups] == ["canal-side", "wharf"]


def test_f10_one_slug_with_both_endings_is_one_too_many(records: Path) -> None:
    write(records, "gb/leeds/canal-side.yaml")
    directory, problems = loaded(records)
    assert [problem.code for problem in problems] == ["D01"]
    assert "canal-side.ya" in str(problems[0])
    assert len(directory.groups) == 1


@pytest.mark.parametrize("name", ["x.YAML", "x.yaml~", ".x.yaml.swp", "x.txt", "x", "README.md"])
def test_f10_other_files_are_warned_of_and_left_out(records: Path, name: str) -> None:
    write(records, f"gb/leeds/{name}")
    directory, problems = loaded(records)
    assert [(problem.code, problem.severity) for problem in problems] == [("F10", Severity.WARNING)]
    assert len(directory.groups) == 1


def test_f11_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    gone = RecordFile(tmp_path / "gone.yml", "meetings/gb/leeds/gone.yml", ("gb", "leeds", "gone"))
    groups, problems = read_file(gone, WORDS, TODAY)
    assert groups == []
    assert problems[0].where == Where("meetings/gb/leeds/gone.yml")
    assert problems[0].code == "F11"


def test_f11_a_folder_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert record_files(tmp_path / "gone", problems) == []
    assert [problem.code for problem in problems] == ["F11"]


def test_f12_too_many_files_are_refused_before_one_is_opened(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordfiles, "MOST_FILES", 2)
    for name in ("second", "third"):
        os.mkfifo(write(records, f"gb/{name}/x.yml").with_name("unopened"))
    directory, problems = loaded(records)
    assert "F12" in [problem.code for problem in problems]
    assert directory.groups == []


def test_f13_a_pointer_file_is_told_from_a_record() -> None:
    answer = read("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    assert answer.codes == ["F13"]


@pytest.mark.parametrize("target", [".", "content", "meetings", "meetings/site", "content/site", "..", "/"])
def test_f14_the_site_is_never_written_over_its_source(tmp_path: Path, target: str) -> None:
    project = tmp_path / "project"
    for name in ("content", "meetings"):
        (project / name).mkdir(parents=True)
    with pytest.raises(NotOurs):
        check_target(project / target, project, force=True)


def test_f14_the_site_is_never_written_over_the_home_of_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "person"))
    with pytest.raises(NotOurs):
        check_target(tmp_path / "home", tmp_path / "elsewhere", force=True)


def test_f14_a_link_to_the_source_is_the_source(tmp_path: Path) -> None:
    (tmp_path / "project/meetings").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "project/meetings")
    with pytest.raises(NotOurs):
        check_target(tmp_path / "link", tmp_path / "project", force=True)


def test_f15_a_folder_with_files_of_others_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "site/letter.txt")
    with pytest.raises(NotOurs, match="did not write"):
        check_target(tmp_path / "site", tmp_path / "project", force=False)


def test_f15_force_replaces_files_of_others(tmp_path: Path) -> None:
    write(tmp_path, "site/letter.txt")
    check_target(tmp_path / "site", tmp_path / "project", force=True)
    assert (tmp_path / "site/letter.txt").is_file()


@pytest.mark.parametrize("holds", [[], [MARK, "index.html"]])
def test_f15_an_empty_folder_and_our_own_are_taken(tmp_path: Path, holds: list[str]) -> None:
    (tmp_path / "site").mkdir()
    for name in holds:
        write(tmp_path, f"site/{name}")
    check_target(tmp_path / "site", tmp_path / "project", force=False)


def test_one_bad_file_takes_no_other_with_it(records: Path) -> None:  # B05
    write(records, "gb/leeds/bad.yml", changed("19:30", "25:00"))
    directory, problems = loaded(records)
    assert [group.slug for group in directory.groups] == ["canal-side"]
    assert [problem.where.path for problem in problems] == ["meetings/gb/leeds/bad.yml"]
