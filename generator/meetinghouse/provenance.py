"""The frozen models of who stands behind a record: whom to ask, who answers for it, who checked it, whence it came."""

from __future__ import annotations

from .facts import Brief
from .fields import Date, Email, Link, Name, Person, Phone, Record


class Contact(Record):
    """How to reach the group; never a person's surname."""

    name: Person | None = None
    """Who answers: a role, or a first name and an initial."""
    email: Email | None = None
    """The group's own, not a person's."""
    phone: Phone | None = None
    """Only one that its owner asked to have here."""
    website: Link | None = None
    """The group's own page."""


class Confirmed(Record):
    """The day a person last checked the record, who and how."""

    on: Date
    """The day."""
    by: Name | None = None
    """A role, not a name: group secretary."""
    how: Name | None = None
    """By phone, in person, by email."""


class ListedBy(Brief):
    """Who answers for what the listing says, such as an intergroup. Not a person."""

    name: Name
    """Whom to ask: Example Intergroup."""
    website: Link | None = None
    """Its page."""
    email: Email | None = None
    """Where to send what is wrong."""


class Source(Record):
    """Where an imported record came from."""

    name: Name
    """Whose list it is."""
    id: Name | None = None
    """What that list calls the group."""
    on: Date | None = None
    """The day its list was received."""
    licence: Name | None = None
    """What its owner lets others do with it, as they call it: CC BY 4.0."""


MODELS: tuple[type[Record], ...] = (Contact, ListedBy, Confirmed, Source)
