"""The frozen model of a schedule as a person writes it: the rule, the dates that differ, the first and last day."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from . import converting as to
from .fields import (
    Country,
    Date,
    DayOfYear,
    Days,
    Minutes,
    Moment,
    Moments,
    Name,
    Names,
    Note,
    Record,
    Rule,
    Time,
    Weeks,
    Yes,
)


class OnHolidays(StrEnum):
    """Whether they meet on the public holidays of the place."""

    CLOSED = "closed"
    OPEN = "open"


class Season(Record):
    """The part of each year in which they meet, both days included. It may cross New Year."""

    from_: DayOfYear
    """The first day of the season."""
    until: DayOfYear
    """The last day of the season."""


class Cancelled(Record):
    """A date of the schedule on which they do not meet."""

    on: Date
    """The date."""
    why: Note | None = None
    """Shown to visitors."""


class Moved(Record):
    """A date of the schedule that is held on another day, at another hour or elsewhere."""

    from_: Date
    """The date it would have been."""
    to: Moment
    """The date it is, with a time if that changes too."""
    venue: Name | None = None
    """Where, when that changes too: shown, and not looked up."""
    why: Note | None = None
    """Shown to visitors."""


class Holidays(Record):
    """Public holidays on which they do not meet. The dates come from a library, for the coming year and a half."""

    closed_on: Names = ()
    """English names of the holidays: christmas day, thanksgiving."""
    public_holidays: Annotated[OnHolidays, BeforeValidator(to.choice(OnHolidays))] = OnHolidays.OPEN
    country: Country | None = None
    """Only when it is not the venue's."""
    subdivision: Name | None = None
    """State, province or nation, where its holidays differ: OR, SCT, BY."""


class Times(Record):
    """When they meet. The time is that of the clock on the wall at the place."""

    day: Days = ()
    """Which days."""
    every: Weeks | None = None
    """Weeks from one to the next; `from` says which."""
    from_: Date | None = None
    """The date of any one of them, when it is every few weeks."""
    dates: Moments = ()
    """Set dates, instead of days."""
    rrule: Rule | None = None
    """What the other fields cannot say, as calendars write it."""
    continuous: Yes = False
    """Open day and night."""
    asynchronous: Yes = False
    """In writing, at no set time: a chat or a forum."""
    by_appointment: Yes = False
    """People ask for a time; then there is no day."""
    start: Time | None = None
    """When it begins."""
    end: Time | None = None
    """When it ends; before the start means after midnight."""
    minutes: Minutes | None = None
    """How long it takes, instead of end."""
    season: Season | None = None
    """The part of each year in which they meet."""
    starts: Date | None = None
    """The first day, when that has not come yet."""
    ends: Date | None = None
    """The last day."""
    except_: tuple[Cancelled, ...] = ()
    """Dates on which they do not meet."""
    moved: tuple[Moved, ...] = ()
    """Dates that are held on another day, at another hour or elsewhere."""
    extra: Moments = ()
    """Dates beside the rule."""
    holidays: Holidays | None = None
    """Public holidays on which they do not meet."""
