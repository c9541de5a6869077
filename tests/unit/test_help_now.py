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
from meetinghouse.other_help import OtherHelp
from meetinghouse.plugin import MeetinghousePlugin
from meetinghouse.problems import Problems
from meetinghouse.resource_reading import ResourceFolders, read_folders
from samples import PROJECT, REPOSITORY, TODAY, directory_of, with_line

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
    for country, records in sample.site.help.by_country.items():
        text = page(sample, f"resources/{country.lower()}")
        assert text.count("Checked on ") == len(records)
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
        graph: list[dict[str, Any]] = json.loads(data)["@graph"]
        assert [one["@id"].partition("#")[2] for one in graph] == [filed.id for filed in records]
        for filed in records:
            assert text.count(f' id="{filed.id}"') == 1


@pytest.mark.site
def test_other_help_is_in_the_search_and_the_sitemap(sample: MeetinghousePlugin) -> None:
    folder: Path = sample.folder  # type: ignore[attr-defined]
    index = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))
    (us,) = [row for row in index["docs"] if row["location"] == "resources/us/"]
    assert "988 Suicide &amp; Crisis Lifeline: 988" in us["text"]
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
    path.write_text(path.read_text(encoding="utf-8").replace(' id="safespot" data-mh-resource', ""), encoding="utf-8")
    with pytest.raises(Problems, match="shows 8 of 9 resources"):
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
