"""Part of a permanent address, made from a stranger's words."""

from __future__ import annotations

import hashlib
import re

from ..converting import RESERVED
from ..placenames import fold_letters

LONGEST = 64


def slug_of(text: str, *, when_reserved: str = "group") -> str:
    """Small letters, digits and hyphens; empty when the text has none of these."""
    words = re.sub(r"[^a-z0-9]+", " ", fold_letters(text)).split()
    slug = "-".join(words)
    if len(slug) > LONGEST:
        slug = slug[:LONGEST].rsplit("-", 1)[0] if "-" in slug[:LONGEST] else slug[:LONGEST]
    return f"{slug}-{when_reserved}" if slug in RESERVED else slug


def slug_for(id: str, *texts: str) -> str:  # noqa: A002
    """The slug of the first text that has one, else of the id, else a short digest of it."""
    found = next((slug for text in (*texts, id) if (slug := slug_of(text))), "")
    return found or f"group-{digest(id)}"


def longer(slug: str, more: str) -> str:
    """`slug` with something behind it that tells it from another."""
    end = slug_of(more)[:24].strip("-") or digest(more)
    return f"{slug[: LONGEST - 1 - len(end)].strip('-')}-{end}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
