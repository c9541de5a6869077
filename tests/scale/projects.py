"""The sites that are measured: a made-up directory, two pages of content and the theme as it is here."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directory import write
from measuring import Run, put_aside, python

HERE = Path(__file__).parent
SEED = 1
PLAIN_PAGE = "learn/your-first-meeting/"
CONTENT = {
    "index.md": "# Home\n\nFind a meeting near you, or online.\n",
    "learn/your-first-meeting.md": "# Your first meeting\n\nYou may just listen. Nobody has to speak.\n",
}
CONFIG = """\
site_name: Meetinghouse
site_url: https://meetinghouse.example.org/
docs_dir: content
theme:
  name: material
  language: en
  font: false
  palette: {scheme: meetinghouse, primary: custom, accent: custom}
  features: [navigation.instant, navigation.tabs, navigation.tabs.sticky, navigation.indexes]
extra: {generator: false}
plugins:
  - search
  - meetinghouse: {corrections: corrections@meetinghouse.example.org, edit: "https://code.example.org/edit/"}
nav:
  - Home: index.md
  - Find a meeting: meetings/index.md
  - Learn: [learn/your-first-meeting.md]
"""


@dataclass(frozen=True)
class Project:
    """A folder with records of so many meetings."""

    folder: Path
    meetings: int

    @property
    def records(self) -> Path:
        return self.folder / "meetings"

    @property
    def site(self) -> Path:
        return self.folder / "site"


@dataclass(frozen=True, slots=True)
class Built:
    """A site and what it cost."""

    run: Run
    wall: float
    """Seconds of what the plugin does, from reading to verified files."""
    cpu: float
    files: int
    bytes: int
    on_disk: int
    """With the rest of each file's last block."""
    plain: Run
    """The same bytes from a program that only writes, right afterwards, so that both meet the same machine."""


def project(folder: Path, meetings: int) -> Project:
    """A project in `folder`; one that is there already is taken as it is."""
    made = Project(folder / f"of-{meetings}", meetings)
    if not (made.folder / "mkdocs.yml").is_file():
        shutil.rmtree(made.folder, ignore_errors=True)
        write(made.records, meetings, SEED)
        for name, text in CONTENT.items():
            path = made.folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (made.folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return made


def build(made: Project, *, most_in_a_shard: int = 0) -> Built:
    """Builds the site with the command, cold: no site is there before."""
    put_aside(made.site)
    result = made.folder / "times.json"
    run = python(HERE / "timed_build.py", result, str(most_in_a_shard), "build", cwd=made.folder)
    spent = json.loads(result.read_text(encoding="utf-8")).values()
    sizes = [entry.stat() for entry in files_of(made.site)]
    return Built(
        run=run,
        wall=sum(wall for wall, _ in spent),
        cpu=sum(cpu for _, cpu in spent),
        files=len(sizes),
        bytes=sum(size.st_size for size in sizes),
        on_disk=sum(size.st_blocks * 512 for size in sizes),
        plain=_written_plainly(made),
    )


def files_of(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from files_of(Path(entry.path))
            else:
                yield entry


def _written_plainly(made: Project) -> Run:
    """The same files as the site's, of the same sizes, from a program that does nothing else."""
    listed, copy = made.folder / "files.txt", made.folder / "plain"
    sizes = (f"{entry.stat().st_size} {Path(entry.path).relative_to(made.site)}\n" for entry in files_of(made.site))
    listed.write_text("".join(sizes), encoding="utf-8")
    put_aside(copy)
    run = python(HERE / "plain_files.py", listed, copy)
    put_aside(copy)
    return run
