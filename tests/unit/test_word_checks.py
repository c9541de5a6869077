"""Rules about words, names and fields that contradict each other: what breaks each, and what does not."""

from __future__ import annotations

import inspect
import re
from collections import Counter

import pytest

from meetinghouse import (
    checks,
    contradiction_checks,
    link_checks,
    name_checks,
    privacy_checks,
    told_checks,
    wording_checks,
)
from meetinghouse.problems import Severity
from samples import PLAIN, changed, read, with_line

ROOM = "online: {link: https://rooms.example.org/canal}\n"
HYBRID = "attendance: hybrid\n" + ROOM + PLAIN
VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ONLINE = changed(VENUE, ROOM + "timezone: Europe/London\n")
MODULES = (contradiction_checks, link_checks, name_checks, privacy_checks, told_checks, wording_checks)


def named(name: str, record: str = PLAIN) -> str:
    return changed("group: Canal Side", f"group: {name}", record)


def noted(text: str, record: str = PLAIN) -> str:
    return with_line(f'notes: "{text}"', record)


def arrival(text: str, record: str = PLAIN) -> str:
    return changed("  name: Mill Hall\n", f'  name: Mill Hall\n  arrival: "{text}"\n', record)


def access(facts: str, record: str = PLAIN) -> str:
    return changed("  name: Mill Hall\n", f"  name: Mill Hall\n  access: {{{facts}}}\n", record)


def formats(words: str, record: str = PLAIN) -> str:
    return changed("[open]", f"[{words}]", record)


def street(text: str) -> str:
    return changed("3 Wharf Lane", f'"{text}"')


def link(address: str) -> str:
    return changed("https://rooms.example.org/canal", address, HYBRID)


def mail(address: str) -> str:
    return with_line(f"contact: {{email: {address}}}")


FRIDAY = "  - {id: fri, day: friday, start: 08:00, minutes: 60}\n"
BROKEN = [
    ("P01", "notes", noted("Call Dave Henderson first.")),
    ("P01", "confirmed.by", with_line("confirmed: {on: 2026-11-01, by: Dave Henderson}")),
    ("P01", "venue.arrival", arrival("Ring 0113 496 0123.")),
    ("P01", "about", with_line("about: Text (503) 555-0100 before you come.")),
    ("P05", "notes", noted("Write to info@district123.org")),
    ("P05", "contact.email", mail("bob.jones@example.org")),
    ("P05", "contact.email", mail("bjones1961@gmail.com")),
    ("P05", "contact.email", mail("fisherman@web.de")),
    ("P07", "online.link", link("https://zoom.us/j/1234567890?pwd=abc")),
    ("P07", "notes", noted("Passcode: 123456", HYBRID)),
    ("X13", "notes", noted("Join at https://zoom.us/j/1234567890")),
    ("G11", "venue.address.street", street("3 Wharf Lane, Apt 4")),
    ("G11", "venue.address.street", street("Flat B, 3 Wharf Lane")),
    ("G11", "venue.name", changed("Mill Hall", "Dave's house")),
    ("G11", "venue.arrival", arrival("It is my house. Come round the back.")),
    ("G11", "venue.arrival", arrival("Sonnez, c'est chez moi.")),
    ("G12", "venue.address.street", street("3 Wharf Lane, upstairs")),
    ("G12", "venue.address.street", street("3 Wharf Lane (ring the bell)")),
    ("G12", "venue.address.street", street("Corner of Wharf Lane and Mill Road")),
    ("G12", "venue.address.city", changed("city: Leeds", "city: Leeds next to the station")),
    ("P13", "notes", noted("Insurance accepted. Beds available.")),
    ("P13", "notes", noted("Only $40 per session.")),
    ("P13", "about", with_line("about: A free assessment by our licensed therapists.")),
    ("P14", "notes", noted("Send bitcoin to keep us going.")),
    ("P14", "notes", noted("Download our recovery app first.")),
    ("H09", "online.link", link("https://198.51.100.7/room")),
    ("H09", "online.link", link("https://rooms.example.org:8443/canal")),
    ("H09", "online.link", link("https://xn--zom-8na.example.org/canal")),
    ("H18", "online.link", link("https://bit.ly/3abcdef")),
    ("H18", "online.link", link("https://www.google.com/url?q=https://rooms.example.org")),
    ("L10", "group", named("CANAL SIDE SOBER")),
    ("L10", "notes", noted("PLEASE DO NOT PARK HERE after six.")),
    ("L11", "venue.name", changed("Mill Hall", "TBD")),
    ("L11", "group", named("Test")),
    ("L11", "notes", noted("Lorem ipsum dolor sit amet".lower())),
    ("L11", "venue.arrival", arrival("asdf")),
    ("L12", "notes", noted("<b>Bring</b> a mug.")),
    ("L12", "notes", noted("Tea &amp; coffee.")),
    ("X01", "group", named("Canal Side 7:00 am")),
    ("X01", "group", named("Mediodía")),
    ("X01", "group", named("Canal Side 18h30")),
    ("X02", "group", named("Monday Night Canal Side")),
    ("X02", "group", named("Los Lunes")),
    ("X02", "group", named("Mittwoch am Kanal")),
    ("X02", "meetings.1.name", PLAIN + FRIDAY.replace("day: friday", "name: Sunday Speakers, day: friday")),
    ("X03", "online", "attendance: in-person\n" + ROOM + PLAIN),
    ("X03", "venue", "attendance: online\ntimezone: Europe/London\n" + ROOM + PLAIN),
    ("X04", "group", named("Canal Side Zoom")),
    ("X04", "group", named("Canal Side In Person", ONLINE)),
    ("X04", "venue.name", changed("Mill Hall", "Zoom")),
    ("X04", "venue.name", changed("Mill Hall", "Online Meeting")),
    ("X05", "formats", formats("open, closed")),
    ("X05", "meetings.0.formats", PLAIN + "    formats: [women, men]\n"),
    ("X06", "group", named("Spanish-speaking Canal Side")),
    ("X06", "group", named("Canal Side en español")),
    ("X06", "languages", formats("open, bilingual")),
    ("X07", "venue.access.step-free", access("step-free: yes", arrival("Up the stairs, second door."))),
    ("X07", "venue.access.childcare", access("childcare: yes", formats("open, no-children"))),
    ("X07", "venue.access.service-animals", access("service-animals: no", formats("open, dogs-welcome"))),
    ("X09", "meetings.0", changed("end: 20:30", "minutes: 6")),
    ("X11", "notes", noted("Every other week only.")),
    ("X11", "notes", noted("No meeting on Christmas.")),
    ("X11", "notes", noted("Closed for the summer.")),
    ("X12", "notes", noted("Temporarily closed.")),
    ("X12", "about", with_line("about: This group no longer meets.")),
    ("X14", "notes", noted("Email us for the link.", HYBRID)),
    (
        "X14",
        "online.how-to-join",
        "contact: {phone: 0113 496 0110}\n" + HYBRID.replace("/canal}", "/canal, how-to-join: ask-by-email}"),
    ),
]
HONEST = [
    noted("Text Mary S. for the code."),
    "contact: {phone: 0113 496 0110}\n" + arrival("Ring 0113 496 0110 and we come down."),
    "contact: {phone: +44 113 496 0110}\n" + arrival("Ring 0113 496 0110 and we come down."),
    mail("canal.side@example.org"),
    mail("canalsideleeds@gmail.com"),
    mail("secretary.aa@outlook.com"),
    mail("second.wind@example.org"),
    noted("The passcode is sent by mail.", HYBRID),
    "contact: {email: canal@example.org}\n"
    + HYBRID.replace("/canal}", "/canal, how-to-join: ask-by-email, notes: The passcode is 424242.}"),
    "contact: {website: https://canal.example.org}\n" + noted("More on https://canal.example.org/about"),
    changed("Mill Hall", "St Mary's House"),
    changed("Mill Hall", "Women's House"),
    street("Unit 4, Wharf Lane"),
    street("12 Ring Road"),
    street("7 Bell Street"),
    street("Parking Street 3"),
    changed("city: Leeds", "city: Bell"),
    noted("Suggested contribution 2 pounds. Nobody has to give."),
    noted("Tea costs £1."),
    noted("You need the Zoom app, or a browser."),
    named("AA"),
    named("SMART LGBTQ"),
    named("HOPE"),
    noted("We read from the AA and NA books."),
    noted("Bring 1 < 2 friends & a mug."),
    named("Canal Side 7:30"),
    named("Canal Side 7.30 pm"),
    named("Canal Side 19h30"),
    named("Romans 8:20"),
    named("The 4:20"),
    named("12 & 12 at 19:30"),
    named("Step 11"),
    named("24/7"),
    named("Tuesday Night"),
    named("Tuesdays by the Canal"),
    named("Ash Wednesday"),
    named("Santo Domingo"),
    named("Tuesday and Friday") + FRIDAY,
    "venue-closed: {since: 2026-11-01, meets: online}\nattendance: in-person\n" + ROOM + PLAIN,
    HYBRID,
    ONLINE,
    named("Canal Side Online", HYBRID),
    changed("Mill Hall", "The Online Shop, back room"),
    formats("open, speaker, newcomers"),
    named("English-speaking Canal Side"),
    formats("open, bilingual", changed("[en]", "[en, es]")),
    access("step-free: no", arrival("Up the stairs, second door.")),
    access("step-free: yes, lift: yes", arrival("Up the stairs, or take the lift.")),
    access("step-free: yes", arrival("Past the stairs. The ramp is on the left, down the steps is the cellar.")),
    access("childcare: yes"),
    access("service-animals: yes", formats("open, dogs-welcome")),
    changed("end: 20:30", "minutes: 15"),
    noted("Last Friday of the month is a speaker night."),
    noted("We meet on Christmas too, holidays or not."),
    noted("No meeting on Christmas.") + "    except: [{on: 2026-12-22}]\n",
    with_line("holidays: {public-holidays: closed}", noted("Closed on bank holidays.")),
    noted("The kitchen is closed."),
    with_line("paused: {since: 2026-11-01}", noted("Temporarily closed.")),
    noted("Ask us for anything.", HYBRID),
]


@pytest.mark.parametrize(
    ("code", "field", "record"),
    BROKEN,
    ids=[f"{code} {field} {number}" for number, (code, field, _) in enumerate(BROKEN)],
)
def test_what_looks_wrong_is_said_at_its_field(code: str, field: str, record: str) -> None:
    answer = read(record)
    assert (code, field) in {(problem.code, problem.field) for problem in answer.problems}, answer.said
    assert [problem.severity for problem in answer.problems] == [Severity.WARNING] * len(answer.problems)
    assert all(problem.mend for problem in answer.problems)


@pytest.mark.parametrize(("code", "field", "record"), BROKEN, ids=list(map(str, range(len(BROKEN)))))
def test_one_mistake_is_said_once(code: str, field: str, record: str) -> None:
    said = Counter((problem.code, problem.field) for problem in read(record).problems)
    assert said[code, field] == 1, said


@pytest.mark.parametrize("record", HONEST, ids=list(map(str, range(len(HONEST)))))
def test_an_honest_record_hears_nothing(record: str) -> None:
    assert read(record).said == []


def test_every_rule_of_these_modules_is_run() -> None:
    run = {rule.__name__ for rule in (*checks.RULES, *checks.TEXT_RULES)}
    for module in MODULES:
        mine = (*getattr(module, "RULES", ()), *getattr(module, "TEXT_RULES", ()))
        assert mine and {rule.__name__ for rule in mine} <= run


def test_every_code_of_these_modules_is_tried() -> None:
    codes = {code for module in MODULES for code in re.findall(r'"([A-Z][0-9]{2})"', inspect.getsource(module))}
    assert codes == {code for code, *_ in BROKEN}
