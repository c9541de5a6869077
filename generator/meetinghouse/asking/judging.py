"""The answers as a record, and what the checker says to one of them: the same rules and the same words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError

from ..checks import findings, understood
from ..findings import Finding
from ..formatting.naming import id_for
from ..reading import explained, worth_saying
from ..records import Group
from ..vocabulary import Vocabulary
from ..yaml_text import Fields
from .questions import BY_APPOINTMENT, HYBRID, WHERE, Answers, Path, Question


def record_of(answers: Answers, today: date) -> Fields:
    """What the answers say, as a person would have written it."""
    record: Fields = {}
    for at, said in answers.items():
        if said is not None and not str(at[0]).startswith("?"):
            _put(record, at, said)
    if answers.get((WHERE,)) == HYBRID:
        record["attendance"] = HYBRID
    if "confirmed" in record:
        record["confirmed"] = {"on": today.isoformat(), **record["confirmed"]}
    taken: set[str] = set()
    for number, meeting in enumerate(record.get("meetings", ())):
        word = id_for(meeting, taken)
        taken.add(word)
        record["meetings"][number] = {"id": word, **meeting}
    return record


def said_of(answers: Answers, question: Question, words: Vocabulary, today: date) -> list[Finding]:
    """What the checker says of the last answer. Whatever is not asked yet has a stand-in, of which nothing is said."""
    record = record_of(answers, today)
    record.setdefault("group", "Group")
    record.setdefault("fellowship", next(iter(words.fellowships), "other"))
    record.setdefault("meetings", [{"id": "x", "by-appointment": "yes"}])
    asked = (question.at, *question.also)
    return [found for found in _every(record, words, today) if any(_about(found.at, at) for at in asked)]


def _every(record: Fields, words: Vocabulary, today: date) -> Iterator[Finding]:
    try:
        group = Group.model_validate(record)
    except ValidationError as error:
        for detail in worth_saying(error.errors(include_url=False)):
            yield explained(detail, Group)
        return
    yield from understood(record)
    yield from findings(group, words, today)


def _about(found: Path, asked: Path) -> bool:
    return found[: len(asked)] == asked


def _put(record: Fields, at: Path, said: Any) -> None:
    if at[0] == "meetings":
        _, number, name = at
        meetings = record.setdefault("meetings", [])
        meetings += [{} for _ in range(int(number) + 1 - len(meetings))]
        meetings[number] |= _of_meeting(str(name), said)
        return
    inside = record
    for part in at[:-1]:
        inside = inside.setdefault(str(part), {})
    inside[str(at[-1])] = said


def _of_meeting(name: str, said: Any) -> Fields:
    if name == "day" and said == BY_APPOINTMENT:
        return {"by-appointment": "yes"}
    return {"minutes": said} if name == "end" and ":" not in said else {name: said}
