"""The commands: what they print, how they end, and that neither a crash nor Ctrl-C loses what was answered."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geocoders import Project, answer, house, places, project, serving
from meetinghouse.geocode_commands import geocode
from meetinghouse.geocoding import lockfile
from meetinghouse.geocoding.entries import ADVICE, TITLE, Entry, Status, entries, lock_text
from meetinghouse.geocoding.lockfile import BACKUP, NAME, UNFINISHED, LockFile
from meetinghouse.geocoding.providers import OSM
from meetinghouse.places import read_lock

KEY = "1 example street|portland|or||us"


@pytest.fixture
def town(tmp_path: Path, loopback: str) -> Project:
    return project(tmp_path)


def test_a_run_writes_sorted_lines_that_a_build_reads(town: Project) -> None:
    for number in (3, 1, 2):
        town.record(street=f"{number} Example St., Suite {number}", slug=f"g{number}")
    with serving(places(house(address={}))) as server:
        result = town.fill(server)
    assert result.exit_code == 0, result.output
    assert "3 addresses looked up: 3 " in result.output
    assert f"The site must show: {OSM}" in result.output
    text = town.lock.read_text()
    assert text.splitlines()[:3] == [TITLE, ADVICE, f"# nominatim: {OSM}"]
    assert [line["key"] for line in town.lines] == [f"{number} example street|portland|or||us" for number in (1, 2, 3)]
    assert len(read_lock(text, NAME)) == 3


def test_a_second_run_has_nothing_to_do(town: Project) -> None:
    town.record()
    with serving(places(house())) as server:
        town.fill(server)
        text = town.lock.read_text()
        assert town.fill(server).exit_code == 0
        assert len(server.asked) == 1
    assert town.lock.read_text() == text


def test_what_can_mean_two_places_is_kept_for_a_person(town: Project) -> None:
    town.record()
    with serving(places(house(), house(lat="45.55"))) as server:
        result = town.fill(server)
    assert result.exit_code == 4
    assert town.lines == [
        {
            "key": KEY,
            "candidates": [[45.52, -122.68], [45.55, -122.68]],
            "provider": "nominatim",
            "date": "2026-11-24",
            "status": "ambiguous",
        }
    ]
    assert "may be 45.52, -122.68 or 45.55, -122.68" in town.run("check").output


def test_at_most_so_many_questions(town: Project) -> None:
    for number in range(1, 4):
        town.record(street=f"{number} Example Street", slug=f"g{number}")
    with serving(places(house(address={}))) as server:
        result = town.fill(server, "--most", "2")
        assert result.exit_code == 0
        assert "run this again" in result.output
        assert "left for another run: 1" in result.output
        assert (len(server.asked), len(town.lines)) == (2, 2)
        town.fill(server)
    assert (len(server.asked), len(town.lines)) == (3, 3)


def test_settings_come_from_the_file_and_the_command_line_goes_before(town: Project) -> None:
    town.record()
    settings = town.folder.parent / "geocode.yml"
    with serving(places(house())) as server:
        settings.write_text(f"provider: google\ncontact: us@example.org\ndomain: {server.domain}\n")
        refused = town.run("fill", "--settings", str(settings))
        result = town.run("fill", "--settings", str(settings), "--provider", "nominatim")
    assert (refused.exit_code, result.exit_code) == (2, 0)
    assert "google is not used: its terms forbid" in refused.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("provider: [a]\n", "provider: expected one word"),
        ("key: 123\n", "'key' is not a setting (write provider, contact, "),
        ("- a\n", "expected fields"),
        ("provider: *x\n", "geocode.yml:1"),
        ("", "geocode.yml:1"),
    ],
)
def test_settings_that_are_wrong_are_told(town: Project, text: str, said: str) -> None:
    settings = town.folder.parent / "geocode.yml"
    settings.write_text(text)
    result = town.run("fill", "--settings", str(settings))
    assert result.exit_code == 2
    assert said in result.output


def test_a_key_is_never_shown_or_written(town: Project) -> None:
    town.record()
    town.environment["GEO_KEY"] = "s3cr3t"
    with serving(answer(400), answer(body="x"), answer(500)) as server:
        result = town.fill(server, "--key-from", "GEO_KEY", provider="opencage")
    assert "key=s3cr3t" in server.asked[0]
    assert "s3cr3t" not in result.output


def test_ctrl_c_keeps_what_was_answered(town: Project) -> None:
    for number in range(1, 6):
        town.record(street=f"{number} Example Street", slug=f"g{number}")
    sleep = town.time.sleep
    naps: list[float] = []

    def interrupted(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            raise KeyboardInterrupt
        sleep(seconds)

    town.time.sleep = interrupted  # type: ignore[method-assign]
    with serving(places(house(address={}))) as server:
        result = town.fill(server)
        assert result.exit_code == 130
        assert "stopped by hand; left for another run: 3" in result.output
        assert len(town.lines) == 2
        town.time.sleep = sleep  # type: ignore[method-assign]
        assert town.fill(server).exit_code == 0
        assert len(server.asked) == 5
    assert len(town.lines) == 5


# crashes


def line(number: int) -> Entry:
    return Entry(key=f"{number} oak street|portland|or||us", status=Status.OK, at=(45.5, -122.6), precision="door")


OLD = {each.key: each for each in map(line, range(3))}
NEW = OLD | {each.key: each for each in map(line, range(3, 9))}
CALLS = ("open", "write", "fsync", "replace", "close")


def breaking(at: int, monkeypatch: pytest.MonkeyPatch, how: Callable[[], None]) -> list[str]:
    """Every call to the disk is counted; the one of this number does `how` instead."""
    made: list[str] = []

    class Disk:
        def __getattr__(self, name: str) -> Any:
            real = getattr(os, name)
            if name not in CALLS:
                return real

            def call(*arguments: Any, **named: Any) -> Any:
                made.append(name)
                if len(made) == at:
                    how()
                return real(*arguments, **named)

            return call

    monkeypatch.setattr(lockfile, "os", Disk())
    return made


def no_space() -> None:
    raise OSError(28, "No space left on device")


def whole(folder: Path) -> bool:
    """The file is the old or the new one, and the old one is kept beside the new."""
    text = (folder / NAME).read_text()
    if text == lock_text(NEW.values()):
        return (folder / BACKUP).read_text() == lock_text(OLD.values())
    return text == lock_text(OLD.values())


STEPS = 8
"""Calls to the disk of one write: create, write, sync, close; keep the old one; swap; open and sync the folder."""


@pytest.mark.parametrize("at", range(1, STEPS + 1))
def test_a_full_disk_at_any_moment_leaves_a_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    lock = LockFile(tmp_path)
    lock.write(OLD)
    with monkeypatch.context() as broken:
        made = breaking(at, broken, no_space)
        with pytest.raises(OSError, match="No space"):
            lock.write(NEW)
    assert len(made) >= at
    assert whole(tmp_path)
    lock.write(NEW)
    assert entries((tmp_path / NAME).read_text(), NAME) == NEW
    assert not (tmp_path / UNFINISHED).exists()


@pytest.mark.parametrize("at", range(1, STEPS + 2))
def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    LockFile(tmp_path).write(OLD)
    child = os.fork()
    if not child:
        try:
            breaking(at, monkeypatch, lambda: os._exit(9))
            with LockFile(tmp_path).alone():
                LockFile(tmp_path).write(NEW)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9
    assert whole(tmp_path)
    with LockFile(tmp_path).alone():
        LockFile(tmp_path).write(NEW)
    assert entries((tmp_path / NAME).read_text(), NAME) == NEW


def test_a_full_disk_is_told(town: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    town.record()
    with serving(places(house())) as server, monkeypatch.context() as broken:
        breaking(3, broken, no_space)
        result = town.fill(server)
    assert result.exit_code == 2
    assert "cannot be written: No space left on device; it is as it was" in result.output
    assert not town.lock.exists()


# reading and writing lines


def test_what_is_read_is_written_the_same() -> None:
    text = f"""{TITLE}
{ADVICE}
# census: Coordinates of addresses: US Census Bureau.
{{"key":"a","lat":1.5,"lon":2.0,"precision":"street","circle":200,"provider":"census","date":"2026-11-24","status":"ok"}}
{{"key":"b","candidates":[[1.0,2.0],[3.0,4.0]],"provider":"photon","date":"2026-11-24","status":"ambiguous"}}
{{"key":"c","why":"it is far away","provider":"photon","date":"2026-11-24","status":"none"}}
{{"key":"d","lat":1.5,"lon":2.0,"precision":"door","status":"manual","checked-by":"Sam"}}
"""
    assert lock_text(entries(text, NAME).values()) == text
    assert lock_text(reversed(entries(text, NAME).values())) == text


def test_odd_fields_are_kept_as_they_are() -> None:
    odd = {"key": "a", "status": "none", "date": "soon", "why": 7, "candidates": "x", "circle": "y", "provider": [1]}
    (found,) = entries(json.dumps(odd), NAME).values()
    assert json.loads(found.line()) == odd


# check and prune


def test_check_tells_what_to_look_at(town: Project) -> None:
    states: dict[str, dict[str, Any]] = {
        "none": {"status": "none", "why": "it is far away"},
        "approx": {"status": "approx", "lat": 45.5, "lon": -122.6, "precision": "postcode", "date": "2026-11-01"},
        "stale": {"status": "ok", "lat": 45.5, "lon": -122.6, "precision": "door", "date": "2020-11-01"},
        "fine": {"status": "ok", "lat": 45.5, "lon": -122.6, "precision": "door", "date": "2026-11-01"},
        "by hand": {"status": "manual", "lat": 45.5, "lon": -122.6, "precision": "door"},
    }
    lines = []
    for number, state in enumerate(states.values()):
        town.record(street=f"{number} Example Street", slug=f"g{number}")
        lines.append(json.dumps({"key": f"{number} example street|portland|or||us", **state}))
    town.record(street="9 New Street", slug="new")
    town.record(street="8 Home Street", slug="home", more="listing: unlisted\n")
    town.lock.write_text("\n".join(lines))
    result = town.run("check")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "meetings/us/oregon/g0.yml:1:1: none: 0 Example Street, Portland, OR, US: nobody knows it (it is far away); "
        "correct it, or write coordinates: in the record",
        "meetings/us/oregon/g1.yml:1:1: approx: 1 Example Street, Portland, OR, US: only the postcode is known; "
        "write coordinates: if you can",
        "meetings/us/oregon/g2.yml:1:1: stale: 2 Example Street, Portland, OR, US: was looked up on 2020-11-01; "
        "delete its line to have it looked up again",
        "meetings/us/oregon/new.yml:1:1: missing: 9 New Street, Portland, OR, US: was never looked up "
        "(run geocode fill)",
        "7 addresses, 4 to look at.",
    ]
    assert town.run("check", "--strict").exit_code == 3


def test_check_has_nothing_to_say(town: Project) -> None:
    town.record(street="")
    result = town.run("check", "--strict")
    assert (result.exit_code, result.output) == (0, "1 address, 0 to look at.\n")


def test_prune_drops_what_no_record_has(town: Project) -> None:
    for number in range(3):
        town.record(street=f"{number} Oak Street", slug=f"g{number}")
    LockFile(town.folder).write(OLD | {line(9).key: line(9)})
    result = town.run("prune")
    assert (result.exit_code, result.output) == (0, "1 line dropped, 3 kept.\n")
    assert [each["key"] for each in town.lines] == sorted(OLD)


def test_prune_refuses_what_looks_like_an_accident(town: Project) -> None:
    town.record(street="0 Oak Street")
    LockFile(town.folder).write(OLD)
    text = town.lock.read_text()
    result = town.run("prune")
    assert (result.exit_code, town.lock.read_text()) == (2, text)
    assert "2 of 3 lines have no record any more; say --force" in result.output
    assert town.run("prune", "--force").exit_code == 0
    assert len(town.lines) == 1


def test_prune_waits_until_every_record_can_be_read(town: Project) -> None:
    path = town.record(street="0 Oak Street")
    LockFile(town.folder).write(OLD)
    path.write_text("group: [\n")
    result = town.run("prune", "--force")
    assert (result.exit_code, len(town.lines)) == (3, 3)
    assert "mend them first" in result.output


def test_every_command_says_what_it_does(town: Project) -> None:
    for name, command in geocode.commands.items():
        assert command.help, name
        assert all(getattr(each, "help", None) for each in command.params), name
