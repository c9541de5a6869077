"""What commands share: their exit statuses, common options, and how they say what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import click

from .problems import Problem, in_order
from .reporting.as_text import line

CLEAN, USAGE, RECORDS, PARTIAL, BUSY = 0, 2, 3, 4, 5


class Day(click.ParamType[date]):
    """A date on the command line."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date; write year-month-day, such as 2026-11-22", param, ctx)


today_option = click.option("--today", type=Day(), help="Work as if it were this day.")
strict_option = click.option("--strict", is_flag=True, help="Warnings are errors.")


def say(problems: Iterable[Problem]) -> None:
    """One problem a line, on standard error; red and yellow on a terminal. What a record allows is not said."""
    for problem in in_order(problems):
        if not problem.allowed:
            click.echo(line(problem, colour=True), err=True)


def usage(message: str) -> int:
    """Says what is wrong with the call; the status to end with."""
    click.echo(f"meetinghouse: {message}", err=True)
    return USAGE


def clock_day() -> date:
    """The day it is now. Commands ask once and hand it on."""
    return datetime.now(UTC).date()
