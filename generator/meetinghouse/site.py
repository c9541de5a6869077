"""The build: every step, in the order it runs. A folder of records and the theme's shells become a stream of files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

from . import search, sitemap, vocabulary
from .counting import missing
from .directory import Directory, load
from .gazetteer import Gazetteer
from .list_pages import ListPage, list_pages
from .lock_files import LOCK_FILE as LOCK_FILE
from .lock_files import read_lock as read_lock
from .other_help import OtherHelp
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


def verify(site: Site, folder: Path) -> None:
    """Counts what was written, against the directory.

    Raises:
        Problems: something is missing, so the site must not be published.
    """
    if problems := missing(site.directory, len(site.finder.rows), site.help, folder, site.workers):
        raise Problems(problems)


def search_entries(site: Site) -> list[dict[str, str]]:
    """What Material's search gets beside the pages people wrote."""
    return [*site.resource_pages.search_entries(), *search.entries(site.directory)]
