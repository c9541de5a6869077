"""Rules between the fields of one record: small functions named as the sentence they find true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from . import (
    contradiction_checks,
    fact_checks,
    link_checks,
    name_checks,
    privacy_checks,
    schedule_checks,
    status_checks,
    told_checks,
    wording_checks,
    zones,
)
from .converting import COUNTRY_ALIASES
from .findings import Finding
from .inheriting import inherited
from .problems import Severity, did_you_mean, quoted
from .record_texts import Said, onlines, texts, venues
from .records import Attendance, Group, Meeting
from .vocabulary import Vocabulary
from .yaml_text import Fields

YEAR = timedelta(days=365)
TOMORROW = timedelta(days=1)
"""Somewhere it is tomorrow already."""


Rule = Callable[[Group], Iterator[Finding]]
WordRule = Callable[[Group, Vocabulary], Iterator[Finding]]
DatedRule = Callable[[Group, date], Iterator[Finding]]
TextRule = Callable[[Group, Said], Iterator[Finding]]


def findings(group: Group, vocabulary: Vocabulary, today: date) -> Iterator[Finding]:
    """What every rule has to say about one group."""
    found = [finding for rule in RULES for finding in rule(group)]
    yield from found
    for word_rule in WORD_RULES:
        yield from word_rule(group, vocabulary)
    said = tuple(texts(group))
    for text_rule in TEXT_RULES:
        yield from text_rule(group, said)
    for dated_rule in DATED_RULES:
        yield from dated_rule(group, today)
    if not any(finding.severity is Severity.ERROR for finding in found):
        for last_rule in LAST_RULES:
            yield from last_rule(group, today)


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


def fellowship_misspelt(fields: Fields, vocabulary: Vocabulary) -> Iterator[Finding]:
    """The same of a record with other mistakes, which is no group yet: all of them are said at once."""
    said = fields.get("fellowship")
    if isinstance(said, str) and said.strip().casefold() not in vocabulary.fellowships:
        mend = did_you_mean(said, vocabulary.fellowships) or "see fellowships.yml"
        yield Finding("V02", ("fellowship",), f"{quoted(said)} is not in fellowships.yml", mend)


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
    for number, meeting in enumerate(group.meetings):
        for place, old in enumerate(meeting.was):
            if old in seen:
                message = f"{quoted(old)} is the id of another meeting, or of this one"
                yield Finding("D04", ("meetings", number, "was", place), message, "delete it")
            seen.add(old)


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
    for at, venue in venues(group):
        address = venue.address
        if venue.coordinates is None and (address is None or not (address.street or address.city or address.postcode)):
            yield Finding("G09", (*at, "address"), "is missing: where do they meet?", "write street, city and country")


def place_at_a_pole(group: Group) -> Iterator[Finding]:
    for at, venue in venues(group):
        if venue.coordinates and abs(venue.coordinates[0]) > 85:
            yield Finding("G05", (*at, "coordinates"), "is at a pole", "latitude comes first", Severity.WARNING)


def way_in_missing(group: Group) -> Iterator[Finding]:
    contact = bool(group.contact and (group.contact.email or group.contact.phone or group.contact.website))
    for at, online in onlines(group):
        if not (online.link or online.phone or (online.how_to_join != "open" and contact)):
            yield Finding("G21", at, "how do people join?", "write link: or phone:")


def zone_missing(group: Group) -> Iterator[Finding]:
    """The zone of a place comes from its coordinates; an online room has none."""
    for number, meeting in enumerate(group.meetings):
        venue, online = inherited(group, meeting)
        said = meeting.attendance or group.attendance
        online_only = said is Attendance.ONLINE or (said is None and online is not None and venue is None)
        if online_only and not (meeting.timezone or group.timezone) and not _timeless(meeting):
            mend = "write timezone: and a place, such as Europe/London"
            yield Finding("T06", ("meetings", number, "timezone"), "is missing: an online meeting must say it", mend)


def _timeless(meeting: Meeting) -> bool:
    return meeting.by_appointment or meeting.asynchronous


def link_not_secure(group: Group) -> Iterator[Finding]:
    for at, online in onlines(group):
        if online.link and online.link.startswith("http:"):
            yield Finding("H08", (*at, "link"), "is not secure", "write https://", Severity.WARNING)
    if group.contact and group.contact.website and group.contact.website.startswith("http:"):
        yield Finding("H08", ("contact", "website"), "is not secure", "write https://", Severity.WARNING)


def confirmed_in_the_future(group: Group, today: date) -> Iterator[Finding]:
    if group.confirmed and group.confirmed.on > today + TOMORROW:
        message = f"{group.confirmed.on} has not come yet"
        yield Finding("D06", ("confirmed", "on"), message, "write the day somebody last checked")


def not_confirmed_for_a_year(group: Group, today: date) -> Iterator[Finding]:
    if group.confirmed and today - group.confirmed.on > YEAR:
        message = f"nobody has confirmed this since {group.confirmed.on}"
        yield Finding("D06", ("confirmed", "on"), message, "ask the group, and write the day", Severity.WARNING)


RULES: tuple[Rule, ...] = (
    meeting_id_twice,
    *schedule_checks.RULES,
    attendance_unclear,
    place_missing,
    place_at_a_pole,
    way_in_missing,
    zone_missing,
    link_not_secure,
    *status_checks.RULES,
    *fact_checks.RULES,
    *contradiction_checks.RULES,
    *name_checks.RULES,
    *privacy_checks.RULES,
    *wording_checks.RULES,
    *link_checks.RULES,
)
TEXT_RULES: tuple[TextRule, ...] = (
    *privacy_checks.TEXT_RULES,
    *wording_checks.TEXT_RULES,
    *told_checks.TEXT_RULES,
    *contradiction_checks.TEXT_RULES,
)
WORD_RULES: tuple[WordRule, ...] = (fellowship_unknown, format_unknown)
DATED_RULES: tuple[DatedRule, ...] = (
    confirmed_in_the_future,
    not_confirmed_for_a_year,
    *status_checks.DATED_RULES,
    *fact_checks.DATED_RULES,
)
LAST_RULES: tuple[DatedRule, ...] = (*schedule_checks.DATED_RULES, *status_checks.LAST_RULES)
