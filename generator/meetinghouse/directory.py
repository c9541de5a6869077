"""All checked records together, placed on the map and indexed, with the permanent address of every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from .address_checks import address_problems
from .neighbour_checks import neighbour_problems
from .pinpointing import pinpointed
from .placed import PlacedGroup, country_of, venue_key
from .placenames import fold_letters
from .placing import Placing, read_all
from .problems import Problem, in_order
from .recordfiles import record_files
from .records import Listing
from .silencing import marked
from .vocabulary import Fellowship, Vocabulary


@dataclass(slots=True)
class Region:
    """A nested area: what lies below it and the groups that meet right in it."""

    path: tuple[str, ...]
    name: str
    children: list[Region] = field(default_factory=list)
    groups: list[PlacedGroup] = field(default_factory=list)
    meetings: int = 0
    """How many there are in it and below it."""

    @property
    def uri(self) -> str:
        return "/".join(("meetings", *self.path)) + "/"

    def all_groups(self) -> Iterator[PlacedGroup]:
        yield from self.groups
        for child in self.children:
            yield from child.all_groups()

    def below(self) -> Iterator[Region]:
        yield self
        for child in self.children:
            yield from child.below()


@dataclass(frozen=True)
class Directory:
    """Every public record, sorted by address."""

    groups: Sequence[PlacedGroup]
    vocabulary: Vocabulary
    today: date
    ended: Sequence[PlacedGroup] = ()
    """Groups that nobody can go to any more; the page at their address says so for a while."""
    gone: int = 0
    """How many meetings ended so long ago that there is no page about them."""

    @cached_property
    def meetings(self) -> int:
        return sum(len(group.meetings) for group in self.groups)

    @cached_property
    def past(self) -> int:
        """How many meetings have ended and are still spoken of."""
        return sum(len(group.past) for group in (*self.groups, *self.ended))

    @cached_property
    def moved(self) -> Mapping[str, PlacedGroup]:
        """Old addresses of pages, and the group that each leads to."""
        groups = (*self.groups, *self.ended)
        return {f"meetings/{old}/": group for group in groups for old in group.group.was}

    @cached_property
    def listed(self) -> Sequence[PlacedGroup]:
        """Those that lists and the finder show; the others are found only by their address."""
        return [group for group in self.groups if group.group.listing is not Listing.UNLISTED]

    @cached_property
    def root(self) -> Region:
        return _tree(self.listed, self.vocabulary)

    @cached_property
    def zones(self) -> list[str]:
        return sorted({meeting.zone for group in self.groups for meeting in group.meetings})

    @cached_property
    def regions(self) -> set[tuple[str, ...]]:
        """The areas that have a list."""
        return {region.path for region in self.root.below()}

    @cached_property
    def countries(self) -> list[str]:
        """The countries that meetings in person are in, by their ISO codes."""
        return sorted({code for group in self.groups for meeting in group.meetings if (code := country_of(meeting))})

    @cached_property
    def at_venue(self) -> Mapping[str, list[PlacedGroup]]:
        """Groups by the venue they share, for "other meetings here"."""
        shared: dict[str, list[PlacedGroup]] = {}
        for group in self.groups:
            for key in {key for meeting in group.meetings if (key := venue_key(meeting))}:
                shared.setdefault(key, []).append(group)
        return shared

    @cached_property
    def in_region(self) -> Mapping[tuple[str, ...], list[PlacedGroup]]:
        """The groups that meet right in a region, by its path."""
        table: dict[tuple[str, ...], list[PlacedGroup]] = {}
        for group in self.groups:
            table.setdefault(group.region, []).append(group)
        return table

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Each group's place in the list of its region, by its address."""
        return {group.uri: place for groups in self.in_region.values() for place, group in enumerate(groups)}

    def fellowship(self, group: PlacedGroup) -> Fellowship:
        return self.vocabulary.fellowships[group.group.fellowship]


def load(folder: Path, placing: Placing, today: date, workers: int | None = None) -> tuple[Directory, list[Problem]]:
    """The directory of a folder of records and every problem in it; records with an error are left out of it."""
    problems: list[Problem] = []
    files = record_files(folder, problems)
    groups, wrong, allowances = read_all(files, placing, today, workers)
    problems += wrong
    problems += address_problems(groups)
    directory = directory_of(groups, placing.vocabulary, today)
    found, needless = marked(neighbour_problems(directory.groups, today), allowances)
    problems += pinpointed(found, {file.shown: file.path for file in files})
    problems += (each.needless for each in needless)
    return directory, in_order(problems)


def directory_of(groups: Iterable[PlacedGroup], vocabulary: Vocabulary, today: date) -> Directory:
    """Groups in the order of their addresses, those that have ended apart."""
    unique = _first_of_each(sorted(groups, key=_address))
    living = [group for group in unique if group.meetings]
    ended = [group for group in unique if group.past and not group.meetings]
    return Directory(living, vocabulary, today, ended, sum(group.gone for group in unique))


def _address(group: PlacedGroup) -> tuple[tuple[str, ...], str]:
    return group.region, group.slug


def _first_of_each(groups: list[PlacedGroup]) -> list[PlacedGroup]:
    unique: dict[str, PlacedGroup] = {}
    for group in groups:
        unique.setdefault(group.uri, group)
    return list(unique.values())


def _tree(groups: Sequence[PlacedGroup], vocabulary: Vocabulary) -> Region:
    root = Region((), "All meetings")
    regions: dict[tuple[str, ...], Region] = {(): root}
    for group in groups:
        for end in range(1, len(group.region) + 1):
            path = group.region[:end]
            if path not in regions:
                regions[path] = Region(path, vocabulary.region_name(path))
                regions[path[:-1]].children.append(regions[path])
        regions[group.region].groups.append(group)
        for end in range(len(group.region) + 1):
            regions[group.region[:end]].meetings += len(group.meetings)
    for region in regions.values():
        region.children.sort(key=lambda child: (fold_letters(child.name), child.path))
    return root


def rejected(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether `problems` stop a build."""
    return any(problem.stops(strict=strict) for problem in problems)
