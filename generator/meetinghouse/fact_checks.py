"""Rules about access, money and what a program saw: facts that harm when they are wrong or old."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from .facts import Access, AccessFact, Answer, Contributions, Giving, WhatToExpect
from .findings import Finding
from .problems import Severity, quoted
from .record_texts import At, onlines, venues
from .records import Group

TOMORROW = timedelta(days=1)
PAYMENT_APPS = frozenset(
    {
        *("paypal.me", "paypal.com", "venmo.com", "cash.app", "zellepay.com", "revolut.me", "monzo.me", "wise.com"),
        *("square.link", "buymeacoffee.com", "ko-fi.com", "gofundme.com", "patreon.com", "mercadopago.com"),
        *("vipps.no", "swish.nu", "mobilepay.dk", "payid.com.au", "lydia-app.com", "lydia.me", "paytm.com"),
    }
)
"""Where money goes to whoever opened the account, and cannot be called back."""


def money_to_nobody_knows_whom(group: Group) -> Iterator[Finding]:
    """P14: a payment app needs the word of the group."""
    for at, given in _contributions(group):
        host = (urlsplit(given.link or "").hostname or "").removeprefix("www.")
        app = next((app for app in PAYMENT_APPS if host == app or host.endswith(f".{app}")), None)
        if app and given.checked is None:
            mend = "ask the group, then write checked: and the day it said that the account is its own"
            yield Finding("P14", (*at, "link"), f"asks for money through {app}, and nobody checked whose it is", mend)


def money_wanted_and_not(group: Group) -> Iterator[Finding]:
    for at, given in _contributions(group):
        if given.asked is Giving.NONE and given.link:
            mend = "write asked: optional, or delete the link"
            yield Finding("X08", (*at, "link"), "is where to give, and nobody is asked to", mend, Severity.WARNING)


def signed_language_of_nothing(group: Group) -> Iterator[Finding]:
    for at, access in _accesses(group):
        named = getattr(access, "signed_language", ())
        if named and access.get(AccessFact.SIGN_LANGUAGE) is not Answer.YES:
            mend = "write sign-language: yes beside it, or delete it"
            at_field = (*at, "signed-language")
            yield Finding("X08", at_field, f"names {quoted(named[0])}, and sign-language does not say yes", mend)


def checked_nothing(group: Group) -> Iterator[Finding]:
    for at, access in _accesses(group):
        if getattr(access, "checked", None) and not any(True for _ in access.items()):
            mend = "write what was looked at, such as step-free: yes, or delete the date"
            yield Finding("X08", (*at, "checked"), "is a date, and no fact stands beside it", mend, Severity.WARNING)


def link_checked_without_a_link(group: Group) -> Iterator[Finding]:
    for at, online in onlines(group):
        if online.link_checked and not online.link:
            mend = "delete it; it is written by a program that follows the link"
            yield Finding("X08", (*at, "link-checked"), "is a date, and there is no link", mend, Severity.WARNING)


def looked_in_the_future(group: Group, today: date) -> Iterator[Finding]:
    """D06 for the dates beside facts."""
    days: list[tuple[At, date | None]] = [
        *(((*at, "checked"), getattr(access, "checked", None)) for at, access in _accesses(group)),
        *(((*at, "checked"), given.checked) for at, given in _contributions(group)),
        *(((*at, "link-checked"), online.link_checked) for at, online in onlines(group)),
    ]
    for at, day in days:
        if day and day > today + TOMORROW:
            yield Finding("D06", at, f"{day} has not come yet", "write the day somebody last looked")


def _accesses(group: Group) -> Iterator[tuple[At, Access]]:
    yield from (((*at, "access"), venue.access) for at, venue in venues(group))
    yield from (((*at, "access"), online.access) for at, online in onlines(group))


def _contributions(group: Group) -> Iterator[tuple[At, Contributions]]:
    parts: list[tuple[At, WhatToExpect]] = [((), group)]
    parts += [(("meetings", number), meeting) for number, meeting in enumerate(group.meetings)]
    for at, part in parts:
        if part.contributions:
            yield (*at, "contributions"), part.contributions


RULES: tuple[Callable[[Group], Iterator[Finding]], ...] = (
    money_to_nobody_knows_whom,
    money_wanted_and_not,
    signed_language_of_nothing,
    checked_nothing,
    link_checked_without_a_link,
)
DATED_RULES: tuple[Callable[[Group, date], Iterator[Finding]], ...] = (looked_in_the_future,)
