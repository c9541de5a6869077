"""Every code that a feed may use has a meaning in our words, as each fellowship means it, and imports write it there.

`tests/shared/feed-codes.json` holds the codes as their owners publish them: 27 programs of Meeting Guide with the
names of their codes, and the formats that a new BMLT server starts with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from meetinghouse.facts import AccessFact
from meetinghouse.feeds import bmlt, meeting_guide
from meetinghouse.feeds.foreign import Feed, ForeignMeeting, Setting
from meetinghouse.feeds.grouping import grouped
from meetinghouse.feeds.meanings import bmlt_codes, meeting_guide_codes
from meetinghouse.feeds.placing import Placing
from meetinghouse.records import Camera, Group, Meeting
from meetinghouse.signed_languages import SIGNED
from meetinghouse.vocabulary import language_name
from samples import PLACING, TESTS, TODAY, WORDS

CODES = json.loads((TESTS / "shared" / "feed-codes.json").read_text(encoding="utf-8"))
EVERYWHERE = CODES["meeting-guide"].pop("every program")
FELLOWSHIP = {code: slug for slug, each in WORDS.fellowships.items() for code in each.codes.get("meeting-guide", ())}
GUIDE = [
    (program, code)
    for program, own in CODES["meeting-guide"].items()
    for code in {**EVERYWHERE, **own}
    # a program's own meaning is looked at as its own
    if code in own or program == "aa"
]
FORMATS = CODES["bmlt"]
KNOWN: Mapping[str, Callable[[str], object]] = {
    "formats": lambda word: word in WORDS.formats,
    "languages": language_name,
    "access": lambda word: word in set(AccessFact),
    "signed": lambda word: word in SIGNED,
    "attendance": lambda word: word in ("in-person", "online", "hybrid", "venue-closed"),
    "camera": lambda word: word in set(Camera),
    "proof": lambda word: word in ("yes", "no", "ask"),
    "contributions": lambda word: word in ("none", "optional"),
    "ignored": lambda reason: len(reason.split()) > 3,
}


def test_the_codes_are_all_there() -> None:
    assert len(CODES["meeting-guide"]) == 27
    assert sum(map(len, CODES["meeting-guide"].values())) == 546
    assert len(FORMATS) == 54


@pytest.mark.parametrize("program", sorted(CODES["meeting-guide"]))
def test_every_program_is_a_fellowship(program: str) -> None:
    assert program in FELLOWSHIP


@pytest.mark.parametrize(("program", "code"), GUIDE, ids=["/".join(pair) for pair in GUIDE])
def test_every_code_of_meeting_guide_means_something(program: str, code: str) -> None:
    facts = meeting_guide_codes(WORDS, FELLOWSHIP[program]).get(code, ())
    assert facts
    assert [(kind, word) for kind, word in facts if not KNOWN[kind](word)] == []


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: f"{row['id']} {row['key']}")
def test_every_format_of_bmlt_means_something(row: Any) -> None:
    known = bmlt_codes(WORDS)
    code = row["world"] if row["world"] not in ("", "LANG") else f"key:{row['key']}"
    facts = known.get(code, ())
    assert facts
    assert [(kind, word) for kind, word in facts if not KNOWN[kind](word)] == []


def setting(program: str) -> Setting:
    return Setting(
        name="Example Intergroup",
        fellowship=FELLOWSHIP[program],
        vocabulary=WORDS,
        gazetteer=PLACING.gazetteer,
        country="GB",
    )


def written(meetings: Iterable[ForeignMeeting], remarks: Iterable[Any], fellowship: str) -> Group:
    """The one group that an import would write of these, as it is read again."""
    feed = Feed(1, tuple(meetings), tuple(remarks))
    (group,) = grouped(Placing(feed, PLACING.gazetteer, fellowship, "Europe/London").all(), fellowship, TODAY)
    return Group.model_validate({**group.fields, "slug": "imported"})


def of_guide(program: str, codes: list[str], **fields: Any) -> Group:
    row = {
        "name": "Canal Side", "slug": "canal-side", "day": 2, "time": "19:30", "types": codes,
        "address": "3 Wharf Lane", "city": "Leeds", "country": "GB", **fields,
    }  # fmt: skip
    feed = meeting_guide.read(json.dumps([row]).encode(), setting(program))
    return written(feed.meetings, feed.remarks, FELLOWSHIP[program])


def said(part: Group | Meeting) -> set[str]:
    """Every word that a record says of access, formats, languages and what to expect."""
    access = [access for access in (part.venue and part.venue.access, part.online and part.online.access) if access]
    words = {*(part.formats or ()), *(part.languages or ())}
    words |= {fact for each in access for fact, answer in each.items() if answer == "yes"}
    words |= {code for each in access for code in each.signed_language}
    words |= {f"proof {part.proof_of_attendance.given}"} if part.proof_of_attendance else set()
    return words | ({f"give {part.contributions.asked}"} if part.contributions else set())


IMPORTED = {
    "formats": "{}", "languages": "{}", "access": "{}", "signed": "{}", "proof": "proof {}", "contributions": "give {}",
}  # fmt: skip


WRITTEN = [pair for pair in GUIDE if pair[1] not in ("ONL", "online")]
"""Those two leave a meeting without a link out."""


@pytest.mark.parametrize(("program", "code"), WRITTEN, ids=["/".join(pair) for pair in WRITTEN])
def test_an_import_writes_each_code_where_it_belongs(program: str, code: str) -> None:
    facts = meeting_guide_codes(WORDS, FELLOWSHIP[program])[code]
    group = of_guide(program, [code])
    assert {IMPORTED[kind].format(word) for kind, word in facts if kind in IMPORTED} <= said(group)
    assert code not in said(group)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: f"{row['id']} {row['key']}")
def test_an_import_from_bmlt_writes_each_format_where_it_belongs(row: Any) -> None:
    code = row["world"] if row["world"] not in ("", "LANG") else f"key:{row['key']}"
    facts = bmlt_codes(WORDS)[code]
    meeting = {
        "id_bigint": "7", "weekday_tinyint": "3", "start_time": "19:30:00", "meeting_name": "Canal Side",
        "location_street": "3 Wharf Lane", "location_municipality": "Leeds", "location_nation": "GB",
        "formats": row["key"], "venue_type": "1",
    }  # fmt: skip
    listed = [{"id": "1", "key_string": row["key"], "world_id": row["world"], "lang": "en"}]
    feed = bmlt.read(json.dumps({"meetings": [meeting], "formats": listed}).encode(), setting("na"))
    group = written(feed.meetings, feed.remarks, "na")
    assert {IMPORTED[kind].format(word) for kind, word in facts if kind in IMPORTED} <= said(group)


def test_what_is_on_the_screen_stays_online_and_what_is_in_the_room_at_the_place() -> None:
    link = {"conference_url": "https://zoom.us/j/123"}
    room = of_guide("aca", ["ASL", "CAP", "X"])
    assert room.venue and room.online is None
    assert dict(room.venue.access.items()) == {"step-free": "yes", "captions": "yes", "sign-language": "yes"}
    both = of_guide("aca", ["ASL", "CAP", "X"], **link)
    assert both.venue and both.online
    assert dict(both.venue.access.items()) == {"step-free": "yes", "sign-language": "yes"}
    assert dict(both.online.access.items()) == {"captions": "yes"}
    screen = of_guide("aca", ["ASL", "CAP", "X"], **link, address="Online")
    assert screen.venue is None and screen.online
    assert dict(screen.online.access.items()) == {"captions": "yes", "sign-language": "yes"}
    assert screen.online.access.signed_language == ("ase",)


@pytest.mark.parametrize(
    ("program", "code", "kind", "word"),
    [
        ("aa", "T", "formats", "transgender"),
        ("aca", "T", "formats", "fellowship-text"),
        ("aa", "S", "languages", "es"),
        ("aca", "S", "formats", "speaker"),
        ("aca", "SP", "languages", "es"),
        ("aa", "B", "formats", "big-book"),
        ("slaa", "B", "formats", "book-study"),
        ("da", "B", "formats", "business-owners"),
        ("aa", "POA", "proof", "yes"),
        ("al-anon", "POA", "formats", "parents"),
        ("al-anon", "AL", "formats", "with-alateen"),
        ("na", "IW", "formats", "it-works"),
        ("rd", "IW", "formats", "inquiry-writing"),
        ("aa", "DB", "contributions", "optional"),
        ("aa", "P", "formats", "professionals"),
        ("da", "P", "formats", "prosperity"),
        ("slaa", "X", "access", "step-free"),
        ("coda", "H", "formats", "chips"),
        ("aa", "H", "formats", "birthday"),
        ("aa", "RSL", "signed", "rsl"),
    ],
)
def test_one_code_means_what_its_fellowship_means(program: str, code: str, kind: str, word: str) -> None:
    assert (kind, word) in meeting_guide_codes(WORDS, FELLOWSHIP[program])[code]
