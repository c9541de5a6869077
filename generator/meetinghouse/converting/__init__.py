"""Text to type, once: the converters of every field, each with the words for its mistakes.

A converter takes the text as written and returns the value, or raises `Wrong`: a stable code, what is
wrong, and what to write instead. Those that see the same text again and again remember their answers.
"""

from __future__ import annotations

from .allowing import allowed_code, allowed_reason
from .contacts import email, link, phone
from .people import person
from .places import COUNTRY_ALIASES, country, point
from .recurrence import Moment, Recurrence, day_of_year, moment, moments, recurrence, weeks
from .slugs import RESERVED, anchor, anchors, file_name, file_slug, old_addresses, slug
from .text import Wrong, choice, languages, name, names, note, signed_languages, text, word, words, yes
from .times import NTH, WEEKDAYS, DayRule, calendar_date, day_rules, minutes, time_of_day, zone

__all__ = [
    "COUNTRY_ALIASES",
    "NTH",
    "RESERVED",
    "WEEKDAYS",
    "DayRule",
    "Moment",
    "Recurrence",
    "Wrong",
    "allowed_code",
    "allowed_reason",
    "anchor",
    "anchors",
    "calendar_date",
    "choice",
    "country",
    "day_of_year",
    "day_rules",
    "email",
    "file_name",
    "file_slug",
    "languages",
    "link",
    "minutes",
    "moment",
    "moments",
    "name",
    "names",
    "note",
    "old_addresses",
    "person",
    "phone",
    "point",
    "recurrence",
    "signed_languages",
    "slug",
    "text",
    "time_of_day",
    "weeks",
    "word",
    "words",
    "yes",
    "zone",
]
