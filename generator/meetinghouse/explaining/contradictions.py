"""What one part of a record says and another does not."""

from __future__ import annotations

from .explanation import BOTH, W, group

EXPLAINED = (
    group(
        "X01",
        W,
        "The name tells a time that the schedule does not.",
        "One of the two is old, and people go by the name.",
        "group: Canal Side 6 PM",
        "group: Canal Side",
    ),
    group(
        "X02",
        W,
        "The name tells a day that the schedule does not.",
        "One of the two is old, and people go by the name.",
        "group: Canal Side Friday Night",
        "group: Canal Side Tuesday Night",
    ),
    group(
        "X03",
        W,
        "A venue or a link is kept that no meeting uses.",
        "Nobody sees it, or somebody goes there in vain.",
        """
attendance: online
timezone: Europe/London
online: {link: https://video.example.org/room/7}
""",
        """
attendance: hybrid
online: {link: https://video.example.org/room/7}
""",
    ),
    group(
        "X04",
        W,
        "The name says online or in person, and the record says otherwise; or the venue is no place.",
        "People would stand before a door, or wait for a link.",
        "group: Canal Side Online",
        "group: Canal Side",
    ),
    group(
        "X05",
        W,
        "Two formats exclude each other.",
        "Whoever may come has to be clear before the door.",
        "formats: [open, closed]",
        "formats: [open]",
    ),
    group(
        "X06",
        W,
        "The name or a format speaks of a language that languages: does not.",
        "People look for a meeting in their language.",
        "formats: [open, bilingual]",
        """
formats: [open, bilingual]
languages: [en, es]
""",
    ),
    group(
        "X07",
        W,
        "A fact about access contradicts a format or the way in.",
        "A wrong yes can end somebody's evening on the pavement.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  arrival: Down the stairs at the side.
  access: {step-free: yes}
  coordinates: 53.79, -1.55
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  arrival: Down the stairs at the side.
  access: {step-free: no}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "X08",
        BOTH,
        (
            "A fact stands beside nothing that it could be about: a date of checking without a fact, a way to "
            "give where nobody is asked to."
        ),
        "One of the two is missing.",
        "contributions: {asked: none, link: 'https://example.org/give'}",
        "contributions: {asked: optional, link: 'https://example.org/give'}",
    ),
    group(
        "X09",
        W,
        "The meeting is very short.",
        "Most likely the end is a slip of the pen.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    end: 19:35
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    end: 20:30
""",
    ),
    group(
        "X10",
        W,
        "timezone: tells another clock than that of the place.",
        "People would come hours too early or too late.",
        "timezone: America/Denver",
        "timezone: Europe/London",
    ),
    group(
        "X11",
        W,
        "A note tells of an exception that the schedule does not know.",
        "Calendars and lists go by the schedule.",
        "notes: No meeting on Christmas Day.",
        "holidays: {closed-on: [Christmas Day]}",
    ),
    group(
        "X12",
        W,
        "A note says that they do not meet, and the record says that they do.",
        "People would stand before a locked door.",
        "notes: Temporarily closed.",
        "paused: {since: 2026-11-01, why: The hall is being repaired.}",
    ),
    group(
        "X13",
        W,
        "A text has a link in it.",
        "In a text it cannot be pressed, checked or kept private.",
        "notes: See https://elsewhere.example.net/room for more.",
        "contact: {website: 'https://elsewhere.example.net/room'}",
    ),
    group(
        "X14",
        W,
        "How to join says to ask, and there is nobody to ask; or it says open, and a text says to ask.",
        "Nobody could join, or the link is shown to all by mistake.",
        """
attendance: hybrid
online: {link: https://video.example.org/room/7, how-to-join: ask-by-email}
contact: {phone: +44 113 496 0123}
""",
        """
attendance: hybrid
online: {link: https://video.example.org/room/7, how-to-join: ask-by-email}
contact: {email: canal.side@example.org}
""",
    ),
)
