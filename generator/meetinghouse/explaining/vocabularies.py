"""What can be wrong with the closed words and the lock file."""

from __future__ import annotations

from .explanation import E, elsewhere, group

EXPLAINED = (
    elsewhere(
        "N20",
        E,
        "places.lock.jsonl is damaged.",
        "Places would be lost, or in the sea.",
        "<<<<<<< HEAD",
        "one line of JSON for each address; geocode fill writes it",
    ),
    elsewhere(
        "V01",
        E,
        "fellowships.yml, formats.yml or regions.yml is damaged.",
        "Every record uses their words.",
        "open: {group: rule}",
        "open: {name: Open, group: rule, about: Everyone may come.}",
    ),
    group(
        "V02",
        E,
        "The fellowship is not in fellowships.yml.",
        "Pages and filters know only words that are explained there.",
        "fellowship: aaa",
        "fellowship: aa",
    ),
    group(
        "V03",
        E,
        "A format is not in formats.yml.",
        "People filter by these words, so each is explained there.",
        "formats: [opne]",
        "formats: [open]",
    ),
)
