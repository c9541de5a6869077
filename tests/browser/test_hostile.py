"""A record's text is a stranger's text: it is shown, letter for letter, and never obeyed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from sites import Built, Reader, served
from visitor import NOTHING, Visitor

from conftest import Visit
from meetinghouse.plugin import Refused

WRITTEN = {
    "h01": "<script>window.__x=1</script>",
    "h02": '"><img src=x onerror=window.__x=1>',
    "h02b": "' onmouseover=window.__x=1 autofocus onfocus=window.__x=1 x='",
    "h03": "</title><script>window.__x=1</script>",
    "h06": "<svg onload=window.__x=1><math><mi>x</mi></math></svg>",
    "h06b": '<iframe srcdoc="<script>parent.__x=1</script>"></iframe>',
    "h06c": '<meta http-equiv=refresh content="0;url=https://evil.example/">',
    "h06d": "<base href=https://evil.example/><link rel=stylesheet href=//evil.example/x.css>",
    "h06e": "<style>*{display:none}</style><form action=https://evil.example/><input name=q></form>",
    "h07": "[here](javascript:window.__x=1) JaVa&#83;cript:window.__x=1",
    "h10": '[x](y){onclick="window.__x=1" style="position:fixed;inset:0"}',
    "h11": '</article></main><div id="__config">{}</div><meeting-finder></meeting-finder>',
    "h12": "{{ cycler.__init__.__globals__.os.popen('id').read() }} {{ 7*7 }}",
    "h13": "{% for i in range(10**9) %}x{% endfor %}",
    "h14": "](x) `code` ***bold*** | a | b |",
    "h15": ':material-x: [^1] *[abbr]: x !!! note --8<-- "mkdocs.yml"',
    "h16": ">" * 240,
    "h17": "Tom &amp; Jerry &lt;b&gt; &#x27; & < é ñ 🏳 ½",
    "e01": "</script><!--<script> ]]> \\u003c/script> --> x",
    "shell": "mhqtitlezqx mhqdescriptionzqx mhqpathzqx mhqbodyzqx mhqeditzqx",
    "words": "$& $1 ${window.__x=1} {n} {name} %s %(x)s \\1",
}
"""By the row of the table of hazards."""
PAYLOADS = {slug: f"{payload} q{slug}" for slug, payload in WRITTEN.items()}
"""Each with a word that can be searched for."""
RECORD = """\
group: {text}
fellowship: aa
about: {text}
notes: {text}
venue:
  name: {text}
  address: {{street: {text}, city: {text}, region: {text}, postcode: {short}, country: US}}
  coordinates: 45.52, -122.68
  arrival: {text}
online:
  link: https://rooms.example.org/a
  how-to-join: open
  notes: {text}
languages: [en]
formats: [open]
confirmed: {{on: 2026-11-02, by: {text}, how: {text}}}
source: {{name: {text}, id: {text}, on: 2026-11-01, licence: {text}}}
meetings:
  - {{id: one, name: {text}, day: every day, start: 12:00, end: 13:30, attendance: hybrid, notes: {text}}}
  - {{id: two, day: monday, start: 20:00, attendance: in-person, paused: {{since: 2026-06-01, why: {text}}}}}
  - {{id: three, name: {text}, by-appointment: yes, attendance: in-person}}
"""


def spoil(project: Path) -> None:
    """One group for each payload, in a region of its own that bears the payload's name."""
    names = (project / "meetings/regions.yml").open("a", encoding="utf-8")
    with names:
        for slug, payload in PAYLOADS.items():
            folder = project / f"meetings/us/oregon/town-{slug}"
            folder.mkdir()
            text = json.dumps(payload, ensure_ascii=False)
            short = json.dumps(payload[:12], ensure_ascii=False)
            (folder / f"{slug}.yml").write_text(RECORD.format(text=text, short=short), encoding="utf-8")
            names.write(f"us/oregon/town-{slug}: {text}\n")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    with served(tmp_path_factory.mktemp("hostile"), change=spoil) as site:
        yield site


def nothing_happened(visitor: Visitor) -> None:
    assert visitor.page.evaluate("window.__x") is None
    assert visitor.page.evaluate("document.querySelectorAll('#__config').length") <= 1
    assert visitor.page.url.startswith(visitor.site.url)
    assert visitor.troubles == []


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("slug", PAYLOADS)
def test_a_group_page_shows_every_word_and_obeys_none(slug: str, hostile: Built, visit: Visit) -> None:
    visitor = visit(hostile)
    page = visitor.open(f"meetings/us/oregon/town-{slug}/{slug}/")
    payload = one_line(PAYLOADS[slug])
    assert one_line(page.locator("h1").inner_text()) == payload
    assert page.title() == f"{payload} - Meetinghouse"
    assert one_line(page.locator("address strong").inner_text()) == payload
    assert one_line(page.locator(".mh-crumbs li").last.inner_text()) == payload
    shown = one_line(page.locator("[data-mh-group]").inner_text())
    assert shown.count(payload) >= 12
    data = json.loads(page.locator("script[type='application/ld+json']").last.text_content() or "")
    assert {one_line(series["name"]) for series in data["@graph"]} == {payload}
    page.mouse.move(100, 100)
    page.emulate_media(media="print")
    assert one_line(page.locator("h1").inner_text()) == payload
    nothing_happened(visitor)


@pytest.mark.parametrize("slug", PAYLOADS)
def test_lists_show_the_name_as_it_was_typed(slug: str, hostile: Built, visit: Visit) -> None:
    visitor = visit(hostile)
    payload = one_line(PAYLOADS[slug])
    page = visitor.open(f"meetings/us/oregon/town-{slug}/")
    assert payload in one_line(page.locator("h1").inner_text())
    names = [one_line(name) for name in page.locator(".mh-name bdi").all_inner_texts()]
    assert set(names) == {payload}
    page.locator(".mh-name").first.click()
    assert one_line(page.locator("h1").inner_text()) == payload
    nothing_happened(visitor)


@pytest.mark.parametrize("slug", PAYLOADS)
def test_the_finder_shows_the_name_as_it_was_typed(slug: str, hostile: Built, visit: Visit) -> None:
    visitor = visit(hostile, width=1280, height=900)
    payload = one_line(PAYLOADS[slug])
    page = visitor.finder("near=Portland&within=100km&how=online&how=in-person")
    expect(page.locator(".mh-card").first).to_be_visible()
    while page.locator("[data-do=more]").is_visible():
        page.locator("[data-do=more]").click()
    card = page.locator(f".mh-card:has(a[href*='/{slug}/#one'])")
    expect(card).to_have_count(1)
    assert one_line(card.locator(".mh-name").text_content() or "") == f"{payload}: {payload}"
    assert payload in one_line(card.locator("[data-slot=where]").text_content() or "")
    box = page.get_by_label("Words in the name or place")
    box.fill(PAYLOADS[slug][:120])
    expect(page.locator("[data-slot=chips]")).to_contain_text(payload[:100])
    nothing_happened(visitor)
    assert visitor.stored() == NOTHING


@pytest.mark.parametrize("slug", ["h01", "h02", "h03", "h06", "h17", "e01", "shell"])
def test_search_results_show_the_name_as_it_was_typed(slug: str, hostile: Built, visit: Visit) -> None:
    visitor = visit(hostile, width=1280)
    page = visitor.open("about/")
    page.get_by_role("button", name="Search").click()
    page.locator(".md-search__input").press_sequentially(f"q{slug}")
    result = page.locator(f".md-search-result__link[href*='/town-{slug}/']").first
    expect(result).to_be_attached()
    assert one_line(PAYLOADS[slug]) in one_line(result.text_content() or "")
    nothing_happened(visitor)


GATHERED = [
    "",
    "meetings/",
    "meetings/us/",
    "meetings/us/oregon/",
    "meetings/monday/",
    "meetings/online/",
    "meetings/online/sunday/",
    "about/",
]


@pytest.mark.parametrize("address", GATHERED)
def test_pages_that_gather_the_names_obey_none(address: str, hostile: Built, visit: Visit) -> None:
    visitor = visit(hostile)
    visitor.open(address).wait_for_load_state("networkidle")
    nothing_happened(visitor)


def test_every_file_of_data_is_read_back_as_it_was_typed(hostile: Built) -> None:
    shards = [json.loads(path.read_bytes()) for path in (hostile.folder / "finder").glob("meetings.*.json")]
    names = {name for shard in shards for name in shard["groups"]["name"]}
    assert {one_line(payload) for payload in PAYLOADS.values()} <= {one_line(name) for name in names}


def test_no_page_on_disk_has_an_element_that_a_record_brought(hostile: Built) -> None:
    for path in hostile.pages():
        reader = Reader(path.read_text(encoding="utf-8"))
        tags = {str(part[1]) for part in reader.tree if part[0] == "start"}
        assert not tags & {"iframe", "math", "style", "base", "object", "embed"}, path
        assert len(reader.attributes("script", id="__config")) == 1, path
        assert not [tag for tag in reader.attributes("img") if tag.get("src") == "x"], path
        assert not [link for link in reader.addresses if link.lower().startswith(("javascript:", "data:", "//"))], path


CLOSED = {
    "link": ("online:\n  link: {text}", "https://rooms.example.org/a"),
    "website": ("contact: {{website: {text}}}", "https://example.org"),
    "email": ("contact: {{email: {text}}}", "a@example.org"),
    "phone": ("contact: {{phone: {text}}}", "+1-503-555-0100"),
    "timezone": ("timezone: {text}", "Europe/London"),
    "languages": ("languages: [{text}]", "en"),
    "formats": ("formats: [{text}]", "open"),
    "attendance": ("attendance: {text}", "in-person"),
    "listing": ("listing: {text}", "public"),
    "coordinates": ("venue: {{name: A, coordinates: {text}}}", "45.5, -122.6"),
    "country": ("venue: {{address: {{city: Leeds, country: {text}}}}}", "GB"),
}
"""Fields that are no free text, as they stand in a record."""
LINKS = {
    "script": "javascript:window.__x=1",
    "script-in-disguise": "JaVaScRiPt:window.__x=1",
    "script-with-a-tab": "java\tscript:window.__x=1",
    "vbscript": "vbscript:x",
    "data": "data:text/html,<script>window.__x=1</script>",
    "no-scheme": "//evil.example/",
    "backslashes": "\\\\evil.example\\x",
    "one-slash": "https:evil.example",
    "blob": "blob:https://evil.example/1",
    "file": "file:///etc/passwd",
    "user-name": "https://good.example@evil.example/",
    "quote": 'https://good.example/" onclick="window.__x=1',
    "space": "https://good.example/ onclick=window.__x=1",
}


def test_fields_that_are_no_free_text_refuse_every_payload(tmp_path: Path) -> None:
    wanted = set()

    def change(project: Path) -> None:
        for field, (line, _) in CLOSED.items():
            given: dict[str, Any] = {**PAYLOADS, **(LINKS if field in ("link", "website") else {})}
            for slug, payload in given.items():
                path = project / f"meetings/gb/england/leeds/{field}-{slug}.yml"
                wanted.add(f"meetings/gb/england/leeds/{field}-{slug}.yml")
                written = line.format(text=json.dumps(payload, ensure_ascii=False))
                path.write_text(
                    f"group: A\nfellowship: aa\n{written}\nmeetings:\n  - {{id: a, day: monday, start: 10:00}}\n",
                    encoding="utf-8",
                )

    with pytest.raises(Refused) as refused, served(tmp_path, change=change):
        pass
    problems = [problem for problem in refused.value.problems if problem.severity.value == "error"]
    errors = {problem.where.path: problem.code for problem in problems}
    assert set(errors) == wanted
    assert all(errors.values())
    assert not list((tmp_path / "host").rglob("early-risers"))


@pytest.mark.parametrize("name", ["aux", "index", "<script>", "a b", "..", "A", "é", "monday"])
def test_a_file_whose_name_cannot_be_an_address_is_refused(name: str, tmp_path: Path) -> None:
    def change(project: Path) -> None:
        source = project / "meetings/gb/england/leeds/canal-side.yml"
        (source.parent / f"{name}.yml").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(Refused) as refused, served(tmp_path, change=change):
        pass
    assert any(problem.severity.value == "error" and problem.code for problem in refused.value.problems)


FRAGMENTS = {
    "markup near": "near=<script>window.__x=1</script>",
    "markup in words": "text=%3Cimg%20src%3Dx%20onerror%3Dwindow.__x%3D1%3E",
    "markup in a list": 'fellowship="><script>window.__x=1</script>&day=<b>',
    "a hundred kilobytes": "text=" + "a" * 100_000,
    "many values": "&".join(f"fellowship=f{i}" for i in range(3_000)),
    "bad UTF-8": "near=%E0%A4%A&text=%FF%FE&fellowship=%C3%28",
    "unknown keys": "evil=1&__proto__=x&constructor=y&prototype[z]=1&how=online",
    "unknown values": "day=someday&time=never&how=maybe&within=9999km&sort=evil&all=x&any=y",
    "keys of objects": "day=constructor&format=__proto__&language=toString&kind=hasOwnProperty",
    "only separators": "&&&===&&",
    "a template": "near={{7*7}}&text=${7*7}",
    "nothing": "",
    "numbers": "near=0&text=-1&within=0km",
    "right to left": "text=%E2%80%AEgpj.exe",
}


@pytest.mark.parametrize("fragment", FRAGMENTS.values(), ids=FRAGMENTS.keys())
def test_a_broken_address_is_read_for_what_it_is_worth(fragment: str, sample: Built, visit: Visit) -> None:
    visitor = visit(sample)
    page = visitor.finder(fragment)
    expect(page.locator("form.mh-form")).to_be_visible()
    expect(page.locator("[data-slot=failed]")).to_be_hidden()
    nothing_happened(visitor)
    # and the finder works on
    page.get_by_label("Town or postal code").fill("Portland")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(visitor.status).to_contain_text("of Portland")
    nothing_happened(visitor)


def test_an_unlisted_group_is_nowhere_but_at_its_address(tmp_path: Path, visit: Visit) -> None:
    def change(project: Path) -> None:
        folder = project / "meetings/gb/england/leeds"
        for name, listing in (("canal-side", "unlisted"), ("snicket", "noindex")):
            path = folder / f"{name}.yml"
            path.write_text(f"{path.read_text(encoding='utf-8')}listing: {listing}\n", encoding="utf-8")

    with served(tmp_path, change=change) as site:
        address = "meetings/gb/england/leeds/canal-side/"
        assert "Canal Side" in site.page(address)
        for path in site.folder.rglob("*"):
            if path.suffix in (".html", ".json", ".xml", ".txt") and path.parent.name != "canal-side":
                said = path.read_text(encoding="utf-8")
                assert "canal-side/" not in said and "Canal Side" not in said, path
        for name in ("canal-side", "snicket"):
            (robots,) = Reader(site.page(f"meetings/gb/england/leeds/{name}/")).attributes("meta", name="robots")
            assert "noindex" in (robots["content"] or "")
        assert "snicket" not in (site.folder / "sitemap-meetings-1.xml").read_text(encoding="utf-8")
        visitor = visit(site)
        visitor.finder("text=canal+side")
        assert "Canal Side" not in visitor.names
