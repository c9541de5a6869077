"""Rules about what a record tells of persons: names, numbers, mailboxes, codes and homes (hazards P01 to P07, G11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from .contacts_in_text import links, mails, numbers, passcode, same_number
from .findings import Finding
from .people_in_text import is_given_name, whole_names
from .placenames import fold
from .problems import Severity, quoted
from .record_texts import At, Said, group_words, onlines, venues, watch
from .records import Group, HowToJoin

FREE_MAIL = frozenset(
    {
        *(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "hotmail.com",
            "outlook.com",
            "live.com",
            "msn.com",
            "icloud.com",
        ),
        *("me.com", "aol.com", "proton.me", "protonmail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de"),
        *("t-online.de", "freenet.de", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "yahoo.fr"),
        *("hotmail.fr", "hotmail.es", "yahoo.es", "telefonica.net", "uol.com.br", "bol.com.br", "terra.com.br"),
        *("yahoo.com.br", "sapo.pt", "yahoo.co.uk", "hotmail.co.uk", "btinternet.com", "sky.com", "comcast.net"),
        *("verizon.net", "att.net", "bigpond.com", "mail.com", "fastmail.com", "ymail.com", "rocketmail.com"),
    }
)
OF_A_GROUP = re.compile(
    r"group|grupo|groupe|gruppe|meeting|reunion|info|hello|hola|contact|kontakt|contato|secretar|office|intergroup"
    r"|service|admin|team|welcome|help|support|chair|gsr|area|district|region|zoom|online|recover|sober|sobri|seren"
    r"|steps?|women|newcomer|anon|alateen|smart|dharma|lifering"
)
"""What stands in a mailbox that many people read; the words of the group's name do too."""
CODE_IN_LINK = re.compile(r"[?&#](?:pwd|password|passcode|pw|pin)=[^&]", re.IGNORECASE)
HOME = watch(
    r"\b(?:my|our member'?s?|the host'?s|a member'?s|her|his) (?:own )?(?:house|home|flat|apartment|living room)\b"
    r"|\bprivate (?:home|house|residence|flat|apartment)\b|\b(?:apt|apartment|flat)\b\.? *(?:no\.? *)?#?[0-9]+[a-z]?\b"
    r"|\bflat [a-h]\b"
    r"|\b(?:en )?mi casa\b|\bcasa particular\b|\b(?:apto|depto|departamento|apartamento|apt)\b\.? *[0-9]+"
    r"|\bchez moi\b|\bmon appartement\b|\b(?:appt|appartement)\b\.? *(?:n°)? *[0-9]+|\bdomicile privé\b"
    r"|\bbei mir\b|\bmeine(?:r)? wohnung\b|\bprivatwohnung\b|\bwohnung (?:nr\.? *)?[0-9]+"
    r"|\b(?:na )?minha casa\b|\bcasa particular\b",
    "my our host member her his private apt apartment flat mi casa apto depto departamento apartamento chez mon appt "
    "appartement domicile bei meine meiner privatwohnung wohnung minha",
)
HOME_OF = re.compile(r"\b([A-Z][a-zà-ü]+)['’]s (?:house|home|flat|apartment|living room|garage)\b")
"""Only with a given name before it, and a small letter after it: Dave's house, not St Mary's House."""


def person_named(group: Group, said: Said) -> Iterator[Finding]:
    """P01: a whole name. P02: a first name with an initial is the tradition."""
    for at, text in said:
        for name in whole_names(text):
            mend = "write the first name only, or a role such as group secretary"
            yield _warning("P01", at, f"{quoted(name)} is somebody's whole name", mend)


def number_in_text(group: Group, said: Said) -> Iterator[Finding]:
    own = [phone for phone in _phones(group) if phone]
    for at, text in said:
        for number in numbers(text):
            if not any(same_number(number, phone) for phone in own):
                mend = "if it is the group's, write it after contact: phone:; if it is a person's, delete it"
                yield _warning("P01", at, f"has a telephone number in it, {quoted(number)}", mend)


def mail_in_text(group: Group, said: Said) -> Iterator[Finding]:
    own = group.contact.email.lower() if group.contact and group.contact.email else ""
    for at, text in said:
        for mail in mails(text):
            if mail.lower() != own:
                mend = "if it is the group's, write it after contact: email:; if it is a person's, delete it"
                yield _warning("P05", at, f"has a mail address in it, {quoted(mail)}", mend)


def mailbox_of_a_person(group: Group) -> Iterator[Finding]:
    """Free mail is what most groups have, so its name must say that it is a group's."""
    mail = group.contact.email if group.contact else None
    if mail and _personal(mail) and not any(word in fold(mail.partition("@")[0]) for word in group_words(group)):
        mend = "write an address of the group; a person's moves on and is found by strangers"
        yield _warning("P05", ("contact", "email"), f"{quoted(mail)} looks like a person's own mailbox", mend)


def _personal(mail: str) -> bool:
    box, _, host = mail.lower().partition("@")
    parts = re.split(r"[._-]", box)
    first_and_last = len(parts) == 2 and is_given_name(parts[0]) and parts[1].isalpha() and len(parts[1]) > 1
    return (first_and_last or host in FREE_MAIL) and not OF_A_GROUP.search(box)


def code_in_link(group: Group) -> Iterator[Finding]:
    for at, online in onlines(group):
        if online.link and CODE_IN_LINK.search(online.link):
            mend = "leave it so only if the group agreed; else delete it from the link and write how-to-join: passcode"
            yield _warning("P07", (*at, "link"), "holds the passcode: whoever sees the link can join", mend)


def code_in_text(group: Group, said: Said) -> Iterator[Finding]:
    """The notes of a room that is asked for are on no page, so a code may stand there."""
    kept_back = {(*at, "notes") for at, online in onlines(group) if online.how_to_join is not HowToJoin.OPEN}
    for at, text in said:
        if at not in kept_back and (code := passcode(text)):
            mend = "delete it, and write how-to-join: passcode or ask-by-email"
            yield _warning("P07", at, f"tells a passcode, {quoted(code)}: whoever reads it can join", mend)


def link_in_text(group: Group, said: Said) -> Iterator[Finding]:
    """Only a field can be kept back from strangers."""
    own = {online.link for _, online in onlines(group)} | {group.contact.website if group.contact else None}
    hosts = {_host(link) for link in own if link}
    for at, text in said:
        for link in links(text):
            if _host(link) not in hosts:
                mend = "write it after online: link: or contact: website:, where it can be followed and kept back"
                yield _warning("X13", at, f"has a link in it, {quoted(link)}", mend)


def home_hinted(group: Group) -> Iterator[Finding]:
    """G11: somebody's home, with the address, for everyone to read."""
    mend = "ask whether everyone may know; if not, leave out the street and write how-to-join: ask-by-phone"
    for at, text in _words_about_the_place(group):
        owner = HOME_OF.search(text) if "'s " in text or "’s " in text else None
        found = HOME.search(text) or (owner if owner and is_given_name(owner[1].lower()) else None)
        if found:
            yield _warning("G11", at, f"sounds like somebody's home: {quoted(found[0])}", mend)


def _words_about_the_place(group: Group) -> Iterator[tuple[At, str]]:
    for at, venue in venues(group):
        yield from (((*at, name), text) for name, text in (("name", venue.name), ("arrival", venue.arrival)) if text)
        if venue.address and venue.address.street:
            yield (*at, "address", "street"), venue.address.street


def _phones(group: Group) -> Iterator[str | None]:
    yield group.contact.phone if group.contact else None
    yield from (online.phone for _, online in onlines(group))


def _host(link: str) -> str:
    return (urlsplit(link if "//" in link else f"https://{link}").hostname or "").removeprefix("www.")


def _warning(code: str, at: At, message: str, mend: str) -> Finding:
    return Finding(code, at, message, mend, Severity.WARNING)


RULES: tuple[Callable[[Group], Iterator[Finding]], ...] = (mailbox_of_a_person, code_in_link, home_hinted)
TEXT_RULES: tuple[Callable[[Group, Said], Iterator[Finding]], ...] = (
    person_named,
    number_in_text,
    mail_in_text,
    code_in_text,
    link_in_text,
)
