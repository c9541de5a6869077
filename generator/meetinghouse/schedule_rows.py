"""A schedule as the finder's files write it (`overrides/assets/finder/FORMAT.md`, "A schedule")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from .placed import PlacedMeeting
from .schedule import Schedule, Span, day_code
from .schedule_words import rule_in_words
from .statuses import Meets

EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


def schedule_row(schedule: Schedule) -> dict[str, Any]:
    """One schedule and those beside it; a key is left out where it says nothing."""
    if schedule.by_appointment:
        return {"appointment": 1}
    if schedule.asynchronous:
        return {"asynchronous": 1, "words": rule_in_words(schedule)}
    row = times_row(schedule)
    if schedule.also:
        row["also"] = [times_row(one) for one in schedule.also]
    return row


def times_row(schedule: Schedule) -> dict[str, Any]:
    """One schedule: days of the rule, and what differs from it."""
    begins = [day for day in (schedule.starts, schedule.anchor) if day]
    said = {
        "every": schedule.every if schedule.every > 1 else None,
        "from": day_number(schedule.anchor) if schedule.every > 1 and schedule.anchor else None,
        "season": list(schedule.season) if schedule.season else None,
        "starts": day_number(max(begins)) if begins else None,
        "ends": day_number(schedule.ends) if schedule.ends else None,
        "not": [day_number(off.date) for off in schedule.off] or None,
        "dates": [[day_number(one.date), one.start] for one in schedule.dates] or None,
        "moved": [[day_number(m.from_), day_number(m.to.date), m.to.start] for m in schedule.moves] or None,
        "continuous": 1 if schedule.continuous else None,
        "until": day_number(schedule.known_until) if schedule.known_until else None,
        "words": rule_in_words(schedule) if is_unusual(schedule) else None,
    }
    days = [day_code(rule) for rule in schedule.days]
    times = {"days": days, "start": schedule.start, "minutes": schedule.minutes}
    return times | {key: value for key, value in said.items() if value is not None}


def is_unusual(schedule: Schedule) -> bool:
    """Whether the day and hour of the next one would mislead somebody about the ones after it."""
    plain = schedule.every == 1 and not schedule.season and not any(rule.nth for rule in schedule.days)
    return not schedule.continuous and not (plain and schedule.days)


def spans(several: Iterable[Span]) -> list[int]:
    """First and last day of each in turn; 0 for a last day that nobody knows."""
    return [day_number(day) if day else 0 for span in several for day in span]


def online_meanwhile(meeting: PlacedMeeting) -> Span | None:
    """While the building is closed and they meet online."""
    closed = meeting.closed
    return (closed.since, closed.until) if closed and closed.meets is Meets.ONLINE else None


def day_number(on: date) -> int:
    """Days since 1970-01-01."""
    return on.toordinal() - EPOCH_ORDINAL
