"""Recurrence rules as days of the week where that says all of it, else as dates, worked out by python-dateutil."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import takewhile

from dateutil.rrule import rrule, rrulestr

from .converting import NTH, DayRule, Recurrence

CYCLE = 146_097
"""Days after which the calendar repeats, weekday for weekday: 400 years."""
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 1, 1)
"""Between which a rule may begin."""
NTHS = frozenset(NTH.values())


def needs_anchor(rule: Recurrence) -> bool:
    """Whether the rule means nothing until we know when it began."""
    return (
        rule.interval > 1
        or "COUNT" in rule.parts
        or (not rule.parts & {"BYDAY", "BYMONTHDAY"} and (rule.frequency != "DAILY"))
    )


def as_days(rule: Recurrence, anchor: date | None) -> tuple[DayRule, ...]:
    """The days that say the same, every `rule.interval` weeks; none where they cannot."""
    if rule.parts & {"COUNT", "BYMONTH", "BYMONTHDAY", "BYSETPOS"}:
        return ()
    if rule.frequency == "DAILY" and rule.interval == 1:
        return rule.days or tuple(DayRule(0, weekday) for weekday in range(7))
    if rule.frequency == "WEEKLY":
        days = rule.days or ((DayRule(0, anchor.weekday()),) if anchor else ())
        # our weeks begin on Sunday; with one day of the week that does not matter
        return tuple(sorted(set(days))) if rule.interval == 1 or len(days) == 1 or rule.sunday_first else ()
    if rule.frequency == "MONTHLY" and rule.interval == 1 and all(day.nth in NTHS | {0} for day in rule.days):
        return tuple(sorted(set(rule.days)))
    return ()


def as_dates(rule: Recurrence, anchor: date | None, first: date, last: date) -> list[date]:
    """Its dates between two days, both included.

    A rule that never comes true is followed by dateutil to the year 9999. So all of it is moved to the end of the
    calendar, where that is near.
    """
    last = min(last, rule.until or last)
    shift = (date.max.toordinal() - last.toordinal()) // CYCLE * CYCLE
    begin = datetime.combine(date.fromordinal((anchor or first).toordinal() + shift), time())
    found = rrulestr(rule.text, dtstart=begin)
    assert isinstance(found, rrule)
    end = datetime.combine(date.fromordinal(last.toordinal() + shift), time())
    dates = (date.fromordinal(at.toordinal() - shift) for at in takewhile(lambda at: at <= end, found))
    return [on for on in dates if on >= first]
