"""What stands in a record is shown and never obeyed; what a person needs is on the page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest

from meetinghouse.directory import Directory
from meetinghouse.vocabulary import Vocabulary
from samples import LINKS, PLAIN, TODAY, Page, changed, directory_of, files_of, project, with_line

VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]

PAYLOADS = [
    pytest.param("<script>window.__x=1</script>", id="H01"),
    pytest.param('"><img src=x onerror=window.__x=1>', id="H02 double"),
    pytest.param("' onmouseover=window.__x=1 x='", id="H02 single"),
    pytest.param("</title><script>window.__x=1</script>", id="H03"),
    pytest.param("</script><script>window.__x=1</script>", id="H03 script"),
    pytest.param("<!--<script>", id="E01 comment"),
    pytest.param("-->", id="H06 comment ends"),
    pytest.param("<iframe srcdoc=x><object><svg onload=x><math><style><form action=x><base href=x>", id="H06"),
    pytest.param("<meta http-equiv=refresh content=0;url=https://example.net>", id="H06 refresh"),
    pytest.param("[x](javascript:alert(1))", id="H07"),
    pytest.param("javascript:alert(1)", id="H07 bare"),
    pytest.param('<a id="__config">', id="H11"),
    pytest.param("{{ cycler.__init__.__globals__.os.popen('id').read() }}", id="H12"),
    pytest.param("{% for i in range(10**9) %}{% endfor %}", id="H13"),
    pytest.param("](`***`|", id="H14"),
    pytest.param(":material-x: [^1] *[abbr]: !!! note --8<-- ../mkdocs.yml", id="H15"),
    pytest.param(">" * 200, id="H16"),
    pytest.param("👨\u200d👩\u200d👧 &amp; &lt;b&gt; &#60;", id="H17"),
    pytest.param("mhqbodyzqx mhqtitlezqx mhqpathzqx/ mhqfolderzqx", id="a sentinel of the shell"),
    pytest.param('@type @context {"@id": 1}', id="E05"),
    pytest.param("%s %(name)s {0} $x ${x} \\1 \\g<0>", id="of a format"),
]

FULL = """\
group: {group}
fellowship: aa
about: {about}
notes: {notes}
attendance: hybrid
venue:
  name: {venue}
  address:
    street: {street}
    city: {city}
    region: {region}
    postcode: {postcode}
    country: GB
  coordinates: 53.79, -1.55
  arrival: {arrival}
online:
  link: https://rooms.example.org/canal
  notes: {room}
confirmed: {{on: 2026-10-04, by: {by}, how: {how}}}
source: {{name: {source}, id: {source_id}, licence: {licence}}}
languages: [en]
formats: [open]
paused: {{since: 2026-12-01, until: 2026-12-08, why: {why}}}
meetings:
  - id: tue
    name: {meeting}
    day: tuesday
    start: 19:30
    end: 20:30
    notes: {meeting_notes}
  - id: month
    day: first friday
    start: 19:30
    minutes: 60
"""
FIELDS = (
    "group", "about", "notes", "venue", "street", "city", "region", "postcode", "arrival", "room", "by", "how",
    "source", "source_id", "licence", "why", "meeting", "meeting_notes",
)  # fmt: skip
HIDDEN = {"source_id"}
"""Kept in the record and shown nowhere."""


def full(text: str = "harmless") -> str:
    """A record with the same text in each of its fields, followed by the name of the field."""
    return FULL.format(**{name: json.dumps(f"{text} {name}", ensure_ascii=False) for name in FIELDS})


@cache
def built(text: str) -> dict[str, str]:
    return files_of(directory_of(full(text), changed("Canal Side", "Another group").replace("3 Wharf", "4 Wharf")))


def pages(files: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((uri, text) for uri, text in files.items() if uri.endswith(".html"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_a_record_adds_no_element_and_no_attribute(payload: str) -> None:
    before, after = dict(pages(built("harmless"))), dict(pages(built(payload)))
    assert after.keys() == before.keys()
    for uri, text in after.items():
        assert Counter(Page(text).elements) == Counter(Page(before[uri]).elements), uri


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_a_record_is_shown_as_it_was_written(payload: str) -> None:
    shown = Page(built(payload)["meetings/gb/leeds/group-0/index.html"]).text
    assert [field for field in FIELDS if f"{payload} {field}" not in shown] == [*HIDDEN]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_link_leads_where_a_link_may(payload: str) -> None:
    for _, text in pages(built(payload)):
        page = Page(text)
        for link in (*page.values("href"), *page.values("src")):
            assert urlsplit(link).scheme in ("", "https", "mailto", "tel", "geo")
            assert not link.startswith("//")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_linked_data_has_the_text_only_as_text(payload: str) -> None:
    uri = "meetings/gb/leeds/group-0/index.html"
    (data,), (plain,) = Page(built(payload)[uri]).data, Page(built("harmless")[uri]).data
    assert keys_of(data) == keys_of(plain)
    assert f"{payload} meeting" in json.dumps(data, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")


def keys_of(value: Any) -> Any:
    """The structure of JSON without its values."""
    if isinstance(value, dict):
        return {key: keys_of(each) for key, each in value.items()}
    return [keys_of(each) for each in value] if isinstance(value, list) else type(value)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_name_is_escaped_in_the_title_and_once_only(payload: str) -> None:
    text = built(payload)["meetings/gb/leeds/group-0/index.html"]
    titles = re.findall("<title>(.*?)</title>", text, re.DOTALL)
    assert [unescape(title) for title in titles] == [f"{payload} group"]
    assert "<" not in titles[0]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_name_of_a_region_is_shown_and_never_obeyed(payload: str) -> None:
    def files(name: str) -> dict[str, str]:
        directory = directory_of(PLAIN, full())
        words = directory.vocabulary
        named = Vocabulary(words.fellowships, words.formats, {"gb": name, "gb/leeds": name})
        return files_of(Directory(directory.groups, named, TODAY))

    before = files("harmless")
    for uri, text in pages(files(payload)):
        assert Counter(Page(text).elements) == Counter(Page(before[uri]).elements), uri
        assert payload in Page(text).text or uri.count("/") < 3


def page_of(record: str) -> Page:
    return Page(files_of(directory_of(record))["meetings/gb/leeds/group-0/index.html"])


@cache
def project_files() -> dict[str, str]:
    return files_of(project())


def project_page(path: str) -> Page:
    return Page(project_files()[f"meetings/{path}/index.html"])


def test_a_page_says_when_and_where_and_how() -> None:
    text = project_page("gb/yorkshire/leeds/canal-side").text
    for said in (
        "Canal Side", "Alcoholics Anonymous", "Tuesday 24 November, 19:30–20:30", "Mill Hall", "3 Wharf Lane",
        "Leeds LS1 4AP", "Side door. Ring the lower bell.", "Every Tuesday", "Last Friday of the month", "In person",
        "Confirmed by the group secretary by phone on 4 October 2026.", "English",
    ):  # fmt: skip
        assert said in text


def test_each_meeting_has_an_anchor_of_its_own() -> None:
    page = project_page("gb/yorkshire/leeds/canal-side")
    assert {"tue", "last-friday"} <= set(page.values("id"))
    assert sum("data-mh-meeting" in names for _, names in page.elements) == 2


def test_no_anchor_stands_twice_on_a_page() -> None:
    for uri, text in pages(project_files()):
        anchors = Page(text).values("id")
        assert len(anchors) == len(set(anchors)), uri


@pytest.mark.parametrize("anchor", ["next", "mh-next", "where-1", "join-1", "like", "all", "here", "nearby", "nobody"])
def test_the_id_of_a_meeting_may_be_a_word_of_the_page(anchor: str) -> None:
    hybrid = with_line("attendance: hybrid\nonline: {link: https://rooms.example.org/canal}")
    anchors = page_of(changed("id: tue", f"id: {anchor}", hybrid)).values("id")
    assert len(anchors) == len(set(anchors))


def test_what_nobody_knows_is_not_called_no() -> None:
    page = project_page("gb/yorkshire/leeds/canal-side")
    assert "Step-free entrance" in page.text
    words = [word.strip() for word in page.words if word.strip()]
    assert words[words.index("Hearing loop") + 1] == "not known"
    assert words[words.index("Accessible toilet") + 1] == "no"


def test_a_pause_is_said_and_its_dates_are_left_out() -> None:
    text = project_page("gb/yorkshire/whitby/west-pier").text
    assert "Paused since 1 November 2026, until 10 January 2027. The hall is being painted." in text
    assert "Sunday 17 January" in text
    assert "Sunday 29 November" not in text and "Sunday 10 January" not in text


def test_by_appointment_asks_to_ask() -> None:
    assert "By appointment. Ask the group when you can come." in project_page("gb/yorkshire/whitby/lighthouse").text


def test_a_way_in_that_is_asked_for_is_on_no_page() -> None:
    everything = "".join(project_files().values())
    for secret in ("secret-way-in", "555-0199", "15035550199", "424242"):
        assert secret not in everything


def test_a_gated_group_says_how_to_ask() -> None:
    page = project_page("online/closed-room")
    assert "Ask the group by email" in page.text
    assert "mailto:closed.room@example.org" in page.values("href")


def test_an_open_room_can_be_entered_from_its_page() -> None:
    assert "https://rooms.example.org/open" in project_page("online/open-room").values("href")


def test_the_way_there_is_shown_only_when_the_door_is_known() -> None:
    assert any(
        "directions?to=53.79491" in link for link in project_page("gb/yorkshire/leeds/canal-side").values("href")
    )
    lost = project_page("mx/ciudad-de-mexico/solo-por-hoy").values("href")
    assert not any("directions" in link or link.startswith("geo:") for link in lost)
    assert any("search?query=Calle" in link for link in lost)


def test_links_to_elsewhere_tell_nothing_about_the_visitor() -> None:
    for _, text in pages(project_files()):
        for tag, attributes in anchors_of(text):
            if tag == "a" and attributes["href"].startswith("https:"):
                assert {"noreferrer", "noopener"} <= set(attributes["rel"].split())


def anchors_of(text: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []

    class Anchors(Page):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, {name: value or "" for name, value in attrs}))

    Anchors(text)
    return found


def test_every_link_inside_the_site_leads_to_a_page() -> None:
    files = project_files()
    known = {uri.removesuffix("index.html") for uri in files} | {"meetings/", LINKS.first_meeting, LINKS.help_page}
    for uri, text in pages(files):
        for link in Page(text).values("href"):
            if not urlsplit(link).scheme:
                assert resolved(uri, link.partition("#")[0]) in known, (uri, link)


def resolved(uri: str, link: str) -> str:
    parts = uri.split("/")[:-1]
    for part in link.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part] if part else parts
    return "/".join(parts) + "/"


def test_an_unlisted_group_has_a_page_that_no_other_leads_to() -> None:
    files = project_files()
    assert "meetings/online/hidden-door/index.html" in files
    for uri, text in files.items():
        assert "hidden-door" not in text or uri.startswith("meetings/online/hidden-door/"), uri


def test_a_group_that_asks_for_it_is_kept_from_search_engines() -> None:
    assert 'class="hidden"' in project_files()["meetings/gb/yorkshire/whitby/lighthouse/index.html"]
    assert 'class="group"' in project_files()["meetings/gb/yorkshire/whitby/west-pier/index.html"]


def test_a_correction_says_which_page_it_is_about() -> None:
    links = project_page("gb/yorkshire/leeds/canal-side").values("href")
    (mail,) = [link for link in links if "correct" in link.lower() or "Correction" in link]
    assert mail.startswith("mailto:corrections@meetings.example.org?subject=Correction%3A%20Canal%20Side&body=")
    assert "find%2Fmeetings" in mail or "find/meetings" in mail


def test_an_edit_leads_to_the_file_of_the_record() -> None:
    links = project_page("gb/yorkshire/leeds/canal-side").values("href")
    assert "https://code.example.org/edit/main/meetings/gb/yorkshire/leeds/canal-side.yml" in links


@pytest.mark.parametrize(("on", "stale"), [("2025-11-24", False), ("2025-11-23", True)])
def test_a_record_that_nobody_confirmed_for_a_year_says_so(on: str, stale: bool) -> None:
    page = page_of(with_line(f"confirmed: {{on: {on}}}"))
    assert ("That is a long time ago" in page.text) is stale


def test_others_in_the_building_and_in_the_town_are_shown() -> None:
    page = project_page("gb/yorkshire/leeds/canal-side")
    assert "Other meetings in this building" in page.text
    assert "../../../../../meetings/gb/yorkshire/leeds/night-owls/" in page.values("href")


def test_a_neighbour_is_named_once() -> None:
    page = project_page("gb/yorkshire/leeds/canal-side")
    assert page.values("href").count("../../../../../meetings/gb/yorkshire/leeds/night-owls/") == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [("online/open-room", "Other groups online"), ("gb/yorkshire/whitby/west-pier", "Other groups in this area")],
)
def test_other_groups_are_online_or_in_the_area(path: str, said: str) -> None:
    assert said in project_page(path).text


@pytest.mark.parametrize(
    ("zone", "said"), [("Asia/Kathmandu", "19:30–20:30 Kathmandu time"), ("UTC", "19:30–20:30 UTC")]
)
def test_the_table_of_a_group_online_names_the_clock(zone: str, said: str) -> None:
    page = page_of(changed(VENUE, f"online: {{link: https://rooms.example.org/canal}}\ntimezone: {zone}\n"))
    table = page.text[page.text.index("All meetings of this group") :]
    assert said in re.sub(r"\s+", " ", table)


def test_the_ways_to_write_to_a_group_stand_apart() -> None:
    contact = "contact: {email: canal@example.org, phone: '+44 113 496 0100', website: https://example.org}"
    said = re.sub(r"\s+", " ", page_of(with_line(contact)).text)
    assert "Contact the group: canal@example.org · +44 113 496 0100 · Website" in said


def test_an_online_time_says_its_zone_without_an_abbreviation() -> None:
    assert "Kathmandu time (UTC+5:45)" in project_page("online/open-room").text


def test_text_of_any_direction_keeps_to_itself() -> None:  # U02
    page = page_of(changed("Canal Side", "نور الجبل"))
    assert ("h1", ("dir",)) in page.elements


def test_the_same_directory_gives_the_same_bytes() -> None:
    assert files_of(project()) == files_of(project())


def test_no_page_needs_more_than_thirty_kilobytes() -> None:
    assert max(len(text.encode()) for _, text in pages(project_files())) < 30_000
