"""A calendar program of others, given the same schedule as iCalendar, finds the same starts."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from meetinghouse.schedule import DAY, Schedule, rule_dates
from meetinghouse.timezones import EPOCH, zone_info
from samples import TESTS

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AHEAD = timedelta(days=70)
BACK = timedelta(days=40)
OF_EACH_FORM = 250
MINUTE = timedelta(minutes=1)


@cache
def make_time() -> Any:
    sys.path.insert(0, str(TESTS / "shared"))
    try:
        import make_time as module
    finally:
        sys.path.pop(0)
    return module


def forms() -> list[str]:
    return ["plain", "every_so_many_weeks", "limited", "differing", "set_dates", "several", "around_changes"]


def cases(form: str) -> list[Any]:
    made = make_time()
    if form == "around_changes":
        table = made.transition_table(made.ZONES, made.TODAY)
        every = [case for zone in made.ZONES for case in made.around_changes(zone, table["zones"][zone])]
        return [case for case in every if not case.schedule.continuous][:: max(1, len(every) // OF_EACH_FORM)]
    chosen = made.random.Random(form)
    table = made.transition_table(["UTC"], made.TODAY)
    found = made.at_random(chosen, getattr(made, form), OF_EACH_FORM, table["from"], table["until"])
    # a season cannot be said in a rule of RFC 5545
    return [case for case in found if not any(one.season for one in case.schedule.each)]


def calendar_of(schedule: Schedule, zone: str, after: datetime) -> icalendar.Calendar:
    """The schedule as one event for each of its rules and each of the dates beside them."""
    calendar = icalendar.Calendar()
    for one in schedule.each:
        for event in events_of(one, zone, after):
            calendar.add_component(event)
    return calendar


def events_of(schedule: Schedule, zone: str, after: datetime) -> Any:
    info, length = zone_info(zone), timedelta(minutes=schedule.minutes)
    weekly = [rule for rule in schedule.days if not rule.nth]
    monthly = [rule for rule in schedule.days if rule.nth]
    for often, rules in (("WEEKLY", weekly), ("MONTHLY", monthly)):
        if not rules:
            continue
        alone = Schedule(
            tuple(rules), schedule.start, schedule.minutes, every=schedule.every, anchor=schedule.anchor,
            starts=schedule.starts, ends=schedule.ends,
        )  # fmt: skip
        first = next(rule_dates(alone, (after - BACK).date()), None)
        if first is None:
            continue
        at = datetime.combine(first, time(schedule.start // 60, schedule.start % 60))
        days = [f"{rule.nth or ''}{CODES[rule.weekday]}" for rule in rules]
        event = icalendar.Event()
        event.add("uid", f"{often}-{id(schedule)}")
        event.add("dtstart", at.replace(tzinfo=info))
        event.add("duration", length)
        event.add("x-minutes", str(schedule.minutes))
        rule = {"freq": often, "interval": schedule.every if often == "WEEKLY" else 1, "byday": days, "wkst": "SU"}
        if schedule.ends:
            last = datetime.combine(schedule.ends, time(23, 59), info).astimezone(UTC)
            rule["until"] = last
        event.add("rrule", rule)
        for off in schedule.off:
            event.add("exdate", datetime.combine(off.date, at.time(), info))
        yield event
    for number, one in enumerate(schedule.dates):
        event = icalendar.Event()
        event.add("uid", f"date-{number}-{id(schedule)}")
        event.add("dtstart", datetime.combine(one.date, time(one.start // 60, one.start % 60), info))
        event.add("duration", length)
        event.add("x-minutes", str(schedule.minutes))
        yield event


@pytest.mark.parametrize("form", forms())
def test_a_calendar_program_finds_the_same_starts(form: str) -> None:
    made = make_time()
    for case in cases(form):
        after = EPOCH + case.after * MINUTE
        ours = until(made, case, after)
        calendar = calendar_of(case.schedule, case.zone, after)
        found = recurring_ical_events.of(calendar).between(after - 2 * DAY, after + AHEAD)
        ends = [(event["DTSTART"].dt.astimezone(UTC), int(event["X-MINUTES"])) for event in found]
        wanted = sorted(
            {start for start, minutes in ends if start + minutes * MINUTE > after and start < after + AHEAD}
        )
        assert [one.start.astimezone(UTC) for one in ours] == wanted, json.dumps(made.row(case))


def until(made: Any, case: Any, after: datetime) -> list[Any]:
    found = []
    for one in made.occurrences(case.schedule, case.zone, after):
        if one.start >= after + AHEAD:
            break
        found.append(one)
    return found


def test_that_is_more_than_a_thousand_questions() -> None:
    assert sum(len(cases(form)) for form in forms()) > 1_000
