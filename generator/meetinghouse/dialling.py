"""Telephone numbers on pages: each must be in a record (hazard P11). A digit wrong in a sentence costs a life."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from html import unescape
from urllib.parse import unquote

from .directory import Directory
from .other_help import OtherHelp
from .words import dial

LINK = re.compile(r"""href\s*=\s*["']?\s*((?:tel|sms):[^"'\s>]*)""", re.I)


def numbers_of(directory: Directory, help: OtherHelp) -> frozenset[str]:  # noqa: A002 (the word of the site)
    """Every number in a record that pages show, as one dials it."""
    found = set(help.numbers())
    for group in directory.groups:
        contact = group.group.contact
        found |= {contact.phone} if contact and contact.phone else set()
        found |= {meeting.online.phone for meeting in group.meetings if meeting.online and meeting.online.phone}
    return frozenset(unquote(dial(number)) for number in found)


def strange_links(page: str, known: Set[str]) -> Iterator[str]:
    """The `tel:` and `sms:` links of a page whose number is in no record."""
    for link in LINK.findall(page):
        number = unquote(unescape(link)).partition(":")[2].partition("?")[0]
        if dial(number) and unquote(dial(number)) not in known:
            yield link
