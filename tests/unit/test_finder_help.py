"""The finder's file of other help: what may be shown, how to reach it, and nothing that was kept back."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from meetinghouse.directory import Directory
from meetinghouse.opening import spans, zone_of
from meetinghouse.other_help import OtherHelp, home_uri
from meetinghouse.resource_reading import ResourceFolders, read_folders
from meetinghouse.resource_view import finder_row
from meetinghouse.resources import ResourceKind, ResourceListing
from meetinghouse.shards import Finder
from samples import PLACING, REPOSITORY, TODAY, project

OURS, _ = read_folders(ResourceFolders(REPOSITORY / "content/resources", "content/resources"), TODAY)
KEYS = {
    "name", "kind", "country", "regions", "area", "page", "phones", "text", "link",
    "times", "hours", "zone", "languages", "at",
}  # fmt: skip


@cache
def directory() -> Directory:
    return project()


def finder(other: OtherHelp) -> Finder:
    rows = [row for filed in other.shown if (row := finder_row(filed))]
    return Finder(directory(), PLACING.gazetteer, resources=rows, country=other.country)


def written(one: Finder) -> tuple[Any, Any]:
    """The manifest, and the file that it names."""
    head = json.loads(one.manifest())
    files = {uri: content for uri, content in one.files() if uri.startswith("finder/resources.")}
    assert list(files) == [f"finder/{head['resources']}"]
    return head, json.loads(files[f"finder/{head['resources']}"])


def help_of(country: str = "US", **options: Any) -> OtherHelp:
    return OtherHelp(tuple(OURS), country, **options)


def test_every_resource_that_can_be_reached_is_there_in_its_order() -> None:
    other = help_of()
    head, file = written(finder(other))
    reached = [
        filed
        for filed in other.shown
        if filed.resource.phones or filed.resource.text or filed.resource.chat or filed.resource.website
    ]
    assert (file["format"], file["country"]) == (head["format"], "US")
    assert [row["name"] for row in file["resources"]] == [filed.resource.name for filed in reached]
    assert all(set(row) == KEYS for row in file["resources"])
    for row, filed in zip(file["resources"], reached, strict=True):
        assert row["page"] == f"{home_uri(filed)}#{filed.id}"
        assert [phone["number"] for phone in row["phones"]] == [line.number for line in filed.resource.phones]
        assert all(phone["tel"].startswith("tel:") for phone in row["phones"])
        assert row["country"] in ("", filed.resource.of_country)


def test_hours_are_spans_with_a_zone_of_the_manifest_or_always_or_unsaid() -> None:
    other = help_of()
    head, file = written(finder(other))
    rows = {(row["country"], row["page"]): row for row in file["resources"]}
    kinds = set()
    for filed in other.shown:
        country = "" if filed.resource.of_country == "international" else filed.resource.of_country
        row = rows.get((country, f"{home_uri(filed)}#{filed.id}"))
        hours = filed.resource.hours
        if row is None:
            continue
        kinds.add(type(row["hours"]))
        if isinstance(row["hours"], list):
            assert hours and not hours.notes
            assert [tuple(span) for span in row["hours"]] == list(spans(hours))
            assert row["zone"] == zone_of(filed.resource) and row["zone"] in head["zones"]["zones"]
        else:
            assert (row["hours"] == "always") == bool(hours and hours.always)
    assert kinds == {list, str, type(None)}


def test_what_is_unpublished_or_of_a_kind_that_is_off_is_not_there() -> None:
    hidden = [filed for filed in OURS if not filed.resource.published]
    assert {filed.resource.listing for filed in hidden} == {ResourceListing.UNPUBLISHED, ResourceListing.SAMPLE}
    pages = {row["page"] for row in written(finder(help_of()))[1]["resources"]}
    assert not pages & {f"{home_uri(filed)}#{filed.id}" for filed in hidden}
    only = written(finder(help_of(kinds=frozenset({ResourceKind.HELPLINE}))))[1]["resources"]
    assert {row["kind"] for row in only} == {"Emergency", "Helplines"}


def test_a_line_of_one_region_says_which() -> None:
    rows = {row["page"]: row for row in written(finder(help_of(samples=True)))[1]["resources"]}
    assert rows["resources/gb/england/#drinkline"]["regions"] == ["ENG"]
    assert rows["resources/gb/#nhs-111"]["regions"] == ["ENG", "SCT", "WLS"]
    assert rows["resources/us/oregon/#sample-lantern-line"]["area"] == "Oregon"
    assert rows["resources/us/#samhsa-helpline"]["regions"] == []


def test_a_site_without_other_help_has_no_file() -> None:
    one = finder(OtherHelp())
    assert json.loads(one.manifest())["resources"] is None
    assert not any("resources" in uri for uri, _ in one.files())


def test_nobody_can_be_reached_without_a_number_or_a_link() -> None:
    filed = next(filed for filed in OURS if filed.resource.phones)
    bare = filed.resource.model_copy(update={"phones": (), "text": None, "chat": None, "website": None})
    assert finder_row(replace(filed, resource=bare)) is None


def test_the_place_of_a_door_is_told() -> None:
    filed = next(filed for filed in OURS if filed.resource.phones)
    venue = {"venue": type("Venue", (), {"coordinates": (45.52, -122.67), "address": None})()}
    row = finder_row(replace(filed, resource=filed.resource.model_copy(update=venue)))
    assert row and row["at"] == [4552000, -12267000]
