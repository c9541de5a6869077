"""Names of files that say what is in them, so that a browser may keep a file for ever."""

from __future__ import annotations

import hashlib


def hashed(stem: str, content: bytes) -> str:
    """`meetings.1a2b3c4d.json`: eight hexadecimal digits of the content."""
    return f"{stem}.{hashlib.blake2b(content, digest_size=4).hexdigest()}.json"
