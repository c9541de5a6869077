"""Rules between records: the same meeting written down twice, two groups in one room, strangers behind one link.

Groups meet in a table by place or by link, so that the whole directory is looked at once and never pair by pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from .converting import WEEKDAYS
from .gatherings import DAY, Gathering, Pair, PlacedGroup, pairs, tables
from .geo import Precision, kilometres
from .placenames import fold
from .problems import Problem, Severity, quoted
from .records import Group

ABOUT_THE_SAME_TIME = 15
"""Minutes between two starts that may be one meeting."""
NEXT_DOOR = 0.2
"""Kilometres."""
ALIKE = 0.8
SAYS_LITTLE = frozenset(
    (
        "the",
        "a",
        "of",
        "and",
        "group",
        "grupo",
        "groupe",
        "gruppe",
        "meeting",
        "meetings",
        "aa",
        "na",
        "ca",
        "oa",
        "fellowship",
    )
)
A_ROOM = re.compile(r"\b(?:room|suite|upper|lower|hall [0-9a-z]\b|sala|salle|raum|zimmer|rom)\b|[0-9]", re.IGNORECASE)


def neighbour_problems(groups: Iterable[PlacedGroup], today: date) -> Iterator[Problem]:
    """What two records say that cannot both be meant; said at the later of them by address."""
    by_place, by_link = tables(groups, today)
    said: set[tuple[str, str, str, str]] = set()
    for pair in pairs(by_place):
        yield from _once(said, same_meeting_twice(pair))
        yield from _once(said, two_groups_in_one_room(pair))
    for pair in pairs(by_link):
        yield from _once(said, strangers_behind_one_link(pair))


def _once(said: set[tuple[str, str, str, str]], problem: Problem | None) -> Iterator[Problem]:
    if problem:
        key = (problem.where.path, str(problem.where.line), problem.code, problem.message)
        if key not in said:
            said.add(key)
            yield problem


def same_meeting_twice(pair: Pair) -> Problem | None:
    """D02: nearly the same time, the same place, names that differ a little or not at all."""
    one, other = pair
    if abs(one.begin - other.begin) > ABOUT_THE_SAME_TIME or not _names_alike(one, other) or _far(one, other):
        return None
    if one.group is other.group:
        message = f"is at the same time and place as {one.meeting.id}"
    else:
        message = f"looks like {quoted(one.name)} in {one.group.where.path}: same place, {_when(other)}"
    return _problem(pair, "D02", "", message, "keep one of the two, or give them names that tell them apart")


def two_groups_in_one_room(pair: Pair) -> Problem | None:
    """D07: a house has many rooms, so only those of one fellowship, or where the room itself is named."""
    one, other = pair
    names = [gathering.meeting.venue.name if gathering.meeting.venue else None for gathering in pair]
    if one.group is other.group or not names[0] or not names[1] or fold(names[0]) != fold(names[1]):
        return None
    same_fellowship = one.group.group.fellowship == other.group.group.fellowship
    starts_alike = abs(one.begin - other.begin) <= ABOUT_THE_SAME_TIME
    if not (same_fellowship or A_ROOM.search(names[1])) or (starts_alike and _names_alike(one, other)):
        return None
    message = f"{quoted(one.name)} is in the same room, {_when(other)} ({one.group.where.path})"
    return _problem(pair, "D07", ".venue", message, "ask both; if there are two rooms, write them in venue: name:")


def strangers_behind_one_link(pair: Pair) -> Problem | None:
    """D03: who follows the link may end up in the other meeting."""
    one, other = pair
    if one.group is other.group or _acquainted(one.group.group, other.group.group):
        return None
    message = f"is also the link of {quoted(one.name)} at the same time ({one.group.where.path})"
    return _problem(pair, "D03", ".online.link", message, "ask both groups which room is theirs")


def _problem(pair: Pair, code: str, field: str, message: str, mend: str) -> Problem:
    group, meeting = pair.second.group, pair.second.meeting
    number = next(number for number, each in enumerate(group.group.meetings) if each.id == meeting.id)
    return Problem(
        where=group.where,
        code=code,
        field=f"meetings.{number}{field}",
        message=message,
        mend=mend,
        severity=Severity.WARNING,
        others=(pair.first.group.where.path,),
    )


def _far(one: Gathering, other: Gathering) -> bool:
    ours, theirs = one.meeting.at, other.meeting.at
    if not ours or not theirs or Precision.DOOR not in (ours.precision, theirs.precision):
        return False
    both = ours.precision is theirs.precision is Precision.DOOR
    return both and kilometres((ours.latitude, ours.longitude), (theirs.latitude, theirs.longitude)) > NEXT_DOOR


@lru_cache(8192)
def _telling(name: str) -> frozenset[str]:
    words = frozenset(fold(name).split())
    return words - SAYS_LITTLE or words


def _names_alike(one: Gathering, other: Gathering) -> bool:
    if one.group is other.group:
        return one.schedule.start == other.schedule.start and one.meeting.name == other.meeting.name
    ours, theirs = _telling(one.group.group.name), _telling(other.group.group.name)
    if ours <= theirs or theirs <= ours:
        return True
    return SequenceMatcher(None, " ".join(sorted(ours)), " ".join(sorted(theirs))).ratio() >= ALIKE


def _acquainted(one: Group, other: Group) -> bool:
    """Whether the same people answer for both: then they know."""
    if not one.contact or not other.contact:
        return False
    mine, theirs = one.contact, other.contact
    return any(
        getattr(mine, way) and getattr(mine, way) == getattr(theirs, way) for way in ("email", "phone", "website")
    )


def _when(gathering: Gathering) -> str:
    day, start = divmod(gathering.begin, DAY)
    return f"{WEEKDAYS[day].capitalize()} {start // 60:02d}:{start % 60:02d}"
