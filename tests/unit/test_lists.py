"""Lists are whole without a script: by region, by day, online by the day of UTC, in pages that are short enough."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import urljoin

import pytest

from meetinghouse import words
from meetinghouse.directory import Directory
from meetinghouse.list_pages import MOST_BY_DAY, MOST_ON_A_PAGE
from samples import PLAIN, Page, changed, directory_of, files_of, many, project

VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
HOURS = "    start: 19:30\n    end: 20:30\n"
ONLINE = changed(VENUE, "online: {link: https://rooms.example.org/canal}\ntimezone: Europe/London\n")


@cache
def project_files() -> dict[str, str]:
    return files_of(project())


def lists(directory: Directory) -> dict[str, str]:
    """The list pages by their address below meetings/."""
    return {
        uri.removeprefix("meetings/").removesuffix("index.html"): text
        for uri, text in files_of(directory).items()
        if "data-mh-list" in text
    }


def names(text: str) -> list[str]:
    return re.findall(r'class="mh-name"[^>]*><bdi>(.*?)</bdi>', text)


def days(text: str) -> list[str]:
    return re.findall(r'<h2[^>]* id="([a-z-]+)"', text)


def test_every_region_and_every_day_has_a_page() -> None:
    assert set(lists(project())) == {
        "au/", "au/south-australia/", "au/south-australia/adelaide/", "gb/", "gb/yorkshire/", "gb/yorkshire/leeds/",
        "gb/yorkshire/whitby/", "mx/", "mx/ciudad-de-mexico/", "online/", "monday/", "tuesday/", "wednesday/",
        "thursday/", "friday/", "saturday/", "sunday/", "by-appointment/",
    }  # fmt: skip


def test_a_town_lists_its_meetings_by_day_and_by_time() -> None:
    page = lists(project())["gb/yorkshire/leeds/"]
    assert days(page) == ["tuesday", "friday", "saturday"]
    assert names(page) == ["Canal Side", "Newcomers&#39; evening", "Night Owls", "Night Owls"]


@pytest.mark.parametrize(
    ("today", "order"),
    [
        ("2026-11-24", ["tuesday", "friday", "saturday"]),
        ("2026-11-25", ["friday", "saturday", "tuesday"]),
        ("2026-11-28", ["saturday", "tuesday", "friday"]),
    ],
)
def test_a_town_begins_with_the_day_it_was_built_on_and_names_it(today: str, order: list[str]) -> None:
    directory = replace(project(), today=date.fromisoformat(today))
    page = lists(directory)["gb/yorkshire/leeds/"]
    assert days(page) == order
    said = Page(page).text
    assert f"The days begin with {words.day_of(directory.today)}, when this list was built." in said
    assert "next: " not in re.sub(r'<ul class="mh-list">.*?</ul>', "", page, flags=re.DOTALL), (
        "a date grows old, no word for it"
    )


def test_what_has_no_day_stays_last() -> None:
    directory = replace(project(), today=date(2026, 11, 23))
    assert days(lists(directory)["gb/yorkshire/whitby/"])[-1] == "by-appointment"


def test_a_room_at_home_in_utc_says_its_time_once() -> None:
    at_home = changed("timezone: Europe/London", "timezone: UTC", ONLINE)
    said = Page(lists(directory_of(at_home))["online/"]).text
    assert said.count("19:30–20:30") == 1


def test_online_meetings_are_searched_by_language_and_others_by_place() -> None:
    pages = lists(project())
    assert "Search by time, kind and language" in pages["online/"]
    assert "Search by time, kind and place" in pages["gb/yorkshire/leeds/"]


def test_a_region_lists_what_lies_below_it() -> None:
    page = lists(project())["gb/yorkshire/"]
    assert {"West Pier", "Canal Side", "Lighthouse"} <= {name.partition("&")[0] for name in names(page)} | {
        "Lighthouse"
    }
    assert "../../../meetings/gb/yorkshire/leeds/" in Page(page).values("href")


def test_by_appointment_comes_last_and_without_an_hour() -> None:
    page = lists(project())["gb/yorkshire/whitby/"]
    assert days(page) == ["sunday", "by-appointment"]
    assert "A talk before your first meeting" in page


def test_a_monthly_meeting_says_its_rule_and_its_next_date() -> None:
    text = Page(lists(project())["gb/yorkshire/leeds/"]).text
    assert "Last Friday of the month" in text
    assert "Friday 27 November" in text


def test_a_pause_is_said_in_the_list() -> None:
    assert "Paused since 1 November 2026" in Page(lists(project())["gb/yorkshire/whitby/"]).text


def test_an_unlisted_group_is_in_no_list() -> None:
    assert not [uri for uri, text in lists(project()).items() if "Hidden Door" in text]


def test_online_meetings_stand_under_their_day_of_utc() -> None:
    page = lists(project())["online/"]
    sections = dict(zip(days(page), page.split("<section")[1:], strict=True))
    assert "Open Room" in sections["sunday"], "05:00 on Monday in Kathmandu is 23:15 on Sunday"
    assert "23:15–00:15 UTC" in sections["sunday"]
    assert "Closed Room" in sections["tuesday"], "22:00 on Monday in New York is 03:00 on Tuesday"
    assert "03:00–04:00 UTC" in sections["tuesday"]


def test_a_meeting_that_crosses_midnight_stands_under_the_day_it_begins_on() -> None:
    page = lists(project())["friday/"]
    assert "Night Owls" in page
    assert "23:00–01:00" in page


def test_the_online_list_says_how_only_of_what_is_in_a_building_too() -> None:
    said = re.findall(r'class="mh-facts">(.*?)</span>', lists(project())["online/"])
    assert len(said) > 2
    assert not [facts for facts in said if "· Online" in facts]
    assert [facts for facts in said if "In person and online" in facts]


def test_an_online_time_carries_its_instant() -> None:
    assert "2026-11-29T23:15Z" in Page(lists(project())["online/"]).values("datetime")


def test_a_long_town_has_a_page_for_each_day_and_leads_to_them() -> None:
    long = lists(many(MOST_ON_A_PAGE + 1))
    assert names(long["gb/leeds/"]) == []
    assert "../../../meetings/gb/leeds/tuesday/" in Page(long["gb/leeds/"]).values("href")


def test_a_town_just_short_enough_is_one_page() -> None:
    short = lists(many(MOST_ON_A_PAGE))
    assert len(names(short["gb/leeds/"])) == MOST_ON_A_PAGE
    assert "gb/leeds/tuesday/" not in short


@pytest.mark.parametrize("count", [61, 120, 121, 365])
def test_a_long_day_is_cut_into_pages_that_together_hold_every_meeting(count: int) -> None:
    long = lists(many(count))
    pages = {uri: text for uri, text in long.items() if re.fullmatch(r"gb/leeds/tuesday/([0-9]+/)?", uri)}
    assert len(pages) == -(-count // MOST_ON_A_PAGE)
    assert max(len(names(text)) for text in pages.values()) <= MOST_ON_A_PAGE
    found = [
        name
        for _, text in sorted(pages.items(), key=lambda page: len(page[0]) > 17 and int(page[0].split("/")[3]))
        for name in names(text)
    ]
    assert sorted(found) == sorted(f"Group {number}" for number in range(count))


@pytest.mark.parametrize("uri", ["gb/leeds/", "gb/leeds/tuesday/2/", "gb/", "tuesday/"])
def test_a_list_does_not_spell_its_own_address_in_every_link(uri: str) -> None:
    count = MOST_ON_A_PAGE if uri in ("gb/leeds/", "gb/") else 150
    page = lists(many(count))[uri]
    links = re.findall(r'class="mh-name" href="([^"]*)"', page)
    assert len(links) > 1
    assert not [link for link in links if "meetings/" in link]
    assert max(link.count("../") for link in links) == {"tuesday/": 1, "gb/leeds/tuesday/2/": 2}.get(uri, 0)


def test_pages_of_a_day_lead_to_each_other() -> None:
    long = lists(many(150))
    links = set(Page(long["gb/leeds/tuesday/2/"]).values("href"))
    for uri in ("gb/leeds/tuesday/", "gb/leeds/tuesday/3/"):
        assert f"../../../../../meetings/{uri}" in links


def test_a_large_region_leads_to_its_towns_and_not_to_days() -> None:
    large = lists(many(MOST_BY_DAY + 1))
    assert "tuesday/" not in large
    assert "gb/tuesday/" not in large
    assert "gb/leeds/tuesday/" in large


def test_a_list_says_when_it_was_built() -> None:
    assert all("24 November 2026" in text for text in lists(project()).values())


def test_every_meeting_has_a_way_to_it_through_lists() -> None:
    directory = project()
    linked = {
        urljoin(f"meetings/{uri}", link) for uri, text in lists(directory).items() for link in Page(text).values("href")
    }
    for group in directory.listed:
        for meeting in group.meetings:
            assert f"{group.uri}#{meeting.id}" in linked


@pytest.mark.parametrize("record", [PLAIN, ONLINE], ids=["in person", "online"])
def test_a_meeting_stands_once_under_each_of_its_days(record: str) -> None:
    several = changed("day: tuesday", "day: [monday, tuesday, last tuesday, friday]", record)
    place = "gb/leeds/" if record is PLAIN else "online/"
    assert len(names(lists(directory_of(several))[place])) == 3


def test_titles_of_lists_differ() -> None:
    titles = [re.findall("<title>(.*?)</title>", text)[0] for text in lists(many(150)).values()]
    assert len(titles) == len(set(titles))
