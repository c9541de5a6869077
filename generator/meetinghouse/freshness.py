"""How far a listing can be trusted, said apart: what a person confirmed, what a program saw, what a list said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from .placed import PlacedGroup
from .provenance import Confirmed, ListedBy, Source
from .schedule_words import full_date

STALE_AFTER = timedelta(days=365)
HOW = {
    "phone": "by phone",
    "telephone": "by phone",
    "call": "by phone",
    "email": "by email",
    "mail": "by email",
    "letter": "by letter",
    "text": "by text message",
    "form": "by a form on this site",
    "visit": "on a visit",
    "in person": "on a visit",
    "website": "on its own website",
}
"""What volunteers write after `how:`; anything else is shown in brackets as it is."""
ARTICLES = ("the ", "a ", "an ", "our ", "their ", "one ")


def is_stale(group: PlacedGroup, today: date) -> bool:
    """Whether no person has confirmed it for a year."""
    confirmed = group.group.confirmed
    return confirmed is None or today - confirmed.on > STALE_AFTER


def confirmed_words(confirmed: Confirmed | None) -> str:
    """`Confirmed by the group secretary by phone on 4 October 2026.`"""
    if confirmed is None:
        return "Nobody has confirmed this listing yet."
    said = ["Confirmed", _by(confirmed.by), _how(confirmed.how), f"on {full_date(confirmed.on)}"]
    return f"{' '.join(filter(None, said))}."


def _by(who: str | None) -> str:
    """A role in small letters gets its article: by the group secretary, by Sam R."""
    if not who:
        return ""
    return f"by the {who}" if who[0].islower() and not who.startswith(ARTICLES) else f"by {who}"


def _how(how: str | None) -> str:
    return HOW.get(how.casefold(), f"({how})") if how else ""


def machine_words(group: PlacedGroup) -> Iterator[str]:
    """What no person did: a program that followed the link, an import that took a list in."""
    looked = {meeting.online.link_checked for meeting in group.meetings if meeting.online}
    if days := sorted(day for day in looked if day):
        yield f"A program found that the way in online answers, on {full_date(days[0])}."
    if source := group.group.source:
        yield source_words(source)


def source_words(source: Source) -> str:
    """`List received from Example Intergroup on 22 November 2026 (CC BY 4.0).`"""
    on = f" on {full_date(source.on)}" if source.on else ""
    return f"List received from {source.name}{on}{f' ({source.licence})' if source.licence else ''}."


def listed_by_words(listed_by: ListedBy | None) -> str:
    return f"{listed_by.name} answers for this listing." if listed_by else ""
