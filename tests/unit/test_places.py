"""Towns, postal codes, distances and the lock file, all without a network."""

from __future__ import annotations

import json
import math
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetinghouse.gazetteer import DATA
from meetinghouse.geo import is_null_island
from meetinghouse.places import (
    Coordinates,
    Gazetteer,
    LockError,
    Precision,
    address_key,
    fold,
    fold_letters,
    kilometres,
    locate,
    place_files,
    read_lock,
)

SHARED = Path(__file__).parents[1] / "shared"
GAZETTEER = Gazetteer()


def vectors(name: str) -> list[dict[str, object]]:
    return json.loads((SHARED / f"{name}.json").read_text("utf-8"))


def test_names_are_folded_as_in_the_browser():
    for name, folded in vectors("fold"):
        assert fold(name) == folded, repr(name)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("cafe\u0301", "cafe"),  # U05
        ("İstanbul", "istanbul"),
        ("ırmak", "irmak"),
        ("STRAẞE", "strasse"),  # U10
        ("ﬁsh", "fish"),
        ("\u212aelvin", "kelvin"),
        ("Ａｌｂａｎｙ　１２", "albany 12"),
        ("Coeur d’Alene", "coeur dalene"),
        ("Washington, D.C.", "washington dc"),
        ("St.Louis", "st louis"),
        ("Sainte-Anne", "st anne"),
        ("Mount Vernon", "mt vernon"),
        ("ΑΘΗΝΑΣ", "αθηνασ"),
        ("  ", ""),
    ],
)
def test_a_name_is_folded_to_what_people_type(text, folded):
    assert fold(text) == folded


def test_plain_text_keeps_its_words():
    assert fold_letters("Saint Patrick's Fort") == "saint patricks fort"


@pytest.mark.parametrize("row", vectors("distance"), ids=lambda row: row["case"])
def test_distances_are_within_half_a_percent(row):
    for distance in (kilometres(row["a"], row["b"]), kilometres(row["b"], row["a"])):
        if row["kilometres"] is None:
            assert distance >= 0
        else:
            assert distance == pytest.approx(row["kilometres"], rel=0.005, abs=1e-6)


@given(st.tuples(st.floats(), st.floats()), st.tuples(st.floats(), st.floats()))
def test_a_distance_is_never_not_a_number(a, b):
    assert kilometres(a, b) >= 0


def test_null_island_is_recognised():  # G04
    assert is_null_island(0, 0)
    assert is_null_island(0.001, -0.001)
    assert not is_null_island(0, -0.12)


@pytest.mark.parametrize(
    ("city", "region", "country", "expected"),
    [
        ("Springfield", "IL", "US", "Illinois"),
        ("springfield", "Illinois", "us", "Illinois"),
        ("London", "ON", "CA", "Ontario"),
        ("Newcastle", "NSW", "AU", "New South Wales"),
        ("Mt. Vernon", "NY", "US", "New York"),
        ("St Louis", "MO", "US", "Missouri"),
        ("Muenchen", "", "DE", "Bavaria"),
        ("Köln", "NW", "DE", "North Rhine-Westphalia"),
        ("Tromsoe", "", "NO", "Troms"),
        ("Ashford", "Kent", "GB", "Kent"),
        ("Cardiff", "Wales", "GB", "Cardiff"),
        ("Kansas City", "KS", "US", "Kansas"),
        ("Milano", "MI", "IT", "Milano"),
        ("San Juan", "PR", "US", "San Juan"),
    ],
)
def test_a_town_is_found_as_people_write_it(city, region, country, expected):
    [town] = GAZETTEER.find_town(city, region, country)
    assert town.region_name == expected


def test_a_name_that_many_towns_share_is_not_decided():
    towns = GAZETTEER.find_town("Springfield", "", "US")
    assert len(towns) > 5
    assert towns == sorted(towns, key=lambda town: -town.population)


def test_a_town_is_not_looked_for_in_another_state():
    assert GAZETTEER.find_town("Miami", "WY", "US") == []


def test_an_unknown_country_has_no_towns():
    assert GAZETTEER.find_town("Portland", "", "XX") == []
    assert GAZETTEER.towns("") == ()
    assert GAZETTEER.country_name("XX") == "XX"


def test_a_zip_code_may_have_its_last_four_digits():
    assert GAZETTEER.find_postcode("97205-1234", "US") == GAZETTEER.find_postcode("97205", "US")
    assert GAZETTEER.find_postcode("97205", "DE") is None
    assert GAZETTEER.find_postcode("", "US") is None
    assert GAZETTEER.find_postcode("00000", "US") is None


@pytest.mark.parametrize(
    ("country", "at", "inside"),
    [
        ("GB", (51.5, -0.12), True),
        ("GB", (-0.12, 51.5), False),  # G03: swapped
        ("US", (21.3, -157.8), True),
        ("US", (48.86, 2.35), False),
        ("FJ", (-17.8, 178.4), True),  # G06: both sides of the 180th meridian
        ("FJ", (-16.8, -179.9), True),
        ("FJ", (-17.8, 0.0), False),
        ("XX", (1.0, 1.0), True),
    ],
)
def test_a_country_contains_its_towns_and_not_swapped_coordinates(country, at, inside):
    assert GAZETTEER.country_contains(country, *at) is inside


@pytest.mark.parametrize("country", ["FJ", "IS", "NZ", "SG", "NO"])
def test_every_town_is_inside_its_country_and_nearest_to_itself(country):
    for town in GAZETTEER.towns(country)[::7]:
        assert GAZETTEER.country_contains(country, town.latitude, town.longitude)
        nearest = GAZETTEER.nearest_town(town.latitude, town.longitude, country)
        assert nearest is not None
        assert kilometres((town.latitude, town.longitude), (nearest.latitude, nearest.longitude)) == 0


@pytest.mark.parametrize("at", [(21.0, -179.9), (89.9, 10.0), (-60.0, 170.0), (45.0, -122.0)])
def test_the_nearest_town_is_the_one_that_a_full_search_finds(at):
    best = min(GAZETTEER.towns("US"), key=lambda town: kilometres(at, (town.latitude, town.longitude)))
    assert GAZETTEER.nearest_town(*at, "US") == best


def test_an_address_in_the_lock_file_is_where_the_lock_file_says():
    door = Coordinates(45.52, -122.68, Precision.DOOR)
    lock = {address_key("1 Example Street", "Portland", "OR", "97205", "US"): door}
    found = locate("1 Example St.", "portland", "or", "97205-1234", "us", lock=lock, gazetteer=GAZETTEER)
    assert found == door


@pytest.mark.parametrize(
    ("address", "precision"),
    [
        (("1 Example Street", "Portland", "OR", "97205", "US"), Precision.POSTCODE),
        (("1 Example Street", "Portland", "OR", "", "US"), Precision.TOWN),
        (("", "Oslo", "", "0150", "NO"), Precision.TOWN),
    ],
)
def test_without_it_the_postal_code_decides_and_then_the_town(address, precision):
    found = locate(*address, lock={}, gazetteer=GAZETTEER)
    assert found is not None
    assert found.precision is precision


@pytest.mark.parametrize(
    "address",
    [
        ("", "Springfield", "", "", "US"),
        ("", "Gillingham", "", "", "GB"),
        ("", "Nowhere At All", "OR", "", "US"),
        ("", "Portland", "OR", "", ""),
        ("", "", "OR", "", "US"),
        ("", "", "", "", ""),
    ],
)
def test_a_place_that_is_not_certain_is_not_guessed(address):
    assert locate(*address, lock={}, gazetteer=GAZETTEER) is None


@pytest.mark.parametrize(
    "street",
    ["12 Main Street", "12 Main St.", "12 MAIN ST, Suite 4", "12 Main Street #4", "12 Main St, 2nd Floor"],
)
def test_one_address_written_in_many_ways_has_one_key(street):
    assert address_key(street, "Princeton", "NJ", "08540-1111", "us") == "12 main street|princeton|nj|08540|us"


@pytest.mark.parametrize(
    ("street", "key"),
    [
        ("5 St John's Rd", "5 saint johns road"),
        ("5 Saint Johns Road", "5 saint johns road"),
        ("100 N Main St NW", "100 north main street northwest"),
        ("12 rue Ste Anne", "12 rue ste anne"),
    ],
)
def test_a_street_keeps_its_name(street, key):
    assert address_key(street, "", "", "", "").split("|")[0] == key


LINE = '{"key":"1 example street|portland|or|97205|us","lat":45.52,"lon":-122.68,"precision":"door","status":"ok"}'


def test_the_lock_file_gives_coordinates_and_leaves_out_what_nobody_found():
    text = f'# places, see NOTICE\n\n{LINE}\n{{"key":"b","status":"none"}}\n{{"key":"c","status":"ambiguous"}}\n'
    assert read_lock(text, "places.lock.jsonl") == {
        "1 example street|portland|or|97205|us": Coordinates(45.52, -122.68, Precision.DOOR)
    }


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<<<<<<< ours", "two versions of this file"),
        ("=======", "two versions of this file"),
        ("{", "is not one line of JSON"),
        ("[]", "has no key"),
        ('{"key":""}', "has no key"),
        ('{"key":"a"}', "None is not a status"),
        ('{"key":"a","status":"ok","lat":91,"lon":0,"precision":"door"}', "91 is not a latitude"),
        ('{"key":"a","status":"ok","lat":true,"lon":0,"precision":"door"}', "True is not a latitude"),
        ('{"key":"a","status":"ok","lat":45,"lon":"x","precision":"door"}', "'x' is not a longitude"),
        ('{"key":"a","status":"ok","lat":0,"lon":0.001,"precision":"door"}', "a point in the sea"),
        ('{"key":"a","status":"ok","lat":45,"lon":9,"precision":"roof"}', "'roof' is not a precision"),
        ('{"key":"a","status":"ok","lat":45,"lon":9,"precision":["door"]}', "is not a precision"),
        ('{"key":"a","status":["ok"]}', "is not a status"),
        ('{"key":"a","status":"ok","lat":1e400,"lon":9,"precision":"door"}', "is not"),
        (LINE, "is on line 1 too"),
    ],
)
def test_a_broken_line_is_named_with_its_number(line, words):
    with pytest.raises(LockError) as raised:
        read_lock(f"{LINE}\n{line}\n", "meetings/places.lock.jsonl")
    assert raised.value.line == 2
    assert str(raised.value).startswith("meetings/places.lock.jsonl:2: ")
    assert words in raised.value.sentence


@given(st.text())
def test_any_text_is_read_as_a_lock_file_or_refused_in_words(text):
    try:
        assert read_lock(text, "places.lock.jsonl") == {}
    except LockError as refused:
        assert refused.line >= 1


def test_a_large_country_is_cut_in_two_and_loses_no_town():
    files = place_files(["us"], [], GAZETTEER)
    parts = [json.loads(files[name]) for name in ("places-us.json", "places-us-rest.json")]
    names = [name for part in parts for name in part["names"].split("\n")]
    assert sorted(names) == sorted(town.name for town in GAZETTEER.towns("US"))
    assert len(files["places-us.json"]) < 115_000


def test_a_town_with_meetings_is_in_the_file_that_is_opened_first():
    burns = GAZETTEER.find_town("Burns", "OR", "US")[0]
    assert "Burns" not in json.loads(place_files(["US"], [], GAZETTEER)["places-us.json"])["names"].split("\n")
    near = [(burns.latitude + 0.1, burns.longitude)]
    assert "Burns" in json.loads(place_files(["US"], near, GAZETTEER)["places-us.json"])["names"].split("\n")


def test_a_town_has_meetings_within_fifty_kilometres():
    [content] = map(json.loads, place_files(["FJ"], [(-16.8, 179.5)], GAZETTEER).values())
    near = [run % 2 == 1 for run, length in enumerate(content["near"]) for _ in range(length)]
    for town, marked in zip(GAZETTEER.towns("FJ"), near, strict=True):
        assert marked == (kilometres((town.latitude, town.longitude), (-16.8, 179.5)) <= 50)
    assert sum(near) == 2


def test_meetings_across_the_180th_meridian_are_near():  # G06
    egvekinot = GAZETTEER.find_town("Egvekinot", "", "RU")[0]
    for longitude in (-179.9, 179.99):
        files = place_files(["RU"], [(egvekinot.latitude, longitude)], GAZETTEER)
        assert "Egvekinot" in near_towns(files["places-ru.json"])


def near_towns(content: bytes) -> list[str]:
    columns = json.loads(content)
    near = [run % 2 == 1 for run, length in enumerate(columns["near"]) for _ in range(length)]
    return [name for name, marked in zip(columns["names"].split("\n"), near, strict=True) if marked]


def test_a_small_country_is_one_file():
    assert set(place_files(["NO", "no"], [], GAZETTEER)) == {"places-no.json"}


def test_an_unknown_country_has_no_files():
    assert place_files(["XX", ""], [], GAZETTEER) == {}


def test_zip_codes_are_cut_by_their_first_digit():
    files = place_files(["US"], [], GAZETTEER)
    digits = [json.loads(files[f"postcodes-us-{digit}.json"]) for digit in range(10)]
    assert sum(len(each["codes"]) for each in digits) == len(GAZETTEER.postcodes("US"))


def test_the_same_meetings_give_the_same_files():
    near = [(45.5, -122.6), (40.7, -74.0)]
    assert place_files(["US", "CA"], near, GAZETTEER) == place_files(["CA", "US"], near[::-1], Gazetteer())


def test_every_country_can_be_read():
    assert len(GAZETTEER.countries()) > 240
    total = sum(len(GAZETTEER.towns(country)) for country in GAZETTEER.countries())
    assert total > 170_000


def test_the_shipped_gazetteer_is_small_and_has_no_clock_in_it():
    assert DATA.stat().st_size < 4_000_000
    with zipfile.ZipFile(DATA) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == sorted(archive.namelist())


def test_distances_round_the_world_are_at_most_half_of_it():
    assert kilometres((0, 0), (0, 180)) <= math.pi * 6371.0088 + 1e-6
