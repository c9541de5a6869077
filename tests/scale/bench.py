"""`make bench`: the budgets of the design, measured here and now, as a Markdown table of ratios and bytes.

Nothing is written into the repository unless --write says so; then the table in README.md is replaced.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import sizes
from browsing import First, browser, first_results
from measuring import Run, clear_up, python
from page_speed import compare
from projects import Built, Project, build, project
from working import Effort, Work, effort

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"
SIZES = (1_000, 10_000, 100_000)
PAGES = 2_000
BUILDS = 3
"""How often a site is built; the middle one counts."""


class Line(NamedTuple):
    """One row of the table."""

    what: str
    found: str
    budget: str = ""
    met: bool | None = None


class Bench:
    """Every project is made and built once, whoever asks for it first."""

    def __init__(self, folder: Path, sizes: Sequence[int]) -> None:
        self.folder = folder
        self.sizes = sizes
        self.built: dict[int, list[Built]] = {}

    def project(self, meetings: int) -> Project:
        return project(self.folder, meetings)

    def site(self, meetings: int, times: int = 1) -> list[Built]:
        """The builds of a site, quickest first; the same work took half as long again from one minute to the next."""
        done = self.built.setdefault(meetings, [])
        while len(done) < times:
            done.append(build(self.project(meetings)))
        return sorted(done, key=lambda built: built.wall)

    def middle(self, meetings: int) -> Built:
        done = self.site(meetings, BUILDS)
        return done[len(done) // 2]


def pages(bench: Bench) -> Iterator[Line]:
    speed = compare(bench.project(5_000), bench.folder / "speed", PAGES)
    mkdocs, alone, bodies = speed.navigation.cpu, speed.mkdocs.cpu, speed.html.cpu
    yield Line(
        f"{PAGES:,} group pages, from record to disk, one process",
        f"{speed.shell.cpu:,.0f} a CPU second, {speed.shell.cpu / mkdocs:.0f}× MkDocs ({mkdocs:,.0f})",
        "≥ 50×",
        speed.shell.cpu >= 50 * mkdocs,
    )
    outside = f"{speed.shell.cpu / alone:.0f}× MkDocs ({alone:,.0f}), without the view and the template of a record"
    yield Line("– if MkDocs leaves them out of its navigation", outside)
    yield Line(
        "– the shell alone: bodies are there, pages are filled",
        f"{speed.memory.cpu:,.0f}, {speed.memory.cpu / bodies:.0f}× MkDocs with the same bodies ({bodies:,.0f})",
        "≥ 50×",
        speed.memory.cpu >= 50 * bodies,
    )
    yield Line("– and written", f"{speed.filled.cpu:,.0f}, {speed.filled.cpu / bodies:.0f}×: mostly the file system")


def building(bench: Bench) -> Iterator[Line]:
    seconds = {10_000: 8, 100_000: 60, 250_000: 150}
    for size in bench.sizes:
        built = bench.middle(size)
        most = seconds.get(size)
        name = f"{size:,} meetings"
        yield Line(
            f"{name}: what is generated, 2 cores",
            f"{built.wall:.1f} s wall, {built.cpu:.1f} s CPU{_shared(built.run)}; {_spread(bench.site(size))}",
            f"≤ {most} s" if most else "",
            built.wall <= most if most and built.run.alone else None,
        )
        yield Line(f"{name}: the whole command", f"{built.run.wall:.1f} s wall, {built.run.cpu:.1f} s CPU")
        yield _plain(size, built)
        memory = built.run.memory / 2**30
        yield Line(f"{name}: peak memory, all processes", f"{memory:.2f} GiB", "≤ 1.5 GiB", memory <= 1.5)
        disk = f"{built.bytes / 1e6:,.0f} MB, {built.on_disk / 1e6:,.0f} MB in blocks"
        yield Line(f"{name}: on disk", f"{built.files:,} files, {disk}")
    yield from _growth(bench)


def _plain(size: int, built: Built) -> Line:
    plain = built.plain
    ratio = "no ratio, since others worked too"
    if built.run.alone and plain.alone:
        ratio = f"the build takes {built.wall / plain.wall:.1f}× the time, {built.cpu / plain.cpu:.1f}× the CPU"
    found = f"{plain.wall:.1f} s wall, {plain.cpu:.1f} s CPU{_shared(plain)}; {ratio}"
    return Line(f"{size:,} meetings: the same bytes as plain files", found, "about 3×")


def _spread(builds: Sequence[Built]) -> str:
    return "all: " + ", ".join(f"{built.wall:.1f} s" for built in builds)


def _growth(bench: Bench) -> Iterator[Line]:
    for small, large in zip(bench.sizes, bench.sizes[1:], strict=False):
        if small >= 10_000:
            one, other = bench.middle(small), bench.middle(large)
            cpu, memory = other.cpu / one.cpu, other.run.memory / one.run.memory
            found = f"CPU ×{cpu:.1f}, memory ×{memory:.1f}, bytes ×{other.bytes / one.bytes:.1f}"
            most = large / small
            met = cpu <= 1.1 * most if one.run.alone and other.run.alone else None
            yield Line(f"from {small:,} to {large:,} meetings", found, f"CPU ≤ ×{most:.0f}", met)


def check(bench: Bench) -> Iterator[Line]:
    made = bench.project(10_000)
    shutil.rmtree(made.folder / ".meetinghouse", ignore_errors=True)
    call = ("-m", "meetinghouse.cli", "check", made.records)
    yield _checked("`check` of all 10,000, cold", python(*call, cwd=made.folder), 6.0)
    yield _checked("– again, nothing changed", python(*call, cwd=made.folder), 1.5)
    for words in (("init", "-q"), ("add", "meetings"), (*WHO, "commit", "-q", "-m", "Begin")):
        subprocess.run(["git", *words], cwd=made.folder, check=True)
    record = next(path for path in sorted(made.records.rglob("*.yml")) if path.parent != made.records)
    text = record.read_bytes()
    record.write_bytes(text + b"# one line more\n")
    run = python(*call, "--changed-since", "HEAD", cwd=made.folder)
    record.write_bytes(text)
    shutil.rmtree(made.folder / ".git", ignore_errors=True)
    yield _checked("– `--changed-since HEAD`, one file changed", run, 0.7)


WHO = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0")


def _checked(what: str, run: Run, most: float) -> Line:
    found = f"{run.wall:.1f} s wall, {run.cpu:.1f} s CPU{_shared(run)}"
    return Line(what, found, f"≤ {most:g} s", run.wall <= most if run.alone else None)


def _shared(run: Run) -> str:
    """Said when the wall clock also measured somebody else."""
    return f" (others used {run.others:.1f} cores: not judged)" if not run.alone else ""


def first(bench: Bench) -> Iterator[Line]:
    for size in bench.sizes:
        bench.site(size)
        with browser() as chromium:
            found = first_results(bench.project(size), chromium)
        worst = max(found, key=lambda each: each.bytes)
        most = max(each.requests for each in found)
        yield Line(
            f"first results near a town, of {size:,} meetings, beyond the theme",
            f"{_kilobytes(worst.bytes)} in {most} requests at most; {_each(found)}",
            "≤ 100 kB, ≤ 6",
            worst.bytes <= 100_000 and most <= 6,
        )
        parts = f"page {_kilobytes(worst.page_bytes)}, code {_kilobytes(worst.code_bytes)} in {worst.code}"
        yield Line(f"– the worst, {worst.town}", f"{parts}, data {_kilobytes(worst.data_bytes)} in {worst.data}")


def _each(found: Sequence[First]) -> str:
    return "data of each: " + ", ".join(_kilobytes(each.data_bytes) for each in found)


def work(bench: Bench) -> Iterator[Line]:
    for size, most in ((1_000, 10), (10_000, 30)):
        made = bench.project(size)
        build(made, most_in_a_shard=10**9)
        bench.built.pop(size, None)
        with browser() as chromium:
            yield from _effort(effort(made, chromium), most)


def _effort(found: Effort, most: int) -> Iterator[Line]:
    name = f"{found.loaded:,} meetings open"
    beyond = Work(found.load.task - found.theme.task, found.load.script - found.theme.script)
    yield Line(f"{name}: load, beyond the theme's {found.theme.task:.0f} ms", _milliseconds(beyond))
    for what, part in (("a key in the box for words", found.key), ("a filter click", found.click)):
        yield Line(f"{name}: {what}", _milliseconds(part), f"≤ {most} ms", part.task <= most)


def _milliseconds(part: Work) -> str:
    return f"{part.task:.0f} ms of main-thread CPU, {part.script:.0f} of them scripts"


def weight(bench: Bench) -> Iterator[Line]:
    size = 10_000 if 10_000 in bench.sizes else bench.sizes[0]
    bench.site(size)
    site = bench.project(size).site
    code = sizes.finder_code(site)
    yield Line("the finder's own JavaScript", f"{_kilobytes(code)} brotli", "≤ 25 kB", code <= 25_000)
    for kind, found in sizes.pages(site).items():
        text = (
            f"{_kilobytes(found.middle)} HTML, {_kilobytes(found.compressed)} brotli; largest {_kilobytes(found.most)}"
        )
        yield Line(f"{kind} without JavaScript", text, "≤ 30 kB", found.most <= 30_000)


def _kilobytes(count: int) -> str:
    return f"{count / 1000:.1f} kB"


PARTS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "pages": pages,
    "build": building,
    "check": check,
    "first": first,
    "weight": weight,
    "work": work,
}


def row(line: Line) -> str:
    verdict = {True: "met", False: "**missed**", None: ""}[line.met]
    return f"| {line.what} | {line.found} | {line.budget} | {verdict} |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure")
    arguments.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), help="how many meetings")
    arguments.add_argument("--folder", type=Path, help="where projects are made and kept; else a folder that goes")
    arguments.add_argument("--write", action="store_true", help="put the table into README.md")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="meetinghouse-bench-") as temporary, ExitStack() as at_the_end:
        at_the_end.callback(clear_up)
        bench = Bench(chosen.folder or Path(temporary), sorted(chosen.sizes))
        bench.folder.mkdir(parents=True, exist_ok=True)
        lines = ["| what | found | budget | |", "|---|---|---|---|"]
        print("\n".join(lines), flush=True)
        for part in chosen.parts:
            for line in PARTS[part](bench):
                lines.append(row(line))
                print(lines[-1], flush=True)
    lines.append(f"\nPython {platform.python_version()}, {platform.machine()}, {sizes.processors()} processors.")
    print(lines[-1])
    if chosen.write:
        before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
        README.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
