"""The records that are on file already, by the feed they came from, as text and never touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..problems import Problem, Where, quoted
from ..recordfiles import record_files
from ..yaml_text import Fields, Refused, decoded, read


@dataclass(frozen=True)
class OnFile:
    """Every file of the records' folder; paths are relative to it."""

    folder: str
    texts: Mapping[str, str]
    """Only of list files that imports may have written."""
    groups: Mapping[str, list[Fields]]
    """Groups of those files."""
    others: frozenset[str]
    """Files with one group, or that cannot be read."""

    def of(self, name: str) -> list[Fields]:
        """The groups that came from one source."""
        return [group for groups in self.groups.values() for group in groups if source_of(group) == name]

    def of_others(self, shown: str, name: str) -> list[Fields]:
        return [group for group in self.groups.get(shown, ()) if source_of(group) != name]

    def holding(self, name: str) -> list[str]:
        return [shown for shown, groups in self.groups.items() if any(source_of(group) == name for group in groups)]

    def conflict(self, shown: str, name: str) -> Problem | None:
        """Why an import must not write this file: a person wrote it, or a group in it."""
        groups = self.groups.get(shown)
        by_hand = next((str(group.get("group")) for group in groups or () if not source_of(group)), "")
        if shown not in self.others and not by_hand:
            return None
        what = f"the group {quoted(by_hand)} in it" if by_hand else "it"
        message = f"the import from {quoted(name)} needs this file, but a person wrote {what}"
        where = Where(f"{self.folder}/{shown}")
        mend = "move what was written by hand to a file of its own"
        return Problem(where=where, code="I12", message=message, mend=mend)

    def addresses_besides(self, name: str) -> set[tuple[str, ...]]:
        """The region and slug of every group that does not come from this source."""
        single = {tuple(shown.rpartition(".")[0].split("/")) for shown in self.others}
        listed = {
            (*shown.rpartition(".")[0].split("/"), str(group.get("slug")))
            for shown, groups in self.groups.items()
            for group in groups
            if source_of(group) != name
        }
        return single | listed | self._regions

    @cached_property
    def _regions(self) -> set[tuple[str, ...]]:
        """No group may have the address of a region."""
        folders = {tuple(shown.split("/")[:-1]) for shown in (*self.others, *self.groups)}
        return {folder[:depth] for folder in folders for depth in range(1, len(folder) + 1)}


def source_of(group: Fields) -> str:
    """The name of the feed that a group came from; empty when a person wrote it."""
    source = group.get("source")
    return str(source.get("name", "")) if isinstance(source, dict) else ""


def files_on(folder: Path) -> OnFile:
    """What is in a folder, or nothing when there is none yet."""
    texts: dict[str, str] = {}
    listed: dict[str, list[Fields]] = {}
    others: set[str] = set()
    for shown, raw in _files(folder):
        groups = _groups(raw, shown)
        if groups is None:
            others.add(shown)
        else:
            texts[shown], listed[shown] = raw.decode("utf-8-sig"), groups
    return OnFile(folder.name, texts, listed, frozenset(others))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in record_files(folder, []) if folder.is_dir() else ():
        yield file.path.relative_to(folder).as_posix(), file.path.read_bytes()


def _groups(raw: bytes, shown: str) -> list[Fields] | None:
    """The groups of a list file; nothing for a file that holds one group or cannot be read."""
    if raw.lstrip()[:1] not in (b"-", b"#", b"\xef"):
        return None
    try:
        value = read(decoded(raw, shown), shown, [])
    except Refused:
        return None
    return value if isinstance(value, list) and all(isinstance(group, dict) for group in value) else None
