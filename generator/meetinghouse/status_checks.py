"""Rules about pauses, closed buildings and groups that have ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from .compiling import compiled, last_day
from .findings import Finding
from .inheriting import inherited
from .problems import Severity
from .records import Group, Listing
from .statuses import Meets, Paused, VenueClosed

KEPT_AFTER_THE_END = timedelta(days=90)
"""How long a page says that nobody meets any more; then it is gone."""
At = tuple[str | int, ...]


def pause_backwards(group: Group) -> Iterator[Finding]:
    for at, paused in _pauses(group):
        if paused.until and paused.until < paused.since:
            yield Finding("R06", (*at, "until"), "is before since", "look at the two dates")


def pause_over(group: Group, today: date) -> Iterator[Finding]:
    for at, paused in _pauses(group):
        if paused.until and paused.since <= paused.until < today:
            what = "pause" if isinstance(paused, Paused) else "closure"
            message = f"the {what} ended on {paused.until}"
            yield Finding("R06", (*at, "until"), message, "delete it, or write the new date", Severity.WARNING)


def closed_without_a_way_in(group: Group) -> Iterator[Finding]:
    """Who says "online meanwhile" has to say how."""
    for number, meeting in enumerate(group.meetings):
        closed = meeting.venue_closed or group.venue_closed
        venue, online = inherited(group, meeting)
        at: At = ("meetings", number, "venue-closed") if meeting.venue_closed else ("venue-closed",)
        if closed and not venue:
            yield Finding("G10", at, "there is no venue that could be closed", "delete it, or write paused:")
        elif closed and closed.meets is Meets.ONLINE and not online:
            yield Finding("G10", (*at, "meets"), "says online, but nobody can join", "write online: with its link")


def ended_without_a_day(group: Group) -> Iterator[Finding]:
    if group.listing is Listing.ENDED and group.ends is None:
        yield Finding("R06", ("ends",), "is missing: when did the group end?", "write the last day, such as 2026-11-22")


def over(group: Group, today: date) -> Iterator[Finding]:
    """A group may say that it has ended, for as long as its page says so too."""
    if group.listing is Listing.ENDED:
        if group.ends and group.ends + KEPT_AFTER_THE_END < today:
            message = f"the group ended on {group.ends}, so its page is gone"
            yield Finding("R06", ("ends",), message, "delete the record", Severity.WARNING)
        elif group.ends and group.ends > today:
            message = f"{group.ends} has not come yet, so the group is still listed"
            yield Finding("R06", ("listing",), message, "write listing: ended after that day", Severity.WARNING)
        return
    if group.ends and group.ends < today:
        message = f"the group ended on {group.ends}, so it is not listed any more"
        yield Finding("R06", ("ends",), message, "write listing: ended, or the new date", Severity.WARNING)
        return
    for number, meeting in enumerate(group.meetings):
        ended = last_day(compiled(group, meeting, today)) if _may_end(meeting) else None
        if ended and ended < today:
            message = f"the last date was {ended}, so this meeting is not listed any more"
            yield Finding("R06", ("meetings", number), message, "delete it, or write new dates", Severity.WARNING)


def _may_end(meeting: object) -> bool:
    return bool(_says(meeting, ("ends", "dates", "rrule")) or any(map(_may_end, getattr(meeting, "schedules", ()))))


def _says(meeting: object, names: tuple[str, ...]) -> bool:
    return any(getattr(meeting, name) for name in names)


def _pauses(group: Group) -> Iterator[tuple[At, Paused | VenueClosed]]:
    for name, mine in (("paused", group.paused), ("venue-closed", group.venue_closed)):
        if mine:
            yield (name,), mine
    for number, meeting in enumerate(group.meetings):
        for name, own in (("paused", meeting.paused), ("venue-closed", meeting.venue_closed)):
            if own:
                yield ("meetings", number, name), own


RULES: tuple[Callable[[Group], Iterator[Finding]], ...] = (
    pause_backwards,
    closed_without_a_way_in,
    ended_without_a_day,
)
DATED_RULES: tuple[Callable[[Group, date], Iterator[Finding]], ...] = (pause_over,)
LAST_RULES: tuple[Callable[[Group, date], Iterator[Finding]], ...] = (over,)
"""They work the schedule out, which only a record without an error lets them."""
