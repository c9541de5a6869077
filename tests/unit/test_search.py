"""The theme's search gets a few entries of the directory: every visitor downloads all of it."""

from __future__ import annotations

import html

from meetinghouse.search import MOST_CHARACTERS, MOST_ENTRIES, entries
from samples import PLAIN, changed, directory_of, many, project


def test_fellowships_towns_and_groups_can_be_found() -> None:
    titles = [entry["title"] for entry in entries(project())]
    assert "Alcoholics Anonymous meetings" in titles
    assert "Meetings in Yorkshire &amp; the Dales" in titles
    assert "Canal Side" in titles
    assert "Online meetings" in titles


def test_fellowships_come_first_then_the_largest_regions() -> None:
    found = entries(project())
    kinds = [entry["location"].startswith("meetings/#fellowship=") for entry in found]
    assert kinds == sorted(kinds, reverse=True)
    regions = [entry["location"] for entry in found if entry["text"].endswith((" meetings.", " meeting."))]
    assert regions[0] == "meetings/gb/"


def test_a_group_that_hides_is_not_found() -> None:
    found = str(entries(project()))
    assert "Hidden Door" not in found
    assert "Lighthouse" not in found


def test_however_large_the_directory_the_index_stays_small() -> None:
    found = entries(many(5000))
    assert len(found) <= MOST_ENTRIES
    assert sum(len(text) for entry in found for text in entry.values()) <= MOST_CHARACTERS


def test_long_names_do_not_make_it_large() -> None:
    found = entries(many(1500, changed("Canal Side", "x" * 200)))
    assert sum(len(text) for entry in found for text in entry.values()) <= MOST_CHARACTERS


def test_what_a_record_says_is_escaped_as_the_theme_expects() -> None:
    name = '</title><script>x</script> & "quotes"'
    (entry,) = [
        entry
        for entry in entries(directory_of(changed("Canal Side", f"'{name}'")))
        if entry["location"].endswith("group-0/")
    ]
    assert html.unescape(entry["title"]) == name
    assert "<" not in entry["title"]


def test_a_plain_directory_has_its_few_entries() -> None:
    assert [entry["location"] for entry in entries(directory_of(PLAIN))] == [
        "meetings/#fellowship=aa",
        "meetings/gb/",
        "meetings/gb/leeds/",
        "meetings/gb/leeds/group-0/",
    ]
