"""What is wrong with a record, said so that a volunteer can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is. An error rejects the record; a warning rejects it only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file: lines and columns count from 1; the path is relative to the project."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong: where, what, and how to mend it."""

    where: Where
    code: str
    """Stable; the row of the hazards table where there is one (`Y16`), else our own (`M01`)."""
    message: str
    field: str = ""
    """Dotted path of the field inside its record: `meetings.1.start`. Empty when the whole file is meant."""
    mend: str = ""
    """What to write instead."""
    severity: Severity = Severity.ERROR
    others: tuple[str, ...] = ()
    """Paths of the other records that it is about."""
    allowed: str = ""
    """Why the record says that this is meant so; such a problem is counted, and stops nothing."""

    def stops(self, *, strict: bool = False) -> bool:
        """Whether it stops a build: an error does, and a warning when they are strict; never what is allowed."""
        return not self.allowed and (self.severity is Severity.ERROR or (strict and self.severity is Severity.WARNING))

    def __str__(self) -> str:
        field = f"{printable(self.field)}: " if self.field else ""
        mend = f" ({printable(self.mend)})" if self.mend else ""
        return f"{self.where}: {field}{printable(self.message)}{mend} [{self.code}]"


class Problems(Exception):
    """Every problem found, raised once. Only `site`, `importing`, `cli` and `plugin` catch it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.where, problem.field, problem.code, problem.message))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def printable(text: str) -> str:
    """`text` on one line without control characters, so that a record cannot write to a log in our name."""
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)


def quoted(text: str, longest: int = 60) -> str:
    """`text` as shown inside a message."""
    return f"'{text if len(text) <= longest else text[: longest - 1] + '…'}'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean x?`, or the choices, in their own order, when they are few."""
    choices = sorted(known) if isinstance(known, Set) else list(known)
    folded = {_folded(choice): choice for choice in choices}
    close = difflib.get_close_matches(_folded(word), folded, n=1, cutoff=0.6)
    if close:
        return f"did you mean {folded[close[0]]}?"
    return f"write {one_of(choices)}" if 0 < len(choices) <= 8 else ""


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-")


def one_of(choices: Iterable[str]) -> str:
    *rest, last = choices
    return f"{', '.join(rest)} or {last}" if rest else last
