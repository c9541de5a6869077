"""A site is published whole or not at all: built beside the old one, checked, then swapped for it."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE = -100, 2
MARK = ".meetinghouse"
"""A file in every site we wrote; a folder without it is never deleted."""


class Busy(Exception):
    """Another build of this site is running."""


class NotOurs(Exception):
    """The folder to publish to holds something else, or lies where it must not."""


def check_target(target: Path, project: Path, *, force: bool) -> None:
    """Refuses a target whose deletion would lose something (hazards F14, F15).

    Raises:
        NotOurs: says why.
    """
    resolved = target.resolve()
    kept = [project, project / "content", project / "meetings", Path.home(), Path("/")]
    if any(resolved == folder.resolve() or resolved in folder.resolve().parents for folder in kept):
        raise NotOurs(f"{target} holds the project or your home; choose a folder of its own for the site")
    if any(resolved.is_relative_to((project / name).resolve()) for name in ("content", "meetings")):
        raise NotOurs(f"{target} lies inside the source; choose a folder of its own for the site")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file() and not force:
        raise NotOurs(f"{target} holds files that this program did not write; empty it, or say --force")


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A folder to build in. When the block ends well it takes the place of `target`; else `target` stays as it was.

    Raises:
        Busy: another build holds the lock.
    """
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.parent / f".{target.name}.lock"):
        _clear_up(target)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            yield staging
            (staging / MARK).write_text("This folder is written by meetinghouse build; changes here are lost.\n")
            staging.chmod(0o755)
            _swap(staging, target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _clear_up(target: Path) -> None:
    """What a build that was killed left beside the site; the lock says that none is running."""
    for left in sorted(target.parent.glob(f".{target.name}-*")):
        if left.name.startswith(f".{target.name}-old-") and not target.exists() and (left / MARK).is_file():
            left.rename(target)
        elif left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    """`new` in the place of `target`, at once where the system can exchange two names; `new` is then the old site."""
    if target.exists() and _exchanged(new, target):
        return
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the kernel has exchanged two names in one step (renameat2 of Linux, RENAME_EXCHANGE)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy("another build of this site is running") from None
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
