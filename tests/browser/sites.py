"""Sites to look at in a browser: built from a copy of the sample, each served on a free port of this machine."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from meetinghouse import plugin, serving

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
"""A Sunday."""
NOW = "2026-11-22T20:05:00Z"
"""Five past noon in Portland, ten to two at night in Kathmandu."""

PORTLAND = "meetings/us/oregon/portland/"
EARLY_RISERS = f"{PORTLAND}early-risers/"
PAGES = {
    "home": "",
    "finder": "meetings/",
    "group in person": f"{PORTLAND}one-day-more/",
    "group both ways": EARLY_RISERS,
    "group online": "meetings/online/round-the-clock/",
    "group online, gated": "meetings/online/nurses-off-shift/",
    "group paused": "meetings/us/oregon/eugene/new-deal/",
    "group in Arabic": "meetings/jo/amman/amman/nur-aljabal/",
    "group in Hebrew": "meetings/il/tel-aviv-district/tel-aviv/or-rishon/",
    "country": "meetings/gb/",
    "country by day": "meetings/us/",
    "town": PORTLAND,
    "day": "meetings/monday/",
    "online": "meetings/online/",
    "online day": "meetings/online/monday/",
    "help now": "help-now/",
    "help in a country": "help-now/us/",
    "other help": "resources/",
    "other help in a country": "resources/us/",
    "other help in a region": "resources/us/oregon/",
    "other help of a kind": "resources/crisis-line/",
    "not sure": "learn/not-sure/",
    "learn": "learn/",
    "learn page": "learn/what-is-peer-support/",
    "about": "about/",
    "404": "no-such-page/",
}
"""One of every kind of page."""


@dataclass(frozen=True)
class Built:
    """A site on disk and on a port."""

    folder: Path
    url: str
    """Absolute, with a slash at its end."""
    plugin: plugin.MeetinghousePlugin

    @property
    def base(self) -> str:
        """The path of the site on its host."""
        return urlsplit(self.url).path

    def page(self, address: str) -> str:
        return (self.folder / address / "index.html").read_text(encoding="utf-8")

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))


Change = Callable[[Path], None]


@contextmanager
def served(folder: Path, *, below: str = "", change: Change = lambda project: None) -> Iterator[Built]:
    """The sample site, changed by `change` in a copy below `folder`, on a port of its own while the block runs."""
    project = folder / "project"
    for part in ("content", "meetings"):
        shutil.copytree(REPOSITORY / part, project / part)
    root = folder / "host"
    target = root / below
    target.mkdir(parents=True)
    server = serving.server(root, 0)
    url = f"http://127.0.0.1:{server.server_address[1]}/{below}"
    config = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(re.sub(r"(?m)^site_url: .*$", f"site_url: {url}", config), encoding="utf-8")
    change(project)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    built = plugin.build(project / "mkdocs.yml", target, strict=False, workers=1, today=TODAY)
    if below:
        # a host has one page for all unknown addresses
        shutil.copy(target / "404.html", root)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Built(target, url, built)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Reader(HTMLParser):
    """What a page consists of, without the white space between its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tree: list[tuple[object, ...]] = []
        self.addresses: list[str] = []
        """Every href and src, as written."""
        self.ids: set[str] = set()
        self.doctype = ""
        self.feed(page)
        self.close()

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = dict(attrs)
        self.tree.append(("start", tag, tuple(sorted(written.items(), key=str))))
        self.addresses += [written[name] or "" for name in ("href", "src") if name in written]
        self.ids |= {written[name] or "" for name in ("id", "name") if name in written}

    def handle_endtag(self, tag: str) -> None:
        self.tree.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if said := " ".join(data.split()):
            self.tree.append(("text", said))

    def handle_comment(self, data: str) -> None:
        self.tree.append(("comment", data))

    def attributes(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """Of every such element."""
        found = [dict(part[2]) for part in self.tree if part[:2] == ("start", tag)]  # type: ignore[call-overload]
        return [each for each in found if all(each.get(name) == value for name, value in wanted.items())]

    def text_of(self, tag: str) -> str:
        """The words of the first such element."""
        start = next(i for i, part in enumerate(self.tree) if part[:2] == ("start", tag))
        end = next(i for i, part in enumerate(self.tree) if i > start and part == ("end", tag))
        return " ".join(str(part[1]) for part in self.tree[start:end] if part[0] == "text")
