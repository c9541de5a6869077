"""The lines between two fields, comments and blank ones: which belong to the field above, which to the one below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

FOR_PROGRAMS = re.compile(r"#\s*(?:yaml-language-server:|vim?:|-\*-|SPDX-|\$schema|[\w./-]+\.ya?ml\s*$)")
"""A comment that speaks of the file, to a program or by its name."""


class Gap(NamedTuple):
    """Lines with their ends."""

    above: list[str]
    """They go where the field above goes."""
    below: list[str]
    close: bool
    """Whether the last comment of `above` would seem to be the next field's if no blank line followed it."""


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def lines_from(text: str, start: int) -> Iterator[str]:
    """One after another, so that nobody reads a long file to its end for a comment."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def is_blank(line: str) -> bool:
    return not line.strip()


def is_comment(line: str) -> bool:
    return line.lstrip(" \t").startswith("#")


def column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def parted(lines: list[str], at: int) -> Gap:
    """A comment deeper than the fields, at column `at`, is about what is above it; one that touches the field
    above and not the one below too; all others are about what follows."""
    deep = max((number for number, line in enumerate(lines, 1) if is_comment(line) and column(line) > at), default=0)
    touching = deep
    while touching < len(lines) and is_comment(lines[touching]):
        touching += 1
    close = deep < touching < len(lines)
    split = touching if close else deep
    return Gap(lines[:split], lines[split:], close)


def behind(text: str, end: int, at: int) -> Gap:
    """What stands behind the last field of a mapping whose fields stand at column `at`: the field's own comments,
    at once or deeper; the rest stays where it is."""
    own: list[str] = []
    waiting: list[str] = []
    touching = True
    for line in lines_from(text, end):
        if not is_blank(line) and (not is_comment(line) or column(line) < at or FOR_PROGRAMS.match(line)):
            break
        waiting.append(line)
        touching = touching and is_comment(line)
        if is_comment(line) and (touching or column(line) > at):
            own += waiting
            waiting = []
    return Gap(own, [], bool(own) and column(own[-1]) == at)


def before(text: str, start: int) -> tuple[int, int]:
    """Of the first field of a mapping, whose line begins at `start`: where the comments and blank lines before it
    begin, and from where on they are its own. What a blank line parts from it is about the whole."""
    first = start
    while first and (line := _line_before(text, first)) and (is_blank(line) or is_comment(line)):
        first -= len(line)
    lines = lines_of(text[first:start])
    own = len(lines)
    while own and is_comment(lines[own - 1]) and not FOR_PROGRAMS.match(lines[own - 1]):
        own -= 1
    return first, first + sum(map(len, lines[:own]))


def _line_before(text: str, start: int) -> str:
    return text[text.rfind("\n", 0, start - 1) + 1 : start]
