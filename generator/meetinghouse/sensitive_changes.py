"""What a change to a record does that a second person should look at (hazards P12 and P13), in words.

Whoever swaps a number, a link or an address sends people who look for help to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from .problems import quoted
from .record_texts import onlines, venues
from .records import Address, Group, HowToJoin

Facts = dict[str, str]
"""What people follow, by where it stands in words: `the telephone of the group`."""


def sensitive_changes(
    before: Group | None, after: Group | None, known_hosts: frozenset[str] = frozenset()
) -> list[str]:
    """One sentence for each; none for a record that was deleted.

    `before` is nothing for a new record. `known_hosts` are those of links in the directory as it was; a link to
    another host is said, because nobody has followed one there yet.
    """
    if after is None:
        return []
    said = list(_changed(before, after)) if before else []
    return said + list(_hosts_never_seen(before, after, known_hosts))


def hosts_of(group: Group) -> frozenset[str]:
    """The hosts that a record's links lead to."""
    links = [online.link for _, online in onlines(group)] + [group.contact.website if group.contact else None]
    return frozenset(_host(link) for link in links if link)


def _changed(before: Group, after: Group) -> Iterator[str]:
    old, new = _facts(before), _facts(after)
    for what in sorted(old.keys() | new.keys()):
        was, is_ = old.get(what), new.get(what)
        if was == is_:
            continue
        if was is None:
            yield f"{what} is new: {quoted(is_ or '')}"
        elif is_ is None:
            yield f"{what} is gone: it was {quoted(was)}"
        else:
            yield f"{what} changes from {quoted(was)} to {quoted(is_)}"


def _facts(group: Group) -> Facts:
    facts: dict[str, str | None] = {}
    if contact := group.contact:
        facts["the mail address of the group"] = contact.email
        facts["the telephone of the group"] = contact.phone
        facts["the website of the group"] = contact.website
    for at, online in onlines(group):
        whose = _whose(group, at)
        facts[f"the link to join {whose}"] = online.link
        facts[f"the number to join {whose}"] = online.phone
        facts[f"what one needs to join {whose}"] = online.how_to_join.value if online.link or online.phone else None
    for at, venue in venues(group):
        whose = _whose(group, at)
        facts[f"the address of {whose}"] = _line(venue.address) if venue.address else None
        facts[f"the place on the map of {whose}"] = (
            f"{venue.coordinates[0]}, {venue.coordinates[1]}" if venue.coordinates else None
        )
    return {what: value for what, value in facts.items() if value and value != HowToJoin.OPEN}


def _whose(group: Group, at: tuple[str | int, ...]) -> str:
    return f"the meeting {group.meetings[int(at[1])].id}" if at[0] == "meetings" else "the group"


def _line(address: Address) -> str:
    parts = (address.street, address.city, address.region, address.postcode, address.country)
    return ", ".join(part for part in parts if part)


def _hosts_never_seen(before: Group | None, after: Group, known: frozenset[str]) -> Iterator[str]:
    seen = known | (hosts_of(before) if before else frozenset())
    for host in sorted(hosts_of(after) - seen) if known else ():
        yield f"a link leads to {host}, where no other record leads"


def _host(link: str) -> str:
    return (urlsplit(link).hostname or "").removeprefix("www.")
