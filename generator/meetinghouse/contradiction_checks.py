"""Rules about two fields of a record that cannot both be true (X03, X05 to X07, X09, X14)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .compiling import length
from .findings import Finding
from .problems import Severity, quoted
from .record_texts import At, Said, onlines, venues
from .records import AccessFact, Answer, Attendance, Group, HowToJoin, Meeting
from .schedule_checks import schedules_of
from .statuses import Meets

NOT_BOTH = (
    ("open", "closed"),
    ("women", "men"),
    ("women", "mixed"),
    ("men", "mixed"),
    ("women", "all-genders"),
    ("men", "all-genders"),
    ("smoking", "no-smoking"),
    ("adults-only", "teens"),
    ("adults-only", "alateen"),
    ("no-children", "alateen"),
    ("no-children", "with-alateen"),
    ("secular", "worship"),
)
"""Words of formats.yml that exclude each other."""
STAIRS = re.compile(
    r"\b(?:upstairs|downstairs|stairs only|only stairs|no (?:lift|elevator)|[0-9]+ (?:steps|stairs)|(?:up"
    r"|down) the (?:stairs?|steps?)"
    r"|steep (?:stairs|steps)|escaleras|sin ascensor|escaliers?|sans ascenseur|treppen?|kein(?:en)? (?:aufzug"
    r"|fahrstuhl)"
    r"|escadas?|sem elevador)\b",
    re.IGNORECASE,
)
A_LIFT = re.compile(
    r"\b(?:lift|elevator|ramp|level entrance|ascensor|rampa|ascenseur|rampe|aufzug|fahrstuhl|elevador)\b", re.I
)
ASK_FIRST = re.compile(
    r"\b(?:e-?mail|mail|write|text|call|contact|ask)\b[^.]{0,30}\bfor (?:the|a) (?:link|pass ?code|password"
    r"|login|details)\b"
    r"|\b(?:link|pass ?code|password) (?:on|by|upon) request\b",
    re.IGNORECASE,
)
SHORTEST = 10


def formats_exclude_each_other(group: Group) -> Iterator[Finding]:
    """Looked at once for the group, and for each meeting that has formats of its own."""
    own = ((("meetings", n, "formats"), one.formats) for n, one in enumerate(group.meetings) if one.formats)
    for at, formats in ((("formats",), group.formats), *own):
        for one, other in NOT_BOTH:
            if one in formats and other in formats:
                yield _warning("X05", at, f"says both {one} and {other}", "keep the one that is true")


def bilingual_in_one_language(group: Group) -> Iterator[Finding]:
    for number, meeting in enumerate(group.meetings):
        languages = group.languages if meeting.languages is None else meeting.languages
        formats = group.formats if meeting.formats is None else meeting.formats
        if "bilingual" in formats and len(languages) == 1:
            at: At = ("meetings", number, "languages") if meeting.languages else ("languages",)
            mend = "write both, such as [en, es], or take bilingual out of formats"
            yield _warning("X06", at, "names one language, and the format is bilingual", mend)
            return


def children_come_and_do_not(group: Group) -> Iterator[Finding]:
    for at, venue in venues(group):
        for fact in (AccessFact.CHILDCARE, AccessFact.CHILDREN_WELCOME):
            if venue.access.get(fact) is Answer.YES and "no-children" in group.formats:
                message = f"says yes to {fact}, and the format is no-children"
                yield _warning("X07", (*at, "access", fact.value), message, "keep the one that is true")


def animals_come_and_do_not(group: Group) -> Iterator[Finding]:
    for at, venue in venues(group):
        if venue.access.get(AccessFact.SERVICE_ANIMALS) is Answer.NO and "dogs-welcome" in group.formats:
            where = (*at, "access", AccessFact.SERVICE_ANIMALS.value)
            yield _warning("X07", where, "says no, and the format is dogs-welcome", "keep the one that is true")


def stairs_where_there_are_none(group: Group) -> Iterator[Finding]:
    """A wrong step-free: yes can end somebody's evening on the pavement."""
    for at, venue in venues(group):
        if venue.access.get(AccessFact.STEP_FREE) is not Answer.YES or venue.access.get(AccessFact.LIFT) is Answer.YES:
            continue
        found = STAIRS.search(venue.arrival or "")
        if found and not A_LIFT.search(venue.arrival or ""):
            message = f"says yes, and arrival says {quoted(found[0])}"
            mend = "write step-free: no, or say where the lift or the ramp is"
            yield _warning("X07", (*at, "access", AccessFact.STEP_FREE.value), message, mend)


def link_that_nobody_uses(group: Group) -> Iterator[Finding]:
    """Kept with attendance: in-person, a link is not shown; kept with online, an address is not."""
    ways = {meeting.attendance or group.attendance for meeting in group.meetings}
    parts: tuple[Group | Meeting, ...] = (group, *group.meetings)
    closed = [part.venue_closed for part in parts if part.venue_closed]
    venue = group.venue or all(meeting.venue for meeting in group.meetings)
    if (
        group.online
        and venue
        and ways == {Attendance.IN_PERSON}
        and not any(one.meets is Meets.ONLINE for one in closed)
    ):
        mend = "delete it, or write attendance: hybrid"
        yield _warning("X03", ("online",), "is kept, and every meeting is in person: nobody sees it", mend)
    online = group.online or all(meeting.online for meeting in group.meetings)
    if group.venue and online and ways == {Attendance.ONLINE}:
        mend = "delete it, or write attendance: hybrid"
        yield _warning("X03", ("venue",), "is kept, and every meeting is online: nobody sees it", mend)


def way_to_ask_missing(group: Group) -> Iterator[Finding]:
    """Who says "ask by mail" has to say where."""
    contact = group.contact
    for at, online in onlines(group):
        asked = {HowToJoin.ASK_BY_EMAIL: "email", HowToJoin.ASK_BY_PHONE: "phone"}.get(online.how_to_join)
        if asked and contact and not getattr(contact, asked):
            message = f"says {online.how_to_join}, and contact has no {asked}"
            yield _warning("X14", (*at, "how-to-join"), message, f"write contact: {asked}:, or another way to join")


def open_and_asked_for(group: Group, said: Said) -> Iterator[Finding]:
    open_rooms = [at for at, online in onlines(group) if online.how_to_join is HowToJoin.OPEN and online.link]
    for at, text in said if open_rooms else ():
        if found := ASK_FIRST.search(text):
            message = f"says {quoted(found[0])}, and how-to-join is open: the link is shown to everyone"
            yield _warning("X14", at, message, "write how-to-join: passcode, ask-by-email or ask-by-phone")


def very_short(group: Group) -> Iterator[Finding]:
    for at, _, times in schedules_of(group):
        if times.start and (times.end or times.minutes) and length(times) < SHORTEST:
            mend = "write how long it lasts, such as minutes: 60"
            yield _warning("X09", at, f"lasts {length(times)} minutes", mend)


def _warning(code: str, at: At, message: str, mend: str) -> Finding:
    return Finding(code, at, message, mend, Severity.WARNING)


RULES: tuple[Callable[[Group], Iterator[Finding]], ...] = (
    formats_exclude_each_other,
    bilingual_in_one_language,
    children_come_and_do_not,
    animals_come_and_do_not,
    stairs_where_there_are_none,
    link_that_nobody_uses,
    way_to_ask_missing,
    very_short,
)
TEXT_RULES: tuple[Callable[[Group, Said], Iterator[Finding]], ...] = (open_and_asked_for,)
