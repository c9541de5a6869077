"""The wheel carries everything that a site needs, and builds one without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = (
    "meetinghouse/overrides/finder.html",
    "meetinghouse/overrides/assets/finder/main.js",
    "meetinghouse/overrides/records/group.html",
    "meetinghouse/starter/mkdocs.yml",
    "meetinghouse/starter/.vscode/settings.json",
    "meetinghouse/vocabularies/fellowships.yml",
    "meetinghouse/known_resources/us.yml",
    "meetinghouse/starting_pages/learn/index.md",
    "meetinghouse/data/gazetteer.zip",
    "meetinghouse/feeds/codes.yml",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without isolation: no network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_what_a_site_needs(wheel: Path) -> None:
    assert set(NEEDED) <= set(zipfile.ZipFile(wheel).namelist())


def test_the_gazetteer_is_under_four_megabytes_in_the_wheel(wheel: Path) -> None:
    assert zipfile.ZipFile(wheel).getinfo("meetinghouse/data/gazetteer.zip").compress_size < 4_000_000


def test_a_site_can_be_started_and_built_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"}

    def run(*words: str, cwd: Path) -> str:
        command = [sys.executable, "-m", "meetinghouse.cli", *words]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd, env=environment)
        return done.stdout

    run("new", "ours", cwd=tmp_path)
    said = run("build", "--today", "2026-11-22", cwd=tmp_path / "ours")

    assert "1 group and 1 meeting" in said
    assert (tmp_path / "ours/site/meetings/us/oregon/portland/first-group/index.html").is_file()
