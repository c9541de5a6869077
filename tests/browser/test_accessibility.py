"""Everybody can use it: axe finds nothing, and neither do the checks that axe does not make."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect
from sites import EARLY_RISERS, PAGES, PORTLAND, Built
from test_finder import walk
from visitor import Visitor

from conftest import Visit

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
EMPTY = "near=Portland&time=morning&fellowship=na"
STATES = ("results", "with filters", "sheet", "empty", "choice of towns", "failed")
WIDTHS = (320, 390, 1280)


def axe(page: Page) -> list[str]:
    """What axe finds, one line for each element."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", OPTIONS)
    return [
        f"{broken['id']} ({broken['impact']}): {node['html'][:150]} {node['failureSummary'][:250]}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


def bring(visitor: Visitor, state: str) -> Page:
    """The finder in one of its states."""
    page = visitor.page
    if state == "failed":
        page.route("**/finder/meetings.*.json", lambda route: route.abort())
        visitor.open("meetings/")
        expect(page.locator("[data-slot=failed]")).to_be_visible()
        visitor.troubles.clear()
    elif state == "choice of towns":
        visitor.finder()
        page.get_by_label("Town or postal code").fill("Springfield")
        page.get_by_role("button", name="Find", exact=True).click()
        expect(page.locator("[data-slot=places] button").first).to_be_visible()
    elif state == "sheet":
        visitor.finder("near=Portland&format=open&format=women")
        if page.get_by_role("button", name=re.compile("^Filters")).is_visible():
            page.get_by_role("button", name=re.compile("^Filters")).click()
        for more in page.locator("dialog summary").all():
            if more.is_visible():
                more.click()
    elif state == "empty":
        visitor.finder(EMPTY)
    else:
        visitor.finder("near=Portland" + ("&day=mon&time=evening&access=step-free" if state == "with filters" else ""))
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_any_kind_of_page(width: int, scheme: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=width, color_scheme=scheme)
    found = {}
    for name, address in PAGES.items():
        page = visitor.unknown(address) if name == "404" else visitor.open(address)
        if name == "finder":
            visitor.answered()
        found[name] = axe(page)
    assert {name: broken for name, broken in found.items() if broken} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_any_state_of_the_finder(width: int, scheme: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=width, height=900, color_scheme=scheme)
    found = {state: axe(bring(visitor, state)) for state in STATES}
    assert {state: broken for state, broken in found.items() if broken} == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_with_menu_and_search_open(width: int, sample: Built, visit: Visit) -> None:
    page = visit(sample, width=width).open("about/")
    if width == 390:
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Learn")).to_be_visible()
        assert axe(page) == []
    page.get_by_role("button", name="Search").click()
    page.locator(".md-search__input").press_sequentially("portland")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert axe(page) == []


def test_axe_finds_nothing_with_forced_colours(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, forced_colors="active")
    assert axe(visitor.finder("near=Portland")) == []
    assert axe(visitor.open(EARLY_RISERS)) == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "404"])
def test_no_page_scrolls_sideways_on_the_smallest_screen(name: str, sample: Built, visit: Visit) -> None:
    page = visit(sample, width=320).open(PAGES[name])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_finder_scrolls_sideways_on_the_smallest_screen(
    state: str, sample: Built, visit: Visit
) -> None:
    page = bring(visit(sample, width=320), state)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert page.evaluate("(document.querySelector('dialog[open]') ?? document.body).scrollWidth") <= 320


def test_a_page_still_fits_when_letters_and_lines_stand_apart(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=320)
    for address in ("meetings/#near=Portland", EARLY_RISERS, PORTLAND):
        page = visitor.open(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("""() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* {line-height: 1.5 !important; letter-spacing: .12em !important;
                word-spacing: .16em !important}`);
            document.adoptedStyleSheets = [sheet];
        }""")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["home", "group both ways", "town", "learn page", "online day"])
def test_every_page_can_be_walked_by_keyboard(name: str, width: int, sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=width)
    visitor.open(PAGES[name]).wait_for_load_state("networkidle")
    walked = walk(visitor, most=320)
    assert walked[0]["name"].startswith("Skip to")
    assert len(walked) > 8


def test_the_focus_is_always_to_be_seen(sample: Built, visit: Visit) -> None:
    for address in ("", "meetings/", EARLY_RISERS):
        visitor = visit(sample, width=1280)
        visitor.open(address).wait_for_load_state("networkidle")
        assert [step for step in walk(visitor, most=200) if not step["marked"]] == []


def test_skipping_leads_to_the_words_of_the_page(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.open(EARLY_RISERS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert visitor.focused()["name"] == "Meetings"


def test_menu_and_search_say_whether_they_are_open_and_close_with_escape(sample: Built, visit: Visit) -> None:
    page = visit(sample).open("about/")
    menu = page.get_by_role("button", name="Menu")
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    search = page.get_by_role("button", name="Search")
    search.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(search).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(search).to_have_attribute("aria-expanded", "false")


def test_the_status_line_is_there_before_it_speaks(sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open("meetings/")
    expect(page.get_by_role("status")).to_have_count(1)
    assert page.get_by_role("status").inner_text() == ""


def test_nothing_moves_for_those_who_asked_for_stillness(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, reduced_motion="reduce")
    for address in ("", "meetings/", EARLY_RISERS):
        page = visitor.open(address)
        page.wait_for_load_state("networkidle")
        moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter((element) => {
            const {transitionDuration, animationDuration, animationName, scrollBehavior} = getComputedStyle(element);
            const milliseconds = (each) => parseFloat(each) * (each.includes('ms') ? 1 : 1000);
            const long = (value) => value.split(',').some((each) => milliseconds(each) > 10);
            return long(transitionDuration) || (animationName !== 'none' && long(animationDuration))
                || scrollBehavior === 'smooth';
        }).map((element) => element.outerHTML.slice(0, 100))""")
        assert moving == []


def test_a_name_that_runs_the_other_way_stands_apart_from_the_words_around_it(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.open("meetings/jo/amman/amman/")
    expect(page.locator(".mh-name bdi", has_text="نور الجبل").first).to_be_visible()
    page = visitor.open("meetings/jo/amman/amman/nur-aljabal/")
    assert page.locator("h1").evaluate("(heading) => getComputedStyle(heading).direction") == "rtl"
    page = visitor.finder("text=نور")
    name = page.locator("[data-slot=list] .mh-name").first
    assert name.locator("bdi").evaluate("(name) => getComputedStyle(name).direction") == "rtl"


def test_a_printed_group_page_says_who_when_and_where_and_no_more(sample: Built, visit: Visit) -> None:
    page = visit(sample).open(EARLY_RISERS)
    page.emulate_media(media="print")
    for words in ("Early Risers", "Every Monday and Wednesday", "07:00–08:00", "114 Lantern Street", "Side door"):
        expect(page.locator("[data-mh-group]").get_by_text(words).first).to_be_visible()
    for hidden in (".md-header", ".mh-actions:not(.mh-join)", ".mh-crumbs", ".md-search"):
        for each in page.locator(hidden).all():
            expect(each).to_be_hidden()
    expect(page.locator(".mh-join a").first).to_be_visible()  # the way in is what paper is for


def test_a_printed_search_holds_the_meetings_and_not_the_form(sample: Built, visit: Visit) -> None:
    page = visit(sample).finder("near=Portland")
    page.emulate_media(media="print")
    card = page.locator("[data-slot=list] .mh-card").first
    expect(card).to_be_visible()
    expect(page.locator("form.mh-form")).to_be_hidden()
    assert re.search(r"\d\d:\d\d", card.inner_text())


def test_help_and_the_way_to_meetings_stand_at_the_same_place_on_every_page(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=1280)
    places = set()
    for name, address in PAGES.items():
        page = visitor.unknown(address) if name == "404" else visitor.open(address)
        link = page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Find a meeting")
        box = link.bounding_box()
        assert box
        places.add((round(box["x"]), round(box["y"])))
    assert len(places) == 1, places
