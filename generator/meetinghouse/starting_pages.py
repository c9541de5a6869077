"""The pages that a new site begins with, and what has become of them since: each carries its version.

A site keeps them in its own `content/`, free to change them. Nothing is ever written over.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import yaml

FOLDERS = ("learn", "about")
THEIRS = frozenset({"about/index.md"})
"""What only the people of a site can write."""


class State(StrEnum):
    """How a page of a site stands to ours."""

    SAME = "same"
    CHANGED = "changed by you"
    NEWER = "ours is newer"
    MISSING = "missing"
    YOURS = "only yours"


class Compared(NamedTuple):
    """A page by its path in `content/`."""

    path: str
    state: State
    theirs: date | None
    ours: date | None

    def __str__(self) -> str:
        if self.state is not State.NEWER:
            return f"{self.path}: {self.state}"
        return f"{self.path}: {self.state} ({self.ours}, yours is from {self.theirs or 'an unknown day'})"


def copy(packaged: Path, content: Path) -> None:
    """Our pages beside those that are there."""
    for name, path in _ours(packaged).items():
        target = content / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def compared(packaged: Path, content: Path) -> Iterator[Compared]:
    """Every page of either side, by its path."""
    ours = _ours(packaged)
    theirs = {path.relative_to(content).as_posix(): path for path in content.rglob("*.md")}
    for name in sorted(ours.keys() | theirs.keys()):
        if not name.startswith("resources/"):
            yield _compared(name, theirs.get(name), ours.get(name))


def _compared(name: str, theirs: Path | None, ours: Path | None) -> Compared:
    versions = (version(theirs) if theirs else None), (version(ours) if ours else None)
    if ours is None:
        return Compared(name, State.YOURS, *versions)
    if theirs is None:
        return Compared(name, State.MISSING, *versions)
    if _text(theirs) == _text(ours):
        return Compared(name, State.SAME, *versions)
    newer = versions[1] is not None and (versions[0] is None or versions[0] < versions[1])
    return Compared(name, State.NEWER if newer else State.CHANGED, *versions)


def version(path: Path) -> date | None:
    """What the front matter of a page says; nothing where it cannot be read."""
    parts = _text(path).split("---\n", 2)
    if len(parts) < 3 or parts[0].strip():
        return None
    try:
        front = yaml.safe_load(parts[1])
    except yaml.YAMLError:
        return None
    said = front.get("version") if isinstance(front, dict) else None
    return said if type(said) is date else None


def _ours(packaged: Path) -> dict[str, Path]:
    every = (path for folder in FOLDERS for path in sorted((packaged / folder).rglob("*.md")))
    found = {path.relative_to(packaged).as_posix(): path for path in every}
    return {name: path for name, path in found.items() if name not in THEIRS}


def _text(path: Path) -> str:
    """Editors differ in line ends and in the mark at the beginning of a file."""
    return path.read_text(encoding="utf-8-sig", errors="replace")
