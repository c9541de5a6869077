"""A page made from a record is the theme's page: the same header, menu and footer, and every link leads somewhere."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect
from sites import EARLY_RISERS, PAGES, PORTLAND, Built, Reader, served

from conftest import Visit
from meetinghouse.pages import Pages, environment

AS_MKDOCS_WOULD = '''\
"""What the theme does for a record's page that is not in the navigation, said to MkDocs."""

import json
from pathlib import Path

from mkdocs.structure.toc import TableOfContents

bodies = {}
data = json.loads((Path(__file__).parent / "data.json").read_text(encoding="utf-8"))


def on_page_markdown(markdown, page, config, files):
    if not page.file.src_uri.startswith("meetings/") or page.file.src_uri == "meetings/index.md":
        return markdown
    bodies[page.file.src_uri] = markdown
    page.meta["hide"] = ["navigation", "toc"]
    page.meta["data"] = data[page.file.src_uri]
    return ""


def on_page_content(html, page, config, files):
    if page.file.src_uri not in bodies:
        return html
    page.toc = TableOfContents([])
    return bodies[page.file.src_uri]


def on_page_context(context, page, config, nav):
    finder = next(each for each in nav.pages if each.file.src_uri == "meetings/index.md")
    finder.active = page.file.src_uri in bodies or page is finder
    return context
'''
GROUPS = [
    f"{PORTLAND}kitchen-table/",
    "meetings/online/clean-across-zones/",
    "meetings/ie/leinster/dun-laoghaire/plate-and-table/",
]
LISTS = ["meetings/monday/", "meetings/us/", "meetings/us/oregon/", PORTLAND, "meetings/online/monday/"]


class Unfilled:
    """Stands where shells do; gives back what would go into them."""

    def __getitem__(self, kind_and_depth: tuple[str, int]) -> Unfilled:
        return self

    def fill(self, **values: str) -> dict[str, str]:
        return values


def bodies(site: Built) -> Iterator[dict[str, str]]:
    """What goes into some pages, before any shell is around it."""
    made = site.plugin.site
    pages: Any = Pages(made.directory, cast("Any", Unfilled()), made.links, environment(made.templates))
    yield from (pages.group(group) for group in made.directory.groups if group.uri in GROUPS)
    yield from (values for _, values in pages.lists(page for page in made.lists if page.uri in LISTS))


@pytest.fixture(scope="module", params=["", "sub/"], ids=["at the root", "below a path"])
def through_mkdocs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """A site whose content/ holds the bodies of record pages as pages of MkDocs' own, at the same addresses."""
    site = request.getfixturevalue("below" if request.param else "sample")

    def change(project: Path) -> None:
        for path in (project / "meetings").rglob("*/*.yml"):
            if path.name != "quiet-steps.yml":  # on Sundays, in Kathmandu
                path.unlink()
        data = {}
        for values in bodies(site):
            name = f"{values['uri']}index.md"
            path = project / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            title, said = json.dumps(values["title"]), json.dumps(values["description"])
            path.write_text(f"---\ntitle: {title}\ndescription: {said}\n---\n{values['body']}", encoding="utf-8")
            data[name] = str(values.get("data", ""))
        (project / "data.json").write_text(json.dumps(data), encoding="utf-8")
        (project / "hook.py").write_text(AS_MKDOCS_WOULD)
        config = project / "mkdocs.yml"
        written = config.read_text(encoding="utf-8").replace(f"site_url: {_site_url(config)}", f"site_url: {site.url}")
        config.write_text(f"{written}\nhooks: [hook.py]\n", encoding="utf-8")

    with served(tmp_path_factory.mktemp("through"), below=request.param, change=change) as through:
        yield through


def _site_url(config: Path) -> str:
    found = re.search(r"(?m)^site_url: (.*)$", config.read_text(encoding="utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize("address", GROUPS + LISTS)
def test_a_filled_page_is_the_page_that_mkdocs_makes(
    through_mkdocs: Built, sample: Built, below: Built, address: str
) -> None:
    filled = Reader((below if through_mkdocs.base != "/" else sample).page(address))
    made = Reader(through_mkdocs.page(address))
    assert filled.doctype == made.doctype
    assert led(filled, address) == led(made, address)


def led(reader: Reader, address: str) -> list[tuple[object, ...]]:
    """The page with each link as the address it leads to: to its own parent, MkDocs writes ../ and we ../../us/."""
    at = f"https://site.example/{address}"

    def whole(name: str, value: str | None) -> str | None:
        return urljoin(at, value) if name in ("href", "src") and value is not None else value

    return [
        ("start", part[1], tuple((name, whole(name, value)) for name, value in part[2]))  # type: ignore[attr-defined]
        if part[0] == "start"
        else part
        for part in reader.tree
    ]


@pytest.fixture(params=["sample", "below"])
def site(request: pytest.FixtureRequest) -> Built:
    built: Built = request.getfixturevalue(request.param)
    return built


def addresses(site: Built) -> Iterator[tuple[str, str, Reader]]:
    """Every page of the site: its address, its file's name and what is in it."""
    for path in site.pages():
        name = path.relative_to(site.folder).as_posix()
        yield name.removesuffix("index.html"), name, Reader(path.read_text(encoding="utf-8"))


def hidden(page: Reader) -> bool:
    """Asks search engines to stay away: what stands where a group was."""
    return any("noindex" in (tag.get("content") or "") for tag in page.attributes("meta", name="robots"))


def test_every_link_of_every_page_leads_to_a_file_and_every_anchor_to_an_id(site: Built) -> None:
    pages = {name: (address, reader) for address, name, reader in addresses(site)}
    lost = []
    for name, (address, reader) in pages.items():
        for link in reader.addresses:
            to = urlsplit(urljoin(site.url + address, link))
            if to.scheme not in ("http", "https") or not to.geturl().startswith(site.url):
                assert to.scheme in ("https", "mailto", "tel", "sms", "geo"), f"{name}: {link}"
                continue
            target = unquote(to.path).removeprefix(site.base)
            file = f"{target}index.html" if target.endswith("/") or not target else target
            found = (site.folder / file).is_file()
            anchored = not to.fragment or "=" in to.fragment or file not in pages
            if not found or not (anchored or unquote(to.fragment) in pages[file][1].ids):
                lost.append(f"{name}: {link}")
    assert lost == []


def test_every_meeting_of_the_finder_has_a_page_and_an_anchor_there(site: Built) -> None:
    found = 0
    for path in (site.folder / "finder").glob("meetings.*.json"):
        shard = json.loads(path.read_bytes())
        for group, name in zip(shard["group"], shard["id"], strict=True):
            region = shard["regions"][shard["groups"]["region"][group]][0]
            page = site.page(f"meetings/{region}/{shard['groups']['slug'][group]}")
            assert f'id="{name}"' in page
            found += 1
    assert found == site.plugin.site.directory.meetings


def test_every_search_result_leads_to_a_page(site: Built) -> None:
    entries = json.loads((site.folder / "search/search_index.json").read_bytes())["docs"]
    assert len(entries) > 100
    for entry in entries:
        page, _, anchor = entry["location"].partition("#")
        assert (site.folder / page / "index.html").is_file(), entry["location"]
        assert not anchor or "=" in anchor or anchor in Reader(site.page(page)).ids, entry["location"]


def test_every_page_says_its_title_its_own_address_its_language_and_what_it_is_about(site: Built) -> None:
    said = {}
    for address, name, reader in addresses(site):
        if name == "404.html" or hidden(reader):
            continue
        (html,) = reader.attributes("html")
        assert html["lang"] == "en"
        (canonical,) = reader.attributes("link", rel="canonical")
        assert canonical["href"] == site.url + address
        (described,) = reader.attributes("meta", name="description")
        assert described["content"]
        assert len(reader.attributes("h1")) == 1, name
        assert "mhq" not in str(reader.tree), name
        said[name] = reader.text_of("title")
    twice = {title for title in said.values() if list(said.values()).count(title) > 1}
    assert twice == set()


def test_every_page_wears_the_same_colours(site: Built) -> None:
    for _, name, reader in addresses(site):
        (body,) = reader.attributes("body")
        assert body["data-md-color-scheme"] == "meetinghouse", name
        assert (body["data-md-color-primary"], body["data-md-color-accent"]) == ("custom", "custom"), name


def test_the_menu_shows_where_you_are(site: Built) -> None:
    marked = {
        "learn/": ["Learn"],
        "about/": ["About"],
        "meetings/": ["Find a meeting"],
        PORTLAND: ["Find a meeting"],
        EARLY_RISERS: ["Find a meeting"],
        "meetings/online/monday/": ["Find a meeting"],
    }
    for address, expected in marked.items():
        page = site.page(address)
        menu = page[page.index('id="site-menu"') : page.index("</nav>", page.index('id="site-menu"'))]
        assert re.findall(r'aria-current="[a-z]+">([^<]+)<', menu)[:1] == expected, address


def test_only_the_page_itself_is_called_the_current_page(site: Built) -> None:
    for address in ("meetings/", PORTLAND, EARLY_RISERS):
        menu = [
            link for link in Reader(site.page(address)).attributes("a") if link.get("aria-current") in ("page", "true")
        ]
        said = [link["aria-current"] for link in menu if (link["href"] or "").endswith(("meetings/", "./"))]
        assert said[:1] == ["page" if address == "meetings/" else "true"], address


def test_a_group_page_leads_to_its_record_and_a_list_page_has_none(site: Built) -> None:
    edit = "https://code.example.org/meetinghouse/edit/main/meetings/us/oregon/portland/early-risers.yml"
    assert edit in Reader(site.page(EARLY_RISERS)).addresses
    assert not any("/edit/" in link for link in Reader(site.page(PORTLAND)).addresses)


def test_a_correction_says_which_record_it_is_about(site: Built) -> None:
    (mail,) = [link for link in Reader(site.page(EARLY_RISERS)).addresses if link.startswith("mailto:corrections")]
    assert f"{site.url}{EARLY_RISERS}" in unquote(mail)


def test_the_theme_lists_the_pages_people_wrote_and_our_own_sitemap_the_rest(site: Built) -> None:
    def listed(name: str) -> list[str]:
        return re.findall(r"<loc>([^<]+)</loc>", (site.folder / name).read_text(encoding="utf-8"))

    written, made = listed("sitemap.xml"), listed("sitemap-meetings-1.xml")
    on_disk = {site.url + address for address, name, page in addresses(site) if name != "404.html" and not hidden(page)}
    assert len(written + made) == len(set(written + made))
    assert set(written + made) == on_disk
    assert not any("/meetings/" in address.removesuffix("/meetings/") for address in written)
    robots = (site.folder / "robots.txt").read_text(encoding="utf-8")
    assert [f"Sitemap: {site.url}{name}" in robots for name in ("sitemap.xml", "sitemap-meetings-1.xml")] == [
        True,
        True,
    ]


def test_an_unknown_address_leads_on(site: Built, visit: Visit) -> None:
    visitor = visit(site)
    page = visitor.unknown("meetings/us/oregon/portland/long-gone/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Find a meeting").last.click()
    visitor.answered()
    assert page.url == f"{site.url}meetings/"


@pytest.mark.parametrize("name", [name for name in PAGES if name != "404"])
def test_every_kind_of_page_shows_the_theme_without_errors(name: str, below: Built, visit: Visit) -> None:
    page = visit(below).open(PAGES[name])
    expect(page.get_by_role("banner")).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_you_can_go_from_a_written_page_to_a_record_and_back(site: Built, visit: Visit) -> None:
    visitor = visit(site, width=1280)
    page = visitor.open("about/")
    page.evaluate("window.__same = true")
    page.get_by_role("navigation").get_by_role("link", name="Find a meeting").click()
    visitor.answered()
    assert page.evaluate("window.__same"), "the theme swapped the content without loading a page"
    page.locator("[data-slot=list] .mh-name a").first.click()
    expect(page.locator("[data-mh-group] h1")).to_be_visible()
    page.go_back()
    visitor.answered()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("About")


def test_the_finder_comes_alive_after_the_theme_has_swapped_it_in(site: Built, visit: Visit) -> None:
    visitor = visit(site, width=1280)
    page = visitor.open("about/")
    page.evaluate("window.__same = true")
    menu = page.get_by_role("navigation", name="Navigation")
    menu.get_by_role("link", name="Find a meeting").click()
    visitor.answered()
    menu.get_by_role("link", name="About").click()
    expect(page.locator("meeting-finder")).to_have_count(0)
    menu.get_by_role("link", name="Find a meeting").click()
    visitor.answered()
    assert page.evaluate("window.__same")
    page.get_by_label("Town or postal code").fill("Kathmandu")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(visitor.status).to_contain_text("of Kathmandu")


def test_the_first_question_on_the_home_page_comes_alive_when_the_theme_swaps_it_in(site: Built, visit: Visit) -> None:
    visitor = visit(site, width=1280)
    page = visitor.open("about/")
    page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Home").click()
    page.get_by_label("Town or postal code").fill("Leeds")
    page.get_by_role("button", name="Find", exact=True).click()
    visitor.answered()
    expect(visitor.status).to_contain_text("of Leeds")


def test_relative_addresses_hold_at_every_depth(site: Built) -> None:
    for address in (*GROUPS, *LISTS):
        styles = [link["href"] or "" for link in Reader(site.page(address)).attributes("link", rel="stylesheet")]
        assert styles
        assert all(not link.startswith(("/", "http")) for link in styles)
        assert all(posixpath.normpath(posixpath.join(address, link)).startswith("assets/") for link in styles)
