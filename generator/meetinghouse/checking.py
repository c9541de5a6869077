"""Every record checked, and of those that were checked before only what has changed since.

A problem between records is about a place or a link that both have. So when a file changes, it is enough to read that
file and those that share a place or a link with it, as it was or as it is.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__, check_state, packaged
from .address_checks import address_problems
from .check_state import Address, FileState, State
from .lock_files import LOCK_FILE, read_lock
from .problems import Problem, in_order
from .recordfiles import RecordFile, record_files
from .reporting.report import Counts
from .silencing import Allowance, marked
from .vocabulary import FILES
from .workers import uncollected

if TYPE_CHECKING:
    from .gatherings import Points
    from .placed import PlacedGroup
    from .placing import Placing


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong, in order, and how many records there are."""

    problems: list[Problem]
    counts: Counts

    def touching(self, paths: frozenset[str]) -> Found:
        """Only what is about one of these files."""
        kept = [each for each in self.problems if each.where.path in paths or not paths.isdisjoint(each.others)]
        return replace(self, problems=kept)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where to look, and where to remember."""

    records: Path
    resources: Path
    resources_shown: str = "content/resources"
    memory: Path | None = None
    """The file of the last check; nothing to look at everything afresh."""


@uncollected()
def check(folders: Folders, today: date, workers: int | None = None) -> Found:
    """All that is wrong with the records and the resources.

    Raises:
        Problems: the vocabularies or the lock file are damaged, so that no record can be judged.
    """
    odd: list[Problem] = []
    files = record_files(folders.records, odd)
    hashes = {file.shown: _hash(file.path) for file in files}
    key = _key(folders.records, today)
    before = check_state.load(folders.memory, key) if folders.memory else None
    reading = _Reading(folders.records, today, workers)
    state = _updated(before, files, hashes, reading)
    state = replace(state, resources=_resources(before, state, folders, reading))
    if folders.memory and state != before:
        check_state.save(folders.memory, key, state)
    return _found(state, odd)


def _found(state: State, odd: Iterable[Problem]) -> Found:
    addresses = [address for file in state.files.values() for address in file.addresses]
    problems = [*odd, *(problem for file in state.files.values() for problem in file.problems)]
    problems += address_problems(addresses)
    problems += (problem for _, problem in state.across)
    needed = {(where, problem.code) for where, problem in state.across if problem.allowed}
    allowances = (each for file in state.files.values() for each in file.allowances)
    problems += (each.needless for each in allowances if (each.record, each.code) not in needed)
    _, more, resources, hidden = state.resources
    unique = {address.uri: address for address in sorted(addresses, key=_place, reverse=True)}.values()
    counts = Counts(
        groups=sum(address.meetings > 0 for address in unique),
        meetings=sum(address.meetings for address in unique),
        ended=sum(address.ended for address in unique),
        resources=resources,
        unpublished=hidden,
    )
    return Found(in_order([*problems, *more]), counts)


def _place(address: Address) -> tuple[tuple[str, ...], str]:
    return address.region, address.slug


class _Reading:
    """What reading records needs, loaded when there is one to read."""

    def __init__(self, folder: Path, today: date, workers: int | None) -> None:
        self.folder = folder
        self.today = today
        self.workers = workers
        self._placing: Placing | None = None

    def placing(self) -> Placing:
        if self._placing is None:
            from . import vocabulary
            from .gazetteer import Gazetteer
            from .placing import Placing

            words = vocabulary.load(self.folder, packaged.vocabularies())
            self._placing = Placing(words, read_lock(self.folder), Gazetteer())
        return self._placing


def _updated(before: State | None, files: Sequence[RecordFile], hashes: Mapping[str, str], reading: _Reading) -> State:
    """The state of `files`: what is as it was, and what had to be read."""
    if before and _any_twice(before.files.values()):
        before = None  # of two records with one address one is left out, and only a look at all says which
    old = before.files if before else {}
    stale = [file for file in files if file.shown not in old or old[file.shown].hash != hashes[file.shown]]
    if before and not stale and len(old) == len(files):
        return before
    from .directory import directory_of
    from .gatherings import meeting_points
    from .neighbour_checks import neighbour_problems
    from .pinpointing import pinpointed
    from .placing import read_all

    placing, today = reading.placing(), reading.today
    groups, problems, allowances = read_all(stale, placing, today, reading.workers)
    living = directory_of(groups, placing.vocabulary, today).groups
    by_place, by_link = meeting_points(living, today)
    keys = _keys(by_place, "place") + _keys(by_link, "link")
    fresh = dict(_states(stale, hashes, groups, problems, allowances, keys))
    touched = fresh.keys() | (old.keys() - hashes.keys())
    state = {file.shown: fresh.get(file.shown) or old[file.shown] for file in files}
    if before and _any_twice(state.values()):
        return _updated(None, files, hashes, reading)

    shared = frozenset().union(*(each[path].keys for each in (fresh, old) for path in touched if path in each))
    beside = [f for f in files if f.shown not in touched and not shared.isdisjoint(state[f.shown].keys)]
    if beside:
        more, _, others = read_all(beside, placing, today, reading.workers)
        allowances = [*allowances, *others]
        living = directory_of([*groups, *more], placing.vocabulary, today).groups
    raw = [each for each in neighbour_problems(living, today) if _touches(each, touched)]
    silenced, _ = marked(raw, allowances)
    told = pinpointed(silenced, {file.shown: file.path for file in files})
    kept = [each for each in (before.across if before else ()) if not _touches(each[1], touched)]
    across = [*kept, *((first.where, problem) for first, problem in zip(raw, told, strict=True))]
    return State(state, tuple(sorted(across, key=lambda each: (each[1].where, each[1].code, each[1].message))))


def _touches(problem: Problem, paths: Iterable[str]) -> bool:
    return problem.where.path in paths or any(other in paths for other in problem.others)


def _any_twice(states: Iterable[FileState]) -> bool:
    uris = [address.uri for state in states for address in state.addresses]
    return len(set(uris)) < len(uris)


def _keys(points: Points, kind: str) -> list[tuple[str, str]]:
    """Every file with each of the keys of its meetings."""
    named = ((f"{kind} {key}", {group.where.path for group, _, _ in here}) for key, here in points.items())
    return [(path, key) for key, paths in named for path in paths]


def _states(
    files: Iterable[RecordFile],
    hashes: Mapping[str, str],
    groups: Iterable[PlacedGroup],
    problems: Iterable[Problem],
    allowances: Iterable[Allowance],
    keys: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, FileState]]:
    """What was found, file by file."""
    from .records import Listing

    parts: dict[str, tuple[list[Problem], list[Address], list[Allowance], set[str]]]
    parts = {file.shown: ([], [], [], set()) for file in files}
    for problem in problems:
        parts[problem.where.path][0].append(problem)
    for group in groups:
        ended = len(group.past) + group.gone
        listed = group.group.listing is not Listing.UNLISTED
        address = Address(group.region, group.slug, group.where, group.was, len(group.meetings), ended, listed)
        parts[group.where.path][1].append(address)
    for allowance in allowances:
        parts[allowance.record.path][2].append(allowance)
    for path, key in keys:
        parts[path][3].add(key)
    for path, (wrong, addresses, allowed, met) in parts.items():
        yield path, FileState(hashes[path], tuple(wrong), tuple(addresses), tuple(allowed), frozenset(met))


def _resources(
    before: State | None, state: State, folders: Folders, reading: _Reading
) -> tuple[str, tuple[Problem, ...], int, int]:
    if not folders.resources.is_dir():
        return "", (), 0, 0
    files = record_files(folders.resources, [], folders.resources_shown)
    listed = sorted(path.name for path in folders.resources.iterdir())
    addresses = (address for file in state.files.values() for address in file.addresses)
    regions = sorted({a.region[:end] for a in addresses if a.meetings and a.listed for end in range(len(a.region) + 1)})
    digest = _digest([*listed, *map("/".join, regions), *(f"{file.shown} {_hash(file.path)}" for file in files)])
    if before and before.resources[0] == digest:
        return before.resources
    from .resource_reading import ResourceFolders, read_folders
    from .resource_regions import known_regions

    placing = reading.placing()
    known = known_regions(regions, placing.vocabulary.regions, placing.gazetteer)
    own = ResourceFolders(folders.resources, folders.resources_shown)
    resources, problems = read_folders(own, reading.today, known)
    hidden = sum(not filed.resource.published for filed in resources)
    return digest, tuple(problems), len(resources), hidden


def _key(folder: Path, today: date) -> str:
    """What an answer depends on besides the records: the words, the places, the day, and this program."""
    parts = [__version__, sys.version, today.isoformat(), folder.name]
    for name in FILES:
        own = folder / name
        parts.append(_hash(own if own.is_file() else packaged.vocabularies() / name))
    parts.append(_hash(folder / LOCK_FILE))
    for path in sorted(packaged.PACKAGE.rglob("*.py")):
        state = path.stat()
        parts.append(f"{path.name} {state.st_size} {state.st_mtime_ns}")
    return _digest(parts)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _hash(path: Path) -> str:
    """Of a file's content; nothing, which equals no hash, when it cannot be read."""
    try:
        with path.open("rb", buffering=0) as file:
            return hashlib.blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return ""
