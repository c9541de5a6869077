"""The network is switched off, the day is fixed, and the small project of the tests is at hand."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("tests", deadline=None, derandomize=True)
settings.load_profile("tests")

OPEN_TO = ("127.0.0.1", "::1")
CONNECT = socket.socket.connect
LOOK_UP = socket.getaddrinfo
CONNECT_EX = socket.socket.connect_ex


class NetworkIsOff(AssertionError):
    """A test asked for a connection; tests of the program must not need one."""


@pytest.fixture(autouse=True)
def network_switched_off(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only local sockets, and this machine for tests of a browser or of a server of our own."""
    here = request.node.get_closest_marker("browser") is not None or "loopback" in request.fixturenames

    def refuse_others(connection: socket.socket, address: Any) -> None:
        local = connection.family == socket.AF_UNIX
        if not local and not (here and address[0] in OPEN_TO):
            raise NetworkIsOff(f"a test asked to connect to {address!r}")

    def getaddrinfo(host: Any, *args: Any, **named: Any) -> Any:
        if host not in OPEN_TO or not here:
            raise NetworkIsOff(f"a test looked up the host {host!r}")
        return LOOK_UP(host, *args, **named)

    def connect(connection: socket.socket, address: Any) -> None:
        refuse_others(connection, address)
        CONNECT(connection, address)

    def connect_ex(connection: socket.socket, address: Any) -> int:
        refuse_others(connection, address)
        return CONNECT_EX(connection, address)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)


@pytest.fixture
def loopback() -> Iterator[str]:
    """Asked for by tests that talk to a server of their own on this machine."""
    yield "127.0.0.1"
