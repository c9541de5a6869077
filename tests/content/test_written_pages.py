"""What people wrote: sourced, dated, readable, in words that put the person first, and every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin

import pytest
import yaml
from pages import LINK, MARKER, REPOSITORY, TODAY, Written, all_pages
from reading import grade, syllables

from meetinghouse import packaged, plugin, vocabulary
from meetinghouse.vocabulary_tables import replace_tables

PAGES = all_pages()
LEARN = [page for page in PAGES if page.uri.startswith("learn/") and page.sources]
FRONT_MATTER = {"title", "description", "tags", "search", "reviewed", "sources", "version"}
HARDEST, AIM = 8.0, 6.0
LARGEST = 30_000
WITHOUT_SOURCES = {"learn/index.md"}
"""A list of links; it states nothing."""

NAMES = (
    "Adult Children of Alcoholics & Dysfunctional Families",
    "Alcoholics Anonymous",
    "Parents of Addicted Loved Ones",
    "Sex Addicts Anonymous",
    "Sex and Love Addicts Anonymous",
    'hurt, habit or hang-up"',
)
"""What groups call themselves or say of themselves."""
NOT_PERSON_FIRST = re.compile(
    r"\b(?:addicts?|alcoholics?|abusers?|substance abuse|drug abuse|junk(?:ie|y)s?|drunks?|drug users?|habits?"
    r"|dirty|(?:get|got|stay|be|being|been) clean|strung out|substitution|replacement therapy"
    r"|relaps\w+|enabl(?:ing|ers?)|(?:hit(?:ting)?|rock) bottom|tough love|battl\w+|victims?|suffer\w*"
    r"|committed suicide|(?:un)?successful (?:attempt|suicide)|failed attempt)\b",
    re.I,
)
CLAIM = re.compile(r"\d|%|\b(?:percent|half|third|quarter|twice|tenth)\b|\bin (?:four|five|ten)\b", re.I)
NO_CLAIM = re.compile(r"\d+-step|\b12x12\b")
PHONE = re.compile(r"(?:tel|sms):|\+?\(?\d(?:[\s().-]?\d){6,}")
CRISIS = re.compile(
    r"\b(?:000|111|112|116[ -]?123|1737|3114|911|988|999|9-8-8|13 11 14|741741|85258|50808|14416|14446)\b"
)
NO_PHONE = re.compile(r"https?://\S+|\bPMC\d+|\d{4}-\d\d-\d\d")


def named(page: Written) -> str:
    return page.uri


each_page = pytest.mark.parametrize("page", PAGES, ids=named)
each_sourced_page = pytest.mark.parametrize("page", LEARN, ids=named)


@each_page
def test_front_matter_says_only_what_it_may(page: Written) -> None:
    assert set(page.front) <= FRONT_MATTER
    assert page.front.get("description")


@each_page
def test_the_review_date_is_there_and_not_to_come(page: Written) -> None:
    reviewed = page.front.get("reviewed")
    assert isinstance(reviewed, date) and reviewed <= TODAY


@each_page
def test_the_version_is_a_day_that_has_come(page: Written) -> None:
    version = page.front.get("version")
    assert isinstance(version, date) and version <= TODAY


def test_every_page_to_learn_from_has_sources() -> None:
    assert {page.uri for page in PAGES if page.uri.startswith("learn/")} - {
        page.uri for page in LEARN
    } == WITHOUT_SOURCES


@each_sourced_page
def test_sources_are_named_and_linked_safely(page: Written) -> None:
    assert all(set(source) <= {"cite", "link"} and source["cite"].strip() for source in page.sources)
    links = [source["link"] for source in page.sources if "link" in source]
    assert links and all(re.match(r"https://[\w.-]+\.\w+/", link) for link in links)
    assert len({source["cite"] for source in page.sources}) == len(page.sources)


@each_sourced_page
def test_each_marker_has_a_source_and_each_source_is_used(page: Written) -> None:
    assert set(page.cited) <= set(range(1, len(page.sources) + 1))
    if "<!-- table:" not in page.body:
        assert set(page.cited) == set(range(1, len(page.sources) + 1))


@each_sourced_page
def test_a_number_is_followed_by_its_source(page: Written) -> None:
    bare = [block for block in page.blocks() if claims_without_source(block)]
    assert bare == []


def claims_without_source(block: str) -> bool:
    """The last number of a paragraph or an item stands before a marker."""
    said = re.sub(r"<[^>]*>|\]\([^)]*\)|\{[^}]*\}", "]", NO_CLAIM.sub("", MARKER.sub("\0", block)))
    last = max((found.start() for found in CLAIM.finditer(said)), default=-1)
    return said.rfind("\0") < last


@pytest.mark.parametrize(
    ("block", "bare"),
    [
        ("No number here.", False),
        ("In 1935 it began.", True),
        ("In 1935 it began. ([source 1](#source-1))", False),
        ("([source 1](#source-1)) About half of them.", True),
        ("A 12-step group.", False),
        ("[More](../meetings/index.md#day=2)", False),
    ],
)
def test_a_bare_number_is_seen(block: str, bare: bool) -> None:
    assert claims_without_source(block) is bare


@each_page
def test_the_page_is_easy_to_read(page: Written) -> None:
    assert grade(page.prose()) <= HARDEST


def test_the_pages_together_reach_the_aim() -> None:
    grades = sorted(grade(page.prose()) for page in PAGES)
    assert grades[len(grades) // 2] <= AIM


def test_warnings_are_the_easiest_of_all() -> None:
    boxes = {box for page in PAGES for box in re.findall(r"^!!! .*\n\n((?:    .*\n)+)", page.body, re.M)}
    assert boxes
    for box in boxes:
        assert grade(" ".join(LINK.sub("", MARKER.sub("", box)).split())) <= AIM, box


@pytest.mark.parametrize(
    ("word", "count"),
    [("recover", 3), ("medicine", 3), ("meeting", 2), ("people", 2), ("asked", 1), ("the", 1), ("alcohol", 3)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@each_page
def test_words_put_the_person_first(page: Written) -> None:
    text = page.prose() + str(page.front.get("title", "")) + page.front["description"]
    for name in NAMES:
        text = text.replace(name, "")
    assert NOT_PERSON_FIRST.findall(text) == []


@each_page
def test_no_telephone_number_is_written_in_a_page(page: Written) -> None:
    text = NO_PHONE.sub("", page.text)
    assert PHONE.findall(text) == []
    assert CRISIS.findall(NO_PHONE.sub("", page.body)) == []


@each_page
def test_nobody_is_praised_or_promised(page: Written) -> None:
    assert not re.search(
        r"\b(?:success rates?|guarantee\w*|proven|cure[sd]?|simply|best group)\b|!(?!!!| )", page.prose(), re.I
    )


HEAVY = "Do not stop all at once on your own. Talk to a doctor first. A meeting cannot treat withdrawal"
BREAK = "your body can take much less than before. Never use alone. Carry naloxone."


@pytest.mark.parametrize(
    "name", ["what-is-peer-support", "your-first-meeting", "kinds-of-groups", "withdrawal", "setbacks", "medicine"]
)
def test_pages_on_alcohol_warn_of_withdrawal(name: str) -> None:
    assert HEAVY in one_line(name)


@pytest.mark.parametrize("name", ["setbacks", "overdose", "medicine", "for-clinicians"])
def test_pages_on_using_again_warn_of_overdose(name: str) -> None:
    assert BREAK in one_line(name)


def one_line(name: str) -> str:
    return " ".join(next(page for page in PAGES if page.uri == f"learn/{name}.md").body.split())


def test_every_page_is_in_the_navigation() -> None:
    config = re.sub(r"!\S+", "", (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    listed = set(leaves(yaml.safe_load(config)["nav"]))
    assert {page.uri for page in PAGES} <= listed


def menu(config: Path) -> dict[str, list[str]]:
    """The groups of the pages to learn from, each with its pages."""
    nav = yaml.safe_load(re.sub(r"!\S+", "", config.read_text(encoding="utf-8")))["nav"]
    section = next(entry["Learn"] for entry in nav if "Learn" in entry)
    groups = [entry for entry in section if isinstance(entry, dict)]
    return {title: list(leaves(pages)) for group in groups for title, pages in group.items()}


def test_the_menu_has_few_groups_of_few_pages() -> None:
    groups = menu(REPOSITORY / "mkdocs.yml")
    assert len(groups) <= 6
    assert max(map(len, groups.values())) <= 6


def test_the_first_page_to_learn_from_shows_the_groups_of_the_menu() -> None:
    body = next(page for page in PAGES if page.uri == "learn/index.md").body
    shown = {}
    for part in body.split("\n## ")[1:]:
        title, _, links = part.partition("\n")
        shown[title] = [f"learn/{name}" for name in re.findall(r"\]\(([\w-]+\.md)\)", links)]
    assert list(shown.items()) == list(menu(REPOSITORY / "mkdocs.yml").items())


def test_a_new_site_has_the_same_groups() -> None:
    assert menu(packaged.starter() / "mkdocs.yml") == menu(REPOSITORY / "mkdocs.yml")


def leaves(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for child in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from leaves(child)


class Anchors(HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = dict(attrs)
        self.ids.add(written.get("id") or "")
        if tag == "a":
            self.addresses.append(written.get("href") or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    plugin.build(REPOSITORY / "mkdocs.yml", folder, strict=False, workers=1, today=TODAY)
    return folder


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.site
def test_no_page_is_heavy(site: Path) -> None:
    heavy = {page.uri: len(html(site, page.address).encode()) for page in PAGES}
    assert {uri: size for uri, size in heavy.items() if size > LARGEST} == {}


@pytest.mark.site
def test_the_menu_leads_from_each_page_to_learn_from_to_every_other(site: Path) -> None:
    host = "https://site.invalid/"
    every = {host + page.address for page in PAGES if page.uri.startswith("learn/")}
    for address in every:
        page = html(site, address.removeprefix(host))
        start = page.index('id="site-menu"')
        linked = {urljoin(address, each) for each in Anchors(page[start : page.index("</nav>", start)]).addresses}
        assert every <= linked, address


@pytest.mark.site
def test_one_tap_from_the_home_page_is_what_people_come_for(site: Path) -> None:
    linked = set(Anchors(html(site, "")).addresses)
    assert {"meetings/#how=online", "help-now/", "learn/your-first-meeting/", "resources/"} <= linked
    assert any(each.startswith("tel:") for each in linked)


@pytest.mark.site
def test_every_link_inside_the_site_leads_somewhere(site: Path, words: vocabulary.Vocabulary) -> None:
    host = "https://site.invalid/"
    dead = []
    for page in PAGES:
        for written in Anchors(html(site, page.address)).addresses:
            target, fragment = urldefrag(urljoin(host + page.address, written))
            if not target.startswith(host):
                continue
            path = site / unquote(target.removeprefix(host))
            file = path / "index.html" if path.is_dir() else path
            if not file.is_file():
                dead.append((page.uri, written))
            elif "=" in fragment:
                dead += [(page.uri, written) for each in parse_qsl(fragment) if not asked_for_exists(each, words)]
            elif fragment and fragment not in Anchors(file.read_text(encoding="utf-8")).ids:
                dead.append((page.uri, written))
    assert sorted(set(dead)) == []


def asked_for_exists(asked: tuple[str, str], words: vocabulary.Vocabulary) -> bool:
    """Whether the finder knows a question of a prefilled link."""
    name, value = asked
    known = {
        "fellowship": set(words.fellowships),
        "kind": {kind.value for kind in vocabulary.Kind},
        "format": {slug for slug, each in words.formats.items() if each.group != "community"},
        "community": {slug for slug, each in words.formats.items() if each.group == "community"},
        "how": {"in-person", "online", "phone"},
        "near": {"me"},
    }
    return value in known.get(name, ())


@pytest.fixture(scope="module")
def words() -> vocabulary.Vocabulary:
    return vocabulary.load(REPOSITORY / "meetings", REPOSITORY / "meetings")


def test_tables_hold_every_word_escaped(words: vocabulary.Vocabulary) -> None:
    made = replace_tables("a\n\n<!-- table: fellowships -->\n\n<!-- table: formats rule -->\n", words, "../meetings/")
    assert made.count("<tr>") == 2 + len(words.fellowships) + sum(
        each.group == "rule" for each in words.formats.values()
    )
    assert "Alcoholics &amp; Dysfunctional" in made and "Alcoholics & Dysfunctional" not in made
    assert 'href="../meetings/#fellowship=smart-recovery"' in made
    assert "\n\n" not in made[made.index("<table") : made.index("</table>")]


def test_what_asks_for_no_table_is_left_alone(words: vocabulary.Vocabulary) -> None:
    for text in ("Plain.", "Say `<!-- table: fellowships -->` there.", "<!-- table: groups -->"):
        assert replace_tables(text, words, "") == text


def test_a_stranger_s_words_stay_words() -> None:
    evil = vocabulary.Fellowship("x", "<b>X</b>", "X", (vocabulary.Kind.OTHER,), "<i>", '"&', "javascript:alert(1)")
    made = replace_tables("<!-- table: fellowships -->", vocabulary.Vocabulary({"x": evil}, {}, {}), "m/")
    assert "<b>" not in made and "<i>" not in made and "javascript" not in made


def test_the_chooser_knows_only_real_fellowships_and_their_kinds(words: vocabulary.Vocabulary) -> None:
    body = next(page for page in PAGES if page.uri == "learn/not-sure.md").body
    entries = " ".join(re.findall(r'data-fellowships="([^"]*)"', body)).split()
    assert entries
    for entry in entries:
        slug, kinds = entry.split(":")
        real = {kind.value for kind in words.fellowships[slug].kinds}
        assert set(kinds.split(",")) <= real, entry
        assert ("family" in real) == ("family" in kinds), entry
    queries = [
        pair for each in re.findall(r'data-query="([^"]*)"', body) for pair in parse_qsl(each.replace("&amp;", "&"))
    ]
    assert queries and all(asked_for_exists(pair, words) for pair in queries)
    kinds = re.findall(r'data-(?:kind|not)="([^"]*)"', body)
    assert all(asked_for_exists(("kind", kind), words) for kind in kinds)
