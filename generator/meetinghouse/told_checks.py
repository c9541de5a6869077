"""Rules about schedules and pauses that are told in notes, where no calendar reads them (X11, X12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .findings import Finding
from .problems import Severity, quoted
from .record_texts import Said, watch
from .records import Group, Meeting
from .schedule_checks import schedules_of

FORTNIGHT = watch(
    r"\b(?:every (?:other|second) (?:week|\w+day)|every (?:two|2) weeks|bi-?weekly|fortnightly|alternat(?:e"
    r"|ing) (?:weeks|\w+days)"
    r"|un \w+di sur deux|tous les quinze jours|toutes les deux semaines|alle (?:zwei|2) wochen|14-tägig"
    r"|vierzehntägig|cada (?:dos|2) semanas"
    r"|quincenal|quinzenal(?:mente)?|a cada duas semanas)\b",
    "every biweekly bi fortnightly alternate alternating deux quinze wochen 14 vierzehntägig semanas quincenal "
    "quinzenal quinzenalmente",
)
HOLIDAYS = watch(
    r"\b(?:(?:no meetings?|not meet(?:ing)?|closed|cancel+ed|do not meet|don['’]t meet|except|excluding"
    r"|not) (?:on|for|over|during|at)? ?(?:the |any |all |public |bank |federal |major |school )*"
    r"(?:holidays?|christmas|thanksgiving|easter|new year)|sauf (?:les )?jours fériés|sauf vacances|(?:außer"
    r"|nicht) an feiertagen"
    r"|(?:excepto|salvo) (?:días )?festivos|exceto feriados)\b",
    "holiday holidays christmas thanksgiving easter year fériés vacances feiertagen festivos feriados",
)
SEASON = watch(
    r"\b(?:(?:summer|winter) (?:months )?only|only in (?:summer|winter|the summer|the winter)|(?:not"
    r"|no meetings?|closed) (?:in|during|for|over) (?:the )?"
    r"(?:summer|july|august|winter)|nur im (?:sommer|winter)|sólo en verano|seulement en été|só no verão)\b",
    "summer winter july august sommer verano été verão",
)
STOPPED = watch(
    r"\b(?:temporarily (?:closed|suspended|not meeting|cancel+ed|online)|(?:on hold|suspended|closed|cancel+ed"
    r"|not meeting) (?:until|till) (?:further notice|\w+)"
    r"|no longer meets?|has (?:disbanded|folded|ended)|on hiatus|until further notice|temporalmente cerrad[oa]"
    r"|provisoirement fermé"
    r"|vorübergehend geschlossen|temporariamente fechad[oa])\b",
    "temporarily hold suspended closed canceled cancelled until till longer disbanded folded ended hiatus "
    "meeting temporalmente provisoirement vorübergehend temporariamente",
)


def schedule_told_in_words(group: Group, said: Said) -> Iterator[Finding]:
    """What a calendar should know stands where no calendar reads it."""
    times = [each for _, _, each in schedules_of(group)]
    weekly = not any(each.every or each.rrule or each.dates or any(rule.nth for rule in each.day) for each in times)
    off = any(each.except_ or each.holidays for each in times) or group.holidays
    seasonal = any(each.season or each.starts or each.ends or each.rrule or each.dates for each in times)
    ways = (
        (FORTNIGHT, not weekly, "write every: 2 weeks, and from: with the date of one of them"),
        (HOLIDAYS, bool(off), "write except: with the dates, or holidays: {public-holidays: closed}"),
        (SEASON, seasonal, "write season: {from: 05-01, until: 09-30}"),
    )
    for at, text in said:
        for pattern, known, mend in ways:
            if not known and (found := pattern.search(text)):
                yield Finding(
                    "X11", at, f"says {quoted(found[0])}, which the schedule does not know", mend, Severity.WARNING
                )


def status_told_in_words(group: Group, said: Said) -> Iterator[Finding]:
    parts: tuple[Group | Meeting, ...] = (group, *group.meetings)
    if any(part.paused or part.venue_closed or part.ends for part in parts):
        return
    for at, text in said:
        if found := STOPPED.search(text):
            mend = "write paused: {since: DATE, until: DATE}, venue-closed: or ends:"
            yield Finding(
                "X12", at, f"says {quoted(found[0])}, and the record says that they meet", mend, Severity.WARNING
            )


TEXT_RULES: tuple[Callable[[Group, Said], Iterator[Finding]], ...] = (schedule_told_in_words, status_told_in_words)
