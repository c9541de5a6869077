"""The command `meetinghouse fmt`: record files put into order. Status 3 when a file does not read, or would change."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from . import whole_files
from .command_line import CLEAN, RECORDS, say
from .formatting.files import Unread, formatted
from .problems import Problem, Where, errors, printable
from .recordfiles import ENDINGS, NOT_RECORDS, record_files

USUAL = (Path("meetings"), Path("content/resources"))


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Only say which files would change; status 3 if any.")
@click.option("--diff", is_flag=True, help="Only show what would change.")
def fmt(paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Put the fields of records into their order, and give ids to meetings that have none.

    PATHS are record files or folders of them; else meetings and content/resources. Comments stay with what they
    belong to, a file in order keeps its bytes, and a file that does not read is left as it is.
    """
    chosen = paths or tuple(path for path in USUAL if path.is_dir())
    if not chosen:
        raise click.UsageError("there is no meetings folder here; name files or folders")
    problems: list[Problem] = []
    changed = unread = same = 0
    for path in _files(chosen, problems):
        try:
            before = path.read_bytes()
            after = formatted(before, path.as_posix())
            if after != before and not (check or diff):
                whole_files.replace(path, after)
        except Unread as refused:
            unread += 1
            problems += refused.problems
            continue
        except OSError as error:
            message = error.strerror or "cannot be written"
            problems.append(Problem(where=Where(path.as_posix()), code="F11", message=message))
            continue
        if after == before:
            same += 1
            continue
        changed += 1
        _show(path, before, after, check=check, diff=diff)
    wrong = errors(problems)
    say(wrong)
    click.echo(_summary(changed, same, unread, would=check or diff), err=diff)
    sys.exit(RECORDS if wrong or (check and changed) else CLEAN)


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    """The record files of each path, each once."""
    seen: set[Path] = set()
    for path in paths:
        for found in _below(path, problems):
            if found.resolve() not in seen:
                seen.add(found.resolve())
                yield found


def _below(path: Path, problems: list[Problem]) -> Iterator[Path]:
    if path.is_dir():
        yield from (file.path for file in record_files(path, problems, path.as_posix()))
    elif path.is_symlink():
        problems.append(Problem(where=Where(path.as_posix()), code="F06", message="links are not allowed"))
    elif path.suffix not in ENDINGS or path.name in NOT_RECORDS:
        problems.append(
            Problem(where=Where(path.as_posix()), code="F10", message="is not a record", mend="name a .yml")
        )
    else:
        yield path


def _show(path: Path, before: bytes, after: bytes, *, check: bool, diff: bool) -> None:
    shown = printable(path.as_posix())
    if not diff:
        click.echo(f"{'would change' if check else 'changed'} {shown}")
        return
    old, new = (raw.decode("utf-8-sig").splitlines() for raw in (before, after))
    for line in difflib.unified_diff(old, new, shown, shown, lineterm=""):
        click.echo(printable(line))


def _summary(changed: int, same: int, unread: int, *, would: bool) -> str:
    counts = (
        (changed, "would change" if would else "changed"),
        (same, "in order"),
        (unread, "not read, so left alone"),
    )
    said = [f"{count:,} file{'' if count == 1 else 's'} {word}" for count, word in counts if count]
    return f"{', '.join(said)}." if said else "No record files."
