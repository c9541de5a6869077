"""The pages of words in Chromium: axe, the smallest screen, and the six questions with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from pages import all_pages
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sites import Built

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
NOT_SURE = "learn/not-sure/"
Open = Callable[..., Page]


@pytest.fixture
def opened(sample: Built, browser: Browser) -> Iterator[Open]:
    """Opens a page of the sample site on a phone, unless said otherwise."""
    contexts: list[BrowserContext] = []

    def opened(address: str, **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 390, "height": 844}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(sample.url + address)
        return page

    yield opened
    for context in contexts:
        context.close()


def axe(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("(options) => axe.run(document, options)", OPTIONS)
    return [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_and_nothing_hangs_over(width: int, scheme: str, sample: Built, opened: Open) -> None:
    found = {}
    page = opened("", viewport={"width": width, "height": 844}, color_scheme=scheme)
    for each in all_pages():
        page.goto(sample.url + each.address)
        found[each.uri] = axe(page)
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            found[each.uri].append("wider than the screen")
    assert {uri: wrong for uri, wrong in found.items() if wrong} == {}


def answer(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(
    ("answers", "fragment"),
    [
        (
            ["For me", "Drinking", "No faith, please", "No, or I would rather not say", "Online", "Anyone"],
            "fellowship=lifering&fellowship=smart-recovery&fellowship=wfs&how=online",
        ),
        (
            ["For me, because of someone I love", "Drinking", "I do not mind", "Anyone"],
            "fellowship=al-anon",
        ),
        (["For me, because of someone I love", "Gambling", "Online", "Anyone"], "kind=family&how=online"),
        (["For me, because I grew up with it", "By phone", "Women"], "fellowship=aca&how=phone&community=women"),
        (
            ["For me", "Gambling", "Native-led", "Yes, for addiction", "In a room with people", "Men"],
            "fellowship=celebrate-recovery&fellowship=ga&fellowship=recovery-dharma&fellowship=smart-recovery"
            "&how=in-person&community=men",
        ),
        (
            ["For me", "Something else, or more than one", "Buddhist, or with meditation", "Skip this question"]
            + ["Skip this question"] * 2,
            "kind=buddhist",
        ),
        (["Skip this question"] * 6, ""),
    ],
)
def test_the_answers_lead_to_one_link(answers: list[str], fragment: str, opened: Open) -> None:
    page = opened(NOT_SURE)
    answer(page, *answers)
    link = page.get_by_role("link", name="Show these meetings")
    assert (link.get_attribute("href") or "").partition("#")[2] == fragment
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a meeting")


def test_one_question_at_a_time_and_the_way_back(opened: Open) -> None:
    page = opened(NOT_SURE)
    expect(page.get_by_role("heading", name="Who is it for?")).to_be_visible()
    expect(page.get_by_role("heading", name="What is troubling you, or them?")).to_be_hidden()
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()
    answer(page, "For me, because of someone I love")
    expect(page.get_by_role("heading", name="What is troubling you, or them?")).to_be_focused()
    expect(page.get_by_text("Question 2 of 4")).to_be_visible()
    answer(page, "Back")
    expect(page.get_by_role("button", name="For me, because of someone I love")).to_have_attribute(
        "aria-pressed", "true"
    )
    answer(page, "For me")
    expect(page.get_by_text("Question 2 of 6")).to_be_visible()
    answer(page, "Start again")
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()
    assert page.locator("[aria-pressed=true]").count() == 0


def test_a_wish_that_nothing_fits_is_said(opened: Open) -> None:
    page = opened(NOT_SURE)
    answer(page, "For me", "Food or eating", "Native-led", *["Skip this question"] * 3)
    expect(page.get_by_text("No group here fits both")).to_be_visible()
    expect(page.get_by_role("heading", name="Here is where you could begin")).to_be_focused()
    assert axe(page) == []


def test_every_answer_gives_its_reason(opened: Open) -> None:
    page = opened(NOT_SURE)
    answer(page, "For me", "Heroin, fentanyl or other opioids", *["Skip this question"] * 4)
    reasons = page.locator("[data-part=reasons] li")
    expect(reasons).to_have_count(2)
    expect(reasons.nth(1)).to_contain_text("Medicine saves lives")
    expect(reasons.nth(1).get_by_role("link", name="Overdose")).to_be_visible()


def test_nothing_is_kept_or_sent(opened: Open) -> None:
    page = opened(NOT_SURE)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = page.url
    answer(page, "For me", "Drinking", *["Skip this question"] * 4)
    assert asked == [] and page.url == before
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert page.evaluate(kept) == [0, 0, ""]
    page.reload()
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()


def test_without_javascript_all_is_on_one_page(opened: Open) -> None:
    page = opened(NOT_SURE, java_script_enabled=False)
    for heading in ("Who is it for?", "What is troubling you, or them?", "Who would you like to be with?"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_role("link", name="Meetings about gambling")).to_be_visible()
    expect(page.get_by_text("Skip this question")).to_be_hidden()
    expect(page.get_by_text("Here is where you could begin")).to_be_hidden()
