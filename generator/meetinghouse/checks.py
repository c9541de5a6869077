"""Rules between the fields of one record: small functions named as the sentence they find true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from . import zones
from .converting import COUNTRY_ALIASES
from .problems import Severity, did_you_mean, quoted
from .records import Attendance, Group, Meeting, Online, Paused, Venue
from .vocabulary import Vocabulary
from .yaml_text import Fields

YEAR = timedelta(days=365)
TOMORROW = timedelta(days=1)
"""Somewhere it is tomorrow already."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says: a problem that does not know its line yet."""

    code: str
    at: tuple[str | int, ...]
    message: str
    mend: str = ""
    severity: Severity = Severity.ERROR


Rule = Callable[[Group], Iterator[Finding]]
WordRule = Callable[[Group, Vocabulary], Iterator[Finding]]
DatedRule = Callable[[Group, date], Iterator[Finding]]


def findings(group: Group, vocabulary: Vocabulary, today: date) -> Iterator[Finding]:
    """What every rule has to say about one group."""
    for rule in RULES:
        yield from rule(group)
    for word_rule in WORD_RULES:
        yield from word_rule(group, vocabulary)
    for dated_rule in DATED_RULES:
        yield from dated_rule(group, today)


def understood(fields: Fields) -> Iterator[Finding]:
    """What was written by another name than its own, and read all the same. Looks at the text, not at the record."""
    for at, part in [((), fields), *((("meetings", n), part) for n, part in enumerate(fields["meetings"]))]:
        country = part.get("venue", {}).get("address", {}).get("country", "")
        if code := COUNTRY_ALIASES.get(country.strip().upper()):
            where = (*at, "venue", "address", "country")
            yield Finding("G13", where, f"{quoted(country)} is read as {code}", f"write {code}", Severity.WARNING)
        zone = part.get("timezone", "").strip()
        if zone and (name := zones.canonical(zone)) != zone:
            where = (*at, "timezone")
            yield Finding("T07", where, f"{quoted(zone)} is read as {name}", f"write {name}", Severity.WARNING)


def fellowship_unknown(group: Group, vocabulary: Vocabulary) -> Iterator[Finding]:
    if group.fellowship not in vocabulary.fellowships:
        mend = did_you_mean(group.fellowship, vocabulary.fellowships) or "see fellowships.yml"
        yield Finding("V02", ("fellowship",), f"{quoted(group.fellowship)} is not in fellowships.yml", mend)


def format_unknown(group: Group, vocabulary: Vocabulary) -> Iterator[Finding]:
    for at, formats in _formats(group):
        for number, name in enumerate(formats):
            if name not in vocabulary.formats:
                mend = did_you_mean(name, vocabulary.formats) or "see formats.yml"
                yield Finding("V03", (*at, number), f"{quoted(name)} is not in formats.yml", mend)


def _formats(group: Group) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    yield ("formats",), group.formats
    for number, meeting in enumerate(group.meetings):
        yield ("meetings", number, "formats"), meeting.formats or ()


def meeting_id_twice(group: Group) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, meeting in enumerate(group.meetings):
        if meeting.id in seen:
            message = f"{quoted(meeting.id)} is the id of two meetings"
            yield Finding("D01", ("meetings", number, "id"), message, "give one of them another id")
        seen.add(meeting.id)


def schedule_incomplete(group: Group) -> Iterator[Finding]:
    for number, meeting in enumerate(group.meetings):
        at = ("meetings", number)
        written = [name for name in ("day", "start", "end", "minutes") if getattr(meeting, name)]
        if meeting.by_appointment:
            if written:
                message = "a meeting by appointment has no fixed time"
                yield Finding("R10", (*at, written[0]), message, "delete this line, or by-appointment")
        elif not meeting.day or meeting.start is None:
            missing = "start" if meeting.day else "day"
            yield Finding("Y48", (*at, missing), "is missing: when do they meet?", "write it, or by-appointment: yes")
        elif meeting.end is not None and meeting.minutes is not None:
            yield Finding("T04", (*at, "minutes"), "says again what end says", "keep end or minutes, not both")
        elif meeting.end == meeting.start:
            yield Finding("T03", (*at, "end"), "the end is the start", "write when it ends")


def meeting_long(group: Group) -> Iterator[Finding]:
    for number, meeting in enumerate(group.meetings):
        if meeting.start and meeting.start != meeting.end and length(meeting) > 12 * 60:
            message = f"lasts {length(meeting) // 60} hours"
            yield Finding("T03", ("meetings", number), message, "is the end right?", Severity.WARNING)


def attendance_unclear(group: Group) -> Iterator[Finding]:
    """Only a venue: in person. Only a way in from elsewhere: online. Both: it must be written."""
    for number, meeting in enumerate(group.meetings):
        at = ("meetings", number)
        venue, online = inherited(group, meeting)
        said = meeting.attendance or group.attendance
        if said is None:
            if venue and online:
                mend = "write attendance: in-person, online or hybrid"
                yield Finding("G20", (*at, "attendance"), "is missing: there is a venue and a way to join online", mend)
            elif not venue and not online:
                yield Finding("G09", at, "there is neither a venue nor a way to join online", "write venue: or online:")
            continue
        if said is not Attendance.ONLINE and not venue:
            yield Finding("G10", (*at, "venue"), f"is missing: the meeting is {said}", "write venue: with its address")
        if said is not Attendance.IN_PERSON and not online:
            yield Finding("G10", (*at, "online"), f"is missing: the meeting is {said}", "write online: with its link")


def place_missing(group: Group) -> Iterator[Finding]:
    for at, venue in _venues(group):
        address = venue.address
        if venue.coordinates is None and (address is None or not (address.street or address.city or address.postcode)):
            yield Finding("G09", (*at, "address"), "is missing: where do they meet?", "write street, city and country")


def place_at_a_pole(group: Group) -> Iterator[Finding]:
    for at, venue in _venues(group):
        if venue.coordinates and abs(venue.coordinates[0]) > 85:
            yield Finding("G05", (*at, "coordinates"), "is at a pole", "latitude comes first", Severity.WARNING)


def way_in_missing(group: Group) -> Iterator[Finding]:
    contact = bool(group.contact and (group.contact.email or group.contact.phone or group.contact.website))
    for at, online in _onlines(group):
        if not (online.link or online.phone or (online.how_to_join != "open" and contact)):
            yield Finding("G21", at, "how do people join?", "write link: or phone:")


def zone_missing(group: Group) -> Iterator[Finding]:
    """The zone of a place comes from its coordinates; an online room has none."""
    for number, meeting in enumerate(group.meetings):
        venue, online = inherited(group, meeting)
        said = meeting.attendance or group.attendance
        online_only = said is Attendance.ONLINE or (said is None and online is not None and venue is None)
        if online_only and not (meeting.timezone or group.timezone) and not meeting.by_appointment:
            mend = "write timezone: and a place, such as Europe/London"
            yield Finding("T06", ("meetings", number, "timezone"), "is missing: an online meeting must say it", mend)


def link_not_secure(group: Group) -> Iterator[Finding]:
    for at, online in _onlines(group):
        if online.link and online.link.startswith("http:"):
            yield Finding("H08", (*at, "link"), "is not secure", "write https://", Severity.WARNING)
    if group.contact and group.contact.website and group.contact.website.startswith("http:"):
        yield Finding("H08", ("contact", "website"), "is not secure", "write https://", Severity.WARNING)


def pause_backwards(group: Group) -> Iterator[Finding]:
    for at, paused in _pauses(group):
        if paused.until and paused.until < paused.since:
            yield Finding("R06", (*at, "until"), "is before since", "look at the two dates")


def pause_over(group: Group, today: date) -> Iterator[Finding]:
    for at, paused in _pauses(group):
        if paused.until and paused.since <= paused.until < today:
            message = f"the pause ended on {paused.until}"
            yield Finding("R06", (*at, "until"), message, "delete it, or write the new date", Severity.WARNING)


def confirmed_in_the_future(group: Group, today: date) -> Iterator[Finding]:
    if group.confirmed and group.confirmed.on > today + TOMORROW:
        message = f"{group.confirmed.on} has not come yet"
        yield Finding("D06", ("confirmed", "on"), message, "write the day somebody last checked")


def not_confirmed_for_a_year(group: Group, today: date) -> Iterator[Finding]:
    if group.confirmed and today - group.confirmed.on > YEAR:
        message = f"nobody has confirmed this since {group.confirmed.on}"
        yield Finding("D06", ("confirmed", "on"), message, "ask the group, and write the day", Severity.WARNING)


def _pauses(group: Group) -> Iterator[tuple[tuple[str | int, ...], Paused]]:
    if group.paused:
        yield ("paused",), group.paused
    for number, meeting in enumerate(group.meetings):
        if meeting.paused:
            yield ("meetings", number, "paused"), meeting.paused


def inherited(group: Group, meeting: Meeting) -> tuple[Venue | None, Online | None]:
    """The venue and the way in of a meeting, its own or its group's."""
    return meeting.venue or group.venue, meeting.online or group.online


def length(meeting: Meeting) -> int:
    """How long a meeting lasts in minutes; an hour when the record does not say. Midnight may be crossed."""
    if meeting.minutes is not None:
        return meeting.minutes
    if meeting.start is None or meeting.end is None:
        return 60
    start = meeting.start.hour * 60 + meeting.start.minute
    return (meeting.end.hour * 60 + meeting.end.minute - start) % 1440 or 1440


def _venues(group: Group) -> Iterator[tuple[tuple[str | int, ...], Venue]]:
    if group.venue:
        yield ("venue",), group.venue
    for number, meeting in enumerate(group.meetings):
        if meeting.venue:
            yield ("meetings", number, "venue"), meeting.venue


def _onlines(group: Group) -> Iterator[tuple[tuple[str | int, ...], Online]]:
    if group.online:
        yield ("online",), group.online
    for number, meeting in enumerate(group.meetings):
        if meeting.online:
            yield ("meetings", number, "online"), meeting.online


RULES: tuple[Rule, ...] = (
    meeting_id_twice,
    schedule_incomplete,
    meeting_long,
    attendance_unclear,
    place_missing,
    place_at_a_pole,
    way_in_missing,
    zone_missing,
    link_not_secure,
    pause_backwards,
)
WORD_RULES: tuple[WordRule, ...] = (fellowship_unknown, format_unknown)
DATED_RULES: tuple[DatedRule, ...] = (confirmed_in_the_future, not_confirmed_for_a_year, pause_over)
