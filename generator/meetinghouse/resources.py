"""The frozen model of a resource: help that is not a meeting. How to reach it, when, who runs it, who checked it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field

from . import converting as to
from .facts import VenueAccess
from .fields import Allowed, Days, Email, Languages, Link, Name, Names, Note, Phone, Record, Time, Yes, Zone
from .problems import quoted
from .provenance import Confirmed
from .records import Address, Venue

INTERNATIONAL = "international"
"""Written where a country would stand: the help is for people anywhere."""


class ResourceKind(StrEnum):
    """What sort of help it is. In the order in which pages show them: danger first."""

    EMERGENCY = "emergency"
    CRISIS_LINE = "crisis-line"
    HARM_REDUCTION = "harm-reduction"
    HELPLINE = "helpline"
    TREATMENT = "treatment"
    PEER_MENTORS = "peer-mentors"
    RECOVERY_CENTRE = "recovery-centre"
    RECOVERY_HOUSING = "recovery-housing"
    CHAT_GROUP = "chat-group"
    FORUM = "forum"
    SOCIAL_PAGE = "social-page"
    TRAINING = "training"
    FELLOWSHIP_OFFICE = "fellowship-office"


class KindWords(NamedTuple):
    """A heading for several of a kind, and what it means."""

    heading: str
    about: str


KINDS = {
    ResourceKind.EMERGENCY: KindWords("Emergency", "When a life is in danger: ambulance, fire and police."),
    ResourceKind.CRISIS_LINE: KindWords("Crisis lines", "A person to talk to when it feels too much."),
    ResourceKind.HARM_REDUCTION: KindWords("Safer use", "Help to stay alive and well, also while using."),
    ResourceKind.HELPLINE: KindWords("Helplines", "Questions, advice, and the way to help near you."),
    ResourceKind.TREATMENT: KindWords("Treatment", "Doctors, clinics, and ways to find them."),
    ResourceKind.PEER_MENTORS: KindWords("Peer mentors", "One person who has been there, for you alone."),
    ResourceKind.RECOVERY_CENTRE: KindWords("Recovery centres", "Places to go by day, run with people in recovery."),
    ResourceKind.RECOVERY_HOUSING: KindWords("Recovery housing", "Homes shared with others in recovery."),
    ResourceKind.CHAT_GROUP: KindWords("Chat groups", "Groups that write to each other."),
    ResourceKind.FORUM: KindWords("Forums", "Boards to read and write on. Anyone may be able to read them."),
    ResourceKind.SOCIAL_PAGE: KindWords(
        "Social pages", "Pages on social networks. Others may see that you follow them."
    ),
    ResourceKind.TRAINING: KindWords("Training", "For people who want to support others."),
    ResourceKind.FELLOWSHIP_OFFICE: KindWords("Fellowship offices", "Where a fellowship answers questions."),
}


class ResourceListing(StrEnum):
    """Whether pages show the record. An unpublished one is kept with the reason, so that nobody adds it again; a
    sample is invented, and only sites that say `sample: true` show it."""

    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    SAMPLE = "sample"


def country_or_international(value: Any) -> str:
    return INTERNATIONAL if to.text(value).lower() == INTERNATIONAL else to.country(value)


def always_or_fields(value: Any) -> Any:
    """`hours: 24/7` is short for the field `always`."""
    if not isinstance(value, str):
        return value
    if to.text(value).lower() in ("24/7", "always"):
        return {"always": "yes"}
    raise to.Wrong("K20", f"{quoted(value)} are not opening hours", "write 24/7, or open: with days and times")


def fields_or(name: str) -> BeforeValidator:
    """A lone text is short for the one field `name`."""
    return BeforeValidator(lambda value: {name: value} if isinstance(value, str) else value)


class PhoneLine(Record):
    """A number to dial, written as people in its country write it: `988`, `116 123`, `0800 917 7650`."""

    number: Phone
    """The number, with its spaces."""
    label: Name | None = None
    """What sets this one apart from the others: `For deaf people (TTY)`."""
    then: Name | None = None
    """What to do once it rings: `press 1`."""


class TextLine(Record):
    """A number to send a text message to."""

    number: Phone
    """The number, with its spaces."""
    word: Name | None = None
    """The word to send, as it is: `HOME`."""
    say: Name | None = None
    """What to send when it is not one word: `your postal code`."""


class Opening(Record):
    """A span of the week. An end that is not after its beginning is on the next day."""

    day: Days
    """Which days."""
    from_: Time
    """When they begin to answer."""
    to: Time
    """When they stop."""


class Hours(Record):
    """When somebody answers, by the clock of `timezone`. Holidays are words: they move."""

    always: Yes = False
    """Day and night."""
    timezone: Zone | None = None
    """The clock of the hours: America/Los_Angeles."""
    open: tuple[Opening, ...] = ()
    """Days and times, one entry for each."""
    holidays: Note | None = None
    """What happens on public holidays, in words."""
    notes: Note | None = None
    """An exception in words. Where there is one, no page says that the line is open now."""


class ResourceSource(Record):
    """Where the facts of the record are from."""

    name: Name
    """What the page or list is called."""
    link: Link | None = None
    """The page itself."""


class Resource(Record):
    """Help that is not a meeting."""

    id: Annotated[str, BeforeValidator(to.anchor)] | None = None
    """Only in list files; a file of its own gives it by its name. An anchor on the page of its country."""
    name: Name
    """As the service says it."""
    kind: Annotated[ResourceKind, BeforeValidator(to.choice(ResourceKind))]
    country: Annotated[str, BeforeValidator(country_or_international)] | None = None
    """ISO code or `international`; not needed where the address says it."""
    region: Names = ()
    """The state, province or part of the country it serves, one or a list: Oregon, or US-OR."""
    area: Name | None = None
    """The part of the country it serves, in words: Lantern County."""
    venue: Venue | None = None
    """Only for places that people go to."""
    phones: tuple[Annotated[PhoneLine, fields_or("number")], ...] = ()
    """The first is the main one."""
    text: Annotated[TextLine, fields_or("number")] | None = None
    """For people who would rather write."""
    chat: Link | None = None
    """Where to write with somebody now."""
    website: Link | None = None
    """Its own page."""
    email: Email | None = None
    """Its own address."""
    hours: Annotated[Hours, BeforeValidator(always_or_fields)] | None = None
    """24/7, or days and times; leave it out if you do not know."""
    languages: Languages = ()
    """Codes of the languages they answer in: en, es."""
    cost: Note | None = None
    """What it costs: Free."""
    for_: Note | None = None
    """Who it is for."""
    run_by: Name | None = None
    """Who runs it."""
    what_happens: Note | None = None
    """What happens when somebody calls or comes."""
    notes: Note | None = None
    """Anything else."""
    strip: Yes = False
    """Stands in the strip on every page of a site for this country."""
    source: ResourceSource | None = None
    """Where the facts are from."""
    confirmed: Confirmed | None = None
    """The day a person last checked it, and how."""
    listing: Annotated[ResourceListing, BeforeValidator(to.choice(ResourceListing))] = Field(
        default=ResourceListing.PUBLISHED
    )
    why: Note | None = None
    """Why it is unpublished."""
    allow: Allowed = Field(default_factory=dict)
    """Warnings that are meant so, each with its reason: {D06: asked again next week}."""

    @property
    def published(self) -> bool:
        return self.listing is ResourceListing.PUBLISHED

    @property
    def sample(self) -> bool:
        return self.listing is ResourceListing.SAMPLE

    @property
    def of_country(self) -> str:
        """ISO code, `international`, or nothing when the record does not say."""
        address = self.venue.address if self.venue else None
        return self.country or (address.country if address else "")


RESOURCE_MODELS: tuple[type[Record], ...] = (
    Address, VenueAccess, Venue, PhoneLine, TextLine, Opening, Hours, ResourceSource, Confirmed, Resource,
)  # fmt: skip
