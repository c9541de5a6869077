"""Facts that decide whether a person can come: said in words on the page, inherited, checked, and never guessed."""

from __future__ import annotations

import pytest

from meetinghouse import writing
from meetinghouse.records import Group
from meetinghouse.search import entries
from samples import PLAIN, Page, changed, directory_of, files_of, read, with_line

URI = "meetings/gb/leeds/group-0/index.html"
ROOM = """\
timezone: Europe/London
online:
  link: https://rooms.example.org/canal
  opens: 15
  camera: required
  access: {captions: yes, sign-language: yes, signed-language: [bfi, ase], checked: 2026-05-01}
  link-checked: 2026-11-20
"""
VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ONLINE = changed(VENUE, ROOM)
TWO = PLAIN + "  - {id: sat, name: Saturday, day: saturday, start: 10:00, end: 11:30, speaking: expected}\n"


GIVEN = "contributions: {{asked: optional, link: 'https://{}/canal'}}"
NOT_ASKED = with_line("contributions: {asked: none, link: 'https://x.example.org/'}")
NO_LINK = ONLINE.replace("link: https://rooms.example.org/canal", 'phone: "+44-20-7946-0000"')
KLINGON = "access: {sign-language: yes, signed-language: klingon}"


def page(record: str) -> str:
    """The words of the group's page, with single spaces."""
    return " ".join(" ".join(Page(files_of(directory_of(record))[URI]).words).split())


def at_venue(fields: str) -> str:
    return changed("  coordinates:", f"  {fields}\n  coordinates:")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (with_line("speaking: expected"), "Everyone is asked to say something."),
        (with_line("speaking: optional"), "You can speak or only listen."),
        (with_line("speaking: listen-only"), "nobody is asked to speak"),
        (with_line("size: small"), "up to 10 people"),
        (with_line("size: medium"), "11 to 25 people"),
        (with_line("size: large"), "more than 25 people"),
        (with_line("religious-content: none"), "no prayers and no religious words"),
        (with_line("religious-content: some"), "a prayer or some religious words"),
        (with_line("religious-content: central"), "Religion is at the heart of it."),
        (with_line("proof-of-attendance: yes"), "They sign proof that you were there."),
        (with_line("proof-of-attendance: no"), "They do not sign proof"),
        (with_line("proof-of-attendance: {given: ask, how: Bring the paper.}"), "beforehand if you need proof of att"),
        (with_line("proof-of-attendance: {given: ask, how: Bring the paper.}"), "Bring the paper."),
        (with_line("greeter: the person with the badge"), "Somebody meets you there: the person with the badge."),
        (with_line("contributions: none"), "Nobody is asked for money."),
        (
            with_line("contributions: {asked: optional, how: A basket goes round.}"),
            "has to. A basket goes round.",
        ),
        (with_line("contributions: {asked: optional, link: 'https://give.example.org/'}"), "Give money to the group"),
        (with_line("contact: {name: Sam R., email: canal@example.org}"), "Contact the group: Sam R."),
        (with_line("listed-by: Leeds Example Intergroup"), "Leeds Example Intergroup answers for this listing."),
        (at_venue("transit: Bus 4 to Wharf Lane."), "Without a car: Bus 4 to Wharf Lane."),
        (at_venue("access: {step-free: yes, parking: no}"), "Step-free entrance yes Accessible toilet not known"),
        (at_venue("access: {step-free: yes, parking: no}"), "Accessible parking no"),
        (at_venue("access: {lift: yes, checked: 2026-05-01}"), "Somebody checked this on 1 May 2026."),
        (at_venue("access: {sign-language: yes, signed-language: bfi}"), "Sign language in the room yes: British Sign"),
        (PLAIN, "Step-free entrance not known Accessible toilet not known"),
        (PLAIN, "19:30–20:30"),
        (ONLINE, "The room opens 15 minutes before the start. Your camera needs to be on."),
        (ONLINE, "Captions online yes Sign language online yes: British Sign Language, American Sign Language"),
        (ONLINE, "Somebody checked this on 1 May 2026."),
    ],
)
def test_the_page_says_it_in_plain_words(record: str, said: str) -> None:
    assert said in page(record)


def test_what_nobody_told_us_is_not_on_the_page() -> None:
    words = page(PLAIN)
    for unsaid in (
        "asked to",
        "people come",
        "religious",
        "proof",
        "meets you",
        "money",
        "Lift",
        "Captions",
        "answers",
    ):
        assert unsaid not in words


def test_a_person_confirms_a_program_looks_and_a_list_comes_in_and_the_page_says_which() -> None:
    record = ONLINE.replace(
        "languages: [en]",
        (
            "confirmed: {on: 2026-10-04, by: group secretary, how: phone}\n"
            "source: {name: Example Intergroup, on: 2026-11-22, licence: CC BY 4.0}\n"
            "languages: [en]"
        ),
    )
    words = page(record)
    assert "Confirmed by the group secretary by phone on 4 October 2026." in words
    assert "A program found that the way in online answers, on 20 November 2026." in words
    assert "List received from Example Intergroup on 22 November 2026 (CC BY 4.0)." in words


def test_a_link_that_answers_confirms_nothing() -> None:
    assert "Nobody has confirmed this listing yet." in page(ONLINE)


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [
        ("{on: 2026-10-04}", "Confirmed on 4 October 2026."),
        ("{on: 2026-10-04, by: Sam R.}", "Confirmed by Sam R. on 4 October 2026."),
        ("{on: 2026-10-04, by: the treasurer, how: visit}", "Confirmed by the treasurer on a visit on 4 October 2026."),
        ("{on: 2026-10-04, how: carrier pigeon}", "Confirmed (carrier pigeon) on 4 October 2026."),
    ],
)
def test_who_confirmed_it_reads_as_a_sentence(confirmed: str, said: str) -> None:
    assert said in page(with_line(f"confirmed: {confirmed}"))


def test_a_meeting_says_its_own_and_has_the_rest_from_its_group() -> None:
    record = with_line("speaking: optional\nsize: small\nreligious-content: none", TWO)
    tuesday, saturday = directory_of(record).groups[0].meetings
    assert (tuesday.expect.speaking, saturday.expect.speaking) == ("optional", "expected")
    assert tuesday.expect.size == saturday.expect.size == "small"
    words = page(record)
    assert "Saturday: Everyone is asked to say something." in words
    assert "Every Tuesday, 19:30–20:30: You can speak or only listen." in words
    assert "You do not have to speak" not in words


def test_a_first_visitor_is_told_that_they_may_be_silent_only_where_they_may() -> None:
    assert "You do not have to speak" in page(PLAIN)
    assert "You do not have to speak" not in page(with_line("speaking: expected"))


@pytest.mark.parametrize(
    "name", ["Sam", "Sam R.", "Sam R", "group secretary", "the person with the badge", "Sam R. or Lee"]
)
@pytest.mark.parametrize("field", ["greeter: {}", "contact: {{name: {}, email: canal@example.org}}"])
def test_a_first_name_or_a_role_is_enough(field: str, name: str) -> None:
    assert read(with_line(field.format(name))).said == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Sam Rivers", "looks like a whole name"), ("the treasurer, Sam Rivers", "looks like a whole name"),
        ("Sam on 0113 496 0123", "write those after contact:"), ("sam@example.org", "write those after contact:"),
        ("x" * 81, "at most 80"),
    ],
)  # fmt: skip
def test_p01_a_whole_name_or_a_number_is_refused(name: str, words: str) -> None:
    answer = read(with_line(f'greeter: "{name}"'))
    assert [problem.field for problem in answer.errors] == ["greeter"]
    assert words in answer.said[0]


@pytest.mark.parametrize(
    ("record", "code", "words"),
    [
        pytest.param(with_line(GIVEN.format(host)), "P14", host, id=f"P14 {host}")
        for host in ("paypal.me", "cash.app", "venmo.com", "ko-fi.com")
    ]
    + [
        pytest.param(NOT_ASKED, "X08", "nobody is asked", id="X08 give"),
        pytest.param(at_venue("access: {signed-language: bfi}"), "X08", "does not say yes", id="X08 signed"),
        pytest.param(at_venue("access: {checked: 2026-05-01}"), "X08", "no fact stands beside it", id="X08 checked"),
        pytest.param(at_venue("access: {lift: yes, checked: 2027-05-01}"), "D06", "has not come yet", id="D06 access"),
        pytest.param(ONLINE.replace("2026-11-20", "2027-01-01"), "D06", "has not come yet", id="D06 link"),
        pytest.param(NO_LINK, "X08", "there is no link", id="X08 link"),
        pytest.param(at_venue(KLINGON), "L01", "not a signed language", id="L01"),
        pytest.param(with_line("proof-of-attendance: maybe"), "Y47", "write yes, no or ask", id="Y47 proof"),
        pytest.param(with_line("speaking: sometimes"), "Y47", "expected, optional or listen-only", id="Y47 speaking"),
        pytest.param(with_line("step-free: yes"), "Y47", "it belongs inside access:", id="Y47 home"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said(record: str, code: str, words: str) -> None:
    answer = read(record)
    assert answer.codes == [code], answer.said
    assert words in answer.said[0]


def test_a_payment_app_that_the_group_called_its_own_may_be_shown() -> None:
    given = "{asked: optional, link: 'https://paypal.me/canal', checked: 2026-10-04}"
    assert read(with_line(f"contributions: {given}")).said == []


@pytest.mark.parametrize(
    ("host", "honest"),
    [
        ("例え.jp", True), ("日々の集い.jp", True),
        ("カフェcafe.jp", True), ("ロールー.jp", True), ("例え.テスト", True),
        ("한국.kr", True), ("漢字한글.kr", True), ("münchen.example.org", True), ("пример.com", True), ("αα.gr", True),
        ("नमस्ते.org", True), ("نور.org", True), ("zооm.us", False), ("аррӏе.com", False), ("αα.com", False),
        ("paypаl.com", False), ("例пример.jp", False), ("ひらקת.jp", False),
    ],
)  # fmt: skip
def test_u07_scripts_that_honest_names_mix_are_no_deception(host: str, honest: bool) -> None:
    answer = read(with_line(f"contact: {{website: 'https://{host}/'}}"))
    assert ("U07" not in answer.codes) is honest


@pytest.mark.parametrize(
    ("listing", "listed", "searched", "robots"),
    [
        ("public", True, True, False),
        ("noindex", True, False, True),
        ("unlisted", False, False, True),
    ],
)
def test_each_listing_is_kept_everywhere(listing: str, listed: bool, searched: bool, robots: bool) -> None:
    hidden = with_line(f"listing: {listing}", changed("Canal Side", "Hidden Weir"))
    files = files_of(directory_of(PLAIN, hidden))
    address = "meetings/gb/leeds/group-1/"
    assert ('<body class="hidden">' in files[f"{address}index.html"]) is robots
    lists = [
        text for uri, text in files.items() if uri in ("meetings/gb/leeds/index.html", "meetings/tuesday/index.html")
    ]
    shards = [text for uri, text in files.items() if uri.startswith("finder/meetings")]
    sitemaps = "".join(text for uri, text in files.items() if uri.startswith("sitemap"))
    assert lists and shards and sitemaps
    assert all(("Hidden Weir" in text) is listed for text in (*lists, *shards))
    assert (address in sitemaps) is searched
    assert any("Hidden Weir" in row["title"] for row in entries(directory_of(PLAIN, hidden))) is searched
    others = files["meetings/gb/leeds/group-0/index.html"]
    assert ("Hidden Weir" in others) is listed


def test_a_record_with_every_fact_is_written_as_it_was_read() -> None:
    text = with_line(
        "speaking: optional\nsize: small\nproof-of-attendance: yes\ncontributions: {asked: none}\n"
        "listed-by: {name: Intergroup, website: 'https://x.example.org/'}\ngreeter: Sam R."
    )
    group = read(text).group
    fields = writing.fields_of_group(group)
    assert fields["proof-of-attendance"] == "yes"
    assert fields["contributions"] == "none"
    assert fields["listed-by"] == {"name": "Intergroup", "website": "https://x.example.org/"}
    assert Group.model_validate(fields) == group
    assert "proof-of-attendance: yes\n" in writing.text_of(fields)
