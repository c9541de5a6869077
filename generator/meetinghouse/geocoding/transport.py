"""One request over the web: https only, never more than fits, never for ever, never led elsewhere."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from .failures import AskError, Passing, Spoiled, Stop, Why

MOST_BYTES = 1024 * 1024
MOST_REDIRECTS = 2
SECONDS = 10.0
CHUNK = 16_384
LOOPBACK = ("127.0.0.1", "::1")

Connect = Callable[[str, int, float], socket.socket]
"""Host, port and seconds to a line that is connected and not yet encrypted."""


def connected(host: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((host, port), timeout=seconds)


@dataclass(frozen=True, kw_only=True)
class Transport:
    """Asks addresses of the web for bytes."""

    connect: Connect = connected
    seconds: float = SECONDS
    """For the whole answer, from the first byte sent to the last one read."""
    now: Callable[[], float]
    """Seconds since 1970, for a Retry-After that is a date."""
    plain: bool = False
    """Let http be spoken, and only with this machine: for tests."""

    def get(self, url: str, headers: Mapping[str, str]) -> bytes:
        """The body behind `url`.

        Raises:
            AskError: it could not be had this time.
            Stop: the server wants no more questions from us.
        """
        for _ in range(MOST_REDIRECTS + 1):
            parts = self._checked(url)
            answer = self._ask(parts, headers)
            if isinstance(answer, bytes):
                return answer
            to = urlsplit(urljoin(url, answer))
            if (to.scheme, to.netloc) != (parts.scheme, parts.netloc):
                raise Spoiled(f"{parts.hostname} sends us to another address, which we do not follow")
            url = to.geturl()
        raise Spoiled(f"{parts.hostname} sends us from one address to the next without end")

    def _checked(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError:
            raise Spoiled("the address of the geocoder is not an address of the web") from None
        local = self.plain and parts.scheme == "http" and parts.hostname in LOOPBACK
        if not parts.hostname or "@" in parts.netloc or not (local or parts.scheme == "https"):
            raise Spoiled("the address of the geocoder is not an https address")
        return parts

    def _ask(self, parts: SplitResult, headers: Mapping[str, str]) -> bytes | str:
        host = parts.hostname or ""
        line = self._line(host, parts)
        late = threading.Event()
        # a server that sends a byte now and then never times out by itself, so the line is cut when time is up
        cut = threading.Timer(self.seconds, _cut, [line, late])
        cut.daemon = True
        cut.start()
        connection = http.client.HTTPConnection(host, parts.port)
        connection.sock = line
        try:
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            connection.request("GET", target, headers={**headers, "Accept-Encoding": "identity", "Connection": "close"})
            answer = self._answer(connection.getresponse(), host)
        except (OSError, http.client.HTTPException, ValueError) as error:
            slow = late.is_set() or isinstance(error, TimeoutError)
            raise Passing(f"{host} {'takes too long' if slow else f'cannot be read: {_reason(error)}'}") from None
        finally:
            cut.cancel()
            connection.close()
        if late.is_set():  # what came before the line was cut may look whole
            raise Passing(f"{host} takes too long")
        return answer

    def _line(self, host: str, parts: SplitResult) -> socket.socket:
        secure = parts.scheme == "https"
        try:
            line = self.connect(host, parts.port or (443 if secure else 80), self.seconds)
            if not secure:
                return line
            context = ssl.create_default_context()
            return context.wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)
        except TimeoutError:
            raise Passing(f"{host} takes too long") from None
        except (OSError, ValueError) as error:
            said = getattr(error, "strerror", None) or "it is not known"
            raise Passing(f"{host} cannot be reached: {said}") from None

    def _answer(self, response: http.client.HTTPResponse, host: str) -> bytes | str:
        if response.status in (301, 302, 303, 307, 308):
            if not (to := response.getheader("Location")):
                raise Spoiled(f"{host} sends us elsewhere without saying where")
            return to
        if response.status != 200:
            raise self._refusal(response, host)
        if response.getheader("Content-Encoding", "identity").lower() != "identity":
            raise Spoiled(f"{host} packs its answer, though we asked for it unpacked")
        body = bytearray()
        while chunk := response.read1(CHUNK):
            body += chunk
            if len(body) > MOST_BYTES:
                raise Spoiled(f"{host} sends more than {MOST_BYTES // 1024 // 1024} MB")
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return bytes(body)

    def _refusal(self, response: http.client.HTTPResponse, host: str) -> AskError | Stop:
        status = response.status
        wait = seconds_to_wait(response.getheader("Retry-After"), self.now())
        if status in (401, 403, 407):
            return Stop(Why.REFUSED, f"{host} does not let us ask: look at its terms of use and at your key")
        if status == 402:
            return Stop(Why.REFUSED, f"{host} says that your questions are used up")
        if status == 429:
            later = f"after {wait:,.0f} seconds" if wait else "later"
            return Stop(Why.REFUSED, f"{host} asks us to slow down; run this again {later}")
        if status in (408, 425) or status >= 500:
            return Passing(f"{host} is in trouble (status {status})", wait)
        return Spoiled(f"{host} does not understand the question (status {status})")


def seconds_to_wait(retry_after: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks for; none when it says nothing that makes sense."""
    if not retry_after:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def _cut(line: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        # not the method of an encrypted line, which would take its keys away under the thread that reads
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        line.close()


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(error, http.client.IncompleteRead):
        return "it stopped before the end"
    return (error.strerror if isinstance(error, OSError) else "") or "it does not answer as the web does"
