"""Findings that a record says are meant so: `allow:` with a code and the reason. They are counted and stop nothing.

Most are known when the record is read. Those about its place or its neighbours come later, so that what is allowed
waits until then before it is called needless.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .problems import Problem, Severity, Where


@dataclass(frozen=True, slots=True)
class Allowance:
    """One entry of `allow:`."""

    record: Where
    code: str
    reason: str
    needless: Problem
    """What to say when it silences nothing."""


def silence(problems: list[Problem], start: int, allow: Mapping[str, str]) -> set[str]:
    """Marks, from `start` on, what the record allows; the codes that did something."""
    used = set()
    for number, problem in enumerate(problems[start:], start):
        reason = allow.get(problem.code)
        if reason and problem.severity is not Severity.ERROR:
            problems[number] = replace(problem, allowed=reason)
            used.add(problem.code)
    return used


def needless(where: Where, field: str, code: str) -> Problem:
    """What to say of an allowance that silences nothing."""
    return Problem(
        where=where,
        code="A04",
        field=field,
        message=f"nothing here is {code} any more",
        mend="delete this line",
        severity=Severity.HINT,
    )


def marked(problems: Iterable[Problem], allowances: Iterable[Allowance]) -> tuple[list[Problem], list[Allowance]]:
    """Problems that stand at the place of their record, with what it allows marked so; and what it did not need yet."""
    waiting = {(each.record, each.code): each for each in allowances}
    if not waiting:
        return list(problems), []
    done, used = [], set()
    for problem in problems:
        key = (problem.where, problem.code)
        if key in waiting and problem.severity is not Severity.ERROR:
            used.add(key)
            problem = replace(problem, allowed=waiting[key].reason)
        done.append(problem)
    return done, [each for key, each in waiting.items() if key not in used]
