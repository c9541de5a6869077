"""Rules about what a name promises: an hour, a day, a language, a way to take part. One field says it; the name may not
say something else (X01 to X04, X06)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from .compiling import minute
from .converting import WEEKDAYS
from .findings import Finding
from .meeting_times import Times
from .problems import Severity, one_of, quoted
from .record_texts import titled, venues, words_of
from .records import Attendance, Group, Meeting
from .vocabulary import language_name

TIME = re.compile(
    r"(?<![\w:./-])(?:"
    r"(?P<hour>[01]?[0-9]|2[0-4])(?:[:.](?P<minutes>[0-5][05]))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour24>[01]?[0-9]|2[0-4])[:.](?P<minutes24>[0-5][05])(?![\w:%])"
    r"|(?P<hourh>[01]?[0-9]|2[0-4])\s?(?:h|uhr|hrs)\s?(?P<minutesh>[0-5][05])?\b"
    r"|(?P<noon>\bnoon\b|\bmediodía\b|\bmeio-dia\b)"
    r")",
    re.IGNORECASE,
)
MAY_BE_A_TIME = re.compile(r"[0-9]|(?i:noon|mediod|meio)")
VERSE = re.compile(
    r"\b(?:john|romans|matthew|luke|mark|acts|psalms?|isaiah|corinthians|james|hebrews|proverbs|peter) $", re.I
)
AFTER_A_NAME = ("4:20", "4.20")
"""What a group may be called after; no hour is meant."""
NOON = range(11 * 60, 13 * 60 + 31)

DAY_WORDS: Mapping[str, int] = {
    word: number
    for words in (
        WEEKDAYS,
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
        ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
        ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    )
    for number, word in enumerate(words)
}
WORD = re.compile(r"[^\W\d_]+(?:-feira)?")
NO_DAY_AFTER = frozenset(
    ("good", "black", "blue", "ash", "fat", "ruby", "palm", "easter", "santo", "são", "cyber", "taco")
)
"""Ash Wednesday and Santo Domingo are no days of a schedule."""
EARLY = 4 * 60
"""A meeting before four in the morning is the night of the day before, too."""

SPEAKING = re.compile(r"\b([A-Z][a-z]+)[- ]speaking\b", re.IGNORECASE)
OWN_WORDS = (
    (re.compile(r"\ben español\b|\bhabla (?:hispana|española)\b|\bauf spanisch\b|\ben espagnol\b", re.I), "es"),
    (
        re.compile(r"\bin english\b|\ben inglés\b|\ben anglais\b|\bauf englisch\b|\bem inglês\b|\bpå engelsk\b", re.I),
        "en",
    ),
    (re.compile(r"\ben français\b|\bfrancophone\b|\bin french\b|\ben francés\b", re.I), "fr"),
    (re.compile(r"\bauf deutsch\b|\bdeutschsprachig\w*|\bin german\b|\ben alemán\b", re.I), "de"),
    (re.compile(r"\bem português\b|\bin portuguese\b|\ben portugués\b", re.I), "pt"),
    (re.compile(r"\bpo polsku\b|\bin polish\b", re.I), "pl"),
    (re.compile(r"\bin spanish\b", re.I), "es"),
)
LANGUAGE_WORDS = frozenset(
    (
        *(
            "speaking",
            "español",
            "habla",
            "spanisch",
            "espagnol",
            "spanish",
            "english",
            "inglés",
            "anglais",
            "englisch",
        ),
        *("inglês", "engelsk", "français", "francophone", "french", "francés", "deutsch", "german", "alemán"),
        *("deutschsprachig", "deutschsprachige", "deutschsprachiges", "português", "portuguese", "portugués"),
        *("polsku", "polish"),
    )
)
"""One of these stands in every name that names a language."""
ELSEWHERE = re.compile(r"\b(?:online|zoom|virtual|en línea|en ligne|skype)\b", re.IGNORECASE)
IN_PERSON = re.compile(r"\b(?:in[- ]person|face[- ]to[- ]face|f2f|presencial)\b", re.IGNORECASE)
NO_PLACE = re.compile(
    r"\W*(?:(?:on ?line|zoom|virtual|google meet|skype|(?:microsoft )?teams|internet|web|n/?a|none|phone|telephone)"
    r"(?: (?:meeting|only|room|platform))?\W*)+",
    re.IGNORECASE,
)


def time_in_name_contradicts(group: Group) -> Iterator[Finding]:
    for at, name, meetings in titled(group):
        starts = {minute(times.start) for times in _times(meetings) if times.start}
        if not starts or any(_untimed(times) for times in _times(meetings)):
            continue
        for found in TIME.finditer(name) if MAY_BE_A_TIME.search(name) else ():
            said = found[0].strip()
            if VERSE.search(name[: found.start()]) or said in AFTER_A_NAME:
                continue
            if not starts & set(_minutes(found)):
                kept = one_of(f"{start // 60:02d}:{start % 60:02d}" for start in sorted(starts)[:3])
                message = f"says {quoted(said)}, and the schedule says {kept}"
                yield _warning("X01", at, message, "take the time out of the name; the schedule tells it")


def _minutes(found: re.Match[str]) -> Iterator[int]:
    """Minutes of the day that a time in a name can mean."""
    if found["noon"]:
        yield from NOON
        return
    hour = int(found["hour"] or found["hour24"] or found["hourh"])
    minutes = int(found["minutes"] or found["minutes24"] or found["minutesh"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    yield (hour % 24) * 60 + minutes
    if not found["half"] and hour <= 12:
        yield ((hour + 12) % 24) * 60 + minutes


def day_in_name_contradicts(group: Group) -> Iterator[Finding]:
    for at, name, meetings in titled(group):
        held = _weekdays(meetings)
        for day in _days_named(name) if held else ():
            if DAY_WORDS[day] not in held:
                kept = one_of(WEEKDAYS[day].capitalize() for day in sorted(held))
                message = f"says {day.capitalize()}, and the schedule says {kept}"
                yield _warning("X02", at, message, "take the day out of the name, or correct day:")


@lru_cache(8192)
def _days_named(name: str) -> tuple[str, ...]:
    words = WORD.findall(name.lower())
    plain = [word if word in DAY_WORDS else word.removesuffix("s") for word in words]
    return tuple(
        word for place, word in enumerate(plain) if word in DAY_WORDS and words[max(0, place - 1)] not in NO_DAY_AFTER
    )


def _weekdays(meetings: tuple[Meeting, ...]) -> set[int]:
    """The days on which they meet; none when one of them cannot be known."""
    held: set[int] = set()
    for times in _times(meetings):
        days = {rule.weekday for rule in times.day} | {moment.on.weekday() for moment in times.dates}
        days |= {times.from_.weekday()} if times.from_ and not times.day else set()
        days |= {rule.weekday for rule in times.rrule.days} if times.rrule else set()
        if not days or _untimed(times):
            return set()
        early = times.start is not None and minute(times.start) < EARLY
        held |= days | ({(day - 1) % 7 for day in days} if early else set())
    return held


def language_in_name_contradicts(group: Group) -> Iterator[Finding]:
    for at, name, meetings in titled(group):
        spoken = {code.split("-")[0] for one in meetings for code in (one.languages or group.languages)}
        for code in _languages_named(name) if spoken else ():
            if code not in spoken:
                message = f"says {language_name(code)}, and languages says {one_of(sorted(spoken))}"
                yield _warning("X06", at, message, f"write languages: [{code}], or correct the name")


def _languages_named(name: str) -> Iterator[str]:
    if LANGUAGE_WORDS.isdisjoint(words_of(name)):
        return
    for found in SPEAKING.finditer(name):
        if code := _code(found[1].lower()):
            yield code
    yield from (code for pattern, code in OWN_WORDS if pattern.search(name))


@cache
def _code(english: str) -> str | None:
    from babel import Locale

    names = Locale("en").languages
    return next((str(code) for code, name in names.items() if name.lower() == english and "_" not in code), None)


def attendance_in_name_contradicts(group: Group) -> Iterator[Finding]:
    for at, name, meetings in titled(group):
        ways = {one.attendance or group.attendance or _only_way(group, one) for one in meetings}
        if ELSEWHERE.search(name) and ways == {Attendance.IN_PERSON}:
            message = "says online, and nobody can join from elsewhere"
            yield _warning("X04", at, message, "write online: and its link, or take the word out of the name")
        elif IN_PERSON.search(name) and ways == {Attendance.ONLINE}:
            message = "says in person, and there is no place to go to"
            yield _warning("X04", at, message, "write venue: and its address, or take the words out of the name")


def _only_way(group: Group, meeting: Meeting) -> Attendance:
    return Attendance.ONLINE if not (meeting.venue or group.venue) else Attendance.IN_PERSON


def venue_is_no_place(group: Group) -> Iterator[Finding]:
    """Zoom is not a building."""
    mend = "delete venue:, and write online: with its link"
    for at, venue in venues(group):
        street = venue.address.street if venue.address else None
        for name, text in (("name", venue.name), ("street", street)):
            if text and NO_PLACE.fullmatch(text):
                where = (*at, name) if name == "name" else (*at, "address", name)
                yield _warning("X04", where, f"{quoted(text)} is not a place that people can go to", mend)


def _times(meetings: tuple[Meeting, ...]) -> Iterator[Times]:
    for meeting in meetings:
        yield from meeting.schedules or (meeting,)


def _untimed(times: Times) -> bool:
    return times.continuous or times.asynchronous or times.by_appointment


def _warning(code: str, at: tuple[str | int, ...], message: str, mend: str) -> Finding:
    return Finding(code, at, message, mend, Severity.WARNING)


RULES: tuple[Callable[[Group], Iterator[Finding]], ...] = (
    time_in_name_contradicts,
    day_in_name_contradicts,
    language_in_name_contradicts,
    attendance_in_name_contradicts,
    venue_is_no_place,
)
