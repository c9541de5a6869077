"""The theme's page is cut once and filled many times, and what goes in is never searched."""

from __future__ import annotations

import html
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetinghouse.shell import GROUP, HIDDEN, LIST, SENTINELS, cut, sentinel_path, shells
from samples import theme_page

texts = st.text(st.sampled_from("<>&'\"mhqtilezxbody /é👨") | st.characters(exclude_categories=["Cs"]))


@given(texts, texts, texts, st.integers(1, 6))
def test_a_filled_page_is_the_themes_with_the_holes_replaced(title: str, words: str, body: str, depth: int) -> None:
    page = cut(theme_page(LIST, depth), depth).fill(title=title, description=words, uri="a/b/", body=body).decode()
    assert page == (
        f'<!doctype html><html lang="en"><head><title>{html.escape(title)}</title>'
        f'<meta name="description" content="{html.escape(words)}">'
        f'<link rel="canonical" href="https://meetings.example.org/find/a/b/"></head>'
        f'<body class="list"><main>{body}</main></body></html>'
    )


@given(texts)
def test_an_address_is_percent_encoded(uri: str) -> None:
    page = cut(theme_page(LIST, 1), 1).fill(title="", description="", uri=uri, body="").decode()
    assert f"find/{quote(uri)}" in page


@pytest.mark.parametrize("hole", sorted(SENTINELS))
def test_a_record_that_holds_a_sentinel_changes_nothing(hole: str) -> None:
    shell = cut(theme_page(GROUP, 3), 3)
    page = shell.fill(title=SENTINELS[hole], description="d", uri="u/", body="<p>b</p>").decode()
    assert page.count("<p>b</p>") == 1
    assert html.escape(SENTINELS[hole]) in page


@pytest.mark.parametrize("hole", ["title", "description", "path", "body"])
def test_a_theme_that_leaves_a_sentinel_out_is_refused(hole: str) -> None:
    with pytest.raises(ValueError, match="does not show"):
        cut(theme_page(GROUP, 1).replace(SENTINELS[hole], ""), 1)


def test_a_theme_that_shows_the_body_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="does not show"):
        cut(theme_page(GROUP, 1) + SENTINELS["body"], 1)


def test_a_theme_that_shows_a_part_of_the_address_is_refused() -> None:
    with pytest.raises(ValueError, match="does not show"):
        cut(theme_page(GROUP, 3) + "<p>mhqfolderzqx</p>", 3)


@pytest.mark.parametrize("depth", [1, 2, 6])
def test_a_sentinel_address_is_as_deep_as_its_page(depth: int) -> None:
    assert sentinel_path(depth).count("/") == depth


def test_there_is_a_shell_for_each_kind_and_depth_that_is_needed() -> None:
    made = shells({GROUP: {2, 3}, HIDDEN: set(), LIST: {1}}, theme_page)
    assert set(made) == {(GROUP, 2), (GROUP, 3), (LIST, 1)}
    assert made[LIST, 1].pieces != made[GROUP, 2].pieces


def test_data_goes_into_the_script_of_the_page() -> None:
    page = cut(theme_page(GROUP, 1), 1).fill(title="", description="", uri="", body="", data='{"a": 1}').decode()
    assert '<script type="application/ld+json">{"a": 1}</script>' in page
