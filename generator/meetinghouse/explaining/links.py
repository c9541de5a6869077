"""What can be wrong with a link."""

from __future__ import annotations

from .explanation import BOTH, E, W, group

EXPLAINED = (
    group(
        "H07",
        E,
        "A link is not a web address.",
        "It leads nowhere, or runs something in the visitor's browser.",
        "contact: {website: 'javascript:alert(1)'}",
        "contact: {website: 'https://example.org/'}",
    ),
    group(
        "H08",
        W,
        "A link is not secure: http instead of https.",
        "Others on the same network can see and change what is read.",
        "contact: {website: 'http://example.org/'}",
        "contact: {website: 'https://example.org/'}",
    ),
    group(
        "H09",
        BOTH,
        (
            "A link holds a user name (an error), or its host is a number, has a port, or has letters that "
            "look like others (a warning)."
        ),
        "That is how links are made that pretend to lead elsewhere.",
        "contact: {website: 'https://203.0.113.7/'}",
        "contact: {website: 'https://example.org/'}",
    ),
    group(
        "H18",
        W,
        "A link goes through a shortener.",
        "Nobody can see where it leads, and it may lead elsewhere tomorrow.",
        "contact: {website: 'https://bit.ly/3abcDEF'}",
        "contact: {website: 'https://example.org/'}",
    ),
)
