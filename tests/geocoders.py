"""A geocoder on this machine that behaves as badly as a test wants, and a small project whose addresses it is asked."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from meetinghouse.geocode_commands import Outside, geocode
from meetinghouse.geocoding.lockfile import NAME
from meetinghouse.geocoding.pace import Clock
from samples import PLACING

Script = Callable[[socket.socket, threading.Event], None]
"""What the server does with one connection; the event is set when the test is over."""
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp()


def raw(content: bytes) -> Script:
    return lambda line, over: line.sendall(content)


def answer(status: int = 200, body: bytes | str = b"", **headers: str) -> Script:
    content = body.encode() if isinstance(body, str) else body
    named = {"Content-Length": str(len(content)), **{name.replace("_", "-"): said for name, said in headers.items()}}
    head = "".join(f"{name}: {said}\r\n" for name, said in named.items())
    return raw(f"HTTP/1.1 {status} Some\r\n{head}\r\n".encode() + content)


def places(*rows: Mapping[str, Any]) -> Script:
    return answer(body=json.dumps(rows))


def house(lat: object = "45.52", lon: object = "-122.68", **more: Any) -> dict[str, Any]:
    """A door in Portland, as Nominatim tells it."""
    address = {"house_number": "1", "country_code": "us", "ISO3166-2-lvl4": "US-OR"}
    return {"lat": lat, "lon": lon, "place_rank": 30, "class": "place", "type": "house", "address": address} | more


def drip(line: socket.socket, over: threading.Event) -> None:
    """One byte, again and again: no single wait is long. It ends, so that a test of it fails and does not hang."""
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    with suppress(OSError):
        for _ in range(200):
            if not over.wait(0.02):
                line.sendall(b" ")


def hang(line: socket.socket, over: threading.Event) -> None:
    over.wait(10)


def reset(line: socket.socket, over: threading.Event) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@dataclass
class Server:
    """Plays one script after the other, and the last one for ever."""

    port: int
    scripts: list[Script]
    asked: list[str] = field(default_factory=list)
    """The head of every request, and `cut` where the other side hung up before we had sent everything."""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def domain(self) -> str:
        return f"127.0.0.1:{self.port}"

    def serve(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (chunk := line.recv(4096)):
                head += chunk
            self.asked.append(head.decode())
            script = self.scripts[min(len(self.asked), len(self.scripts)) - 1]
            script(line, self.over)


@contextmanager
def serving(*scripts: Script) -> Iterator[Server]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(listening.getsockname()[1], list(scripts))

    def listen() -> None:
        with suppress(OSError):
            while True:
                line, _ = listening.accept()
                threading.Thread(target=server.serve, args=(line,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()


@dataclass
class Time:
    """A clock that only sleeping moves."""

    passed: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.passed += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.passed, sleep=self.sleep, chance=lambda: 0.5)


RECORD = """\
group: Early Risers
fellowship: aa
venue:
  name: The Red House
  address: {{{street}city: {city}, region: OR, country: US}}
  arrival: Ring the lower bell.
languages: [en]
timezone: America/Los_Angeles
{more}notes: Ask for Robin.
meetings:
  - {{id: mon, day: monday, start: 07:00, end: 08:00}}
"""


@dataclass
class Project:
    """A folder of records, and `meetinghouse geocode` in it."""

    folder: Path
    time: Time = field(default_factory=Time)
    environment: dict[str, str] = field(default_factory=dict)
    seconds: float = 5.0

    def record(self, street: str = "1 Example Street", city: str = "Portland", slug: str = "a", more: str = "") -> Path:
        path = self.folder / "us" / "oregon" / f"{slug}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RECORD.format(street=f'street: "{street}", ' if street else "", city=city, more=more))
        return path

    @property
    def lock(self) -> Path:
        return self.folder / NAME

    @property
    def lines(self) -> list[dict[str, Any]]:
        text = self.lock.read_text() if self.lock.exists() else ""
        return [json.loads(line) for line in text.splitlines() if not line.startswith("#")]

    def run(self, *arguments: str) -> Result:
        outside = Outside(
            clock=self.time.clock,
            time=lambda: NOON,
            environment=self.environment,
            seconds=self.seconds,
            plain=True,
            gazetteer=PLACING.gazetteer,
        )
        named = [*arguments, "--folder", str(self.folder)]
        return CliRunner().invoke(geocode, named, obj=outside, catch_exceptions=False)

    def fill(self, server: Server, *more: str, provider: str = "nominatim") -> Result:
        settings = str(self.folder.parent / "geocode.yml")
        named = ["--provider", provider, "--contact", "us@example.org", "--domain", server.domain]
        return self.run("fill", "--settings", settings, *named, *more)


def project(tmp_path: Path) -> Project:
    folder = tmp_path / "meetings"
    folder.mkdir()
    return Project(folder)
