"""Parts of permanent addresses."""

from __future__ import annotations

import re
from typing import Any

from ..problems import quoted
from .text import Wrong, text
from .times import WEEKDAYS

RESERVED = frozenset(
    {"con", "nul", "aux", "prn", "index", "404", "assets", "search", "online", "finder", "feeds", "page",
     "by-appointment", "any-time"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
    | set(WEEKDAYS)
)  # fmt: skip
ANCHORS_OF_THE_THEME = frozenset({"content"})
"""Its others begin with two underscores, and ours with `mh_`, as no slug does."""
SLUG = re.compile(r"[a-z0-9](?:-?[a-z0-9]){0,63}")


def slug(value: Any) -> str:
    """Part of a permanent address: lower-case letters, digits and single hyphens, at most 64."""
    said = text(value)
    if len(said) > 64:
        raise Wrong("F05", f"{quoted(said)} is {len(said)} characters long", "at most 64")
    if not SLUG.fullmatch(said):
        raise Wrong("F01", f"{quoted(said)} cannot be part of an address", "write small letters, digits and -")
    return said


def anchor(value: Any) -> str:
    """The id of a meeting, which is an anchor on its group's page: also not one that the theme's page has."""
    said = slug(value)
    if said in ANCHORS_OF_THE_THEME:
        raise Wrong("F03", f"{quoted(said)} is a name the page itself uses", "choose another name")
    return said


def anchors(value: Any) -> tuple[str, ...]:
    """One id or a list of them."""
    return tuple(dict.fromkeys(anchor(part) for part in (value if isinstance(value, list) else [value])))


def old_addresses(value: Any) -> tuple[str, ...]:
    """Addresses that a group had: `us/oregon/portland/old-name`, one or a list of them."""
    return tuple(dict.fromkeys(_old_address(text(part)) for part in (value if isinstance(value, list) else [value])))


def _old_address(said: str) -> str:
    path = said.removeprefix("/").removeprefix("meetings/").removesuffix("/").removesuffix(".yml")
    if "/" not in path:
        mend = "write the folders too, such as us/oregon/portland/old-name"
        raise Wrong("D04", f"{quoted(said)} is not the old address of a group", mend)
    return "/".join(file_slug(part) for part in path.split("/"))


def file_slug(value: Any) -> str:
    """The slug of a group or region: also not a name that the site itself uses."""
    said = slug(value)
    if said in RESERVED:
        raise Wrong("F03", f"{quoted(said)} is a name the site itself uses", "choose another name")
    return said


def file_name(value: str) -> str:
    """A slug as the name of a file or folder, where nothing is tidied away."""
    if value != value.strip().rstrip("."):
        raise Wrong("F05", f"{quoted(value)} begins or ends with a space or a dot", "delete that")
    return file_slug(value)
