"""Questions, judgement and pace: what is asked, which answers are believed, and how politely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from geocoders import Time
from meetinghouse.geocoding.answers import Candidate, Geocode, Kind
from meetinghouse.geocoding.entries import Entry, Status
from meetinghouse.geocoding.failures import AskError, Passing, Spoiled, Stop, Why
from meetinghouse.geocoding.filling import EVERY, Asking, Outcome, fill, missing
from meetinghouse.geocoding.judging import Verdict, expected, judged
from meetinghouse.geocoding.leaks import without_leaks
from meetinghouse.geocoding.pace import Pace
from meetinghouse.geocoding.questions import Query, attempts
from meetinghouse.geocoding.wanted import Wanted, addresses, key_of
from meetinghouse.problems import Where
from meetinghouse.records import Address
from samples import PLACING, REPOSITORY, TODAY, WORDS

GAZETTEER = PLACING.gazetteer
PORTLAND = Query(street="1 Example Street", city="Portland", state="OR", country="US")
DOOR = Candidate(latitude=45.52, longitude=-122.68, kind=Kind.ROOFTOP, country="us", region="OR")


def verdict(*answers: Candidate, query: Query = PORTLAND) -> Verdict:
    return judged(answers, expected(query, GAZETTEER))


# questions


def asked(query: Query, *, structured: bool = True, known_offline: bool = False) -> list[str]:
    every = attempts(query, structured=structured, known_offline=known_offline)
    return [f"{'free: ' if each.free else ''}{each.text}" for each in every]


def test_a_question_is_loosened_step_by_step() -> None:
    query = replace(PORTLAND, street="1 Example Street, Suite 4", postalcode="97205")
    assert asked(query) == [
        "1 Example Street, Suite 4, Portland, OR 97205, United States",
        "1 Example Street, Portland, OR 97205, United States",
        "1 Example Street, Portland, OR, United States",
        "free: 1 Example Street, Portland, OR 97205, United States",
        "97205, United States",
        "Portland, OR, United States",
    ]


def test_no_question_is_asked_twice() -> None:
    assert asked(PORTLAND, structured=False, known_offline=True) == ["1 Example Street, Portland, OR, United States"]


def test_a_town_that_we_know_is_not_asked_for() -> None:
    assert asked(replace(PORTLAND, street=""), known_offline=True) == []
    assert asked(replace(PORTLAND, street="")) == ["Portland, OR, United States"]


@pytest.mark.parametrize(
    ("street", "plain"),
    [
        ("12 Main St, Suite 4", "12 Main St"),
        ("12 Main St Ste. 4B", "12 Main St"),
        ("12 Main St #4", "12 Main St"),
        ("12 Main St, 2nd floor", "12 Main St"),
        ("12 Main St Room 101, Rear", "12 Main St, Rear"),
        ("Unit 7", "Unit 7"),
        ("12 Stephen Street", "12 Stephen Street"),
        ("4 Flower Lane", "4 Flower Lane"),
        ("Storgata 5", "Storgata 5"),
    ],
)
def test_a_room_is_no_part_of_a_street(street: str, plain: str) -> None:
    every = list(attempts(replace(PORTLAND, street=street), structured=True, known_offline=True))
    assert every[-1].street == plain


# judgement


def test_one_good_answer_is_found() -> None:
    assert verdict(DOOR) == Verdict(found=DOOR)


def test_the_most_exact_answer_is_taken() -> None:
    town = replace(DOOR, kind=Kind.CITY, latitude=45.523, longitude=-122.676)
    assert verdict(town, DOOR).found == DOOR


def test_two_doors_far_apart_are_ambiguous_and_never_guessed() -> None:
    doors = [replace(DOOR, latitude=45.52 + 0.01 * number) for number in range(5)]
    found = verdict(*doors)
    assert (found.found, found.ambiguous) == (None, tuple(doors[:3]))


def test_two_doors_of_one_place_are_one_answer() -> None:
    assert verdict(DOOR, replace(DOOR, latitude=45.5235)).found == DOOR


def test_two_middles_of_one_town_are_one_answer() -> None:
    town = replace(DOOR, kind=Kind.CITY, latitude=45.523, longitude=-122.676)
    assert verdict(town, replace(town, latitude=45.55)).found == town


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"kind": Kind.REGION}, "it is the middle of a region or a country"),
        ({"latitude": 0.0, "longitude": 0.001}, "0, 0 is a point in the sea"),
        ({"country": "CA"}, "it is in Canada, not in United States"),
        ({"country": "", "latitude": 52.5, "longitude": 13.4}, "it is outside United States"),
        ({"latitude": -72.68, "longitude": 45.52}, "latitude and longitude look swapped"),
        ({"region": "Washington"}, "it is in Washington, not in OR"),
        ({"region": "", "latitude": 40.0, "longitude": -100.0}, "km from any town of OR"),
        ({"latitude": 45.9}, "it is 42 km from Portland"),
        ({"kind": Kind.NEIGHBOURHOOD, "latitude": 45.77}, "km from Portland"),
        ({"kind": Kind.CITY, "latitude": 45.60}, "km from Portland"),
    ],
)
def test_each_check_has_its_own_reason(answer: dict[str, Any], why: str) -> None:
    found = verdict(replace(DOOR, **answer))
    assert found.found is None
    assert why in found.reasons[0]


def test_a_street_is_no_answer_for_a_town() -> None:
    query = replace(PORTLAND, street="")
    assert verdict(DOOR, query=query).reasons == ("it names a street that nobody asked for",)


def test_an_address_in_puerto_rico_may_be_written_as_a_state() -> None:
    there = replace(DOOR, latitude=18.46, longitude=-66.11, region="")
    for country, state, said in (("US", "PR", "us"), ("US", "PR", "pr"), ("PR", "", "us"), ("PR", "", "pr")):
        query = Query(street="1 Calle Ejemplo", city="San Juan", state=state, country=country)
        assert verdict(replace(there, country=said), query=query).found, (country, state, said)


def test_a_county_of_england_is_not_held_against_an_answer() -> None:
    query = Query(street="1 Example Road", city="Gillingham", state="Kent", country="GB")
    answer = Candidate(latitude=51.389, longitude=0.548, kind=Kind.ROOFTOP, country="gb", region="Medway")
    assert verdict(answer, query=query).found == answer


def test_a_town_that_nobody_knows_is_judged_by_its_region() -> None:
    query = replace(PORTLAND, city="Nowhere Crossing")
    assert verdict(DOOR, query=query).found == DOOR
    assert not verdict(replace(DOOR, region="WA"), query=query).found


@pytest.mark.parametrize(("number", "kind"), [("1", Kind.ROOFTOP), ("", Kind.ROOFTOP), ("17", Kind.STREET)])
def test_another_house_of_the_street_tells_only_where_the_street_is(number: str, kind: Kind) -> None:
    found = verdict(replace(DOOR, number=number)).found
    assert found is not None
    assert found.kind is kind


# many addresses at one door


def entry(street: str, *, precision: str = "door", status: Status = Status.OK) -> Entry:
    key = f"{street}|portland|or||us"
    return Entry(key=key, status=status, at=(45.5, -122.6), precision=precision, circle=50, provider="photon")


def test_many_streets_at_one_point_are_the_middle_of_a_town() -> None:
    every = [entry("1 oak street"), entry("2 elm street"), entry("3 ash street"), entry("4 fir street")]
    every[3] = replace(every[3], at=(45.6, -122.6))
    changed = without_leaks({each.key: each for each in every})
    assert [each.precision for each in changed.values()] == ["town", "town", "town", "door"]
    assert [each.status for each in changed.values()] == ["approx", "approx", "approx", "ok"]
    assert without_leaks(changed) == changed


def test_a_later_address_at_the_same_point_is_noticed() -> None:
    every = [entry(f"{name} street", precision="town", status=Status.APPROX) for name in ("oak", "elm", "ash")]
    late = entry("9 fir street")
    assert without_leaks({each.key: each for each in (*every, late)})[late.key].precision == "town"


def test_many_houses_of_one_street_at_one_point_are_the_street() -> None:
    every = [entry(f"{number} oak street") for number in (1, 17, 29)]
    assert {each.precision for each in without_leaks({each.key: each for each in every}).values()} == {"street"}


def test_what_a_person_wrote_is_not_changed() -> None:
    every = {each.key: each for each in (entry(f"{name} street", status=Status.MANUAL) for name in ("a", "b", "c"))}
    assert without_leaks(every) == every


# pace


def paced(geocode: Geocode, time: Time, **more: Any) -> Pace:
    return Pace(geocode, **{"clock": time.clock, "spacing": 1.1, "most": 500, **more})


def failing(*errors: Exception | None) -> Callable[[Query], Sequence[Candidate]]:
    left = list(errors)

    def geocode(query: Query) -> Sequence[Candidate]:
        error = left.pop(0) if left else None
        if error:
            raise error
        return ()

    return geocode


def test_questions_are_far_enough_apart() -> None:
    time = Time()
    pace = paced(failing(), time)
    for _ in range(4):
        pace(PORTLAND)
    assert time.slept == [1.1] * 4


def test_a_slow_answer_counts_from_its_end() -> None:
    time = Time()

    def slow(query: Query) -> Sequence[Candidate]:
        time.passed += 3
        return ()

    pace = paced(slow, time)
    pace(PORTLAND)
    time.passed += 0.5
    pace(PORTLAND)
    assert time.slept == [1.1, 0.6]


def test_no_more_is_asked_than_is_fair() -> None:
    pace = paced(failing(), Time(), most=2)
    pace(PORTLAND)
    pace(PORTLAND)
    with pytest.raises(Stop, match="2 questions were asked") as stopped:
        pace(PORTLAND)
    assert (stopped.value.why, pace.asked) == (Why.ENOUGH, 2)


def test_retries_are_questions_too() -> None:
    pace = paced(failing(*[Passing("busy")] * 9), Time(), most=2)
    with pytest.raises(Stop, match="2 questions"):
        pace(PORTLAND)


def test_the_run_ends_when_its_time_is_up() -> None:
    pace = paced(failing(), Time(), seconds=3)
    pace(PORTLAND)
    pace(PORTLAND)
    with pytest.raises(Stop) as stopped:
        pace(PORTLAND)
    assert stopped.value.why is Why.TIME


def test_what_is_spoiled_is_not_asked_again() -> None:
    pace = paced(failing(Spoiled("html")), Time())
    with pytest.raises(AskError):
        pace(PORTLAND)
    assert pace.asked == 1


def test_errors_that_are_not_in_a_row_do_not_end_the_run() -> None:
    bad = Spoiled("html")
    pace = paced(failing(bad, bad, None, bad, bad, None), Time())
    for number in range(6):
        if number % 3 < 2:
            with pytest.raises(AskError):
                pace(PORTLAND)
        else:
            pace(PORTLAND)


# filling


def address(**fields: str) -> Address:
    return Address.model_validate({"country": "US", **{name: said for name, said in fields.items() if said}})


def wanted(number: int = 1, *, private: bool = False, placed: bool = False, **fields: str) -> Wanted:
    at = address(**{"street": f"{number} Example Street", "city": "Portland", "region": "OR", **fields})
    return Wanted(key_of(at), at, Where("meetings/us/a.yml"), private, placed)


def filled(every: Sequence[Wanted], geocode: Geocode) -> tuple[Outcome, list[int]]:
    saves: list[int] = []
    asking = Asking(provider="nominatim", structured=True, geocode=geocode, gazetteer=GAZETTEER, today=TODAY)
    outcome = fill(every, asking, lambda answers: saves.append(len(answers)), lambda each: None)
    return outcome, saves


def test_answers_are_saved_now_and_then_and_at_the_end() -> None:
    outcome, saves = filled([wanted(number) for number in range(EVERY * 2 + 3)], lambda query: [DOOR])
    assert saves == [EVERY, EVERY * 2, EVERY * 2 + 3]
    assert (outcome.left, outcome.stopped) == (0, None)


@pytest.mark.parametrize(
    "stop", [KeyboardInterrupt(), Stop(Why.REFUSED, "slow down"), RuntimeError("a mistake of ours")]
)
def test_answers_are_saved_whatever_happens(stop: BaseException) -> None:
    left = [[DOOR], [DOOR]]
    saves: list[int] = []

    def geocode(query: Query) -> Sequence[Candidate]:
        if not left:
            raise stop
        return left.pop()

    asking = Asking(provider="nominatim", structured=True, geocode=geocode, gazetteer=GAZETTEER, today=TODAY)
    try:
        outcome = fill([wanted(n) for n in range(5)], asking, lambda all_: saves.append(len(all_)), lambda each: None)
        assert (outcome.left, outcome.stopped is not None) == (3, True)
    except RuntimeError:
        pass
    assert saves == [2]


def test_looser_questions_are_asked_until_the_street_is_found() -> None:
    asked: list[str] = []

    def geocode(query: Query) -> Sequence[Candidate]:
        asked.append(query.text)
        return [DOOR] if not query.postalcode else []

    outcome, _ = filled([wanted(street="1 Example St, Suite 4", postcode="97205")], geocode)
    assert [each.precision for each in outcome.answered.values()] == ["door"]
    assert len(asked) == 3


def test_a_town_is_not_kept_where_the_build_knows_better() -> None:
    town = replace(DOOR, kind=Kind.CITY, latitude=45.523, longitude=-122.676)
    outcome, _ = filled([wanted()], lambda query: [town])
    (found,) = outcome.answered.values()
    assert found.status is Status.NONE
    assert "needs no looking up" in found.why


def test_a_neighbourhood_is_better_than_a_town() -> None:
    near = replace(DOOR, kind=Kind.NEIGHBOURHOOD)
    (found,) = filled([wanted()], lambda query: [near])[0].answered.values()
    assert (found.status, found.precision, found.circle) == (Status.APPROX, "town", 3000)


def test_a_village_that_we_do_not_know_is_asked_for() -> None:
    village = replace(DOOR, kind=Kind.CITY)
    each = wanted(street="", city="Nowhere Crossing")
    assert missing([each], {}, GAZETTEER, TODAY) == [each]
    (found,) = filled([each], lambda query: [village] if not query.street else [])[0].answered.values()
    assert (found.status, found.precision) == (Status.APPROX, "town")


def test_only_new_addresses_are_looked_up() -> None:
    every = [wanted(number) for number in range(8)]
    every += [wanted(8, private=True), wanted(9, placed=True), wanted(street="")]
    old, young = TODAY - timedelta(days=90), TODAY - timedelta(days=89)
    statuses = [(Status.OK, old), (Status.APPROX, old), (Status.AMBIGUOUS, old), (Status.MANUAL, old)]
    statuses += [(Status.NONE, old), (Status.NONE, young)]
    lock = {each.key: _line(each, status, day) for each, (status, day) in zip(every, statuses, strict=False)}
    assert missing(every, lock, GAZETTEER, TODAY) == [every[4], every[6], every[7]]


def _line(each: Wanted, status: Status, day: date) -> Entry:
    at = (45.5, -122.6) if status not in (Status.NONE, Status.AMBIGUOUS) else None
    return Entry(key=each.key, status=status, at=at, precision="door" if at else "", date=day)


def test_the_addresses_of_the_sample_records_can_be_asked_for() -> None:
    every, problems = addresses(REPOSITORY / "meetings", WORDS, TODAY)
    assert not problems
    assert len({each.key for each in every}) == len(every) > 10
    outcome, _ = filled(every, lambda query: [])
    assert not outcome.unaskable
