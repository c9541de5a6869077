"""What an import says about a feed."""

from __future__ import annotations

from .explanation import E, W, elsewhere

EXPLAINED = (
    elsewhere(
        "I01",
        E,
        "The feed is empty, cut off or too large.",
        "Half a feed would take away half of the meetings.",
        "a file of 0 bytes",
        "the whole feed, fetched again",
    ),
    elsewhere(
        "I02",
        W,
        "A day or time of the feed is not one.",
        "A wrong time is worse than none.",
        '"weekday_tinyint": 9',
        '"weekday_tinyint": 3',
    ),
    elsewhere(
        "I03",
        E,
        "The feed lists no meetings, or far fewer or more than before.",
        "A fault at the other end must not empty your directory.",
        "[]",
        "a list of meetings, or --accept-shrink when it is true",
    ),
    elsewhere(
        "I04",
        W,
        "The feed gives no slug, or one that is taken.",
        "Every page needs an address of its own.",
        '"slug": ""',
        '"slug": "early-risers"',
    ),
    elsewhere(
        "I05",
        W,
        "The text of the feed has markup, which is taken out.",
        "People would see the signs, or worse be led astray.",
        '"notes": "<b>Ring</b>"',
        '"notes": "Ring"',
    ),
    elsewhere(
        "I08",
        W,
        "The end or length of the feed most likely means that nobody knows it.",
        "A meeting that ends at midnight by mistake looks six hours long.",
        '"end_time": "23:59"',
        '"end_time": "20:30"',
    ),
    elsewhere(
        "I10",
        E,
        "The feed is not JSON of the kind that was expected.",
        "Nothing of it can be believed.",
        "<html>Log in</html>",
        '[{"name": "Early Risers"}]',
    ),
    elsewhere(
        "I12",
        E,
        "A file that an import wrote is damaged.",
        "The import would write over what it cannot read.",
        "source: {name: Our feed",
        "source: {name: Our feed}",
    ),
    elsewhere(
        "M02",
        W,
        "A meeting of the feed is not published.",
        "Whoever keeps the feed does not want it shown.",
        '"published": "0"',
        '"published": "1"',
    ),
    elsewhere(
        "M03",
        W,
        "The venue is closed for now, so the meeting is written as online or paused.",
        "People must not stand before a locked door.",
        '"types": ["TC"]',
        "the meeting without that code, when the venue is open again",
    ),
    elsewhere(
        "M29",
        W,
        "A text of the feed tells a password, so it is left away.",
        "Whoever reads it could join and disturb.",
        "Password: 123456",
        "how-to-join: ask-by-email",
    ),
)
