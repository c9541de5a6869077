"""What eyes would notice on a phone: nothing too long, nothing askew, nothing said twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sites import PAGES, PORTLAND, Built

from conftest import Visit

THREE_SCREENS = 3 * 844


def test_help_now_is_short_and_opens_without_a_script(sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open("help-now/")
    main = page.locator("article.mh-lists")
    box = main.bounding_box()
    assert box and box["height"] < THREE_SCREENS
    for name in ("Call 911", "Call 988", "Text HOME to 741741"):
        expect(main.get_by_role("link", name=name).first).to_be_visible()
    elsewhere = main.get_by_role("link", name="Ireland")
    expect(elsewhere).to_be_hidden()
    main.get_by_text("Another country").click()
    expect(elsewhere).to_be_visible()


def test_what_is_folded_is_open_on_paper(sample: Built, visit: Visit) -> None:
    page = visit(sample).open("help-now/")
    page.emulate_media(media="print")
    folded = page.locator("article.mh-lists details").last
    height = folded.evaluate("(details) => details.getBoundingClientRect().height")
    assert height > 200


@pytest.mark.parametrize("name", ["group in Arabic", "group in Hebrew", "group in person"])
def test_every_name_stands_where_the_others_stand(name: str, sample: Built, visit: Visit) -> None:
    heading = visit(sample).open(PAGES[name]).get_by_role("heading", level=1)
    assert heading.evaluate("(heading) => getComputedStyle(heading).textAlign") == "left"


def test_your_time_stands_after_the_zone_it_is_not(sample: Built, visit: Visit) -> None:
    first = visit(sample).open(PAGES["group online"]).locator(".mh-next li").first
    expect(first).to_have_text(re.compile(r"\d\d:\d\d–\d\d:\d\d UTC \(.+ your time\) Online"))


@pytest.mark.parametrize("address", ["meetings/", "meetings/online/", "meetings/online/monday/"])
def test_weekdays_stand_in_rows(address: str, sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open(address)
    days = [page.get_by_role("link", name=day, exact=True).first.bounding_box() for day in ("Monday", "Tuesday")]
    assert days[0] and days[1] and days[0]["y"] == days[1]["y"]
    assert days[0]["height"] >= 43


def test_a_list_begins_with_the_day_it_was_built_on(sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open(PORTLAND)
    expect(page.get_by_role("heading", level=2).first).to_have_text("Sunday 22 November")
    expect(page.locator("article.mh-lists")).to_contain_text(
        "The days begin with Sunday 22 November, when this list was built."
    )


def test_the_menu_marks_the_page_without_colour(sample: Built, visit: Visit) -> None:
    page = visit(sample).open("learn/your-first-meeting/")
    page.get_by_role("button", name="Menu").press("Enter")
    menu = page.get_by_role("navigation", name="Navigation")
    here = menu.get_by_role("link", name="Your first meeting")
    expect(here).to_have_attribute("aria-current", "page")
    other = menu.get_by_role("link", name="Questions and answers")
    weights = [link.evaluate("(link) => Number(getComputedStyle(link).fontWeight)") for link in (here, other)]
    assert weights[0] > weights[1]
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Home")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()
