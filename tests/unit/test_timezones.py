"""Zones come from the pinned package, and the table that the browser gets says the same."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from importlib import metadata, resources

import pytest

from meetinghouse import zones
from meetinghouse.timezones import EPOCH, only_zone_of, transition_table, zone_at, zone_info

TODAY = date(2026, 11, 24)
MINUTE = timedelta(minutes=1)
TABLE = transition_table(zones.names(), TODAY)
FIRST, LAST, ROWS = TABLE["from"], TABLE["until"], TABLE["zones"]
assert isinstance(FIRST, int) and isinstance(LAST, int) and isinstance(ROWS, dict)


def offset_in_table(row: list[int], minute: int) -> int:
    """What FORMAT.md tells a reader to do: each offset holds from its minute on."""
    offset = row[0]
    for at, following in zip(row[1::2], row[2::2], strict=True):
        if minute >= at:
            offset = following
    return offset


def offset_in_package(zone: str, minute: int) -> int:
    offset = (EPOCH + minute * MINUTE).astimezone(zone_info(zone)).utcoffset()
    assert offset is not None
    return offset // MINUTE


@pytest.mark.parametrize("zone", sorted(ROWS))
def test_the_table_agrees_with_the_package_around_every_change(zone: str) -> None:
    row = ROWS[zone]
    for at in row[1::2]:
        for minute in (at + off for off in (-180, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 180)):
            assert offset_in_table(row, minute) == offset_in_package(zone, minute)


@pytest.mark.parametrize("zone", sorted(ROWS))
def test_the_table_misses_no_change(zone: str) -> None:
    row = ROWS[zone]
    for minute in range(FIRST, LAST, 12 * 60):
        assert offset_in_table(row, minute) == offset_in_package(zone, minute)


def test_the_table_reaches_four_hundred_days_past_a_page_that_is_a_year_old() -> None:
    a_year_later = datetime(2027, 11, 24, tzinfo=UTC)
    assert a_year_later + timedelta(days=400) <= EPOCH + LAST * MINUTE


def test_the_table_begins_before_the_build() -> None:
    assert datetime(2026, 11, 1, tzinfo=UTC) > EPOCH + FIRST * MINUTE


def test_the_table_holds_each_zone_once_and_in_order() -> None:
    table = transition_table(["Europe/Oslo", "Asia/Tokyo", "Europe/Oslo"], TODAY)["zones"]
    assert isinstance(table, dict)
    assert list(table) == ["Asia/Tokyo", "Europe/Oslo"]


def test_the_systems_own_zones_are_never_read() -> None:
    assert zoneinfo.TZPATH == ()


def test_the_package_is_the_pinned_one() -> None:
    year, _, letter = metadata.version("tzdata").partition(".")
    assert zones.version() == f"{year}{'abcdefghij'[int(letter) - 1]}"


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("America/Vancouver", -7), ("America/Edmonton", -6), ("America/Winnipeg", -5), ("Africa/Casablanca", 0)],
)
def test_the_news_of_this_year_is_known(zone: str, hours: float) -> None:  # T15
    offset = datetime(2026, 12, 15, tzinfo=UTC).astimezone(zone_info(zone)).utcoffset()
    assert offset == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("at", "zone"),
    [
        ((53.79, -1.55), "Europe/London"),
        ((45.52, -122.68), "America/Los_Angeles"),
        ((27.71, 85.32), "Asia/Kathmandu"),
        ((-34.93, 138.6), "Australia/Adelaide"),
        ((-31.55, 159.08), "Australia/Lord_Howe"),
        ((47.56, -52.71), "America/St_Johns"),
        ((50.45, 30.52), "Europe/Kyiv"),
        ((22.57, 88.36), "Asia/Kolkata"),
        ((31.9, 35.2), "Asia/Hebron"),
    ],
)
def test_a_place_has_the_zone_of_its_town(at: tuple[float, float], zone: str) -> None:
    assert zone_at(*at) == zone


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("GB", "Europe/London"),
        ("NO", "Europe/Oslo"),
        ("NP", "Asia/Kathmandu"),
        ("US", None),
        ("AU", None),
        ("XX", None),
    ],
)
def test_a_country_with_one_zone_needs_no_place(country: str, zone: str | None) -> None:
    assert only_zone_of(country) == zone


def test_every_country_with_one_zone_names_one_that_exists() -> None:
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    codes = [line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#")]
    found = [zone for code in codes if (zone := only_zone_of(code))]
    assert len(found) > 200
    assert set(found) <= zones.names()


@pytest.mark.parametrize("name", sorted(zones.names()))
def test_a_name_that_is_listed_is_its_own_or_has_one_that_is(name: str) -> None:
    found = zones.canonical(name)
    assert found is not None and zones.canonical(found) == found


@pytest.mark.parametrize("name", ["", "EST", "GMT+5", "Etc/GMT+5", "../etc/passwd", "Europe/Nowhere", "europe/london"])
def test_what_is_no_place_is_no_zone(name: str) -> None:
    assert zones.canonical(name) is None
