"""With no script at all, every page is whole and the lists lead to every meeting."""

from __future__ import annotations

from collections import deque
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect
from sites import EARLY_RISERS, PAGES, PORTLAND, Built, Reader

from conftest import Visit

MOST_BYTES = 30_000
WHOLE = [name for name in PAGES if name != "404"]


@pytest.mark.parametrize("name", WHOLE)
def test_every_kind_of_page_is_whole(name: str, sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open(PAGES[name])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_contain_text("In an emergency")
    menu = page.get_by_role("navigation", name="Navigation")
    expect(menu.get_by_role("link", name="Find a meeting")).to_be_visible()


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_that_needs_a_script_is_shown(name: str, sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open(PAGES[name])
    shown = [button for button in page.locator("main button, main input, main select").all() if button.is_visible()]
    assert [button.inner_text() for button in shown] == []


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_weighs_no_more_than_30_kilobytes(name: str, sample: Built) -> None:
    size = len(sample.page(PAGES[name]).encode())
    if name == "finder":
        size -= _script_data(sample)
    assert size <= MOST_BYTES


def _script_data(site: Built) -> int:
    """What the finder's page carries for its script alone, so that it need not be fetched."""
    page = site.page("meetings/")
    start = page.index('<template data-part="data">')
    return len(page[start : page.index("</template>", start)].encode())


def test_no_page_of_the_whole_site_weighs_more_than_30_kilobytes(sample: Built) -> None:
    heavy = {
        path.relative_to(sample.folder).as_posix(): path.stat().st_size
        for path in sample.pages()
        if path.stat().st_size > MOST_BYTES and path.parent.name != "meetings"
    }
    assert heavy == {}


@pytest.mark.parametrize(
    ("heading", "steps"),
    [
        ("By place", ["United States", "Oregon", "Portland", "Early Risers"]),
        ("By day", ["Monday", "Early Risers"]),
        ("Online", ["Monday", "Round the Clock"]),
    ],
)
def test_the_finder_leads_to_a_meeting(heading: str, steps: list[str], sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open("meetings/")
    part = page.get_by_role("heading", name=heading, exact=True).locator("xpath=following-sibling::ul[1]")
    part.get_by_role("link", name=steps[0]).click()
    for step in steps[1:]:
        page.locator("article").get_by_role("link", name=step).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(steps[-1])


def reachable(site: Built, start: str) -> set[str]:
    """Every address below meetings/ that links lead to, with its anchor where it has one."""
    found: set[str] = set()
    waiting = deque([site.url + start])
    read = set()
    while waiting:
        address = urldefrag(waiting.popleft()).url
        if address in read:
            continue
        read.add(address)
        page = site.page(address.removeprefix(site.url))
        for link in Reader(page[page.index("<article") : page.rindex("</article>")]).addresses:
            to = urljoin(address, link)
            if to.startswith(f"{site.url}meetings/"):
                found.add(to.removeprefix(site.url))
                waiting.append(to)
    return found


def test_links_lead_from_the_finder_to_every_meeting_of_the_directory(sample: Built) -> None:
    found = reachable(sample, "meetings/")
    directory = sample.plugin.site.directory
    meetings = {f"{group.uri}#{meeting.id}" for group in directory.listed for meeting in group.meetings}
    assert len(meetings) == directory.meetings
    assert sorted(meetings - found) == []


def listed_on(site: Built, address: str) -> set[str]:
    return {
        urljoin(f"/{address}", link["href"] or "")[1:]
        for link in Reader(site.page(address)).attributes("a", **{"class": "mh-name"})
    }


def test_the_lists_by_day_hold_every_meeting_in_person_on_its_days(sample: Built) -> None:
    found = set()
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "by-appointment"):
        page = f"meetings/{day}/"
        found |= {(day, each) for each in listed_on(sample, page)}
        for further in sorted((sample.folder / page).glob("*/index.html")):
            found |= {(day, each) for each in listed_on(sample, f"{page}{further.parent.name}/")}
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    meetings = [
        (f"{group.uri}#{meeting.id}", meeting)
        for group in sample.plugin.site.directory.listed
        for meeting in group.meetings
        if meeting.in_person
    ]
    weekly = {(names[rule.weekday], address) for address, meeting in meetings for rule in meeting.schedule.days}
    assert weekly <= found
    assert {address for _, address in found} == {address for address, _ in meetings}


def test_a_town_s_list_says_time_name_and_place(sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open(PORTLAND)
    entry = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Night Owls")).first
    expect(entry).to_contain_text("22:30–00:30")
    expect(entry).to_contain_text("Alcoholics Anonymous")
    expect(entry).to_contain_text("Dockside Room")


def test_a_group_s_page_says_when_where_and_how(sample: Built, visit: Visit) -> None:
    page = visit(sample, java_script_enabled=False).open(EARLY_RISERS)
    main = page.locator("[data-mh-group]")
    for words in ("Monday 23 November, 07:00–08:00", "114 Lantern Street", "Side door", "+1-503-555-0100"):
        expect(main).to_contain_text(words)
    expect(main.get_by_role("link", name="Join online")).to_have_attribute(
        "href", "https://early-risers.example.org/room"
    )
