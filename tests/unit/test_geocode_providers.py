"""Each provider over a real connection to this machine: what is sent, and what its answers mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geocoders import NOON, answer, serving
from meetinghouse.geocoding.answers import Candidate, Kind
from meetinghouse.geocoding.failures import Spoiled, Stop
from meetinghouse.geocoding.providers import OSM, POLICY, PROVIDERS, REFUSED, attributions
from meetinghouse.geocoding.questions import Query
from meetinghouse.geocoding.services import SERVICES, Access
from meetinghouse.geocoding.settings import Settings, Unsettled, settled
from meetinghouse.geocoding.transport import Transport, seconds_to_wait

pytestmark = pytest.mark.usefixtures("loopback")
QUERY = Query(
    street="12 Main Street", city="Portland", state="OR", postalcode="97205", country="US", near=(45.52, -122.68)
)


def asked(provider: str, page: Any, query: Query = QUERY) -> tuple[list[Candidate], str, Mapping[str, list[str]]]:
    """The answers, and the path and parameters of the request."""
    with serving(answer(body=json.dumps(page))) as server:
        transport = Transport(now=lambda: NOON, plain=True, seconds=5)
        access = Access(transport=transport, user_agent="test", key="k-1", domain=server.domain)
        found = list(SERVICES[provider](access)(query))
    target = urlsplit(server.asked[0].split(" ")[1]) if server.asked else urlsplit("")
    return found, target.path, parse_qs(target.query)


def feature(**properties: Any) -> dict[str, Any]:
    return {"features": [{"geometry": {"coordinates": [-122.68, 45.52]}, "properties": properties}]}


def place(**more: Any) -> list[dict[str, Any]]:
    return [{"lat": "45.52", "lon": "-122.68", **more}]


def opencage(**components: Any) -> dict[str, Any]:
    return {"results": [{"geometry": {"lat": 45.52, "lng": -122.68}, "components": components, "formatted": None}]}


def mapbox(kind: str, **more: Any) -> dict[str, Any]:
    row = feature()["features"][0] | {"place_type": [kind], "properties": more}
    return {"features": [row | {"context": [{"short_code": "US-OR"}, {"short_code": "us"}, {}], "address": "12"}]}


def arcgis(kind: str) -> dict[str, Any]:
    attributes = {"Addr_type": kind, "RegionAbbr": "OR", "AddNum": "12", "X": 1}
    return {"candidates": [{"location": {"x": -122.68, "y": 45.52}, "attributes": attributes}]}


def census(**more: Any) -> dict[str, Any]:
    match = {"coordinates": {"x": -122.68, "y": 45.52}, "addressComponents": {"state": "OR"}}
    return {"result": {"addressMatches": [match | more]}}


@pytest.mark.parametrize(
    ("provider", "page", "kind", "country", "region"),
    [
        ("census", census(), Kind.INTERPOLATED, "US", "OR"),
        ("census", census(addressComponents=None), Kind.INTERPOLATED, "US", ""),
        ("nominatim", place(place_rank=30, address={"house_number": "12"}), Kind.ROOFTOP, "", ""),
        ("nominatim", place(place_rank=30, **{"class": "building"}), Kind.ROOFTOP, "", ""),
        ("nominatim", place(place_rank=26), Kind.STREET, "", ""),
        ("nominatim", place(place_rank=30), Kind.STREET, "", ""),
        ("nominatim", place(place_rank=27, address={"state": "Oregon"}), Kind.STREET, "", "Oregon"),
        ("nominatim", place(place_rank=21, addresstype="postcode"), Kind.POSTCODE, "", ""),
        ("nominatim", place(place_rank=5, type="postcode"), Kind.POSTCODE, "", ""),
        ("nominatim", place(place_rank=20), Kind.NEIGHBOURHOOD, "", ""),
        ("nominatim", place(place_rank=16, address={"ISO3166-2-lvl4": "US-OR"}), Kind.CITY, "", "OR"),
        ("nominatim", place(place_rank=8, address={"country_code": "us"}), Kind.REGION, "us", ""),
        ("nominatim", place(), Kind.REGION, "", ""),
        ("nominatim", place(place_rank="30", address="x"), Kind.REGION, "", ""),
        (
            "photon",
            feature(type="house", housenumber=12, countrycode="US", state="Oregon"),
            Kind.ROOFTOP,
            "US",
            "Oregon",
        ),
        ("photon", feature(type="house", name=None), Kind.STREET, "", ""),
        ("photon", feature(type="other", osm_value="postcode"), Kind.POSTCODE, "", ""),
        ("photon", feature(type="district"), Kind.NEIGHBOURHOOD, "", ""),
        ("photon", feature(type="county"), Kind.REGION, "", ""),
        ("pelias", feature(layer="address", accuracy="point", country_code="US"), Kind.ROOFTOP, "US", ""),
        ("pelias", feature(layer="address", match_type="interpolated", region_a="OR"), Kind.INTERPOLATED, "", "OR"),
        ("geocode-earth", feature(layer="postalcode", name=None), Kind.POSTCODE, "", ""),
        ("geocode-earth", feature(layer="macroregion"), Kind.REGION, "", ""),
        ("opencage", opencage(_type="building", country_code="us", state_code="OR"), Kind.ROOFTOP, "us", "OR"),
        ("opencage", opencage(_type="road"), Kind.STREET, "", ""),
        ("opencage", opencage(_type="village"), Kind.CITY, "", ""),
        ("opencage", opencage(_type="state"), Kind.REGION, "", ""),
        ("ban-france", feature(type="housenumber"), Kind.ROOFTOP, "FR", ""),
        ("ban-france", feature(type="municipality", label=None), Kind.CITY, "FR", ""),
        ("databc", feature(matchPrecision="CIVIC_NUMBER", provinceCode="BC"), Kind.ROOFTOP, "CA", "BC"),
        ("databc", feature(matchPrecision="BLOCK"), Kind.INTERPOLATED, "CA", ""),
        ("databc", feature(matchPrecision="PROVINCE"), Kind.REGION, "CA", ""),
        ("mapbox", mapbox("address", accuracy="rooftop"), Kind.ROOFTOP, "us", "OR"),
        ("mapbox", mapbox("address"), Kind.INTERPOLATED, "us", "OR"),
        ("mapbox", mapbox("country"), Kind.REGION, "us", "OR"),
        ("arcgis", arcgis("PointAddress"), Kind.ROOFTOP, "", "OR"),
        ("arcgis", arcgis("StreetAddress"), Kind.INTERPOLATED, "", "OR"),
        ("arcgis", arcgis("Locality"), Kind.CITY, "", "OR"),
    ],
)
def test_what_an_answer_means(provider: str, page: Any, kind: Kind, country: str, region: str) -> None:
    (found,), _, _ = asked(provider, page)
    assert (found.latitude, found.longitude) == (45.52, -122.68)
    assert (found.kind, found.country, found.region) == (kind, country, region)


EMPTY: dict[str, Any] = {
    "census": {"result": {"addressMatches": []}},
    "nominatim": [],
    "opencage": {"results": [], "status": {"code": 200}},
    "arcgis": {"candidates": []},
}


@pytest.mark.parametrize("provider", SERVICES)
def test_nothing_found_is_an_empty_answer(provider: str) -> None:
    assert asked(provider, EMPTY.get(provider, {"features": []}))[0] == []


@pytest.mark.parametrize("provider", SERVICES)
@pytest.mark.parametrize(
    "page",
    [
        {},
        {"error": "no"},
        "text",
        7,
        True,
        [[]],
        ["x"],
        {"features": None},
        {"features": [{}]},
        {"features": [{"geometry": {"coordinates": []}}]},
        {"features": [{"geometry": {"coordinates": [1]}, "properties": []}]},
        {"results": [{"geometry": None}]},
        {"results": "x"},
        {"candidates": [{"location": []}]},
        {"result": None},
        {"result": {"addressMatches": [None]}},
        [{"lat": "1e400", "lon": "2"}],
        [{"lat": "1_0", "lon": "2"}],
    ],
    ids=str,
)
def test_every_odd_page_is_refused_and_never_an_address_that_nobody_knows(provider: str, page: Any) -> None:
    with pytest.raises((Spoiled, Stop)):
        asked(provider, page)


@pytest.mark.parametrize(
    ("provider", "path", "sent"),
    [
        ("census", "/geocoder/locations/address", {"street": "12 Main Street", "zip": "97205", "state": "OR"}),
        (
            "nominatim",
            "/search",
            {"street": "12 Main Street", "countrycodes": "us", "limit": "5", "addressdetails": "1"},
        ),
        ("photon", "/api", {"q": "12 Main Street, Portland, OR 97205, United States", "limit": "5"}),
        ("pelias", "/v1/search", {"boundary.country": "US", "api_key": "k-1"}),
        ("geocode-earth", "/v1/search", {"api_key": "k-1"}),
        ("opencage", "/geocode/v1/json", {"key": "k-1", "countrycode": "us", "no_annotations": "1", "no_record": "1"}),
        ("ban-france", "/search", {"q": "12 Main Street, Portland, OR 97205", "limit": "5"}),
        ("databc", "/addresses.geojson", {"addressString": "12 Main Street, Portland, OR 97205", "maxResults": "5"}),
        ("arcgis", None, {"forStorage": "true", "token": "k-1"}),
        ("mapbox", None, {"access_token": "k-1", "country": "us"}),
    ],
)
def test_what_is_sent(provider: str, path: str | None, sent: Mapping[str, str]) -> None:
    _, at, words = asked(provider, EMPTY.get(provider, {"features": []}))
    assert path in (at, None)
    assert {name: words[name][0] for name in sent} == sent
    if provider == "mapbox":
        assert at.startswith("/geocoding/v5/mapbox.places-permanent/")


def test_the_census_is_asked_for_streets_only() -> None:
    for query in (Query(city="Portland", country="US"), Query(street="1 A", city="B", country="US", free=True)):
        assert asked("census", {}, query)[0] == []


def test_a_key_that_is_used_up_ends_the_run() -> None:
    with pytest.raises(Stop):
        asked("opencage", {"results": [], "status": {"code": 402, "message": "quota"}})


def test_a_geocoder_is_spoken_to_over_https_only() -> None:
    for url in ("http://127.0.0.1/", "ftp://example.org/", "https://me@example.org/", "https:///", "https://a:b/"):
        with pytest.raises(Spoiled):
            Transport(now=lambda: NOON).get(url, {})
    with pytest.raises(Spoiled):
        Transport(now=lambda: NOON, plain=True).get("http://example.org/", {})


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("", None),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("9" * 40, 999_999_999.0),
        ("-1", None),
        ("soon", None),
        ("Tue, 24 Nov 2026 12:01:00 GMT", 60.0),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        ("Tue, 24 Nov 99999 11:00:00 GMT", None),
    ],
)
def test_how_long_a_server_asks_us_to_wait(said: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(said, NOON) == seconds


# who may be asked


def refused(**chosen: Any) -> str:
    with pytest.raises(Unsettled) as error:
        settled(Settings(**{"contact": "us@example.org", **chosen}), {"KEY": "k", "EMPTY": ""})
    return str(error.value)


@pytest.mark.parametrize("provider", REFUSED)
def test_a_provider_whose_answers_may_not_be_kept_is_refused_with_the_reason(provider: str) -> None:
    assert refused(provider=provider) == f"provider: {provider} is not used: {REFUSED[provider]}"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"provider": "nominatin"}, "did you mean nominatim?"),
        ({"provider": "zzz"}, "census, nominatim"),
        ({"provider": "nominatim"}, POLICY),
        ({"provider": "nominatim", "accept_policy": POLICY, "contact": ""}, "contact: write"),
        ({"provider": "nominatim", "accept_policy": POLICY, "contact": "a@b.org\r\nX: y"}, "contact: write"),
        ({"provider": "pelias"}, "domain: pelias has no public server"),
        ({"provider": "pelias", "domain": "https://x.org/"}, "is not a name such as"),
        ({"provider": "pelias", "domain": "x.org@evil.example"}, "is not a name such as"),
        ({"provider": "opencage"}, "key-from: opencage needs a key"),
        ({"provider": "opencage", "key_from": "EMPTY"}, "the variable EMPTY is empty"),
        ({"provider": "opencage", "key_from": "abc123-my-key"}, "not the key itself"),
        ({"provider": "mapbox", "key_from": "KEY"}, "only when asked for as permanent"),
        ({"provider": "arcgis", "key_from": "KEY"}, "only when asked for with forStorage"),
    ],
)
def test_what_must_be_decided_first(chosen: dict[str, Any], said: str) -> None:
    assert said in refused(**chosen)


def test_settings_that_hold_together() -> None:
    public_settings = Settings(provider="nominatim", contact="us@example.org", accept_policy=POLICY)
    public = settled(public_settings, {})
    assert (public.shared, public.spacing, public.domain) == (True, 1.1, "")
    named = replace(Settings(provider="nominatim", contact="us@example.org"), domain="Nominatim.OpenStreetMap.org:443")
    with pytest.raises(Unsettled):
        settled(named, {})
    other = Settings(provider="nominatim", contact="https://example.org/us", domain="geo.example.org")
    assert (settled(other, {}).shared, settled(other, {}).spacing) == (True, 1.1)
    own = settled(replace(other, own=True), {})
    assert (own.shared, own.spacing) == (False, 0.2)
    assert settled(replace(public_settings, own=True), {}).shared
    paid = settled(Settings(provider="opencage", contact="us@example.org", key_from="KEY"), {"KEY": " k "})
    assert (paid.shared, paid.key, paid.spacing) == (False, "k", 1.1)


def test_every_provider_can_be_asked_and_says_its_terms() -> None:
    assert PROVIDERS.keys() == SERVICES.keys()
    assert not PROVIDERS.keys() & REFUSED.keys()
    assert all(each.terms and each.attribution for each in PROVIDERS.values())


def test_a_provider_is_not_asked_for_what_it_cannot_know() -> None:
    assert PROVIDERS["census"].covers("US", "OR")
    assert not PROVIDERS["census"].covers("CA", "BC")
    assert PROVIDERS["databc"].covers("CA", "British Columbia")
    assert not PROVIDERS["databc"].covers("CA", "ON")
    assert PROVIDERS["photon"].covers("NP", "")


def test_the_credit_of_a_lock_file_is_that_of_the_answers_in_it() -> None:
    text = """# a comment
{"key":"a","lat":1,"lon":2,"precision":"door","provider":"nominatim","status":"ok"}
{"key":"b","lat":1,"lon":2,"precision":"door","provider":"photon","status":"ok"}
{"key":"c","lat":1,"lon":2,"precision":"door","provider":"census","status":"ok"}
{"key":"d","provider":"ban-france","status":"none"}
{"key":"e","lat":1,"lon":2,"precision":"door","provider":"my hand","status":"manual"}
{"key":"f","lat":1,"lon":2,"precision":"door","provider":["x"],"status":"ok"}
{"lat" damaged
"""
    assert attributions(text) == ["Coordinates of addresses: US Census Bureau.", OSM]
    assert attributions("") == []


# any answer at all


class Told(Transport):
    """Gives one answer to every question, without a connection."""

    def get(self, url: str, headers: Mapping[str, str]) -> bytes:
        return TOLD[0]


TOLD = [b""]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "lat": VALUES | st.just("45.5"),
        "lon": VALUES | st.just(-122.6),
        "address": VALUES,
        "place_rank": VALUES,
        "geometry": VALUES | st.just({"coordinates": [1, 2]}) | st.just({"lat": 1, "lng": 2}),
        "properties": VALUES | st.just({"type": "house", "fullAddress": 3}),
        "components": VALUES,
        "context": VALUES,
        "place_type": VALUES,
        "location": VALUES | st.just({"x": 1, "y": 2}),
        "attributes": VALUES,
        "coordinates": VALUES | st.just({"x": 1, "y": 2}),
        "addressComponents": VALUES,
    },
)
PAGES = (
    VALUES
    | st.lists(ROWS, max_size=3)
    | st.fixed_dictionaries({"features": st.lists(ROWS, max_size=3) | VALUES})
    | st.fixed_dictionaries({"results": st.lists(ROWS, max_size=3) | VALUES, "status": VALUES})
    | st.fixed_dictionaries({"candidates": st.lists(ROWS, max_size=3) | VALUES})
    | st.fixed_dictionaries({"result": st.fixed_dictionaries({"addressMatches": st.lists(ROWS, max_size=3) | VALUES})})
)
TELLING = {
    name: make(Access(transport=Told(now=lambda: NOON), user_agent="test", key="k", domain="geo.example.org"))
    for name, make in SERVICES.items()
}


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_any_answer_is_points_on_the_earth_or_refused_in_words(page: Any) -> None:
    TOLD[0] = json.dumps(page).encode()
    for geocode in TELLING.values():
        try:
            found = geocode(QUERY)
        except (Spoiled, Stop) as error:
            assert str(error)
        else:
            assert all(abs(each.latitude) <= 90 and abs(each.longitude) <= 180 for each in found)
