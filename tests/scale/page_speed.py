"""Group pages through the shell against the same pages through MkDocs itself, in one process each."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import put_aside
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from projects import Project

from meetinghouse import plugin, site
from meetinghouse.group_page import description
from meetinghouse.pages import Pages, environment
from meetinghouse.placed import PlacedGroup
from meetinghouse.shell import Shell, Shells

THROUGH_MKDOCS = 300
TIMES = 3


@dataclass(frozen=True, slots=True)
class Rate:
    """Pages a second."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Speed:
    shell: Rate
    filled: Rate
    """The shell alone: bodies are there already, as they are for MkDocs."""
    memory: Rate
    """The same without writing."""
    mkdocs: Rate
    html: Rate
    """MkDocs without Markdown: the plugin hands it the finished body."""
    navigation: Rate
    """MkDocs as it does it unasked, all the same pages: each has a link to every other in its navigation."""


class _Enough(Exception):
    """The build has what we came for."""


def compare(made: Project, folder: Path, pages: int) -> Speed:
    """`pages` groups of `made` through the shell, 300 of them through MkDocs."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    built, shells = _lent(made)
    groups = built.directory.groups[:pages]
    templates = environment(built.templates)
    maker = Pages(built.directory, shells, built.links, templates)
    for _ in maker.groups(groups[:50]):  # templates compiled, tables made
        pass
    shell = _rate(len(groups), lambda: site.written(maker.groups(groups), _fresh(folder)))
    bare = {key: Shell((b"", b""), ("body",)) for key in shells}
    only_bodies = Pages(built.directory, bare, built.links, templates).groups(groups)
    bodies = [body.decode() for _, body in only_bodies]

    def filled() -> Iterator[tuple[str, bytes]]:
        for group, body in zip(groups, bodies, strict=True):
            yield f"{group.uri}index.html", _fill(built, shells, group, body)

    alone = _rate(len(groups), lambda: site.written(filled(), _fresh(folder)))
    memory = _rate(len(groups), lambda: sum(1 for _ in filled()))
    both = list(zip(groups, bodies, strict=True))
    some = both[:: max(1, len(both) // THROUGH_MKDOCS)][:THROUGH_MKDOCS]
    markdown = _through_mkdocs(made, built, some, folder / "markdown", html=False)
    html = _through_mkdocs(made, built, some, folder / "html", html=True)
    navigation = _through_mkdocs(made, built, both, folder / "navigation", html=False, listed=True)
    return Speed(shell, alone, memory, markdown, html, navigation)


def _fill(built: site.Site, shells: Shells, group: PlacedGroup, body: str) -> bytes:
    return shells["group", group.depth].fill(
        title=group.group.name, description=description(built.directory, group), uri=group.uri, body=body
    )


def _lent(made: Project) -> tuple[site.Site, Shells]:
    """The directory and the theme's shells, out of a real build that stops when it would write."""
    caught: list[tuple[site.Site, Shells]] = []

    def lend(built: site.Site, shells: Shells, *_: object) -> None:
        caught.append((built, shells))
        raise _Enough

    write = site.write
    setattr(site, "write", lend)  # noqa: B010 (what a type checker would call a mistake is meant)
    config = load_config(str(made.folder / "mkdocs.yml"), site_dir=str(made.folder / "lent"))
    try:
        mkdocs_build.build(config)
    except _Enough:
        pass
    finally:
        site.write = write
        put_aside(made.folder / "lent")
    return caught[0]


def _through_mkdocs(
    made: Project,
    built: site.Site,
    some: Sequence[tuple[PlacedGroup, str]],
    folder: Path,
    *,
    html: bool,
    listed: bool = False,
) -> Rate:
    """What `some` pages add to a build; the build without them is taken off."""
    base = _empty(folder)
    (base / "meetings/us/one").mkdir(parents=True)
    record = next(path for path in sorted(made.records.rglob("*/*.yml")) if path.read_bytes().startswith(b"group"))
    shutil.copy(record, base / "meetings/us/one/only.yml")
    shutil.copytree(made.folder / "content", base / "content")
    config = (made.folder / "mkdocs.yml").read_text(encoding="utf-8")
    config = config[: config.index("nav:")] if listed else f'{config}not_in_nav: "g/*"\n'
    (base / "mkdocs.yml").write_text(config, encoding="utf-8")
    times = 1 if listed else TIMES  # minutes, and a small part of them either way
    empty = _quickest(lambda: _built(base, {}), times)
    (base / "content/g").mkdir()
    bodies: dict[str, str] = {}
    for number, (group, body) in enumerate(some):
        title, about = (text.replace('"', "") for text in (group.group.name, description(built.directory, group)))
        head = f'---\ntitle: "{title}"\ndescription: "{about}"\nsearch: {{exclude: true}}\n---\n\n'
        (base / f"content/g/{number}.md").write_text(head + ("x\n" if html else body), encoding="utf-8")
        bodies[f"g/{number}.md"] = body
    full = _quickest(lambda: _built(base, bodies if html else {}), times)
    page = (base / "site/g/0/index.html").read_text(encoding="utf-8")
    if "data-mh-group" not in page:
        raise RuntimeError("MkDocs' page does not hold the record's body")
    wall, cpu = full[0] - empty[0], full[1] - empty[1]
    return Rate(len(some) / wall, len(some) / cpu)


def _built(base: Path, bodies: dict[str, str]) -> tuple[float, float]:
    """Wall and processor seconds of MkDocs' part, without our plugin's reading, writing and watching."""
    put_aside(base / "site")
    config = load_config(str(base / "mkdocs.yml"), site_dir=str(base / "site"))
    ours: Any = config.plugins["meetinghouse"]
    assert isinstance(ours, plugin.MeetinghousePlugin)
    events = config.plugins.events
    for name in ("post_build", "post_page"):
        events[name] = [hook for hook in events[name] if getattr(hook, "__self__", None) is not ours]

    def content(html: str, *, page: Any, **_: Any) -> str:
        return bodies.get(page.file.src_uri, html)

    events["page_content"].append(content)
    wall, cpu = time.perf_counter(), time.process_time()
    mkdocs_build.build(config)
    return time.perf_counter() - wall, time.process_time() - cpu


def _rate(count: int, work: Callable[[], object]) -> Rate:
    def timed() -> tuple[float, float]:
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        return time.perf_counter() - wall, time.process_time() - cpu

    wall, cpu = _quickest(timed)
    return Rate(count / wall, count / cpu)


def _quickest(timed: Callable[[], tuple[float, float]], often: int = TIMES) -> tuple[float, float]:
    """Least wall and processor seconds of a few times: what others do on the machine only ever adds to them."""
    times = [timed() for _ in range(often)]
    return min(wall for wall, _ in times), min(cpu for _, cpu in times)


def _fresh(folder: Path) -> Path:
    """A new folder, so that nobody's time goes into deleting an old one."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=folder))


def _empty(folder: Path) -> Path:
    put_aside(folder)
    folder.mkdir(parents=True)
    return folder
