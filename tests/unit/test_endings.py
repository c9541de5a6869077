"""Nothing vanishes without a word: what has ended says so for a while, and old addresses lead on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import orjson
import pytest

from meetinghouse import shell, site
from meetinghouse.directory import Directory, load
from meetinghouse.problems import Problems, errors
from meetinghouse.reporting.report import Counts
from samples import PLACING, PLAIN, TODAY, Page, changed, directory_of, files_of, site_of, theme_page, with_line

ENDED = "ends: 2026-10-30\nlisting: ended\n"
OTHER = (changed("Canal Side", "Mill Wheel"), ("gb", "leeds", "mill-wheel"))
PAGE = "meetings/gb/leeds/canal-side/index.html"
CANAL = ("gb", "leeds", "canal-side")
LAST_DAY = date(2026, 10, 30)


def both(record: str, today: date = TODAY) -> Directory:
    return directory_of((record, CANAL), OTHER, today=today)


def test_d05_a_group_that_ended_has_a_page_that_says_so() -> None:
    made = files_of(both(with_line(ENDED)))
    page = Page(made[PAGE])
    assert "This group no longer meets. Its last day was 30 October 2026." in page.text
    assert ("a", "href", "../../../../meetings/gb/leeds/mill-wheel/") in page.attributes
    assert 'class="hidden"' in made[PAGE], "search engines are asked to stay away"


def test_d05_it_is_in_no_list_no_sitemap_and_not_in_the_finder() -> None:
    made = files_of(both(with_line(ENDED)))
    others = {uri: text for uri, text in made.items() if uri != PAGE}
    assert others
    assert [uri for uri, text in others.items() if "canal-side" in text or "Canal Side" in text] == []


@pytest.mark.parametrize(("days", "shown"), [(1, True), (90, True), (91, False)])
def test_d05_after_90_days_it_is_gone_and_counted(days: int, shown: bool) -> None:
    directory = both(with_line(ENDED), LAST_DAY + timedelta(days=days))
    assert (PAGE in files_of(directory)) is shown
    assert (directory.past, directory.gone) == ((1, 0) if shown else (0, 1))
    counts = Counts(len(directory.groups), directory.meetings, directory.past + directory.gone)
    assert str(counts) == "1 group and 1 meeting (1 more ended)"


def test_on_its_last_day_a_group_is_still_there() -> None:
    directory = directory_of(with_line("ends: 2026-11-24"))
    assert directory.meetings == 1


def test_one_meeting_of_a_group_that_ended_stays_on_its_page_for_a_while() -> None:
    second = PLAIN + "  - {id: fri, day: friday, start: 10:00, ends: 2026-11-20}\n"
    directory = both(second)
    (canal, _) = directory.groups
    assert [meeting.id for meeting in canal.past] == ["fri"]
    made = files_of(directory)
    assert "Ended on 20 November 2026." in made[PAGE]
    assert 'id="fri"' in made[PAGE]
    assert "Friday" not in made["meetings/gb/leeds/index.html"]
    (shard,) = [orjson.loads(text) for uri, text in made.items() if uri.startswith("finder/meetings.")]
    assert shard["id"] == ["tue", "tue"]
    later = both(second, date(2027, 3, 1))
    assert (later.past, later.gone, later.meetings) == (0, 1, 2)


def test_d04_an_old_address_leads_to_the_new_one() -> None:
    record = with_line("was: [gb/leeds/towpath, gb/yorkshire/bradford/towpath]")
    made = files_of(both(record))
    for uri, up in (("meetings/gb/leeds/towpath/", 4), ("meetings/gb/yorkshire/bradford/towpath/", 5)):
        text = made[f"{uri}index.html"]
        assert ("a", "href", "../" * up + "meetings/gb/leeds/canal-side/") in Page(text).attributes
        assert 'rel="canonical" href="https://meetings.example.org/find/meetings/gb/leeds/canal-side/"' in text
        assert 'class="hidden"' in text
        assert "http-equiv" not in text


def test_d04_an_old_id_is_an_anchor_on_the_page() -> None:
    page = Page(files_of(both(changed("- id: tue", "- id: tue\n    was: [weekly, t1]")))[PAGE])
    assert {"tue", "weekly", "t1"} <= set(page.values("id"))


@pytest.mark.parametrize(
    ("was", "code"),
    [("gb/leeds/mill-wheel", "D04"), ("gb/leeds/canal-side", "D04"), ("gb/leeds", "D04")],
)
def test_d04_an_old_address_that_is_in_use_is_refused(tmp_path: Path, was: str, code: str) -> None:
    for slug, record in (("canal-side", with_line(f"was: {was}")), ("mill-wheel", OTHER[0])):
        path = tmp_path / "gb" / "leeds" / f"{slug}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record, encoding="utf-8")
    _, problems = load(tmp_path, PLACING, TODAY, workers=1)
    assert [problem.code for problem in errors(problems)] == [code]


@pytest.mark.parametrize("victim", ["canal-side", "towpath"])
def test_a_site_without_a_page_left_behind_is_not_published(tmp_path: Path, victim: str) -> None:
    ended = site_of(both(with_line(f"was: gb/leeds/towpath\n{ENDED}")))
    site.write(ended, shell.shells(ended.needed, theme_page), tmp_path)
    site.verify(ended, tmp_path)
    (tmp_path / "meetings/gb/leeds" / victim / "index.html").unlink()
    with pytest.raises(Problems) as caught:
        site.verify(ended, tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["B07"]


CLOSED = "venue-closed: {since: 2026-11-20, until: 2026-12-05, meets: online, why: New floor.}\n"
ROOM = "online: {link: https://rooms.example.org/canal}\nattendance: in-person\n"


def test_a_closed_building_is_said_and_the_next_dates_are_online() -> None:
    text = files_of(both(f"{CLOSED}{ROOM}{PLAIN}"))[PAGE]
    assert "The building is closed since 20 November 2026, until 5 December 2026." in text
    assert "They meet online meanwhile. New floor." in text
    times = [part.split("</li>")[0] for part in text.split("<li><span data-mh-told><time")[1:]]
    assert [("Online" in time, "In person" in time) for time in times[:3]] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_search_engines_learn_that_it_is_online_meanwhile() -> None:
    (data,) = Page(files_of(both(f"{CLOSED}{ROOM}{PLAIN}"))[PAGE]).data
    (series,) = data["@graph"]
    assert series["location"]["@type"] == "Place"
    assert [event["eventStatus"].rpartition("/")[2] for event in series["subEvent"]] == [
        *["EventMovedOnline"] * 2,
        *["EventScheduled"] * 2,
    ]
    assert [event["location"]["@type"] for event in series["subEvent"]] == [*["VirtualLocation"] * 2, *["Place"] * 2]


def test_when_it_is_open_again_nobody_is_sent_online() -> None:
    text = files_of(both(f"{CLOSED}{ROOM}{PLAIN}", date(2026, 12, 6)))[PAGE]
    assert "rooms.example.org" not in text


def test_the_finder_learns_when_the_building_is_closed() -> None:
    made = files_of(both(f"{CLOSED}{ROOM}{PLAIN}"))
    (shard,) = [orjson.loads(text) for uri, text in made.items() if uri.startswith("finder/meetings.")]
    epoch = date(1970, 1, 1)
    assert shard["closed"] == {"0": [(date(2026, 11, 20) - epoch).days, (date(2026, 12, 5) - epoch).days]}
    assert shard["attendance"][0] == 0
    assert shard["links"] == ["https://rooms.example.org/canal"]
