"""What every code means: read only when somebody asks, by `explain` or by `allow:` in a record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from .explanation import Explanation

PARTS = (
    "allowing",
    "characters",
    "contradictions",
    "duplicates",
    "files",
    "imports",
    "links",
    "people",
    "places",
    "resources",
    "schedules",
    "sites",
    "text",
    "times",
    "vocabularies",
    "yaml_forms",
    "yaml_values",
)
"""Modules of this folder, each with a tuple `EXPLAINED`."""


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code that the program says, in order."""
    parts = (import_module(f"{__name__}.{part}").EXPLAINED for part in PARTS)
    found = {each.code: each for part in parts for each in part}
    return dict(sorted(found.items()))
