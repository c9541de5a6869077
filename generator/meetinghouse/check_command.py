"""The command `check`: which records to look at, how to say what is wrong, and with which status to end."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from .checking import Folders, Found, check
from .command_line import CLEAN, RECORDS, clock_day, strict_option, today_option, usage
from .problems import Problems, Severity
from .reporting import FORMATS, written
from .reporting.as_text import last_lines, lines
from .reporting.report import Counts, Report
from .vocabulary import FILES

MEMORY = ".meetinghouse/check.json"


@click.command(name="check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("meetings"))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="For whom to write; default text.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report into this file.")
@click.option(
    "--profile",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.WARNING.value,
    help="The lowest severity to show; default warning. All are counted.",
)
@click.option("--changed-since", "since", metavar="REV", help="Only what is about files changed since this revision.")
@click.option("--source", is_flag=True, help="Show the line of the file and a caret, also when this is no terminal.")
@click.option("--afresh", is_flag=True, help="Read every record, not only what changed since the last check.")
@strict_option
@today_option
def command(
    folder: Path,
    form: str,
    output: Path | None,
    profile: str,
    since: str | None,
    source: bool,
    afresh: bool,
    strict: bool,
    today: date | None,
) -> None:
    """Check every record of FOLDER and say all that is wrong, at its line."""
    gc.disable()  # it looks through every record again and again, and nothing here goes in circles
    try:
        sys.exit(
            _check(
                folder,
                form=form,
                output=output,
                profile=profile,
                since=since,
                source=source,
                afresh=afresh,
                strict=strict,
                day=today or clock_day(),
            )
        )
    finally:
        gc.enable()


def _check(
    folder: Path,
    *,
    form: str,
    output: Path | None,
    profile: str,
    since: str | None,
    source: bool,
    afresh: bool,
    strict: bool,
    day: date,
) -> int:
    """The status to end with."""
    project = folder.resolve().parent
    # a memory that arrives with a pull request could say that all is well, so machines that build do not use it
    memory = None if afresh or os.environ.get("CI") else project / MEMORY
    note = ""
    try:
        paths = _changed(folder, project, since) if since else None
        found = check(Folders(folder, project / "content" / "resources", memory=memory), day)
        if paths is not None:
            found, note = _only(found, paths)
    except _Unknown as error:
        return usage(str(error))
    except Problems as error:
        found = Found(error.problems, Counts())
        note = "No record was checked."
    report = Report(found.problems, found.counts, day, Severity(profile), project, note=note)
    try:
        _say(report, form, output, source=source)
    except OSError as error:
        return usage(f"{output} cannot be written: {error.strerror}")
    return RECORDS if any(problem.stops(strict=strict) for problem in found.problems) else CLEAN


class _Unknown(Exception):
    """What changed is not known."""


def _changed(folder: Path, project: Path, since: str) -> frozenset[str] | None:
    """Paths of files that changed, as problems name them; nothing when a vocabulary did, which every record uses."""
    from .changed_files import NotKnown, changed_since

    resources = project / "content" / "resources"
    try:
        records = changed_since(folder, since)
        others = changed_since(resources, since) if resources.is_dir() else frozenset()
    except NotKnown as error:
        raise _Unknown(str(error)) from None
    if not records.isdisjoint(FILES):
        return None
    named = (f"{folder.name}/{path}" for path in records)
    return frozenset((*named, *(f"content/resources/{path}" for path in others)))


def _only(found: Found, paths: frozenset[str]) -> tuple[Found, str]:
    few = found.touching(paths)
    files = "1 file that" if len(paths) == 1 else f"{len(paths):,} files that"
    return few, f"Only what is about {files} changed."


def _say(report: Report, form: str, output: Path | None, *, source: bool) -> None:
    if output:
        output.write_text(written(replace(report, source=source), form), encoding="utf-8", errors="backslashreplace")
        _echo(last_lines(report), err=False)
    elif form == "text":
        terminal = sys.stderr.isatty()
        _echo(lines(replace(report, colour=True, source=source or terminal)), err=True)
        _echo(last_lines(report), err=False)
    else:
        click.echo(written(report, form), nl=False)
        if form != "github":
            _echo(last_lines(report), err=True)


def _echo(said: Iterable[str], *, err: bool) -> None:
    for line in said:
        click.echo(line, err=err)
