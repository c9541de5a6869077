"""The build: every step, in the order it runs. A folder of records and the theme's shells become a stream of files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

import orjson

from . import search, sitemap, vocabulary
from .directory import Directory, load
from .gazetteer import Gazetteer
from .list_pages import ListPage, list_pages
from .lock_files import LOCK_FILE as LOCK_FILE
from .lock_files import read_lock as read_lock
from .other_help import OtherHelp, country_uri
from .page_links import Links
from .pages import Pages, environment, finder_view, needed_shells
from .placed import PlacedGroup
from .placing import Placing
from .problems import Problem, Problems, Where, in_order
from .resource_pages import DEPTH, ResourcePages
from .resource_reading import ResourceFolders, read_folders
from .resource_regions import known_regions
from .resource_view import finder_row
from .resources import ResourceKind
from .shards import Finder
from .shell import HELP, OTHER_HELP, Shells
from .workers import shared_out

Files = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class Site:
    """One directory on its way to a site."""

    directory: Directory
    problems: Sequence[Problem]
    links: Links
    gazetteer: Gazetteer
    templates: Sequence[Path]
    """Folders of templates, the most particular first."""
    workers: int | None = None
    help: OtherHelp = field(default_factory=OtherHelp)

    @cached_property
    def resource_pages(self) -> ResourcePages:
        return ResourcePages(self.help, self.links, environment(self.templates), self.directory.today)

    @cached_property
    def finder(self) -> Finder:
        resources = [row for filed in self.help.shown if (row := finder_row(filed))]
        finder = Finder(self.directory, self.gazetteer, resources=resources, country=self.help.country)
        finder.prepare(self.workers)
        return finder

    @cached_property
    def needed(self) -> dict[str, set[int]]:
        """The shells that `files` and `write` want."""
        help_shells: dict[str, set[int]] = {OTHER_HELP: {DEPTH}, HELP: {DEPTH}} if self.help.shown else {}
        if self.help.by_region:
            help_shells[OTHER_HELP].add(DEPTH + 1)
        return {**needed_shells(self.directory, self.lists), **help_shells}

    @cached_property
    def lists(self) -> list[ListPage]:
        return list(list_pages(self.directory))

    def finder_view(self) -> dict[str, object]:
        return finder_view(self.directory, self.finder.manifest())


def read(
    folder: Path,
    *,
    today: date,
    links: Links,
    templates: Sequence[Path],
    packaged: Path,
    strict: bool = False,
    workers: int | None = None,
    help_folders: ResourceFolders | None = None,
    country: str = "",
    kinds: frozenset[ResourceKind] = frozenset(ResourceKind),
    samples: bool = False,
) -> Site:
    """The records of `folder`, checked, placed and indexed.

    Raises:
        Problems: a record has an error (or, when strict, a warning), or there is no record at all.
    """
    gazetteer = Gazetteer()
    words = vocabulary.load(folder, packaged)
    placing = Placing(words, read_lock(folder), gazetteer)
    directory, problems = load(folder, placing, today, workers)
    regions = known_regions(directory.regions, words.regions, gazetteer)
    resources, more = read_folders(help_folders, today, regions) if help_folders else ([], [])
    problems = in_order([*problems, *more])
    if any(problem.stops(strict=strict) for problem in problems):
        raise Problems(problems)
    if not directory.groups:
        where = Where(folder.name)
        raise Problems([Problem(where=where, code="B06", message="there is no record", mend="add one; see README.md")])
    help = OtherHelp(resources, country, kinds, samples)  # noqa: A001
    links = replace(links, other_help=help.near)
    return Site(directory, problems, links, gazetteer, templates, workers, help)


def files(site: Site, shells: Shells) -> Files:
    """Every generated file of the site, as address and content."""
    pages = Pages(site.directory, shells, site.links, environment(site.templates))
    yield from pages.groups(site.directory.groups)
    yield from pages.lists(site.lists)
    yield from pages.left_behind()
    yield from _others(site, shells)


def _others(site: Site, shells: Shells) -> Files:
    yield from site.finder.files()
    yield from site.resource_pages.files(shells)
    yield from sitemap.files(site.directory, site.lists, site.links.site, site.resource_pages.uris())


def write(site: Site, shells: Shells, folder: Path) -> None:
    """The same files on disk, shared out over the cores.

    Raises:
        Problems: a generated page has the address of a page that somebody wrote.
    """
    pages = Pages(site.directory, shells, site.links, environment(site.templates))

    def some(part: Sequence[PlacedGroup | ListPage]) -> list[Problem]:
        groups = [page for page in part if isinstance(page, PlacedGroup)]
        lists = [page for page in part if isinstance(page, ListPage)]
        return written(chain(pages.groups(groups), pages.lists(lists)), folder)

    every = _mixed(site.directory.groups, site.lists)
    problems = [problem for part in shared_out(some, every, site.workers) for problem in part]
    problems += written(chain(pages.left_behind(), _others(site, shells)), folder)
    if problems:
        raise Problems(problems)


def _mixed(groups: Sequence[PlacedGroup], lists: Sequence[ListPage]) -> Sequence[PlacedGroup | ListPage]:
    """Both, in an order that gives every worker its share of each and keeps neighbours together."""
    half, quarter = len(groups) // 2, len(lists) // 2
    return [*groups[:half], *lists[:quarter], *lists[quarter:], *groups[half:]]


def written(files: Iterable[tuple[str, bytes]], folder: Path) -> list[Problem]:
    """Writes `files` below `folder`; an address that is taken is a problem, never overwritten."""
    problems = []
    made: set[str] = set()
    base = os.fspath(folder)
    for uri, content in files:
        path = f"{base}/{uri}"
        parent = path.rpartition("/")[0]
        if parent not in made:
            _make_folder(parent)
            made.add(parent)
        try:
            write_new(path, content)
        except FileExistsError:
            problems.append(_taken(uri))
    return problems


# A hundred thousand times each, so without the calls to the system that pathlib and open() make besides.


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103


def write_new(path: str, content: bytes) -> None:
    """A file that was not there.

    Raises:
        FileExistsError: it was.
    """
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def _taken(uri: str) -> Problem:
    page = uri.removesuffix("index.html").rstrip("/")
    message = f"a page of content/ has the address of the generated page {uri}"
    return Problem(where=Where(f"content/{page}.md"), code="B20", message=message, mend="rename the page in content/")


MEETING = re.compile(rb" data-mh-meeting[ >]")


def verify(site: Site, folder: Path) -> None:
    """Counts groups and meetings in what was written, against the directory.

    Raises:
        Problems: they differ, so the site must not be published.
    """

    def missing(groups: Sequence[PlacedGroup]) -> list[Problem]:
        return [problem for group in groups if (problem := _missing(group, folder))]

    problems = [problem for part in shared_out(missing, site.directory.groups, site.workers) for problem in part]
    problems += _finder_missing(site, folder)
    problems += _left_behind_missing(site, folder)
    problems += _resources_missing(site, folder)
    if problems:
        raise Problems(problems)


def _missing(group: PlacedGroup, folder: Path) -> Problem | None:
    path = folder / group.uri / "index.html"
    try:
        page = path.read_bytes()
    except OSError:
        page = b""
    found, expected = len(MEETING.findall(page)), len(group.meetings) + len(group.past)
    if found == expected and page.count(b" data-mh-group>") == 1:
        return None
    message = f"its page shows {found} of {expected} meetings"
    return Problem(where=group.where, code="B07", message=message, mend="nothing was published; report this")


def _left_behind_missing(site: Site, folder: Path) -> Iterator[Problem]:
    """Nothing vanishes without a word: what ended says so, and old addresses lead on."""
    directory = site.directory
    pages = {group.uri: (group, b" data-mh-ended>") for group in directory.ended}
    pages |= {uri: (group, b" data-mh-moved>") for uri, group in directory.moved.items()}
    for uri, (group, mark) in pages.items():
        path = folder / uri / "index.html"
        if not path.is_file() or mark not in path.read_bytes():
            message = f"there is no page at {uri} that says what became of it"
            yield Problem(where=group.where, code="B07", message=message, mend="nothing was published; report this")


def _finder_missing(site: Site, folder: Path) -> list[Problem]:
    keys: set[tuple[str, str, str]] = set()
    for path in sorted((folder / "finder").glob("meetings.*.json")):
        shard = orjson.loads(path.read_bytes())
        groups, regions = shard["groups"], shard["regions"]
        for group, name in zip(shard["group"], shard["id"], strict=True):
            keys.add((regions[groups["region"][group]][0], groups["slug"][group], name))
    expected = len(site.finder.rows)
    if len(keys) == expected:
        return []
    message = f"the finder holds {len(keys)} of {expected} meetings"
    return [Problem(where=Where("meetings"), code="B07", message=message, mend="nothing was published; report this")]


RESOURCE = re.compile(r' id="([^"]+)" data-mh-resource>')


def _resources_missing(site: Site, folder: Path) -> Iterator[Problem]:
    """Every resource that is shown stands on the page of its country, or of each of its regions with all that is for
    the whole country; once, and none that is not shown."""
    pages = {country_uri(country): site.help.at_home(country) for country in site.help.by_country}
    pages |= {found.uri: [*found.records, *found.national] for found in site.help.by_region.values()}
    for uri, records in pages.items():
        path = folder / uri / "index.html"
        page = path.read_text(encoding="utf-8") if path.is_file() else ""
        found = sorted(RESOURCE.findall(page))
        if found != sorted(filed.id for filed in records) or not page:
            message = f"{uri} shows {len(found)} of {len(records)} resources"
            where = Where(records[0].where.path if records else "content/resources")
            yield Problem(where=where, code="B07", message=message, mend="nothing was published; report this")


def search_entries(site: Site) -> list[dict[str, str]]:
    """What Material's search gets beside the pages people wrote."""
    return [*site.resource_pages.search_entries(), *search.entries(site.directory)]
