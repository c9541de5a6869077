"""Writes time.json: when a meeting is next, as Python says, for the browser to say the same.

Run it after a change of the schedule or of tzdata: `python tests/shared/make_time.py`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from meetinghouse.converting import DayRule
from meetinghouse.schedule import Schedule, day_code, occurrences
from meetinghouse.timezones import EPOCH, transition_table

FILE = Path(__file__).with_name("time.json")
TODAY = date(2026, 11, 24)
ZONES = (
    "UTC", "Europe/London", "Europe/Dublin", "Europe/Oslo", "Europe/Kyiv", "Europe/Istanbul", "Africa/Casablanca",
    "Africa/Cairo", "Asia/Gaza", "Asia/Jerusalem", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo",
    "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati",
    "Pacific/Pago_Pago", "America/St_Johns", "America/New_York", "America/Vancouver", "America/Havana",
    "America/Santiago", "America/Mexico_City", "America/Scoresbysund", "Antarctica/Troll",
)  # fmt: skip
NTHS = (0, 0, 0, 1, 2, 3, 4, 5, 5, -1, -2)
RANDOM_CASES = 3_000
MINUTE = timedelta(minutes=1)


class Case(NamedTuple):
    """One question; the answer is the first three starts."""

    schedule: Schedule
    zone: str
    after: int
    """Minutes since 1970, UTC."""


def cases(table: Any) -> Iterator[Case]:
    for zone in ZONES:
        yield from around_changes(zone, table["zones"][zone])
    yield from leap_days()
    yield from at_random(random.Random(1935), table["from"], table["until"])


def around_changes(zone: str, row: list[int]) -> Iterator[Case]:
    """Starts before, in and after each hour that is skipped or comes twice."""
    for before, at in zip(row[::2], row[1::2], strict=False):
        for off in (-121, -90, -60, -45, -30, -15, -1, 0, 1, 15, 29, 30, 31, 59, 60, 61, 90, 120):
            wall = at + before + off
            weekday, start = (wall // 1440 + 3) % 7, wall % 1440
            yield Case(Schedule((DayRule(0, weekday),), start, 60), zone, at - 3 * 1440)


def leap_days() -> Iterator[Case]:
    """29 February 2028 is a Tuesday, and the fifth of its month."""
    for zone in ("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        for nth in (0, 1, 4, 5, -1, -2):
            after = int((datetime(2028, 2, 20, tzinfo=UTC) - EPOCH) / MINUTE)
            yield Case(Schedule((DayRule(nth, 1),), 1170, 90), zone, after)


def at_random(chosen: random.Random, first: int, last: int) -> Iterator[Case]:
    for _ in range(RANDOM_CASES):
        rules = {DayRule(chosen.choice(NTHS), chosen.randrange(7)) for _ in range(chosen.choice((1, 1, 1, 2, 3, 7)))}
        start = chosen.choice((chosen.randrange(1440), chosen.randrange(0, 1440, 15), chosen.randrange(1380, 1440)))
        minutes = chosen.choice((60, 60, 90, 30, 1, 180, 720, 1440))
        schedule = Schedule(tuple(sorted(rules)), start, minutes)
        case = Case(schedule, chosen.choice(ZONES), chosen.randrange(first + 3 * 1440, last - 330 * 1440))
        yield chosen.choice((case, case, at_an_edge(case, chosen)))


def at_an_edge(case: Case, chosen: random.Random) -> Case:
    """The same question in the very minute that an occurrence starts or ends."""
    start = starts(case)[0]
    return case._replace(after=chosen.choice((start - 1, start, start + 1, start + case.schedule.minutes)))


def starts(case: Case) -> list[int]:
    after = EPOCH + case.after * MINUTE
    coming = islice(occurrences(case.schedule, case.zone, after), 3)
    return [int((one.start - EPOCH) / MINUTE) for one in coming]


def row(case: Case) -> dict[str, Any]:
    schedule = case.schedule
    days = [day_code(rule) for rule in schedule.days]
    said = {"days": days, "start": schedule.start, "minutes": schedule.minutes}
    return {"schedule": said, "zone": case.zone, "after": case.after, "starts": starts(case)}


def text() -> str:
    """The file: the zone table, then a case a line."""
    table = transition_table(ZONES, TODAY)
    rows = [row(case) for case in cases(table)]
    known = [each for each in rows if each["starts"][-1] + 2 * 1440 < table["until"]]
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in known)
    return f'{{"zones": {json.dumps(table, separators=(",", ":"))},\n"cases": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
