"""One problem a line; on a terminal in colour, with the line of the file and a caret."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ..problems import Problem, Severity, in_order
from .report import Report, sentence
from .source_lines import lines_of, marked

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


def written(report: Report) -> str:
    """The problems and the summary."""
    return "".join(f"{line}\n" for line in (*lines(report), *last_lines(report)))


def lines(report: Report) -> Iterator[str]:
    for problem in in_order(report.shown):
        yield line(problem, colour=report.colour)
        if report.source:
            yield from source(problem, report)


def line(problem: Problem, *, colour: bool = False) -> str:
    """`path:line:column: severity: field: what is wrong (what to write instead) [code]`"""
    where, severity = str(problem.where), problem.severity.value
    if colour:
        where, severity = click.style(where, bold=True), click.style(severity, fg=COLOURS[problem.severity])
    return f"{where}: {severity}: {sentence(problem)} [{problem.code}]"


def source(problem: Problem, report: Report) -> Iterator[str]:
    every = lines_of(report.project / problem.where.path)
    if problem.where.line > len(every) or not every[problem.where.line - 1].strip():
        return
    text, caret = marked(every[problem.where.line - 1], problem.where.column)
    number = str(problem.where.line)
    yield f"  {number} | {text}"
    yield f"  {' ' * len(number)} | {click.style(caret, fg=COLOURS[problem.severity]) if report.colour else caret}"


def last_lines(report: Report) -> Iterator[str]:
    if report.note:
        yield report.note
    counts = report.counts
    if counts.resources:
        yield f"{counts.resources:,} resources, {counts.unpublished:,} of them unpublished."
    yield report.last_line
