"""YAML as text with line and column: no types, no anchors, no tags, no surprises.

PyYAML's own typing reads `19:30` as 1170, `no` as False and `01234` as 668, its composer follows merge
keys into bombs and recurses until the process dies. So only its event stream is used, one event at a time.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterable
from typing import Any

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent
from yaml._yaml import CParser

from .plain_bytes import FORBIDDEN, MARKS_ON_ONE_LETTER, Refused, decoded, line_column
from .problems import Problem, Where, did_you_mean, quoted

__all__ = [
    "FIELDS_LISTED",
    "FORBIDDEN",
    "MARKS_ON_ONE_LETTER",
    "Fields",
    "Path",
    "Positions",
    "Refused",
    "decoded",
    "dotted",
    "read",
    "unknown_field",
]

Fields = dict[str, Any]
"""A mapping as written: values are text, lists or further mappings. Empty values are left out."""

Path = tuple[str | int, ...]
Positions = dict[Path, tuple[int, int]]
"""Where each value stands, by its path in the record; the empty path is the record itself."""

MOST_DEPTH = 8
MOST_NODES = 4_000
MOST_GROUPS = 5_000

LOST_TEXT = re.compile(r"[ \t]+#(?![ \t]|$|#)")
INVISIBLE_INDENT = re.compile("^[ \t]*[\u00a0\u00ad\u2000-\u200a\u202f\u205f\u3000]", re.MULTILINE)
EMPTY = ("", "~", "null")
FIELDS_LISTED = "meetings/README.md lists the fields"


def read(
    text: str,
    path: str,
    problems: list[Problem],
    positions: Positions | None = None,
    *,
    may_be_empty: Container[str] | None = None,
) -> Any:
    """The mapping or list in `text`; problems that do not stop the reading are appended.

    A field without a value is left out, but only when its name is in `may_be_empty` (or that is not given): in
    `{day: monday, wednesday}` YAML makes an empty field of what a person meant as text.

    Raises:
        Refused: the text is not YAML of the plain kind.
    """
    return _Reader(text, path, problems, positions, may_be_empty).document()


class _Reader:
    """One pass over the events of one file."""

    def __init__(
        self,
        text: str,
        path: str,
        problems: list[Problem],
        positions: Positions | None,
        may_be_empty: Container[str] | None,
    ) -> None:
        self.may_be_empty = may_be_empty
        self.path = path
        self.problems = problems
        self.positions = positions
        self.lines = text.split("\n") if "#" in text else None
        self.escapes = "\\" in text
        self.nodes = 0
        self.text = text

    def document(self) -> Any:
        self.parser = CParser(self.text)
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise Refused(self._syntax(error)) from None
        except yaml.YAMLError as error:
            raise Refused(self._problem(0, 0, "Y37", str(error).splitlines()[0])) from None

    def _document(self) -> Any:
        get = self.parser.get_event
        get()
        event: Any = get()
        if isinstance(event, yaml.StreamEndEvent):
            raise Refused(self._problem(0, 0, "Y29", "file is empty"))
        if event.version or event.tags:
            raise self._refused(event, "Y27", "directives such as %YAML are not allowed", "delete the line")
        value = self._value(get(), (), 0)
        get()
        event = get()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refused(event, "Y28", "one document per file", "delete --- and what follows")
        return value

    def _value(self, event: Any, at: Path, depth: int) -> Any:
        if isinstance(event, ScalarEvent):
            return self._scalar(event, at)
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(event, "Y15", "aliases are not allowed", "put quotes around the text")
        self._plain(event)
        if depth >= MOST_DEPTH:
            raise self._refused(event, "Y22", "nested too deeply")
        if self.positions is not None:
            self.positions.setdefault(at, _mark(event))
        return self._mapping(at, depth) if isinstance(event, MappingStartEvent) else self._list(at, depth)

    def _plain(self, event: Any) -> None:
        self.nodes += 1
        if event.anchor is None and event.tag is None:
            return
        if event.anchor is not None:
            raise self._refused(event, "Y15", "anchors are not allowed", "put quotes around the text")
        if event.tag is not None and event.tag != "!":
            code = "Y15" if event.tag.startswith("!") else "Y25"
            mend = "put quotes around the text, or delete the tag"
            raise self._refused(event, code, f"tag {quoted(event.tag)} is not allowed", mend)

    def _scalar(self, event: Any, at: Path) -> str | None:
        self._plain(event)
        value: str = event.value
        if self.positions is not None:
            self.positions.setdefault(at, _mark(event))
        if self.escapes and (found := FORBIDDEN.search(value)):
            code = "Y39" if "\ud800" <= found[0] <= "\udfff" else "Y38"
            self._note(event, code, f"forbidden character U+{ord(found[0]):04X}", "delete it", at)
        elif self.escapes and MARKS_ON_ONE_LETTER.search(value):
            self._note(event, "U04", "too many marks on one letter", "delete some", at)
        if event.style is None or event.style == "":
            if self.lines is not None:
                self._lost_text(event, at)
            if value in EMPTY:
                return None
        return value

    def _mapping(self, at: Path, depth: int) -> Fields:
        fields: Fields = {}
        seen: dict[str, Any] = {}
        before = self.nodes
        get = self.parser.get_event
        for event in iter(get, None):
            if not isinstance(event, ScalarEvent):
                if isinstance(event, MappingEndEvent):
                    return fields
                raise self._refused(event, "Y23", "a key must be plain text")
            key = self._key(event)
            here = (*at, key)
            if self.positions is not None:
                self.positions.setdefault(here, _mark(event))
            if seen.setdefault(key, event) is not event:
                also = f"is written twice (also on line {_mark(seen[key])[0]})"
                self._note(event, "Y16", also, "keep one of them", here)
            value = self._value(get(), here, depth + 1)
            if value is not None:
                fields[key] = value
            elif self.may_be_empty is not None and key not in self.may_be_empty:
                fields[key] = ""
            if self.nodes - before > MOST_NODES and not at:
                raise self._refused(event, "Y49", f"too many values (more than {MOST_NODES})")
        raise AssertionError("a mapping always ends")

    def _list(self, at: Path, depth: int) -> list[Any]:
        values: list[Any] = []
        for event in iter(self.parser.get_event, None):
            if isinstance(event, SequenceEndEvent):
                return values
            before = self.nodes
            value = self._value(event, (*at, len(values)), depth + 1)
            values.append("" if value is None else value)
            if self.nodes - before > MOST_NODES or (at and len(values) > MOST_NODES):
                raise self._refused(event, "Y49", f"too many values (more than {MOST_NODES})")
            if len(values) > MOST_GROUPS:
                raise self._refused(event, "Y49", f"more than {MOST_GROUPS} groups in one file", "split it")
        raise AssertionError("a list always ends")

    def _key(self, event: Any) -> str:
        if event.value == "<<" and event.style in (None, ""):
            raise self._refused(event, "Y20", "merge keys are not allowed", "write the fields out")
        self._plain(event)
        if not event.value:
            raise self._refused(event, "Y23", "a key must be plain text")
        key: str = event.value
        return key

    def _lost_text(self, event: Any, at: Path) -> None:
        """A plain value ends where ` #` begins, so `Room #3` would silently become `Room`."""
        assert self.lines is not None
        rest = self.lines[event.end_mark.line][event.end_mark.column :]
        if LOST_TEXT.match(rest):
            mend = f'put quotes: "{event.value}{rest.rstrip().rstrip("}]")}"'
            self._note(event, "Y12", "text after # is lost", mend, at)

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        if found := INVISIBLE_INDENT.search(self.text):
            line, column = line_column(self.text, found.end() - 1)
            name = f"U+{ord(found[0][-1]):04X}"
            return self._problem(line - 1, column - 1, "Y45", f"an invisible character ({name}) indents", "use spaces")
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        said = error.problem or "is not YAML"
        written = self.text.split("\n")[line] if line < self.text.count("\n") + 1 else ""
        for sign, code, message, mend in SYNTAX:
            if re.search(sign, f"{error.context or ''}: {said}"):
                if code == "Y14" and written[column : column + 1] == "\t":
                    code, message, mend = "Y32", "a tab is used to indent", "use spaces"
                return self._problem(line, column, code, message, mend)
        return self._problem(line, column, "Y13", f"is not YAML: {said}", "look at the indentation and quotes")

    def _problem(self, line: int, column: int, code: str, message: str, mend: str = "") -> Problem:
        return Problem(where=Where(self.path, line + 1, column + 1), code=code, message=message, mend=mend)

    def _refused(self, event: Any, code: str, message: str, mend: str = "") -> Refused:
        mark = event.start_mark
        return Refused(self._problem(mark.line, mark.column, code, message, mend))

    def _note(self, event: Any, code: str, message: str, mend: str, at: Path) -> None:
        mark = event.start_mark
        where = Where(self.path, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(where=where, code=code, field=dotted(at), message=message, mend=mend))


SYNTAX = (
    ("scanning an (alias|anchor)", "Y15", "text that starts with * or & needs quotes", "put quotes around the text"),
    ("invalid Unicode character escape", "Y39", "forbidden character", "delete it"),
    ("mapping values are not allowed", "Y13", "a colon inside text needs quotes", 'write "Room 3: ring"'),
    ("did not find expected key", "Y13", "this line does not fit the lines above", "check its indentation and quotes"),
    ("cannot start any token", "Y14", "text that starts with @ ` or % needs quotes", "put quotes around the text"),
    ("simple key|could not find expected ':'", "Y13", "a field needs a colon", "write field: value"),
    ("tab character", "Y32", "a tab is used to indent", "use spaces"),
    ("tag", "Y15", "text that starts with ! needs quotes", "put quotes around the text"),
    ("directive", "Y27", "directives such as %YAML are not allowed", "delete the line"),
)  # fmt: skip


def dotted(at: Path) -> str:
    return ".".join(map(str, at))


def unknown_field(name: str, known: Iterable[str], *, empty: bool = False) -> str:
    """How to mend a field that does not exist."""
    if empty and not difflib.get_close_matches(name, list(known), cutoff=0.6):
        return "if it belongs to the text before it, put quotes around that text, or [ ] around a list"
    if any(character.isspace() or ord(character) == 0xA0 for character in name):
        return "it holds an invisible character or a space; delete that"
    return did_you_mean(name, known) or FIELDS_LISTED


def _mark(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
