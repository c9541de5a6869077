"""The line of a file with a caret below the column, also where characters are wide, invisible or hostile."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import category, east_asian_width

from ..problems import printable

TAB = "    "
LONGEST = 110
"""Cells of a line that are shown; the rest is cut around the caret."""
BEFORE = 60
NO_WIDTH = frozenset(("Mn", "Me"))


@lru_cache(64)
def lines_of(path: Path) -> tuple[str, ...]:
    """The lines of a file; none when it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ()
    return tuple(line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n"))


def marked(line: str, column: int) -> tuple[str, str]:
    """The line as a terminal can show it, and the caret's line. Columns count characters from 1."""
    pieces = [TAB if character == "\t" else printable(character) for character in line]
    at = min(column - 1, len(pieces))
    first, last = _window(pieces, at)
    head = "…" if first else ""
    tail = "…" if last < len(pieces) else ""
    indent = len(head) + sum(map(_cells, pieces[first:at]))
    return f"{head}{''.join(pieces[first:last])}{tail}", " " * indent + "^"


def _window(pieces: list[str], at: int) -> tuple[int, int]:
    """Which characters to show, so that the caret is among them."""
    widths = [_cells(piece) for piece in pieces]
    if sum(widths) <= LONGEST:
        return 0, len(pieces)
    first, room = at, BEFORE
    while first and room >= widths[first - 1]:
        first -= 1
        room -= widths[first]
    last, room = at, LONGEST - (BEFORE - room)
    while last < len(pieces) and room >= widths[last]:
        room -= widths[last]
        last += 1
    return first, last


def _cells(piece: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(_widths(piece))


def _widths(piece: str) -> Iterator[int]:
    for character in piece:
        if character.isascii():
            yield 1
        elif category(character) in NO_WIDTH:
            yield 0
        else:
            yield 2 if east_asian_width(character) in "WF" else 1
