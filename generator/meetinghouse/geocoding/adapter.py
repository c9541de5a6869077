"""Our guard in geopy's place for an HTTP client: what comes through is small, in time and well formed.

geopy's own clients read a body of any length, sleep as long as a server says and follow it anywhere; its parsers make
0, 0 of a missing latitude and fall over a number that is none. So a page is cleaned before they see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from geopy.adapters import BaseSyncAdapter

from .failures import Spoiled
from .transport import Transport

Clean = Callable[[Any], Any]
"""A page as it came to a page that geopy reads without surprises."""


class GuardedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """Sends geopy's requests through our transport. Its errors are ours, and geopy lets them pass."""

    def __init__(self, *, transport: Transport, clean: Clean, also: Mapping[str, str]) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self.transport = transport
        self.clean = clean
        self.also = also
        """Parameters that geopy does not know."""

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        if self.also:
            url = f"{url}{'&' if '?' in url else '?'}{urlencode(self.also)}"
        return self.transport.get(url, headers).decode("utf-8", "replace")

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        return self.clean(parsed(self.get_text(url, timeout=timeout, headers=headers)))


def parsed(text: str) -> Any:
    """JSON of any depth, read or refused.

    Raises:
        Spoiled: it is something else, such as the page of a hotel's network.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Spoiled("the answer is not data but something else; a page of your network, perhaps") from None
