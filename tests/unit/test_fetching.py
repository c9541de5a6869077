"""Fetching a feed from a server on this machine: an opener that goes there whatever public address was checked."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from meetinghouse import fetching
from meetinghouse.fetching import FetchError, fetch

pytestmark = pytest.mark.usefixtures("loopback")
PUBLIC = "93.184.215.14"
NAMES = {
    "feed.example.org": [PUBLIC],
    "other.example.org": [PUBLIC],
    "inside.example.org": ["10.0.0.7"],
    "mixed.example.org": [PUBLIC, "192.168.1.1"],
    "mapped.example.org": ["::ffff:127.0.0.1"],
    "nat64.example.org": ["64:ff9b::7f00:1"],
    "nobody.example.org": [],
}
Answer = tuple[int, Mapping[str, str], bytes]


def resolve(host: str, port: int) -> list[str]:
    return NAMES.get(host, [host])


@contextmanager
def server(answers: Mapping[str, Answer]) -> Iterator[Callable[..., bytes]]:
    """Yields `fetch`, bound to a loopback server that gives these answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answers[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Silent."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()

    def opener(address: str, port: int, host: str, seconds: float) -> socket.socket:
        assert address == PUBLIC
        return socket.create_connection(("127.0.0.1", running.server_port), timeout=seconds)

    try:
        yield lambda address, **more: fetch(address, opener=opener, resolve=resolve, **more)
    finally:
        running.shutdown()
        running.server_close()


def never(address: str, port: int, host: str, seconds: float) -> socket.socket:
    raise AssertionError(f"connected to {address}")


def test_the_bytes_of_a_feed_arrive() -> None:
    with server({"/feed.json?a=1": (200, {}, b"[1]")}) as get:
        assert get("https://feed.example.org/feed.json?a=1") == b"[1]"


def test_a_packed_answer_is_unpacked() -> None:
    with server({"/": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"[1]"))}) as get:
        assert get("https://feed.example.org") == b"[1]"


def test_a_redirect_to_another_public_https_address_is_followed() -> None:
    answers: dict[str, Answer] = {
        "/old": (301, {"Location": "https://other.example.org/new"}, b""),
        "/new": (302, {"Location": "/newest"}, b""),
        "/newest": (200, {}, b"[]"),
    }
    with server(answers) as get:
        assert get("https://feed.example.org/old") == b"[]"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://feed.example.org/", "not an https address"),
        ("file:///etc/passwd", "not an https address"),
        ("https://me:pw@feed.example.org/", "not an address we can read"),
        ("https:///x", "not an address we can read"),
        ("https://feed.example.org:99999/", "not an address of the web"),
        ("https://feed.example.org/a b", "a space"),
        ("https://feed.example.org/\r\nHost: x", "a space"),
        ("https://127.0.0.1/", "private network"),
        ("https://169.254.169.254/latest/meta-data", "private network"),
        ("https://[::1]/", "private network"),
        ("https://inside.example.org/", "private network"),
        ("https://mixed.example.org/", "private network"),
        ("https://mapped.example.org/", "private network"),
        ("https://nat64.example.org/", "private network"),
        ("https://nobody.example.org/", "is not known"),
    ],
)
def test_i06_nothing_but_public_https_addresses_is_asked(address: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        fetch(address, opener=never, resolve=resolve)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://169.254.169.254/", "not an https address"),
        ("https://169.254.169.254/", "private network"),
        ("file:///etc/passwd", "not an https address"),
        ("https://inside.example.org/", "private network"),
        ("/", "without end"),
    ],
)
def test_i06_a_redirect_is_checked_like_the_first_address(to: str, said: str) -> None:
    with server({"/": (302, {"Location": to}, b"")}) as get, pytest.raises(FetchError, match=said):
        get("https://feed.example.org/")


def test_a_redirect_must_say_where_to() -> None:
    with server({"/": (302, {}, b"")}) as get, pytest.raises(FetchError, match="without saying where"):
        get("https://feed.example.org/")


def test_i01_more_than_fits_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    with server({"/": (200, {}, b"x" * 5000)}) as get, pytest.raises(FetchError, match="sends more than"):
        get("https://feed.example.org/")


def test_i01_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_UNPACKED", 1000)
    bomb = gzip.compress(bytes(10_000_000))
    with server({"/": (200, {"Content-Encoding": "gzip"}, bomb)}) as get, pytest.raises(FetchError, match="unpacked"):
        get("https://feed.example.org/")


def test_i01_an_answer_that_is_cut_short_is_not_taken() -> None:
    whole = gzip.compress(b"[1, 2, 3]" * 100)
    answers: dict[str, Answer] = {
        "/short": (200, {"Content-Length": "100"}, b"[1"),
        "/packed": (200, {"Content-Encoding": "gzip"}, whole[:-12]),
        "/not-packed": (200, {"Content-Encoding": "gzip"}, b"[1]"),
        "/strange": (200, {"Content-Encoding": "br"}, b"[1]"),
    }
    with server(answers) as get:
        for path, said in (
            ("short", "stopped 98 bytes before the end"),
            ("packed", "stopped before the end"),
            ("not-packed", "not gzip"),
            ("strange", "cannot unpack"),
        ):
            with pytest.raises(FetchError, match=said):
                get(f"https://feed.example.org/{path}")


@pytest.mark.parametrize(
    ("status", "said"), [(404, "no such page"), (403, "does not let us"), (429, "come back later"), (500, "status 500")]
)
def test_a_refusal_is_said_in_words(status: int, said: str) -> None:
    with server({"/": (status, {}, b"")}) as get, pytest.raises(FetchError, match=f"feed.example.org .*{said}"):
        get("https://feed.example.org/")


def test_time_runs_out_over_the_whole_of_it() -> None:
    minutes = iter([0.0, 1.0, 500.0, 500.0])
    with server({"/": (200, {}, b"[1]")}) as get, pytest.raises(FetchError, match="takes too long"):
        get("https://feed.example.org/", clock=lambda: next(minutes))


def test_a_server_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:

        def opener(address: str, port: int, host: str, seconds: float) -> socket.socket:
            return socket.create_connection(silent.getsockname(), timeout=seconds)

        with pytest.raises(FetchError, match=r"takes too long|cannot be read"):
            fetch("https://feed.example.org/", opener=opener, resolve=resolve, seconds=0.2)
