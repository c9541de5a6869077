"""Hazard H22: what the site's policy would block, or cannot stop, never leaves the build."""

from __future__ import annotations

import pytest

from meetinghouse.security import POLICY, content_security_policy, violations
from samples import files_of, project


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<script>x()</script>", "an inline script"),
        ("<SCRIPT>x()</SCRIPT>", "an inline script"),
        ("<script type=module>x()</script>", "an inline script"),
        ("<script\n>x()</script>", "an inline script"),
        ("<script async>x()</script>", "an inline script"),
        ("<style>p {color: red}</style>", "<style>"),
        ('<base href="https://example.net/">', "<base>"),
        ("<iframe srcdoc=x></iframe>", "<iframe>"),
        ("<object data=x></object>", "<object>"),
        ("<embed src=x>", "<embed>"),
        ('<p onclick="x()">', "the attribute onclick="),
        ("<p ONCLICK=x()>", "the attribute onclick="),
        ("<svg/onload=x()>", "the attribute onload="),
        ('<p title="a"onclick="x()">', "the attribute onclick="),
        ('<img src="x"\nonerror="x()">', "the attribute onerror="),
        ('<p style="position: fixed">', "the attribute style="),
        ('<p title="a"style="position: fixed">', "the attribute style="),
        ('<meta http-equiv="refresh" content="0;url=https://example.net">', "<meta http-equiv=refresh>"),
        ('<META HTTP-EQUIV="Refresh" content="0">', "<meta http-equiv=Refresh>"),
    ],
)
def test_what_the_policy_forbids_is_found(page: str, found: str) -> None:
    assert list(violations(f"<!doctype html><html><body>{page}</body></html>")) == [found]


@pytest.mark.parametrize(
    "page",
    [
        '<script src="assets/finder/main.js" type="module"></script>',
        '<script type="module" src="assets/finder/main.js"></script>',
        '<script type="application/json" id="mh-manifest">{"a": "</p>"}</script>',
        '<script type="application/ld+json">{"@context": "x"}</script>',
        '<meta http-equiv="Content-Security-Policy" content="default-src">',
        "<p>How to style= a page; onclick= is a word here</p>",
        '<p title="onclick=x style=y">text</p>',
        "<p>&lt;script&gt;x()&lt;/script&gt;</p>",
    ],
)
def test_what_the_policy_allows_is_not(page: str) -> None:
    assert list(violations(page)) == []


def test_no_page_of_records_breaks_the_policy() -> None:
    found = {uri: list(violations(text)) for uri, text in files_of(project()).items() if uri.endswith(".html")}
    assert {uri: each for uri, each in found.items() if each} == {}


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed() -> None:
    said = content_security_policy()
    assert said.startswith("default-src 'none'; ")
    assert "unsafe" not in said and "*" not in said and "http" not in said
    assert {name for name, value in POLICY.items() if "data:" in value} == {"img-src"}
