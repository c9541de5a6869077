"""A problem that was found away from its file, at the line of its field after all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from . import yaml_text
from .problems import Problem
from .yaml_text import Positions, Refused, decoded

At = tuple[str | int, ...]


def pinpointed(problems: Iterable[Problem], files: Mapping[str, Path]) -> Iterator[Problem]:
    """The problems in their order; `files` are those of the records by the path that is shown.

    A problem's line is that of its record: the first, or that of its entry in a list. What cannot be found stays.
    """
    read: dict[str, Positions] = {}
    for problem in problems:
        shown = problem.where.path
        if shown not in read and problem.field and shown in files:
            read[shown] = _positions(files[shown], shown)
        yield _at_its_field(problem, read.get(shown, {})) if problem.field else problem


def _positions(path: Path, shown: str) -> Positions:
    positions: Positions = {}
    try:
        yaml_text.read(decoded(path.read_bytes(), shown), shown, [], positions)
    except (OSError, Refused):
        return {}
    return positions


def _at_its_field(problem: Problem, positions: Positions) -> Problem:
    entry = _entry(problem, positions)
    field = (*entry, *(int(part) if part.isdecimal() else part for part in problem.field.split(".")))
    at: At = field
    while at and at not in positions:
        at = at[:-1]
    if len(at) <= len(entry):
        return problem
    line, column = positions[at]
    return replace(problem, where=replace(problem.where, line=line, column=column), field=yaml_text.dotted(field))


def _entry(problem: Problem, positions: Positions) -> At:
    """The place of the record in a list, by its line; nothing in a file of its own."""
    if (0,) not in positions:
        return ()
    lines = ((at, line) for at, (line, _) in positions.items() if len(at) == 1)
    return next((at for at, line in lines if line == problem.where.line), ())
