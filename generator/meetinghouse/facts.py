"""The frozen models of what decides whether a person can and wants to come: access, and what to expect there."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator

from . import converting as to
from .fields import Date, Link, Note, Person, Record, SignedLanguages


class Answer(StrEnum):
    """Unknown is not no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class AccessFact(StrEnum):
    """Facts about a place, or a room online, that decide whether a person can take part."""

    STEP_FREE = "step-free"
    WIDE_DOORS = "wide-doors"
    LIFT = "lift"
    TOILET = "toilet"
    PARKING = "parking"
    HEARING_LOOP = "hearing-loop"
    CAPTIONS = "captions"
    SIGN_LANGUAGE = "sign-language"
    CHILDCARE = "childcare"
    CHILDREN_WELCOME = "children-welcome"
    SERVICE_ANIMALS = "service-animals"
    FRAGRANCE_FREE = "fragrance-free"


FIELDS = tuple((fact, fact.name.lower()) for fact in AccessFact)
"""Each with its attribute."""
Asked = Annotated[Answer, BeforeValidator(to.choice(Answer))]


class Access(Record):
    """Which facts were looked at, each with its answer. What nobody looked at is left out."""

    def items(self) -> Iterator[tuple[AccessFact, Answer]]:
        """What was asked, with its answer."""
        if not self.model_fields_set:
            return  # most say nothing, and a hundred thousand are asked
        given = self.__dict__
        for fact, name in FIELDS:
            if (answer := given.get(name)) is not None:
                yield fact, answer

    def get(self, fact: AccessFact) -> Answer | None:
        answer: Answer | None = getattr(self, fact.name.lower(), None)
        return answer


class VenueAccess(Access):
    """What somebody needs who comes to the place: yes, no or unknown. What nobody looked at is left out."""

    step_free: Asked | None = None
    """From the street to the chair without a single step."""
    wide_doors: Asked | None = None
    """Every door on the way is wide enough for a wheelchair: 80 cm, 32 inches."""
    lift: Asked | None = None
    """To every floor that people use."""
    toilet: Asked | None = None
    """One that people who use a wheelchair can use."""
    parking: Asked | None = None
    """A parking place for disabled people."""
    hearing_loop: Asked | None = None
    """For hearing aids with a telecoil."""
    captions: Asked | None = None
    """Words on a screen in the room while people speak."""
    sign_language: Asked | None = None
    """In the room: everybody signs, or an interpreter does."""
    signed_language: SignedLanguages = ()
    """Which one: ase (American), bfi (British), asf (Auslan), fsl (French)."""
    childcare: Asked | None = None
    """Somebody looks after children meanwhile."""
    children_welcome: Asked | None = None
    """Children may be in the room."""
    service_animals: Asked | None = None
    """Dogs that help a person are welcome."""
    fragrance_free: Asked | None = None
    """People are asked to come without perfume."""
    checked: Date | None = None
    """The day somebody last looked."""


class OnlineAccess(Access):
    """What somebody needs who joins from elsewhere: yes, no or unknown. What nobody looked at is left out."""

    captions: Asked | None = None
    """Words on the screen while people speak."""
    sign_language: Asked | None = None
    """On the screen: everybody signs, or an interpreter does."""
    signed_language: SignedLanguages = ()
    """Which one: ase (American), bfi (British), asf (Auslan), fsl (French)."""
    checked: Date | None = None
    """The day somebody last looked."""


class Speaking(StrEnum):
    """Whether people are asked to say something."""

    EXPECTED = "expected"
    OPTIONAL = "optional"
    LISTEN_ONLY = "listen-only"


class Size(StrEnum):
    """How many come: up to 10, 11 to 25, more than 25."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class ReligiousContent(StrEnum):
    """Whether there are prayers or other religious words."""

    NONE = "none"
    SOME = "some"
    CENTRAL = "central"


class Given(StrEnum):
    """Whether the group signs a paper that says somebody was there."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


class Giving(StrEnum):
    """Whether people may give money."""

    NONE = "none"
    OPTIONAL = "optional"


class Brief(Record):
    """A part that may be written as one word: the value of its first field."""


class Proof(Brief):
    """Proof of attendance, such as a court asks for."""

    given: Annotated[Given, BeforeValidator(to.choice(Given))]
    how: Note | None = None
    """What to do: ask the secretary before the meeting begins."""


class Contributions(Brief):
    """Money that people may give to the group. Nobody ever has to."""

    asked: Annotated[Giving, BeforeValidator(to.choice(Giving))]
    how: Note | None = None
    """A basket goes round at the end."""
    link: Link | None = None
    """A page of the group's own, or of its service body."""
    checked: Date | None = None
    """The day the group said that the link is its own; needed for a payment app."""


def short_for(field: str) -> BeforeValidator:
    """Reads `part: word` as `part: {field: word}`."""

    def spread(value: Any) -> Any:
        return {field: value} if isinstance(value, str) else value

    return BeforeValidator(spread)


class WhatToExpect(Record):
    """What it is like there. A group says it for its meetings; a meeting may differ in any of it."""

    speaking: Annotated[Speaking, BeforeValidator(to.choice(Speaking))] | None = None
    """Whether everyone is asked to speak, may, or nobody is."""
    size: Annotated[Size, BeforeValidator(to.choice(Size))] | None = None
    """How many people usually come: small is up to 10, medium 11 to 25, large more."""
    religious_content: Annotated[ReligiousContent, BeforeValidator(to.choice(ReligiousContent))] | None = None
    """Prayers or other religious words: none, some, or at the heart of it."""
    proof_of_attendance: Annotated[Proof, short_for("given")] | None = None
    """Whether they sign a paper that says somebody was there: yes, no or ask."""
    greeter: Person | None = None
    """Who meets people at the door: a role, or a first name and an initial."""
    contributions: Annotated[Contributions, short_for("asked")] | None = None
    """Whether people may give money: none or optional."""


NOTHING_KNOWN = WhatToExpect()
MODELS: tuple[type[Record], ...] = (VenueAccess, OnlineAccess, Proof, Contributions)
