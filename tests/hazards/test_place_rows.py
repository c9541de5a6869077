"""Hazards G01 to G14: coordinates, addresses and countries of a record."""

from __future__ import annotations

import pytest

from meetinghouse.placing import placed_group
from meetinghouse.problems import Problem, Severity
from samples import PLACING, PLAIN, changed, directory_of, read


def at(coordinates: str) -> str:
    return changed("53.79, -1.55", coordinates)


def placing_problems(record: str) -> list[Problem]:
    (filed,) = read(record).groups
    problems: list[Problem] = []
    placed_group(filed, PLACING, problems)
    return problems


VENUE = PLAIN[PLAIN.index("venue:") : PLAIN.index("languages:")]
ADDRESS = "  address: {street: 3 Wharf Lane, city: Leeds, country: GB}\n"
COORDINATES = "  coordinates: 53.79, -1.55\n"
ONLINE = "online: {link: https://rooms.example.org/canal}\ntimezone: Europe/London\n"


@pytest.mark.parametrize(
    ("record", "code", "field", "words"),
    [
        pytest.param(at("NaN, 1"), "G01", "venue.coordinates", "a number such as 59.91", id="G01 NaN"),
        pytest.param(at("inf, 1"), "G01", "venue.coordinates", "a number such as 59.91", id="G01 inf"),
        pytest.param(at("1e400, 1"), "G01", "venue.coordinates", "a number such as 59.91", id="G01 1e400"),
        pytest.param(at('"51,5, 0,1"'), "G01", "venue.coordinates", "59.91, 10.75", id="G01 comma"),
        pytest.param(at("\"51°30'N, 0°7'W\""), "G01", "venue.coordinates", "59.91", id="G01 degrees"),
        pytest.param(at("51.5"), "G01", "venue.coordinates", "latitude, longitude", id="G01 alone"),
        pytest.param(at("{lat: 51.5, lon: 0.1}"), "G01", "venue.coordinates", "write latitude:", id="G01 names"),
        pytest.param(at("91, 0"), "G02", "venue.coordinates", "between -90 and 90", id="G02 latitude"),
        pytest.param(at("50, 181"), "G02", "venue.coordinates", "between -180 and 180", id="G02 longitude"),
        pytest.param(at("0, 0"), "G04", "venue.coordinates", "in the sea", id="G04"),
        pytest.param(at("-0.001, 0.001"), "G04", "venue.coordinates", "in the sea", id="G04 beside"),
        pytest.param(
            changed(ADDRESS + COORDINATES, ""), "G09", "venue.address", "where do they meet?", id="G09 neither"
        ),
        pytest.param(
            changed("street: 3 Wharf Lane, city: Leeds, ", "", changed(COORDINATES, "")),
            "G09",
            "venue.address",
            "street, city and country",
            id="G09 only a country",
        ),
        pytest.param(changed(VENUE, ""), "G09", "meetings.0", "neither a venue nor", id="G09 no venue"),
        pytest.param("attendance: hybrid\n" + PLAIN, "G10", "meetings.0.online", "with its link", id="G10 no link"),
        pytest.param(
            "attendance: hybrid\n" + ONLINE + changed(VENUE, ""),
            "G10",
            "meetings.0.venue",
            "with its address",
            id="G10 no venue",
        ),
        pytest.param(ONLINE + PLAIN, "G20", "meetings.0.attendance", "in-person, online or hybrid", id="both"),
        pytest.param(changed("GB", "Atlantis"), "G13", "venue.address.country", "two letters", id="G13 unknown"),
        pytest.param(changed("GB", "EU"), "G13", "venue.address.country", "two letters", id="G13 no country"),
    ],
)
def test_is_refused_with_words_that_help(record: str, code: str, field: str, words: str) -> None:
    answer = read(record)
    assert answer.groups == []
    (problem,) = answer.errors
    assert (problem.code, problem.field) == (code, field)
    assert words in str(problem)


def test_g02_the_date_line_has_one_longitude() -> None:
    east, west = (read(at(f"-16.5, {longitude}")).group.venue for longitude in ("180", "-180"))
    assert east and west
    assert east.coordinates == west.coordinates


@pytest.mark.parametrize(
    ("record", "code", "words"),
    [
        pytest.param(at("-1.55, 53.79"), "G03", "look swapped", id="G03 swapped"),
        pytest.param(at("59.91, 10.75"), "G03", "outside United Kingdom", id="G03 elsewhere"),
        pytest.param(at("51.5, -0.12"), "G08", "km from Leeds", id="G08"),
    ],
)
def test_a_pin_that_the_address_contradicts_is_warned_of(record: str, code: str, words: str) -> None:
    (problem,) = placing_problems(record)
    assert (problem.code, problem.severity) == (code, Severity.WARNING)
    assert words in str(problem)


@pytest.mark.parametrize("coordinates", ["53.79, -1.55", "53.6, -1.2"])
def test_g08_a_pin_in_or_around_the_town_is_not(coordinates: str) -> None:
    assert placing_problems(at(coordinates)) == []


def test_g05_a_pole_is_warned_of() -> None:
    (problem,) = read(at("-90, 12")).problems
    assert (problem.code, problem.severity) == ("G05", Severity.WARNING)


def test_g07_coordinates_are_kept_to_a_metre() -> None:
    venue = read(at("53.790123456789, -1.550123456789")).group.venue
    assert venue and venue.coordinates == (53.79012, -1.55012)


def test_g09_an_online_meeting_needs_no_address() -> None:
    (group,) = directory_of(ONLINE + changed(VENUE, "")).groups
    assert group.meetings[0].at is None
    assert group.meetings[0].zone == "Europe/London"


@pytest.mark.parametrize(
    ("written", "code"),
    [("UK", "GB"), ("England", "GB"), ("Scotland", "GB"), ("USA", "US"), ("United States", "US"), ("Eire", "IE")],
)
def test_g13_a_country_by_another_name_is_understood_and_warned_of(written: str, code: str) -> None:
    answer = read(changed("GB", written))
    assert answer.group.venue and answer.group.venue.address and answer.group.venue.address.country == code
    (problem,) = answer.problems
    assert (problem.code, problem.severity) == ("G13", Severity.WARNING)
    assert f"write {code}" in str(problem)
    assert problem.where.line == 5


@pytest.mark.parametrize("written", ["GB", "gb", "NO", "US"])
def test_g13_a_country_by_its_code_is_not(written: str) -> None:
    assert read(changed("GB", written)).problems == []


def test_g14_a_place_that_nobody_knows_is_kept_without_coordinates() -> None:
    lost = changed("city: Leeds", "city: Nowhere-on-Sea", changed(COORDINATES, ""))
    (group,) = directory_of(lost).groups
    assert group.meetings[0].at is None
    assert group.meetings[0].zone == "Europe/London", "the only zone of the country"
