"""The sitemap of record pages: its own, because every visitor's browser downloads the theme's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from .directory import Directory
from .list_pages import ListPage
from .records import Listing

MOST_ADDRESSES = 50_000
"""In one file (sitemaps.org)."""


def files(
    directory: Directory, lists: Sequence[ListPage], site: str, others: Sequence[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """`sitemap-meetings-1.xml` and on, and `robots.txt` that names them. `site` is the absolute address, `others`
    are addresses of other help."""
    if not site.startswith("http"):
        return
    addresses = [page.uri for page in lists]
    addresses += [group.uri for group in directory.groups if group.group.listing is Listing.PUBLIC]
    addresses += others
    names = ["sitemap.xml"]
    for number, start in enumerate(range(0, len(addresses), MOST_ADDRESSES), 1):
        names.append(f"sitemap-meetings-{number}.xml")
        yield names[-1], _sitemap(addresses[start : start + MOST_ADDRESSES], site)
    yield "robots.txt", "".join(["User-agent: *\nAllow: /\n", *(f"Sitemap: {site}{name}\n" for name in names)]).encode()


def _sitemap(addresses: Sequence[str], site: str) -> bytes:
    rows = "".join(f"<url><loc>{escape(site + quote(address))}</loc></url>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n".encode()
