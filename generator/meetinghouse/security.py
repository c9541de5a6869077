"""What a page may do: one policy, written into every page and, for hosts that can, into headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
"""Nothing inline and nothing from elsewhere. `data:` pictures are the theme's icons."""

DATA_TYPES = frozenset({"application/json", "application/ld+json"})
REFRESH_ALLOWED = frozenset({"content-security-policy"})


def content_security_policy() -> str:
    """For the `meta` element; a header adds `frame-ancestors 'none'`."""
    return "; ".join(f"{name} {value}" for name, value in POLICY.items())


def violations(page: str) -> Iterator[str]:
    """What in a page the policy would block or cannot stop: inline scripts and styles, handlers, a refresh."""
    if not SUSPECT.search(page):
        return
    parser = _Watch()
    parser.feed(page)
    yield from parser.found


SUSPECT = re.compile(
    r"<script(?! src)|<style|<base|<iframe|<object|<embed|[\s/'\"](?:on[a-z]+|style)\s*=|http-equiv", re.I
)


class _Watch(HTMLParser):
    """Collects what should not be in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = dict(attrs)
        if tag == "script" and "src" not in written and written.get("type") not in DATA_TYPES:
            self.found.append("an inline script")
        if tag in ("style", "base", "iframe", "object", "embed"):
            self.found.append(f"<{tag}>")
        if tag == "meta" and (written.get("http-equiv") or "content-security-policy").lower() not in REFRESH_ALLOWED:
            self.found.append(f"<meta http-equiv={written['http-equiv']}>")
        self.found += [f"the attribute {name}=" for name in written if name == "style" or name.startswith("on")]
