"""Towns, postal codes, distances and the lock file, all without a network."""

from __future__ import annotations

import json
import math
import zipfile
from collections import Counter
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
def test_distances_are_within_half_a_percent(row):  # G15
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


@pytest.mark.parametrize(
    ("city", "country", "expected"),
    [
        ("Ciudad de México", "MX", "Mexico City"),
        ("CDMX", "MX", "Mexico City"),
        ("Ciudad de Guatemala", "GT", "Guatemala City"),
        ("Den Haag", "NL", "The Hague"),
        ("München", "DE", "Munich"),
        ("Wien", "AT", "Vienna"),
        ("Roma", "IT", "Rome"),
        ("Venezia", "IT", "Venice"),
        ("København", "DK", "Copenhagen"),
        ("Lisboa", "PT", "Lisbon"),
        ("Genève", "CH", "Geneva"),
        ("Київ", "UA", "Kyiv"),
        ("Αθήνα", "GR", "Athens"),
        ("القدس", "IL", "Jerusalem"),
        ("ירושלים", "IL", "Jerusalem"),
        ("القاهرة", "EG", "Cairo"),
        ("काठमाडौँ", "NP", "Kathmandu"),
        ("አዲስ አበባ", "ET", "Addis Ababa"),
        ("東京", "JP", "Tokyo"),
        ("서울", "KR", "Seoul"),
        ("Thành phố Hồ Chí Minh", "VN", "Ho Chi Minh City"),
    ],
)
def test_a_city_is_found_by_what_its_people_call_it(city, country, expected):
    assert [town.name for town in GAZETTEER.find_town(city, "", country)] == [expected]


def test_a_town_of_the_name_counts_more_than_a_larger_one_that_is_also_called_so():
    assert [town.name for town in GAZETTEER.find_town("Baroda", "", "IN")] == ["Baroda"]
    assert [town.name for town in GAZETTEER.find_town("Baroda", "Gujarat", "IN")] == ["Vadodara"]


def test_what_else_a_town_is_called_does_not_move_it_to_another_state():
    assert [town.region_code for town in GAZETTEER.find_town("Nueva York", "NY", "US")] == ["NY"]
    assert GAZETTEER.find_town("Nueva York", "OR", "US") == []


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


@pytest.mark.parametrize("at", [(0.0, 0.0), (0.004, -0.003), (-0.0, 0.0)])
def test_null_island_is_no_place(at):  # G04
    lock = {address_key("1 Example Street", "Oslo", "", "0150", "NO"): Coordinates(*at, Precision.DOOR)}
    assert locate("1 Example Street", "Oslo", "", "0150", "NO", lock=lock, gazetteer=GAZETTEER) is None


ODD = [
    "",
    " ",
    "\x00",
    "\x1b[0m",
    "\u202e\u200b",
    "\ud800",
    "x" * 300,
    "1" * 300,
    "suite " * 50,
    "é" * 300,
    "St. " * 75,
    "|",
]


@pytest.mark.parametrize("odd", ODD, ids=ascii)
@pytest.mark.parametrize("field", range(5))
def test_an_odd_address_is_no_place_or_the_place_that_the_rest_of_it_names(odd, field):
    address = ["1 Example Street", "Portland", "OR", "97205", "US"]
    address[field] = odd
    found = locate(*address, lock={}, gazetteer=GAZETTEER)
    assert found is None or found.precision in {Precision.POSTCODE, Precision.TOWN}
    assert locate(*[odd] * 5, lock={}, gazetteer=GAZETTEER) is None


@given(*[st.text(max_size=300)] * 4, st.sampled_from(["US", "us", "GB", "JP", "XX", ""]) | st.text(max_size=300))
def test_any_text_can_be_an_address(street, city, region, postcode, country):
    found = locate(street, city, region, postcode, country, lock={}, gazetteer=GAZETTEER)
    assert found is None or not is_null_island(found.latitude, found.longitude)


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


TEN_COUNTRIES = ["AU", "GB", "IE", "IL", "JO", "MX", "NO", "NP", "UA", "US"]
TWENTY_TOWNS = [
    ("AU", "Sydney", "NSW"), ("AU", "Melbourne", "VIC"), ("GB", "London", ""), ("GB", "Manchester", ""),
    ("GB", "Cardiff", ""), ("IE", "Dublin", ""), ("IE", "Cork", ""), ("IL", "Haifa", ""), ("JO", "Amman", ""),
    ("MX", "Mexico City", ""), ("MX", "Guadalajara", ""), ("NO", "Oslo", ""), ("NO", "Tromsø", ""),
    ("NP", "Kathmandu", ""), ("UA", "Kyiv", ""), ("UA", "Lviv", ""), ("US", "Portland", "OR"),
    ("US", "Burns", "OR"), ("US", "Springfield", "OR"), ("US", "Austin", "TX"),
]  # fmt: skip


def points(towns: list[tuple[str, str, str]]) -> list[tuple[float, float]]:
    found = [GAZETTEER.find_town(city, region, country)[0] for country, city, region in towns]
    return [(town.latitude, town.longitude) for town in found]


def first_file(files: dict[str, bytes]) -> dict[str, dict[str, object]]:
    """The countries of `places.json` by their code."""
    return {each["country"]: each for each in json.loads(files["places.json"])["countries"]}


def leaves(files: dict[str, bytes]) -> list[dict[str, object]]:
    """The countries of every file of smaller towns."""
    found = [json.loads(content) for name, content in files.items() if name.startswith("places-rest-")]
    return [country for leaf in found for country in leaf["countries"]]


def names(columns: dict[str, object]) -> list[str]:
    return columns["names"].split("\n") if columns["names"] else []


def near_towns(columns: dict[str, object]) -> list[str]:
    near = [run % 2 == 1 for run, length in enumerate(columns["near"]) for _ in range(length)]
    return [name for name, marked in zip(names(columns), near, strict=True) if marked]


def test_a_large_country_is_cut_in_two_and_loses_no_town():
    files = place_files(["us"], [], GAZETTEER)
    assert json.loads(files["places.json"])["part"] == "first"
    both = sorted(names(first_file(files)["US"]) + [name for leaf in leaves(files) for name in names(leaf)])
    wanted = sorted(town.name for town in GAZETTEER.towns("US"))
    assert not Counter(wanted) - Counter(both)  # a town with two names may stand in two leaves
    assert set(both) == set(wanted)
    assert len(files["places.json"]) < 115_000


def test_ten_countries_are_one_file_for_the_first_look_and_lose_no_town():
    files = place_files(TEN_COUNTRIES, points(TWENTY_TOWNS), GAZETTEER)
    assert len(files["places.json"]) < 115_000
    assert list(first_file(files)) == TEN_COUNTRIES
    for code, first in first_file(files).items():
        rest = [name for leaf in leaves(files) if leaf["country"] == code for name in names(leaf)]
        wanted = Counter(town.name for town in GAZETTEER.towns(code))
        assert not wanted - Counter(names(first) + rest)
        assert set(wanted) == {*names(first), *rest}


def test_every_town_beside_a_meeting_is_in_the_first_file():
    meetings = points(TWENTY_TOWNS)
    first = first_file(place_files(TEN_COUNTRIES, meetings, GAZETTEER))
    for code in TEN_COUNTRIES:
        beside = {
            town.name
            for town in GAZETTEER.towns(code)
            if town.population > 1000
            and any(kilometres((town.latitude, town.longitude), meeting) <= 25 for meeting in meetings)
        }
        assert beside <= set(names(first[code]))


def test_a_country_without_meetings_still_has_its_largest_cities():
    first = first_file(place_files(["US", "NZ", "KE"], points([("US", "Burns", "OR")]), GAZETTEER))
    assert {"Auckland", "Wellington", "Christchurch"} <= set(names(first["NZ"]))
    assert "Nairobi" in names(first["KE"])


def test_columns_are_of_one_length_and_every_region_is_listed():
    files = place_files(TEN_COUNTRIES, points(TWENTY_TOWNS), GAZETTEER)
    for columns in (*first_file(files).values(), *leaves(files)):
        lengths = {len(columns[key]) for key in ("latitudes", "longitudes", "sizes")}
        assert lengths == {len(names(columns)), sum(columns["counts"]), sum(columns["near"])} == {len(names(columns))}
        assert len(columns["counts"]) == len(columns["regions"])
    for columns in first_file(files).values():
        every = [each.code for each in GAZETTEER.country(columns["country"]).regions]
        assert [row[0] for row in columns["regions"]] == every
    for columns in leaves(files):
        assert all(columns["counts"])


def test_leaves_are_small_and_in_the_order_of_the_alphabet():
    files = place_files(TEN_COUNTRIES, points(TWENTY_TOWNS), GAZETTEER)
    rows = json.loads(files["places.json"])["leaves"]
    assert [name for _, name in rows] == [name for name in files if name.startswith("places-rest-")]
    starts = [start.encode("utf-16-be") for start, _ in rows]
    assert starts == sorted(set(starts))
    assert rows[0][0] == ""
    assert max(len(files[name]) for _, name in rows) < 50_000


def test_the_towns_that_have_meetings_come_before_larger_ones_beside_them():
    [(latitude, longitude)] = points([("US", "Burns", "OR")])
    small = [town for code in ("US", "DE", "BR") for town in GAZETTEER.towns(code) if 300 < town.population < 900]
    meetings = [(town.latitude, town.longitude) for town in small[::8]]
    first = first_file(place_files(["US", "DE", "BR"], [*meetings, (latitude, longitude)], GAZETTEER))
    assert len(meetings) > 30
    assert {town.name for town in small[::8]} <= {name for columns in first.values() for name in names(columns)}


def test_a_town_with_meetings_is_in_the_file_that_is_opened_first():
    assert "Burns" not in names(first_file(place_files(["US"], [], GAZETTEER))["US"])
    [(latitude, longitude)] = points([("US", "Burns", "OR")])
    files = place_files(["US"], [(latitude + 0.1, longitude)], GAZETTEER)
    assert "Burns" in names(first_file(files)["US"])


def test_a_town_has_meetings_within_fifty_kilometres():
    columns = first_file(place_files(["FJ"], [(-16.8, 179.5)], GAZETTEER))["FJ"]
    near = [run % 2 == 1 for run, length in enumerate(columns["near"]) for _ in range(length)]
    for town, marked in zip(GAZETTEER.towns("FJ"), near, strict=True):
        assert marked == (kilometres((town.latitude, town.longitude), (-16.8, 179.5)) <= 50)
    assert sum(near) == 2


def test_meetings_across_the_180th_meridian_are_near():  # G06
    egvekinot = GAZETTEER.find_town("Egvekinot", "", "RU")[0]
    for longitude in (-179.9, 179.99):
        files = place_files(["RU"], [(egvekinot.latitude, longitude)], GAZETTEER)
        assert "Egvekinot" in near_towns(first_file(files)["RU"])


def test_small_countries_are_one_file():
    files = place_files(["NO", "no", "IS"], [], GAZETTEER)
    assert set(files) == {"places.json"}
    assert json.loads(files["places.json"])["part"] == "all"
    assert list(first_file(files)) == ["IS", "NO"]


def test_an_unknown_country_has_no_files():
    assert place_files(["XX", ""], [], GAZETTEER) == {}
    assert place_files([], [(1.0, 1.0)], GAZETTEER) == {}


def test_even_the_whole_world_has_its_cities_in_the_first_file():
    first = first_file(place_files(GAZETTEER.countries(), points([("US", "Burns", "OR")]), GAZETTEER))
    assert "Tokyo" in names(first["JP"])
    assert "Burns" in names(first["US"])


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
