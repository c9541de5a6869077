"""A provider that does not know a street may give the middle of its town and call it a door."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from ..geo import Point, Precision
from .answers import Kind
from .entries import EXACT, Entry, Status

MANY = 3
"""So many different addresses do not share one door."""


def without_leaks(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries, those less exact that share their point with many others; what a person wrote stays."""
    sharing: dict[tuple[str, Point], list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.at and entry.status is not Status.MANUAL:
            sharing[entry.provider, entry.at].append(entry)
    groups = [group for group in sharing.values() if len(group) >= MANY]
    changed = {entry.key: loosened for group in groups for entry in group if (loosened := _less(entry, group))}
    return {**entries, **changed}


def _less(entry: Entry, group: list[Entry]) -> Entry | None:
    if entry.precision not in EXACT:
        return None
    streets = {each.key.partition("|")[0] for each in group}
    names = {re.sub(r"\d+\w*", "", street).strip() for street in streets}
    if len(names) >= MANY:
        circle = Kind.CITY.value.circle
        return replace(entry, precision=Precision.TOWN.value, circle=circle, status=Status.APPROX)
    if len(streets) >= MANY and entry.precision == Precision.DOOR:
        return replace(entry, precision=Precision.STREET.value, circle=Kind.STREET.value.circle)
    return None
