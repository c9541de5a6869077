"""Links, telephone numbers and mail addresses that are safe to show."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from ..problems import quoted
from .hosts import looks_like_another
from .text import Wrong, text

MEND_HOST = "type the address by hand, letter for letter"


def link(value: Any) -> str:
    """An address of the web that is safe to show: https (or http, with a warning), no user, one script."""
    return _link(text(value))


@lru_cache(4096)
def _link(said: str) -> str:
    if len(said) > 2000:
        raise Wrong("Y50", f"is {len(said)} characters long", "at most 2,000")
    if re.search(r"[\s\\<>\"'`{}|^]", said):
        raise Wrong("H07", f"{quoted(said)} has a character that cannot be in a link", "copy the link again")
    try:
        parts = urlsplit(said)
        host = parts.hostname or ""
        parts.port  # noqa: B018 (reading it checks it)
    except ValueError:
        raise Wrong("H07", f"{quoted(said)} is not a link", "write https://...") from None
    if parts.scheme not in ("https", "http") or "." not in host or not said.lower().startswith(f"{parts.scheme}://"):
        raise Wrong("H07", f"{quoted(said)} is not a link", "write https://...")
    if "@" in parts.netloc:
        raise Wrong("H09", "a link must not hold a user name", "delete what stands before @")
    if looks_like_another(host):
        raise Wrong("U07", f"{quoted(host)} mixes letters of two scripts, or looks like another", MEND_HOST)
    return said


def phone(value: Any) -> str:
    """A number to dial, as people write it; `,` `*` `#` may follow for a dial-in code."""
    said = text(value)
    digits = sum(character in "0123456789" for character in said)
    if not re.fullmatch(r"[+(]?[0-9][0-9 ()./-]*([,;*#x][0-9,;*# -]*)?", said) or not 3 <= digits <= 40:
        raise Wrong("P20", f"{quoted(said)} is not a telephone number", "write it as +1-503-555-0100")
    return said


def email(value: Any) -> str:
    said = text(value)
    if len(said) > 254 or not re.fullmatch(r"[A-Za-z0-9.!#$&'*+/=^_~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", said):
        raise Wrong("P21", f"{quoted(said)} is not an email address", "write name@example.org")
    return said
