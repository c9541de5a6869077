"""What the commands say, and the status they end with."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from meetinghouse import __version__, site
from meetinghouse.cli import main
from samples import PLAIN, PROJECT, changed, with_line

BUILDING = pytest.mark.site


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "meetings"
    write(folder / "gb/leeds/canal-side.yml", PLAIN)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check(folder: Path, *words: str) -> Result:
    return run("check", folder, "--today", "2026-11-24", *words)


def test_check_is_content_with_good_records(records: Path) -> None:
    result = check(records)
    assert result.exit_code == 0
    assert result.stdout == "1 group and 1 meeting. No problems.\n"
    assert result.stderr == ""


def test_check_says_every_problem_at_its_line_and_ends_with_3(records: Path) -> None:
    write(records / "gb/leeds/bad.yml", changed("19:30", "25:00"))
    write(records / "gb/leeds/worse.yml", changed("fellowship", "felowship"))
    result = check(records)
    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        "meetings/gb/leeds/bad.yml:12:5: error: meetings.0.start: '25:00' is not a time of day "
        "(write 24-hour time, such as 19:30) [T01]",
        "meetings/gb/leeds/worse.yml:2:1: error: felowship: 'felowship' is not a field here "
        "(did you mean fellowship?) [Y47]",
    ]
    assert result.stdout == "1 group and 1 meeting. 2 errors.\n"


def test_a_warning_alone_is_clean(records: Path) -> None:
    write(records / "gb/leeds/old.yml", with_line("confirmed: {on: 2024-01-01}", changed("tuesday", "friday")))
    result = check(records)
    assert result.exit_code == 0
    assert "1 warning." in result.stdout


def test_a_warning_is_an_error_when_strict(records: Path) -> None:
    write(records / "gb/leeds/old.yml", with_line("confirmed: {on: 2024-01-01}"))
    assert check(records, "--strict").exit_code == 3


@pytest.mark.parametrize(("today", "status"), [("2026-10-02", 3), ("2026-10-04", 0)])
def test_today_is_the_day_that_is_said(records: Path, today: str, status: int) -> None:
    write(records / "gb/leeds/canal-side.yml", with_line("confirmed: {on: 2026-10-04}"))
    assert run("check", records, "--today", today).exit_code == status


def test_a_damaged_vocabulary_is_told(records: Path) -> None:
    write(records / "formats.yml", "open: {group: rule}\n")
    result = check(records)
    assert result.exit_code == 3
    assert "[V01]" in result.stderr


def test_a_damaged_lock_file_is_told_at_its_line(records: Path) -> None:
    write(records / "places.lock.jsonl", "# comment\n<<<<<<< HEAD\n")
    result = check(records)
    assert result.exit_code == 3
    assert "meetings/places.lock.jsonl:2:1: error: two versions of this file" in result.stderr


def test_a_record_cannot_write_to_the_log_in_our_name(records: Path) -> None:
    write(records / "gb/leeds/x.yml", changed("aa", '"::error file=x::\\x1b[31m\\n::set-output"'))
    assert all(not line.startswith("::") and line.isprintable() for line in check(records).stderr.splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "nowhere"), "does not exist"),
        (("check", ".", "--today", "tomorrow"), "write year-month-day"),
        (("build", "--workers", "0"), "not in the range"),
        (("build", "--config-file", "nowhere.yml"), "there is no nowhere.yml"),
        (("serve", "--port", "70000"), "not in the range"),
        (("frobnicate",), "No such command"),
    ],
)
def test_a_wrong_call_ends_with_2(words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_version_is_said() -> None:
    assert run("--version").stdout == f"meetinghouse, version {__version__}\n"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def build(target: Path, *words: str | Path, config: Path = PROJECT / "mkdocs.yml") -> Result:
    return run("build", "--config-file", config, "--site-dir", target, "--workers", "1", *words)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    target = tmp_path_factory.mktemp("built") / "site"
    return target, build(target)


@BUILDING
def test_build_says_what_it_wrote(built: tuple[Path, Result]) -> None:
    target, result = built
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"9 groups and 10 meetings in {target}\n"
    assert (target / "meetings/gb/yorkshire/leeds/canal-side/index.html").is_file()


@BUILDING
def test_build_for_another_day_lists_other_dates(tmp_path: Path, built: tuple[Path, Result]) -> None:
    result = build(tmp_path / "site", "--today", "2027-03-01")
    page = "meetings/gb/yorkshire/leeds/canal-side/index.html"
    assert result.exit_code == 0, result.stderr
    assert "Tuesday 2 March" in (tmp_path / "site" / page).read_text()
    assert "Tuesday 2 March" not in (built[0] / page).read_text()


def copied(tmp_path: Path) -> Path:
    """The project of the tests, to be damaged."""
    for path in PROJECT.rglob("*"):
        if path.is_file() and path.suffix in (".yml", ".md"):
            write(tmp_path / "project" / path.relative_to(PROJECT), path.read_text(encoding="utf-8"))
    return tmp_path / "project"


@BUILDING
def test_build_publishes_nothing_when_a_record_is_wrong(tmp_path: Path) -> None:
    project = copied(tmp_path)
    write(project / "meetings/gb/leeds/bad.yml", changed("19:30", "25:00"))
    target = tmp_path / "site"
    result = build(target, config=project / "mkdocs.yml")
    assert result.exit_code == 3
    assert "meetings/gb/leeds/bad.yml:12:5: error: meetings.0.start" in result.stderr
    assert result.stderr.endswith("1 error.\nNothing was published.\n")
    assert not target.exists()


@BUILDING
def test_build_refuses_a_folder_of_others_with_2(tmp_path: Path) -> None:
    write(tmp_path / "site/letter.txt", "Dear Mary")
    result = build(tmp_path / "site")
    assert result.exit_code == 2
    assert "did not write" in result.stderr
    assert (tmp_path / "site/letter.txt").read_text() == "Dear Mary"


@BUILDING
def test_build_ends_with_5_while_another_runs(tmp_path: Path) -> None:
    with (tmp_path / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = build(tmp_path / "site")
    assert result.exit_code == 5
    assert "another build of this site is running" in result.stderr


@BUILDING
@pytest.mark.parametrize("after", [0, 5])
def test_build_publishes_nothing_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    writes = []
    write = site.write_new

    def full(path: str, content: bytes) -> None:
        writes.append(path)
        if len(writes) > after:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(site, "write_new", full)
    result = build(tmp_path / "site")
    assert result.exit_code == 3
    assert "No space left on device" in result.stderr
    assert "Nothing was published." in result.stderr
    assert list(tmp_path.iterdir()) == []


@BUILDING
def test_build_refuses_a_site_without_the_plugin(tmp_path: Path) -> None:  # B09
    project = copied(tmp_path)
    config = project / "mkdocs.yml"
    text = config.read_text()
    write(config, text[: text.index("  - meetinghouse:")] + text[text.index("nav:") :])
    result = build(tmp_path / "site", config=config)
    assert result.exit_code == 3
    assert "does not list the plugin" in result.stderr
    assert not (tmp_path / "site").exists()


@BUILDING
def test_build_refuses_an_empty_directory(tmp_path: Path) -> None:  # B06
    project = copied(tmp_path)
    for path in sorted((project / "meetings").rglob("*.yml")):
        path.unlink()
    result = build(tmp_path / "site", config=project / "mkdocs.yml")
    assert result.exit_code == 3
    assert "there is no record" in result.stderr


@BUILDING
def test_new_writes_a_site_that_builds(tmp_path: Path) -> None:
    assert run("new", tmp_path / "ours").exit_code == 0
    result = run("check", tmp_path / "ours/meetings", "--strict", "--today", "2026-11-24")
    assert result.exit_code == 0, result.stderr
    built = build(tmp_path / "site", config=tmp_path / "ours/mkdocs.yml")
    assert built.exit_code == 0, built.stderr


def test_new_never_writes_over_something(tmp_path: Path) -> None:
    write(tmp_path / "ours/letter.txt", "Dear Mary")
    assert run("new", tmp_path / "ours").exit_code == 2
    assert [path.name for path in (tmp_path / "ours").iterdir()] == ["letter.txt"]
