"""A site is published whole or not at all, whatever goes wrong while it is written."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from meetinghouse import publishing
from meetinghouse.publishing import MARK, Busy, staged
from meetinghouse.site import written
from samples import files_of, project

FILES = [(uri, text.encode()) for uri, text in files_of(project()).items()]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A site that was published before."""
    folder = tmp_path / "site"
    with staged(folder) as new:
        written([("index.html", b"old"), ("meetings/old/index.html", b"old")], new)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def failing(files: Iterable[tuple[str, bytes]], after: int, error: BaseException) -> Iterator[tuple[str, bytes]]:
    """The same files, and a failure when so many are written."""
    for number, file in enumerate(files):
        if number == after:
            raise error
        yield file


@pytest.mark.parametrize("after", range(len(FILES)))
def test_b02_a_full_disk_at_any_write_leaves_the_old_site(target: Path, after: int) -> None:
    before = tree(target.parent)
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(OSError, match="No space left"), staged(target) as new:
        written(failing(FILES, after, full), new)
    assert tree(target.parent) == before


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), MemoryError(), SystemExit(1)], ids=lambda error: type(error).__name__
)
def test_b01_being_stopped_leaves_the_old_site(target: Path, error: BaseException) -> None:
    before = tree(target.parent)
    with pytest.raises(type(error)), staged(target) as new:
        written(failing(FILES, len(FILES) // 2, error), new)
    assert tree(target.parent) == before


@pytest.mark.parametrize("call", [1, 2])
def test_b02_a_swap_that_fails_leaves_the_old_site(target: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """Where the kernel cannot exchange two names (asked for with a flag that it does not know)."""
    monkeypatch.setattr(publishing, "RENAME_EXCHANGE", 1 << 20)
    before = tree(target.parent)
    rename, calls = Path.rename, []

    def fails_once(path: Path, to: Path) -> Path:
        calls.append(path)
        if len(calls) == call:
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fails_once)
    with pytest.raises(OSError, match="Input/output"), staged(target) as new:
        written(FILES, new)
    assert tree(target.parent) == before


def test_a_site_that_is_whole_takes_the_place_of_the_old_one(target: Path) -> None:
    with staged(target) as new:
        written(FILES, new)
    assert {uri: content for uri, content in tree(target).items() if uri != MARK} == dict(FILES)
    assert [path.name for path in target.parent.iterdir()] == ["site"], "nothing is left beside it"


def test_what_a_killed_build_left_is_cleared_up_and_its_old_site_put_back(target: Path) -> None:
    (target / MARK).touch()
    target.rename(target.with_name(".site-old-123"))
    (target.parent / ".site-half").mkdir()
    with pytest.raises(RuntimeError), staged(target):
        raise RuntimeError
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_site_is_written_where_there_was_none(tmp_path: Path) -> None:
    with staged(tmp_path / "deep" / "site") as new:
        written(FILES, new)
    assert tree(tmp_path / "deep" / "site").keys() == {MARK, *dict(FILES)}


def test_a_site_can_be_read_by_a_host(target: Path) -> None:
    assert target.stat().st_mode & 0o777 == 0o755


def test_until_the_end_the_old_site_is_served(target: Path) -> None:
    with staged(target) as new:
        written(FILES, new)
        assert (target / "index.html").read_bytes() == b"old"


def test_b03_a_second_build_of_the_same_site_is_told_to_wait(target: Path) -> None:
    with staged(target) as new:
        written(FILES, new)
        with pytest.raises(Busy), staged(target):
            written([("index.html", b"second")], new)
    assert (target / "index.html").exists() is False, "only the first was published"


def test_b03_a_build_of_another_site_need_not_wait(target: Path) -> None:
    with staged(target) as new, staged(target.with_name("other")) as other:
        written(FILES, new)
        written(FILES[:1], other)
    assert len(tree(target.with_name("other"))) == 2


def test_a_lock_that_a_killed_build_left_behind_stops_nobody(target: Path) -> None:
    left = target.with_name(".site.lock")
    left.write_text("")
    with staged(target) as new:
        written(FILES, new)
    assert len(tree(target)) == len(FILES) + 1


def test_a_lock_that_another_process_holds_is_respected(target: Path) -> None:
    with target.with_name(".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Busy), staged(target):
            pass


def test_an_address_that_is_taken_is_told_and_not_overwritten(tmp_path: Path) -> None:
    written([("meetings/gb/index.html", b"written by a person")], tmp_path)
    (problem,) = written([("meetings/gb/index.html", b"generated")], tmp_path)
    assert (tmp_path / "meetings/gb/index.html").read_bytes() == b"written by a person"
    assert (problem.code, str(problem.where)) == ("B20", "content/meetings/gb.md:1:1")
    assert "meetings/gb/index.html" in problem.message
