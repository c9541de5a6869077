"""Ids of meetings and slugs of groups that a person left out: made from the day and the name, and then kept."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import PydanticCustomError

from .. import converting as to
from ..fields import Record
from ..records import MOST_MEETINGS, Group
from ..resources import Resource
from ..writing import scalar
from .arranging import Change, applied
from .gaps import before, is_comment, lines_from
from .gaps import column as column_of
from .outline import Field, Node, outline

WITHOUT_DAYS = {"continuous": "always", "asynchronous": "any-time", "by-appointment": "by-appointment"}


def named(text: str, value: Any, model: type[Record]) -> tuple[str, Any]:
    """The text and what it says, with every missing id and slug. `value` is what `yaml_text.read` made of it."""
    namer = _Namer(text, model)
    given = namer.given(outline(text), value)
    return applied(text, namer.changes), given


def id_for(meeting: Mapping[str, Any], taken: Container[str]) -> str:
    """`mon` for a meeting whose first day is Monday, `mon-2` where that is taken."""
    return _free(_word_for(meeting), taken)


class _Namer:
    """One file: what to write, and what the record says then."""

    def __init__(self, text: str, model: type[Record]) -> None:
        self.text = text
        self.model = model
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.changes: list[Change] = []

    def given(self, root: Node, value: Any) -> Any:
        if not isinstance(value, list):
            return self._record(root, value)
        key = "slug" if self.model is Group else "id"
        taken = {str(each[key]) for each in value if isinstance(each, dict) and each.get(key)}
        return [self._listed(node, each, key, taken) for node, each in zip(root.items, value, strict=True)]

    def _listed(self, node: Node, fields: Any, key: str, taken: set[str]) -> Any:
        said = fields.get("group" if key == "slug" else "name") if isinstance(fields, dict) else None
        if not said or not isinstance(said, str) or fields.get(key):
            return self._record(node, fields)
        from ..feeds.slugs import slug_for  # brings every feed with it; only lists need it

        slug = _free(slug_for(said, said), taken)
        taken.add(slug)
        self._write(node, key, slug, node.get("group") if key == "slug" else None)
        return self._record(node, {**fields, key: slug})

    def _record(self, node: Node, fields: Any) -> Any:
        if self.model is Resource or not isinstance(fields, dict) or not isinstance(fields.get("meetings"), list):
            return fields
        meetings = node.get("meetings")
        if meetings is None or len(meetings.value.items) > MOST_MEETINGS:
            return fields
        return {**fields, "meetings": self._meetings(meetings.value.items, fields["meetings"])}

    def _meetings(self, nodes: Sequence[Node], meetings: Sequence[Any]) -> list[Any]:
        taken = {name for meeting in meetings if isinstance(meeting, dict) for name in _names(meeting)}
        named = []
        for node, meeting in zip(nodes, meetings, strict=True):
            said = meeting
            if isinstance(meeting, dict) and meeting and not meeting.get("id"):
                word = id_for(meeting, taken)
                taken.add(word)
                self._write(node, "id", word)
                said = {**meeting, "id": word}
            named.append(said)
        return named

    def _write(self, node: Node, key: str, word: str, after: Field | None = None) -> None:
        """Into the field where it stands empty; else on a line of its own, or between the braces."""
        said = f"{key}: {scalar(word)}"
        if empty := node.get(key):
            written = self.text[empty.start : empty.end]
            stands = written.find(":") + 1 and not written.endswith(":")
            start = empty.value.start if stands else empty.end
            colon = "" if stands else " " if written.endswith(":") else ": "
            self.changes.append(Change(start, empty.end, f"{colon}{scalar(word)}"))
        elif node.flow:
            at = after.end if after else node.fields[0].start
            self.changes.append(Change(at, at, f", {said}" if after else f"{said}, "))
        elif after:
            at = self._behind(after, node.column)
            begin = "" if self.text[at - 1] == "\n" else self.newline
            self.changes.append(Change(at, at, f"{begin}{' ' * node.column}{said}{self.newline}"))
        else:
            self._write_first(node, said)

    def _write_first(self, node: Node, said: str) -> None:
        """Behind the dash; where the fields begin on a line of their own, above the comments of the first."""
        at = node.fields[0].start
        line = self.text.rfind("\n", 0, at) + 1
        if self.text[line:at].strip():
            self.changes.append(Change(at, at, f"{said}{self.newline}{' ' * node.column}"))
        else:
            at = before(self.text, line)[1]
            self.changes.append(Change(at, at, f"{' ' * node.column}{said}{self.newline}"))

    def _behind(self, field: Field, column: int) -> int:
        """Where the line after a field begins, and after the comments that are deeper than it."""
        at = self.text.find("\n", field.end) + 1 or len(self.text)
        for line in lines_from(self.text, at):
            if not is_comment(line) or column_of(line) <= column:
                break
            at += len(line)
        return at


def _names(meeting: Mapping[str, Any]) -> Iterator[str]:
    """Those that a meeting has, and had."""
    was = meeting.get("was", [])
    for name in (meeting.get("id"), *(was if isinstance(was, list) else [was])):
        if isinstance(name, str):
            yield name


def _free(word: str, taken: Container[str]) -> str:
    number = 2
    free = word
    while free in taken:
        free, number = f"{word}-{number}", number + 1
    return free


def _word_for(meeting: Mapping[str, Any]) -> str:
    for field, word in WITHOUT_DAYS.items():
        if field in meeting and str(meeting[field]).lower() in ("yes", "true"):
            return word
    schedules = meeting.get("schedules")
    if "day" not in meeting and isinstance(schedules, list) and schedules and isinstance(schedules[0], dict):
        return _word_for(schedules[0])
    try:
        return _day_of(meeting)
    except PydanticCustomError:
        return "meeting"


def _day_of(times: Mapping[str, Any]) -> str:
    """Raises as a converter does; the reader says it better."""
    if "day" in times:
        weekdays = {rule.weekday for rule in to.day_rules(times["day"])}
        return "daily" if len(weekdays) == 7 else to.WEEKDAYS[min(weekdays)][:3]
    if "rrule" in times and (days := to.recurrence(times["rrule"]).days):
        return to.WEEKDAYS[days[0].weekday][:3]
    if "dates" in times:
        return to.WEEKDAYS[to.moments(times["dates"])[0].on.weekday()][:3]
    return to.WEEKDAYS[to.calendar_date(times["from"]).weekday()][:3] if "from" in times else "meeting"
