"""schema.org data of a group's page: the series with its rule, and the next dated meetings.

Google wants dated `Event`s with the offset of that date; others read `eventSchedule`. A way in that a group gates is
never here, nor anybody's name (design, section 6; schema.org `EventSeries`, `Schedule`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import orjson
from markupsafe import Markup

from .geo import Precision
from .placed import PlacedGroup, PlacedMeeting
from .records import Attendance, HowToJoin
from .schedule import Occurrence, On, Schedule
from .schedule_words import clock
from .shards import script_safe
from .timezones import zone_info
from .words import closed_on

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MODE = {
    Attendance.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Attendance.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Attendance.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def group_data(group: PlacedGroup, url: str, fellowship: str, dated: Mapping[str, Sequence[Occurrence]]) -> Markup:
    """A `script` element's content; `url` is the page's absolute address, `dated` the next dates by meeting."""
    series = [_series(group, meeting, url, fellowship, dated.get(meeting.id, ())) for meeting in group.meetings]
    data = {"@context": "https://schema.org", "@graph": series}
    return Markup(script_safe(orjson.dumps(data)).decode())  # noqa: S704 (escaped just now)


def _series(
    group: PlacedGroup, meeting: PlacedMeeting, url: str, fellowship: str, upcoming: Sequence[Occurrence]
) -> dict[str, Any]:
    address = f"{url}#{meeting.id}"
    shared = _shared(group, meeting, url, fellowship)
    series = {"@type": "EventSeries", "@id": address, "url": address, **shared}
    if schedules := [row for one in meeting.schedule.each for row in _schedules(meeting, one)]:
        series["eventSchedule"] = schedules[0] if len(schedules) == 1 else schedules
    if not meeting.schedule.timeless:
        dated = [
            _event(one, address, shared, _moved_from(meeting, one)) | _closed(meeting, one, url) for one in upcoming
        ]
        off = [_cancelled(meeting, each, address, shared) for each in _cancelled_soon(meeting, upcoming)]
        series["subEvent"] = dated + off
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


def _room(meeting: PlacedMeeting, url: str, *, meanwhile: bool = False) -> dict[str, Any] | None:
    online = meeting.online
    if online is None or not (meeting.from_elsewhere or meanwhile):
        return None
    everyone = online.how_to_join is HowToJoin.OPEN and online.link
    return {"@type": "VirtualLocation", "url": everyone or url}


def _schedules(meeting: PlacedMeeting, schedule: Schedule) -> Iterator[dict[str, Any]]:
    """One for the days of every week, or of every so many, and one for those of the month. Set dates have none."""
    weekly = [f"https://schema.org/{DAYS[rule.weekday]}" for rule in schedule.days if not rule.nth]
    monthly = [f"{rule.nth}{CODES[rule.weekday]}" for rule in schedule.days if rule.nth]
    if weekly:
        yield _repeated(meeting, schedule, f"P{schedule.every}W", weekly)
    if monthly:
        yield _repeated(meeting, schedule, "P1M", monthly)


def _repeated(meeting: PlacedMeeting, schedule: Schedule, often: str, days: list[str]) -> dict[str, Any]:
    begins = [day for day in (schedule.starts, schedule.anchor) if day]
    limits = {
        "startDate": max(begins).isoformat() if begins else "",
        "endDate": schedule.ends.isoformat() if schedule.ends else "",
        "byMonth": months_of(schedule.season) if schedule.season else [],
        "exceptDate": [off.date.isoformat() for off in schedule.off],
    }
    return {
        "@type": "Schedule",
        "repeatFrequency": often,
        "byDay": days,
        "startTime": clock(schedule.start),
        "endTime": clock(schedule.start + schedule.minutes),
        "duration": f"PT{schedule.minutes}M",
        "scheduleTimezone": meeting.zone,
        **{name: value for name, value in limits.items() if value},
    }


def months_of(season: tuple[int, int]) -> list[int]:
    """The months that a season touches."""
    first, last = season[0] // 100, season[1] // 100
    if season[0] <= season[1]:
        return list(range(first, last + 1))
    return [month for month in range(1, 13) if month >= first or month <= last]


def _moved_from(meeting: PlacedMeeting, occurrence: Occurrence) -> datetime | None:
    """When it would have been, had it not been moved."""
    at = On(occurrence.start.date(), occurrence.start.hour * 60 + occurrence.start.minute)
    for schedule in meeting.schedule.each:
        for move in schedule.moves:
            if move.to == at and move.from_ != at.date:
                return _wall(move.from_, schedule.start, meeting.zone)
    return None


def _wall(on: date, minute: int, zone: str) -> datetime:
    return datetime.combine(on, time(minute // 60, minute % 60), zone_info(zone))


def _closed(meeting: PlacedMeeting, occurrence: Occurrence, url: str) -> dict[str, Any]:
    """While nobody can go into the building."""
    if not closed_on(meeting.closed, occurrence.start.date()):
        return {}
    return {
        "eventAttendanceMode": MODE[Attendance.ONLINE],
        "eventStatus": "https://schema.org/EventMovedOnline",
        "location": _room(meeting, url, meanwhile=True),
    }


def _cancelled_soon(meeting: PlacedMeeting, upcoming: Sequence[Occurrence]) -> Iterator[tuple[Schedule, date]]:
    """Dates that are off, between a week before the first of those that are said and the last."""
    if not upcoming:
        return
    first, last = upcoming[0].start.date() - timedelta(days=7), upcoming[-1].start.date()
    for schedule in meeting.schedule.each:
        moved = {move.from_ for move in schedule.moves}
        yield from ((schedule, off.date) for off in schedule.off if first <= off.date <= last and off.date not in moved)


def _cancelled(
    meeting: PlacedMeeting, off: tuple[Schedule, date], address: str, shared: Mapping[str, Any]
) -> dict[str, Any]:
    schedule, on = off
    start = _wall(on, schedule.start, meeting.zone)
    end = (start.astimezone(UTC) + timedelta(minutes=schedule.minutes)).astimezone(start.tzinfo)
    return _event(Occurrence(start, end), address, shared) | {"eventStatus": "https://schema.org/EventCancelled"}


def _event(
    occurrence: Occurrence, address: str, shared: Mapping[str, Any], moved_from: datetime | None = None
) -> dict[str, Any]:
    moved = {"previousStartDate": moved_from.isoformat()} if moved_from else {}
    return {
        "@type": "Event",
        "startDate": occurrence.start.isoformat(),
        "endDate": occurrence.end.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Rescheduled' if moved else 'Scheduled'}",
        **moved,
        "superEvent": {"@id": address},
        "url": address,
        **shared,
    }
