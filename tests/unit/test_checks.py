"""Each rule: records that break it, and records that do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from meetinghouse import checks, yaml_text
from meetinghouse.compiling import length
from meetinghouse.findings import Finding
from meetinghouse.problems import Severity
from meetinghouse.records import Group
from samples import PLAIN, TODAY, WORDS, changed, with_line

VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ROOM = "online: {link: https://rooms.example.org/canal}\n"
ZONE = "timezone: Europe/London\n"
ONLINE = changed(VENUE, ROOM + ZONE)
HOURS = "    start: 19:30\n    end: 20:30\n"
APPOINTMENT = changed("    day: tuesday\n" + HOURS, "    by-appointment: yes\n")
SECOND = "  - id: fri\n    day: friday\n    start: 19:30\n"


EVERY = (checks.understood, *checks.RULES, *checks.WORD_RULES, *checks.DATED_RULES, *checks.LAST_RULES)


def fields(record: str) -> Any:
    return yaml_text.read(record, "x.yml", [])


def group(record: str) -> Group:
    return Group.model_validate(fields(record))


def found(rule: str, record: str) -> list[Finding]:
    function: Any = {each.__name__: each for each in EVERY}[rule]
    answer: Iterator[Finding]
    if rule == "understood":
        answer = function(fields(record))
    elif function in checks.WORD_RULES:
        answer = function(group(record), WORDS)
    elif function in (*checks.DATED_RULES, *checks.LAST_RULES):
        answer = function(group(record), TODAY)
    else:
        answer = function(group(record))
    return list(answer)


E, W = Severity.ERROR, Severity.WARNING
BROKEN = [
    ("fellowship_unknown", changed("aa", "aaa"), "V02", E, "fellowship"),
    ("format_unknown", changed("[open]", "[open, opne]"), "V03", E, "formats.1"),
    ("format_unknown", PLAIN + "    formats: [opne]\n", "V03", E, "meetings.0.formats.0"),
    ("meeting_id_twice", PLAIN + SECOND.replace("fri", "tue", 1), "D01", E, "meetings.1.id"),
    ("schedule_incomplete", changed("    day: tuesday\n", ""), "Y48", E, "meetings.0.day"),
    ("schedule_incomplete", changed("    start: 19:30\n", ""), "Y48", E, "meetings.0.start"),
    ("schedule_incomplete", changed("end: 20:30", "end: 20:30\n    minutes: 60"), "T04", E, "meetings.0.minutes"),
    ("schedule_incomplete", changed("end: 20:30", "end: 19:30"), "T03", E, "meetings.0.end"),
    ("schedule_incomplete", changed(HOURS, "    by-appointment: yes\n"), "R10", E, "meetings.0.day"),
    ("meeting_long", changed("end: 20:30", "end: 07:31"), "T03", W, "meetings.0"),
    ("meeting_long", changed("end: 20:30", "minutes: 1440"), "T03", W, "meetings.0"),
    ("attendance_unclear", ROOM + PLAIN, "G20", E, "meetings.0.attendance"),
    ("attendance_unclear", changed(VENUE, ""), "G09", E, "meetings.0"),
    ("attendance_unclear", with_line("attendance: hybrid"), "G10", E, "meetings.0.online"),
    ("attendance_unclear", with_line("attendance: online"), "G10", E, "meetings.0.online"),
    ("attendance_unclear", with_line("attendance: hybrid", ONLINE), "G10", E, "meetings.0.venue"),
    ("attendance_unclear", with_line("attendance: in-person", ONLINE), "G10", E, "meetings.0.venue"),
    ("attendance_unclear", PLAIN + "    attendance: hybrid\n", "G10", E, "meetings.0.online"),
    ("place_missing", changed(VENUE, "venue: {name: Mill Hall}\n"), "G09", E, "venue.address"),
    ("place_missing", changed(VENUE, "venue: {address: {region: Kent, country: GB}}\n"), "G09", E, "venue.address"),
    ("place_missing", PLAIN + "    venue: {name: Elsewhere}\n", "G09", E, "meetings.0.venue.address"),
    ("place_at_a_pole", changed("53.79", "-89.9"), "G05", W, "venue.coordinates"),
    ("way_in_missing", changed("link: https://rooms.example.org/canal", "camera: off", ONLINE), "G21", E, "online"),
    (
        "way_in_missing",
        changed("link: https://rooms.example.org/canal", "how-to-join: ask-by-email", ONLINE),
        "G21",
        E,
        "online",
    ),
    ("zone_missing", changed(ZONE, "", ONLINE), "T06", E, "meetings.0.timezone"),
    ("link_not_secure", changed("https:", "http:", ONLINE), "H08", W, "online.link"),
    ("link_not_secure", with_line("contact: {website: http://canal.example.org}"), "H08", W, "contact.website"),
    ("pause_backwards", with_line("paused: {since: 2026-12-24, until: 2026-12-23}"), "R06", E, "paused.until"),
    (
        "pause_backwards",
        PLAIN + "    paused: {since: 2026-12-24, until: 2026-12-23}\n",
        "R06",
        E,
        "meetings.0.paused.until",
    ),
    ("pause_over", with_line("paused: {since: 2026-06-01, until: 2026-11-23}"), "R06", W, "paused.until"),
    ("confirmed_in_the_future", with_line("confirmed: {on: 2026-11-26}"), "D06", E, "confirmed.on"),
    ("not_confirmed_for_a_year", with_line("confirmed: {on: 2025-11-23}"), "D06", W, "confirmed.on"),
    ("understood", changed("GB", "England"), "G13", W, "venue.address.country"),
    (
        "understood",
        PLAIN + "    venue: {address: {city: Leeds, country: UK}}\n",
        "G13",
        W,
        "meetings.0.venue.address.country",
    ),
    ("understood", changed("Europe/London", "US/Pacific", ONLINE), "T07", W, "timezone"),
    ("understood", PLAIN + "    timezone: Europe/Kiev\n", "T07", W, "meetings.0.timezone"),
]
KEPT = [
    ("fellowship_unknown", PLAIN),
    ("format_unknown", changed("[open]", "[open, discussion]")),
    ("meeting_id_twice", PLAIN + SECOND),
    ("schedule_incomplete", PLAIN),
    ("schedule_incomplete", changed("    end: 20:30\n", "")),
    ("schedule_incomplete", changed("end: 20:30", "minutes: 60")),
    ("schedule_incomplete", changed("end: 20:30", "end: 00:30")),
    ("schedule_incomplete", APPOINTMENT),
    ("meeting_long", changed("end: 20:30", "end: 07:30")),
    ("meeting_long", APPOINTMENT),
    ("attendance_unclear", PLAIN),
    ("attendance_unclear", ONLINE),
    ("attendance_unclear", with_line("attendance: hybrid", ROOM + PLAIN)),
    ("attendance_unclear", with_line("attendance: online", ROOM + PLAIN)),
    ("place_missing", changed("  coordinates: 53.79, -1.55\n", "")),
    ("place_missing", changed("  address: {street: 3 Wharf Lane, city: Leeds, country: GB}\n", "")),
    ("place_at_a_pole", changed("53.79, -1.55", "78.22, 15.65")),
    ("way_in_missing", ONLINE),
    ("way_in_missing", changed("link: https://rooms.example.org/canal", 'phone: "116 123"', ONLINE)),
    (
        "way_in_missing",
        "contact: {email: canal@example.org}\n"
        + changed("link: https://rooms.example.org/canal", "how-to-join: ask-by-email", ONLINE),
    ),
    ("zone_missing", ONLINE),
    ("zone_missing", PLAIN),
    ("zone_missing", with_line("attendance: hybrid", ROOM + PLAIN)),
    ("zone_missing", changed(VENUE, ROOM, APPOINTMENT)),
    ("zone_missing", changed(VENUE, "")),
    ("link_not_secure", ONLINE),
    ("link_not_secure", with_line("contact: {website: https://canal.example.org}")),
    ("pause_backwards", with_line("paused: {since: 2026-12-24, until: 2026-12-24}")),
    ("pause_backwards", with_line("paused: {since: 2026-12-24}")),
    ("pause_over", with_line("paused: {since: 2026-06-01, until: 2026-11-24}")),
    ("pause_over", with_line("paused: {since: 2026-06-01}")),
    ("pause_over", with_line("paused: {since: 2026-06-02, until: 2026-06-01}")),
    ("confirmed_in_the_future", with_line("confirmed: {on: 2026-11-25}")),
    ("confirmed_in_the_future", PLAIN),
    ("not_confirmed_for_a_year", with_line("confirmed: {on: 2025-11-24}")),
    ("not_confirmed_for_a_year", PLAIN),
    ("understood", ONLINE),
]


@pytest.mark.parametrize(
    ("rule", "record", "code", "severity", "field"), BROKEN, ids=[f"{row[0]} {row[4]} {row[2]}" for row in BROKEN]
)
def test_a_record_that_breaks_a_rule_is_told_so(
    rule: str, record: str, code: str, severity: Severity, field: str
) -> None:
    (finding,) = found(rule, record)
    assert (finding.code, finding.severity, yaml_text.dotted(finding.at)) == (code, severity, field)


@pytest.mark.parametrize(("rule", "record"), KEPT, ids=[f"{row[0]} {number}" for number, row in enumerate(KEPT)])
def test_a_record_that_keeps_a_rule_hears_nothing_of_it(rule: str, record: str) -> None:
    assert found(rule, record) == []


def test_every_rule_is_tried_both_ways() -> None:
    rules = {rule.__name__ for rule in EVERY if rule.__module__ == checks.__name__}
    assert rules <= {row[0] for row in BROKEN}
    assert {row[0] for row in BROKEN} == {row[0] for row in KEPT}


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        ("start: 19:30\n    end: 20:30", 60),
        ("start: 19:30\n    minutes: 90", 90),
        ("start: 19:30", 60),
        ("start: 22:30\n    end: 00:30", 120),
        ("start: 00:00\n    end: 23:59", 1439),
    ],
)
def test_a_meeting_is_as_long_as_it_says(hours: str, minutes: int) -> None:
    (meeting,) = group(changed("start: 19:30\n    end: 20:30", hours)).meetings
    assert length(meeting) == minutes
