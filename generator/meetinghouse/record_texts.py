"""Where a record has words that people read, and the parts that its meetings may have of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    fields = type(part).model_fields
    # what nobody wrote says nothing, and most of a record is not written
    for name in fields:
        if name not in part.model_fields_set:
            continue
        value = getattr(part, name)
        shown = (*at, fields[name].alias or name)
        if isinstance(value, str):
            if name in READ_BY_PEOPLE:
                yield shown, value
        elif isinstance(value, BaseModel):
            yield from _texts(value, shown)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for number, each in enumerate(value):
                yield from _texts(each, (*shown, number))


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
