"""The names of time zones, from the pinned tzdata and never from the system, which may be an hour wrong."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib import resources

zoneinfo.reset_tzpath(to=[])  # the tzdata package only


@cache
def names() -> frozenset[str]:
    """Every place name of the database, links included."""
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in listed if "/" in name and not name.startswith(("Etc/", "US/"))) | {"UTC"}


@cache
def _links() -> dict[str, str]:
    """Old name to canonical name, from the `L` lines of tzdata.zi."""
    text = resources.files("tzdata.zoneinfo").joinpath("tzdata.zi").read_text(encoding="utf-8")
    pairs = (line.split() for line in text.splitlines() if line.startswith("L "))
    return {pair[2]: pair[1] for pair in pairs}


def canonical(name: str) -> str | None:
    """The zone's own name; nothing when there is no such zone."""
    if name not in names() and not name.startswith("US/"):
        return None
    found = _links().get(name, name) if name.startswith("US/") or name in OLD_SPELLINGS else name
    return found if found in names() else None


OLD_SPELLINGS = {
    "Europe/Kiev", "Asia/Calcutta", "Asia/Katmandu", "Asia/Rangoon", "Asia/Saigon", "America/Godthab",
    "Atlantic/Faeroe", "Pacific/Enderbury", "America/Buenos_Aires", "Asia/Dacca", "Asia/Thimbu",
}  # fmt: skip


@cache
def version() -> str:
    """The release of the time-zone data, `2026f`."""
    import tzdata

    return str(tzdata.IANA_VERSION)
