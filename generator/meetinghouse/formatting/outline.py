"""Where everything stands in a YAML text: mappings, their fields and lists, by offset into the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser


@dataclass(slots=True)
class Node:
    """A value. `end` is where its last character stands, comments and blank lines behind it left out."""

    start: int
    end: int
    column: int
    flow: bool = False
    """Written between brackets or braces."""
    text: str | None = None
    """Of a scalar; nothing for a mapping or a list."""
    fields: list[Field] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def get(self, key: str) -> Field | None:
        return next((each for each in self.fields if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Field:
    """A key and its value."""

    key: str
    start: int
    column: int
    value: Node

    @property
    def end(self) -> int:
        return self.value.end


def outline(text: str) -> Node:
    """The tree of a text that `yaml_text.read` accepts: one document, without aliases, of bounded depth."""
    parser = CParser(text)
    parser.get_event()
    parser.get_event()
    return _node(parser, parser.get_event(), text)


def _node(parser: Any, event: Any, text: str) -> Node:
    node = Node(event.start_mark.index, event.end_mark.index, event.start_mark.column)
    if isinstance(event, yaml.ScalarEvent):
        node.text = event.value
        node.end = _end_of_scalar(event, text)
        return node
    node.flow = bool(event.flow_style)
    if isinstance(event, yaml.MappingStartEvent):
        last = _read_fields(parser, node, text)
        inside = [each.end for each in node.fields]
    else:
        last = _read_items(parser, node, text)
        inside = [each.end for each in node.items]
    node.end = last.end_mark.index if node.flow else max(inside, default=node.start)
    return node


def _read_fields(parser: Any, node: Node, text: str) -> Any:
    for event in iter(parser.get_event, None):
        if isinstance(event, yaml.MappingEndEvent):
            return event
        key_end = event.end_mark.index
        value = _node(parser, parser.get_event(), text)
        value.end = max(value.end, key_end)
        node.fields.append(Field(event.value, event.start_mark.index, event.start_mark.column, value))
    raise AssertionError("a mapping always ends")


def _read_items(parser: Any, node: Node, text: str) -> Any:
    for event in iter(parser.get_event, None):
        if isinstance(event, yaml.SequenceEndEvent):
            return event
        node.items.append(_node(parser, event, text))
    raise AssertionError("a list always ends")


def _end_of_scalar(event: Any, text: str) -> int:
    """The reader takes blank lines behind a block for part of it; they are only where `+` keeps them."""
    start: int = event.start_mark.index
    end: int = event.end_mark.index
    if start == end:
        return len(text[:start].rstrip())
    written = text[start:end]
    if event.style in ("|", ">") and "+" in written.partition("\n")[0].partition("#")[0]:
        return end
    return start + len(written.rstrip())
