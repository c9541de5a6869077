"""Facts of a meeting said in plain English: attendance, joining, access, places, dates."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit

from .directory import PlacedMeeting
from .geo import Precision
from .records import AccessFact, Answer, Attendance, Camera, HowToJoin, Venue
from .shards import ACCESS_LABELS

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
ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "not known"}
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
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(2048)
def day_of(on: date) -> str:
    """`Tuesday 24 November`."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"


@lru_cache(2048)
def full_date(on: date) -> str:
    """`24 November 2026`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def zone_words(meeting: PlacedMeeting, moment: datetime) -> str:
    """`Portland time (UTC−7)`: the venue's town, or the place that names the zone."""
    address = meeting.venue.address if meeting.venue else None
    return _zone_words((address and address.city) or "", meeting.zone, offset_of(moment))


@lru_cache(1024)
def _zone_words(town: str, zone: str, offset_minutes: int) -> str:
    """A place and an offset, never an abbreviation: those mean different things to different people."""
    place = town or zone.rsplit("/", 1)[-1].replace("_", " ")
    return "UTC" if zone == "UTC" else f"{place} time ({utc_offset(offset_minutes)})"


def utc_offset(minutes: int) -> str:
    """`UTC+5:45`, `UTC−7`, `UTC`."""
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"


def offset_of(moment: datetime) -> int:
    offset = moment.utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


def paused_words(meeting: PlacedMeeting) -> str:
    """`Paused since 1 June 2026, until 1 September 2026. Summer break.`"""
    paused = meeting.paused
    if paused is None:
        return ""
    until = f", until {full_date(paused.until)}" if paused.until else ""
    why = f" {paused.why}" if paused.why else ""
    return f"Paused since {full_date(paused.since)}{until}.{why}"


def paused_on(meeting: PlacedMeeting, on: date) -> bool:
    """Whether the meeting does not meet on that day."""
    paused = meeting.paused
    return bool(paused and paused.since <= on and (paused.until is None or on <= paused.until))


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


def access_words(venue: Venue) -> list[tuple[str, str]]:
    """Every fact that was asked, with its answer; unknown is not no."""
    return [(ACCESS_LABELS[fact], ANSWERS[venue.access[fact]]) for fact in AccessFact if fact in venue.access]


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
