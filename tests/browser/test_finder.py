"""Real searches: the right meetings in the right order, in words, and never a dead end."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from sites import Built
from visitor import Visitor

from conftest import Visit

SATURDAY_NIGHT = "2026-11-22T08:10:00Z"
"""Ten past midnight, Sunday morning, in Portland."""


def look_near(visitor: Visitor, place: str) -> Page:
    page = visitor.page
    page.get_by_label("Town or postal code").fill(place)
    page.get_by_role("button", name="Find", exact=True).click()
    return page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Portland", "of Portland, Oregon"),
        ("97205", "of "),
        ("Kathmandu", "of Kathmandu"),
        ("dublin", "of Dublin"),
        ("tromso", "of Tromsø"),
        ("OSLO", "of Oslo"),
        ("ciudad de mexico", "of "),
        ("עמאן", "We could not find a place called “עמאן”"),
    ],
)
def test_a_typed_place_is_found_or_named_in_the_sentence(typed: str, said: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    visitor.finder()
    page = look_near(visitor, typed)
    where = page.locator("[data-slot=place-words]") if said.startswith("We") else visitor.status
    expect(where).to_contain_text(said)
    visitor.asks(_params(page, near=typed))


def _params(page: Page, **values: str) -> str:
    return str(page.evaluate("(values) => new URLSearchParams(values).toString()", values))


def test_near_a_town_there_are_only_rooms_there_to_walk_into(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder("near=Portland")
    assert set(visitor.names) >= {"One Day More", "Quiet Mind Sangha", "Crosstown Crystal Clear"}
    assert not set(visitor.names) & {"Round the Clock", "The Long Watch", "Canal Side"}
    places = page.locator("[data-slot=list] [data-slot=where]").all_text_contents()
    assert all(place.startswith("In person") for place in places)
    assert any(re.search(r"\d+(\.\d)? miles?", place) for place in places)


def test_distances_are_told_in_the_measure_of_the_visitor(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, locale="en-GB", timezone_id="Europe/London")
    page = visitor.finder("near=Oslo")
    assert any(" mile" in where for where in page.locator("[data-slot=where]").all_text_contents())
    visitor = visit(sample, locale="nb-NO", timezone_id="Europe/Oslo")
    page = visitor.finder("near=Oslo")
    assert any(re.search(r"\d km", where) for where in page.locator("[data-slot=where]").all_text_contents())


def test_where_a_name_means_several_towns_the_visitor_chooses(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    visitor.finder()
    page = look_near(visitor, "Springfield")
    expect(page.locator("[data-slot=place-words]")).to_have_text("Which Springfield do you mean?")
    choices = page.locator("[data-slot=places] button")
    assert choices.count() > 1
    label = choices.first.inner_text()
    choices.first.click()
    expect(page.locator("[data-slot=places]")).to_be_hidden()
    expect(page.get_by_label("Town or postal code")).to_have_value(label)
    found = visitor.status
    expect(found).to_contain_text(label)
    said = found.inner_text()
    visitor.asks(_params(page, near=label))
    page.reload()
    expect(found).to_have_text(said)


def test_what_is_on_comes_first_then_what_starts_soonest(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder()
    first = page.locator("[data-slot=heading]").first
    expect(first).to_have_text("On now")
    now = page.locator(".mh-day").first.locator("xpath=following-sibling::ul[1]")
    assert set(now.locator("[data-slot=when]").all_text_contents()) <= {"On now", "Just started"}
    soon = [int(said.split()[2]) for said in page.locator(".mh-when--soon").all_text_contents()]
    assert soon == sorted(soon)
    assert soon and soon[0] > 0


def test_words_say_what_is_on_what_just_started_and_what_starts_soon(sample: Built, visit: Visit) -> None:
    for now, said in {
        "2026-11-22T17:45:00Z": "Starts in 15 minutes",
        "2026-11-22T17:59:30Z": "Starts in 1 minute",
        "2026-11-22T18:00:00Z": "Just started",
        "2026-11-22T18:10:00Z": "Just started",
        "2026-11-22T18:11:00Z": "On now",
        "2026-11-22T19:29:00Z": "On now",
    }.items():
        visitor = visit(sample, now=now)
        page = visitor.finder("near=Portland&text=Quiet+Mind&day=sun")
        card = page.locator(".mh-card").filter(has=page.get_by_role("heading", name=re.compile("Quiet Mind Sangha$")))
        expect(card.locator("[data-slot=when]").first).to_have_text(said)
        expect(card.locator("[data-slot=time]").first).to_have_text("10:00–11:30 · today")


def test_a_meeting_is_over_at_its_last_minute(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, now="2026-11-22T19:30:00Z")
    page = visitor.finder("near=Portland&text=Quiet+Mind")
    expect(page.locator("[data-slot=list] [data-slot=when]", has_text="On now")).to_have_count(0)


def test_a_meeting_past_midnight_is_still_on(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, now=SATURDAY_NIGHT)
    page = visitor.finder("near=Portland")
    card = page.locator(".mh-card").first
    expect(card.locator(".mh-name")).to_have_text("Night Owls")
    expect(card.locator("[data-slot=when]")).to_have_text("On now")
    expect(card.locator("[data-slot=time]")).to_contain_text("22:30–00:30")


def test_an_open_page_follows_the_clock_past_midnight(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, now="2026-11-22T07:59:59Z")
    page = visitor.finder("near=Portland&text=Quiet+Mind&day=sun")
    time = page.locator(".mh-card [data-slot=time]").first
    expect(time).to_contain_text("tomorrow")
    said = visitor.status.inner_text()
    visitor.context.clock.set_fixed_time("2026-11-22T08:00:00Z")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(time).to_contain_text("today")
    assert visitor.status.inner_text() == said, "time going by is not announced"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Kathmandu", "02:45–03:45"),
        ("America/Vancouver", "1[34]:00–1[45]:00"),  # as new as the browser's own rules, which only its owner can mend
        ("UTC", "21:00–22:00"),
        ("Pacific/Apia", "10:00–11:00"),
    ],
)
def test_a_room_online_is_told_on_the_clock_of_the_visitor(zone: str, said: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample, timezone_id=zone)
    page = visitor.finder("how=online&text=Round+the+Clock")
    times = page.locator("[data-slot=list] [data-slot=time]").all_text_contents()
    assert any(re.match(said, time) for time in times)
    if zone != "UTC":
        assert all("your time (" in time for time in times)


def test_a_room_of_another_day_names_the_day_there(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, timezone_id="Asia/Kathmandu")
    page = visitor.finder("how=online&text=Women+at+Sunrise")
    expect(page.locator("[data-slot=list] [data-slot=time]").first).to_contain_text(
        "18:45–19:45 · tonight, your time (06:00 in Denver)"
    )


def test_a_ticked_box_changes_the_count_once_and_leaves_the_focus(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=1280, height=900)
    page = visitor.finder("near=Portland")
    before = visitor.count()
    page.evaluate("""() => {
        window.__said = [];
        new MutationObserver(() => window.__said.push(document.querySelector('[data-slot=status]').textContent))
            .observe(document.querySelector('[data-slot=status]'), {childList: true, subtree: true});
    }""")
    box = page.locator("[name=time][value=evening]")
    box.focus()
    page.keyboard.press("Space")
    page.locator("[name=time][value=morning]").check()
    box.focus()
    expect(visitor.status).not_to_have_text(re.compile(rf"^{before} "))
    assert visitor.count() < before
    said = page.evaluate("window.__said")
    assert len(said) == 1, said
    expect(box).to_be_focused()
    expect(visitor.status).to_have_attribute("role", "status")


def test_a_count_beside_a_box_is_what_ticking_it_gives(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=1280, height=900)
    page = visitor.finder("near=Portland")
    for more in page.locator("dialog summary").all():
        if more.is_visible():
            more.click()
    for value in ("aa", "recovery-dharma", "na"):
        option = page.locator(f"[name=fellowship][value={value}]")
        promised = int(page.locator(f'[data-count="fellowship:{value}"]').text_content() or "")
        option.check()
        expect(visitor.status).to_have_text(re.compile(rf"^{promised} "))
        option.uncheck()


def test_each_filter_has_a_chip_that_takes_it_away(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=1280, height=900)
    page = visitor.finder("near=Portland&time=evening&fellowship=na&access=step-free&text=day")
    chips = page.locator("[data-slot=chips] .mh-chip")
    said = [chip.replace("×", "").strip() for chip in chips.all_text_contents()]
    assert said == ["Evening", "Narcotics Anonymous", said[2], "“day”"], "the place stands in its box"
    while chips.count():
        left = chips.count()
        name = chips.first.get_attribute("aria-label")
        assert name and name.startswith("Remove ")
        chips.first.click()
        expect(chips).to_have_count(left - 1)
    visitor.asks("near=Portland")


def test_on_a_phone_the_first_meeting_stands_in_the_first_half_of_the_screen(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=390, height=844)
    page = visitor.finder("near=Portland")
    expect(page.locator("[data-slot=told]")).to_have_text(visitor.status.inner_text())
    box = page.locator(".mh-card").first.bounding_box()
    assert box and box["y"] < 460
    strip = page.locator(".mh-help").bounding_box()
    assert strip and strip["height"] < 60, "one line"
    expect(page.get_by_role("link", name="Call or text 988")).to_be_visible()
    for part in (page.locator(".mh-sample p"), page.get_by_role("button", name="Filters")):
        shown = part.bounding_box()
        assert shown and shown["height"] < 48
    order = page.get_by_label("Order").bounding_box()
    filters = page.get_by_role("button", name="Filters").bounding_box()
    assert order and filters and abs(order["y"] - filters["y"]) < 8


def test_paper_has_dates_and_says_when_it_was_printed(sample: Built, visit: Visit) -> None:
    page = visit(sample).finder("near=Portland")
    cards = page.locator("[data-slot=list]")
    expect(cards).to_contain_text("tonight")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(cards).not_to_contain_text(re.compile("tonight|tomorrow|on now", re.IGNORECASE))
    expect(cards).to_contain_text("17:00–18:00 · Sunday 22 November")
    expect(page.get_by_text("Printed on 22 November 2026. Times change. Check with the group")).to_be_visible()
    kept = page.locator("[data-slot=list] li").first.evaluate("(card) => getComputedStyle(card).breakInside")
    assert kept == "avoid"
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(cards).to_contain_text("tonight")
    expect(page.get_by_text("Printed on")).to_be_hidden()


def test_what_never_closes_has_no_hour_on_any_clock(sample: Built, visit: Visit) -> None:
    page = visit(sample, timezone_id="America/Los_Angeles").finder("text=never+locked")
    card = page.locator(".mh-card").filter(has_text="Never Locked")
    expect(card.locator("[data-slot=time]")).to_have_text("All day and night")


def test_an_empty_answer_names_the_filter_to_loosen_and_what_that_gives(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder("near=Portland&time=morning&fellowship=na")
    expect(visitor.status).to_contain_text("0 meetings")
    empty = page.locator("[data-slot=empty]")
    expect(empty).to_contain_text(re.compile(r"No meeting within .+ of Portland, Oregon fits all of this\."))
    expect(page.locator("[data-slot=told]"), "the eye is told once").to_be_hidden()
    hint = page.locator("[data-slot=empty-hint]").inner_text()
    found = re.fullmatch(r"Without (.+) there (?:are|is) (\d+) meetings?\.", hint)
    assert found, hint
    page.get_by_role("button", name=f"Remove {found[1]}").last.click()
    expect(visitor.status).to_have_text(re.compile(rf"^{found[2]} "))
    expect(empty).to_be_hidden()


def test_an_empty_answer_leads_online(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder("near=Portland&time=morning&fellowship=na")
    page.get_by_role("button", name="Show meetings online").click()
    expect(visitor.status).not_to_have_text(re.compile("^0 "))
    visitor.asks("time=morning&how=online&fellowship=na")


@pytest.mark.parametrize(
    "fragment",
    [
        "near=Portland&within=10mi&day=mon&day=thu&time=evening&how=in-person&fellowship=aa&format=open&text=day&sort=distance",
        "how=online&language=en&all=format&format=open&format=newcomers",
        "when=tomorrow&how=phone",
        "near=Portland&access=step-free&any=access&access=toilet",
    ],
)
def test_a_shared_address_asks_the_same_question(fragment: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder(f"zebra=1&{fragment}")
    names = visitor.names
    box = page.locator("[name=time][value=morning]")
    box.evaluate("(box) => box.click()")
    box.evaluate("(box) => box.click()")
    expect(page).not_to_have_url(re.compile("zebra"))
    again = page.url.partition("#")[2]
    assert sorted(again.split("&")) == sorted(fragment.split("&"))
    second = visit(sample)
    second.finder(again)
    assert second.names == names


def test_a_search_makes_no_history_and_back_leaves(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=1280, height=900)
    page = visitor.open("about/")
    page.goto(f"{sample.url}meetings/")
    visitor.answered()
    before = page.evaluate("history.length")
    look_near(visitor, "Portland")
    expect(visitor.status).to_contain_text("of Portland")
    page.locator("[name=time][value=evening]").check()
    page.get_by_label("Words in the name or place").press_sequentially("day")
    expect(page.locator("[data-slot=chips]")).to_contain_text("“day”")
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("About")
    page.go_forward()
    visitor.answered()
    expect(visitor.status).to_contain_text("of Portland")


FAILURES = {
    "no connection": lambda route: route.abort(),
    "the server fails": lambda route: route.fulfill(status=500, body="oops"),
    "the file is gone": lambda route: route.fulfill(status=404, body="gone"),
    "the host sends a friendly page": lambda route: route.fulfill(
        status=200, content_type="text/html", body="<!doctype html><h1>Welcome to the Wi-Fi</h1>"
    ),
    "a file of something else": lambda route: route.fulfill(status=200, json={"hello": "there"}),
    "a file of nothing": lambda route: route.fulfill(status=200, body="null"),
    "half a file": lambda route: route.fulfill(status=200, body='{"format": 1, "count": 12, "gro'),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES.keys())
def test_when_the_list_does_not_load_the_page_says_so_and_leads_on(failure: Any, sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    pattern = "**/finder/meetings.*.json"
    visitor.page.route(pattern, failure)
    page = visitor.open("meetings/")
    failed = page.locator("[data-slot=failed]")
    expect(failed).to_contain_text("The list of meetings did not load.")
    expect(visitor.status).not_to_have_text(re.compile(r"\d"))
    expect(page.locator("[data-slot=empty]")).to_be_hidden()
    expect(page.get_by_text("0 meetings")).to_have_count(0)
    expect(failed.get_by_role("link", name="See the plain lists")).to_have_attribute("href", re.compile("#by-place$"))
    visitor.troubles.clear()
    page.unroute(pattern)
    failed.get_by_role("button", name="Try again").click()
    expect(visitor.status).to_have_text(f"{sample.plugin.site.directory.meetings} meetings")
    expect(failed).to_be_hidden()


def test_when_the_towns_do_not_load_the_page_says_so_and_can_try_again(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    pattern = re.compile(r"/finder/(places|postcodes).*\.json")
    visitor.page.route(pattern, lambda route: route.abort())
    visitor.finder()
    page = look_near(visitor, "Portland")
    expect(page.locator("[data-slot=place-words]")).to_contain_text("The list of towns did not load.")
    visitor.troubles.clear()
    page.unroute(pattern)
    page.get_by_role("button", name="Find", exact=True).click()
    expect(visitor.status).to_contain_text("of Portland")


def test_one_broken_row_does_not_hide_the_others(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)

    def damage(route: Route) -> None:
        shard = route.fetch().json()
        shard["schedule"][0] = 99_999
        shard["group"][1] = -7
        shard["attendance"][2] = "maybe"
        route.fulfill(json=shard)

    visitor.page.route("**/finder/meetings.*.json", damage)
    page = visitor.finder()
    expect(visitor.status).to_have_text(f"{sample.plugin.site.directory.meetings - 3} meetings")
    expect(page.locator("[data-slot=notice]")).to_contain_text("3 meetings could not be shown.")


def test_a_script_that_does_not_load_leaves_the_lists(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    visitor.page.route("**/assets/finder/**", lambda route: route.abort())
    page = visitor.open("meetings/")
    expect(page.get_by_role("heading", name="By place")).to_be_visible()
    expect(page.locator("form.mh-form")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    visitor.troubles.clear()


def test_without_storage_the_finder_works(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    visitor.context.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB'])
            Object.defineProperty(window, name, {get() { throw new DOMException('off', 'SecurityError'); }});"""
    )
    visitor.finder("near=Portland")
    assert visitor.count() > 10


def test_the_list_is_shown_piece_by_piece(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder()
    assert len(visitor.names) == 10
    page.get_by_role("button", name="Show 10 more").click()
    assert len(visitor.names) == 20
    focused = page.evaluate("document.activeElement.innerText")
    assert focused == visitor.names[10]


def test_an_old_list_says_so(sample: Built, visit: Visit) -> None:
    page = visit(sample, now="2027-01-20T12:00:00Z").finder()
    expect(page.locator("[data-slot=notice]")).to_be_hidden()
    page = visit(sample, now="2027-01-25T12:00:00Z").finder()
    expect(page.locator("[data-slot=notice]")).to_contain_text("This list was made on 22 November 2026.")


@pytest.mark.parametrize("year", ["2025", "2035"])
def test_a_clock_that_is_years_wrong_breaks_nothing(year: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample, now=f"{year}-11-22T12:00:00Z")
    page = visitor.finder("near=Portland")
    assert visitor.count() > 10
    notice = page.locator("[data-slot=notice]")
    expect(notice).to_contain_text("clock of this device" if year == "2025" else "This list was made on")


def test_a_word_is_not_found_inside_another(sample: Built, visit: Visit) -> None:
    men = visit(sample)
    men.finder("format=men&how=online&how=in-person")
    women = visit(sample)
    women.finder("text=men")
    found = {name.lower() for name in women.names}
    assert not any("women" in name for name in found)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("solo por hoy", "Sólo por Hoy Roma"),
        ("blamandag", "Blåmandag"),
        ("nowy dzien", "Nowy Dzień"),
        ("omahoneys", "O'Mahoney's Yard"),
        ("o’mahoney", "O'Mahoney's Yard"),
        ("صباح", "صباح جديد"),
        ("אור", "אור ראשון"),
        ("बिहानी", "नयाँ बिहानी"),
        ("тихий", "Тихий ефір"),
        ("nigth owls", "Night Owls"),
        ("early risrs", "Early Risers"),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str, name: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=1280, height=900)
    page = visitor.finder()
    page.get_by_label("Words in the name or place").fill(typed)
    expect(page.locator("[data-slot=list] .mh-name").first).to_have_text(re.compile(rf"^{re.escape(name)}"))


@pytest.mark.parametrize("way", ["by place", "online", "by day"])
def test_the_plain_ways_of_the_first_page_lead_to_their_lists(way: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.open()
    page.locator(".mh-ways").get_by_role("link", name=way).click()
    visitor.answered()
    heading = page.get_by_role("heading", name=re.compile(f"^{way}$", re.IGNORECASE))
    expect(heading).to_be_in_viewport()
    assert page.url.endswith("#" + way.replace(" ", "-"))


def test_a_paused_meeting_is_apart_and_says_until_when(sample: Built, visit: Visit) -> None:
    page = visit(sample).finder("near=Eugene")
    expect(page.locator("[data-slot=list]")).not_to_contain_text("New Deal")
    page.get_by_text(re.compile("^Not meeting at the moment")).click()
    expect(page.locator("[data-slot=paused-list]")).to_contain_text(
        "Not meeting from 6 October 2026 to 11 January 2027"
    )


def test_a_group_s_page_and_the_finder_end_a_pause_on_the_same_day(sample: Built, visit: Visit) -> None:
    page = visit(sample).open("meetings/us/oregon/eugene/new-deal/")
    first = (page.locator("[data-mh-group] time").first.get_attribute("datetime") or "")[:10]
    visitor = visit(sample, now=f"{first}T16:00:00Z")
    page = visitor.finder("near=Eugene&text=New+Deal")
    expect(page.locator("[data-slot=list] [data-slot=time]").first).to_have_text("19:00–20:30 · tonight")
    week_before = visit(sample, now="2027-01-04T16:00:00Z")
    page = week_before.finder("near=Eugene&text=New+Deal")
    expect(page.locator("[data-slot=list] [data-slot=time]", has_text="tonight")).to_have_count(0)


def test_a_way_in_that_a_group_keeps_is_not_in_the_finder(sample: Built, visit: Visit) -> None:
    page = visit(sample).finder("how=online&text=Nurses+Off+Shift")
    card = page.locator(".mh-card").first
    expect(card).to_contain_text("Ask the group by email for the way in")
    expect(card.locator("[data-action=join]")).to_have_count(0)
    shards = [path.read_text() for path in (sample.folder / "finder").glob("meetings.*.json")]
    assert not any("off-shift" in shard.replace("nurses-off-shift", "") for shard in shards)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_whole_finder_can_be_walked_by_keyboard(width: int, sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=width, height=844)
    page = visitor.finder("near=Portland&text=day")
    walked = walk(visitor)
    names = [step["name"] for step in walked]
    assert any(name.startswith("Skip to") for name in names[:2])
    for wanted in ("Town or postal code", "Find", "Use my position", "Remove “day”", "Order"):
        assert wanted in names, wanted
    if width == 390:
        page.get_by_role("button", name=re.compile("^Filters")).focus()
        page.keyboard.press("Enter")
        sheet = page.get_by_role("dialog", name="Filters")
        expect(sheet).to_be_visible()
        inside = walk(
            visitor,
            most=150,
            until=lambda step: (
                step["name"].startswith("Show ") and step["tag"] == "button" and step["name"] != "Show all"
            ),
        )
        assert any(step["name"].startswith("Monday") for step in inside)
        assert any(step["name"].startswith("Words in the name") for step in inside)
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        assert visitor.focused()["name"].startswith("Filters")


def walk(visitor: Visitor, most: int = 160, until: Any = lambda step: False) -> list[dict[str, Any]]:
    """Presses Tab to the end of the page, and looks at whatever has the focus."""
    walked: list[dict[str, Any]] = []
    for _ in range(most):
        visitor.page.keyboard.press("Tab")
        step = visitor.focused()
        if step["tag"] == "body":
            break
        assert step["name"], f"has no name: {step}"
        assert step["width"] > 0 and step["height"] > 0, f"has no size: {step}"
        assert step["inside"], f"is out of sight: {step}"
        assert not step["covered"], f"is covered: {step}"
        walked.append(step)
        if until(step):
            break
    assert len(walked) < most
    return walked
