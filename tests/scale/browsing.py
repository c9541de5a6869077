"""What a visitor's browser fetches and works until the first meetings near a town stand on the page."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import brotli
import orjson
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from projects import PLAIN_PAGE, Project

from meetinghouse.serving import TYPES

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FINDER = "meetings/"
CARD = ".mh-finder__list .mh-card"
QUIET = 500
"""Milliseconds after which nothing more is expected to happen."""
WIDE: ViewportSize = {"width": 1280, "height": 900}


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(unquote(urlsplit(self.path).path).lstrip("/"))
        super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        pass


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder on this machine and writes down what is asked for."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        self.asked: list[str] = []
        self.folder = folder
        self.address = f"http://127.0.0.1:{self.server_address[1]}/"


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, NAMES)), None), args=["--no-sandbox"]
        )
        try:
            yield chromium
        finally:
            chromium.close()


@dataclass(frozen=True, slots=True)
class First:
    """From an empty cache to the first meeting near one town, beyond what any page of the site needs."""

    town: str
    code: int
    """Requests for scripts and styles."""
    data: int
    """Requests for shards and places."""
    code_bytes: int
    data_bytes: int
    page_bytes: int
    """How much larger the finder's page is, which carries the manifest."""

    @property
    def requests(self) -> int:
        return self.code + self.data

    @property
    def bytes(self) -> int:
        return self.code_bytes + self.data_bytes + self.page_bytes


def first_results(made: Project, chromium: Browser, towns: int = 5) -> list[First]:
    """For towns of middling size."""
    found = []
    with serving(made.site) as server:
        plain = _asked(server, chromium, PLAIN_PAGE)
        for town in middling_towns(made.site, towns):
            seen = _asked(server, chromium, f"{FINDER}#near={quote(town)}", CARD)
            extra = [path for path in dict.fromkeys(seen) if path not in plain and not path.endswith("/")]
            data = [path for path in extra if path.startswith("finder/")]
            code = [path for path in extra if path not in data]
            page = _compressed(made.site, FINDER) - _compressed(made.site, PLAIN_PAGE)
            code_bytes, data_bytes = (sum(_compressed(made.site, path) for path in paths) for paths in (code, data))
            found.append(First(town, len(code), len(data), code_bytes, data_bytes, page))
    return found


def _asked(server: Server, chromium: Browser, address: str, wait_for: str = "h1") -> list[str]:
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    server.asked.clear()
    page.goto(server.address + address, wait_until="load")
    page.wait_for_selector(wait_for, timeout=60_000)
    seen = list(server.asked)
    if wait_for == "h1":
        page.wait_for_timeout(2 * QUIET)
        seen = list(server.asked)
    context.close()
    return seen


def middling_towns(folder: Path, count: int) -> list[str]:
    """Towns, one a country, with about the median number of meetings among those that have five or more."""
    meetings: dict[tuple[str, str], int] = {}
    for path in sorted((folder / "finder").glob("meetings.*.json")):
        shard = orjson.loads(path.read_bytes())
        for venue, group in zip(shard["venue"], shard["group"], strict=True):
            if venue >= 0 and shard["venues"]["latitude"][venue] is not None:
                region, name = shard["regions"][shard["groups"]["region"][group]]
                if region.count("/") == 2 and name.isascii():
                    meetings[region, name] = meetings.get((region, name), 0) + 1
    sizes = sorted(size for size in meetings.values() if size >= 5) or sorted(meetings.values())
    middle = sizes[len(sizes) // 2]
    ranked = sorted(meetings, key=lambda town: (abs(meetings[town] - middle), town))
    chosen: dict[str, str] = {}
    for region, name in ranked:
        chosen.setdefault(region.split("/")[0], name)
    return list(chosen.values())[:count]


@functools.cache
def _content(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))


def _compressed(folder: Path, address: str) -> int:
    path = folder / (f"{address}index.html" if address.endswith("/") else address)
    return _content(path) if path.is_file() else 0
