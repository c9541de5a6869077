"""Meetings of one group become one record with several meetings; what they share is written once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..converting import WEEKDAYS
from ..facts import Access, OnlineAccess, VenueAccess
from ..placenames import fold
from ..records import Attendance, fields_of
from ..yaml_text import Fields
from .foreign import ForeignMeeting
from .placing import Filed
from .slugs import slug_for

SHARED = (
    "timezone", "attendance", "venue", "online", "languages", "formats", "proof-of-attendance", "contributions",
    "notes", "paused",
)  # fmt: skip
"""Written at the group when every meeting says the same."""


@dataclass(frozen=True, slots=True)
class ForeignGroup:
    """A group as it will be written, but for its final slug."""

    parts: tuple[str, ...]
    """Folders and file below the records' folder."""
    slug: str
    """What it would like to be called."""
    ids: tuple[str, ...]
    """Of its meetings, in the feed; the first one stands for the group."""
    fields: Fields


def grouped(filed: Iterable[Filed], fellowship: str, today: date) -> list[ForeignGroup]:
    """Every group, in the order of their first meetings' ids."""
    together: dict[tuple[str, ...], list[Filed]] = {}
    for each in sorted(filed, key=lambda each: _natural(each.meeting.id)):
        together.setdefault(_key(each), []).append(each)
    return [_group(members, fellowship, today) for members in together.values()]


def _key(filed: Filed) -> tuple[str, ...]:
    meeting = filed.meeting
    if meeting.group_id:
        return "id", meeting.group_id
    if meeting.group:
        return "group", fold(meeting.group), *filed.parts
    return "name", fold(meeting.name), *filed.parts, _place(meeting)


def _place(meeting: ForeignMeeting) -> str:
    if meeting.attendance is Attendance.ONLINE:
        return meeting.link or meeting.phone
    address = meeting.address
    return fold(f"{address.street} {address.city}") if address.street else f"{fold(meeting.venue)} {meeting.at}"


def _group(members: Sequence[Filed], fellowship: str, today: date) -> ForeignGroup:
    first = members[0].meeting
    name = first.group or first.name
    meetings = _with_ids(sorted(members, key=_by_time), name, today)
    shared = {field: meetings[0][field] for field in SHARED if _same(meetings, field)}
    own = [{key: value for key, value in meeting.items() if key not in shared} for meeting in meetings]
    website = next((each.meeting.website for each in members if each.meeting.website), "")
    fields: Fields = {"group": name, "fellowship": fellowship, **shared}
    if website:
        fields["contact"] = {"website": website}
    fields["meetings"] = own
    on_site = next((each for each in members if each.parts[0] != "online"), members[0])
    wanted = first.group or min((each.meeting.slug for each in members), key=lambda slug: (len(slug), slug))
    ids = tuple(each.meeting.id for each in members)
    return ForeignGroup(on_site.parts, slug_for(first.id, wanted, name), ids, fields)


def _same(meetings: list[Fields], field: str) -> bool:
    return field in meetings[0] and all(meeting.get(field) == meetings[0][field] for meeting in meetings)


def _by_time(filed: Filed) -> tuple[Any, ...]:
    return filed.meeting.days, filed.meeting.start, _natural(filed.meeting.id)


def _with_ids(members: Sequence[Filed], name: str, today: date) -> list[Fields]:
    """The meetings of a group, each with an id that the next import gives again."""
    taken: set[str] = set()
    meetings = []
    for each in members:
        wanted = id_of(each.meeting)
        id_ = next(id_ for number in range(1, 10_000) if (id_ := _numbered(wanted, number)) not in taken)
        taken.add(id_)
        meetings.append({"id": id_, **_meeting(each, name, today)})
    return meetings


def id_of(meeting: ForeignMeeting) -> str:
    """`mon-1900`, `mon-wed-0700`, `daily-0700` or `by-appointment`."""
    if meeting.by_appointment:
        return "by-appointment"
    days = "daily" if len(meeting.days) == 7 else "-".join(WEEKDAYS[day][:3] for day in meeting.days)
    return f"{days}-{meeting.start.replace(':', '')}"


def _numbered(wanted: str, number: int) -> str:
    return wanted if number == 1 else f"{wanted}-{number}"


def _meeting(filed: Filed, group: str, today: date) -> Fields:
    meeting = filed.meeting
    days = [WEEKDAYS[day] for day in meeting.days]
    return _said(
        {
            "name": meeting.name if meeting.name != group else "",
            "day": "every day" if len(days) == 7 else days[0] if len(days) == 1 else days,
            "start": meeting.start,
            "end": meeting.end,
            "minutes": str(meeting.minutes or ""),
            "by-appointment": "yes" if meeting.by_appointment else "",
            "timezone": filed.timezone,
            "attendance": meeting.attendance.value,
            "venue": _venue(meeting) if meeting.attendance is not Attendance.ONLINE else {},
            "online": _online(meeting) if meeting.attendance is not Attendance.IN_PERSON else {},
            "languages": list(meeting.languages),
            "formats": list(meeting.formats),
            "proof-of-attendance": meeting.proof,
            "contributions": meeting.contributions,
            "notes": meeting.notes[:2000].strip(),
            "paused": {"since": today.isoformat(), "why": meeting.paused} if meeting.paused else {},
        }
    )


def _venue(meeting: ForeignMeeting) -> Fields:
    address = meeting.address
    written = _said(
        {
            "street": address.street,
            "city": address.city,
            "region": address.region,
            "postcode": address.postcode,
        }
    )
    return _said(
        {
            "name": meeting.venue,
            "address": {**written, "country": address.country} if address.country else {},
            "coordinates": f"{meeting.at[0]}, {meeting.at[1]}" if meeting.at and meeting.door else "",
            "arrival": meeting.arrival[:2000].strip(),
            "access": _access(meeting, VenueAccess, _facts_of_the_place(meeting)),
        }
    )


def _access(meeting: ForeignMeeting, model: type[Access], facts: Iterable[str]) -> Fields:
    """What a place, or a room online, can have of these facts; a screen has no step."""
    known = fields_of(model)
    kept = dict.fromkeys((fact for fact in facts if fact in known), "yes")
    signed = {"signed-language": list(meeting.signed)} if meeting.signed and "sign-language" in kept else {}
    return {**kept, **signed}


def _facts_of_the_place(meeting: ForeignMeeting) -> Iterable[str]:
    return (fact for fact in meeting.access if meeting.attendance is not Attendance.HYBRID or fact != "captions")


def _online_facts(meeting: ForeignMeeting) -> Iterable[str]:
    """A feed has one word for both: in a hybrid meeting captions are on the screen, and who signs is in the room."""
    hybrid = meeting.attendance is Attendance.HYBRID
    return (fact for fact in meeting.access if not hybrid or fact == "captions")


def _online(meeting: ForeignMeeting) -> Fields:
    return _said(
        {
            "link": meeting.link,
            "phone": meeting.phone,
            "how-to-join": "passcode" if meeting.passcode else "",
            "camera": meeting.camera,
            "access": _access(meeting, OnlineAccess, _online_facts(meeting)),
            "notes": meeting.online_notes[:2000].strip(),
        }
    )


def _said(fields: Fields) -> Fields:
    return {key: value for key, value in fields.items() if value}


def _natural(id: str) -> tuple[tuple[int, str], ...]:  # noqa: A002
    """9 before 10."""
    parts = (part for part in re.split(r"([0-9]+)", id) if part)
    return tuple((int(part), "") if re.fullmatch("[0-9]+", part) else (-1, part) for part in parts)
