"""The frozen models of a record: Group, Meeting, Venue and their parts, each already right.

A field's text is given its type here, once. The wording of an error is part of its converter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from . import converting as to
from . import facts, provenance
from .facts import AccessFact as AccessFact
from .facts import Answer as Answer
from .facts import OnlineAccess, VenueAccess, WhatToExpect, short_for
from .fields import (
    Allowed,
    Anchor,
    Anchors,
    Country,
    Date,
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
from .provenance import Confirmed, Contact, ListedBy, Source
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


class Listing(StrEnum):
    """Who may find the record: everyone, only people with the address, or no search engine. Ended: nobody meets."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    NOINDEX = "noindex"
    ENDED = "ended"


class Address(Record):
    """Where a letter would go. It is sent to a geocoder, so nothing about doors and bells belongs in it."""

    street: Name | None = None
    """House and street, as on a letter."""
    city: Name | None = None
    """Town or village."""
    region: Name | None = None
    """State, county or province, where letters need one: OR."""
    postcode: Name | None = None
    """In quotes, so that "01234" keeps its zero in every other program too."""
    country: Country
    """The country of the address."""


class Venue(Record):
    """The named place where people meet."""

    name: Name | None = None
    """What is written on the building."""
    address: Address | None = None
    """As on a letter; nothing about doors and bells."""
    coordinates: Point | None = None
    """Latitude and longitude in degrees, of the door. Better than any address."""
    arrival: Note | None = None
    """How to get in: side door, lower bell. Shown, never sent anywhere."""
    transit: Note | None = None
    """How to come by bus, train or on foot."""
    access: VenueAccess = VenueAccess()


class Online(Record):
    """How to join from elsewhere."""

    link: Link | None = None
    """The room online."""
    phone: Phone | None = None
    """For people who join by telephone."""
    how_to_join: Annotated[HowToJoin, BeforeValidator(to.choice(HowToJoin))] = HowToJoin.OPEN
    camera: Annotated[Camera, BeforeValidator(to.choice(Camera))] | None = None
    """Whether people are asked to show themselves: required, optional or off."""
    opens: Minutes | None = None
    """How many minutes before the start the room opens."""
    access: OnlineAccess = OnlineAccess()
    notes: Note | None = None
    """Anything else about joining."""
    link_checked: Date | None = None
    """The day a program last found the link answering. No person looked."""


class Named(Record):
    """What a meeting is called. A class of its own so that these fields come first."""

    id: Anchor
    """A short word that stays the same for ever; old links hang on it."""
    was: Anchors = ()
    """Ids it had before; links to them still arrive."""
    name: Name | None = None
    """Only when it differs from the group's."""


class Scheduled(Times, Named):
    """When, said once or several times."""

    schedules: tuple[Times, ...] = Field(default=(), max_length=MOST_SCHEDULES)
    """Several, instead of the fields of one; what stands beside them holds for each."""


class Placed(Record):
    """Where and how, of a group or of one of its meetings."""

    timezone: Zone | None = None
    """A place that has the clock: Europe/London. Online meetings must say it."""
    attendance: Annotated[Attendance, BeforeValidator(to.choice(Attendance))] | None = None
    """Needed when there are both a venue and a way to join online."""
    venue: Venue | None = None
    online: Online | None = None
    languages: Languages | None = None
    """Codes: en, es, nb, pt-BR; signed ones too: ase, bfi."""
    formats: Words | None = None
    """Words of formats.yml."""


class Meeting(WhatToExpect, Placed, Scheduled):
    """One recurring gathering: a schedule and a place to be."""

    notes: Note | None = None
    """Anything else, for this meeting."""
    paused: Paused | None = None
    """Only while they do not meet."""
    venue_closed: VenueClosed | None = None
    """Only while people cannot go into the building."""


class Titled(Record):
    """What a group is. A class of its own so that these fields come first."""

    name: Name = Field(alias="group")
    """The group's name, as its members say it."""
    slug: Annotated[str, BeforeValidator(to.file_slug)] | None = None
    """Only in list files; a file of its own gives the slug by its name."""
    was: OldAddresses = ()
    """Addresses it had before: us/oregon/portland/old-name. A page there leads on."""
    fellowship: Annotated[str, BeforeValidator(to.word)]
    """A word of fellowships.yml."""
    about: Note | None = None
    """What a newcomer would like to know."""


class Group(WhatToExpect, Placed, Titled):
    """The people who hold one or more meetings. What stands here holds for each of its meetings."""

    languages: Languages = ()
    formats: Words = ()
    contact: Contact | None = None
    """How to reach the group."""
    listed_by: Annotated[ListedBy, short_for("name")] | None = None
    """Who answers for what stands here."""
    confirmed: Confirmed | None = None
    """The day a person last asked or looked."""
    paused: Paused | None = None
    """Only while the group does not meet."""
    venue_closed: VenueClosed | None = None
    """Only while people cannot go into the building."""
    holidays: Holidays | None = None
    ends: Date | None = None
    """The last day of the whole group."""
    source: Source | None = None
    """Written by imports; you never need it."""
    listing: Annotated[Listing, BeforeValidator(to.choice(Listing))] = Listing.PUBLIC
    """public, unlisted (only with the address), noindex (not in search engines) or ended."""
    notes: Note | None = None
    """Anything else, for every meeting."""
    allow: Allowed = Field(default_factory=dict)
    """Warnings that are meant so, each with its reason: {P01: service office line}."""
    meetings: tuple[Meeting, ...] = Field(min_length=1, max_length=MOST_MEETINGS)
    """One entry for each meeting; each begins with - and an id."""


MODELS: tuple[type[Record], ...] = (
    Address, Venue, Online, *facts.MODELS, *provenance.MODELS, Paused, VenueClosed, Season, Cancelled, Moved,
    Holidays, Times, Meeting, Group,
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


def home_of(field: str, models: Sequence[type[Record]] = MODELS) -> str | None:
    """The part that a field belongs into, when there is only one such: `address` for `street`."""
    owners = [model for model in models if field in fields_of(model)]
    if len(owners) != 1:
        return None
    fields = ((info.alias or name, info) for model in models for name, info in model.model_fields.items())
    owner = re.compile(rf"\b{owners[0].__name__}\b")
    return next((key for key, info in fields if owner.search(str(info.annotation))), None)
