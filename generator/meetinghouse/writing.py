"""A record as YAML text, in the order people expect; what is written reads back as the same text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from pydantic import BaseModel

from .converting import NTH, WEEKDAYS, DayRule, Moment, Recurrence
from .facts import AccessFact, Brief
from .records import Group, fields_of, nested
from .yaml_text import Fields

PLAIN = frozenset(
    {"start", "end", "minutes", "opens", "on", "since", "until", "by-appointment", "coordinates", *AccessFact}
    | {"from", "to", "starts", "ends", "continuous", "asynchronous", "checked", "link-checked"}
    | {"proof-of-attendance", "given"}
)
"""Fields whose text is a number, a date or yes for other tools too, and should stay one for people."""
LOOKS_TYPED = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|~)|[-+]?\.(?i:inf|nan)|[<=]+"
    r"|[-+.]?[0-9][0-9_.,:eExXa-fA-F+-]*(?:[ T][0-9:.]+)?Z?"
)
"""What another reader of YAML would take for a number, a date or a truth value."""
UNSAFE = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|\.\.\.|.*(?:: |:$|[ \t]#|[\n\t\u0085\u2028\u2029])", re.DOTALL)
WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def text_of(record: Mapping[str, Any] | Sequence[Mapping[str, Any]], comment: str = "") -> str:
    """One group as a file of its own, or a list of groups as a list file; `comment` stands above."""
    above = "".join(f"# {line}\n" for line in comment.splitlines())
    if isinstance(record, Mapping):
        return above + "".join(f"{line}\n" for line in _mapping(record, Group, ()))
    return above + "\n".join("".join(f"{line}\n" for line in _item(group, Group, ())) for group in record)


def fields_of_group(group: Group) -> Fields:
    """The text of every field of a record that says something, as a person would write it."""
    return _fields(group)


def _fields(record: BaseModel) -> Fields:
    given = {info.alias or name: getattr(record, name) for name, info in type(record).model_fields.items()}
    defaults = {info.alias or name: info.default for name, info in type(record).model_fields.items()}
    said = {name: value for name, value in given.items() if value not in (None, (), {}) and value != defaults[name]}
    return {name: _as_text(name, value) for name, value in said.items()}


def _as_text(name: str, value: Any) -> Any:
    if isinstance(value, BaseModel):
        fields = _fields(value)
        in_short = isinstance(value, Brief) and fields.keys() == {fields_of(type(value))[0]}
        return next(iter(fields.values())) if in_short else fields
    if isinstance(value, Mapping):
        return {str(key): str(answer) for key, answer in value.items()}
    if name == "coordinates":
        return f"{value[0]}, {value[1]}"
    if isinstance(value, DayRule):
        nth = next((word for word, number in NTH.items() if number == value.nth), "")
        return f"{nth} {WEEKDAYS[value.weekday]}".strip()
    if isinstance(value, Moment):
        return f"{value.on.isoformat()} {value.at:%H:%M}" if value.at else value.on.isoformat()
    if isinstance(value, Recurrence):
        return value.text + (f";UNTIL={value.until:%Y%m%d}" if value.until else "")
    if isinstance(value, tuple):
        several = [_as_text("", each) for each in value]
        return several[0] if name == "day" and len(several) == 1 else several
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and name == "every":
        return f"{value} weeks"
    if isinstance(value, int) and name in ("from", "until"):
        return f"{value // 100:02d}-{value % 100:02d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _mapping(fields: Mapping[str, Any], model: type[BaseModel] | None, at: tuple[str, ...]) -> Iterator[str]:
    known = fields_of(model) if model else []
    for key in sorted(fields, key=lambda key: (known.index(key) if key in known else len(known), key)):
        yield from _field(key, fields[key], (*at, key))


def _field(key: str, value: Any, at: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, Mapping):
        if value:
            yield f"{key}:"
            yield from _indented(_mapping(value, nested(Group, at), at))
    elif isinstance(value, list | tuple):
        yield from _sequence(key, value, at)
    else:
        said = str(value)
        block = _block(said)
        yield f"{key}: {'|-' if block else scalar(said, plain=key in PLAIN)}"
        yield from block


def _sequence(key: str, values: Sequence[Any], at: tuple[str, ...]) -> Iterator[str]:
    if all(isinstance(value, str) and WORD.fullmatch(value) and not LOOKS_TYPED.fullmatch(value) for value in values):
        yield f"{key}: [{', '.join(values)}]"
        return
    yield f"{key}:"
    for value in values:
        if isinstance(value, Mapping):
            yield from _indented(_item(value, nested(Group, at), at))
        else:
            yield f"  - {scalar(str(value))}"


def _item(fields: Mapping[str, Any], model: type[BaseModel] | None, at: tuple[str, ...]) -> Iterator[str]:
    """A mapping in a list: its first line carries the dash."""
    for number, line in enumerate(_mapping(fields, model, at)):
        yield f"{'  ' if number else '- '}{line}" if line else line


def _block(text: str) -> list[str]:
    """Several lines as they are, where YAML keeps them so; otherwise nothing, and the text is quoted."""
    lines = text.split("\n")
    kept = all(line == line.strip() for line in lines) and lines[0] and lines[-1]
    if len(lines) < 2 or not kept or "\t" in text or "\r" in text:
        return []
    return list(_indented(lines))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def scalar(text: str, *, plain: bool = False) -> str:
    """Plain where nobody can misread it, else between double quotes."""
    if text and not UNSAFE.match(text) and text == text.strip() and (plain or not LOOKS_TYPED.fullmatch(text)):
        return text
    return '"' + "".join(ESCAPES.get(character, character) for character in text) + '"'
