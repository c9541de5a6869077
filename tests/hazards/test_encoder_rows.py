"""Hazards E01 to E05, E13, E14 and E16: a stranger's text inside JSON, XML, addresses and logs."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from meetinghouse import sitemap
from meetinghouse.cli import main
from meetinghouse.shards import script_safe
from samples import LINKS, PLAIN, Page, changed, directory_of, files_of, read, site_of

HOSTILE = "</script><script>x()</script> <!--<script> ]]> & é"
OURS = {"@context", "@type", "@id", "@graph"}
"""Keys with a sign of JSON-LD; a stranger's text is never one."""


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@cache
def made(name: str = HOSTILE) -> dict[str, str]:
    return files_of(directory_of(changed("Canal Side", quoted(name)).replace("Mill Hall", quoted(name))))


def data_of(page: str) -> list[Any]:
    return Page(page).data


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys(each)}
    return {key for each in value for key in keys(each)} if isinstance(value, list) else set()


@pytest.mark.parametrize("sign", ["<", ">", "&"])
def test_e01_no_sign_of_markup_is_left_in_a_script(sign: str) -> None:
    page = made()["meetings/gb/leeds/group-0/index.html"]
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert scripts and all(sign not in script for script in scripts)


def test_e01_what_was_written_comes_back_letter_for_letter() -> None:
    page = made()["meetings/gb/leeds/group-0/index.html"]
    assert any(HOSTILE in strings(data) for data in data_of(page))


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "]]>", "\u2028\u2029", "&lt;", "\\u003c", '"'])
def test_e01_safe_bytes_are_the_same_value(text: str) -> None:
    safe = script_safe(json.dumps([text], ensure_ascii=False).encode())
    assert json.loads(safe) == [text]
    assert not set("<>&\u2028\u2029") & set(safe.decode())


def refuse(word: str) -> None:
    raise AssertionError(f"{word} is not JSON")


@pytest.mark.parametrize("uri", [uri for uri in files_of(directory_of(PLAIN)) if uri.endswith(".json")])
def test_e02_every_file_is_json_as_browsers_read_it(uri: str) -> None:
    json.loads(files_of(directory_of(PLAIN))[uri], parse_constant=refuse)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(r'"Canal \ud800"', "Y39", id="E03 lone surrogate"),
        pytest.param(r'"Canal \0"', "Y38", id="E03 NUL"),
        pytest.param(r'"Canal \ufffe"', "Y38", id="E03 no character"),
    ],
)
def test_what_json_cannot_carry_is_refused_before(text: str, code: str) -> None:
    assert read(changed("Canal Side", text)).codes == [code]


def test_e03_every_file_is_valid_text() -> None:
    for uri, text in made().items():
        assert text.encode("utf-8").decode("utf-8") == text, uri


def test_e03_no_number_is_larger_than_a_browser_can_count() -> None:
    for uri, text in made().items():
        if uri.endswith(".json"):
            json.loads(text, parse_int=lambda number: pytest.fail(number) if abs(int(number)) > 2**53 else int(number))


def test_e04_the_same_records_give_the_same_bytes() -> None:
    assert files_of(directory_of(PLAIN)) == files_of(directory_of(PLAIN))


def test_e04_no_coordinate_has_more_than_five_decimals() -> None:
    placed = files_of(directory_of(changed("53.79, -1.55", "53.7912345678, -1.5598765432")))
    told = [text for uri, text in placed.items() if uri.startswith(("finder/meetings", "meetings/gb/leeds/group-0"))]
    assert len(told) == 2
    assert [text for text in told if re.search(r"53\.79123\d|-?1\.55988\d", text)] == []


@pytest.mark.parametrize("name", ["@type", '{"@type": "Person"}', "@context", "performer", "organizer"])
def test_e05_a_name_is_only_ever_a_value(name: str) -> None:
    page = made(name)["meetings/gb/leeds/group-0/index.html"]
    for data in data_of(page):
        assert {key for key in keys(data) if key.startswith("@")} <= OURS
        assert name in strings(data)


def test_e05_nobody_is_named_in_the_data_of_a_page() -> None:
    page = made()["meetings/gb/leeds/group-0/index.html"]
    for data in data_of(page):
        assert not keys(data) & {"performer", "attendee", "employee", "founder", "author"}
        assert {"EventSeries", "Schedule"} <= set(strings(data))


def test_e13_a_sitemap_is_well_formed_xml() -> None:
    made_site = site_of(directory_of(PLAIN))
    found = dict(sitemap.files(made_site.directory, made_site.lists, "https://example.org/a&b<c>]]>/"))
    root = ElementTree.fromstring(found["sitemap-meetings-1.xml"])
    assert all(each.text and each.text.startswith("https://example.org/a&b<c>]]>/") for each in root.iter("{*}loc"))


@pytest.mark.parametrize("sign", ["#", "?", "%", "&", "+", "é", '"', "<", "日"])
def test_e14_a_sign_in_an_address_does_not_end_it(sign: str) -> None:
    street = f"3 {sign} Wharf Lane"
    record = changed("3 Wharf Lane", quoted(street)).replace("  coordinates: 53.79, -1.55\n", "")
    page = files_of(directory_of(record))["meetings/gb/leeds/group-0/index.html"]
    (map_link,) = {link for link in Page(page).values("href") if "openstreetmap" in link}
    parts = urlsplit(map_link)
    assert (parts.scheme, parts.fragment) == ("https", "")
    assert street in parse_qs(parts.query)["query"][0]


@pytest.mark.parametrize("sign", ["#", "?", "%", "&", "é", "<"])
def test_e14_a_sign_in_a_name_does_not_end_a_letter(sign: str) -> None:
    page = files_of(directory_of(changed("Canal Side", quoted(f"Canal {sign} Side"))))
    hrefs = Page(page["meetings/gb/leeds/group-0/index.html"]).values("href")
    (mail,) = [link for link in hrefs if link.startswith(f"mailto:{LINKS.corrections}")]
    subject = mail.partition("?subject=")[2].partition("&")[0]
    assert unquote(subject) == f"Correction: Canal {sign} Side"


@pytest.mark.parametrize(
    "text",
    ["::set-output name=x::y", "::add-mask::x", "\\x1b[31mred", "\\n::error::x", "\\r::warning::x", "\\u202eolleh"],
)
def test_e16_no_line_of_the_log_is_written_by_a_record(tmp_path: Path, text: str) -> None:
    path = tmp_path / "meetings" / "gb" / "leeds" / "canal-side.yml"
    path.parent.mkdir(parents=True)
    path.write_text(changed("day: tuesday", f'day: "{text}"') + f'    "{text}": 1\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path / "meetings"), "--today", "2026-11-24"])
    assert result.exit_code == 3
    assert result.output
    for line in result.output.splitlines():
        assert not line.lstrip().startswith("::") and line.isprintable()
