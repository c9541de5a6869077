"""The record files below a folder. An odd file is a problem, never silently left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import PydanticCustomError

from .converting import file_name
from .problems import Problem, Severity, Where
from .vocabulary import FILES

PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff"))
ENDINGS = (".yml", ".yaml")
NOT_RECORDS = frozenset(
    {
        *FILES,
        "PROBLEMS.md",
        "README.md",
        "places.lock.jsonl",
        "places.lock.jsonl.bak",
        ".places.lock.jsonl.tmp",
        ".places.lock.jsonl.bak.tmp",
    }
)
MOST_FILES = 200_000


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that holds one group, or a list of groups of one place."""

    path: Path
    shown: str
    """Relative to the project, with forward slashes, as problems name it."""
    parts: tuple[str, ...]
    """Folders below the records' folder and the file's name without its ending."""


def record_files(folder: Path, problems: list[Problem], shown: str = "", *, pages: bool = False) -> list[RecordFile]:
    """Every record file below `folder`, sorted; odd files are problems, never silently left out. With `pages`,
    Markdown beside the records is a page of the site and not odd."""
    expected = (".md",) if pages else ()
    files = sorted(_walk(folder, shown or folder.name, (), problems, expected), key=lambda file: file.shown)
    if len(files) > MOST_FILES:
        message = f"{len(files):,} record files; the limit is {MOST_FILES:,}"
        problems.append(Problem(where=Where(folder.name), code="F12", message=message, mend="use list files"))
        return []
    return files


def _walk(
    folder: Path, shown: str, parts: tuple[str, ...], problems: list[Problem], expected: tuple[str, ...]
) -> Iterator[RecordFile]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        problems.append(Problem(where=Where(shown), code="F11", message=reason, mend="look at its permissions"))
        return
    for entry in entries:
        if parts or entry.name not in NOT_RECORDS:
            yield from _entry(entry, f"{shown}/{entry.name}", parts, problems, expected)


def _entry(
    entry: os.DirEntry[str],
    shown: str,
    parts: tuple[str, ...],
    problems: list[Problem],
    expected: tuple[str, ...],
) -> Iterator[RecordFile]:
    def note(code: str, message: str, mend: str = "", severity: Severity = Severity.ERROR) -> None:
        problems.append(Problem(where=Where(shown), code=code, message=message, mend=mend, severity=severity))

    if entry.is_symlink():
        return note("F06", "links are not allowed", "put the file itself here")
    if any(not character.isprintable() for character in entry.name):
        return note("F09", "the file's name has a character that cannot be printed", "rename it")
    if entry.is_dir(follow_symlinks=False):
        if problem := _name_problem(entry.name):
            return note(*problem)
        if len(parts) >= 6:
            return note("F05", "folders are nested too deeply", "at most six levels")
        yield from _walk(Path(entry.path), shown, (*parts, entry.name), problems, expected)
        return None
    stem, dot, last = entry.name.rpartition(".")  # "...yml" is a record with a bad name, and not a file without ending
    ending = dot + last
    if not entry.is_file(follow_symlinks=False):
        return note("F08", "is not a plain file", "delete it")
    if ending.lower() in PICTURES:
        return note("P10", "is a picture", "delete it; it can show faces, and where and when it was taken")
    if ending in expected:
        return None
    if ending not in ENDINGS:
        return note("F10", "ignored: not a .yml file", "rename or delete it", Severity.WARNING)
    if problem := _name_problem(stem):
        return note(*problem)
    yield RecordFile(Path(entry.path), shown, (*parts, stem))
    return None


def _name_problem(name: str) -> tuple[str, str, str] | None:
    if name == "online":
        return None
    try:
        file_name(name)
    except PydanticCustomError as error:
        wrong = error.context or {}
        return wrong["code"], wrong["message"], wrong["mend"]
    return None
