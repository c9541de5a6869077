"""Nobody learns that somebody was here: no other host, nothing kept on the device, no word of a search on its way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sites import EARLY_RISERS, PAGES, Built, Reader
from visitor import NOTHING, Visitor

from conftest import Visit
from meetinghouse import security

SEARCH = "near=Portland&how=online&how=in-person&format=open&text=owls"
WORDS = ("near=", "Portland", "owls", "craving", "45.5", "122.6", "Leeds", "97205")
POSITION = {"latitude": 45.5234567, "longitude": -122.6765432}


def leaves_no_trace(visitor: Visitor) -> None:
    assert visitor.stored() == NOTHING
    assert visitor.page.context.cookies() == []
    told = [address for address in visitor.requests if any(word in address.partition("#")[0] for word in WORDS)]
    assert told == []
    assert [
        address for address in visitor.requests if "#" in address and not address.startswith(visitor.site.url)
    ] == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "404"])
def test_no_kind_of_page_leaves_a_trace_or_asks_another_host(name: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.open(PAGES[name])
    page.wait_for_load_state("networkidle")
    (policy,) = Reader(page.content()).attributes("meta", **{"http-equiv": "Content-Security-Policy"})
    assert "unsafe" not in (policy["content"] or "")
    leaves_no_trace(visitor)


def test_the_page_for_unknown_addresses_leaves_no_trace(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    visitor.unknown("meetings/gone/").wait_for_load_state("networkidle")
    leaves_no_trace(visitor)


def test_a_whole_visit_leaves_no_trace(below: Built, visit: Visit) -> None:
    visitor = visit(below, width=1280)
    page = visitor.open()
    page.get_by_label("Town or postal code").fill("Leeds")
    page.get_by_role("button", name="Find", exact=True).click()
    visitor.answered()
    expect(visitor.status).to_contain_text("of Leeds")
    page.get_by_label("Words in the name or place").fill("craving")
    page.get_by_label("Evening").check()
    page.get_by_role("button", name="Clear", exact=True).click()
    page.locator("[data-slot=list] .mh-name a").first.click()
    expect(page.locator("[data-mh-group]")).to_be_visible()
    page.go_back()
    visitor.answered()
    leaves_no_trace(visitor)


def test_a_search_is_told_to_nobody(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder(SEARCH)
    told = page.evaluate("performance.getEntries().map(({name}) => name)")
    assert not [name for name in told if "#" not in name and ("owls" in name or "Portland" in name)]
    leaves_no_trace(visitor)


def test_the_server_never_sees_a_fragment(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    lines: list[str] = []
    visitor.page.on("response", lambda response: lines.append(str(response.request.all_headers())))
    visitor.finder(SEARCH)
    assert lines
    assert not any("referer" in line.lower() or "cookie" in line.lower() or "owls" in line for line in lines)


def test_the_search_of_the_theme_stays_silent(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, width=1280)
    page = visitor.open("about/")
    page.get_by_role("button", name="Search").click()
    before = len(visitor.requests)
    page.locator(".md-search__input").press_sequentially("craving night owls")
    expect(page.locator(".md-search-result__meta")).to_contain_text(re.compile("matching|No "))
    page.locator(".md-search__input").fill("")
    page.locator(".md-search__input").press_sequentially("Night Owls")
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    asked = [address for address in visitor.requests[before:] if not address.endswith(("search_index.json", ".min.js"))]
    assert asked == [], "typing asks for nothing but the index of the search"
    result.click()
    expect(page.locator("[data-mh-group] h1")).to_contain_text("Night Owls")
    assert page.url.partition("#")[0] == f"{sample.url}meetings/us/oregon/portland/night-owls/"
    assert visitor.stored() == NOTHING
    assert not any("craving" in address or "Owls" in address for address in visitor.requests)


def test_every_page_on_disk_forbids_what_is_inline_and_has_none_of_it(sample: Built) -> None:
    expected = security.content_security_policy()
    for path in sample.pages():
        page = path.read_text(encoding="utf-8")
        reader = Reader(page)
        (policy,) = reader.attributes("meta", **{"http-equiv": "Content-Security-Policy"})
        assert policy["content"] == expected
        starts = [(part[1], dict(part[2])) for part in reader.tree if part[0] == "start"]  # type: ignore[call-overload]
        before = [tag for tag, _ in starts[: next(i for i, (_, has) in enumerate(starts) if "http-equiv" in has)]]
        assert not {"script", "link", "style"} & set(before), "the policy stands before all that it governs"
        assert list(security.violations(page)) == []
        for tag, has in starts:
            assert tag not in ("style", "iframe", "object", "embed", "base"), path
            assert tag != "script" or "src" in has or has.get("type") in security.DATA_TYPES, path
            assert not any(name == "style" or name.startswith("on") for name in has), path
        assert reader.attributes("meta", name="referrer") == [{"name": "referrer", "content": "no-referrer"}]


def test_the_policy_allows_nothing_inline_and_nobody_else() -> None:
    assert security.POLICY["default-src"] == "'none'"
    assert not any(word in security.content_security_policy() for word in ("unsafe", "http", "*", "blob:"))


def test_no_page_loads_a_file_of_another_host(sample: Built) -> None:
    for path in sample.pages():
        reader = Reader(path.read_text(encoding="utf-8"))
        loaded = [tag["src"] for name in ("script", "img") for tag in reader.attributes(name) if tag.get("src")]
        loaded += [link["href"] for link in reader.attributes("link") if link.get("rel") != "canonical"]
        assert not [address for address in loaded if (address or "").startswith(("http", "//"))], path


def test_a_stranger_s_link_tells_nothing_of_where_it_was_followed(sample: Built) -> None:
    for path in (sample.folder / "meetings").rglob("*.html"):
        for link in Reader(path.read_text(encoding="utf-8")).attributes("a"):
            if (link.get("href") or "").startswith("http") and not (link["href"] or "").startswith(sample.url):
                assert set((link.get("rel") or "").split()) >= {"noopener", "noreferrer", "nofollow"}, (path, link)


def test_boxes_for_places_and_words_are_not_remembered(sample: Built, visit: Visit) -> None:
    page = visit(sample).finder()
    boxes = page.locator("input[type=text]")
    assert boxes.count() >= 2
    assert set(boxes.evaluate_all("(boxes) => boxes.map((box) => box.autocomplete)")) == {"off"}


WATCH_POSITION = """
window.__asked = 0;
const real = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
navigator.geolocation.getCurrentPosition = (...args) => { window.__asked++; real(...args); };
navigator.geolocation.watchPosition = () => { window.__asked += 100; };
"""


def test_the_position_is_asked_for_on_a_click_and_stays_on_the_device(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, geolocation=POSITION, permissions=["geolocation"])
    visitor.context.add_init_script(WATCH_POSITION)
    page = visitor.finder()
    assert page.evaluate("window.__asked") == 0
    page.get_by_role("button", name="Use my position").click()
    expect(visitor.status).to_contain_text("of your position")
    assert page.evaluate("window.__asked") == 1
    visitor.asks("near=me")
    assert not re.search(r"45\.5|122\.6", page.url + str(visitor.requests))
    leaves_no_trace(visitor)


def test_a_link_with_a_position_asks_nobody_until_somebody_presses(sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    visitor.context.add_init_script(WATCH_POSITION)
    # the driver's own questions count as presses
    visitor.context.add_init_script("Object.defineProperty(navigator, 'userActivation', {value: {isActive: false}})")
    page = visitor.finder("near=me")
    assert page.evaluate("window.__asked") == 0
    expect(page.locator("[data-slot=place-words]")).to_contain_text("Use my position")


def test_a_refused_position_leads_to_the_box_and_is_not_asked_again(sample: Built, visit: Visit) -> None:
    visitor = visit(sample, permissions=[])
    visitor.context.add_init_script(
        "window.__asked = 0;"
        "navigator.geolocation.getCurrentPosition = (found, no) => { window.__asked++; no({code: 1}); };"
    )
    page = visitor.finder()
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator("[data-slot=place-words]")).to_contain_text("type a town or postal code instead")
    page.get_by_label("Town or postal code").fill("Portland")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(visitor.status).to_contain_text("of Portland")
    assert page.evaluate("window.__asked") == 1


@pytest.mark.parametrize(
    "position", [{"latitude": 0, "longitude": 0}, {"latitude": 45.5, "longitude": -122.6, "accuracy": 50_000}]
)
def test_a_device_that_does_not_know_where_it_is_is_not_believed(
    position: dict[str, float], sample: Built, visit: Visit
) -> None:
    visitor = visit(sample, geolocation=position, permissions=["geolocation"])
    page = visitor.finder()
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator("[data-slot=place-words]")).to_contain_text("could not tell where it is")


def test_a_group_page_needs_no_script_of_its_own_and_holds_no_position_of_a_visitor(sample: Built) -> None:
    scripts = [tag["src"] for tag in Reader(sample.page(EARLY_RISERS)).attributes("script") if tag.get("src")]
    assert all("assets/" in (source or "") for source in scripts)
