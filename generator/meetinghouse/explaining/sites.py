"""What can be wrong when a site is built."""

from __future__ import annotations

from .explanation import E, elsewhere

EXPLAINED = (
    elsewhere(
        "B06",
        E,
        "There is no record at all.",
        "An empty site would take the place of a full one.",
        "an empty folder meetings/",
        "one file for each group, such as meetings/us/oregon/portland/early-risers.yml",
    ),
    elsewhere(
        "B07",
        E,
        "The site that was built does not hold every meeting of the records.",
        "A meeting that is missing is a door that stays shut. Nothing is published; please report it.",
        "a page with 3 of 4 meetings",
        "a page with all of them",
    ),
    elsewhere(
        "B20",
        E,
        "A page of content/ has the address of a page that is made from records.",
        "One of the two would be lost.",
        "content/meetings/us/oregon/index.md",
        "content/about/oregon.md",
    ),
)
