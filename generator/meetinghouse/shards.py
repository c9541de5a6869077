"""The directory as the finder's files: a manifest and small shards, as `overrides/assets/finder/FORMAT.md` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from .cutting import WEEK, Row, Stretch, box_rounded, by_place, by_start
from .directory import Directory
from .fact_words import ACCESS_LABELS
from .finder_facts import ACCESS, EXPECT, FinderFact, facts_of
from .hashed_names import hashed
from .placenames import fold
from .places import Gazetteer, place_files
from .records import AccessFact
from .shard_columns import FORMAT, Codes, ShardColumns
from .timezones import transition_table
from .vocabulary import KIND_LABELS, language_itself, language_name
from .workers import cores, side_by_side

MOST_IN_A_SHARD = 1_000
"""Up to this many meetings are one file."""
CUT = 600
"""Meetings in each file of a larger directory: near a town up to three are opened, and they must be small together."""


Shards = dict[int, tuple[str, bytes]]
"""Name and content of each shard, by the identity of the list of rows it holds."""


@dataclass(frozen=True)
class Finder:
    """What the finder's files of one directory share."""

    directory: Directory
    gazetteer: Gazetteer
    language: str = "en"
    resources: Sequence[Mapping[str, Any]] = ()
    """Other help, as `resource_view.finder_row` makes it."""
    country: str = ""
    """The country the site is for: ISO code, or nothing."""

    @cached_property
    def rows(self) -> list[Row]:
        return [Row(group, meeting) for group in self.directory.listed for meeting in group.meetings]

    @cached_property
    def fellowships(self) -> dict[str, int]:
        return _numbered(row.group.group.fellowship for row in self.rows)

    @cached_property
    def formats(self) -> dict[str, int]:
        return _numbered(name for row in self.rows for name in row.meeting.formats)

    @cached_property
    def languages(self) -> dict[str, int]:
        return _numbered(tag for row in self.rows for tag in row.meeting.languages)

    @cached_property
    def access(self) -> dict[AccessFact, int]:
        used = {fact for row in self.rows if row.meeting.venue for fact, _ in row.meeting.venue.access.items()}
        return {fact: number for number, fact in enumerate(fact for fact in AccessFact if fact in used)}

    @cached_property
    def facts(self) -> dict[FinderFact, int]:
        """Those in use, numbered on from the facts of venues: first what is access, then what to expect."""
        used = {fact for row in self.rows for fact, _ in facts_of(row.meeting)}
        first = len(self.access)
        return {
            fact: number for number, fact in enumerate((each for each in (*ACCESS, *EXPECT) if each in used), first)
        }

    def prepare(self, workers: int | None = None) -> None:
        """Makes the shards and the place files, half of the work in another process: they are large."""
        if len(self.rows) <= MOST_IN_A_SHARD or (workers or cores()) < 2:
            return
        lists, _ = self._row_lists, self._codes  # before the fork, so that both sides know them
        # the larger half here, while the other process makes the place files too
        middle = len(lists) * 11 // 20

        def first() -> tuple[Shards, dict[str, bytes]]:
            return self._contents(lists[:middle]), {}

        def second() -> tuple[Shards, dict[str, bytes]]:
            return self._contents(lists[middle:]), self._place_files

        (one, _), (other, places) = side_by_side([first, second])
        self.__dict__.update(_shards={**one, **other}, _place_files=places)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the finder but the manifest, which the page carries."""
        for name, content in self._shards.values():
            yield f"finder/{name}", content
        if self._names_file:
            yield f"finder/{self._names_file[0]}", self._names_file[1]
        if self._resources_file:
            yield f"finder/{self._resources_file[0]}", self._resources_file[1]
        places = self._places()
        for name, content in sorted(self._place_files.items()):
            yield f"finder/{places.get(name, name)}", content

    def manifest(self) -> bytes:
        """The manifest, as JSON that is safe inside a `script` element."""
        return script_safe(dumps(self._manifest()))

    @cached_property
    def _cells(self) -> list[list[Row]]:
        if len(self.rows) <= MOST_IN_A_SHARD:
            return [self.rows] if self.rows else []
        placed = [row for row in self.rows if row.meeting.in_person and row.meeting.at]
        return by_place(placed, CUT)

    @cached_property
    def _online(self) -> list[tuple[int, Stretch]]:
        """Language index (or -1 for several), and what is on in that language in a part of the week."""
        if len(self.rows) <= MOST_IN_A_SHARD:
            everything = Stretch(self.rows, 0, WEEK)
            return [(-1, everything)] if any(row.meeting.from_elsewhere for row in self.rows) else []
        by_language: dict[int, list[Row]] = {}
        for row in self.rows:
            if row.meeting.from_elsewhere:
                for tag in row.meeting.languages or (self.language,):
                    by_language.setdefault(self.languages.get(tag, -1), []).append(row)
        return [
            (language, stretch)
            for language, rows in sorted(by_language.items())
            for stretch in by_start(rows, self.directory.today, CUT)
        ]

    @cached_property
    def _unplaced(self) -> list[list[Row]]:
        if len(self.rows) <= MOST_IN_A_SHARD:
            return []
        lost = [row for row in self.rows if row.meeting.in_person and not row.meeting.at]
        return [lost[start : start + CUT] for start in range(0, len(lost), CUT)]

    @cached_property
    def _row_lists(self) -> list[list[Row]]:
        """What each shard holds."""
        lists = (*self._cells, *(stretch.rows for _, stretch in self._online), *self._unplaced)
        return list({id(rows): rows for rows in lists}.values())

    @cached_property
    def _shards(self) -> Shards:
        return self._contents(self._row_lists)

    def _contents(self, lists: Sequence[list[Row]]) -> Shards:
        contents = ((id(rows), dumps(self.shard(rows))) for rows in lists)
        return {key: (hashed("meetings", content), content) for key, content in contents}

    @cached_property
    def _names_file(self) -> tuple[str, bytes] | None:
        """The name index; none while everything is one cell."""
        if len(self._cells) < 2:
            return None
        content = dumps(self._name_index())
        return hashed("names", content), content

    @cached_property
    def _resources_file(self) -> tuple[str, bytes] | None:
        if not self.resources:
            return None
        content = dumps({"format": FORMAT, "country": self.country, "resources": self.resources})
        return hashed("resources", content), content

    @cached_property
    def _zones(self) -> set[str]:
        return {*self.directory.zones, *(row["zone"] for row in self.resources if row["zone"])}

    @cached_property
    def _place_files(self) -> dict[str, bytes]:
        near = [(row.meeting.at.latitude, row.meeting.at.longitude) for row in self.rows if row.meeting.at]
        return place_files(self.directory.countries, near, self.gazetteer)

    def _manifest(self) -> dict[str, Any]:
        names = {key: name for key, (name, _) in self._shards.items()}
        vocabulary = self.directory.vocabulary
        kinds = sorted({kind for slug in self.fellowships for kind in vocabulary.fellowships[slug].kinds})
        return {
            "format": FORMAT,
            "built": self.directory.today.isoformat(),
            "language": self.language,
            "meetings": len(self.rows),
            "fellowships": [_fellowship_row(vocabulary.fellowships[slug]) for slug in self.fellowships],
            "kinds": {kind.value: KIND_LABELS[kind] for kind in kinds},
            "formats": [[slug, vocabulary.formats[slug].name, vocabulary.formats[slug].group] for slug in self.formats],
            "languages": [[tag, language_name(tag) or tag, language_itself(tag)] for tag in self.languages],
            "access": [
                *([fact.value, ACCESS_LABELS[fact]] for fact in self.access),
                *([fact.slug, fact.label] for fact in self.facts if fact in ACCESS),
            ],
            "expect": [list(fact) for fact in self.facts if fact in EXPECT],
            "zones": transition_table(self._zones, self.directory.today),
            "cells": [[names[id(rows)], len(rows), *box_rounded(rows)] for rows in self._cells],
            "online": [
                [names[id(rows)], sum(row.meeting.from_elsewhere for row in rows), language, start, end]
                for language, (rows, start, end) in self._online
            ],
            "unplaced": [names[id(rows)] for rows in self._unplaced],
            "names": self._names_file[0] if self._names_file else None,
            "resources": self._resources_file[0] if self._resources_file else None,
            "places": self._places(),
        }

    def _places(self) -> dict[str, str]:
        """Name of a place file, by which the browser chooses, → the name it is served under; `places.json` has more."""
        return {
            name: hashed(name.removesuffix(".json"), content)
            for name, content in sorted(self._place_files.items())
            if name.count(".") == 1
        }

    def _name_index(self) -> dict[str, Any]:
        cells: dict[str, set[int]] = {}
        for number, rows in enumerate(self._cells):
            for word in {word for row in rows for word in _words(row)}:
                cells.setdefault(word, set()).add(number)
        many = len(self._cells) / 2
        terms = sorted(cells)
        return {
            "format": FORMAT,
            "terms": terms,
            "cells": [[] if len(cells[term]) > many else sorted(cells[term]) for term in terms],
        }

    @cached_property
    def _codes(self) -> Codes:
        name = self.directory.vocabulary.region_name
        return Codes(self.fellowships, self.formats, self.languages, self.access, self.facts, name)

    def shard(self, rows: Sequence[Row]) -> dict[str, Any]:
        """The columns of one file."""
        return ShardColumns(self._codes).of(rows)


def dumps(value: Any) -> bytes:
    """JSON, the same bytes for the same value; never NaN."""
    return orjson.dumps(value)


def script_safe(json: bytes) -> bytes:
    """JSON that cannot end the `script` element it stands in."""
    return (
        json.replace(b"<", b"\\u003c")
        .replace(b">", b"\\u003e")
        .replace(b"&", b"\\u0026")
        .replace(b"\xe2\x80\xa8", b"\\u2028")
        .replace(b"\xe2\x80\xa9", b"\\u2029")
    )


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(set(values)))}


def _fellowship_row(fellowship: Any) -> list[Any]:
    return [fellowship.slug, fellowship.name, [kind.value for kind in fellowship.kinds]]


def _words(row: Row) -> Iterator[str]:
    """What a person may remember: the group's name, the town, the venue."""
    venue = row.meeting.venue
    city = venue.address.city if venue and venue.address else None
    said = (row.group.group.name, row.meeting.name, city, venue.name if venue else None, row.group.region[-1])
    for text in said:
        if text:
            yield from (word for word in fold(text).split(" ") if len(word) > 1)
