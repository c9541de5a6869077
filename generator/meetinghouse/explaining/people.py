"""What must not be told of people, and what people must not be led to."""

from __future__ import annotations

from .explanation import BOTH, E, W, elsewhere, group

EXPLAINED = (
    group(
        "P01",
        BOTH,
        "A text holds somebody's whole name or a telephone number; in contact: that is an error.",
        "Whoever is named here is known to go to such meetings, for ever and to all.",
        "notes: Call Dave Henderson on 0113 496 0123.",
        """
notes: Ask for the group secretary.
contact: {phone: +44 113 496 0123}
""",
    ),
    group(
        "P05",
        W,
        "A mail address looks like a person's own.",
        "It tells who goes there. A group's own mailbox can be handed on.",
        "contact: {email: bob.jones@gmail.com}",
        "contact: {email: canal.side@example.org}",
    ),
    group(
        "P07",
        W,
        "A link or text holds the passcode of an online meeting.",
        "Whoever sees it can join and disturb. Ask whether the group agreed.",
        """
attendance: hybrid
online: {link: 'https://zoom.us/j/8123456789?pwd=abc123'}
""",
        """
attendance: hybrid
online: {link: 'https://zoom.us/j/8123456789'}
""",
    ),
    elsewhere(
        "P10",
        E,
        "There is a picture among the records.",
        "It can show faces, and where and when it was taken.",
        "meetings/us/oregon/portland/room.jpg",
        "venue: {arrival: Side door on Third Avenue.}",
    ),
    group(
        "P13",
        W,
        "A text sounds commercial.",
        "Some sell treatment in the name of a group.",
        "about: Verified insurance accepted at our luxury rehab. Call our admissions team today!",
        "about: We meet in a quiet room by the canal.",
    ),
    group(
        "P14",
        BOTH,
        (
            "A text asks for money, or to install an app; or a way to give leads to an account that nobody "
            "checked, which is an error."
        ),
        "Money that goes to a stranger cannot be called back.",
        "notes: Send bitcoin to join.",
        "notes: Free for everyone.",
    ),
    group(
        "P20",
        E,
        "This is not a telephone number.",
        "People press it and nothing rings.",
        "contact: {phone: ask at the door}",
        "contact: {phone: +44 113 496 0123}",
    ),
    group(
        "P21",
        E,
        "This is not a mail address.",
        "The letter would come back, or never arrive.",
        "contact: {email: canal.side at example.org}",
        "contact: {email: canal.side@example.org}",
    ),
)
