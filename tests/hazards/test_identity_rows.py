"""Hazards D01 to D06 between records, and P06 to P14: doubles, strangers behind one link, and who may see what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from meetinghouse.directory import load
from meetinghouse.gatherings import link_key
from meetinghouse.records import Group
from meetinghouse.sensitive_changes import hosts_of, sensitive_changes
from samples import PLACING, PLAIN, TODAY, changed, directory_of, files_of, read, with_line

VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ROOM = "online: {link: https://rooms.example.org/j/canal}\n"
ONLINE = changed(VENUE, ROOM + "timezone: Europe/London\n")
NO_PIN = changed("  coordinates: 53.79, -1.55\n", "")


def named(name: str, record: str = PLAIN) -> str:
    return changed("Canal Side", name, record)


def said_of(tmp_path: Path, *records: str) -> list[tuple[str, str]]:
    """Code and field of every problem of a directory of these records, in the order of their files."""
    for number, record in enumerate(records):
        path = tmp_path / "gb" / "leeds" / f"group-{number}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record, encoding="utf-8")
    _, problems = load(tmp_path, PLACING, TODAY, workers=1)
    return [(problem.code, problem.field) for problem in problems]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param(PLAIN, PLAIN, [("D02", "meetings.0")], id="D02 the same twice"),
        pytest.param(PLAIN, named("The Canal Side Group"), [("D02", "meetings.0")], id="D02 words that say little"),
        pytest.param(PLAIN, named("Canalside"), [("D02", "meetings.0")], id="D02 written together"),
        pytest.param(PLAIN, changed("19:30", "19:45"), [("D02", "meetings.0")], id="D02 a quarter of an hour later"),
        pytest.param(
            changed("3 Wharf Lane", "3 Wharf Ln"), PLAIN, [("D02", "meetings.0")], id="D02 one door, two spellings"
        ),
        pytest.param(PLAIN, changed("tuesday", "wednesday"), [], id="D02 another day"),
        pytest.param(PLAIN, changed("19:30", "20:30").replace("end: 20:30", "end: 21:30"), [], id="D02 after it"),
        pytest.param(PLAIN, changed("3 Wharf Lane", "9 Mill Road").replace("53.79", "53.80"), [], id="D02 elsewhere"),
        pytest.param(
            changed("tuesday", "first tuesday"), changed("tuesday", "second tuesday"), [], id="D02 never on one day"
        ),
        pytest.param(
            changed("tuesday", "fourth tuesday"),
            changed("tuesday", "last tuesday"),
            [("D02", "meetings.0")],
            id="D02 sometimes on one day",
        ),
        pytest.param(
            PLAIN + "    ends: 2026-12-01\n", PLAIN + "    starts: 2026-12-08\n", [], id="D02 one follows the other"
        ),
        pytest.param(PLAIN, with_line("paused: {since: 2026-11-01}"), [], id="D02 paused"),
        pytest.param(PLAIN, named("Dry Dock"), [("D07", "meetings.0.venue")], id="D07 one room, one fellowship"),
        pytest.param(
            PLAIN,
            named("Dry Dock", changed("start: 19:30", "start: 20:00").replace("end: 20:30", "end: 21:00")),
            [("D07", "meetings.0.venue")],
            id="D07 half an hour of both",
        ),
        pytest.param(
            PLAIN, named("Dry Dock", changed("fellowship: aa", "fellowship: al-anon")), [], id="D07 a house has rooms"
        ),
        pytest.param(
            changed("Mill Hall", "Mill Hall, room 3"),
            named("Dry Dock", changed("Mill Hall", "Mill Hall, room 3", changed("fellowship: aa", "fellowship: na"))),
            [("D07", "meetings.0.venue")],
            id="D07 the room is named",
        ),
        pytest.param(
            PLAIN, named("Dry Dock", changed("Mill Hall", "Mill Hall, cellar")), [], id="D07 another room of the house"
        ),
        pytest.param(ONLINE, named("Dry Dock", ONLINE), [("D03", "meetings.0.online.link")], id="D03"),
        pytest.param(
            ONLINE.replace("rooms.example.org/j/canal", "us02.zoom.us/j/1234567890?pwd=a"),
            named("Dry Dock", ONLINE.replace("rooms.example.org/j/canal", "zoom.us/w/1234567890")),
            [("D03", "meetings.0.online.link")],
            id="D03 one room, two links",
        ),
        pytest.param(
            ONLINE,
            named("Dry Dock", ONLINE)
            .replace("Europe/London", "Europe/Paris")
            .replace("20:30", "21:30")
            .replace("19:30", "20:30"),
            [("D03", "meetings.0.online.link")],
            id="D03 one instant, two clocks",
        ),
        pytest.param(ONLINE, named("Dry Dock", ONLINE).replace("tuesday", "friday"), [], id="D03 another day"),
        pytest.param(
            with_line("contact: {email: canal@example.org}", ONLINE),
            with_line("contact: {email: canal@example.org}", named("Dry Dock", ONLINE)),
            [],
            id="D03 they know each other",
        ),
        pytest.param(
            ONLINE.replace("/j/canal", "/"), named("Dry Dock", ONLINE).replace("/j/canal", "/"), [], id="D03 a website"
        ),
    ],
)
def test_two_records_are_looked_at_together(tmp_path: Path, one: str, other: str, found: list[tuple[str, str]]) -> None:
    assert [problem for problem in said_of(tmp_path, one, other) if problem[0] != "P07"] == found


def test_d02_two_entries_of_one_record_at_one_time_are_one_too_many(tmp_path: Path) -> None:
    twice = PLAIN + "  - {id: again, day: tuesday, start: 19:30, minutes: 60}\n"
    assert said_of(tmp_path, twice) == [("D02", "meetings.1")]


def test_d02_says_which_other_record_is_meant(tmp_path: Path) -> None:
    said_of(tmp_path, PLAIN, named("Canalside"))
    _, (problem,) = load(tmp_path, PLACING, TODAY, workers=1)
    assert "'Canal Side' in " in problem.message
    assert problem.message.endswith("gb/leeds/group-0.yml: same place, Tuesday 19:30")
    assert problem.where.path.endswith("gb/leeds/group-1.yml")


@pytest.mark.parametrize(
    ("link", "other"),
    [
        ("https://zoom.us/j/1234567890?pwd=x", "https://us06.zoom.us/w/1234567890#success"),
        ("https://meet.example.org/canal/", "https://www.meet.example.org/canal?hl=en"),
    ],
)
def test_d03_one_room_has_one_key_however_the_link_was_copied(link: str, other: str) -> None:
    assert link_key(link) == link_key(other) is not None


NUMBER = "0113 496 0110"
REACHED = with_line(f"contact: {{phone: {NUMBER}, email: canal@example.org}}")


def test_p06_a_contact_stays_on_the_page_of_its_group() -> None:
    """Not in the finder's files, not in the data for search engines."""
    made = files_of(directory_of(REACHED))
    told = sorted(uri for uri, text in made.items() if NUMBER in text or "canal@example.org" in text)
    assert told == ["meetings/gb/leeds/group-0/index.html"]
    page = made[told[0]]
    for data in page.split('<script type="application/ld+json">')[1:]:
        assert NUMBER not in data.split("</script>")[0] and "canal@example.org" not in data.split("</script>")[0]


@pytest.mark.parametrize("name", ["group.jpg", "Us.JPEG", "door.png", "hall.heic", "logo.webp"])
def test_p10_a_picture_among_the_records_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "gb" / "leeds").mkdir(parents=True)
    (tmp_path / "gb" / "leeds" / name).write_bytes(b"\xff\xd8\xff")
    _, problems = load(tmp_path, PLACING, TODAY, workers=1)
    assert [(problem.code, problem.severity.value) for problem in problems] == [("P10", "error")]


def group(record: str) -> Group:
    return read(record).group


KNOWN = frozenset({"rooms.example.org"})


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(
            REACHED,
            REACHED.replace("0110", "0199"),
            ["the telephone of the group changes from '0113 496 0110' to '0113 496 0199'"],
            id="P12 telephone",
        ),
        pytest.param(
            ONLINE,
            ONLINE.replace("/j/canal", "/j/other"),
            [
                "the link to join the group changes from 'https://rooms.example.org/j/canal' to "
                "'https://rooms.example.org/j/other'"
            ],
            id="P12 link",
        ),
        pytest.param(
            PLAIN,
            changed("3 Wharf Lane", "9 Mill Road"),
            ["the address of the group changes from '3 Wharf Lane, Leeds, GB' to '9 Mill Road, Leeds, GB'"],
            id="P12 address",
        ),
        pytest.param(
            PLAIN,
            changed("53.79, -1.55", "53.80, -1.55"),
            ["the place on the map of the group changes from '53.79, -1.55' to '53.8, -1.55'"],
            id="P12 pin",
        ),
        pytest.param(
            REACHED,
            PLAIN,
            [
                "the mail address of the group is gone: it was 'canal@example.org'",
                "the telephone of the group is gone: it was '0113 496 0110'",
            ],
            id="P12 gone",
        ),
        pytest.param(
            ONLINE.replace("/j/canal}", "/j/canal, how-to-join: passcode}"),
            ONLINE,
            ["what one needs to join the group is gone: it was 'passcode'"],
            id="P12 opened to all",
        ),
        pytest.param(
            PLAIN,
            PLAIN + "    online: {link: https://rooms.example.org/j/2}\n    attendance: hybrid\n",
            ["the link to join the meeting tue is new: 'https://rooms.example.org/j/2'"],
            id="P12 of one meeting",
        ),
        pytest.param(PLAIN, changed("19:30", "19:00"), [], id="P12 another time is seen by everyone"),
        pytest.param(
            ONLINE,
            ONLINE.replace("rooms.example.org/j/canal", "help-now.example.com/j/canal"),
            [
                "the link to join the group changes from 'https://rooms.example.org/j/canal' to "
                "'https://help-now.example.com/j/canal'",
                "a link leads to help-now.example.com, where no other record leads",
            ],
            id="P13 host never seen",
        ),
    ],
)
def test_a_change_that_needs_a_second_look_is_told_in_words(before: str, after: str, said: list[str]) -> None:
    assert sensitive_changes(group(before), group(after), KNOWN) == said


def test_p13_a_new_record_with_a_host_never_seen_is_told() -> None:
    new = group(ONLINE.replace("rooms.example.org", "help-now.example.com"))
    assert sensitive_changes(None, new, KNOWN) == ["a link leads to help-now.example.com, where no other record leads"]
    assert sensitive_changes(None, group(ONLINE), KNOWN) == []
    assert hosts_of(group(ONLINE)) == KNOWN


def test_p12_a_record_that_goes_needs_no_second_look() -> None:
    assert sensitive_changes(group(PLAIN), None) == []


def test_p06_data_for_search_engines_is_data() -> None:
    """The page that `test_p06` looks into has some."""
    page = files_of(directory_of(REACHED))["meetings/gb/leeds/group-0/index.html"]
    (data,) = (part.split("</script>")[0] for part in page.split('<script type="application/ld+json">')[1:])
    assert json.loads(data)
