"""The sample site's pages of other help, and that every number to call on any page of it stands in a record."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from meetinghouse import plugin, site
from meetinghouse.dialling import numbers_of, strange_links
from meetinghouse.other_help import OtherHelp, country_uri
from meetinghouse.plugin import MeetinghousePlugin
from meetinghouse.problems import Problems
from meetinghouse.resource_reading import ResourceFolders, read_folders
from meetinghouse.resources import ResourceKind
from samples import PROJECT, REPOSITORY, TODAY, directory_of, with_line

LINK = "https://meetinghouse.example.org/"
DATES = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b(?:19|20)\d\d\s*[–-]\s*(?:19|20)?\d\d\b|\d\d:\d\d\s*[–-]\s*\d\d:\d\d")
NUMBER = re.compile(r"(?<![\w./:,-])\+?\(?\d(?:[ ().-]{0,2}\d){6,}+(?![\w/])")
VERB = r"\b(?:call|calling|dial|ring|emergency|text(?:ing)?(?: [\w ]{1,30}? to)?)"
SHORT = re.compile(VERB + r"\s+(\d(?:[ -]?\d){2,}+)\b", re.I)


class Words(HTMLParser):
    """What a page says, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.quiet = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quiet += tag in ("script", "style", "template", "svg")
        self.said += [" \n " if tag not in ("a", "strong", "bdi", "span") else " "]

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in ("script", "style", "template", "svg")

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.said.append(data)


def numbers_said(page: str) -> Iterator[str]:
    """What looks like a telephone number in the words of a page, as digits."""
    for line in "".join(Words(page).said).split("\n"):
        plain = DATES.sub(" ", line)
        for found in (*NUMBER.findall(plain), *SHORT.findall(plain)):
            yield re.sub(r"\D", "", found)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> MeetinghousePlugin:
    folder = tmp_path_factory.mktemp("sample")
    return built(REPOSITORY / "mkdocs.yml", folder)


def built(config: Path, folder: Path) -> MeetinghousePlugin:
    made = plugin.build(config, folder, strict=False, workers=1, today=date(2026, 11, 22))
    made.folder = folder  # type: ignore[attr-defined]
    return made


def page(made: MeetinghousePlugin, uri: str) -> str:
    folder: Path = made.folder  # type: ignore[attr-defined]
    return (folder / uri / "index.html").read_text(encoding="utf-8")


def pages(made: MeetinghousePlugin) -> Iterator[tuple[str, str]]:
    folder: Path = made.folder  # type: ignore[attr-defined]
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.site
def test_every_number_on_every_page_stands_in_a_record(sample: MeetinghousePlugin) -> None:
    known = numbers_of(sample.site.directory, sample.site.help)
    digits = {re.sub(r"\D", "", said) for number in known for said in (number, re.split("[,;*#]", number)[0])}
    strange = {
        (uri, number)
        for uri, text in pages(sample)
        for number in (*strange_links(text, known), *(said for said in numbers_said(text) if said not in digits))
    }
    assert strange == set()


def test_a_strange_number_would_be_seen() -> None:
    assert list(numbers_said("<p>Call <b>555</b> or 1-800-555-0199, 9 to 5</p><li>Text HELP to 55501</li>")) == [
        "18005550199",
        "55501",
    ]
    assert list(numbers_said("<p>Call 555 now</p>")) == ["555"]
    assert list(numbers_said("<p>2026-11-22, 19:30–20:30, 1999-2004, in 2,002 people, PMC6602820</p>")) == []


@pytest.mark.site
def test_the_strip_is_on_every_page_without_a_script(sample: MeetinghousePlugin) -> None:
    for uri, text in pages(sample):
        strip = re.search(r'<p class="mh-help">(.*?)</p>', text, re.S)
        assert strip, uri
        assert re.findall(r'href="([^"]*)"', strip[1])[:2] == ["tel:911", "tel:988"], uri
        assert strip[1].count("help-now/") == 1 or uri == "help-now/index.html", uri


@pytest.mark.site
def test_a_group_page_leads_to_help_where_nobody_is_there(sample: MeetinghousePlugin) -> None:
    text = page(sample, "meetings/us/oregon/portland/early-risers")
    assert '<a href="../../../../../help-now/">talk to someone by telephone</a>' in text


@pytest.mark.site
def test_help_now_has_the_sites_country_first_and_all_others_one_tap_away(sample: MeetinghousePlugin) -> None:
    text = page(sample, "help-now")
    main = text[text.index("<main") :]
    links = ("tel:911", "tel:988", "sms:741741?&amp;body=HOME", "https://findahelpline.com", "../help-now/gb/")
    places = [main.index(f'href="{link}"') for link in links]
    assert places == sorted(places)
    others = set(re.findall(r'href="\.\./help-now/([a-z]{2})/"', main))
    assert others == {code.lower() for code in sample.site.help.countries_tonight} - {"us"}
    for code in others:
        there = page(sample, f"help-now/{code}")
        assert "Help now" in there
        assert "data-mh-resource" in there


@pytest.mark.site
def test_help_pages_are_small(sample: MeetinghousePlugin) -> None:
    sizes = {uri: len(text.encode()) for uri, text in pages(sample) if uri.startswith("help-now/")}
    assert max(sizes.values()) <= 30_000, sizes


@pytest.mark.site
def test_what_is_unpublished_is_nowhere(sample: MeetinghousePlugin) -> None:
    hidden = ("800-484-3731", "877-696-1996", "1933", "0800 567 567", "Never Use Alone", "SADAG", "CVV")
    for uri, text in pages(sample):
        if uri.startswith(("resources/", "help-now/")):
            said = "".join(Words(text).said)
            assert not [word for word in hidden if word in said], uri


@pytest.mark.site
def test_each_record_has_one_anchor_a_checked_date_and_data(sample: MeetinghousePlugin) -> None:
    other = sample.site.help
    pages = {country_uri(country): other.at_home(country) for country in other.by_country}
    pages |= {
        found.uri: [filed for filed in found.records if len(filed.regions) == 1] for found in other.by_region.values()
    }
    for uri, records in pages.items():
        text = page(sample, uri)
        real = [filed for filed in records if not filed.resource.sample]
        assert text.count("This place is invented") == len(records) - len(real)
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
        graph: list[dict[str, Any]] = json.loads(data)["@graph"]
        assert {f"{LINK}{uri}#{filed.id}" for filed in real} <= {one["@id"] for one in graph}
        assert not any("sample" in one["@id"] for one in graph)
        for filed in records:
            assert text.count(f' id="{filed.id}"') == 1


@pytest.mark.site
def test_a_region_has_a_page_with_its_own_first_and_then_its_countrys(sample: MeetinghousePlugin) -> None:
    text = page(sample, "resources/gb/england")
    assert "<title>Other help in England, United Kingdom" in text
    assert f'<link rel="canonical" href="{LINK}resources/gb/england/">' in text
    assert '<meta name="description" content="Other help in England, United Kingdom: how to reach them' in text
    order = [' id="nhs-111"', ' id="drinkline"', ' id="mh_national"', ' id="samaritans"']
    assert sorted(order, key=text.index) == order
    assert 'href="tel:03001231110"' in text and 'href="tel:116123"' in text
    assert "lifeline-ni" not in text
    assert re.search(r'<a href="../../../resources/gb/">(<bdi>)?United Kingdom', text)
    assert '<a href="../../../help-now/gb/">Only what helps right now' in text.replace(
        ' class="mh-button mh-button--primary"', ""
    )


@pytest.mark.site
def test_a_countrys_page_leads_to_its_regions_and_keeps_the_anchors(sample: MeetinghousePlugin) -> None:
    text = page(sample, "resources/gb")
    for region in ("england", "northern-ireland", "scotland", "wales"):
        assert f'href="../../resources/gb/{region}/"' in text
    assert '<li id="drinkline"><a href="../../resources/gb/england/#drinkline">' in text
    assert '<section class="mh-card mh-resource" id="nhs-111"' in text


@pytest.mark.site
def test_help_now_names_the_lines_of_single_regions_and_nothing_invented(sample: MeetinghousePlugin) -> None:
    text = page(sample, "help-now/gb")
    lines = text[text.index('id="mh_regions"') : text.index('id="mh_anywhere"')]
    assert '<a href="../../resources/gb/northern-ireland/"><bdi>Northern Ireland</bdi></a>' in lines
    assert '<a href="tel:08088088000">Lifeline 0808 808 8000</a>' in lines
    assert ' id="lifeline-ni" data-mh-resource' not in text
    for uri, words in pages(sample):
        if uri.startswith("help-now/"):
            assert "Sample:" not in words and "555-01" not in words, uri


@pytest.mark.site
@pytest.mark.parametrize(
    ("uri", "link"),
    [
        ("meetings/us/oregon/portland/early-risers", '../../../../../resources/us/oregon/">Other help in Oregon'),
        ("meetings/us/oregon/portland", '../../../../resources/us/oregon/">Other help in Oregon'),
        ("meetings/us/oregon", '../../../resources/us/oregon/">Other help in Oregon'),
        ("meetings/us", '../../resources/us/">Other help: United States'),
        ("meetings/gb/scotland/glasgow/tenement", '../../../../../resources/gb/scotland/">Other help in Scotland'),
        ("meetings/au/south-australia/adelaide", '../../../../resources/au/">Other help: Australia'),
    ],
)
def test_groups_and_lists_lead_to_the_other_help_of_their_region(
    sample: MeetinghousePlugin, uri: str, link: str
) -> None:
    assert link in page(sample, uri)


@pytest.mark.site
def test_a_place_without_other_help_has_no_link_to_it(sample: MeetinghousePlugin) -> None:
    for uri in ("meetings/online", "meetings/jo/amman/amman/nur-aljabal"):
        text = page(sample, uri)
        assert "Other help in " not in text and ">Other help: " not in text


@pytest.mark.site
def test_other_help_is_in_the_search_and_the_sitemap(sample: MeetinghousePlugin) -> None:
    folder: Path = sample.folder  # type: ignore[attr-defined]
    index = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))
    (us,) = [row for row in index["docs"] if row["location"] == "resources/us/"]
    assert "988 Suicide &amp; Crisis Lifeline: 988" in us["text"]
    (england,) = [row for row in index["docs"] if row["location"] == "resources/gb/england/"]
    assert england["title"] == "Other help in England, United Kingdom"
    assert "Drinkline: 0300 123 1110" in england["text"]
    addresses = "".join(path.read_text(encoding="utf-8") for path in folder.glob("sitemap-*.xml"))
    for uri in ("gb/england/", "gb/northern-ireland/", "us/oregon/"):
        assert f"<loc>{LINK}resources/{uri}</loc>" in addresses
    assert any(row["location"].startswith("help-now/") for row in index["docs"])
    assert "/help-now/gb/" in (folder / "sitemap-meetings-1.xml").read_text(encoding="utf-8")


@pytest.mark.site
def test_records_and_their_readme_are_not_published_as_files(sample: MeetinghousePlugin) -> None:
    folder: Path = sample.folder  # type: ignore[attr-defined]
    assert [path for path in folder.rglob("*") if path.suffix in (".yml", ".md")] == []
    assert "line by line" not in page(sample, "resources")


@pytest.mark.site
def test_a_lost_record_stops_the_build(sample: MeetinghousePlugin, tmp_path: Path) -> None:
    folder: Path = sample.folder  # type: ignore[attr-defined]
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    path = copy / "resources/us/index.html"
    page = path.read_text(encoding="utf-8")
    path.write_text(page.replace(' id="safespot" data-mh-resource', ""), encoding="utf-8")
    with pytest.raises(Problems, match="resources/us/ shows 8 of 9 resources"):
        site.verify(sample.site, copy)
    path.write_text(page, encoding="utf-8")
    path = copy / "resources/us/oregon/index.html"
    path.write_text(
        path.read_text(encoding="utf-8").replace(' id="988-lifeline" data-mh-resource', ""), encoding="utf-8"
    )
    with pytest.raises(Problems, match="resources/us/oregon/ shows 12 of 13 resources"):
        site.verify(sample.site, copy)
    path.unlink()
    with pytest.raises(Problems, match="resources/us/oregon/ shows 0 of 13 resources"):
        site.verify(sample.site, copy)


@pytest.mark.site
def test_a_site_may_switch_kinds_off_write_its_own_page_and_add_lines(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT, project)
    config = project / "mkdocs.yml"
    options = "  - meetinghouse:\n      country: uk\n      kinds: [emergency, forum]\n"
    config.write_text(config.read_text(encoding="utf-8").replace("  - meetinghouse:\n", options), encoding="utf-8")
    (project / "content/resources").mkdir()
    own = "name: Canal Board\nkind: forum\ncountry: GB\nwebsite: https://board.example.org\n"
    own += "source: {name: board.example.org}\nconfirmed: {on: 2026-11-01, how: read it}\n"
    (project / "content/resources/canal-board.yml").write_text(own, encoding="utf-8")
    made = built(config, tmp_path / "site")
    assert "Call the emergency number of your country." in page(made, "help-now")
    assert "board.example.org" in page(made, "resources/gb")
    assert "Samaritans" not in page(made, "resources/gb")
    assert 'href="tel:999"' in page(made, "")


WRITTEN = (".html", ".json", ".xml", ".txt")


def everything(folder: Path) -> str:
    """All that visitors and search engines can read of a site."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in WRITTEN and "gazetteer" not in path.name)
    return "\n".join(f"{path.relative_to(folder)}\n{path.read_text(encoding='utf-8')}" for path in paths)


@pytest.mark.site
def test_kinds_that_are_off_records_that_a_site_hides_and_samples_are_nowhere(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT, project)
    config = project / "mkdocs.yml"
    options = "  - meetinghouse:\n      country: uk\n      kinds: [crisis-line, forum]\n"
    config.write_text(config.read_text(encoding="utf-8").replace("  - meetinghouse:\n", options), encoding="utf-8")
    (project / "content/resources").mkdir()
    hidden = "name: Shout\nkind: crisis-line\ncountry: GB\nlisting: unpublished\nwhy: Not here.\n"
    (project / "content/resources/shout.yml").write_text(hidden, encoding="utf-8")
    made = built(config, tmp_path / "site")
    said = everything(tmp_path / "site")
    known, _ = read_folders(ResourceFolders(REPOSITORY / "content/resources", "content/resources"), TODAY)
    kept = {"emergency", "crisis-line", "forum"}
    off = [filed for filed in known if filed.resource.kind not in kept or filed.id == "shout"]
    assert {filed.resource.kind.value for filed in off} >= {
        "helpline",
        "harm-reduction",
        "treatment",
        "recovery-housing",
    }
    names = {filed.resource.name for filed in off} - {filed.resource.name for filed in known if filed not in off}
    for word in (
        *names,
        "85258",
        "0300 123 1110",
        "tel:03001231110",
        *(f"resources/{kind}/" for kind in set(ResourceKind) - kept),
    ):
        assert word not in said, word
    assert "Samaritans" in said and "resources/gb/northern-ireland/" in said
    strip = re.findall(r'<p class="mh-help">(.*?)</p>', page(made, "resources/gb"), re.S)
    assert re.findall(r'href="([^"]*)"', strip[0]) == ["tel:999", "tel:116123", "../../help-now/"]


@pytest.mark.site
@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("[Call](tel:18005550199)", "tel:18005550199", id="P11 call"),
        pytest.param('<a href="sms:55501?body=X">Text</a>', "sms:55501?body=X", id="P11 text"),
    ],
)
def test_a_page_that_links_to_a_number_in_no_record_is_refused(tmp_path: Path, words: str, said: str) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT, project)
    (project / "content/help-now.md").write_text(f"# Help now\n\n{words}\n", encoding="utf-8")
    with pytest.raises(plugin.Refused, match=re.escape(said)):
        built(project / "mkdocs.yml", tmp_path / "site")


def test_a_number_of_a_meeting_may_be_linked() -> None:
    directory = directory_of(with_line('contact: {phone: "+44 113 496 0999"}'))
    known = numbers_of(directory, OtherHelp())
    assert list(strange_links('<a href="tel:+441134960999">', known)) == []
    assert list(strange_links("<a HREF='tel:+441134960998'>", known)) == ["tel:+441134960998"]


def test_a_site_without_a_country_asks_for_it() -> None:
    found, _ = read_folders(ResourceFolders(REPOSITORY / "content/resources", "content/resources"), TODAY)
    assert OtherHelp(found).tonight("") == []
    assert [label for label, _ in OtherHelp(found).strip()] == ["Find a Helpline"]
