"""How heavy what a visitor gets is: the finder's scripts, and pages as they are without a script."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median_low

import brotli

SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Pages:
    """Bytes of pages of one kind."""

    middle: int
    compressed: int
    """Of the page of middling size, by brotli."""
    most: int


def finder_code(site: Path) -> int:
    """All of its modules, each compressed by itself as it is served."""
    return sum(_compressed(path) for path in sorted((site / "assets/finder").glob("*.js")))


def pages(site: Path) -> dict[str, Pages]:
    """By kind; a sample of those that are many."""
    kinds = {
        "group page": _spread(list(_group_pages(site))),
        "town page": _spread(sorted(site.glob("meetings/*/*/*/index.html"))),
        "state or country page": [*site.glob("meetings/??/index.html"), *site.glob("meetings/??/*/index.html")],
    }
    return {kind: _sizes(paths) for kind, paths in kinds.items() if paths}


def _group_pages(site: Path) -> Iterator[Path]:
    for path in sorted(site.glob("meetings/*/*/*/*/index.html")):
        if b" data-mh-group" in path.read_bytes():
            yield path


def _spread(paths: list[Path]) -> list[Path]:
    return paths[:: max(1, len(paths) // SAMPLE)]


def _sizes(paths: list[Path]) -> Pages:
    by_size = {path: path.stat().st_size for path in paths}
    middle = median_low(by_size.values())
    typical = next(path for path, size in by_size.items() if size == middle)
    return Pages(middle, _compressed(typical), max(by_size.values()))


def _compressed(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))


def processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
