"""A person's whole name in a text: what no listing needs, and what can cost somebody a job.

A first name, or one with an initial, is the tradition and is left alone. So are the churches, halls and streets that
are named after people. `tests/hazards/test_person_rows.py` holds the phrases that judge this, honest and guilty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from .packaged import PACKAGE

TWO_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽ][^\s\d]*\s+(?:[a-zà-öø-ÿ]{2,3}\s+){0,2}[A-ZÀ-ÖØ-ÞŁŚŠŽ]")
"""Quick: without two large letters at the beginnings of words there is no whole name."""
PIECE = re.compile(r"(?:O['’])?[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?|\S")
CALLS_FOR_A_PERSON = re.compile(
    r"(?:\b(?:"
    r"call|text|phone|ring|contact|e-?mail|message|whatsapp|meet|ask(?: for)?|(?:speak|talk) (?:to|with)|led by|run by"
    r"|hosted by|chaired by|host|facilitator|secretary|treasurer|sponsor|gsr|organi[sz]er|coordinator"
    r"|llam[ae]r? a|contact[aeo]r?(?: con)?|pregunt[ae]r? por|escrib[ae]r? a|responsable|secretari[oa]"
    r"|appele[rz]|contacte[rz]|demande[rz]|joindre|joignez|animé par|secrétaire"
    r"|lig[au]e?r? para|fal[ae]r? com|pergunt[ae]r? (?:por|pel[ao])|contat[eo]|secretári[oa]|coordenador[ae]?"
    r")(?: (?:a|o|el|la|with|is|was))?[ :,–-]*)$",
    re.IGNORECASE,
)
TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "herr", "frau", "sr", "sra", "señor", "señora", "monsieur"))
TITLES |= frozenset(("madame", "mme", "dona", "senhor", "senhora"))
HOLY = frozenset(("st", "saint", "saints", "sankt", "san", "santa", "santo", "são", "ste", "sainte"))
HOLY |= frozenset(("nuestra", "nossa", "notre", "our", "santísima"))
PARTICLES = frozenset(
    ("de", "del", "la", "las", "los", "da", "do", "das", "dos", "van", "von", "der", "le", "du", "di")
)
FAMOUS = frozenset(
    {
        *("bill wilson", "bob smith", "lois wilson", "ebby thacher", "jimmy kinnon", "marty mann", "jean kirkpatrick"),
        *("carl jung", "william james", "martin luther", "john barleycorn", "maria hilf", "rosa parks", "jesse owens"),
    }
)
"""The dead who are in the books on the table."""
PLACE_IN_A_WORD = re.compile(
    r".*(?:straße|strasse|platz|weg|gasse|allee|haus|heim|saal|kirche|schule|stift|zentrum|gata|veien)$"
)
"""German and Norwegian write the place into the name: Adalbert-Stifter-Schule."""
LEAD = 48
"""Characters before a name in which it may be called for."""
BEFORE, AFTER = 2, 3
"""How many words around a name may say that it is a place's."""


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    lists = (PACKAGE / "data" / "names.txt").read_text(encoding="utf-8").split("\n= ")[1:]
    return {name: frozenset(words.split()) for name, _, words in (one.partition("\n") for one in lists)}


@lru_cache(8192)
def whole_names(text: str) -> tuple[str, ...]:
    """The names of persons with their surnames, as they stand in `text`."""
    return tuple(_found(text)) if TWO_CAPITALS.search(text) else ()


def _found(text: str) -> Iterator[str]:
    pieces = list(PIECE.finditer(text))
    words = [piece[0] for piece in pieces]
    at = 0
    while at < len(words):
        end = _end_of_run(words, at)
        for first in range(at, end - 1):
            if _is_person(words, at, first, end, text[max(0, pieces[first].start() - LEAD) : pieces[first].start()]):
                yield text[pieces[first].start() : pieces[end - 1].end()].rstrip(".")
                break
        at = max(end, at + 1)


def _end_of_run(words: Sequence[str], at: int) -> int:
    """Behind the last of the words with large first letters that begin at `at`; particles between them count."""
    end = at
    while end < len(words) and words[end][0].isalpha():
        word = words[end]
        if not word[0].isupper():
            following = words[end + 1 : end + 3]
            if end == at or word not in PARTICLES or not any(each[0].isupper() for each in following):
                break
        end += 1
        if word.endswith(".") and len(word) > 3 and _plain(word) not in TITLES:
            break
    return end


def _plain(word: str) -> str:
    return word.rstrip(".").lower()


def _is_person(words: Sequence[str], at: int, first: int, end: int, before: str) -> bool:
    """Whether the words from `first` are a whole name; what stands from `at` may only lead to it."""
    run = [_plain(word) for word in words[first:end] if word not in PARTICLES]
    titled = run[0] in TITLES
    surnames = run[1:]
    called = bool(CALLS_FOR_A_PERSON.search(before))
    known = titled or is_given_name(run[0])
    if not known and not (called and len(run) == 2 and first > 0):
        return False
    if not surnames or len(run) > 4 or len(surnames[-1]) < 2 or " ".join(run[:2]) in FAMOUS:
        return False
    if first > at and not called and not titled:
        return False
    odd = _lists()["not-surnames"]
    if any(word in odd for word in run) or any(len(word) > 2 and word.isupper() for word in words[first:end]):
        return False
    return not _is_a_place(words, at, first, end)


def is_given_name(word: str) -> bool:
    """Of a word in small letters."""
    names = _lists()["given-names"]
    return word in names or ("-" in word and word.split("-")[0] in names)


def _is_a_place(words: Sequence[str], at: int, first: int, end: int) -> bool:
    """A place word or a saint in the name, or beside it."""
    within = [_plain(word) for word in words[first:end]]
    following = [word for place, word in enumerate(words[end : end + AFTER]) if not place or word[0].isupper()]
    around = [_plain(word) for word in (*words[at:first], *following)]
    nearby = [_plain(word) for word in words[max(0, at - 4) : at] if _plain(word) not in PARTICLES][-BEFORE:]
    if any(_place(word) for word in (*within, *around, *nearby)):
        return True
    if any(PLACE_IN_A_WORD.match(word) for word in within) or within[-1].endswith(("'s", "’s")):
        return True
    return any(word in HOLY for word in (*within, *(_plain(word) for word in words[max(0, first - 1) : first])))


def _place(word: str) -> bool:
    places = _lists()["places"]
    return word in places or (word.endswith("s") and word[:-1] in places)
