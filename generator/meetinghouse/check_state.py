"""What was found of each file at the last check, as JSON, so that only what changed is read again.

It is kept for the machine it was made on. A file that is damaged, or that somebody else made up, is passed over.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from .problems import Problem, Severity, Where
from .silencing import Allowance

FORMAT = 1
LARGEST = 200_000_000
"""Bytes. A larger file is not ours."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a group's page is, and where it was."""

    region: tuple[str, ...]
    slug: str
    where: Where
    was: tuple[str, ...]
    meetings: int
    """Those that people can go to."""
    ended: int
    listed: bool = True
    """Whether lists show it, so that its region has one."""

    @property
    def uri(self) -> str:
        return f"meetings/{'/'.join(self.region)}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class FileState:
    """What one file gave: alone, and what it can have in common with others."""

    hash: str
    problems: tuple[Problem, ...] = ()
    addresses: tuple[Address, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    """What it allows and nothing in the file itself needs."""
    keys: frozenset[str] = frozenset()
    """Places and links by which its meetings can meet others."""


Across = tuple[Where, Problem]
"""A problem between records, and the place of the record that it is told at."""


@dataclass(frozen=True, slots=True)
class State:
    """The whole of what a check found."""

    files: Mapping[str, FileState] = field(default_factory=dict)
    across: tuple[Across, ...] = ()
    resources: tuple[str, tuple[Problem, ...], int, int] = ("", (), 0, 0)
    """The hash of all of them, what is wrong, how many there are, and how many are not shown."""


def load(path: Path, key: str) -> State | None:
    """The state in a file that this very program wrote for these very words and this very day; else nothing."""
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            return None
        value = orjson.loads(path.read_bytes())
        if value["format"] != FORMAT or value["key"] != key:
            return None
        return _state(value)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def save(path: Path, key: str, state: State) -> None:
    """Whole or not at all. Where it cannot be written, the next check is slow and nothing else."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError, TypeError):  # a TypeError: a path that is no text
        path.parent.mkdir(exist_ok=True)
        if path.parent.is_symlink():
            return
        temporary.write_bytes(orjson.dumps({"format": FORMAT, "key": key, **_plain(state)}))
        temporary.replace(path)
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _plain(state: State) -> dict[str, Any]:
    digest, problems, count, hidden = state.resources
    return {
        "files": {path: _plain_file(each) for path, each in state.files.items()},
        "across": [[_where(where), _problem(problem)] for where, problem in state.across],
        "resources": [digest, [_problem(problem) for problem in problems], count, hidden],
    }


def _plain_file(state: FileState) -> list[Any]:
    return [
        state.hash,
        [_problem(problem) for problem in state.problems],
        [
            [each.region, each.slug, _where(each.where), each.was, each.meetings, each.ended, each.listed]
            for each in state.addresses
        ],
        [[_where(each.record), each.code, each.reason, _problem(each.needless)] for each in state.allowances],
        sorted(state.keys),
    ]


def _address(each: Address) -> list[Any]:
    return [each.region, each.slug, _where(each.where), each.was, each.meetings, each.ended, each.listed]


def _where(where: Where) -> list[Any]:
    return [where.path, where.line, where.column]


def _problem(problem: Problem) -> list[Any]:
    texts = [problem.code, problem.message, problem.field, problem.mend, problem.severity.value]
    return [_where(problem.where), *texts, problem.others, problem.allowed]


def _state(value: Any) -> State:
    digest, problems, count, hidden = value["resources"]
    return State(
        files={_text(path): _file(row) for path, row in value["files"].items()},
        across=tuple((_read_where(where), _read_problem(problem)) for where, problem in value["across"]),
        resources=(_text(digest), tuple(map(_read_problem, problems)), _number(count), _number(hidden)),
    )


def _file(row: Any) -> FileState:
    digest, problems, addresses, allowances, keys = row
    return FileState(
        hash=_text(digest),
        problems=tuple(map(_read_problem, problems)),
        addresses=tuple(
            Address(
                region=_texts(region),
                slug=_text(slug),
                where=_read_where(where),
                was=_texts(was),
                meetings=_number(meetings),
                ended=_number(ended),
                listed=listed is True,
            )
            for region, slug, where, was, meetings, ended, listed in addresses
        ),
        allowances=tuple(
            Allowance(_read_where(where), _text(code), _text(reason), _read_problem(needless))
            for where, code, reason, needless in allowances
        ),
        keys=frozenset(_texts(keys)),
    )


def _read_where(value: Any) -> Where:
    path, line, column = value
    return Where(_text(path), max(1, _number(line)), max(1, _number(column)))


def _read_problem(value: Any) -> Problem:
    where, code, message, name, mend, severity, others, allowed = value
    return Problem(
        where=_read_where(where),
        code=_text(code),
        message=_text(message),
        field=_text(name),
        mend=_text(mend),
        severity=Severity(severity),
        others=_texts(others),
        allowed=_text(allowed),
    )


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if type(value) is not list:
        raise TypeError
    return tuple(map(_text, value))


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value
