"""The fields of a record in the order of the models: whole blocks of lines change places, with their comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from ..fields import Record
from ..records import fields_of, nested
from .gaps import Gap, before, behind, is_blank, is_comment, lines_of, parted
from .outline import Field, Node, outline

Model = type[BaseModel] | None
BEFORE_A_FIELD = re.compile(r" *(?:- +)?")
BETWEEN_BRACES = re.compile(r"\s*,?\s*")


class Change(NamedTuple):
    """A stretch of the text and what stands there afterwards."""

    start: int
    end: int
    text: str


class Block(NamedTuple):
    """A field with what goes where it goes."""

    field: Field
    lead: list[str]
    body: list[str]
    """From the field's name to the end of its last line; the spaces before the name are left out."""
    close: bool


def arranged(text: str, model: type[Record], models: Sequence[type[Record]]) -> str:
    """The same record or list of records, in order. Text that is in order comes back as it is."""
    return applied(text, _Arranger(text, models).changes(outline(text), model))


def applied(text: str, changes: Iterable[Change]) -> str:
    """`text` with each change made; they do not overlap."""
    made: list[str] = []
    done = 0
    for change in sorted(changes):
        made += text[done : change.start], change.text
        done = change.end
    return "".join([*made, text[done:]])


class _Arranger:
    """One text, from the innermost mapping outwards."""

    def __init__(self, text: str, models: Sequence[type[Record]]) -> None:
        self.text = text
        self.models = models
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def changes(self, node: Node, model: Model) -> list[Change]:
        inside = [change for item in node.items for change in self.changes(item, model)]
        for each in node.fields:
            inside += self.changes(each.value, nested(model, (each.key,), self.models) if model else None)
        if model is None or not node.fields:
            return inside
        known = fields_of(model)
        order = sorted(node.fields, key=lambda each: known.index(each.key) if each.key in known else len(known))
        if order == node.fields:
            return inside
        return self._in_braces(node, order, inside) if node.flow else self._in_lines(node, order, inside)

    def _in_braces(self, node: Node, order: list[Field], inside: list[Change]) -> list[Change]:
        """The fields change places; what stands between them stays, so that nothing is folded anew."""
        ends = [node.fields[0].start, *(each.end for each in node.fields)]
        gaps = [self.text[end : each.start] for end, each in zip(ends, node.fields, strict=False)]
        if not all(BETWEEN_BRACES.fullmatch(gap) for gap in gaps):
            return inside
        said = "".join(gap + self._part(each.start, each.end, inside) for gap, each in zip(gaps, order, strict=True))
        return [Change(node.fields[0].start, node.fields[-1].end, said)]

    def _in_lines(self, node: Node, order: list[Field], inside: list[Change]) -> list[Change]:
        starts = [self._line_start(each.start) for each in node.fields]
        spaces = " " * node.column
        prefixes = [self.text[start : each.start] for start, each in zip(starts, node.fields, strict=True)]
        if not BEFORE_A_FIELD.fullmatch(prefixes[0]) or any(prefix != spaces for prefix in prefixes[1:]):
            return inside
        blocks = self._blocks(node, starts, inside)
        by_field = {id(block.field): block for block in blocks}
        said = self._written([by_field[id(each)] for each in order], blocks[0], prefixes[0], spaces)
        end = self._line_end(node.fields[-1].end)
        own_end = end + sum(map(len, behind(self.text, end, node.column).above))
        return [Change(self._own_start(node, starts[0]), own_end, said)]

    def _own_start(self, node: Node, start: int) -> int:
        """What stands above the dash of a list's entry is about the entry; above a field, about the field."""
        return start if "-" in self.text[start : node.fields[0].start] else before(self.text, start)[1]

    def _blocks(self, node: Node, starts: list[int], inside: list[Change]) -> list[Block]:
        at = node.column
        lead = lines_of(self.text[self._own_start(node, starts[0]) : starts[0]])
        blocks = []
        for number, each in enumerate(node.fields):
            end = self._line_end(each.end)
            last = number + 1 == len(starts)
            gap = behind(self.text, end, at) if last else parted(lines_of(self.text[end : starts[number + 1]]), at)
            blocks.append(self._block(each, end, lead, gap, inside))
            lead = gap.below
        return blocks

    def _block(self, each: Field, end: int, lead: list[str], gap: Gap, inside: list[Change]) -> Block:
        body = lines_of(self._part(each.start, end, inside))
        return Block(each, lead, [*body, *gap.above], gap.close)

    def _written(self, blocks: list[Block], was_first: Block, prefix: str, spaces: str) -> str:
        """The blocks one after another. What begins a list's entry has the dash; no blank line begins a mapping."""
        said: list[str] = []
        blank = [line for line in blocks[0].lead if is_blank(line)] if blocks[0] is not was_first else []
        open_end = False
        for number, block in enumerate(blocks):
            lead = _without_first_blanks(block.lead) if number == 0 else block.lead
            if block is was_first and number:
                lead = [*blank[:1], *lead]
            if number == 0 and "-" in prefix:
                dash = prefix.index("-")
                lead = [f"{' ' * dash}{line.lstrip(' ')}" if is_comment(line) else line for line in lead]
            if open_end and not (lead and is_blank(lead[0])):
                said.append(self.newline)
            said += [*lead, spaces if number else prefix, *block.body]
            if not said[-1].endswith("\n"):
                said.append(self.newline)
            open_end = block.close
        return "".join(said)

    def _part(self, start: int, end: int, inside: list[Change]) -> str:
        here = [change for change in inside if start <= change.start and change.end <= end]
        moved = [Change(change.start - start, change.end - start, change.text) for change in here]
        return applied(self.text[start:end], moved)

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        """Just behind the end of the line; a block that keeps its blank lines ends there already."""
        if offset and self.text[offset - 1] == "\n":
            return offset
        found = self.text.find("\n", offset)
        return found + 1 if found >= 0 else len(self.text)


def _without_first_blanks(lines: list[str]) -> list[str]:
    first = next((number for number, line in enumerate(lines) if not is_blank(line)), len(lines))
    return lines[first:]
