"""Text to records: every type decided here, every problem of every file collected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from . import yaml_text
from .checks import fellowship_misspelt, findings, understood
from .facts import Access
from .fields import Record
from .findings import Finding
from .problems import Problem, Severity, Where, one_of, quoted
from .recordfiles import RecordFile
from .records import MODELS, Group, fields_of, home_of, nested
from .silencing import Allowance, needless, silence
from .vocabulary import Vocabulary
from .yaml_text import FIELDS_LISTED, Positions, Refused, decoded, dotted, unknown_field
from .yaml_text import Path as At

ALL_FIELDS = frozenset(name for model in MODELS for name in fields_of(model))
MOST_PROBLEMS_OF_A_FILE = 100


@dataclass(frozen=True, slots=True)
class FiledGroup:
    """A group as it stands in its file."""

    group: Group
    region: tuple[str, ...]
    slug: str
    where: Where
    today: date
    """The day on which it was read."""
    allowances: tuple[Allowance, ...] = ()
    """What it allows and what was not found when it was read."""


def read_file(file: RecordFile, vocabulary: Vocabulary, today: date) -> tuple[list[FiledGroup], list[Problem]]:
    """The groups of one file and everything wrong with it; a group with an error is left out."""
    try:
        raw = file.path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        return [], [Problem(where=Where(file.shown), code="F11", message=reason, mend="look at its permissions")]
    return read_groups(raw, file, vocabulary, today)


def read_groups(
    raw: bytes, file: RecordFile, vocabulary: Vocabulary, today: date
) -> tuple[list[FiledGroup], list[Problem]]:
    """The same for the bytes of a file, so that no folder is needed."""
    problems: list[Problem] = []
    try:
        text = decoded(raw, file.shown)
        value = yaml_text.read(text, file.shown, problems, may_be_empty=ALL_FIELDS)
    except Refused as refused:
        return [], [*problems, refused.problem]
    reader = _FileReader(text, file, vocabulary, today, problems)
    groups = reader.several(value) if isinstance(value, list) else reader.single(value)
    bad = _has_error(problems)
    return ([] if bad and not isinstance(value, list) else groups), _as_many_as_one_reads(problems)


def _as_many_as_one_reads(problems: list[Problem]) -> list[Problem]:
    """The worst of them when there are very many, and how many more there are."""
    if len(problems) <= MOST_PROBLEMS_OF_A_FILE:
        return problems
    worst = sorted(problems, key=lambda problem: (problem.allowed != "", list(Severity).index(problem.severity)))
    kept, left = worst[:MOST_PROBLEMS_OF_A_FILE], worst[MOST_PROBLEMS_OF_A_FILE:]
    message = f"and {len(left)} more problems in this file"
    return [*kept, Problem(where=left[0].where, code="Y00", message=message, severity=left[0].severity)]


class _FileReader:
    """The records of one file; positions are looked up only when there is something to say."""

    def __init__(
        self, text: str, file: RecordFile, vocabulary: Vocabulary, today: date, problems: list[Problem]
    ) -> None:
        self.text = text
        self.file = file
        self.vocabulary = vocabulary
        self.today = today
        self.problems = problems
        self.positions: Positions | None = None
        self.starts: list[int] | None = None

    def single(self, value: Any) -> list[FiledGroup]:
        if not isinstance(value, dict):
            self._note((), "Y30", "expected fields", "write group: and the group's name")
            return []
        *region, slug = self.file.parts
        if not region:
            self._note((), "F20", "a group needs a place", "move the file into a folder, such as us/oregon/portland")
        if "slug" in value:
            self._note(("slug",), "F21", "the file's name is the slug", "delete this line")
        where = Where(self.file.shown)
        group = self._group(value, ())
        allowances = self._allowances(group, (), 0, where) if group else ()
        return [FiledGroup(group, tuple(region), slug, where, self.today, allowances)] if group else []

    def several(self, values: list[Any]) -> list[FiledGroup]:
        groups: list[FiledGroup] = []
        if not values:
            self._note((), "Y29", "the list is empty", "write a group, or delete the file")
        for number, value in enumerate(values):
            before = len(self.problems)
            if not isinstance(value, dict):
                self._note((number,), "Y30", "expected the fields of a group", "write - group: and its name")
                continue
            group = self._group(value, (number,))
            if group and group.slug is None:
                mend = "write slug: and a short name in small letters"
                self._note((number,), "F04", "a group in a list needs a slug", mend)
            if group and group.slug and not _has_error(self.problems[before:]):
                where = Where(self.file.shown, self._line_of(number))
                allowances = self._allowances(group, (number,), before, where)
                groups.append(FiledGroup(group, self.file.parts, group.slug, where, self.today, allowances))
        return groups

    def _group(self, fields: Any, at: tuple[int, ...]) -> Group | None:
        try:
            group = Group.model_validate(fields)
        except ValidationError as error:
            for detail in worth_saying(error.errors(include_url=False)):
                self._invalid(detail, at)
            for found in fellowship_misspelt(fields, self.vocabulary):
                self._found(found, at)
            return None
        for found in (*understood(fields), *findings(group, self.vocabulary, self.today)):
            self._found(found, at)
        return group

    def _allowances(self, group: Group, at: tuple[int, ...], start: int, record: Where) -> tuple[Allowance, ...]:
        """What the group allows and nothing so far needs."""
        if not group.allow:
            return ()
        used = silence(self.problems, start, group.allow)
        left = []
        for code in (code for code in group.allow if code not in used):
            key: At = (*at, "allow", code)
            hint = needless(self._where(key), dotted(key), code)
            left.append(Allowance(record, code, group.allow[code], hint))
        return tuple(left)

    def _invalid(self, detail: Any, at: tuple[int, ...]) -> None:
        finding = explained(detail, Group)
        self._note((*at, *finding.at), finding.code, finding.message, finding.mend)

    def _found(self, found: Finding, at: tuple[int, ...]) -> None:
        self._note((*at, *found.at), found.code, found.message, found.mend, found.severity)

    def _note(
        self, at: tuple[Any, ...], code: str, message: str, mend: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        problem = Problem(
            where=self._where(at), code=code, field=dotted(at), message=message, mend=mend, severity=severity
        )
        self.problems.append(problem)

    def _line_of(self, number: int) -> int:
        """The line of an entry of the list: a dash in the first column starts each."""
        if self.starts is None:
            lines = enumerate(self.text.split("\n"), 1)
            self.starts = [line for line, text in lines if text.startswith(("- ", "-\r")) or text == "-"]
        return self.starts[number] if number < len(self.starts) else 1

    def _where(self, at: tuple[Any, ...]) -> Where:
        if self.positions is None:
            self.positions = {}
            yaml_text.read(self.text, self.file.shown, [], self.positions)
        while at and at not in self.positions:
            at = at[:-1]
        return Where(self.file.shown, *self.positions.get(at, (1, 1)))


def explained(detail: Any, model: type[Record], models: Sequence[type[Record]] = MODELS) -> Finding:
    """An error of pydantic's about `model`, in the words of the converter that found it or in ours."""
    at = tuple(part for part in detail["loc"] if part != "[key]")
    context = detail.get("ctx", {})
    match detail["type"]:
        case "wrong":
            return Finding(context["code"], at, context["message"], context["mend"])
        case "missing":
            return Finding("Y48", at, "is missing", "write it")
        case "extra_forbidden":
            code = "Y47" if str(at[-1]).isprintable() else "Y45"
            mend = _instead(str(at[-1]), nested(model, at[:-1], models), models, empty=detail["input"] == "")
            return Finding(code, at, f"{quoted(str(at[-1]))} is not a field here", mend)
        case "tuple_type" | "list_type":
            return Finding("Y30", at, "expected a list", "start each entry with -")
        case "too_short":
            return Finding("Y48", at, "is empty", "write at least one")
        case "too_long":
            most, count = context["max_length"], context["actual_length"]
            return Finding("R11", at, f"has {count} entries", f"at most {most}")
    return Finding("Y30", at, "expected fields", "write field: value, one to a line")


def _instead(name: str, model: type[BaseModel] | None, models: Sequence[type[Record]], *, empty: bool) -> str:
    """What to write for a field that `model` does not have."""
    known = fields_of(model) if model else []
    if (home := home_of(name, models)) and name not in known:
        return f"it belongs inside {home}:"
    mend = unknown_field(name, known, empty=empty)
    of_access = model is not None and issubclass(model, Access)
    return f"write {one_of(known)}" if of_access and mend == FIELDS_LISTED else mend


def worth_saying(details: list[Any]) -> Iterator[Any]:
    """Leaves out what only follows from another mistake: a list called empty because its entries are wrong,
    a field called missing because its name is misspelt."""
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    for detail in details:
        loc = detail["loc"]
        below = any(other["loc"][: len(loc)] == loc and other is not detail for other in details)
        if detail["type"] == "too_short" and below:
            continue
        beside = [str(other[-1]) for other in unknown if other[:-1] == loc[:-1]]
        if detail["type"] == "missing" and get_close_matches(str(loc[-1]), beside, cutoff=0.6):
            continue
        yield detail


def _has_error(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
