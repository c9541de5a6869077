"""The models as JSON Schema, for editors: what a field is called, what it means and what may stand there.

An editor's reader of YAML gives types to plain text, so `07:00` may arrive as a number and `yes` as true; both are
right here. Where the schema and `meetinghouse check` differ, the schema asks for less. Only keywords that mean the
same in JSON Schema 7 and 2020-12 are used, because some editors know the older one alone.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from . import converting as to
from .editor_words import ANY_TEXT, SCALARS, choice, words_of
from .facts import Brief
from .fields import Record
from .records import Group
from .resources import Hours, PhoneLine, Resource, TextLine
from .told_fields import described
from .vocabulary import Vocabulary

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SEVERAL = frozenset(
    {to.anchors, to.names, to.moments, to.day_rules, to.languages, to.signed_languages, to.words, to.old_addresses}
)
"""Converters that take one text or a list of them."""


def schema_of(kind: type[Record], vocabulary: Vocabulary | None) -> Schema:
    """One record or a list of them. `kind` is `Group` or `Resource`; without a vocabulary any word is a fellowship."""
    maker = _Maker(vocabulary)
    one = maker.reference(kind)
    name = "slug" if kind is Group else "id"
    listed = {"type": "array", "minItems": 1, "items": {"allOf": [one, {"required": [name]}]}}
    return {
        "$schema": DIALECT,
        "title": "Records of Meetinghouse: groups and meetings" if kind is Group else "Records of other help",
        "description": "One record, or a list of them.",
        "if": {"type": "array"},
        "then": listed,
        "else": one,
        "$defs": maker.definitions,
    }


class _Maker:
    """Collects one definition for each model."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self.vocabulary = vocabulary
        self.definitions: dict[str, Schema] = {}

    def reference(self, model: type[BaseModel]) -> Schema:
        if model.__name__ not in self.definitions:
            self.definitions[model.__name__] = {}
            self.definitions[model.__name__].update(self._definition(model))
        return {"$ref": f"#/$defs/{model.__name__}"}

    def _definition(self, model: type[BaseModel]) -> Schema:
        infos = {info.alias or name: (name, info) for name, info in model.model_fields.items()}
        required = [alias for alias, (_, info) in infos.items() if info.is_required()]
        return {
            "type": "object",
            "description": (model.__doc__ or "").strip(),
            "additionalProperties": False,
            **({"required": required} if required else {}),
            "properties": {alias: self._field(model, name, info) for alias, (name, info) in infos.items()},
        }

    def _field(self, model: type[BaseModel], name: str, info: FieldInfo) -> Schema:
        value, about = self._value(info.annotation, info.metadata, info.alias or name)
        told = described(model).get(name, "")
        if not info.is_required():
            value = _or_empty(value)
        return {"description": " ".join(part for part in (told, about) if part), **value}

    def _value(self, annotation: Any, metadata: Sequence[Any], field: str) -> tuple[Schema, str]:
        """What may stand there, and what is to be said of it."""
        if get_origin(annotation) is Annotated:
            inner, *more = get_args(annotation)
            return self._value(inner, [*more, *metadata], field)
        if get_origin(annotation) in (Union, types.UnionType):
            (inner,) = (each for each in get_args(annotation) if each is not types.NoneType)
            return self._value(inner, metadata, field)
        converter: Any = next((each.func for each in metadata if isinstance(each, BeforeValidator)), None)
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return choice(annotation), (annotation.__doc__ or "").strip()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._part(annotation, converter), (annotation.__doc__ or "").strip()
        if converter is None and get_origin(annotation) is tuple:
            return self._list(annotation, metadata, field)
        if get_origin(annotation) is Mapping:
            said, about = self._value(get_args(annotation)[1], (), field)
            return {"type": "object", "additionalProperties": said}, about
        return self._text(converter, field)

    def _part(self, model: type[BaseModel], converter: Any) -> Schema:
        """A part; where it may be written as one word, that word too."""
        whole = self.reference(model)
        if converter is None:
            return whole
        if model is Hours:
            return {"anyOf": [{"enum": ["24/7", "always"]}, whole]}
        assert issubclass(model, (Brief, PhoneLine, TextLine)), f"{model.__name__} says no first field"
        name, info = next(iter(model.model_fields.items()))
        return {"anyOf": [self._value(info.annotation, info.metadata, info.alias or name)[0], whole]}

    def _list(self, annotation: Any, metadata: Sequence[Any], field: str) -> tuple[Schema, str]:
        items, about = self._value(get_args(annotation)[0], (), field)
        limits: Schema = {}
        for limit in metadata:
            limits |= {"minItems": limit.min_length} if hasattr(limit, "min_length") else {}
            limits |= {"maxItems": limit.max_length} if hasattr(limit, "max_length") else {}
        return {"type": "array", "items": items, **limits}, about

    def _text(self, converter: Callable[[Any], Any], field: str) -> tuple[Schema, str]:
        one, about = SCALARS.get(converter, ANY_TEXT)
        words = words_of(self.vocabulary, field) if self.vocabulary else {}
        one = words or one
        return ({"anyOf": [one, {"type": "array", "items": one}]} if converter in SEVERAL else one), about


def _or_empty(value: Schema) -> Schema:
    """A field that need not be there may stand there empty."""
    if isinstance(value.get("type"), list) and "enum" not in value:
        return {**value, "type": [*value["type"], "null"]}
    if "anyOf" in value and len(value) == 1:
        return {"anyOf": [*value["anyOf"], {"type": "null"}]}
    return {"anyOf": [value, {"type": "null"}]}


KINDS: Mapping[str, type[Record]] = {"meetings": Group, "resources": Resource}
