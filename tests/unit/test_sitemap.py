"""Search engines get the pages of records from sitemaps of their own."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from meetinghouse import sitemap
from samples import LINKS, PLAIN, directory_of, files_of, project, site_of

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(text: str) -> list[str]:
    return [str(element.text) for element in ElementTree.fromstring(text).findall("s:url/s:loc", NAMES)]


def test_every_public_page_is_in_it_once() -> None:
    made = files_of(project())
    found = addresses(made["sitemap-meetings-1.xml"])
    pages = {
        LINKS.site + uri.removesuffix("index.html")
        for uri, text in made.items()
        if uri.endswith(".html") and 'class="hidden"' not in text
    }
    assert sorted(found) == sorted(pages)


@pytest.mark.parametrize("name", ["hidden-door", "lighthouse"])
def test_a_group_that_hides_is_not_in_it(name: str) -> None:
    assert f"/{name}/" not in files_of(project())["sitemap-meetings-1.xml"]


def test_robots_are_told_where_they_are() -> None:
    assert files_of(project())["robots.txt"].splitlines() == [
        "User-agent: *",
        "Allow: /",
        f"Sitemap: {LINKS.site}sitemap.xml",
        f"Sitemap: {LINKS.site}sitemap-meetings-1.xml",
    ]


def test_no_sitemap_holds_more_than_a_host_accepts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 5)
    made = site_of(project())
    found = dict(sitemap.files(made.directory, made.lists, LINKS.site))
    parts = [addresses(text.decode()) for name, text in found.items() if name.endswith(".xml")]
    assert max(map(len, parts)) == 5
    assert sum(map(len, parts)) == len(addresses(files_of(project())["sitemap-meetings-1.xml"])) or len(parts) > 1


def test_a_site_without_an_address_has_none() -> None:
    made = site_of(directory_of(PLAIN))
    assert list(sitemap.files(made.directory, made.lists, "")) == []


@pytest.mark.parametrize("site", ["https://example.org/a&b/", "https://example.org/a<b/"])
def test_an_address_is_escaped(site: str) -> None:  # E13
    made = site_of(directory_of(PLAIN))
    found = dict(sitemap.files(made.directory, made.lists, site))
    assert addresses(found["sitemap-meetings-1.xml"].decode())[0].startswith(site)
