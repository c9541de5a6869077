"""Writes time.json.gz: when a meeting is next, as Python says, for the browser to say the same.

Run it after a change of the schedule or of tzdata: `python tests/shared/make_time.py`.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from meetinghouse.converting import DayRule
from meetinghouse.schedule import Off, On, Schedule, occurrences
from meetinghouse.schedule_rows import schedule_row, spans
from meetinghouse.timezones import EPOCH, transition_table

FILE = Path(__file__).with_name("time.json.gz")
TODAY = date(2026, 11, 24)
ZONES = (
    "UTC", "Europe/London", "Europe/Dublin", "Europe/Oslo", "Europe/Kyiv", "Europe/Istanbul", "Africa/Casablanca",
    "Africa/Cairo", "Asia/Gaza", "Asia/Jerusalem", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo",
    "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati",
    "Pacific/Pago_Pago", "America/St_Johns", "America/New_York", "America/Vancouver", "America/Havana",
    "America/Santiago", "America/Mexico_City", "America/Scoresbysund", "Antarctica/Troll",
)  # fmt: skip
NTHS = (0, 0, 0, 1, 2, 3, 4, 5, 5, -1, -2)
STARTS = 4
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
NEW_YEAR = date(2027, 1, 1)


class Case(NamedTuple):
    """One question; the answer is the first few starts."""

    schedule: Schedule
    zone: str
    after: int
    """Minutes since 1970, UTC."""


def cases(table: Any) -> Iterator[Case]:
    for zone in ZONES:
        yield from around_changes(zone, table["zones"][zone])
    yield from leap_days()
    for seed, (form, count) in enumerate(FORMS):
        yield from at_random(random.Random(1935 + seed), form, count, table["from"], table["until"])


def around_changes(zone: str, row: list[int]) -> Iterator[Case]:
    """Starts before, in and after each hour that is skipped or comes twice, of every week and of every day."""
    for before, at in zip(row[::2], row[1::2], strict=False):
        for off in (-121, -90, -60, -45, -30, -15, -1, 0, 1, 15, 29, 30, 31, 59, 60, 61, 90, 120):
            wall = at + before + off
            weekday, start = (wall // 1440 + 3) % 7, wall % 1440
            yield Case(Schedule((DayRule(0, weekday),), start, 60), zone, at - 3 * 1440)
            on = (EPOCH + timedelta(minutes=wall)).date()
            dates = tuple(On(on + DAY * step, start) for step in (-1, 0, 1))
            yield Case(Schedule((), 0, 60, dates=dates), zone, at - 4000)
        yield Case(Schedule(every_day(), 0, 1440, continuous=True), zone, at - 1500)


def every_day() -> tuple[DayRule, ...]:
    return tuple(DayRule(0, weekday) for weekday in range(7))


def leap_days() -> Iterator[Case]:
    """29 February 2028 is a Tuesday, and the fifth of its month."""
    after = int((datetime(2028, 2, 20, tzinfo=UTC) - EPOCH) / MINUTE)
    for zone in ("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        for nth in (0, 1, 4, 5, -1, -2):
            plain = Schedule((DayRule(nth, 1),), 1170, 90)
            yield Case(plain, zone, after)
            yield Case(replace(plain, season=(229, 229)), zone, after)
            yield Case(replace(plain, season=(229, 301)), zone, after)
            yield Case(replace(plain, season=(1201, 228)), zone, after)


def plain(chosen: random.Random) -> Schedule:
    rules = {DayRule(chosen.choice(NTHS), chosen.randrange(7)) for _ in range(chosen.choice((1, 1, 1, 2, 3, 7)))}
    return Schedule(tuple(sorted(rules)), a_start(chosen), chosen.choice((60, 60, 90, 30, 1, 180, 720, 1440)))


def a_start(chosen: random.Random) -> int:
    return chosen.choice((chosen.randrange(1440), chosen.randrange(0, 1440, 15), chosen.randrange(1380, 1440)))


def a_day(chosen: random.Random) -> date:
    """Mostly near New Year, where weeks are counted wrong."""
    return chosen.choice((NEW_YEAR + DAY * chosen.randrange(-20, 21), TODAY + DAY * chosen.randrange(-60, 400)))


def weekly(chosen: random.Random) -> Schedule:
    days = {DayRule(0, chosen.randrange(7)) for _ in range(chosen.choice((1, 1, 2, 3)))}
    return Schedule(tuple(sorted(days)), a_start(chosen), chosen.choice((60, 90, 240)))


def every_so_many_weeks(chosen: random.Random) -> Schedule:
    return replace(weekly(chosen), every=chosen.choice((2, 2, 2, 3, 4, 5, 13, 52)), anchor=a_day(chosen))


def seasonal(chosen: random.Random) -> Schedule:
    first, last = (TODAY + DAY * chosen.randrange(366) for _ in range(2))
    season = (100 * first.month + first.day, 100 * last.month + last.day)
    return replace(chosen.choice((plain, weekly, every_so_many_weeks))(chosen), season=season)


def limited(chosen: random.Random) -> Schedule:
    base = chosen.choice((plain, weekly, every_so_many_weeks, seasonal))(chosen)
    starts, ends = sorted((a_day(chosen), a_day(chosen)))
    keeps = chosen.randrange(3)
    return replace(base, starts=starts if keeps != 1 else None, ends=ends if keeps != 2 else None)


def paused(chosen: random.Random) -> Schedule:
    base = chosen.choice((plain, differing, seasonal))(chosen)
    spans = []
    for _ in range(chosen.choice((1, 1, 2))):
        since, until = sorted((a_day(chosen), a_day(chosen)))
        spans.append((since, chosen.choice((until, until, None))))
    return replace(base, pauses=tuple(sorted(spans, key=lambda span: span[0])))


def differing(chosen: random.Random) -> Schedule:
    """Dates that are off, extra, or moved."""
    base = chosen.choice((plain, weekly, every_so_many_weeks))(chosen)
    after = EPOCH + int((datetime.combine(a_day(chosen), datetime.min.time(), UTC) - EPOCH) / MINUTE) * MINUTE
    coming = [one.start.date() for one in islice(occurrences(base, "UTC", after), 6)]
    off = sorted(set(chosen.sample(coming, min(len(coming), chosen.randrange(1, 4)))))
    dates = [On(day + DAY * chosen.randrange(-2, 3), a_start(chosen)) for day in off if chosen.random() < 0.7]
    dates += [On(a_day(chosen), chosen.choice((base.start, a_start(chosen)))) for _ in range(chosen.randrange(3))]
    return replace(base, off=tuple(Off(day) for day in off), dates=tuple(sorted(set(dates))))


def set_dates(chosen: random.Random) -> Schedule:
    """Some of them on one day, and overlapping."""
    days = [a_day(chosen) for _ in range(chosen.randrange(1, 12))]
    dates = {On(day, a_start(chosen)) for day in days for _ in range(chosen.choice((1, 1, 1, 2)))}
    return Schedule((), 0, chosen.choice((60, 90, 720)), dates=tuple(sorted(dates)), ends=max(days))


def continuous(chosen: random.Random) -> Schedule:
    room = Schedule(every_day(), 0, 1440, continuous=True)
    off = sorted({a_day(chosen) for _ in range(chosen.randrange(3))})
    return replace(room, off=tuple(Off(day) for day in off), starts=chosen.choice((None, a_day(chosen))))


def several(chosen: random.Random) -> Schedule:
    forms = (plain, weekly, every_so_many_weeks, seasonal, differing, set_dates)
    first, *further = (chosen.choice(forms)(chosen) for _ in range(chosen.choice((2, 2, 3))))
    return replace(first, also=tuple(further))


FORMS: tuple[tuple[Callable[[random.Random], Schedule], int], ...] = (
    (plain, 4_000), (every_so_many_weeks, 3_000), (seasonal, 2_500), (limited, 2_500), (paused, 1_500),
    (differing, 3_000), (set_dates, 1_500), (continuous, 500), (several, 2_500),
)  # fmt: skip


def at_random(
    chosen: random.Random, form: Callable[[random.Random], Schedule], count: int, first: int, last: int
) -> Iterator[Case]:
    new_year = int((datetime(2027, 1, 1, tzinfo=UTC) - EPOCH) / MINUTE)
    for _ in range(count):
        anywhere = chosen.randrange(first + 3 * 1440, last - 330 * 1440)
        after = chosen.choice((anywhere, anywhere, new_year + chosen.randrange(-30, 30) * 1440))
        case = Case(form(chosen), chosen.choice(ZONES), after)
        yield chosen.choice((case, case, at_an_edge(case, chosen)))


def at_an_edge(case: Case, chosen: random.Random) -> Case:
    """The same question in the very minute that an occurrence starts or ends."""
    found = starts(case)
    if not found:
        return case
    return case._replace(after=chosen.choice((found[0] - 1, found[0], found[0] + 1, found[0] + case.schedule.minutes)))


def starts(case: Case) -> list[int]:
    after = EPOCH + case.after * MINUTE
    coming = islice(occurrences(case.schedule, case.zone, after), STARTS)
    return [int((one.start - EPOCH) / MINUTE) for one in coming]


def row(case: Case) -> dict[str, Any]:
    said = unworded(schedule_row(case.schedule))
    pauses = {"pauses": spans(case.schedule.pauses)} if case.schedule.pauses else {}
    return {"schedule": said, "zone": case.zone, "after": case.after, **pauses, "starts": starts(case)}


def unworded(said: dict[str, Any]) -> dict[str, Any]:
    """The row without its words, which no arithmetic needs."""
    kept = {key: value for key, value in said.items() if key != "words"}
    return kept | ({"also": [unworded(one) for one in said["also"]]} if "also" in said else {})


def text() -> str:
    """The file: the zone table, then a case a line."""
    table = transition_table(ZONES, TODAY)
    rows = [row(case) for case in cases(table)]
    known = [each for each in rows if max([each["after"], *each["starts"]]) + 2 * 1440 < table["until"]]
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in known)
    return f'{{"zones": {json.dumps(table, separators=(",", ":"))},\n"cases": [\n{lines}\n]}}\n'


def written() -> str:
    """What the file holds."""
    return gzip.decompress(FILE.read_bytes()).decode()


if __name__ == "__main__":
    FILE.write_bytes(gzip.compress(text().encode(), 9, mtime=0))
