"""The lines of the lock file as they are written; `places.read_lock` is how a build reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import orjson

from ..geo import Point
from ..places import LockError, read_lock
from .answers import Candidate, Kind
from .providers import attribution

VERSION = 1
TITLE = f"# places.lock.jsonl, version {VERSION}: where addresses are, looked up once so that a build needs no network."
ADVICE = "# Written by `meetinghouse geocode fill`. To merge two versions, keep every address once, in sorted order."
_VERSION = re.compile(r"# places\.lock\.jsonl, version (\d+)")
DECIMALS = 5
"""Of a degree: about a metre."""


class Status(StrEnum):
    """What became of an address."""

    OK = "ok"
    APPROX = "approx"
    AMBIGUOUS = "ambiguous"
    NONE = "none"
    MANUAL = "manual"
    """Written by a person; never changed by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One address and what became of it."""

    key: str
    status: Status
    at: Point | None = None
    precision: str = ""
    circle: int = 0
    """Metres around the point within which the door is; 0 when nobody said."""
    candidates: tuple[Point, ...] = ()
    why: str = ""
    """Why there is no place, in our words."""
    provider: str = ""
    date: date | None = None
    rest: Mapping[str, Any] = field(default_factory=dict)
    """What a person wrote besides."""

    def line(self) -> str:
        place: dict[str, Any] = {}
        if self.at:
            place = {"lat": self.at[0], "lon": self.at[1], "precision": self.precision, "circle": self.circle or None}
        fields = {
            "key": self.key,
            **place,
            "candidates": [list(at) for at in self.candidates] or None,
            "why": self.why or None,
            "provider": self.provider or None,
            "date": self.date.isoformat() if self.date else None,
            "status": self.status.value,
            **self.rest,
        }
        return orjson.dumps({name: value for name, value in fields.items() if value is not None}).decode()


def found(key: str, candidate: Candidate, provider: str, today: date) -> Entry:
    exact = candidate.kind.in_a_street
    exactness = candidate.kind.value
    return Entry(
        key=key,
        status=Status.OK if exact else Status.APPROX,
        at=_rounded(candidate.at),
        precision=exactness.precision or "",
        circle=exactness.circle,
        provider=provider,
        date=today,
    )


def ambiguous(key: str, candidates: Sequence[Candidate], provider: str, today: date) -> Entry:
    points = tuple(_rounded(each.at) for each in candidates)
    return Entry(key=key, status=Status.AMBIGUOUS, candidates=points, provider=provider, date=today)


def unknown(key: str, reasons: Sequence[str], provider: str, today: date) -> Entry:
    why = "; ".join(reasons[:2])
    return Entry(key=key, status=Status.NONE, why=why, provider=provider, date=today)


def entries(text: str, shown: str) -> dict[str, Entry]:
    """Every line of a lock file by its address.

    Raises:
        LockError: the first line that is damaged, or of a newer program.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if (version := _VERSION.match(line)) and int(version[1][:9]) != VERSION:
            raise LockError(shown, number, f"is version {version[1]}, and this program writes {VERSION} (update it)")
    read_lock(text, shown)
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {entry.key: entry for entry in map(_entry, lines)}


def _entry(line: str) -> Entry:
    raw = orjson.loads(line)
    at = (float(raw.pop("lat")), float(raw.pop("lon"))) if raw.get("status") in ("ok", "approx", "manual") else None
    return Entry(
        key=raw.pop("key"),
        status=Status(raw.pop("status")),
        at=at,
        precision=str(raw.pop("precision", "")) if at else "",
        circle=_taken(raw, "circle", int, 0),
        candidates=_points(raw),
        why=_taken(raw, "why", str, ""),
        provider=_taken(raw, "provider", str, ""),
        date=_day(raw),
        rest=raw,
    )


def _taken(raw: dict[str, Any], name: str, kind: type, otherwise: Any) -> Any:
    return raw.pop(name) if isinstance(raw.get(name), kind) else otherwise


def _day(raw: dict[str, Any]) -> date | None:
    try:
        day = date.fromisoformat(raw.get("date", ""))
    except (ValueError, TypeError):
        return None
    del raw["date"]
    return day


def _points(raw: dict[str, Any]) -> tuple[Point, ...]:
    try:
        points = tuple((float(latitude), float(longitude)) for latitude, longitude in raw["candidates"])
    except (KeyError, ValueError, TypeError):
        return ()
    del raw["candidates"]
    return points


def lock_text(lines: Iterable[Entry]) -> str:
    """The file, sorted by address, with what its providers ask to be said."""
    every = sorted(lines, key=lambda entry: entry.key)
    named = sorted({entry.provider for entry in every if entry.at and attribution(entry.provider)})
    credit = [f"# {name}: {attribution(name)}" for name in named]
    return "\n".join([TITLE, ADVICE, *credit, *(entry.line() for entry in every), ""])


def _rounded(at: Point) -> Point:
    return round(at[0], DECIMALS), round(at[1], DECIMALS)


EXACT = frozenset(kind.value.precision for kind in Kind if kind.in_a_street)
