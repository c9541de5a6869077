"""Fetches a feed: https only, never from a private network, never more than fits, never for ever.

The name is looked up once and the answer is what is connected to, so that a second answer cannot differ.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from typing import Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_REDIRECTS = 5
SECONDS = 120.0
CHUNK = 65_536
HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "Connection": "close",
    "User-Agent": "meetinghouse (directory import)",
}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
STATUS = {
    401: "asks for a password",
    403: "does not let us read it",
    404: "has no such page",
    410: "has no such page any more",
    429: "asks us to come back later",
}


class FetchError(Exception):
    """Why a feed could not be fetched, as a sentence; the files on disk are as they were."""


Resolve = Callable[[str, int], Iterable[str]]
"""Host and port to the addresses of that host."""


class Opener(Protocol):
    """Connects to an address that was checked before; `host` is who must answer there."""

    def __call__(self, address: str, port: int, host: str, seconds: float) -> socket.socket: ...


def addresses_of(host: str, port: int) -> list[str]:
    """Every address of a host, as the system says."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def securely(address: str, port: int, host: str, seconds: float) -> socket.socket:
    """A connection whose certificate is that of `host`."""
    plain = socket.create_connection((address, port), timeout=seconds)
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def fetch(
    address: str,
    *,
    opener: Opener = securely,
    resolve: Resolve = addresses_of,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> bytes:
    """The bytes behind an https address, unpacked.

    Raises:
        FetchError: it is not public, not https, too big, too slow, cut short, or not there.
    """
    until = clock() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(address)
        host, port = parts.hostname or "", parts.port or 443
        try:
            answer = _ask(parts, opener, _public(host, port, resolve), until - clock())
        except (OSError, http.client.HTTPException, ValueError) as error:
            late = clock() >= until or isinstance(error, TimeoutError)
            raise FetchError(f"{host} {'takes too long' if late else f'cannot be read: {_reason(error)}'}") from None
        if clock() >= until:  # the line was cut, and what came before may look whole
            raise FetchError(f"{host} takes too long")
        if isinstance(answer, bytes):
            return answer
        address = urljoin(address, answer.to)
    raise FetchError(f"{address} sends us from one address to the next without end")


class _Elsewhere:
    """A redirect."""

    def __init__(self, to: str) -> None:
        self.to = to


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise FetchError(f"{address!r:.100} is not an address of the web") from None
    if parts.scheme != "https":
        raise FetchError(f"{address!r:.100} is not an https address")
    if not parts.hostname or "@" in parts.netloc or port == 0 or not address.isascii():
        raise FetchError(f"{address!r:.100} is not an address we can read")
    if any(character <= " " or character == "\x7f" for character in address):
        raise FetchError(f"{address!r:.100} holds a space or a control character")
    return parts


def _public(host: str, port: int, resolve: Resolve) -> str:
    """One address of the host, when every one of them is on the open internet."""
    try:
        found = [ipaddress.ip_address(each.partition("%")[0]) for each in resolve(host, port)]
    except (OSError, ValueError, UnicodeError):
        raise FetchError(f"{host} is not known") from None
    if not found:
        raise FetchError(f"{host} is not known")
    if not all(map(_open_internet, found)):
        raise FetchError(f"{host} is an address inside a private network")
    return str(found[0])


def _open_internet(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address in NAT64
    ):
        return False
    return address.is_global and not address.is_multicast


def _ask(parts: SplitResult, opener: Opener, address: str, seconds: float) -> bytes | _Elsewhere:
    if seconds <= 0:
        raise TimeoutError
    host, port = parts.hostname or "", parts.port or 443
    connection = http.client.HTTPSConnection(host, port)
    connection.sock = opener(address, port, host, min(seconds, 20.0))
    # a server that sends one byte now and then never times out by itself, so the line is cut when time is up
    cut = threading.Timer(seconds, _cut, [connection.sock])
    cut.daemon = True
    cut.start()
    try:
        connection.request("GET", f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", headers=HEADERS)
        return _answer(connection.getresponse(), host)
    finally:
        cut.cancel()
        connection.close()


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()


def _answer(response: http.client.HTTPResponse, host: str) -> bytes | _Elsewhere:
    if response.status in (301, 302, 303, 307, 308):
        to = response.getheader("Location")
        if not to:
            raise FetchError(f"{host} sends us elsewhere without saying where")
        return _Elsewhere(to)
    if response.status != 200:
        said = STATUS.get(response.status, f"answers with status {response.status}")
        raise FetchError(f"{host} {said}")
    packed = (response.getheader("Content-Encoding") or "identity").lower()
    if packed not in ("identity", "gzip", "x-gzip"):
        raise FetchError(f"{host} packs its answer as {packed!r:.20}, which we cannot unpack")
    body = _read(response, host)
    return _unpacked(body, host) if packed != "identity" else body


def _read(response: http.client.HTTPResponse, host: str) -> bytes:
    body = bytearray()
    while chunk := response.read1(CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            raise FetchError(f"{host} sends more than {MOST_BYTES // 1024 // 1024} MB")
    if response.length:
        raise FetchError(f"{host} stopped {response.length:,} bytes before the end")
    return bytes(body)


def _unpacked(body: bytes, host: str) -> bytes:
    unpack = zlib.decompressobj(31)
    try:
        content = unpack.decompress(body, MOST_UNPACKED + 1)
    except zlib.error:
        raise FetchError(f"{host} sends something that is not gzip, though it says so") from None
    if len(content) > MOST_UNPACKED:
        raise FetchError(f"{host} sends more than {MOST_UNPACKED // 1024 // 1024} MB unpacked")
    if not unpack.eof:
        raise FetchError(f"{host} stopped before the end")
    return content


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(error, http.client.IncompleteRead):
        return "it stopped before the end"
    return (error.strerror if isinstance(error, OSError) else "") or "it does not answer as the web does"
