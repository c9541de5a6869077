"""Records of other help: what may be written, what is said about what may not, and the hours they keep."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from meetinghouse.gazetteer import Gazetteer
from meetinghouse.opening import in_words, openness, spans
from meetinghouse.other_help import OtherHelp, home_uri
from meetinghouse.problems import Problem, Severity
from meetinghouse.recordfiles import RecordFile
from meetinghouse.resource_reading import FiledResource, ResourceFolders, read_folders, read_resources
from meetinghouse.resource_regions import KnownRegions, ServedRegion, known_regions
from meetinghouse.resources import ResourceKind
from meetinghouse.timezones import transition_table
from samples import REPOSITORY, TESTS, TODAY

LINE = """\
name: County Line
kind: helpline
country: US
phones: ["503-555-0100"]
hours: 24/7
source: {name: county-line.example.org}
confirmed: {on: 2026-11-01, how: called them}
"""
"""A resource with nothing wrong."""
VECTORS: dict[str, Any] = json.loads((TESTS / "shared" / "open-now.json").read_text(encoding="utf-8"))
OURS, OUR_PROBLEMS = read_folders(ResourceFolders(REPOSITORY / "content/resources", "content/resources"), TODAY)


def read(text: str, name: str = "county-line") -> tuple[list[FiledResource], list[Problem]]:
    problems: list[Problem] = []
    file = RecordFile(Path(f"{name}.yml"), f"content/resources/{name}.yml", (name,))
    return read_resources(text.encode(), file, TODAY, problems), problems


def changed(old: str, new: str) -> str:
    assert LINE.count(old) == 1
    return LINE.replace(old, new)


def test_a_file_of_its_own_gives_the_id() -> None:
    (filed,), problems = read(LINE)
    assert problems == []
    assert (filed.id, filed.resource.of_country, filed.resource.kind) == ("county-line", "US", ResourceKind.HELPLINE)


@pytest.mark.parametrize(
    "number",
    ["988", "112", "116 123", "13 11 14", "1-800-662-4357", "0800 111 0 111", "0 800 23 13 13", "+1-503-555-0100"],
)
def test_numbers_are_kept_as_people_write_them(number: str) -> None:
    (filed,), problems = read(changed("503-555-0100", number))
    assert problems == []
    assert [line.number for line in filed.resource.phones] == [number]


@pytest.mark.parametrize(
    ("record", "line", "code", "words"),
    [
        (LINE + "region: Oregano\n", 8, "K09", "'Oregano' is no region of US (did you mean Oregon?)"),
        (LINE + "region: [Oregon, US-ZZ]\n", 8, "K09", "'US-ZZ' is no region of US"),
        (LINE.replace("country: US", "country: international") + "region: Oregon\n", 8, "K09", "has no region"),
        (
            changed("name: County", "name: Sample County").replace("helpline", "crisis-line") + "listing: sample\n",
            2,
            "K10",
            "danger",
        ),
        (
            changed("name: County", "name: Sample County") + "strip: yes\nlisting: sample\n",
            8,
            "K10",
            "an invented number",
        ),
        (LINE + "listing: sample\n", 1, "K10", "write Sample:"),
        (changed('["503-555-0100"]', "[call us]"), 4, "P20", "write it as"),
        (changed('["503-555-0100"]', '["98"]'), 4, "P20", "write it as"),
        (changed('phones: ["503-555-0100"]\n', ""), 1, "K03", "how do people reach it?"),
        (changed("country: US\n", ""), 1, "K01", "whom is it for?"),
        (changed("source: {name: county-line.example.org}\n", ""), 1, "K05", "where is this from?"),
        (changed("confirmed: {on: 2026-11-01, how: called them}\n", ""), 1, "K06", "has a person checked it?"),
        (changed(", how: called them", ""), 7, "K06", "how was it checked?"),
        (changed("2026-11-01", "2027-11-01"), 7, "D06", "has not come yet"),
        (changed("24/7", "all day"), 5, "K20", "write 24/7"),
        (changed("24/7", "{timezone: Europe/London}"), 5, "K21", "say nothing"),
        (changed("24/7", "{open: [{day: monday, from: 09:00, to: 17:00}]}"), 5, "T05", "by which clock?"),
        (changed("24/7", "{open: [{day: monday, from: 9am, to: 17:00}]}"), 5, "T01", "write 09:00"),
        (changed("24/7", "{open: [{day: first monday, from: 09:00, to: 17:00}], timezone: UTC}"), 5, "K22", "such as"),
        (changed("24/7", "{open: [{day: monday, from: 09:00, to: 09:00}], timezone: UTC}"), 5, "T03", "when it ends"),
        (
            changed("24/7", "{open: [{day: daily, from: 09:00, to: 17:00}, {day: sunday, from: 16:00, to: 18:00}]}"),
            5,
            "K23",
            "overlap",
        ),
        (changed("24/7", "{open: [{day: daily, from: 00:00, to: 00:00}], timezone: UTC}"), 5, "K23", "hours: 24/7"),
        (changed("helpline", "help-line"), 2, "Y47", "did you mean helpline?"),
        (changed("phones:", "phone:"), 4, "Y47", "did you mean phones?"),
        (LINE + "listing: unpublished\n", 1, "K07", "why is it not shown?"),
        (LINE + "why: nobody answers\n", 8, "K07", "write listing: unpublished"),
        (LINE + "id: county\n", 8, "F21", "the file's name is the id"),
        (LINE + "text: {number: '55501', word: HELP, say: your name}\n", 8, "K08", "keep word or say"),
        (changed("kind: helpline", "kind: emergency").replace("phones: [", "email: a@b.example #"), 1, "K04", "number"),
    ],
)
def test_a_mistake_is_said_at_its_line(record: str, line: int, code: str, words: str) -> None:
    filed, problems = read(record)
    assert filed == []
    found = [problem for problem in problems if problem.code == code and words in f"{problem}"]
    assert found, [str(problem) for problem in problems]
    assert found[0].where.line == line


def test_an_unpublished_record_needs_neither_number_nor_source() -> None:
    record = "name: X\nkind: forum\ncountry: international\nlisting: unpublished\nwhy: Nobody has confirmed it.\n"
    (filed,), problems = read(record)
    assert problems == []
    assert OtherHelp([filed]).shown == []


def test_an_old_confirmation_of_a_crisis_line_is_a_warning_after_a_quarter() -> None:
    old = changed("2026-11-01", "2026-07-01")
    assert read(old)[1] == []
    (problem,) = read(old.replace("helpline", "crisis-line"))[1]
    assert (problem.code, problem.severity) == ("D06", Severity.WARNING)


@pytest.mark.parametrize("said", ["Oregon", "oregon", "us/oregon", "OR", "US-OR", "us-or", "[Oregon]"])
def test_a_region_may_be_written_as_a_name_a_folder_or_a_code(said: str) -> None:
    (filed,), problems = read(LINE + f"region: {said}\n")
    assert problems == []
    assert filed.regions == (ServedRegion("oregon", "Oregon", "OR"),)
    assert home_uri(filed) == "resources/us/oregon/"


@pytest.mark.parametrize(
    ("country", "said", "slug"),
    [
        ("GB", "Scotland", "scotland"),
        ("GB", "GB-NIR", "northern-ireland"),
        ("CA", "CA-ON", "ontario"),
        ("FR", "Île-de-France", "ile-de-france"),
        ("IE", "Leinster", "leinster"),
    ],
)
def test_regions_of_other_countries_are_known_by_their_largest_parts(country: str, said: str, slug: str) -> None:
    found = KnownRegions().find(said, country)
    assert found is not None and found.slug == slug


def test_a_folder_of_the_records_is_a_region_with_the_name_of_regions_yml() -> None:
    paths = [("jo",), ("jo", "amman"), ("jo", "dead-sea"), ("jo", "amman", "amman"), ("us", "new-york")]
    regions = known_regions(paths, {"jo/amman": "Amman Governorate", "us/new-york": "New York"}, Gazetteer())
    found = regions.find("amman", "JO")
    assert found is not None and found[:2] == ("amman", "Amman Governorate")
    assert regions.find("NY", "US") == ServedRegion("new-york", "New York", "NY")
    assert regions.find("Dead Sea", "JO") == ServedRegion("dead-sea", "Dead Sea")
    assert regions.find("Dead Sea", "US") is None


def test_the_address_says_the_region_where_the_record_does_not() -> None:
    venue = "venue: {{name: Hall, address: {{street: 1 Example Street, city: X, region: {0}, country: US}}}}\n"
    (filed,), problems = read(LINE + venue.format("OR"))
    assert (problems, [region.slug for region in filed.regions]) == ([], ["oregon"])
    (filed,), problems = read(LINE + venue.format("Nowhere"))
    assert (problems, filed.regions) == ([], ())
    (filed,), _ = read(LINE + venue.format("OR") + "region: Idaho\n")
    assert [region.slug for region in filed.regions] == ["idaho"]


def test_a_line_for_several_regions_is_on_each_page_and_whole_on_its_countrys() -> None:
    other = OtherHelp(OURS, "GB")
    of = {slug: [filed.id for filed in found.records] for (country, slug), found in other.by_region.items()}
    assert of["england"] == ["nhs-111", "drinkline"]
    assert of["wales"] == ["nhs-111"]
    assert "nhs-111" in {filed.id for filed in other.at_home("GB")}
    assert "drinkline" not in {filed.id for filed in other.at_home("GB")}
    assert "samaritans" in {filed.id for filed in other.by_region["GB", "england"].national}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("gb", "england", "leeds"), ("Other help in England", "resources/gb/england/")),
        (("gb", "england"), ("Other help in England", "resources/gb/england/")),
        (("gb",), ("Other help: United Kingdom", "resources/gb/")),
        (("au", "south-australia"), ("Other help: Australia", "resources/au/")),
        (("jo", "amman"), ("", "")),
        (("online",), ("", "")),
        ((), ("", "")),
    ],
)
def test_a_folder_of_records_leads_to_the_nearest_page(path: tuple[str, ...], said: tuple[str, str]) -> None:
    assert OtherHelp(OURS).near(path) == said


def test_an_invented_record_is_shown_where_the_site_says_so_and_never_for_right_now(tmp_path: Path) -> None:
    sample = LINE.replace("name: County", "name: Sample County").replace("\nsource", "\nlisting: sample\nsource", 1)
    (tmp_path / "line.yml").write_text(sample)
    own, problems = read_folders(ResourceFolders(tmp_path, "content/resources"), TODAY)
    assert problems == []
    assert OtherHelp(own, "US").shown == []
    shown = OtherHelp(own, "US", samples=True)
    assert len(shown.shown) == 1
    assert shown.tonight("US") == [] and list(shown.strip()) == []
    packaged, _ = read_folders(ResourceFolders(None, "content/resources", tmp_path), TODAY)
    assert packaged == []


def test_a_page_that_people_wrote_beside_the_records_is_no_odd_file(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# Where to turn\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    _, problems = read_folders(ResourceFolders(tmp_path, "content/resources"), TODAY)
    assert [(problem.where.path, problem.code) for problem in problems] == [("content/resources/notes.txt", "F10")]


def test_no_sample_of_ours_stands_among_help_for_right_now() -> None:
    samples = {filed.id for filed in OURS if filed.resource.sample}
    shown = OtherHelp(OURS, "US", samples=True)
    assert samples and samples <= {filed.id for filed in shown.shown}
    assert not samples & {filed.id for filed in shown.tonight("US")}
    fiction = {line.number[4:10] for filed in OURS if filed.resource.sample for line in filed.resource.phones}
    assert fiction == {"555-01"}


def test_emergency_numbers_stay_whatever_kinds_are_off() -> None:
    only = OtherHelp(OURS, "US", frozenset({ResourceKind.FORUM}))
    assert {filed.resource.kind for filed in only.shown} <= {ResourceKind.EMERGENCY, ResourceKind.FORUM}
    assert list(only.strip()) == [("Call 911", "tel:911")]


def test_a_line_of_one_region_is_not_the_countrys_in_the_strip() -> None:
    record = LINE.replace("helpline", "crisis-line")
    (filed,), _ = read(record + "region: Oregon\n")
    assert list(OtherHelp([filed], "US").strip()) == []
    (filed,), _ = read(record + "region: Oregon\nstrip: yes\n")
    assert [label for label, _ in OtherHelp([filed], "US").strip()] == ["503-555-0100 County Line"]


def test_a_list_needs_ids_and_no_id_twice(tmp_path: Path) -> None:
    entry = "- id: one\n  " + LINE.replace("\n", "\n  ").rstrip() + "\n"
    (tmp_path / "a.yml").write_text(entry)
    (tmp_path / "b.yml").write_text(entry + entry.replace("- id: one\n ", "-"))
    found, problems = read_folders(ResourceFolders(tmp_path, "content/resources"), TODAY)
    assert [filed.id for filed in found] == ["one"]
    assert [problem.code for problem in problems] == ["F04", "D01"]


def test_a_sites_own_record_takes_the_place_of_a_packaged_one(tmp_path: Path) -> None:
    own, packaged = tmp_path / "own", tmp_path / "packaged"
    for folder, number in ((own, "503-555-0111"), (packaged, "503-555-0100")):
        folder.mkdir()
        (folder / "line.yml").write_text(changed("503-555-0100", number))
    (packaged / "other.yml").write_text(LINE)
    found, problems = read_folders(ResourceFolders(own, "content/resources", packaged), TODAY)
    assert problems == []
    assert [(filed.id, filed.own, filed.resource.phones[0].number) for filed in found] == [
        ("line", True, "503-555-0111"),
        ("other", False, "503-555-0100"),
    ]


def hours_of(name: str) -> FiledResource:
    hours = VECTORS["hours"][name]
    record = changed("24/7", json.dumps({"timezone": hours["zone"], "open": hours["open"]}))
    (filed,), problems = read(record)
    assert problems == []
    return filed


@pytest.mark.parametrize(("name", "now", "is_open", "changes"), VECTORS["cases"])
def test_open_now_is_as_the_table_says(name: str, now: str, is_open: bool, changes: str) -> None:
    hours = hours_of(name).resource.hours
    assert hours is not None
    found = spans(hours)
    assert [list(span) for span in found] == VECTORS["hours"][name]["spans"]
    answer = openness(found, VECTORS["hours"][name]["zone"], datetime.fromisoformat(now))
    assert (answer.is_open, answer.changes.astimezone(UTC)) == (is_open, datetime.fromisoformat(changes))


@pytest.mark.parametrize(("name", "said"), VECTORS["words"])
def test_hours_are_said_in_words(name: str, said: list[str]) -> None:
    assert in_words(hours_of(name).resource) == said


def test_the_browsers_clock_changes_are_ours() -> None:
    zones = {hours["zone"] for hours in VECTORS["hours"].values()}
    assert transition_table(zones, date(2026, 11, 22)) == VECTORS["table"]


def test_nothing_is_wrong_with_our_own_records() -> None:
    assert OUR_PROBLEMS == []


def test_records_in_are_records_shown_and_left_out() -> None:
    help_lines = OtherHelp(OURS)
    written = sum(
        len(re.findall(r"^- id: ", path.read_text(encoding="utf-8"), re.M))
        for path in (REPOSITORY / "content/resources").glob("*.yml")
    )
    assert written == len(OURS) == len(help_lines.shown) + help_lines.left_out


def test_what_nobody_could_confirm_is_kept_unpublished_with_the_reason() -> None:
    hidden = {filed.key for filed in OURS if not filed.resource.published}
    assert {("US", "never-use-alone"), ("IN", "manas-narcotics"), ("ZA", "sadag"), ("BR", "cvv")} <= hidden
    assert all(filed.resource.why or filed.resource.sample for filed in OURS if not filed.resource.published)


def test_kinds_that_are_switched_off_are_not_shown() -> None:
    only = OtherHelp(OURS, "US", frozenset({ResourceKind.EMERGENCY}))
    assert {filed.resource.kind for filed in only.shown} == {ResourceKind.EMERGENCY}
    assert list(only.strip()) == [("Call 911", "tel:911")]


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("US", [("Call 911", "tel:911"), ("Call or text 988", "tel:988")]),
        ("GB", [("Call 999", "tel:999"), ("116 123 Samaritans", "tel:116123")]),
        ("", [("Find a Helpline", "https://findahelpline.com")]),
        ("NO", [("Find a Helpline", "https://findahelpline.com")]),
    ],
)
def test_the_strip_is_that_of_the_sites_country(country: str, said: list[tuple[str, str]]) -> None:
    assert list(OtherHelp(OURS, country).strip()) == said


def test_every_line_of_the_template_is_read() -> None:
    readme = (REPOSITORY / "content/resources/README.md").read_text(encoding="utf-8")
    for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", readme, re.S)):
        filed, problems = read(block, f"block-{number}")
        assert [str(problem) for problem in problems] == []
        assert len(filed) == 1
    for kind in ResourceKind:
        assert f"`{kind}`" in readme
