"""A summary for a pull request. Text of records neither calls anybody nor draws anything there (hazard E17)."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems import Problem, printable
from .as_text import last_lines
from .report import Report

MOST_CHARACTERS = 60_000
"""A comment on a pull request holds 65,536."""
LONGEST_TEXT = 300
SIGNS = frozenset('&<>"`|*_[]~\\$')
BREAK = "\u200b"
"""A space of no width: after it, `@everyone` is nobody and `#12` no reference."""


def written(report: Report) -> str:
    head = ["## Records checked", "", *(text(line) for line in last_lines(report)), ""]
    rows = list(map(_row, report.shown))
    table = ["| where | what | code |", "|---|---|---|"]
    room = MOST_CHARACTERS - sum(len(line) + 1 for line in (*head, *table)) - 400
    fitting = list(_fitting(rows, room))
    lines = [*head, *(table + fitting if rows else [])]
    if left := len(rows) - len(fitting):
        lines += ["", f"And {left:,} more."]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _fitting(rows: list[str], room: int) -> Iterator[str]:
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            return
        yield row


def _row(problem: Problem) -> str:
    where = problem.where
    place = f"{text(where.path)}, line {where.line}"
    field = f"{text(problem.field)}: " if problem.field else ""
    mend = f" ({text(problem.mend)})" if problem.mend else ""
    return f"| {place} | **{problem.severity}** {field}{text(problem.message)}{mend} | {text(problem.code)} |"


def text(said: str) -> str:
    """`said` as plain words: no markup, no mention, no reference, no link."""
    short = said if len(said) <= LONGEST_TEXT else said[: LONGEST_TEXT - 1] + "…"
    escaped = "".join(f"&#{ord(sign)};" if sign in SIGNS else sign for sign in printable(short).replace("#", "\0"))
    # what is left is broken after entities, so that their own number signs stay
    for sign, broken in (("\0", f"&#35;{BREAK}"), ("@", f"@{BREAK}"), ("www.", f"www{BREAK}."), ("//", f"/{BREAK}/")):
        escaped = escaped.replace(sign, broken)
    return escaped
