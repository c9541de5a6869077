"""Hazards U01 to U10: letters, marks and signs in the text of a record."""

from __future__ import annotations

import pytest

from meetinghouse.placenames import fold
from samples import PLAIN, changed, directory_of, read, with_line


def named(name: str) -> str:
    return changed("Canal Side", name)


def linked(host: str) -> str:
    return with_line(f"contact: {{website: https://{host}/}}")


@pytest.mark.parametrize(
    ("record", "code", "words"),
    [
        *(
            pytest.param(named(f"Canal{sign} Side"), "U01", f"U+{ord(sign):04X}", id=f"U01 U+{ord(sign):04X}")
            for sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2069"
        ),
        *(
            pytest.param(named(f"Canal{sign} Side"), "Y46", f"U+{ord(sign):04X}", id=f"U03 U+{ord(sign):04X}")
            for sign in "\u200b\u2060\ufeff"
        ),
        pytest.param(named("Cana" + "\u0301" * 60 + "l"), "U04", "too many marks", id="U04"),
        pytest.param(named('"Cana' + r"\u0301" * 9 + 'l"'), "U04", "too many marks", id="U04 as escapes"),
        pytest.param(changed("start: 19:30", "start: １９:３０"), "U06", "24-hour time", id="U06 full width"),
        pytest.param(changed("start: 19:30", "start: ١٩:٣٠"), "U06", "24-hour time", id="U06 Arabic"),
        pytest.param(changed("end: 20:30", "minutes: ６０"), "Y43", "whole number", id="U06 minutes"),
        pytest.param(changed("53.79", "٥٣.٧٩"), "G01", "a number such as", id="U06 degrees"),
        pytest.param(with_line("confirmed: {on: ２０２６-10-04}"), "Y42", "year-month-day", id="U06 date"),
        pytest.param(linked("z\u043e\u043em.us"), "U07", "two scripts", id="U07"),
        *(
            pytest.param(named(f"Canal{sign} Side"), "U08", f"U+{ord(sign):04X}", id=f"U08 U+{ord(sign):04X}")
            for sign in "\U000e0041\ue000\ufdd0\ufffe\U0001ffff\U00100000"
        ),
        pytest.param(named("é" * 256), "Y50", "at most 255", id="U09"),
    ],
)
def test_is_refused_with_words_that_help(record: str, code: str, words: str) -> None:
    answer = read(record)
    assert answer.groups == []
    assert [problem.code for problem in answer.errors] == [code], answer.said
    assert words in answer.said[0]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("نور الجبل", id="U02 Arabic"),
        pytest.param("אור ראשון", id="U02 Hebrew"),
        pytest.param("שלום\u200f (AA)", id="U02 with its own direction mark"),
        pytest.param("👨\u200d👩\u200d👧 Families", id="U03 emoji"),
        pytest.param("क्\u200dष", id="U03 Indic"),
        pytest.param("日曜日の集い", id="U09 Japanese"),
        pytest.param("กลุ่มเช้าวันจันทร์", id="U09 Thai"),
        pytest.param("𝒞𝒶𝓃𝒶𝓁 🌊", id="U09 four bytes"),
        pytest.param("é" * 255, id="U09 255 characters"),
        pytest.param("Straße ﬁre", id="U10"),
    ],
)
def test_a_name_in_any_script_is_kept_letter_for_letter(name: str) -> None:
    assert read(named(name)).group.name == name


def test_u05_two_ways_to_write_an_accent_are_one_name() -> None:
    assert read(named("Cafe\u0301 Serenity")).group.name == "Caf\u00e9 Serenity"


@pytest.mark.parametrize("name", ['"\u200d"', '"\u200e\u200f"', '" \u00ad "'])
def test_a_name_that_nobody_can_see_is_empty(name: str) -> None:
    assert read(named(name)).codes == ["Y48"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("cafe", "Café"), ("STRASSE", "straße"), ("fire", "ﬁre"), ("kelvin", "\u212aelvin"), ("istanbul", "İstanbul")],
)
def test_u10_a_search_folds_what_is_typed_and_what_is_written_alike(typed: str, name: str) -> None:
    assert fold(typed) == fold(name)


def test_two_names_that_look_alike_are_two_groups() -> None:
    directory = directory_of(PLAIN, named("С\u0430nal Side"))
    assert len({group.group.name for group in directory.groups}) == 2
