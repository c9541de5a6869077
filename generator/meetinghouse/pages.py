"""The directory to HTML: templates that autoescape, filled into the theme's shell."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from .directory import Directory
from .group_page import description, group_view
from .list_entries import online_entries, weekdays_of
from .list_pages import MOST_ON_A_PAGE, ListPage, has_day_pages
from .list_view import list_view
from .neighbours import ended_view
from .other_help import RESOURCES
from .page_links import Links
from .placed import PlacedGroup
from .records import Listing
from .shell import GROUP, HIDDEN, LIST, Shells
from .words import WEEKDAYS, dial


class Templates(jinja2.Environment):
    """Looks into a mapping first: most values of ours are in one, and asking it for an attribute is an exception."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def environment(folders: Iterable[Path]) -> jinja2.Environment:
    """Templates of records: always escaped, never forgiving about a missing value."""
    templates = Templates(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters["dial"] = dial
    return templates


class Parts:
    """Pieces of HTML that many pages share, each rendered once: nine tenths of a page's escaping is in them."""

    def __init__(self, templates: jinja2.Environment) -> None:
        self.templates = {name: templates.get_template(f"records/{name}.html") for name in PARTS}
        self.made: dict[tuple[Any, ...], Markup] = {}

    def __call__(self, name: str, key: Hashable, values: Callable[[], dict[str, Any]]) -> Markup:
        """The piece `name` for `key`; `values` is asked only the first time."""
        found = self.made.get((name, key))
        if found is None:
            rendered = self.templates[name].render(values())
            found = self.made[name, key] = Markup(rendered)  # noqa: S704 (an autoescaping template made it)
        return found


PARTS = ("crumbs", "formats", "brief")


class Pages:
    """Every page that is made from records."""

    def __init__(self, directory: Directory, shells: Shells, links: Links, templates: jinja2.Environment) -> None:
        self.directory = directory
        self.shells = shells
        self.links = links
        self.group_template = templates.get_template("records/group.html")
        self.ended_template = templates.get_template("records/ended.html")
        self.moved_template = templates.get_template("records/moved.html")
        self.list_template = templates.get_template("records/list.html")
        self.part = Parts(templates)

    def groups(self, groups: Sequence[PlacedGroup]) -> Iterator[tuple[str, bytes]]:
        """The pages of some groups, so that several workers can share them out."""
        for group in groups:
            yield f"{group.uri}index.html", self.group(group)

    def group(self, group: PlacedGroup) -> bytes:
        view = group_view(self.directory, group, self.links, self.part)
        kind = GROUP if group.group.listing is Listing.PUBLIC else HIDDEN
        return self.shells[kind, group.depth].fill(
            title=group.group.name,
            description=description(self.directory, group),
            uri=group.uri,
            body=self.group_template.render(view),
            edit=view["edit"],
            data=view["data"],
        )

    def left_behind(self) -> Iterator[tuple[str, bytes]]:
        """What stands where a group was: that it has ended, or the way to its new address."""
        for group in self.directory.ended:
            view = ended_view(self.directory, group, self.links, self.part)
            yield f"{group.uri}index.html", self._hidden(group, group.uri, group.uri, self.ended_template.render(view))
        for uri, group in self.directory.moved.items():
            body = self.moved_template.render(name=group.group.name, url="../" * uri.count("/") + group.uri)
            yield f"{uri}index.html", self._hidden(group, uri, group.uri, body)

    def _hidden(self, group: PlacedGroup, uri: str, canonical: str, body: str) -> bytes:
        """A page that asks search engines to stay away, and says which address to use instead of its own."""
        shell = self.shells[HIDDEN, uri.count("/")]
        return shell.fill(title=group.group.name, description="", uri=canonical, body=body)

    def lists(self, pages: Sequence[ListPage]) -> Iterator[tuple[str, bytes]]:
        for page in pages:
            body = self.list_template.render(list_view(self.directory, page, self.links))
            shell = self.shells[LIST, page.depth]
            content = shell.fill(title=page.title, description=page.description, uri=page.uri, body=body)
            yield f"{page.uri}index.html", content


def needed_shells(directory: Directory, lists: Sequence[ListPage]) -> dict[str, set[int]]:
    """Which kinds of page there are, and how deep they lie."""
    public = {group.depth for group in directory.groups if group.group.listing is Listing.PUBLIC}
    hidden = {group.depth for group in directory.groups if group.group.listing is not Listing.PUBLIC}
    hidden |= {group.depth for group in directory.ended} | {uri.count("/") for uri in directory.moved}
    return {GROUP: public, HIDDEN: hidden, LIST: {page.depth for page in lists}}


def finder_view(directory: Directory, manifest: bytes) -> dict[str, Any]:
    """What `finder.html` shows before a script runs, and the manifest it carries. Addresses are relative."""
    root = directory.root
    online = online_entries(directory)
    return {
        "manifest": Markup(manifest.decode()),  # noqa: S704 (shards.script_safe has escaped it)
        "regions": [
            {"name": child.name, "url": f"{child.path[0]}/", "count": child.meetings}
            for child in root.children
            if child.path != ("online",)
        ],
        "days": _days(directory) if has_day_pages(directory) else [],
        "online_days": [
            {"name": name, "url": f"online/{anchor}", "count": count}
            for name, anchor, count in _online_days([entry.day for entry in online])
        ],
        "online_url": "online/" if online else "",
        "meetings": root.meetings,
        "meetings_url": "",
        "data_url": "../finder/",
        "help_url": f"../{RESOURCES}",
    }


def _days(directory: Directory) -> list[dict[str, Any]]:
    counts = [0] * 7
    for group in directory.listed:
        for meeting in group.meetings:
            if meeting.in_person:
                for day in weekdays_of(directory, meeting):
                    counts[day] += 1
    return [
        {"name": name, "url": f"{name.lower()}/", "count": count}
        for name, count in zip(WEEKDAYS, counts, strict=True)
        if count
    ]


def _online_days(days: Sequence[int]) -> Iterator[tuple[str, str, int]]:
    """Name, address below the online list, and count: an anchor while they are on one page."""
    for day, name in enumerate(WEEKDAYS):
        if count := days.count(day):
            yield name, f"{name.lower()}/" if len(days) > MOST_ON_A_PAGE else f"#{name.lower()}", count
