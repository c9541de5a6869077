"""BMLT semantic JSON: every value is text, Sunday is 1, and how one takes part hides among the formats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..records import Attendance
from .addresses import said_country
from .foreign import Address, Feed, ForeignMeeting, Remark, Setting
from .foreign_record import Foreign, LeftOut, known_as
from .meanings import Fact, Meaning, bmlt_codes, meaning_of
from .plain import time_of
from .strict import json_of, records_of
from .taking_part import Hints, taking_part

VENUE_TYPES = {"1": Attendance.IN_PERSON, "2": Attendance.ONLINE, "3": Attendance.HYBRID}
WORLD_IDS = {
    "B": "BEG", "BT": "BT", "C": "CLOSED", "CH": "CH", "CL": "CAN", "D": "DISC", "GL": "GL", "IP": "IP", "IW": "IW",
    "JT": "JFT", "M": "M", "NC": "NC", "O": "OPEN", "RF": "VAR", "SD": "S-D", "SG": "SWG", "So": "SPK", "St": "STEP",
    "To": "TOP", "Tr": "TRAD", "TW": "TRAD", "W": "W", "WC": "WCHR", "YP": "Y", "BK": "LIT", "NS": "NS", "AB": "QA",
    "ME": "MED", "RA": "RA", "QA": "QA", "CW": "CW", "CP": "CPT", "LC": "LC", "GP": "GP", "VM": "VM", "TC": "TC",
    "HY": "HYBR", "SPAD": "SPAD",
}  # fmt: skip
"""Of the English keys that a new server starts with, for a feed that comes without its list of formats."""
OPEN_ENDED = "24:00:00"
USED = frozenset({
    "id_bigint", "weekday_tinyint", "venue_type", "start_time", "duration_time", "time_zone", "formats",
    "format_shared_id_list", "published", "worldid_mixed", "service_body_bigint", "service_body_name", "longitude",
    "latitude", "meeting_name", "location_text", "location_info", "location_street", "location_city_subsection",
    "location_neighborhood", "location_municipality", "location_sub_province", "location_province",
    "location_postal_code_1", "location_nation", "comments", "train_lines", "bus_lines", "phone_meeting_number",
    "virtual_meeting_link", "virtual_meeting_additional_info",
})  # fmt: skip
NEVER = re.compile(r"contact|email|admin|user|shared_group|distance_|lang_enum|root_server|zone$")
"""Fields that name persons, and those that only a server needs: not imported, not even mentioned."""


def read(raw: bytes, setting: Setting) -> Feed:
    """The published meetings of a GetSearchResults answer, alone or together with its formats.

    Raises:
        Problems: it is not JSON, not a list of meetings, or empty.
    """
    remarks: list[Remark] = []
    answer = json_of(raw, setting.name)
    rows: Any = answer.get("meetings") if isinstance(answer, dict) else answer
    listed = json_of(setting.formats, setting.name) if setting.formats else []
    if not listed and isinstance(answer, dict):
        listed = answer.get("formats") or []
    formats, codes = _formats(listed), bmlt_codes(setting.vocabulary)
    meetings, ignored = [], set()
    for number, fields in records_of(rows, setting.name, remarks):
        ignored |= {name for name, said in fields.items() if said and name not in USED and not NEVER.search(name)}
        try:
            foreign = Foreign(_unlabelled(fields), known_as(number, fields.get("id_bigint")), remarks)
            meetings.append(_meeting(foreign, setting, formats, codes))
        except LeftOut:
            continue
    return Feed(len(rows), tuple(meetings), tuple(remarks), tuple(sorted(ignored)))


def _unlabelled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """`Bus Lines#@-@#M60` is an old way to store a label with its value."""
    return {name: said.rsplit("#@-@#", 1)[-1] if isinstance(said, str) else said for name, said in fields.items()}


def _meeting(
    foreign: Foreign, setting: Setting, formats: Mapping[str, str], codes: Mapping[str, tuple[Fact, ...]]
) -> ForeignMeeting:
    if str(foreign.fields.get("published", "1")) == "0" or foreign.fields.get("worldid_mixed") == "deleted":
        foreign.leave_out("published", "is not published", "M02")
    name = foreign.name("meeting_name") or foreign.leave_out("meeting_name", "is missing", "Y48")
    day = _weekday(foreign)
    start = time_of(foreign.fields.get("start_time")) or foreign.leave_out(
        "start_time", f"{foreign.fields.get('start_time')!r:.40} is not a time of day", "I02"
    )
    meaning = meaning_of(_codes(foreign, formats), codes)
    if meaning.unknown:
        foreign.remark("formats", f"{', '.join(meaning.unknown)[:80]}: nobody told us what it means", "V03")
    address = _address(foreign, setting)
    link, (phone, cut) = foreign.link("virtual_meeting_link"), foreign.dial("phone_meeting_number")
    part = taking_part(foreign, _hints(foreign, address, meaning, bool(link or phone)))
    if "pwd=" in link:
        foreign.remark("virtual_meeting_link", "holds a password: whoever sees the link can join", "P07")
    asks = cut or foreign.asks_for_password("virtual_meeting_additional_info")
    return ForeignMeeting(
        id=foreign.id,
        slug=f"{name} {foreign.id}",
        name=name,
        days=(day,),
        start=start,
        minutes=_minutes(foreign),
        timezone=foreign.zone("time_zone"),
        attendance=part.attendance,
        paused=part.paused,
        venue=foreign.name("location_text"),
        address=address,
        regions=tuple(filter(None, (foreign.line("location_sub_province"), foreign.line("location_neighborhood")))),
        arrival=_arrival(foreign),
        access=meaning.access,
        signed=meaning.signed,
        proof=meaning.proof,
        contributions=meaning.contributions,
        at=foreign.point("latitude", "longitude") if part.attendance is not Attendance.ONLINE else None,
        link=link,
        phone=phone,
        passcode="pwd=" not in link and asks,
        camera=meaning.camera,
        online_notes=foreign.note("virtual_meeting_additional_info"),
        formats=meaning.formats,
        languages=meaning.languages,
        notes="\n\n".join(filter(None, (part.note, foreign.note("comments")))),
        body=str(foreign.fields.get("service_body_bigint") or ""),
    )


def _weekday(foreign: Foreign) -> int:
    said = str(foreign.fields.get("weekday_tinyint"))
    if not re.fullmatch("[1-7]", said):
        foreign.leave_out("weekday_tinyint", f"{said!r:.40} is not a day (1 is Sunday, 7 is Saturday)", "I02")
    return (int(said) - 2) % 7


def _minutes(foreign: Foreign) -> int:
    """Zero when it is not said; the build then shows an hour, and says that it assumes it."""
    said = foreign.fields.get("duration_time") or "00:00:00"
    if said == OPEN_ENDED:
        foreign.remark("duration_time", "has no fixed end, so 60 minutes are assumed", "I08")
        return 60
    found = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?", str(said), re.ASCII)
    length = int(found[1]) * 60 + int(found[2]) if found else 0
    if not found or length > 12 * 60:
        foreign.remark("duration_time", f"{said!r:.40} cannot be right, so it is left away", "T03" if found else "I02")
        return 0
    return length


def _formats(rows: Any) -> dict[str, str]:
    """What a server's format ids and keys mean: a world id, or the key where there is none. English keys decide."""
    meant: dict[str, str] = {}
    listed = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    for row in sorted(listed, key=lambda row: row.get("lang") == "en"):
        key, world = str(row.get("key_string") or ""), str(row.get("world_id") or "")
        code = f"key:{key}" if world in ("", "LANG") else world
        meant |= {str(row.get("id")): code, f"key:{key}": code}
    return meant


def _codes(foreign: Foreign, formats: Mapping[str, str]) -> list[str]:
    """By id where the server's list is known, else by the keys of a new English server."""
    ids = str(foreign.fields.get("format_shared_id_list") or "").split(",")
    known = [formats[each] for each in ids if each in formats]
    if known:
        return list(dict.fromkeys(known))
    keys = [key.strip() for key in str(foreign.fields.get("formats") or "").split(",") if key.strip()]
    return list(dict.fromkeys(formats.get(f"key:{key}") or WORLD_IDS.get(key) or f"key:{key}" for key in keys))


def _address(foreign: Foreign, setting: Setting) -> Address:
    city = foreign.line("location_municipality", "location_city_subsection")
    region = foreign.line("location_province")
    return Address(
        foreign.line("location_street"),
        city,
        region,
        foreign.line("location_postal_code_1"),
        said_country(foreign.line("location_nation"), region, city, setting.gazetteer) or setting.country,
    )


def _hints(foreign: Foreign, address: Address, meaning: Meaning, way_in: bool) -> Hints:
    said = VENUE_TYPES.get(str(foreign.fields.get("venue_type")))
    listed = next((each for each in ("hybrid", "online") if each in meaning.attendance), None)
    if said is not None and listed and listed != said:
        foreign.remark("venue_type", f"says {said}, but a format says {listed}; the first is believed", "G20")
    if said is None and listed:
        said = Attendance(listed)
    exact = bool(address.street or address.postcode)
    somewhere = bool(address.city) or bool(foreign.fields.get("latitude"))
    place = exact or (somewhere and (said is Attendance.IN_PERSON or not way_in))
    closed = "venue-closed" in meaning.attendance
    if said is Attendance.ONLINE and not closed:
        place = False
    return Hints(place=place, way_in=way_in, said=said, closed=closed)


def _arrival(foreign: Foreign) -> str:
    lines = [foreign.note("location_info")]
    for name, label in (("train_lines", "Train"), ("bus_lines", "Bus")):
        if said := foreign.note(name):
            lines.append(f"{label}: {said}")
    return "\n".join(filter(None, lines))
