"""A site's own copies of our pages: what is told of each after an upgrade, and that a new site has them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from meetinghouse import packaged
from meetinghouse.cli import main
from meetinghouse.plugin import FRONT_MATTER
from meetinghouse.starting_pages import THEIRS, Compared, State, compared, copy, version

PAGE = "---\ntitle: A page\nversion: {day}\n---\n\n# A page\n\n{words}\n"


def page(path: Path, day: str = "2026-11-22", words: str = "Hello.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(day=day, words=words), encoding="utf-8")
    return path


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    page(folder / "learn/first.md")
    page(folder / "about/privacy.md")
    page(folder / "about/index.md")
    return folder


@pytest.fixture
def theirs(tmp_path: Path, ours: Path) -> Path:
    folder = tmp_path / "content"
    copy(ours, folder)
    return folder


def states(ours: Path, theirs: Path) -> dict[str, State]:
    return {one.path: one.state for one in compared(ours, theirs)}


def test_a_fresh_copy_is_the_same_and_leaves_out_what_only_they_can_write(ours: Path, theirs: Path) -> None:
    assert states(ours, theirs) == {"about/privacy.md": State.SAME, "learn/first.md": State.SAME}


def test_a_page_with_other_words_was_changed_by_them(ours: Path, theirs: Path) -> None:
    page(theirs / "learn/first.md", words="Hi.")
    assert states(ours, theirs)["learn/first.md"] is State.CHANGED


@pytest.mark.parametrize("day", ["2025-01-01", "yesterday", "[1"])
def test_an_older_version_or_none_means_ours_is_newer(ours: Path, theirs: Path, day: str) -> None:
    page(theirs / "learn/first.md", day=day)
    assert states(ours, theirs)["learn/first.md"] is State.NEWER


def test_a_later_version_of_theirs_is_their_change(ours: Path, theirs: Path) -> None:
    page(theirs / "learn/first.md", day="2027-01-01")
    assert states(ours, theirs)["learn/first.md"] is State.CHANGED


def test_missing_pages_and_their_own_are_told(ours: Path, theirs: Path) -> None:
    (theirs / "learn/first.md").unlink()
    page(theirs / "about/index.md")
    page(theirs / "resources/README.md")
    assert states(ours, theirs) == {
        "about/index.md": State.YOURS,
        "about/privacy.md": State.SAME,
        "learn/first.md": State.MISSING,
    }


def test_line_ends_are_no_change(ours: Path, theirs: Path) -> None:
    path = theirs / "learn/first.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert states(ours, theirs)["learn/first.md"] is State.SAME


def test_both_versions_are_said_where_ours_is_newer() -> None:
    one = Compared("learn/first.md", State.NEWER, None, date(2026, 11, 22))
    assert str(one) == "learn/first.md: ours is newer (2026-11-22, yours is from an unknown day)"


def test_every_page_of_ours_says_its_version_and_may() -> None:
    paths = [path for folder in ("learn", "about") for path in (packaged.pages() / folder).glob("*.md")]
    assert paths and all(version(path) for path in paths)
    assert "version" in FRONT_MATTER


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def test_the_command_tells_and_writes_nothing(tmp_path: Path) -> None:
    assert run("new", tmp_path / "site").exit_code == 0
    content = tmp_path / "site/content"
    (content / "learn/overdose.md").unlink()
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    result = run("pages", content)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "learn/overdose.md: missing" in lines
    assert "about/privacy.md: same" in lines
    assert "index.md: only yours" in lines
    assert "1 missing, 2 only yours." in lines[-2]
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_the_menu_of_a_new_site_has_every_page(tmp_path: Path) -> None:
    run("new", tmp_path / "site")
    menu = yaml.safe_load((tmp_path / "site/mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = set(addresses(menu))
    content = tmp_path / "site/content"
    written = {path.relative_to(content).as_posix() for path in content.rglob("*.md")}
    assert written <= listed
    assert listed - written == {"meetings/index.md", "resources/index.md", "help-now/index.md"}
    assert written >= THEIRS


@pytest.mark.site
def test_a_new_site_builds_without_a_warning(tmp_path: Path) -> None:
    run("new", tmp_path / "ours")
    result = run("build", "--config-file", tmp_path / "ours/mkdocs.yml", "--today", "2026-11-24", "--workers", "1")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""


def addresses(menu: list[object]) -> list[str]:
    found: list[str] = []
    for entry in menu:
        value = next(iter(entry.values())) if isinstance(entry, dict) else entry
        found += addresses(value) if isinstance(value, list) else [str(value)]
    return found
