"""Fills the lock file: asks for every address that has no answer, and keeps what was answered whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..gazetteer import Gazetteer
from . import entries
from .answers import Candidate, Geocode
from .entries import Entry, Status
from .failures import AskError, Stop, Why
from .judging import expected, judged
from .lockfile import Save
from .questions import Unaskable, attempts
from .wanted import Wanted, known_offline, query_of

ASK_AGAIN = timedelta(days=90)
"""After so long an address that nobody knew is asked for again: maps get better."""
EVERY = 20
"""Answers after which the file is written."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who is asked, and what answers are judged by."""

    provider: str
    structured: bool
    geocode: Geocode
    gazetteer: Gazetteer
    today: date


@dataclass
class Outcome:
    """What a run did."""

    answered: dict[str, Entry] = field(default_factory=dict)
    failed: list[tuple[Wanted, str]] = field(default_factory=list)
    """Asked without an answer that can be used; nothing is written down for them."""
    unaskable: list[tuple[Wanted, str]] = field(default_factory=list)
    stopped: Stop | None = None
    left: int = 0
    """Addresses that were not asked for."""

    def count(self, *statuses: Status) -> int:
        return sum(entry.status in statuses for entry in self.answered.values())


def missing(every: Iterable[Wanted], lock: Mapping[str, Entry], gazetteer: Gazetteer, today: date) -> list[Wanted]:
    """The addresses to ask for: new ones, and those that nobody knew long ago."""
    return [
        each
        for each in every
        if not (each.private or each.placed)
        and _open(lock.get(each.key), today)
        and (each.address.street or known_offline(each.address, gazetteer) is None)
    ]


def _open(entry: Entry | None, today: date) -> bool:
    if entry is None:
        return True
    return entry.status is Status.NONE and (entry.date is None or today - entry.date >= ASK_AGAIN)


def fill(wanted: Sequence[Wanted], asking: Asking, save: Save, tell: Callable[[Wanted], None]) -> Outcome:
    """Asks one address after the other; `save` gets every answer so far, now and then and at the end."""
    outcome = Outcome()
    saved = 0
    try:
        for number, each in enumerate(wanted):
            outcome.left = len(wanted) - number
            _ask(each, asking, outcome)
            tell(each)
            if len(outcome.answered) - saved >= EVERY:
                save(outcome.answered)
                saved = len(outcome.answered)
        outcome.left = 0
    except Stop as stop:
        outcome.stopped = stop
    except KeyboardInterrupt:
        outcome.stopped = Stop(Why.BY_HAND, "stopped by hand")
    finally:
        if len(outcome.answered) > saved:
            save(outcome.answered)
    return outcome


def _ask(wanted: Wanted, asking: Asking, outcome: Outcome) -> None:
    try:
        outcome.answered[wanted.key] = look_up(wanted, asking)
    except Unaskable as error:
        outcome.unaskable.append((wanted, str(error)))
    except AskError as error:
        outcome.failed.append((wanted, str(error)))


def look_up(wanted: Wanted, asking: Asking) -> Entry:
    """The line for one address, from the first question whose answers agree.

    Raises:
        Unaskable: the address is not sent to anybody.
        AskError: a question got no answer that can be used.
        Stop: nothing more is asked in this run.
    """
    key, provider, today = wanted.key, asking.provider, asking.today
    query = query_of(wanted.address, asking.gazetteer)
    where = expected(query, asking.gazetteer)
    offline = known_offline(wanted.address, asking.gazetteer)
    rough: Candidate | None = None
    reasons: list[str] = []
    # a town or a postal area is kept only when no looser question finds the street, and we do not know better
    for each in attempts(query, structured=asking.structured, known_offline=offline is not None):
        verdict = judged(asking.geocode(each), replace(where, query=replace(query, street=each.street)))
        reasons += [reason for reason in verdict.reasons if reason not in reasons]
        if verdict.ambiguous:
            return entries.ambiguous(key, verdict.ambiguous, provider, today)
        if verdict.found and (verdict.found.kind.in_a_street or not each.street):
            return entries.found(key, verdict.found, provider, today)
        rough = rough or verdict.found
    if rough and (offline is None or rough.kind.value.circle < offline):
        return entries.found(key, rough, provider, today)
    if rough:
        reasons.append("only the town or the postal area was found, which needs no looking up")
    return entries.unknown(key, reasons, provider, today)
