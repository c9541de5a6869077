"""Meeting Guide JSON: one list of flat objects, weekly meetings only, Sunday is 0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..placenames import fold
from ..records import Attendance
from .addresses import NOT_A_PLACE, country_named, parts_of, said_country
from .foreign import Address, Feed, ForeignMeeting, Remark, Setting
from .foreign_record import Foreign, LeftOut, known_as
from .meanings import Fact, meaning_of, meeting_guide_codes
from .plain import minute_of, plain, time_of
from .strict import json_of, records_of
from .taking_part import Hints, taking_part

SUNDAY_FIRST = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
USED = frozenset({
    "name", "slug", "id", "day", "time", "end_time", "timezone", "formatted_address", "address", "city", "state",
    "postal_code", "country", "region", "sub_region", "regions", "conference_url", "conference_url_notes",
    "conference_phone", "conference_phone_notes", "types", "notes", "location", "location_notes", "latitude",
    "longitude", "coordinates", "approximate", "group", "group_id", "group_notes", "website", "attendance_option",
    "entity",
})  # fmt: skip
ATTENDANCE = {"in_person": Attendance.IN_PERSON, "online": Attendance.ONLINE, "hybrid": Attendance.HYBRID}


def read(raw: bytes, setting: Setting) -> Feed:
    """The meetings of a feed.

    Raises:
        Problems: it is not JSON, not a list, or empty.
    """
    remarks: list[Remark] = []
    codes = meeting_guide_codes(setting.vocabulary, setting.fellowship)
    rows = json_of(raw, setting.name)
    meetings, ignored = [], set()
    for number, fields in records_of(rows, setting.name, remarks):
        ignored |= {name for name, value in fields.items() if name not in USED and value not in (None, "", [], {})}
        try:
            meetings.append(
                _meeting(
                    Foreign(fields, known_as(number, fields.get("slug"), fields.get("id")), remarks), setting, codes
                )
            )
        except LeftOut:
            continue
    return Feed(len(rows), tuple(meetings), tuple(remarks), tuple(sorted(ignored)))


def _meeting(foreign: Foreign, setting: Setting, codes: Mapping[str, tuple[Fact, ...]]) -> ForeignMeeting:
    name = foreign.name("name") or foreign.name("group") or foreign.leave_out("name", "is missing", "Y48")
    days, start, end = _when(foreign)
    meaning = meaning_of(_types(foreign), codes)
    if meaning.unknown:
        foreign.remark("types", f"{', '.join(meaning.unknown)[:80]}: nobody told us what it means", "V03")
    address = _address(foreign, setting)
    link, (phone, cut) = foreign.link("conference_url"), foreign.dial("conference_phone")
    asks = cut or foreign.asks_for_password("conference_url_notes", "conference_phone_notes")
    vague = foreign.said("approximate").lower() == "yes"
    part = taking_part(foreign, _hints(foreign, address, meaning.attendance, vague, bool(link or phone)))
    if "pwd=" in link:
        foreign.remark("conference_url", "holds a password: whoever sees the link can join", "P07")
    notes = "\n\n".join(filter(None, (part.note, _several(foreign, "notes", "group_notes"))))
    return ForeignMeeting(
        id=foreign.id,
        slug=_slug(foreign),
        name=name,
        group=foreign.name("group"),
        group_id=foreign.line("group_id"),
        days=days,
        start=start,
        end=end,
        by_appointment=not days,
        timezone=foreign.zone("timezone"),
        attendance=part.attendance,
        paused=part.paused,
        venue=foreign.name("location"),
        address=address,
        regions=_regions(foreign),
        arrival=foreign.note("location_notes"),
        access=meaning.access,
        signed=meaning.signed,
        proof=meaning.proof,
        contributions=meaning.contributions,
        at=foreign.point("latitude", "longitude"),
        door=not vague,
        link=link,
        phone=phone,
        passcode="pwd=" not in link and asks,
        camera=meaning.camera,
        online_notes=_several(foreign, "conference_url_notes", "conference_phone_notes"),
        formats=meaning.formats,
        languages=meaning.languages,
        notes=notes,
        website=foreign.link("website"),
        body=foreign.line("entity"),
    )


def _when(foreign: Foreign) -> tuple[tuple[int, ...], str, str]:
    """Days, start and end; all empty for a meeting by appointment."""
    said_day, said_time = foreign.fields.get("day"), foreign.fields.get("time")
    if said_day in (None, "", []) and said_time in (None, ""):
        return (), "", ""
    days = _days(foreign, said_day)
    start = time_of(said_time)
    if not start:
        foreign.leave_out("time", f"{said_time!r:.40} is not a time of day", "I02")
    if said_time != start:
        foreign.remark("time", f"{said_time!r:.40} is read as {start}", "I02")
    return days, start, _end(foreign, start)


def _days(foreign: Foreign, said: Any) -> tuple[int, ...]:
    several = said if isinstance(said, list) else [said]
    days = [day for each in several if (day := _day(each)) is not None]
    if not days or len(days) < len(several):
        foreign.leave_out("day", f"{said!r:.40} is not a day (0 is Sunday, 6 is Saturday)", "I02")
    if not all(re.fullmatch("[0-6]", str(each)) for each in several):
        foreign.remark("day", f"{said!r:.40} is read as {', '.join(SUNDAY_FIRST[day] for day in days)}", "I02")
    return tuple(sorted({(day - 1) % 7 for day in days}))


def _day(said: Any) -> int | None:
    """Sunday is 0 here; `1`, `"1"`, `1.0` and `"Monday"` are all Monday."""
    if isinstance(said, bool):
        return None
    if isinstance(said, int | float):
        return int(said) if said in range(7) else None
    text = said.strip().lower() if isinstance(said, str) and said.isascii() else ""
    if text in SUNDAY_FIRST:
        return SUNDAY_FIRST.index(text)
    return int(text) if re.fullmatch("[0-6]", text) else None


def _end(foreign: Foreign, start: str) -> str:
    """Nothing when it is not said; the build then shows an hour, and says that it assumes it."""
    said = foreign.fields.get("end_time")
    if said in (None, ""):
        return ""
    end = "00:00" if said in ("24:00", "24:00:00") else time_of(said)
    length = (minute_of(end) - minute_of(start)) % 1440 if end else 0
    if not end:
        foreign.remark("end_time", f"{said!r:.40} is not a time of day, so it is left away", "I02")
    elif not length or (end == "00:00" and length > 240):
        foreign.remark("end_time", f"{end} most likely means that nobody knows, so it is left away", "I08")
    elif length > 12 * 60:
        foreign.remark("end_time", f"{start} to {end} is more than 12 hours, so the end is left away", "T03")
    else:
        return end
    return ""


def _types(foreign: Foreign) -> list[str]:
    said = foreign.fields.get("types")
    if isinstance(said, str) and said.strip():
        foreign.remark("types", "is text and not a list, and is read as a list", "I02")
        said = said.split(",")
    if said in (None, ""):
        return []
    if not isinstance(said, list):
        foreign.remark("types", "is not a list, so it is left away", "I02")
        return []
    if any(not isinstance(code, str) for code in said):
        foreign.remark("types", "holds something that is not a code; that is left away", "I02")
    return list(dict.fromkeys(code.strip() for code in said if isinstance(code, str) and code.strip()))


def _address(foreign: Foreign, setting: Setting) -> Address:
    """Its parts where the feed has them, else the one line taken apart."""
    street, city, region = foreign.line("address"), foreign.line("city"), foreign.line("state")
    said = foreign.line("country")
    if not city and (line := foreign.line("formatted_address") or street):
        parts = parts_of(line, country_named(said) or setting.country, setting.gazetteer)
        if fold(line) not in NOT_A_PLACE:
            return parts
        street = ""
    if fold(street) in NOT_A_PLACE:
        street = ""
    country = said_country(said, region, city, setting.gazetteer) or setting.country
    if not country and (line := foreign.line("formatted_address")):
        country = parts_of(line, "", setting.gazetteer).country
    return Address(street, city, region, foreign.line("postal_code"), country)


def _hints(foreign: Foreign, address: Address, codes: frozenset[str], vague: bool, way_in: bool) -> Hints:
    """A town alone is where an online meeting says it is; without a way in it is all we know of a place."""
    street = bool(address.street) and not vague
    somewhere = bool(address.city or address.postcode or address.street or foreign.fields.get("latitude"))
    option = foreign.said("attendance_option").lower().replace("-", "_")
    said = ATTENDANCE.get(option)
    if said is None and not (street and way_in) and ("online" in codes or _meant_online(foreign, street)):
        said = Attendance.ONLINE
    closed = "venue-closed" in codes or option == "inactive"
    return Hints(place=street or (not way_in and somewhere), way_in=way_in, said=said, closed=closed)


def _several(foreign: Foreign, *names: str) -> str:
    """What several fields say, each thing once."""
    return "\n\n".join(dict.fromkeys(said for name in names if (said := foreign.note(name))))


def _meant_online(foreign: Foreign, street: bool) -> bool:
    """A link that cannot be used, or `Online` where the street should be, does not make a town a place to meet."""
    if fold(foreign.said("address") or foreign.said("formatted_address")) in NOT_A_PLACE - {""}:
        return True
    return not street and any(foreign.fields.get(name) for name in ("conference_url", "conference_phone"))


def _regions(foreign: Foreign) -> tuple[str, ...]:
    said = foreign.fields.get("regions")
    if isinstance(said, str):
        said = said.split(">")
    words = [text for each in said if isinstance(each, str) and (text := plain(each))] if isinstance(said, list) else []
    return tuple(words) or tuple(filter(None, (foreign.line("region"), foreign.line("sub_region"))))


def _slug(foreign: Foreign) -> str:
    said = foreign.line("slug")
    if not said:
        foreign.remark("slug", "is missing, so the address is made from the name", "I04")
    return said
