"""What can be wrong with single letters and signs."""

from __future__ import annotations

from .explanation import E, elsewhere, group

EXPLAINED = (
    group(
        "U01",
        E,
        "The text has a sign that turns the direction of writing round.",
        "It can make a text read as something else.",
        "notes: Ring \u202ethe bell.",
        "notes: Ring the bell.",
    ),
    group(
        "U04",
        E,
        "One letter carries more than eight marks.",
        "Such text runs over the lines above and below.",
        "notes: Ring" + "\u0301" * 12 + " the bell.",
        "notes: Ring the bell.",
    ),
    group(
        "U06",
        E,
        "Digits of another script stand in a time.",
        "Most programs and some people cannot read them.",
        """
meetings:
  - id: tue
    day: tuesday
    start: ١٩:٣٠
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
""",
    ),
    group(
        "U07",
        E,
        "The name of a site mixes letters of two scripts.",
        "That is how a link pretends to lead elsewhere.",
        "contact: {website: 'https://ex\u0430mple.org/'}",
        "contact: {website: 'https://example.org/'}",
    ),
    group(
        "U08",
        E,
        "The text has a character that means nothing to anybody else.",
        "Others see a box, or nothing.",
        "notes: Ring \ue000the bell.",
        "notes: Ring the bell.",
    ),
    elsewhere(
        "Y35",
        E,
        "The file is not UTF-8 but another encoding.",
        "Accents and other letters would be wrong.",
        "saved as Unicode (UTF-16)",
        "saved as UTF-8",
    ),
    elsewhere(
        "Y36",
        E,
        "A byte of the file is not UTF-8.",
        "Accents and other letters would be wrong.",
        "saved as Windows-1252",
        "saved as UTF-8",
    ),
    group(
        "Y37",
        E,
        "The text has a control character.",
        "It can do things to the screens of those who read it.",
        "notes: Ring \u0007the bell.",
        "notes: Ring the bell.",
    ),
    group(
        "Y38",
        E,
        "An escape in quotes stands for a control character.",
        "It can do things to the screens of those who read it.",
        'notes: "Ring \\x07the bell."',
        "notes: Ring the bell.",
    ),
    group(
        "Y39",
        E,
        "An escape in quotes stands for half a character.",
        "It cannot be written to any page.",
        'notes: "Ring \\ud800 the bell."',
        "notes: Ring the bell.",
    ),
    group(
        "Y40",
        E,
        "The text has a line break that most programs do not see.",
        "Lines would be counted in two ways.",
        "notes: Ring \u2028the bell.",
        "notes: Ring the bell.",
    ),
    group(
        "Y41",
        E,
        "Lines end in an old way (CR alone).",
        "The whole file looks like one line.",
        "notes: Ring.\rabout: A quiet room.",
        "notes: Ring.",
    ),
    group(
        "Y46",
        E,
        "The text has a character of no width.",
        "Two words that look the same would not be the same.",
        "notes: Ring the\u200b bell.",
        "notes: Ring the bell.",
    ),
)
