"""The theme's page, rendered once for each kind and depth of page and filled many times.

The adapter renders a page whose title, description, address and body are sentinels; here it is cut at them, once,
and joined again for every record. What goes in is never searched, so a record that holds a sentinel changes nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

SENTINELS = {hole: f"mhq{hole}zqx" for hole in ("title", "description", "path", "body", "edit", "data")}
"""Letters only, so that no filter of a theme changes them."""
SENTINELS["body"] = f"<h1>{SENTINELS['body']}</h1>"
"""The theme adds a heading of its own to a page without one."""
REQUIRED = frozenset({"title", "description", "path", "body"})
LIST = "list"
GROUP = "group"
HIDDEN = "hidden"
"""A group's page that asks search engines to stay away."""
OTHER_HELP = "other help"
HELP = "help now"
KINDS = (LIST, GROUP, HIDDEN, OTHER_HELP, HELP)


@dataclass(frozen=True, slots=True)
class Shell:
    """One page of the theme, cut at its holes: `pieces` has one more entry than `holes`."""

    pieces: tuple[bytes, ...]
    holes: tuple[str, ...]

    def fill(self, *, title: str, description: str, uri: str, body: str, edit: str = "", data: str = "") -> bytes:
        """The page. `title`, `description` and `edit` are plain text, `body` (HTML) and `data` (JSON) are safe already,
        `uri` is the page's address below the site's."""
        values = {
            "title": html.escape(title).encode(),
            "description": html.escape(description).encode(),
            "path": quote(uri).encode(),
            "body": body.encode(),
            "edit": html.escape(edit).encode(),
            "data": data.encode(),
        }
        filled = [self.pieces[0]]
        for hole, piece in zip(self.holes, self.pieces[1:], strict=True):
            filled += (values[hole], piece)
        return b"".join(filled)


INDENTATION = re.compile(r"\n\s+")


def without_indentation(page: str) -> str:
    """The page without the white space that lines begin with: a fifth of the theme's bytes, on every page."""
    return page if "<pre" in page or "<textarea" in page else INDENTATION.sub("\n", page)


Shells = Mapping[tuple[str, int], Shell]
"""By kind, and by how many folders deep the page lies."""
Render = Callable[[str, int], str]
"""The theme's page of a kind and depth, with sentinels in its holes."""


def sentinel_path(depth: int) -> str:
    """An address of `depth` folders; its last is the hole, and the others go with it when the page is cut."""
    return "/".join(["mhqfolderzqx"] * (depth - 1) + [SENTINELS["path"]]) + "/"


def cut(page: str, depth: int) -> Shell:
    """The shell in a rendered page.

    Raises:
        ValueError: the theme did not print one of the sentinels, so filled pages would miss it.
    """
    page = page.replace(sentinel_path(depth), SENTINELS["path"])
    pattern = "|".join(map(re.escape, SENTINELS.values()))
    parts = re.split(f"({pattern})", page)
    by_sentinel = {sentinel: hole for hole, sentinel in SENTINELS.items()}
    shell = Shell(tuple(part.encode() for part in parts[::2]), tuple(by_sentinel[part] for part in parts[1::2]))
    missing = REQUIRED - set(shell.holes)
    if missing or shell.holes.count("body") != 1 or "mhqfolderzqx" in page:
        raise ValueError(f"the theme's page does not show {', '.join(sorted(missing)) or 'its address'} as expected")
    return shell


def shells(needed: Mapping[str, set[int]], render: Render) -> Shells:
    """A shell for each kind and depth in `needed`."""
    return {(kind, depth): cut(render(kind, depth), depth) for kind in KINDS for depth in sorted(needed.get(kind, ()))}
