"""Facts that the finder asks for and shows beside those of a venue: access online, and what to expect there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .fact_words import ONLINE_LABELS
from .facts import Answer, Given, ReligiousContent, Speaking
from .placed import PlacedMeeting
from .records import Camera


class FinderFact(NamedTuple):
    """What a box of the form asks for."""

    slug: str
    label: str
    contrary: str = ""
    """What a card says where it is not so; nothing where that decides little."""


ONLINE = {fact: FinderFact(f"{fact}-online", label) for fact, label in ONLINE_LABELS.items()}
CAMERA = FinderFact("camera-off", "Camera may stay off", "Camera needs to be on")
SPEAKING = FinderFact("no-need-to-speak", "You need not speak", "Everyone is asked to speak")
RELIGION = FinderFact("no-religion", "No religious content", "Prayer or religious words")
PROOF = FinderFact("proof", "Signs proof of attendance")
ACCESS = tuple(ONLINE.values())
EXPECT = (CAMERA, SPEAKING, RELIGION, PROOF)


def facts_of(meeting: PlacedMeeting) -> Iterator[tuple[FinderFact, bool]]:
    """What is known of a meeting, and whether it is so; what nobody said is left out."""
    online, expect = meeting.online, meeting.expect
    if online:
        for fact, answer in online.access.items():
            if answer is not Answer.UNKNOWN:
                yield ONLINE[fact], answer is Answer.YES
        if online.camera:
            yield CAMERA, online.camera is not Camera.REQUIRED
    if expect.speaking:
        yield SPEAKING, expect.speaking is not Speaking.EXPECTED
    if expect.religious_content:
        yield RELIGION, expect.religious_content is ReligiousContent.NONE
    if expect.proof_of_attendance and expect.proof_of_attendance.given is Given.YES:
        yield PROOF, True
