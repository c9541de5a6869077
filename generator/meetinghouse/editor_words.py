"""What an editor accepts where a converter reads text, and which closed words it offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from . import converting as to
from . import zones
from .resources import country_or_international
from .vocabulary import Vocabulary

Schema = dict[str, Any]
TEXT = ["string", "number", "boolean"]
"""Any text: `group: 12` is a number for an editor, and `postcode: 97205`."""
TYPED_AS_TRUTH = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


def _text(most: int = 0) -> Schema:
    return {"type": list(TEXT)} | ({"maxLength": most} if most else {})


def _either(*words: str) -> str:
    """Any of the words, with a small or a large first letter."""
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in words)})"


DAY, NTH = _either(*to.WEEKDAYS), _either(*to.NTH)
EVERY = _either("every")
OF_A_MONTH = rf"(?:{_either('every', 'the')} )?{NTH}(?:,? (?:and )?(?:the )?{NTH})* "
DAYS = (
    rf"(?:{EVERY} day|{_either('daily')}|{DAY} to {DAY}"
    rf"|(?:{OF_A_MONTH}|{EVERY} )?{DAY}(?: of the month)?)"
)  # fmt: skip
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
DEGREES = r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?"
ADDRESS_PART = r"[a-z0-9](?:-?[a-z0-9]){0,63}"
LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"


def _written(pattern: str, *also: str) -> Schema:
    """A text of a certain form, spaces around it; `also` are types that an editor may make of it."""
    return {"type": ["string", *also], "pattern": rf"^\s*{pattern}\s*$"}


def _degrees(most: int, about: str) -> Schema:
    return {"type": ["number", "string"], "minimum": -most, "maximum": most, "description": about}


POINT = {
    "anyOf": [
        _written(rf"{DEGREES}\s*,\s*{DEGREES}"),
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["latitude", "longitude"],
            "properties": {
                "latitude": _degrees(90, "North is above 0."),
                "longitude": _degrees(180, "East is above 0."),
            },
        },
    ]
}
ZONE = {"anyOf": [{"enum": sorted(zones.names())}, _written("US/[A-Za-z-]+")]}
NAME, LINES, WORD = _text(most=255), _text(most=2000), _text()
ANY_TEXT: tuple[Schema, str] = WORD, ""
"""For a converter of which nothing more is known."""
ID, ID_SAID = _written(ADDRESS_PART, "number", "boolean"), "Small letters, digits and -."
MOMENT, MOMENT_SAID = _written(rf"{DATE}(?:[ T]+{TIME})?"), "2026-11-22, or with a time: 2026-11-22 10:00."
COUNTRY, COUNTRY_SAID = {"type": ["string", "boolean"]}, "Two letters: US, GB, NO."
MINUTES = _written("[0-9]{1,4}", "integer") | {"minimum": 1, "maximum": 1440}
DAYS_SAID = "monday, [monday, thursday], monday to friday, every day, first and third saturday, last friday."

SCALARS: Mapping[Callable[[Any], Any], tuple[Schema, str]] = {
    to.anchor: (ID, ID_SAID),
    to.anchors: (ID, ""),
    to.file_slug: (ID, ID_SAID),
    to.old_addresses: (_written(".*/.*"), ""),
    to.name: (NAME, ""),
    to.names: (NAME, ""),
    to.note: (LINES, ""),
    to.person: (NAME, ""),
    to.link: (_written(r"[Hh][Tt][Tt][Pp][Ss]?://\S+"), "An address: https://…"),
    to.phone: (_written("[+(]?[0-9][0-9 ()./,;*#x-]*", "integer"), 'In quotes, such as "+1-503-555-0100".'),
    to.email: (_written(r"\S+@\S+\.\S+"), "Such as name@example.org."),
    to.calendar_date: (_written(DATE), "Year-month-day: 2026-11-22."),
    to.moment: (MOMENT, MOMENT_SAID),
    to.moments: (MOMENT, MOMENT_SAID),
    to.time_of_day: (_written(TIME, "integer"), "24-hour time: 07:00, 19:30."),
    to.minutes: (MINUTES, "A whole number."),
    to.day_of_year: (_written("[0-9]{2}-[0-9]{2}"), "Month-day: 05-01 for 1 May."),
    to.weeks: (_written("[+]?[0-9]{1,2} ?[Ww]eeks?"), "Such as 2 weeks."),
    to.recurrence: (_written(".*[Ff][Rr][Ee][Qq]=.*"), "Such as FREQ=MONTHLY;BYMONTHDAY=15."),
    to.day_rules: (_written(DAYS), DAYS_SAID),
    to.zone: (ZONE, ""),
    to.country: (COUNTRY, COUNTRY_SAID),
    country_or_international: (COUNTRY, COUNTRY_SAID),
    to.languages: (_written(LANGUAGE, "boolean"), ""),
    to.signed_languages: ({"type": ["string"]}, ""),
    to.word: (WORD, ""),
    to.words: (WORD, ""),
    to.yes: ({"enum": ["yes", "no", "true", "false", True, False]}, "yes or no."),
    to.point: (POINT, "Such as 45.5189, -122.6819."),
}
"""By the converter that reads it: what may stand there, and how to write it."""


def choice(words: type[StrEnum]) -> Schema:
    """The words, and what an editor makes of those that mean true or false elsewhere."""
    values: list[str | bool] = [word.value for word in words]
    return {"enum": values + [typed for value, typed in TYPED_AS_TRUTH.items() if value in values]}


def words_of(vocabulary: Vocabulary, field: str) -> Schema:
    """The words of a vocabulary with what each means; nothing for other fields."""
    if field == "fellowship":
        about = {slug: f"{each.name}: {each.about}" for slug, each in vocabulary.fellowships.items()}
    elif field == "formats":
        about = {slug: f"{each.name}: {each.about}" for slug, each in vocabulary.formats.items()}
    else:
        return {}
    return {"enum": sorted(about), "enumDescriptions": [about[slug] for slug in sorted(about)]}
