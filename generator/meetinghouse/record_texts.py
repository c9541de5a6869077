"""Where a record has words that people read, and the parts that its meetings may have of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from .placenames import fold
from .records import Group, Meeting, Online, Venue

WORD = re.compile(r"[^\W_]+")
At = tuple[str | int, ...]
Said = Sequence[tuple[At, str]]
"""The sentences of a record, each with its place: read once and given to every rule about words."""
READ_BY_PEOPLE = ("about", "notes", "arrival", "transit", "why", "by", "how")
"""Fields whose text is a sentence. Names of groups, places and streets are not: they are what they are."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A pattern, and words of which one must stand in a text for it to be found: cheap to ask of every text."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    def search(self, text: str) -> re.Match[str] | None:
        return None if self.words.isdisjoint(words_of(text)) else self.pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return iter(()) if self.words.isdisjoint(words_of(text)) else self.pattern.finditer(text)


def watch(pattern: str, words: str) -> Watch:
    """Words in small letters, parted by spaces."""
    return Watch(re.compile(pattern, re.IGNORECASE), frozenset(words.split()))


@lru_cache(16384)
def words_of(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower()))


def texts(group: Group) -> Iterator[tuple[At, str]]:
    """Every sentence of a record and where it stands."""
    yield from _texts(group, ())


def _texts(part: BaseModel, at: At) -> Iterator[tuple[At, str]]:
    sentences, parts = _where_texts_are(type(part))
    for name, shown in sentences:
        if text := getattr(part, name):
            yield (*at, shown), text
    for name, shown in parts:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _texts(value, (*at, shown))
        elif value:
            for number, each in enumerate(value):
                yield from _texts(each, (*at, shown, number))


Fields = tuple[tuple[str, str], ...]
"""Names in Python and in a record."""


@cache
def _where_texts_are(model: type[BaseModel]) -> tuple[Fields, Fields]:
    """The fields of a model that are sentences, and those that hold parts with sentences in them."""
    sentences, parts = [], []
    for name, info in model.model_fields.items():
        inner = list(_models_in(info.annotation))
        if not inner and name in READ_BY_PEOPLE:
            sentences.append((name, info.alias or name))
        elif any(any(_where_texts_are(each)) for each in inner):
            parts.append((name, info.alias or name))
    return tuple(sentences), tuple(parts)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for argument in get_args(annotation):
            yield from _models_in(argument)


def titles(group: Group) -> Iterator[tuple[At, str]]:
    """What the group and its meetings are called."""
    yield ("group",), group.name
    for number, meeting in enumerate(group.meetings):
        if meeting.name:
            yield ("meetings", number, "name"), meeting.name


def titled(group: Group) -> Iterator[tuple[At, str, tuple[Meeting, ...]]]:
    """Each title and the meetings that it is the title of."""
    yield ("group",), group.name, group.meetings
    for number, meeting in enumerate(group.meetings):
        if meeting.name:
            yield ("meetings", number, "name"), meeting.name, (meeting,)


def venues(group: Group) -> Iterator[tuple[At, Venue]]:
    if group.venue:
        yield ("venue",), group.venue
    for number, meeting in enumerate(group.meetings):
        if meeting.venue:
            yield ("meetings", number, "venue"), meeting.venue


def onlines(group: Group) -> Iterator[tuple[At, Online]]:
    if group.online:
        yield ("online",), group.online
    for number, meeting in enumerate(group.meetings):
        if meeting.online:
            yield ("meetings", number, "online"), meeting.online


def group_words(group: Group) -> frozenset[str]:
    """The words by which a mailbox can be known as the group's: those of its name, its place and its fellowship."""
    city = group.venue.address.city if group.venue and group.venue.address else None
    said = fold(f"{group.name} {city or ''}")
    return frozenset(word for word in re.findall(r"\w+", said) if len(word) > 3)
