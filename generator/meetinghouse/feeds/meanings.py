"""What the codes of a feed mean in our words, read from the vocabularies and `codes.yml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..vocabulary import Vocabulary
from ..yaml_text import decoded, read

CODES = Path(__file__).with_name("codes.yml")
Fact = tuple[str, str]
"""What is said (`formats`, `languages`, `access`, `signed`, `attendance`, `camera`, `proof`, `contributions`) and the
word for it; or `ignored`, and why."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that the codes of one meeting say."""

    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    attendance: frozenset[str] = frozenset()
    camera: str = ""
    signed: tuple[str, ...] = ()
    """The signed languages, where sign language is used."""
    proof: str = ""
    contributions: str = ""
    unknown: tuple[str, ...] = ()


def meaning_of(codes: Iterable[str], known: Mapping[str, tuple[Fact, ...]]) -> Meaning:
    """What several codes mean together; those nobody explains are `unknown`."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    for code in codes:
        for kind, word in known.get(code) or known.get(code.upper()) or (("unknown", code),):
            words[kind][word] = None
    return Meaning(
        formats=tuple(words["formats"]),
        languages=tuple(words["languages"]),
        access=tuple(sorted(words["access"])),
        attendance=frozenset(words["attendance"]),
        camera=next(iter(words["camera"]), ""),
        signed=tuple(words["signed"]),
        proof=next(iter(words["proof"]), ""),
        contributions=next(iter(words["contributions"]), ""),
        unknown=tuple(words["unknown"]),
    )


def meeting_guide_codes(vocabulary: Vocabulary, fellowship: str) -> Mapping[str, tuple[Fact, ...]]:
    """The codes as one fellowship means them: `aa/B` is stronger than `*/B`, wherever either stands."""
    listed = vocabulary.fellowships.get(fellowship)
    programme = (listed.codes.get("meeting-guide") if listed else None) or (fellowship,)
    own: dict[str, list[Fact]] = defaultdict(list)
    common: dict[str, list[Fact]] = defaultdict(list)
    for code, fact in _facts(vocabulary, "meeting-guide"):
        whose, _, short = code.partition("/")
        if whose in programme:
            own[short].append(fact)
        elif whose == "*":
            common[short].append(fact)
    return {code: tuple(facts) for code, facts in {**common, **own}.items()}


def bmlt_codes(vocabulary: Vocabulary) -> Mapping[str, tuple[Fact, ...]]:
    """World ids, and `key:X` where a format has none."""
    known: dict[str, list[Fact]] = defaultdict(list)
    for code, fact in _facts(vocabulary, "bmlt"):
        known[code].append(fact)
    return {code: tuple(facts) for code, facts in known.items()}


def _facts(vocabulary: Vocabulary, feed: str) -> Iterator[tuple[str, Fact]]:
    for word in vocabulary.formats.values():
        for code in word.codes.get(feed, ()):
            yield code, ("formats", word.slug)
    for kind, table in _table().get(feed, {}).items():
        for code, said in table.items():
            for each in said if isinstance(said, list) else [said]:
                yield code, (kind, each)


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read(decoded(CODES.read_bytes(), CODES.name), CODES.name, [])
    return table
