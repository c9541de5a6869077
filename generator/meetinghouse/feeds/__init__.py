"""Foreign formats: one module knows one format, and nothing outside this folder knows their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import bmlt, meeting_guide
from .foreign import Feed, Setting

FEEDS: Mapping[str, Callable[[bytes, Setting], Feed]] = {
    "meeting-guide": meeting_guide.read,
    "bmlt": bmlt.read,
}
"""The formats that can be imported, by the name people give on the command line."""
