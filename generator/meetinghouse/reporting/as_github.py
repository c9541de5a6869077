"""Workflow commands that put a note at the line of a pull request (hazard E16: a record writes none of them)."""

from __future__ import annotations

from ..problems import Problem, Severity, printable
from .as_text import last_lines
from .report import Report, sentence

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def written(report: Report) -> str:
    return "".join(f"{line}\n" for line in (*map(command, report.shown), *last_lines(report)))


def command(problem: Problem) -> str:
    where = problem.where
    values = {"file": where.path, "line": where.line, "col": where.column, "title": problem.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in values.items())
    return f"::{COMMANDS[problem.severity]} {properties}::{_data(sentence(problem))}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
