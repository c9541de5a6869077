"""The commands `meetinghouse geocode fill | check | prune`.

Exit status: 0 clean, 2 usage or settings, 3 problems in records or in the lock file, 4 some addresses were not found,
5 busy, 6 the network only, 130 stopped by hand.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.progress import Progress

from . import packaged, vocabulary
from .gazetteer import Gazetteer
from .geocoding.failures import Why
from .geocoding.filling import Asking, Outcome, fill, missing
from .geocoding.lockfile import Busy, LockFile
from .geocoding.pace import Clock, Pace
from .geocoding.providers import attribution
from .geocoding.settings import FILE, Settled, Unsettled, from_file, settled
from .geocoding.standing import TooMuch, pruned, remarks
from .geocoding.transport import SECONDS, Connect, Transport, connected
from .geocoding.wanted import Wanted, addresses
from .places import LockError
from .problems import Problem, Problems, Where, printable

CLEAN, USAGE, RECORDS, NOT_FOUND, BUSY, NETWORK, BY_HAND = 0, 2, 3, 4, 5, 6, 130
MOST = 500
"""Questions of one run, unless somebody says otherwise; of a public server, never more."""
MOST_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Outside:
    """The clock, the network and the environment; tests bring their own."""

    clock: Clock = field(default_factory=lambda: Clock(now=time.monotonic, sleep=time.sleep, chance=random.random))
    time: Callable[[], float] = time.time
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    connect: Connect = connected
    seconds: float = SECONDS
    """For one answer."""
    plain: bool = False
    gazetteer: Gazetteer = field(default_factory=Gazetteer)

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.time(), UTC).date()


folder_option = click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("meetings"),
    show_default=True,
    help="The records.",
)


@click.group()
def geocode() -> None:
    """Look addresses up and keep where they are in meetings/places.lock.jsonl."""


@geocode.command(name="fill")
@folder_option
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    default=Path(FILE),
    show_default=True,
    help="Who is asked and in whose name; what is said here goes before it.",
)
@click.option("--provider", help="Who is asked.")
@click.option("--contact", help="Your mail or web address; the provider sees it.")
@click.option("--accept-policy", help="The address of the usage policy that you have read.")
@click.option("--domain", help="Another server than the provider's.")
@click.option("--own", is_flag=True, help="The server at that domain is yours: ask it faster.")
@click.option("--key-from", help="The environment variable that holds your key.")
@click.option("--permanent", is_flag=True, help="Ask for answers that may be kept, which your plan must have.")
@click.option("--most", type=click.IntRange(1), default=MOST, show_default=True, help="Questions in this run.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), help="Stop after so long.")
@click.pass_obj
def fill_command(
    outside: Outside | None, /, folder: Path, settings: Path, most: int, minutes: float | None, **options: Any
) -> None:
    """Look up every address that has no coordinates and was not looked up before. Sends nothing but addresses."""
    sys.exit(_fill(outside or Outside(), folder, settings, most, minutes, options))


@geocode.command(name="check")
@folder_option
@click.option("--strict", is_flag=True, help="Fail when there is anything to say.")
@click.pass_obj
def check_command(outside: Outside | None, folder: Path, strict: bool) -> None:
    """Tell which addresses are not on the map, or only roughly. Asks nobody."""
    outside = outside or Outside()
    today = outside.today
    every, _ = _addresses(folder, today)
    said = list(remarks(every, _read(LockFile(folder)), outside.gazetteer, today))
    for remark in said:
        click.echo(printable(str(remark)))
    click.echo(f"{_count(every, 'address')}, {len(said):,} to look at.")
    sys.exit(RECORDS if strict and said else CLEAN)


@geocode.command(name="prune")
@folder_option
@click.option("--force", is_flag=True, help="Also when more than half would go.")
@click.pass_obj
def prune_command(outside: Outside | None, folder: Path, force: bool) -> None:
    """Drop the lines of addresses that no record has any more."""
    every, problems = _addresses(folder, (outside or Outside()).today)
    if problems:
        _stop(RECORDS, f"{_count(problems, 'problem')} in records, whose addresses would be lost: mend them first")
    lock = LockFile(folder)
    try:
        with lock.alone():
            before = _read(lock)
            kept = pruned(before, every, force=force)
            lock.write(kept)
    except Busy as error:
        _stop(BUSY, f"{error}; try again when it has ended")
    except TooMuch as error:
        _stop(USAGE, str(error))
    except OSError as error:
        _stop(USAGE, f"{lock.shown} cannot be written: {error.strerror}; it is as it was")
    click.echo(f"{_count(before.keys() - kept.keys(), 'line')} dropped, {len(kept):,} kept.")


def _fill(
    outside: Outside, folder: Path, settings: Path, most: int, minutes: float | None, options: Mapping[str, Any]
) -> int:
    try:
        chosen = settled(from_file(settings).with_options(**options), outside.environment)
    except Unsettled as error:
        _stop(USAGE, printable(str(error)))
    if chosen.shared and most > MOST:
        _stop(USAGE, f"--most: {chosen.provider.name} is a server for everybody; ask at most {MOST} questions")
    every, problems = _addresses(folder, outside.today)
    if problems:
        click.echo(f"{_count(problems, 'problem')} in records; `meetinghouse check` tells them.", err=True)
    lock = LockFile(folder)
    try:
        with lock.alone():
            outcome = _run(outside, chosen, lock, every, most, minutes)
    except Busy as error:
        _stop(BUSY, f"{error}; try again when it has ended")
    except LockError as error:
        _stop(RECORDS, f"{error}; nothing was written")
    except OSError as error:
        _stop(USAGE, f"{lock.shown} cannot be written: {error.strerror}; it is as it was")
    _tell(outcome, chosen)
    return _status(outcome)


def _run(
    outside: Outside, chosen: Settled, lock: LockFile, every: Sequence[Wanted], most: int, minutes: float | None
) -> Outcome:
    from .geocoding.services import SERVICES, Access

    gazetteer = outside.gazetteer
    provider = chosen.provider
    wanted = [
        each
        for each in missing(every, _read(lock), gazetteer, outside.today)
        if provider.covers(each.address.country, each.address.region or "")
    ]
    if len(wanted) > most:
        click.echo(f"{_count(wanted, 'address')}, but at most {most:,} questions in one run; run this again.", err=True)
    transport = Transport(connect=outside.connect, seconds=outside.seconds, now=outside.time, plain=outside.plain)
    access = Access(transport=transport, user_agent=chosen.user_agent, key=chosen.key, domain=chosen.domain)
    pace = Pace(
        SERVICES[provider.name](access),
        clock=outside.clock,
        spacing=chosen.spacing,
        most=most,
        seconds=minutes * 60 if minutes else None,
    )
    asking = Asking(
        provider=provider.name,
        structured=provider.structured,
        geocode=pace,
        gazetteer=gazetteer,
        today=outside.today,
    )
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(provider.name, total=len(wanted))
        return fill(wanted, asking, lock.add, lambda each: progress.advance(bar))


def _tell(outcome: Outcome, chosen: Settled) -> None:
    counts = {status: outcome.count(status) for status in sorted({each.status for each in outcome.answered.values()})}
    said = ", ".join(f"{count:,} {status}" for status, count in counts.items())
    click.echo(f"{_count(outcome.answered, 'address')} looked up{f': {said}' if said else ''}.")
    if any(entry.at is None for entry in outcome.answered.values()):
        click.echo("`meetinghouse geocode check` tells which ones a person must look at.")
    for each, why in (*outcome.unaskable, *outcome.failed)[:MOST_SHOWN]:
        click.echo(printable(f"{each.where}: {each.words}: {why}"), err=True)
    if outcome.stopped:
        click.echo(printable(f"{outcome.stopped}; left for another run: {outcome.left:,}"), err=True)
    if outcome.answered and (credit := attribution(chosen.provider.name)):
        click.echo(f"The site must show: {credit}")


def _status(outcome: Outcome) -> int:
    why = outcome.stopped.why if outcome.stopped else None
    if why is Why.BY_HAND:
        return BY_HAND
    not_found = [entry for entry in outcome.answered.values() if entry.at is None]
    if not_found or outcome.unaskable:
        return NOT_FOUND
    return NETWORK if outcome.failed or why in (Why.NETWORK, Why.REFUSED) else CLEAN


def _addresses(folder: Path, today: date) -> tuple[list[Wanted], list[Problem]]:
    try:
        return addresses(folder, vocabulary.load(folder, packaged.vocabularies()), today)
    except Problems as error:
        _stop(RECORDS, str(error))


def _read(lock: LockFile) -> Mapping[str, Any]:
    try:
        return lock.read()
    except LockError as error:
        problem = Problem(where=Where(error.path, error.line), code="N20", message=error.sentence)
        _stop(RECORDS, str(problem))


def _count(things: Sized, word: str) -> str:
    plural = "es" if word.endswith("s") else "s"
    return f"{len(things):,} {word}{'' if len(things) == 1 else plural}"


def _stop(status: int, sentence: str) -> NoReturn:
    click.echo(f"meetinghouse: {sentence}", err=True)
    sys.exit(status)
