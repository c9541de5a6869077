"""schema.org data of a group's page: the series with its rule, and the next dated meetings.

Google wants dated `Event`s with the offset of that date; others read `eventSchedule`. A way in that a group gates is
never here, nor anybody's name (design, section 6; schema.org `EventSeries`, `Schedule`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from markupsafe import Markup

from .directory import PlacedGroup, PlacedMeeting
from .geo import Precision
from .records import Attendance, HowToJoin
from .schedule import Occurrence, clock
from .shards import script_safe

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MODE = {
    Attendance.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Attendance.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Attendance.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def group_data(
    group: PlacedGroup, url: str, fellowship: str, upcoming: Mapping[str, Sequence[Occurrence]], dated: int
) -> Markup:
    """A `script` element's content; `url` is the page's absolute address, `dated` how many dates each meeting gets."""
    series = [
        _series(group, meeting, url, fellowship, upcoming.get(meeting.id, ())[:dated]) for meeting in group.meetings
    ]
    data = {"@context": "https://schema.org", "@graph": series}
    return Markup(script_safe(orjson.dumps(data)).decode())  # noqa: S704 (escaped just now)


def _series(
    group: PlacedGroup, meeting: PlacedMeeting, url: str, fellowship: str, upcoming: Sequence[Occurrence]
) -> dict[str, Any]:
    address = f"{url}#{meeting.id}"
    shared = _shared(group, meeting, url, fellowship)
    series = {"@type": "EventSeries", "@id": address, "url": address, **shared}
    if meeting.schedule.days:
        series["eventSchedule"] = _schedule(meeting)
        series["subEvent"] = [_event(occurrence, address, shared) for occurrence in upcoming]
    return series


def _shared(group: PlacedGroup, meeting: PlacedMeeting, url: str, fellowship: str) -> dict[str, Any]:
    shared: dict[str, Any] = {
        "name": meeting.name or group.group.name,
        "eventAttendanceMode": MODE[meeting.attendance],
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": f"{group.group.name} ({fellowship})", "url": url},
    }
    if meeting.languages:
        shared["inLanguage"] = list(meeting.languages)
    places = [place for place in (_place(meeting), _room(meeting, url)) if place]
    shared["location"] = places[0] if len(places) == 1 else places
    return shared


def _place(meeting: PlacedMeeting) -> dict[str, Any] | None:
    venue = meeting.venue
    if venue is None:
        return None
    place: dict[str, Any] = {"@type": "Place", "name": venue.name or "Meeting place"}
    if address := venue.address:
        parts = {
            "streetAddress": address.street,
            "addressLocality": address.city,
            "addressRegion": address.region,
            "postalCode": address.postcode,
            "addressCountry": address.country,
        }
        place["address"] = {"@type": "PostalAddress", **{name: part for name, part in parts.items() if part}}
    if meeting.at and meeting.at.precision in (Precision.DOOR, Precision.STREET):
        at = meeting.at
        place["geo"] = {"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude}
    return place


def _room(meeting: PlacedMeeting, url: str) -> dict[str, Any] | None:
    online = meeting.online
    if online is None:
        return None
    everyone = online.how_to_join is HowToJoin.OPEN and online.link
    return {"@type": "VirtualLocation", "url": everyone or url}


def _schedule(meeting: PlacedMeeting) -> dict[str, Any] | list[dict[str, Any]]:
    """One for the days of every week, one for those of the month."""
    weekly = [f"https://schema.org/{DAYS[rule.weekday]}" for rule in meeting.schedule.days if not rule.nth]
    monthly = [f"{rule.nth}{CODES[rule.weekday]}" for rule in meeting.schedule.days if rule.nth]
    schedules = [_repeated(meeting, often, days) for often, days in (("P1W", weekly), ("P1M", monthly)) if days]
    return schedules[0] if len(schedules) == 1 else schedules


def _repeated(meeting: PlacedMeeting, often: str, days: list[str]) -> dict[str, Any]:
    schedule = meeting.schedule
    return {
        "@type": "Schedule",
        "repeatFrequency": often,
        "byDay": days,
        "startTime": clock(schedule.start),
        "endTime": clock(schedule.start + schedule.minutes),
        "duration": f"PT{schedule.minutes}M",
        "scheduleTimezone": meeting.zone,
    }


def _event(occurrence: Occurrence, address: str, shared: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Event",
        "startDate": occurrence.start.isoformat(),
        "endDate": occurrence.end.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "superEvent": {"@id": address},
        "url": address,
        **shared,
    }
