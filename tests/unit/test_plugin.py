"""MkDocs lends its pages and gets ours beside them; what reaches into the theme is refused."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from meetinghouse.security import violations
from samples import PROJECT, REPOSITORY, files_of, project

pytestmark = pytest.mark.site


def mkdocs(
    config: Path, target: Path, *words: str, cwd: Path = REPOSITORY, **settings: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795478400", **settings}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(target), *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("mkdocs") / "site"
    result = mkdocs(PROJECT / "mkdocs.yml", target, "--strict")
    assert result.returncode == 0, result.stderr
    return target


def tree(folder: Path) -> dict[str, str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_mkdocs_builds_the_whole_site_when_strict(built: Path) -> None:
    for uri in files_of(project()):
        assert (built / uri).is_file(), uri
    for page in ("index.html", "404.html", "help-now/index.html", "meetings/index.html"):
        assert (built / page).is_file()


@pytest.mark.parametrize(
    ("settings", "elsewhere"),
    [
        ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, False),
        ({"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}, True),
        ({"PYTHONHASHSEED": "3", "TZ": "Pacific/Apia"}, True),
    ],
)
def test_b04_the_same_records_give_the_same_bytes(
    built: Path, tmp_path: Path, settings: dict[str, str], elsewhere: bool
) -> None:
    cwd = tmp_path if elsewhere else PROJECT
    result = mkdocs(PROJECT / "mkdocs.yml", tmp_path / "site", cwd=cwd, **settings)
    assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "site") == tree(built)


def test_no_page_breaks_the_policy_that_it_carries(built: Path) -> None:
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text, path
        assert list(violations(text)) == [], path


class Requests(HTMLParser):
    """What a browser would fetch for a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source", "audio", "video") and given.get("src"):
            self.found.append(given["src"] or "")
        if tag == "link" and given.get("rel") not in ("canonical", "prev", "next", "alternate"):
            self.found.append(given.get("href") or "")


def test_no_page_asks_another_host_for_anything(built: Path) -> None:
    for path in built.rglob("*.html"):
        for link in Requests(path.read_text(encoding="utf-8")).found:
            assert not link.startswith(("http:", "https:", "//")), (path, link)


def test_a_group_that_hides_says_so_to_search_engines(built: Path) -> None:
    page = (built / "meetings/gb/yorkshire/whitby/lighthouse/index.html").read_text(encoding="utf-8")
    other = (built / "meetings/gb/yorkshire/whitby/west-pier/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "noindex" not in other


def test_a_record_page_has_its_own_title_and_address(built: Path) -> None:
    page = (built / "meetings/gb/yorkshire/leeds/canal-side/index.html").read_text(encoding="utf-8")
    assert "<title>Canal Side" in page
    assert 'href="https://meetings.example.org/find/meetings/gb/yorkshire/leeds/canal-side/"' in page
    assert "mhq" not in page


def test_the_themes_search_finds_towns_and_stays_small(built: Path) -> None:
    index = json.loads((built / "search/search_index.json").read_text(encoding="utf-8"))
    locations = [entry["location"] for entry in index["docs"]]
    assert "meetings/gb/yorkshire/leeds/" in locations
    assert not [place for place in locations if "hidden-door" in place or "lighthouse" in place]
    assert len(json.dumps(index)) < 200_000


def test_the_finders_page_carries_its_manifest(built: Path) -> None:
    page = (built / "meetings/index.html").read_text(encoding="utf-8")
    _, _, rest = page.partition('id="mh-manifest"')
    manifest = json.loads(rest.partition(">")[2].partition("</script>")[0])
    for name, *_ in manifest["cells"]:
        assert (built / "finder" / name).is_file()


def test_the_table_of_contents_of_the_site_holds_no_record(built: Path) -> None:
    assert "canal-side" not in (built / "index.html").read_text(encoding="utf-8")


def damaged(tmp_path: Path, **files: str) -> Path:
    """The project with some files written otherwise; `__` stands for `/`."""
    for path in PROJECT.rglob("*"):
        if path.is_file() and path.suffix in (".yml", ".md"):
            copy = tmp_path / "project" / path.relative_to(PROJECT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    for name, text in files.items():
        stem = tmp_path / "project" / name.replace("__", "/").replace("_DOT_", ".")
        stem.parent.mkdir(parents=True, exist_ok=True)
        stem.write_text(text, encoding="utf-8")
    return tmp_path / "project" / "mkdocs.yml"


CONFIG = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param(
            {"content__meetings__gb_DOT_md": "# Ours"},
            ("content/meetings/gb.md", "generated page meetings/gb/index.html"),
            id="two pages of one address",
        ),
        pytest.param(
            {"content__meetings__index_DOT_md": "# Ours"},
            ("content/meetings/index.md", "finder's page"),
            id="the finder's own address",
        ),
        pytest.param(
            {"content__help-now_DOT_md": "---\ntemplate: redirect.html\nlocation: javascript:alert(1)\n---\n# x"},
            ("help-now.md", "front matter may not say location", "[H04]"),
            id="H04",
        ),
        pytest.param(
            {"content__help-now_DOT_md": "# x\n\n<script>alert(1)</script>"},
            ("help-now.md", "an inline script", "[H22]"),
            id="H22 script",
        ),
        pytest.param(
            {"content__help-now_DOT_md": '# x\n\n<meta http-equiv="refresh" content="0;url=https://example.net">'},
            ("help-now.md", "refresh", "[H22]"),
            id="H06 refresh",
        ),
        pytest.param(
            {"content__help-now_DOT_md": '# x\n\n<p onclick="x()">y</p>'},
            ("help-now.md", "onclick", "[H22]"),
            id="H22 handler",
        ),
        pytest.param(
            {
                "mkdocs_DOT_yml": CONFIG.replace(
                    "    scheme: meetinghouse\n    primary: custom\n    accent: custom",
                    "    - scheme: default\n    - scheme: slate",
                )
            },
            ("theme.palette is a list", "stores"),
            id="a palette that stores",
        ),
        pytest.param(
            {"mkdocs_DOT_yml": CONFIG.replace('today: "2026-11-24"', "records: nowhere")},
            ("there is no folder nowhere/",),
            id="no records",
        ),
        pytest.param(
            {"meetings__gb__bad_DOT_yml": "group: x"},
            ("meetings/gb/bad.yml:1:1: fellowship: is missing", "nothing was published"),
            id="a bad record",
        ),
    ],
)
def test_is_refused_with_words_that_name_the_file(tmp_path: Path, files: dict[str, str], said: tuple[str, ...]) -> None:
    result = mkdocs(damaged(tmp_path, **files), tmp_path / "site")
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    for words in said:
        assert words in result.stderr
