"""Hazards N01 to N23: a geocoder that misbehaves in each of these ways, over a real connection on this machine."""

from __future__ import annotations

import email.utils
import gzip
import json
import socket
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from geocoders import NOON, Project, Script, answer, drip, hang, house, places, project, raw, reset, serving
from meetinghouse.directory import load
from meetinghouse.geocoding.failures import Passing
from meetinghouse.geocoding.lockfile import BACKUP, LockFile
from meetinghouse.geocoding.questions import LONGEST, Query, Unaskable
from meetinghouse.geocoding.transport import Transport
from meetinghouse.site import read_lock
from samples import PLACING, TODAY

GOOD = {"key": "old street|portland|or||us", "lat": 45.5, "lon": -122.6, "precision": "door", "status": "ok"}
KEY = "1 example street|portland|or||us"
PAST = email.utils.formatdate(NOON - 60, usegmt=True)
SOON = email.utils.formatdate(NOON + 30, usegmt=True)
TOO_DEEP = b"[" * 100_000
BIG = b'[{"lat": "45.52", "lon": "-122.68", "display_name": "' + b"x" * 3_000_000 + b'"}]'


@pytest.fixture
def town(tmp_path: Path, loopback: str) -> Project:
    """One address to look up, and one that was looked up before."""
    made = project(tmp_path)
    made.record()
    made.lock.write_text(json.dumps(GOOD) + "\n")
    return made


def unchanged(town: Project) -> bool:
    return town.lock.read_text() == json.dumps(GOOD) + "\n"


@pytest.mark.parametrize(
    ("script", "said", "requests"),
    [
        pytest.param(answer(429, Retry_After="7"), "slow down; run this again after 7 seconds", 1, id="N01"),
        pytest.param(answer(429, Retry_After="86400"), "slow down; run this again after 86,400 seconds", 1, id="N02"),
        pytest.param(answer(429, Retry_After=PAST), "slow down; run this again later", 1, id="N03"),
        pytest.param(answer(429, Retry_After=SOON), "slow down; run this again after 30 seconds", 1, id="N03 to come"),
        pytest.param(answer(429, Retry_After="soon"), "slow down; run this again later", 1, id="N03 no date"),
        pytest.param(answer(403), "look at its terms of use", 1, id="N04"),
        pytest.param(answer(401), "does not let us ask", 1, id="N04 no key"),
        pytest.param(answer(402), "questions are used up", 1, id="N04 used up"),
        pytest.param(answer(500), "in trouble (status 500)", 3, id="N05 500"),
        pytest.param(answer(502), "in trouble (status 502)", 3, id="N05 502"),
        pytest.param(answer(503), "in trouble (status 503)", 3, id="N05 503"),
        pytest.param(answer(400), "does not understand the question", 1, id="N05 400"),
        pytest.param(answer(body="<html>Hotel Wi-Fi: accept our terms</html>"), "a page of your network", 1, id="N06"),
        pytest.param(answer(body="{}"), "not a list of places", 1, id="N06 other data"),
        pytest.param(answer(body=""), "a page of your network", 1, id="N06 nothing"),
        pytest.param(places({"display_name": "Portland"}), "without saying where", 1, id="N08"),
        pytest.param(places({"lat": None, "lon": None}), "without saying where", 1, id="N08 null"),
        pytest.param(places({"lat": "45.5"}), "without saying where", 1, id="N08 half"),
        pytest.param(places(house(lat="NaN")), "without saying where", 1, id="N09 NaN"),
        pytest.param(places(house(lat=991)), "without saying where", 1, id="N09 991"),
        pytest.param(places(house(lat="abc")), "without saying where", 1, id="N09 abc"),
        pytest.param(places(house(lon=991)), "without saying where", 1, id="N09 longitude"),
        pytest.param(places(house(lat=True)), "without saying where", 1, id="N09 true"),
        pytest.param(answer(body='[{"lat": NaN, "lon": 1}]'), "not data", 1, id="N09 bare NaN"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n[{"), "before the end", 3, id="N10"),
        pytest.param(
            raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{"), "before the end", 3, id="N10 chunked"
        ),
        pytest.param(answer(body=BIG), "more than 1 MB", 1, id="N11"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\n\r\n" + BIG), "more than 1 MB", 1, id="N11 of no said length"),
        pytest.param(answer(body=gzip.compress(BIG), Content_Encoding="gzip"), "packs its answer", 1, id="N11 packed"),
        pytest.param(reset, "cannot be read", 3, id="N13 reset"),
        pytest.param(raw(b"SSH-2.0-x\r\n"), "as the web does", 3, id="N13 another service"),
        pytest.param(answer(302, Location="/search"), "without end", 3, id="N14 loop"),
        pytest.param(answer(302, Location="file:///etc/passwd"), "to another address", 1, id="N14 file"),
        pytest.param(answer(302, Location="http://169.254.169.254/"), "to another address", 1, id="N14 inside"),
        pytest.param(answer(302, Location="http://127.0.0.1:1/"), "to another address", 1, id="N14 other port"),
        pytest.param(answer(302), "without saying where", 1, id="N14 nowhere"),
        pytest.param(answer(body=TOO_DEEP), "not data", 1, id="N15"),
    ],
)
def test_what_is_no_answer_is_not_written_down(town: Project, script: Script, said: str, requests: int) -> None:
    with serving(script) as server:
        result = town.fill(server)
    assert result.exit_code == 6, result.output
    assert said in result.output
    assert len(server.asked) == requests
    assert unchanged(town)
    assert "0 addresses looked up." in result.output


def test_n02_a_pause_longer_than_the_run_is_not_waited_for(town: Project) -> None:
    with serving(answer(503, Retry_After="100")) as server:
        result = town.fill(server, "--minutes", "1")
    assert result.exit_code == 6
    assert "does not let us wait" in result.output
    assert (len(server.asked), sum(town.time.slept) < 60) == (1, True)


def test_n02_nobody_waits_for_hours(town: Project) -> None:
    with serving(answer(503, Retry_After="86400")) as server:
        result = town.fill(server)
    assert "asks us to wait 86,400 seconds" in result.output
    assert sum(town.time.slept) < 60


def test_n05_a_pause_that_is_asked_for_is_kept(town: Project) -> None:
    with serving(answer(503, Retry_After="40"), places(house())) as server:
        result = town.fill(server)
    assert result.exit_code == 0, result.output
    assert 40.0 in town.time.slept


@pytest.mark.parametrize("first", [answer(500), raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n["), reset])
def test_n05_n10_n13_what_passes_is_asked_again(town: Project, first: Script) -> None:
    with serving(first, first, places(house())) as server:
        result = town.fill(server)
    assert (result.exit_code, len(server.asked)) == (0, 3), result.output
    assert [line["status"] for line in town.lines] == ["ok", "ok"]
    assert town.time.slept[1:] == [2.0, 4.0]


@pytest.mark.parametrize("body", ["[]", "null"])
def test_n07_an_address_that_nobody_knows_is_asked_for_again_after_90_days(town: Project, body: str) -> None:
    with serving(answer(body=body)) as server:
        assert town.fill(server).exit_code == 4
        (line,) = [line for line in town.lines if line["key"] == KEY]
        assert line == {"key": KEY, "status": "none", "provider": "nominatim", "date": "2026-11-24"}
        asked = len(server.asked)
        assert town.fill(server).exit_code == 0
        assert len(server.asked) == asked
        town.lock.write_text(town.lock.read_text().replace("2026-11-24", "2026-08-26"))
        town.fill(server)
        assert len(server.asked) == 2 * asked


def test_n08_n09_one_bad_answer_does_not_spoil_the_others(town: Project) -> None:
    with serving(places({"lat": None}, house(lat="NaN"), house(lat=0, lon=0), house())) as server:
        result = town.fill(server)
    assert result.exit_code == 0, result.output
    assert [(line["lat"], line["lon"]) for line in town.lines if line["key"] == KEY] == [(45.52, -122.68)]


def test_n08_the_sea_is_no_address(town: Project) -> None:
    with serving(places(house(lat="0.0", lon="0.0"))) as server:
        assert town.fill(server).exit_code == 4
    assert [line["why"] for line in town.lines if line["key"] == KEY] == ["0, 0 is a point in the sea"]


@pytest.mark.parametrize("script", [pytest.param(drip, id="N12"), pytest.param(hang, id="N13")])
def test_a_server_without_end_is_left_in_time(town: Project, script: Script) -> None:
    town = replace(town, seconds=0.3)
    with serving(script) as server:
        result = town.fill(server)
        assert not server.over.is_set()
    assert (result.exit_code, len(server.asked)) == (6, 3)
    assert "takes too long" in result.output
    assert unchanged(town)


def test_n12_a_slow_head_counts_too(town: Project) -> None:
    def slow_head(line: object, over: threading.Event) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(90):
            if not over.wait(0.02):
                line.sendall(b"X-More: 1\r\n")

    town = replace(town, seconds=0.3)
    with serving(slow_head) as server:
        assert "takes too long" in town.fill(server).output


def test_n13_nobody_at_home(town: Project) -> None:
    with serving(reset) as server:
        pass
    result = town.fill(server)
    assert result.exit_code == 6
    assert "cannot be reached" in result.output


def test_n14_a_redirect_to_the_same_server_is_followed(town: Project) -> None:
    with serving(answer(301, Location="/new?q=1"), places(house())) as server:
        assert town.fill(server).exit_code == 0
    assert server.asked[1].startswith("GET /new?q=1 ")


def test_n16_their_words_never_reach_the_file(town: Project) -> None:
    row = (
        json.dumps([house(display_name="NAME", osm_id=7, licence="L", extra="E")])
        .encode()
        .replace(b"NAME", b"\xff\xfe")
    )
    with serving(answer(body=row)) as server:
        assert town.fill(server).exit_code == 0
    (line,) = [line for line in town.lines if line["key"] == KEY]
    assert line == {
        "key": KEY,
        "lat": 45.52,
        "lon": -122.68,
        "precision": "door",
        "circle": 50,
        "provider": "nominatim",
        "date": "2026-11-24",
        "status": "ok",
    }


FRANCE = {"house_number": "1", "country_code": "fr"}
WASHINGTON = {"house_number": "1", "country_code": "us", "ISO3166-2-lvl4": "US-WA"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param(house("48.85", "2.35", address=FRANCE), "it is in France, not in United States", id="N17 said"),
        pytest.param(house("48.85", "2.35", address={}), "it is outside United States", id="N17 not said"),
        pytest.param(house("-80.0", "10.0", address={}), "it is outside United States", id="N17 nowhere"),
        pytest.param(house("-72.68", "45.52", address={}), "latitude and longitude look swapped", id="N17 swapped"),
        pytest.param(house("45.63", "-122.67", address=WASHINGTON), "it is in WA, not in OR", id="N17 region said"),
        pytest.param(house("34.05", "-118.24", address={}), " km from any town of OR", id="N17 region"),
        pytest.param(house("44.05", "-123.09"), "km from Portland", id="N17 another town of the region"),
    ],
)
def test_a_right_name_in_the_wrong_place_is_refused(town: Project, row: dict[str, object], why: str) -> None:
    with serving(places(row)) as server:
        assert town.fill(server).exit_code == 4
    (line,) = [line for line in town.lines if line["key"] == KEY]
    assert line["status"] == "none"
    assert "lat" not in line
    assert why in line["why"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param({"street": "x" * 100_000, "city": "Leeds"}, "longer than 256", id="N18 long"),
        pytest.param({"street": "x" * (LONGEST - 22), "city": "Leeds"}, "longer than 256", id="N18 a little long"),
        pytest.param({"street": "1 \ud800 Lane", "city": "Leeds"}, "cannot be printed", id="N18 surrogate"),
        pytest.param({"street": "1 Lane\r\nHost: x", "city": "Leeds"}, "cannot be printed", id="N18 new line"),
        pytest.param({}, "neither a street nor a town", id="N18 empty"),
        pytest.param({"street": " ", "city": " "}, "neither a street nor a town", id="N18 spaces"),
        pytest.param({"street": "1 Wharf Lane"}, "neither a town nor a postal code", id="N18 street alone"),
        pytest.param({"city": "Leeds", "country": "XX"}, "no country", id="N18 no country"),
    ],
)
def test_what_is_no_question_cannot_be_made(query: dict[str, str], said: str) -> None:
    with pytest.raises(Unaskable, match=said):
        Query(**{"country": "GB", **query})


def test_n18_an_address_that_is_too_long_is_told_and_not_sent(town: Project) -> None:
    town.record(street="Long " * 48 + "Street", slug="long")
    with serving(places(house())) as server:
        result = town.fill(server)
    assert result.exit_code == 4
    assert "longer than 256 characters" in result.output
    assert len(server.asked) == 1


def test_n19_errors_are_not_swallowed_and_three_in_a_row_end_the_run(town: Project) -> None:
    for number in range(2, 9):
        town.record(street=f"{number} Example Street", slug=f"g{number}")
    with serving(answer(body="<html>")) as server:
        result = town.fill(server)
    assert (result.exit_code, len(server.asked)) == (6, 3)
    assert "3 failures in a row" in result.output
    assert "left for another run: 6" in result.output
    assert unchanged(town)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(json.dumps(GOOD) + '\n{"key": "2 exa', 2, id="N20 truncated"),
        pytest.param("# places.lock.jsonl, version 2: other\n" + json.dumps(GOOD) + "\n", 1, id="N20 version"),
        pytest.param(f"<<<<<<< ours\n{json.dumps(GOOD)}\n=======\n>>>>>>> theirs\n", 1, id="N20 conflict"),
        pytest.param(f"{json.dumps(GOOD)}\n{json.dumps(GOOD)}\n", 2, id="N20 twice"),
        pytest.param(b"\n\xff\xfe\n", 2, id="N20 not UTF-8"),
    ],
)
@pytest.mark.parametrize("command", ["fill", "check", "prune"])
def test_a_damaged_lock_file_is_told_with_its_line_and_left_alone(
    town: Project, text: str | bytes, line: int, command: str
) -> None:
    content = text.encode() if isinstance(text, str) else text
    town.lock.write_bytes(content)
    with serving(places(house())) as server:
        result = town.fill(server) if command == "fill" else town.run(command)
    assert (result.exit_code, server.asked) == (3, [])
    assert f"meetings/places.lock.jsonl:{line}:" in result.output
    assert town.lock.read_bytes() == content


def test_n20_damaged_while_we_ask_it_is_left_alone(town: Project) -> None:
    def damage(line: object, over: threading.Event) -> None:
        town.lock.write_text("<<<<<<< ours\n")
        places(house())(line, over)

    with serving(damage) as server:
        result = town.fill(server)
    assert result.exit_code == 3
    assert town.lock.read_text() == "<<<<<<< ours\n"


def test_n20_two_writers_do_not_meet(town: Project) -> None:
    with serving(places(house())) as server, LockFile(town.folder).alone():
        result = town.fill(server)
        assert town.run("prune").exit_code == 5
    assert (result.exit_code, server.asked) == (5, [])
    assert "another run" in result.output


def test_n20_what_somebody_added_meanwhile_is_kept(town: Project) -> None:
    manual = {"key": KEY, "lat": 45.6, "lon": -122.7, "precision": "door", "status": "manual", "who": "Sam"}

    def add(line: object, over: threading.Event) -> None:
        with town.lock.open("a") as file:
            file.write(json.dumps(manual) + "\n")
        places(house())(line, over)

    with serving(add) as server:
        town.fill(server)
    assert [line for line in town.lines if line["key"] == KEY] == [manual]
    assert len(town.lines) == 2


def test_n20_the_file_before_the_run_is_kept(town: Project) -> None:
    with serving(places(house())) as server:
        town.fill(server)
    assert (town.folder / BACKUP).read_text() == json.dumps(GOOD) + "\n"
    assert len(town.lines) == 2


def test_n21_a_build_asks_nobody_and_finds_what_was_looked_up(tmp_path: Path) -> None:
    town = project(tmp_path)
    town.record()
    town.lock.write_text(json.dumps(GOOD | {"key": KEY}) + "\n")
    directory, problems = load(town.folder, replace(PLACING, lock=read_lock(town.folder)), TODAY)
    assert not problems
    (group,) = directory.groups
    at = group.meetings[0].at
    assert at is not None
    assert (at.latitude, at.longitude, at.precision) == (45.5, -122.6, "door")


def test_n22_questions_are_far_apart_and_say_who_asks(town: Project) -> None:
    town.record(street="2 Example Street", slug="b")
    town.environment["KEY"] = "secret"
    with serving(answer(body="[]"), places(house())) as server:
        town.fill(server)
        again = len(server.asked)
        town.fill(server)
    assert len(server.asked) == again
    assert len(town.time.slept) == again
    assert all("User-Agent: meetinghouse/" in head and "(us@example.org)" in head for head in server.asked)


def shared_server(*options: str) -> Sequence[str]:
    return ["fill", "--settings", "none.yml", "--contact", "us@example.org", *options]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param([], "nobody is asked until you choose", id="N22 nobody chosen"),
        pytest.param(["--provider", "nominatim"], "operations.osmfoundation.org/policies/nominatim/", id="N22 policy"),
        pytest.param(["--provider", "nominatim", "--accept-policy", "yes"], "accept-policy: read", id="N22 unread"),
        pytest.param(["--provider", "census", "--contact", "me"], "contact: write", id="N22 no contact"),
        pytest.param(["--provider", "census", "--most", "501"], "at most 500", id="N22 bulk"),
    ],
)
def test_nobody_is_asked_by_accident(tmp_path: Path, options: list[str], said: str) -> None:
    town = project(tmp_path)
    town.record()
    result = town.run(*shared_server(*options))
    assert result.exit_code == 2
    assert said in result.output


def test_n22_not_in_ci(town: Project) -> None:
    town.environment["CI"] = "true"
    with serving(places(house())) as server:
        result = town.fill(server)
    assert (result.exit_code, server.asked) == (2, [])
    assert "CI" in result.output


def test_n23_nothing_but_the_address_is_sent(town: Project) -> None:
    with serving(answer(body="[]")) as server:
        town.fill(server)
    for head in server.asked:
        assert not any(word in head for word in ("Red", "House", "Early", "Risers", "bell", "Robin", "aa"))


def test_n23_a_record_that_does_not_want_to_be_found_is_not_looked_up(town: Project) -> None:
    town.record(more="listing: unlisted\n")
    town.record(slug="b")
    with serving(places(house())) as server:
        result = town.fill(server)
    assert (result.exit_code, server.asked) == (0, [])


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param(hang, "takes too long", id="N12 while keys are exchanged"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\n\r\n[]"), "cannot be read", id="N13 speaks no https"),
    ],
)
def test_an_encrypted_line_ends_in_time_too(loopback: str, script: Script, said: str) -> None:
    with serving(script) as server:

        def here(host: str, port: int, seconds: float) -> socket.socket:
            line = socket.create_connection((loopback, server.port), timeout=seconds)
            line.sendall(b"\r\n\r\n")
            return line

        with pytest.raises(Passing, match=said):
            Transport(connect=here, seconds=0.3, now=lambda: NOON).get("https://geocoder.example.org/", {})
