"""Chromium, the sample site at the root of a host and below a path, and visitors whose every trace is watched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from install import installed
from playwright.sync_api import Browser, expect, sync_playwright
from sites import NOW, Built, served
from visitor import Visitor

expect.set_options(timeout=10_000)
Visit = Callable[..., Visitor]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The sample site at the root of its host."""
    with served(tmp_path_factory.mktemp("sample")) as site:
        yield site


@pytest.fixture(scope="session")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The sample site below a path, as on a host that many share."""
    with served(tmp_path_factory.mktemp("below"), below="sub/") as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=installed(), args=["--no-sandbox", "--lang=en-US"] if root else ["--lang=en-US"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Makes visitors of a site: at noon in Portland, on a phone, unless said otherwise. None may meet trouble."""
    visitors: list[Visitor] = []

    def make(site: Built, *, now: str = NOW, width: int = 390, height: int = 844, **options: Any) -> Visitor:
        settings = {"timezone_id": "America/Los_Angeles", "locale": "en-US", **options}
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(10_000)
        context.clock.set_fixed_time(now)
        visitors.append(Visitor(context, site))
        return visitors[-1]

    yield make
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    for visitor in visitors:
        visitor.context.close()
    assert troubles == []
