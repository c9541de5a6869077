"""What was found, what of it is shown, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from ..problems import Problem, Severity, printable

ALLOWED = "allowed"


@dataclass(frozen=True)
class Counts:
    """How many records there are."""

    groups: int = 0
    meetings: int = 0
    ended: int = 0
    """Meetings that nobody can go to any more."""
    resources: int = 0
    unpublished: int = 0

    def __str__(self) -> str:
        """`1 group and 2 meetings`."""
        pairs = ((self.groups, "group"), (self.meetings, "meeting"))
        said = " and ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in pairs)
        return f"{said} ({self.ended:,} more ended)" if self.ended else said


@dataclass(frozen=True)
class Report:
    """The whole of what `check` has to say."""

    problems: Sequence[Problem]
    """In order; those that a record allows too."""
    counts: Counts
    today: date
    lowest: Severity = Severity.WARNING
    """Problems below this severity are counted and not shown."""
    project: Path = field(default_factory=Path)
    """The folder that paths of problems start from."""
    colour: bool = False
    source: bool = False
    """Whether a text shows the line of the file."""
    note: str = ""
    """What the reader should know: that only some files were looked at."""

    @property
    def shown(self) -> list[Problem]:
        """Those that are not allowed and bad enough."""
        return [problem for problem in self.problems if not problem.allowed and self.is_shown(problem)]

    @property
    def allowed(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.allowed]

    @property
    def tally(self) -> Mapping[str, int]:
        """Of every severity, shown or not, and of what is allowed."""
        return tally(self.problems)

    def is_shown(self, problem: Problem) -> bool:
        order = list(Severity)
        return order.index(problem.severity) <= order.index(self.lowest)

    @property
    def last_line(self) -> str:
        return f"{self.counts}. {summary(self.problems)}"


def tally(problems: Iterable[Problem]) -> dict[str, int]:
    found = Counter(ALLOWED if problem.allowed else problem.severity.value for problem in problems)
    return {name: found[name] for name in (*(severity.value for severity in Severity), ALLOWED)}


def summary(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning, 3 allowed.`"""
    said = []
    for name, count in tally(problems).items():
        if count:
            said.append(f"{count:,} {name}{'' if count == 1 or name == ALLOWED else 's'}")
    return ", ".join(said) + "." if said else "No problems."


def sentence(problem: Problem) -> str:
    """What is wrong and what to write instead, on one line, without the place."""
    field = f"{printable(problem.field)}: " if problem.field else ""
    mend = f" ({printable(problem.mend)})" if problem.mend else ""
    return f"{field}{printable(problem.message)}{mend}"


def fingerprints(problems: Iterable[Problem]) -> list[str]:
    """A name for each that stays the same when lines above it come and go; equal ones are numbered."""
    seen: Counter[str] = Counter()
    names = []
    for problem in problems:
        said = "\0".join((problem.where.path, problem.code, problem.field, problem.message))
        names.append(sha256(f"{said}\0{seen[said]}".encode("utf-8", "surrogatepass")).hexdigest())
        seen[said] += 1
    return names
