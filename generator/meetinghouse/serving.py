"""The finished site on this machine, as a static host would serve it, and built again when a file changes."""

from __future__ import annotations

import functools
import http.server
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
}


EXTENSIONS = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files below one folder; folders without a page and unknown addresses are the site's own 404."""

    extensions_map = EXTENSIONS

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        return None

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Who looked at what is nobody's business."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away before it had everything is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server on 127.0.0.1 only; port 0 takes a free one."""
    handler = functools.partial(_Handler, directory=os.fspath(folder))
    return _Server(("127.0.0.1", port), handler)


def state_of(folders: Iterable[Path]) -> dict[str, int]:
    """When each file below `folders` last changed."""
    state = {}
    for folder in folders:
        paths = [folder] if folder.is_file() else folder.rglob("*")
        for path in paths:
            try:
                state[os.fspath(path)] = path.stat().st_mtime_ns
            except OSError:
                continue
    return state


def watch(folders: Iterable[Path], changed: Callable[[], None], wait: Callable[[], bool]) -> None:
    """Calls `changed` whenever a file differs; `wait` pauses between looks and says whether to go on."""
    folders = list(folders)
    before = state_of(folders)
    while wait():
        now = state_of(folders)
        if now != before:
            before = now
            changed()
