"""Rules about when a meeting meets: one way of saying it, whole, and dates that fit it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from .compiling import BEHIND, holiday_names, is_held, length, rule_of
from .converting import WEEKDAYS
from .findings import Finding
from .inheriting import country_of, holidays_of
from .meeting_times import Holidays, Moved, Times
from .named_holidays import is_known, matched, nearest, subdivisions
from .problems import Severity, did_you_mean, quoted
from .records import Group, Meeting
from .recurrence_rules import EARLIEST, LATEST, needs_anchor
from .schedule import Schedule

At = tuple[str | int, ...]
WAYS = ("day", "every", "dates", "rrule", "continuous", "asynchronous", "by_appointment")
"""Fields that each say when; `every` may have `day` beside it."""
UNTIMED = ("continuous", "asynchronous", "by_appointment")
OF_A_RULE = ("day", "start", "end", "minutes", "every", "from_", "dates", "rrule", "season", "extra", "moved")
"""What a meeting without a time of day cannot have."""
ALONE = ("day", "start", "end", "minutes", "every", "from_", "dates", "rrule", "season", *UNTIMED)
"""What stands in each schedule where there are several."""


def schedules_of(group: Group) -> Iterator[tuple[At, Meeting, Times]]:
    """Each schedule of each meeting, and where it is written."""
    for number, meeting in enumerate(group.meetings):
        if not meeting.schedules:
            yield ("meetings", number), meeting, meeting
        for place, times in enumerate(meeting.schedules):
            yield ("meetings", number, "schedules", place), meeting, times


def written(name: str) -> str:
    """A field as a record has it."""
    return name.rstrip("_").replace("_", "-")


def said_beside_several(group: Group) -> Iterator[Finding]:
    for number, meeting in enumerate(group.meetings):
        for name in ALONE if meeting.schedules else ():
            if getattr(meeting, name):
                at = ("meetings", number, written(name))
                yield Finding("R11", at, "stands beside schedules", "move it into one of the schedules")


def schedule_incomplete(group: Group) -> Iterator[Finding]:
    for at, _, times in schedules_of(group):
        ways = [name for name in WAYS if getattr(times, name)]
        if "every" in ways and "day" in ways:
            ways.remove("day")
        untimed = next((name for name in UNTIMED if getattr(times, name)), None)
        if untimed:
            yield from _said_without_a_time(at, times, untimed, ways)
        elif len(ways) > 1:
            mend = (
                "write extra: for dates beside the rule" if "dates" in ways else "keep one of them, or use schedules:"
            )
            yield Finding("R11", (*at, written(ways[1])), f"says again what {written(ways[0])} says", mend)
        elif not ways:
            yield Finding("Y48", (*at, "day"), "is missing: when do they meet?", "write it, or by-appointment: yes")
        elif times.start is None and not (times.dates and all(each.at for each in times.dates)):
            yield Finding("Y48", (*at, "start"), "is missing: when do they meet?", "write it, or by-appointment: yes")
        elif times.end is not None and times.minutes is not None:
            yield Finding("T04", (*at, "minutes"), "says again what end says", "keep end or minutes, not both")
        elif times.start is not None and times.end == times.start:
            mend = "write when it ends; for day and night write continuous: yes"
            yield Finding("T03", (*at, "end"), "the end is the start", mend)


def _said_without_a_time(at: At, times: Times, untimed: str, ways: list[str]) -> Iterator[Finding]:
    fine = {"season", "moved"} if untimed == "continuous" else set()
    other = next((name for name in (*ways, *OF_A_RULE) if name not in fine | {untimed} and getattr(times, name)), None)
    if other:
        said = {"by_appointment": "by appointment", "continuous": "day and night", "asynchronous": "in writing"}[
            untimed
        ]
        mend = f"delete this line, or {written(untimed)}"
        yield Finding("R10", (*at, written(other)), f"a meeting {said} has no fixed time", mend)


def meeting_long(group: Group) -> Iterator[Finding]:
    for at, _, times in schedules_of(group):
        if times.start and times.start != times.end and length(times) > 12 * 60:
            yield Finding("T03", at, f"lasts {length(times) // 60} hours", "is the end right?", Severity.WARNING)


def every_without_a_beginning(group: Group) -> Iterator[Finding]:
    """Every two weeks, from which of them on?"""
    for at, _, times in schedules_of(group):
        if times.every and times.from_ is None:
            yield Finding("R04", (*at, "from"), "is missing: from which date on?", "write the date of one of them")
        elif times.every and any(rule.nth for rule in times.day):
            mend = "write only the day of the week, or delete every"
            yield Finding("R04", (*at, "day"), "counts weeks of the month, and every counts weeks", mend)
        elif times.from_ and not (times.every or times.rrule):
            yield Finding("R04", (*at, "from"), "needs every: or rrule:", "for the first day write starts:")
        elif times.every and times.from_ and times.day and times.from_.weekday() not in {d.weekday for d in times.day}:
            said = f"{times.from_} is a {WEEKDAYS[times.from_.weekday()].capitalize()}"
            yield Finding("R04", (*at, "from"), said, "write the date of one of them", Severity.WARNING)


def dates_out_of_reach(group: Group) -> Iterator[Finding]:
    for at, _, times in schedules_of(group):
        for name, on in (("from", times.from_), ("starts", times.starts), ("ends", times.ends)):
            if on and not EARLIEST <= on <= LATEST:
                yield Finding("R09", (*at, name), f"{on} cannot be", f"write a date before {LATEST.year}")


def ends_before_it_starts(group: Group) -> Iterator[Finding]:
    for at, _, times in schedules_of(group):
        begins = max((day for day in (times.starts, times.from_) if day), default=None)
        last = min((day for day in (times.ends, times.rrule.until if times.rrule else None) if day), default=None)
        if begins and last and last < begins:
            where = "ends" if times.ends == last else "rrule"
            yield Finding("R06", (*at, where), f"the end is before the beginning, {begins}", "look at the two dates")


def rule_without_a_beginning(group: Group) -> Iterator[Finding]:
    for at, _, times in schedules_of(group):
        if times.rrule and times.from_ is None and needs_anchor(times.rrule):
            yield Finding("R04", (*at, "from"), "is missing: from which date on?", "write the date of the first one")


def day_of_short_months(group: Group) -> Iterator[Finding]:
    for at, _, times in schedules_of(group):
        late = [day for day in times.rrule.month_days if abs(day) > 28] if times.rrule else []
        if late:
            message = f"day {late[0]} is not in every month, and months without it are skipped"
            yield Finding("R03", (*at, "rrule"), message, "for the last day write BYMONTHDAY=-1", Severity.WARNING)


def rule_without_dates(group: Group, today: date) -> Iterator[Finding]:
    for at, _, times in schedules_of(group):
        if times.rrule and not times.rrule.until and "COUNT" not in times.rrule.parts:
            rule = rule_of(times, today)
            if not rule.days and not rule.dates:
                message = "the rule names no date in the next two years"
                yield Finding("R03", (*at, "rrule"), message, "is there such a day?")


def differs_from_no_date(group: Group, today: date) -> Iterator[Finding]:
    """An exception that hits nothing is a slip of the pen, and somebody stands before a locked door."""
    if not any(times.except_ or times.moved for _, times in _differing(group)):
        return
    rules: dict[At, list[Schedule]] = {}
    for at, meeting, times in schedules_of(group):
        rules.setdefault(at[:2], []).append(rule_of(times, today, ends=meeting.ends, starts=meeting.starts))
    for at, differing in _differing(group):
        several = rules.get(at[:2], [])
        if not several or all(one.timeless for one in several):
            continue
        for name, number, on in _dates_named(differing):
            known = all(not one.known_until or today - BEHIND <= on <= one.known_until for one in several)
            held = any(is_held(one, on) for one in several)
            if known and not held and name != "extra":
                said = f"{quoted(str(on))}, a {WEEKDAYS[on.weekday()].capitalize()}, is not a date of this meeting"
                yield Finding("R07", (*at, name, number), said, "look at a calendar", Severity.WARNING)
    yield from _moved_to_itself(group)


def _differing(group: Group) -> Iterator[tuple[At, Times]]:
    for number, meeting in enumerate(group.meetings):
        yield ("meetings", number), meeting
        for place, times in enumerate(meeting.schedules):
            yield ("meetings", number, "schedules", place), times


def _dates_named(times: Times) -> Iterator[tuple[str, int, date]]:
    yield from (("except", number, each.on) for number, each in enumerate(times.except_))
    yield from (("moved", number, each.from_) for number, each in enumerate(times.moved))


def _moved_to_itself(group: Group) -> Iterator[Finding]:
    for at, times in _differing(group):
        for number, each in enumerate(times.moved):
            if _stays(each, times):
                message = "is moved to where it was"
                yield Finding("R07", (*at, "moved", number), message, "write the new time or venue", Severity.WARNING)


def _stays(moved: Moved, times: Times) -> bool:
    return moved.to.on == moved.from_ and moved.to.at in (None, times.start) and moved.venue is None


def holiday_unknown(group: Group, today: date) -> Iterator[Finding]:
    seen: set[int] = set()
    for at, meeting, times in schedules_of(group):
        holidays = holidays_of(group, meeting, times)
        if holidays is None or id(holidays) in seen:
            continue
        seen.add(id(holidays))
        where = (*at, "holidays") if times.holidays else (*at[:2], "holidays") if meeting.holidays else ("holidays",)
        yield from _unknown(holidays, country_of(group, meeting, holidays), where, today)


def _unknown(holidays: Holidays, country: str | None, at: At, today: date) -> Iterator[Finding]:
    if country is None:
        yield Finding("R08", (*at, "country"), "is missing: whose holidays?", "write two letters, such as IE")
        return
    if not is_known(country):
        yield Finding("R08", (*at, "country"), f"nobody knows the holidays of {country}", "write except: and the dates")
        return
    parts = subdivisions(country)
    if holidays.subdivision and holidays.subdivision not in parts:
        mend = did_you_mean(holidays.subdivision, parts) or f"write one of: {', '.join(parts)[:200]}"
        message = f"{quoted(holidays.subdivision)} is not a part of {country} with holidays of its own"
        yield Finding("R08", (*at, "subdivision"), message, mend)
        return
    names = holiday_names(holidays, country, today)
    for number, said in enumerate(holidays.closed_on):
        if matched(said, names) is None:
            message = f"{quoted(said)} is not a holiday in {country}"
            yield Finding("R08", (*at, "closed-on", number), message, nearest(said, names))


RULES: tuple[Callable[[Group], Iterator[Finding]], ...] = (
    said_beside_several,
    schedule_incomplete,
    meeting_long,
    every_without_a_beginning,
    dates_out_of_reach,
    ends_before_it_starts,
    rule_without_a_beginning,
    day_of_short_months,
)
DATED_RULES: tuple[Callable[[Group, date], Iterator[Finding]], ...] = (
    rule_without_dates,
    differs_from_no_date,
    holiday_unknown,
)
"""They work the schedule out, which only a record without an error lets them."""
