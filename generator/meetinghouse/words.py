"""Facts of a meeting said in plain English: attendance, joining, places, dates."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit

from . import converting
from .geo import Precision
from .placed import PlacedMeeting
from .records import Attendance, Camera, HowToJoin, Venue
from .schedule import paused
from .schedule_words import changes_in_words, limits_in_words, when_in_words
from .schedule_words import day_of as day_of
from .schedule_words import full_date as full_date
from .statuses import Meets, VenueClosed

ATTENDANCE = {
    Attendance.IN_PERSON: "In person",
    Attendance.ONLINE: "Online",
    Attendance.HYBRID: "In person and online",
}
HOW_TO_JOIN = {
    HowToJoin.OPEN: "Anyone can join.",
    HowToJoin.PASSCODE: "You need a passcode. Ask the group for it.",
    HowToJoin.ASK_BY_EMAIL: "Ask the group by email, and they will send you the way in.",
    HowToJoin.ASK_BY_PHONE: "Call the group, and they will tell you the way in.",
    HowToJoin.REGISTER: "You need to register first. Ask the group how.",
}
CAMERA = {
    Camera.REQUIRED: "Your camera needs to be on.",
    Camera.OPTIONAL: "You may keep your camera off.",
    Camera.OFF: "Cameras stay off.",
}
SERVICES = {
    "zoom.us": "Zoom",
    "meet.google.com": "Google Meet",
    "teams.microsoft.com": "Teams",
    "teams.live.com": "Teams",
    "meet.jit.si": "Jitsi",
    "webex.com": "Webex",
    "freeconferencecall.com": "FreeConferenceCall",
    "skype.com": "Skype",
    "discord.gg": "Discord",
    "discord.com": "Discord",
}
"""By domain; the finder's `words` in `finder.html` names the same ones."""
WEEKDAYS = tuple(day.capitalize() for day in converting.WEEKDAYS)


def zone_words(meeting: PlacedMeeting, moment: datetime) -> str:
    """`Portland time (UTC−7)`: the venue's town, or the place that names the zone."""
    address = meeting.venue.address if meeting.venue else None
    return _zone_words((address and address.city) or "", meeting.zone, offset_of(moment))


def zone_place(meeting: PlacedMeeting) -> str:
    """`Portland time`, beside an hour of every week: how far that is from UTC changes with the season."""
    address = meeting.venue.address if meeting.venue else None
    return _zone_place((address and address.city) or "", meeting.zone)


@lru_cache(1024)
def _zone_place(town: str, zone: str) -> str:
    return "UTC" if zone == "UTC" else f"{town or zone.rsplit('/', 1)[-1].replace('_', ' ')} time"


@lru_cache(1024)
def _zone_words(town: str, zone: str, offset_minutes: int) -> str:
    """A place and an offset, never an abbreviation: those mean different things to different people."""
    return "UTC" if zone == "UTC" else f"{_zone_place(town, zone)} ({utc_offset(offset_minutes)})"


def utc_offset(minutes: int) -> str:
    """`UTC+5:45`, `UTC−7`, `UTC`."""
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"


def offset_of(moment: datetime) -> int:
    offset = moment.utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


def when_said(meeting: PlacedMeeting) -> str:
    """`Every second Tuesday, 19:30–20:30; every Saturday, 10:00–11:00`."""
    said = [", ".join(part for part in pair if part) for pair in when_in_words(meeting.schedule)]
    return "; ".join([said[0], *(each[:1].lower() + each[1:] for each in said[1:])])


def when_there(meeting: PlacedMeeting) -> str:
    """The same, with the place that the clock belongs to where people join from elsewhere."""
    hours = any(pair[1] for pair in when_in_words(meeting.schedule))
    zone = zone_place(meeting) if hours and meeting.from_elsewhere else ""
    return f"{when_said(meeting)}{' ' if zone == 'UTC' else ', ' if zone else ''}{zone}"


def paused_words(meeting: PlacedMeeting) -> str:
    """`Paused since 1 June 2026, until 1 September 2026. Summer break.`"""
    pause = meeting.paused
    if pause is None:
        return ""
    return f"Paused since {full_date(pause.since)}{_until(pause.until)}.{_why(pause.why)}"


def closed_words(meeting: PlacedMeeting, today: date) -> str:
    """`The building is closed from 20 December 2026 to 10 January 2027. They meet online.`"""
    closed = meeting.closed
    if closed is None or (closed.until and closed.until < today):
        return ""
    began = "since" if closed.since <= today else "from"
    meets = "They meet online meanwhile." if closed.meets is Meets.ONLINE else "They do not meet meanwhile."
    said = f"The building is closed {began} {full_date(closed.since)}{_until(closed.until)}."
    return f"{said} {meets}{_why(closed.why)}"


def _until(until: date | None) -> str:
    return f", until {full_date(until)}" if until else ""


def _why(why: str | None) -> str:
    return f" {why}" if why else ""


def closed_on(closed: VenueClosed | None, on: date) -> bool:
    """Whether nobody can go into the building on that day."""
    return closed is not None and paused((closed.since, closed.until), on)


def notices(meeting: PlacedMeeting, today: date) -> list[str]:
    """What to know before going there soon: a pause, a closed building, dates that are off or elsewhere."""
    said = [paused_words(meeting), closed_words(meeting, today)]
    return [
        *(sentence for sentence in said if sentence),
        *limits_in_words(meeting.schedule, today),
        *changes_in_words(meeting.schedule, today),
    ]


@lru_cache(512)
def service(link: str) -> str:
    """The name of the video service behind a link, or nothing."""
    host = urlsplit(link).hostname or ""
    return next((name for domain, name in SERVICES.items() if host == domain or host.endswith(f".{domain}")), "")


def dial(phone: str) -> str:
    """What follows `tel:`: digits, and pauses for a dial-in code."""
    kept = "".join(character for character in phone if character in "+0123456789,;*#")
    return quote(kept, safe="+,;*")


def address_lines(venue: Venue) -> list[str]:
    """The address as one would write it on an envelope, without the country."""
    address = venue.address
    if address is None:
        return []
    town = " ".join(part for part in (address.city, address.region, address.postcode) if part)
    return [line for line in (address.street, town) if line]


def directions(meeting: PlacedMeeting) -> str:
    """A link to the way there, only where the door or the street is known."""
    at = meeting.at
    if at is None or at.precision not in (Precision.DOOR, Precision.STREET):
        return ""
    return f"https://www.openstreetmap.org/directions?to={at.latitude:.5f}%2C{at.longitude:.5f}"


def where_search(venue: Venue) -> str:
    """A link that looks the address up on a map, for places known only by it."""
    lines = address_lines(venue)
    return f"https://www.openstreetmap.org/search?query={quote(', '.join(lines))}" if lines else ""
