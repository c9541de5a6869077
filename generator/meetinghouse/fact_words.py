"""Access and what to expect, said in plain English. Whatever nobody told us is called not known, never no."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import (
    Access,
    AccessFact,
    Answer,
    Contributions,
    Given,
    Giving,
    OnlineAccess,
    Proof,
    ReligiousContent,
    Size,
    Speaking,
    VenueAccess,
    WhatToExpect,
)
from .schedule_words import full_date
from .vocabulary import language_name

ACCESS_LABELS = {
    AccessFact.STEP_FREE: "Step-free entrance",
    AccessFact.WIDE_DOORS: "Doors wide enough for a wheelchair",
    AccessFact.LIFT: "Lift",
    AccessFact.TOILET: "Accessible toilet",
    AccessFact.PARKING: "Accessible parking",
    AccessFact.HEARING_LOOP: "Hearing loop",
    AccessFact.CAPTIONS: "Captions in the room",
    AccessFact.SIGN_LANGUAGE: "Sign language in the room",
    AccessFact.CHILDCARE: "Childcare",
    AccessFact.CHILDREN_WELCOME: "Children welcome",
    AccessFact.SERVICE_ANIMALS: "Service animals welcome",
    AccessFact.FRAGRANCE_FREE: "Fragrance-free",
}
ONLINE_LABELS = {
    AccessFact.CAPTIONS: "Captions online",
    AccessFact.SIGN_LANGUAGE: "Sign language online",
}
ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "not known"}
DECISIVE = (AccessFact.STEP_FREE, AccessFact.TOILET)
"""Of a place: said to be unknown even when nobody wrote a word about them, because people stay at home over it."""
SPEAKING = {
    Speaking.EXPECTED: "Everyone is asked to say something.",
    Speaking.OPTIONAL: "You can speak or only listen.",
    Speaking.LISTEN_ONLY: "You only listen; nobody is asked to speak.",
}
SIZE = {
    Size.SMALL: "It is small: up to 10 people come.",
    Size.MEDIUM: "It is of middling size: 11 to 25 people come.",
    Size.LARGE: "It is large: more than 25 people come.",
}
RELIGIOUS_CONTENT = {
    ReligiousContent.NONE: "There are no prayers and no religious words.",
    ReligiousContent.SOME: "There may be a prayer or some religious words.",
    ReligiousContent.CENTRAL: "Religion is at the heart of it.",
}
PROOF = {
    Given.YES: "They sign proof that you were there.",
    Given.NO: "They do not sign proof of attendance.",
    Given.ASK: "Ask them beforehand if you need proof of attendance.",
}
GIVING = {
    Giving.NONE: "Nobody is asked for money.",
    Giving.OPTIONAL: "People may give money if they like; nobody has to.",
}


def venue_access(access: VenueAccess) -> list[tuple[str, str]]:
    """Every fact that was asked, with its answer, and those that decide even when nobody asked."""
    answers = dict.fromkeys(DECISIVE, Answer.UNKNOWN) | dict(access.items())
    return [(ACCESS_LABELS[fact], _answer(fact, answers[fact], access)) for fact in AccessFact if fact in answers]


def online_access(access: OnlineAccess) -> list[tuple[str, str]]:
    return [(ONLINE_LABELS[fact], _answer(fact, answer, access)) for fact, answer in access.items()]


def _answer(fact: AccessFact, answer: Answer, access: VenueAccess | OnlineAccess) -> str:
    """`yes`, or `yes: British Sign Language`."""
    if fact is not AccessFact.SIGN_LANGUAGE or answer is not Answer.YES or not access.signed_language:
        return ANSWERS[answer]
    return f"yes: {', '.join(language_name(code) or code for code in access.signed_language)}"


def checked_words(access: VenueAccess | OnlineAccess) -> str:
    """When somebody looked; nothing when there is nothing that they looked at."""
    return f"Somebody checked this on {full_date(access.checked)}." if access.checked and _any(access) else ""


def _any(access: Access) -> bool:
    return any(True for _ in access.items())


def expect_words(expect: WhatToExpect) -> Iterator[str]:
    """What it is like there, a sentence for each thing that is known."""
    if expect.size:
        yield SIZE[expect.size]
    if expect.speaking:
        yield SPEAKING[expect.speaking]
    if expect.greeter:
        yield f"Somebody meets you there: {expect.greeter}."
    if expect.religious_content:
        yield RELIGIOUS_CONTENT[expect.religious_content]
    if expect.contributions:
        yield _contributions(expect.contributions)
    if expect.proof_of_attendance:
        yield _proof(expect.proof_of_attendance)


def _proof(proof: Proof) -> str:
    return " ".join(filter(None, (PROOF[proof.given], proof.how)))


def _contributions(contributions: Contributions) -> str:
    return " ".join(filter(None, (GIVING[contributions.asked], contributions.how)))
