"""What can be wrong with words that people read."""

from __future__ import annotations

from .explanation import E, W, group

EXPLAINED = (
    group(
        "L01",
        E,
        "This is not the code of a language.",
        "People look for a meeting in their language.",
        "languages: [english]",
        "languages: [en]",
    ),
    group(
        "L10",
        W,
        "Words are all in capitals.",
        "It reads as shouting, and some screen readers spell it letter by letter.",
        "group: CANAL SIDE GROUP",
        "group: Canal Side Group",
    ),
    group(
        "L11",
        W,
        "A field holds a placeholder.",
        "People would read it as a fact.",
        "notes: TBD",
        "notes: Bring your own mug.",
    ),
    group(
        "L12",
        W,
        "A text has markup in it.",
        "Texts are shown as they are, so people would see the signs.",
        "notes: <b>Ring</b> the bell.",
        "notes: Ring the bell.",
    ),
)
