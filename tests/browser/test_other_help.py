"""Help that is not a meeting stands below the meetings, for the country that was asked for, and costs no one a wait."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sites import PAGES, Built
from test_accessibility import EMPTY, axe
from visitor import Visitor

from conftest import Visit

LARGEST = 6
LEAST = 44
FELLOWSHIPS = ("aa", "na", "smart-recovery", "al-anon", "recovery-dharma")


def asked_for(visitor: Visitor) -> list[str]:
    return [address for address in visitor.requests if "/finder/resources." in address]


def block(page: Page) -> Page:
    """The page, scrolled until the cards are there."""
    page.locator("[data-slot=other-help]").scroll_into_view_if_needed()
    expect(page.locator("[data-slot=other-help] article").first).to_be_visible()
    return page


def test_its_file_is_opened_once_and_only_when_somebody_comes_near(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder("near=Portland")
    assert asked_for(visitor) == []
    block(page)
    page.get_by_role("button", name=re.compile("^Filters")).scroll_into_view_if_needed()
    page.locator("[data-slot=other-help]").scroll_into_view_if_needed()
    assert len(asked_for(visitor)) == 1


def test_there_are_at_most_six_with_a_way_to_reach_each_and_to_all_others(sample: Built, visit: Visit) -> None:
    page = block(visit(sample).finder("near=Portland"))
    cards = page.locator("[data-slot=other-help] article")
    assert 0 < cards.count() <= LARGEST
    for card in cards.all():
        assert card.locator(".mh-reach a").count() >= 1
    page.get_by_role("link", name="All other help").click()
    expect(page).to_have_url(sample.url + "resources/")


def test_a_card_leads_to_all_about_it(below: Built, visit: Visit) -> None:
    page = block(visit(below).finder("near=Portland"))
    link = page.locator("[data-slot=other-help] article h3 a").first
    name = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(re.escape(below.url) + r"resources/us/#.+"))
    expect(page.locator("section:target")).to_contain_text(name)


def test_who_found_nothing_sees_it_right_below(sample: Built, visit: Visit) -> None:
    page = visit(sample).finder(EMPTY)
    block(page)
    after = page.locator("[data-slot=empty] + [data-slot=other-help]")
    expect(after).to_be_visible()


def test_a_place_in_another_country_has_its_own_lines(sample: Built, visit: Visit) -> None:
    page = block(visit(sample).finder("near=Leeds"))
    links = page.locator("[data-slot=other-help] article h3 a")
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    assert any("/resources/gb/" in address for address in addresses)
    assert not any("/resources/us/" in address for address in addresses)


@pytest.mark.parametrize(("place", "shown"), [("Belfast, Northern Ireland", True), ("Leeds", False)])
def test_a_line_of_one_region_is_shown_there_only(sample: Built, visit: Visit, place: str, shown: bool) -> None:
    page = block(visit(sample).finder(f"near={place}"))
    links = page.locator("[data-slot=other-help] article h3 a").all()
    addresses = [link.get_attribute("href") or "" for link in links]
    assert any("/resources/gb/" in address for address in addresses)
    assert any("/resources/gb/northern-ireland/" in address for address in addresses) == shown


@pytest.mark.parametrize("width", [320, 1280])
def test_every_button_is_large_and_axe_finds_nothing(sample: Built, visit: Visit, width: int) -> None:
    page = block(visit(sample, width=width).finder("near=Portland"))
    for link in page.locator("[data-slot=other-help] .mh-reach a").all():
        box = link.bounding_box()
        assert box and box["height"] >= LEAST and box["x"] + box["width"] <= width
    assert axe(page) == []


def test_a_file_that_does_not_load_leaves_the_link(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    visitor.page.route("**/finder/resources.*.json", lambda route: route.abort())
    page = visitor.finder("near=Portland")
    page.locator("[data-slot=other-help]").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="All other help")).to_be_visible()
    page.wait_for_timeout(200)
    visitor.forgive("resources.")


def test_without_a_script_there_is_a_plain_link(sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open(PAGES["finder"])
    expect(page.locator("[data-slot=other-help]")).to_be_hidden()
    page.get_by_role("link", name="Other help: by telephone, treatment, forums").click()
    expect(page).to_have_url(sample.url + "resources/")


def test_many_of_one_kind_are_one_chip(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=1280)
    page = visitor.finder("&".join(f"fellowship={slug}" for slug in FELLOWSHIPS))
    chips = page.locator("[data-slot=chips] button")
    expect(chips).to_have_count(1)
    expect(chips).to_contain_text("5 fellowships")
    chips.click()
    visitor.asks("")


def test_the_home_page_leads_there(sample: Built, visit: Visit) -> None:
    page = visit(sample).open()
    page.locator(".mh-doors").get_by_role("link", name="Other help").click()
    expect(page).to_have_url(sample.url + "resources/")
