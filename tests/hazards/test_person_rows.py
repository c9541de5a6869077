"""Hazards P01 to P07: persons, numbers, mailboxes and codes in texts, judged by phrases of five languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from meetinghouse.contacts_in_text import links, mails, numbers, passcode
from meetinghouse.people_in_text import whole_names
from samples import read, with_line

PHRASES = Path(__file__).parent / "phrases"


def code_of(text: str) -> Sequence[str]:
    found = passcode(text)
    return (found,) if found else ()


FINDERS: dict[str, Callable[[str], Sequence[str]]] = {
    "name": whole_names,
    "number": numbers,
    "mail": mails,
    "passcode": code_of,
    "link": links,
}


def phrases(name: str) -> Iterator[tuple[str, str]]:
    """The heading and the line, of each line that says something."""
    heading = ""
    for line in (PHRASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            heading = line[2:]
        elif line and not line.startswith("#"):
            yield heading, line


HONEST = list(phrases("honest.txt"))
GUILTY = [(kind, *re.split(r" \| ", line, maxsplit=1)) for kind, line in phrases("guilty.txt")]


ROWS = {"name": "P01", "number": "P01", "mail": "P05", "passcode": "P07", "link": "P07"}
"""The row of the hazards table that each kind of finding belongs to."""


def honest_row(phrase: str) -> str:
    """P04 for what has a number in it, P02 for a first name with an initial, P03 for what is called after someone."""
    if re.search(r"[0-9]", phrase):
        return "P04"
    return "P02" if re.search(r"\b[A-Z]\.", phrase) else "P03"


def test_there_are_enough_phrases_of_each_language_to_judge_by() -> None:
    assert len(HONEST) >= 150 and len(GUILTY) >= 60
    assert {language for language, _ in HONEST} == {"en", "es", "fr", "de", "pt"}
    assert {kind for kind, *_ in GUILTY} == set(FINDERS)


@pytest.mark.parametrize("phrase", [pytest.param(line, id=f"{honest_row(line)} {line}") for _, line in HONEST])
def test_an_honest_phrase_is_left_alone(phrase: str) -> None:
    assert {kind: tuple(finder(phrase)) for kind, finder in FINDERS.items() if finder(phrase)} == {}


@pytest.mark.parametrize(
    ("kind", "found", "phrase"), [pytest.param(*row, id=f"{ROWS[row[0]]} {row[2]}") for row in GUILTY]
)
def test_what_should_not_stand_there_is_found(kind: str, found: str, phrase: str) -> None:
    assert found in FINDERS[kind](phrase)


@pytest.mark.parametrize("phrase", [line for _, line in HONEST])
@pytest.mark.parametrize("field", ["notes", "about"])
def test_no_rule_at_all_minds_an_honest_phrase(field: str, phrase: str) -> None:
    assert read(with_line(f"{field}: {json.dumps(phrase, ensure_ascii=False)}")).said == []
