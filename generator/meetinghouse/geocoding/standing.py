"""How the addresses of the records and the lines of the lock file stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ..gazetteer import Gazetteer
from .entries import Entry, Status
from .wanted import Wanted, known_offline

STALE = timedelta(days=3 * 365)
"""After so long somebody should look whether the place is still where it was."""
MOST_DROPPED = 0.5


class Standing(StrEnum):
    """What there is to say about an address."""

    MISSING = "missing"
    NONE = "none"
    AMBIGUOUS = "ambiguous"
    APPROX = "approx"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Remark:
    """One address that somebody should look at."""

    standing: Standing
    wanted: Wanted
    sentence: str

    def __str__(self) -> str:
        return f"{self.wanted.where}: {self.standing}: {self.wanted.words}: {self.sentence}"


class TooMuch(Exception):
    """More lines would go than an ordinary change takes away."""


def remarks(every: Iterable[Wanted], lock: Mapping[str, Entry], gazetteer: Gazetteer, today: date) -> Iterator[Remark]:
    """In the order of the records."""
    for each in every:
        if each.private or each.placed:
            continue
        entry = lock.get(each.key)
        if entry is None:
            if each.address.street or known_offline(each.address, gazetteer) is None:
                yield Remark(Standing.MISSING, each, "was never looked up (run geocode fill)")
        elif entry.status is Status.NONE:
            said = f" ({entry.why})" if entry.why else ""
            yield Remark(Standing.NONE, each, f"nobody knows it{said}; correct it, or write coordinates: in the record")
        elif entry.status is Status.AMBIGUOUS:
            places = " or ".join(f"{at[0]}, {at[1]}" for at in entry.candidates)
            yield Remark(Standing.AMBIGUOUS, each, f"may be {places}; write the right one as coordinates:")
        elif entry.status is Status.APPROX:
            yield Remark(Standing.APPROX, each, f"only the {entry.precision} is known; write coordinates: if you can")
        elif entry.status is Status.OK and (entry.date is None or today - entry.date > STALE):
            looked_up = f"on {entry.date}" if entry.date else "on a day nobody knows"
            yield Remark(Standing.STALE, each, f"was looked up {looked_up}; delete its line to have it looked up again")


def pruned(lock: Mapping[str, Entry], every: Iterable[Wanted], *, force: bool = False) -> dict[str, Entry]:
    """The lines whose address some record still has.

    Raises:
        TooMuch: more than half of them would go.
    """
    used = {each.key for each in every}
    kept = {key: entry for key, entry in lock.items() if key in used}
    gone = len(lock) - len(kept)
    if gone > MOST_DROPPED * len(lock) and not force:
        raise TooMuch(f"{gone:,} of {len(lock):,} lines have no record any more; say --force if that is right")
    return kept
