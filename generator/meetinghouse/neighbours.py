"""What leads on from a group's page: the way up, others in the building and the town; also from one that ended."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice
from typing import Any

from markupsafe import Markup

from . import words
from .directory import Directory
from .list_entries import ONLINE
from .page_links import Links
from .placed import PlacedGroup, venue_key
from .records import Listing

NEIGHBOURS_SHOWN = 6
Part = Callable[[str, Hashable, Callable[[], dict[str, Any]]], Markup]
"""A piece of HTML by its template's name and a key that says which one; made once."""


def crumbs(directory: Directory, path: tuple[str, ...], root: str, *, here: bool) -> list[tuple[str, str]]:
    """The way back up, most general first; without `here` the last one is the page itself and left out."""
    ends = range(1, len(path) + (1 if here else 0))
    name = directory.vocabulary.region_name
    return [("Meetings", f"{root}meetings/")] + [
        (name(path[:end]), f"{root}meetings/{'/'.join(path[:end])}/") for end in ends
    ]


def ended_view(directory: Directory, group: PlacedGroup, links: Links, part: Part) -> dict[str, Any]:
    """The values of `records/ended.html`."""
    root = "../" * group.depth
    above = [group.region[:end] for end in range(len(group.region), 0, -1)]
    region = next((path for path in above if path in directory.regions), ())
    others = list(islice(_public(directory.in_region.get(group.region, ())), NEIGHBOURS_SHOWN))
    return {
        "root": root,
        "group": group.group,
        "fellowship": directory.fellowship(group).name,
        "ended": words.full_date(group.ended) if group.ended else "",
        "crumbs": part("crumbs", region, lambda: {"crumbs": crumbs(directory, region, root, here=True)}),
        "nearby": [_brief(directory, other, root, part) for other in others],
        "nearby_title": nearby_title(group),
        "links": links,
    }


def here(directory: Directory, group: PlacedGroup, root: str, part: Part) -> list[Markup]:
    return [_brief(directory, other, root, part) for other in _in_building(directory, group)]


def _in_building(directory: Directory, group: PlacedGroup) -> list[PlacedGroup]:
    keys = dict.fromkeys(key for meeting in group.meetings if (key := venue_key(meeting)))
    others = {other.uri: other for key in keys for other in directory.at_venue[key] if other is not group}
    return list(islice(_public(others.values()), NEIGHBOURS_SHOWN))


def nearby(directory: Directory, group: PlacedGroup, root: str, part: Part) -> list[Markup]:
    """Others of the same town, those that come after it in the list, so that pages lead on to each other. Those in
    the building stand above them already."""
    siblings = directory.in_region[group.region]
    at = directory.position[group.uri]
    following = (siblings[(at + step) % len(siblings)] for step in range(1, min(len(siblings), NEIGHBOURS_SHOWN)))
    named = {other.uri for other in _in_building(directory, group)}
    return [_brief(directory, other, root, part) for other in _public(following) if other.uri not in named]


def nearby_title(group: PlacedGroup) -> str:
    return "Other groups online" if group.region[:1] == (ONLINE,) else "Other groups in this area"


def _public(groups: Iterable[PlacedGroup]) -> Iterator[PlacedGroup]:
    return (group for group in groups if group.group.listing is not Listing.UNLISTED)


def _brief(directory: Directory, group: PlacedGroup, root: str, part: Part) -> Markup:
    return part("brief", (group.uri, root), lambda: _brief_view(directory, group, root))


def _brief_view(directory: Directory, group: PlacedGroup, root: str) -> dict[str, Any]:
    return {
        "url": root + group.uri,
        "name": group.group.name,
        "fellowship": directory.fellowship(group).name,
        "when": words.when_there(group.meetings[0]),
    }
