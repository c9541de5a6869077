"""The frozen models of a record: Group, Meeting, Venue and their parts, each already right.

A field's text is given its type here, once. The wording of an error is part of its converter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from . import converting as to
from .fields import (
    Anchor,
    Anchors,
    Country,
    Date,
    Email,
    Languages,
    Link,
    Minutes,
    Name,
    Note,
    OldAddresses,
    Phone,
    Point,
    Record,
    Words,
    Zone,
)
from .meeting_times import Cancelled, Holidays, Moved, Season, Times
from .statuses import Paused, VenueClosed

MOST_MEETINGS = 200
"""Of one group."""
MOST_SCHEDULES = 24
"""Of one meeting."""


class Attendance(StrEnum):
    """How one takes part. Written, never inferred, when a meeting has both a venue and a link."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"


class HowToJoin(StrEnum):
    """What a person needs before they can join online."""

    OPEN = "open"
    PASSCODE = "passcode"
    ASK_BY_EMAIL = "ask-by-email"
    ASK_BY_PHONE = "ask-by-phone"
    REGISTER = "register"


class Camera(StrEnum):
    REQUIRED = "required"
    OPTIONAL = "optional"
    OFF = "off"


class Answer(StrEnum):
    """Unknown is not no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class AccessFact(StrEnum):
    """Facts about a venue that decide whether a person can take part."""

    STEP_FREE = "step-free"
    TOILET = "toilet"
    LIFT = "lift"
    PARKING = "parking"
    HEARING_LOOP = "hearing-loop"
    CAPTIONS = "captions"
    SIGN_LANGUAGE = "sign-language"
    CHILDCARE = "childcare"
    CHILDREN_WELCOME = "children-welcome"
    SERVICE_ANIMALS = "service-animals"
    FRAGRANCE_FREE = "fragrance-free"


class Listing(StrEnum):
    """Who may find the record: everyone, only people with the address, or no search engine. Ended: nobody meets."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    NOINDEX = "noindex"
    ENDED = "ended"


class Address(Record):
    """Where a letter would go. It is sent to a geocoder, so nothing about doors and bells belongs in it."""

    street: Name | None = None
    city: Name | None = None
    region: Name | None = None
    postcode: Name | None = None
    country: Country


class Venue(Record):
    """The named place where people meet."""

    name: Name | None = None
    address: Address | None = None
    coordinates: Point | None = None
    """Latitude and longitude in degrees, of the door. Better than any address."""
    arrival: Note | None = None
    access: Mapping[
        Annotated[AccessFact, BeforeValidator(to.choice(AccessFact))],
        Annotated[Answer, BeforeValidator(to.choice(Answer))],
    ] = Field(default_factory=dict)


class Online(Record):
    """How to join from elsewhere."""

    link: Link | None = None
    phone: Phone | None = None
    how_to_join: Annotated[HowToJoin, BeforeValidator(to.choice(HowToJoin))] = HowToJoin.OPEN
    camera: Annotated[Camera, BeforeValidator(to.choice(Camera))] | None = None
    opens: Minutes | None = None
    """How many minutes before the start the room opens."""
    notes: Note | None = None


class Contact(Record):
    """How to reach the group; never a person's surname."""

    email: Email | None = None
    phone: Phone | None = None
    website: Link | None = None


class Confirmed(Record):
    """The day a person last checked the record, who and how."""

    on: Date
    by: Name | None = None
    how: Name | None = None


class Source(Record):
    """Where an imported record came from."""

    name: Name
    id: Name | None = None
    on: Date | None = None
    licence: Name | None = None


class Named(Record):
    """What a meeting is called. A class of its own so that these fields come first."""

    id: Anchor
    was: Anchors = ()
    """Ids it had before; links to them still arrive."""
    name: Name | None = None
    """Only when it differs from the group's."""


class Meeting(Times, Named):
    """One recurring gathering: a schedule and a place to be."""

    schedules: tuple[Times, ...] = Field(default=(), max_length=MOST_SCHEDULES)
    """Several, instead of the fields of one; what stands beside them holds for each."""
    timezone: Zone | None = None
    attendance: Annotated[Attendance, BeforeValidator(to.choice(Attendance))] | None = None
    venue: Venue | None = None
    online: Online | None = None
    languages: Languages | None = None
    formats: Words | None = None
    notes: Note | None = None
    paused: Paused | None = None
    venue_closed: VenueClosed | None = None


class Group(Record):
    """The people who hold one or more meetings. What stands here holds for each of its meetings."""

    name: Name = Field(alias="group")
    slug: Annotated[str, BeforeValidator(to.file_slug)] | None = None
    """Only in list files; a file of its own gives the slug by its name."""
    was: OldAddresses = ()
    """Addresses it had before: us/oregon/portland/old-name. A page there leads on."""
    fellowship: Annotated[str, BeforeValidator(to.word)]
    about: Note | None = None
    timezone: Zone | None = None
    attendance: Annotated[Attendance, BeforeValidator(to.choice(Attendance))] | None = None
    venue: Venue | None = None
    online: Online | None = None
    languages: Languages = ()
    formats: Words = ()
    contact: Contact | None = None
    confirmed: Confirmed | None = None
    paused: Paused | None = None
    venue_closed: VenueClosed | None = None
    holidays: Holidays | None = None
    ends: Date | None = None
    """The last day of the whole group."""
    source: Source | None = None
    listing: Annotated[Listing, BeforeValidator(to.choice(Listing))] = Listing.PUBLIC
    notes: Note | None = None
    meetings: tuple[Meeting, ...] = Field(min_length=1, max_length=MOST_MEETINGS)


MODELS: tuple[type[Record], ...] = (
    Address, Venue, Online, Contact, Confirmed, Paused, VenueClosed, Source, Season, Cancelled, Moved, Holidays, Times,
    Meeting, Group,
)  # fmt: skip


def fields_of(model: type[BaseModel]) -> list[str]:
    """The names a person may write in `model`, in the order of the class."""
    return [info.alias or name for name, info in model.model_fields.items()]


def nested(
    model: type[BaseModel], at: tuple[Any, ...], models: Sequence[type[Record]] = MODELS
) -> type[BaseModel] | None:
    """The model that a path of an error leads into, for did-you-mean."""
    by_alias = {info.alias or name: info for name, info in model.model_fields.items()}
    for part in at:
        if isinstance(part, int):
            continue
        info = by_alias.get(str(part))
        said = re.findall(r"\w+", str(info.annotation)) if info else []
        found = next((m for m in models if m.__name__ in said), None)
        if found is None:
            return None
        model = found
        by_alias = {info.alias or name: info for name, info in model.model_fields.items()}
    return model
