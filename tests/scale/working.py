"""How long the browser's main thread works on the finder: loading it, one key, one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import orjson
from browsing import CARD, FINDER, QUIET, WIDE, Server, serving
from playwright.sync_api import Browser, Page
from projects import PLAIN_PAGE, Project

TIMES = 7
LETTERS = "sgrbhcm"


@dataclass(frozen=True, slots=True)
class Work:
    """Milliseconds of the main thread, and those of them that ran scripts; the median of several times."""

    task: float
    script: float


@dataclass(frozen=True, slots=True)
class Effort:
    loaded: int
    theme: Work
    load: Work
    """With the theme's own."""
    key: Work
    click: Work


def effort(made: Project, chromium: Browser) -> Effort:
    """On a site whose meetings are all in one shard, so that all are open."""
    with serving(made.site) as server:
        theme = _median([_load(server, chromium, PLAIN_PAGE, "h1") for _ in range(TIMES)])
        load = _median([_load(server, chromium, FINDER, CARD) for _ in range(TIMES)])
        context = chromium.new_context(viewport=WIDE)
        page = context.new_page()
        page.goto(server.address + FINDER)
        page.wait_for_selector(CARD, timeout=60_000)
        page.wait_for_timeout(2 * QUIET)
        loaded = sum(
            orjson.loads(path.read_bytes())["count"] for path in (made.site / "finder").glob("meetings.*.json")
        )
        key, click = _key(page), _click(page)
        context.close()
    return Effort(loaded, theme, load, key, click)


def _load(server: Server, chromium: Browser, address: str, wait_for: str) -> Work:
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    metrics = _meter(page)
    page.goto(server.address + address)
    page.wait_for_selector(wait_for, timeout=60_000)
    page.wait_for_timeout(2 * QUIET)
    work = metrics()
    context.close()
    return work


def _key(page: Page) -> Work:
    """One letter into the empty box for words."""
    page.locator("#mh-text").focus()
    page.wait_for_timeout(6 * QUIET)  # the words of the open meetings are read on focus
    return _measured(page, lambda turn: page.keyboard.press(LETTERS[turn]), lambda: page.keyboard.press("Backspace"))


def _click(page: Page) -> Work:
    box = page.locator('input[name="how"][value="in-person"]')
    box.scroll_into_view_if_needed()
    at = box.bounding_box()
    assert at is not None
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    page.mouse.move(x, y)
    return _measured(page, lambda turn: page.mouse.click(x, y), lambda: page.mouse.click(x, y))


def _measured(page: Page, act: Callable[[int], None], undo: Callable[[], None]) -> Work:
    """The work that follows an act, less what the page does anyway in such a time."""
    metrics = _meter(page)
    idle, acted = [], []
    for turn in range(TIMES):
        before = metrics()
        page.wait_for_timeout(QUIET)
        middle = metrics()
        act(turn)
        page.wait_for_timeout(QUIET)
        after = metrics()
        undo()
        page.wait_for_timeout(QUIET)
        idle.append(_less(middle, before))
        acted.append(_less(after, middle))
    return _less(_median(acted), _median(idle))


def _meter(page: Page) -> Callable[[], Work]:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # processor time, not the wall clock

    def now() -> Work:
        values = {
            metric["name"]: metric["value"] * 1000 for metric in session.send("Performance.getMetrics")["metrics"]
        }
        return Work(values["TaskDuration"], values["ScriptDuration"])

    return now


def _less(one: Work, other: Work) -> Work:
    return Work(one.task - other.task, one.script - other.script)


def _median(all_of_them: Sequence[Work]) -> Work:
    return Work(median(each.task for each in all_of_them), median(each.script for each in all_of_them))
