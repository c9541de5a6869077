"""The few entries of the directory that go into the theme's own search, which every visitor downloads whole."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from .directory import Directory, Region
from .placed import PlacedGroup
from .records import Listing

MOST_ENTRIES = 1_000
MOST_CHARACTERS = 100_000
"""Of titles, texts and addresses: about 25 kB compressed. Fellowships first, then towns by size, then groups."""


def entries(directory: Directory) -> list[dict[str, str]]:
    """Rows of the theme's search index: `location`, `title`, `text`, all HTML-escaped as the theme expects."""
    chosen: list[dict[str, str]] = []
    room = MOST_CHARACTERS
    for entry in _candidates(directory):
        room -= sum(map(len, entry.values()))
        if room < 0 or len(chosen) == MOST_ENTRIES:
            break
        chosen.append(entry)
    return chosen


def _candidates(directory: Directory) -> Iterator[dict[str, str]]:
    used = {group.group.fellowship for group in directory.listed}
    for slug in sorted(used):
        fellowship = directory.vocabulary.fellowships[slug]
        yield _entry(f"meetings/#fellowship={slug}", f"{fellowship.name} meetings", f"For {fellowship.helps_with}.")
    regions = [region for child in directory.root.children for region in child.below()]
    for region in sorted(regions, key=lambda region: (-region.meetings, region.path)):
        yield _entry(
            region.uri,
            f"Meetings in {region.name}" if region.path != ("online",) else "Online meetings",
            _count(region),
        )
    for group in directory.listed:
        if group.group.listing is Listing.PUBLIC:
            yield _entry(group.uri, group.group.name, _about(directory, group))


def _entry(location: str, title: str, text: str) -> dict[str, str]:
    return {"location": location, "title": escape(title), "text": escape(text)}


def _count(region: Region) -> str:
    return f"{region.meetings} meeting{'' if region.meetings == 1 else 's'}."


def _about(directory: Directory, group: PlacedGroup) -> str:
    name = directory.vocabulary.region_name(group.region)
    return f"{directory.fellowship(group).name}, {name}."
