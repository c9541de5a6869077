"""Rules about links that may not lead where they seem to (hazards H09 and H18)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from .findings import Finding
from .problems import Severity, quoted
from .record_texts import At, onlines
from .records import Group

ADDRESS_OF_A_MACHINE = re.compile(r"[0-9.]+|\[?[0-9a-f:]+:[0-9a-f:.]*\]?", re.IGNORECASE)
SHORTENERS = frozenset(
    {
        *("bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "rb.gy"),
        *(
            "shorturl.at",
            "tiny.cc",
            "bl.ink",
            "lnkd.in",
            "t.ly",
            "s.id",
            "v.gd",
            "qr.ae",
            "soo.gd",
            "urlz.fr",
            "encr.pw",
        ),
    }
)
REDIRECTORS = re.compile(
    r"(?:^|\.)google\.[a-z.]+/url|(?:^|\.)facebook\.com/l\.php|safelinks\.protection\.outlook\.com"
)


def link_to_an_odd_host(group: Group) -> Iterator[Finding]:
    for at, link in links_of(group):
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
        if ADDRESS_OF_A_MACHINE.fullmatch(host):
            yield _warning("H09", at, f"leads to a machine's number, {quoted(host)}", "write the name of the site")
        elif any(label.startswith("xn--") for label in host.split(".")) or not host.isascii():
            mend = "look at each letter; copy the link from the site itself"
            yield _warning("H09", at, f"has letters that look like others: {quoted(host)}", mend)
        if parts.port:
            yield _warning("H09", at, f"has a port number, {parts.port}", "copy the link that visitors use")


def link_that_hides_its_target(group: Group) -> Iterator[Finding]:
    for at, link in links_of(group):
        parts = urlsplit(link)
        host = (parts.hostname or "").lower().removeprefix("www.")
        if host in SHORTENERS or REDIRECTORS.search(f"{host}{parts.path}"):
            mend = "open it, and copy the address where you arrive"
            yield _warning("H18", at, f"goes through {host}, so nobody can see where it leads", mend)


def links_of(group: Group) -> Iterator[tuple[At, str]]:
    for at, online in onlines(group):
        if online.link:
            yield (*at, "link"), online.link
    if group.contact and group.contact.website:
        yield ("contact", "website"), group.contact.website


def _warning(code: str, at: At, message: str, mend: str) -> Finding:
    return Finding(code, at, message, mend, Severity.WARNING)


RULES: tuple[Callable[[Group], Iterator[Finding]], ...] = (link_to_an_odd_host, link_that_hides_its_target)
