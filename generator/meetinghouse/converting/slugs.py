"""Parts of permanent addresses."""

from __future__ import annotations

import re
from typing import Any

from ..problems import quoted
from .text import Wrong, text
from .times import WEEKDAYS

RESERVED = frozenset(
    {"con", "nul", "aux", "prn", "index", "404", "assets", "search", "online", "finder", "feeds", "page",
     "by-appointment"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
    | set(WEEKDAYS)
)  # fmt: skip
SLUG = re.compile(r"[a-z0-9](?:-?[a-z0-9]){0,63}")


def slug(value: Any) -> str:
    """Part of a permanent address: lower-case letters, digits and single hyphens, at most 64."""
    said = text(value)
    if len(said) > 64:
        raise Wrong("F05", f"{quoted(said)} is {len(said)} characters long", "at most 64")
    if not SLUG.fullmatch(said):
        raise Wrong("F01", f"{quoted(said)} cannot be part of an address", "write small letters, digits and -")
    return said


def file_slug(value: Any) -> str:
    """The slug of a group or region: also not a name that the site itself uses."""
    if value in RESERVED:
        raise Wrong("F03", f"{quoted(value)} is a name the site itself uses", "choose another name")
    return slug(value)


def file_name(value: str) -> str:
    """A slug as the name of a file or folder, where nothing is tidied away."""
    if value != value.strip().rstrip("."):
        raise Wrong("F05", f"{quoted(value)} begins or ends with a space or a dot", "delete that")
    return file_slug(value)
