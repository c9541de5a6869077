"""Where the file of a new record goes: the folders of its country, region and town, and a name that is free."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..feeds.slugs import slug_for, slug_of
from ..plain_bytes import Refused, decoded
from ..recordfiles import ENDINGS, RecordFile
from ..yaml_text import read

ADDRESS = ("venue", "address")


def slug_in(text: str) -> str:
    """A folder's name for a place; empty where its letters are of another script."""
    return slug_of(text)


class Target(NamedTuple):
    """A file that is to be written."""

    file: RecordFile
    is_taken: bool

    @property
    def shown(self) -> str:
        return self.file.shown


class Folders:
    """The records' folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def below(self, answers: Mapping[tuple[str | int, ...], Any], level: str) -> list[str]:
        """The folders and list files that are there, of the country or of its region."""
        parts = self._parts(answers)[: 1 if level == "region" else 2]
        folder = self.root.joinpath(*parts)
        if not parts or not folder.is_dir():
            return []
        found = {each.name for each in folder.iterdir() if each.is_dir()}
        return sorted(found | {each.stem for each in folder.iterdir() if _is_list(each)})

    def file_of(self, answers: Mapping[tuple[str | int, ...], Any]) -> Target:
        """The file for the answers, and whether something of its name is there."""
        name = str(answers.get(("group",)) or "")
        slug = str(answers.get(("?file",)) or slug_for(name, name))
        parts = (*self._parts(answers), slug)
        path = self.root.joinpath(*parts).with_name(f"{slug}.yml")
        shown = "/".join((self.root.resolve().name, *parts)) + ".yml"
        return Target(RecordFile(path, shown, parts), self._is_taken(path))

    def _parts(self, answers: Mapping[tuple[str | int, ...], Any]) -> tuple[str, ...]:
        country = answers.get((*ADDRESS, "country"))
        if not country:
            return ("online",)
        region = answers.get((*ADDRESS, "region"))
        town = answers.get((*ADDRESS, "city"))
        named = (
            str(country).lower(),
            answers.get(("?region",)) or slug_in(str(region or "")),
            answers.get(("?town",)) or slug_in(str(town or "")),
        )
        return tuple(part for part in named if part)

    def _is_taken(self, path: Path) -> bool:
        """By a file of that name, or by a group of a list file for the same place."""
        if any(path.with_suffix(ending).exists() for ending in ENDINGS):
            return True
        lists = [path.parent.with_name(f"{path.parent.name}{ending}") for ending in ENDINGS]
        return any(path.stem in _slugs(each) for each in lists if each.is_file())


def _is_list(path: Path) -> bool:
    return path.suffix in ENDINGS and bool(_slugs(path))


def _slugs(path: Path) -> set[str]:
    """Of the groups in a list file; none where it is no such file, or does not read."""
    try:
        value = read(decoded(path.read_bytes(), path.name), path.name, [])
    except (Refused, OSError):
        return set()
    entries = value if isinstance(value, list) else []
    return {str(each["slug"]) for each in entries if isinstance(each, dict) and each.get("slug")}
