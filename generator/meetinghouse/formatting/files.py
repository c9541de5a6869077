"""One file of records, its bytes and what they become. A file that does not read keeps its bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from .. import reading, resource_reading, yaml_text
from ..fields import Record
from ..problems import Problem, Severity, Where
from ..reading import explained, worth_saying
from ..records import MODELS, Group, fields_of
from ..resources import RESOURCE_MODELS, Resource
from ..yaml_text import Positions, Refused, decoded, dotted
from .arranging import arranged
from .naming import named

BOM = b"\xef\xbb\xbf"
ALL_FIELDS = reading.ALL_FIELDS | resource_reading.ALL_FIELDS


class Unread(Exception):
    """The file has mistakes that stop its reading; carries what is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def formatted(raw: bytes, shown: str) -> bytes:
    """The bytes of a record file in order; the same bytes when they are.

    Raises:
        Unread: the file does not read, or what would be written would not read back the same.
    """
    problems: list[Problem] = []
    try:
        text = decoded(raw, shown)
        value = yaml_text.read(text, shown, problems, may_be_empty=ALL_FIELDS)
    except Refused as refused:
        raise Unread([*problems, refused.problem]) from None
    model = model_of(value, shown)
    models = MODELS if model is Group else RESOURCE_MODELS
    whole, said = named(text, value, model)
    problems += _mistakes(said, text, shown, model, models)
    if problems:
        raise Unread(problems)
    if whole != text and not _says(whole, said, text, shown):
        raise _stubborn(shown)
    made = arranged(whole, model, models)
    if not _says(made, said, whole, shown) or _letters(made) != _letters(whole):
        raise _stubborn(shown)
    return (BOM if raw.startswith(BOM) else b"") + made.encode()


def model_of(value: Any, shown: str) -> type[Record]:
    """Whether the file holds groups or other help: by its folder, else by what its fields are called."""
    folders = PurePath(shown).parts[:-1]
    if "resources" in folders or "meetings" in folders:
        return Resource if "resources" in folders else Group
    first = value[0] if isinstance(value, list) and value else value
    keys = set(first) if isinstance(first, dict) else set()
    return Resource if len(keys & set(fields_of(Resource))) > len(keys & set(fields_of(Group))) else Group


def _mistakes(value: Any, text: str, shown: str, model: type[Record], models: Sequence[type[Record]]) -> list[Problem]:
    """Why the fields cannot be given their types. The rules of `check` are not asked: they do not change the order."""
    problems: list[Problem] = []
    positions: Positions = {}
    listed = isinstance(value, list)
    for number, fields in enumerate(value if listed else [value]):
        at = (number,) if listed else ()
        try:
            model.model_validate(fields)
        except ValidationError as error:
            if not positions:
                yaml_text.read(text, shown, [], positions)
            for detail in worth_saying(error.errors(include_url=False)):
                found = explained(detail, model, models)
                where = _where((*at, *found.at), positions, shown)
                field = dotted((*at, *found.at))
                problems.append(
                    Problem(where=where, code=found.code, field=field, message=found.message, mend=found.mend)
                )
    return problems


def _where(at: tuple[Any, ...], positions: Positions, shown: str) -> Where:
    while at and at not in positions:
        at = at[:-1]
    return Where(shown, *positions.get(at, (1, 1)))


def _says(text: str, said: Any, before: str, shown: str) -> bool:
    """Whether a text says that. `before` is what it was made of."""
    problems: list[Problem] = []
    try:
        again = yaml_text.read(text, shown, problems, may_be_empty=ALL_FIELDS)
    except Refused:
        return False
    if any(problem.severity is Severity.ERROR for problem in problems):
        return False
    # a block at the very end of a file without a last line end gets one, which is no difference
    return bool(again == said) or (not before.endswith("\n") and bool(again == yaml_text.read(f"{before}\n", "", [])))


def _stubborn(shown: str) -> Unread:
    message = "is written in a way that cannot be put in order"
    return Unread([Problem(where=Where(shown), code="Y51", message=message, mend="write one field to a line")])


def _letters(text: str) -> list[str]:
    """Nothing of these may be lost; comments have letters too."""
    return sorted(re.sub(r"\s+", "", text))
