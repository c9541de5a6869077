"""The lock file on disk: one writer at a time, written whole or not at all, never emptied by accident."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..places import LockError
from .entries import Entry, Status, entries, lock_text
from .leaks import without_leaks

NAME = "places.lock.jsonl"
BACKUP = f"{NAME}.bak"
"""The file as it was before the last run that changed it."""
UNFINISHED = f".{NAME}.tmp"


class Busy(Exception):
    """Another run writes to this file."""


@dataclass
class LockFile:
    """The file of one folder of records."""

    folder: Path
    backed_up: bool = field(default=False, init=False)

    @property
    def path(self) -> Path:
        return self.folder / NAME

    @property
    def shown(self) -> str:
        return f"{self.folder.name}/{NAME}"

    def read(self) -> dict[str, Entry]:
        """The entries as they are on disk now; none when there is no file.

        Raises:
            LockError: it is damaged.
        """
        return entries(self.text(), self.shown)

    def text(self) -> str:
        try:
            return self.path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise LockError(self.shown, line, "is not UTF-8 (restore the file)") from None

    def add(self, answers: Mapping[str, Entry]) -> None:
        """Writes new answers among what is there, also what somebody added since; a person's own lines stay.

        Raises:
            LockError: the file was damaged meanwhile; it is left as it is.
        """
        there = self.read()
        new = {key: entry for key, entry in answers.items() if not _by_hand(there.get(key))}
        if new:
            self.write(without_leaks({**there, **new}))

    def write(self, lines: Mapping[str, Entry]) -> None:
        """Takes the place of the file in one step; the file before the run is kept beside it."""
        text = lock_text(lines.values())
        if text == self.text():
            return
        unfinished = self.folder / UNFINISHED
        try:
            _write(unfinished, text.encode("utf-8"))
            if not self.backed_up and self.path.exists():
                self._back_up()
            os.replace(unfinished, self.path)  # noqa: PTH105
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            raise
        _sync(self.folder)

    def _back_up(self) -> None:
        copy = self.folder / f".{BACKUP}.tmp"
        shutil.copyfile(self.path, copy)
        os.replace(copy, self.folder / BACKUP)  # noqa: PTH105
        self.backed_up = True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Only one run at a time; a run that was killed does not stay in the way.

        Raises:
            Busy: another one is at work.
        """
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Busy(f"another run writes to {self.shown}") from None
            yield
        finally:
            os.close(handle)


Save = Callable[[Mapping[str, Entry]], None]


def _by_hand(entry: Entry | None) -> bool:
    return entry is not None and entry.status is Status.MANUAL


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    """So that the new name survives a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
