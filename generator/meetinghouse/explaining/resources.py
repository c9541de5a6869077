"""What can be wrong with help that is not a meeting."""

from __future__ import annotations

from .explanation import E, resource

EXPLAINED = (
    resource(
        "K01",
        E,
        "It is not said which country the help is for.",
        "A number rings only where it belongs.",
        "country: null",
        "country: GB",
    ),
    resource(
        "K02",
        E,
        "The country is another than that of the address.",
        "One of the two is wrong.",
        """
country: IE
venue: {address: {street: 1 Mill Lane, city: Leeds, country: GB}}
""",
        """
country: GB
venue: {address: {street: 1 Mill Lane, city: Leeds, country: GB}}
""",
    ),
    resource(
        "K03",
        E,
        "There is no way to reach the help.",
        "A name alone helps nobody.",
        """
phones: []
website: null
""",
        "website: https://example.org/",
    ),
    resource(
        "K04",
        E,
        "An emergency service has no number.",
        "It is looked for when a life is in danger.",
        """
kind: emergency
phones: []
""",
        """
kind: emergency
phones: ['112']
""",
    ),
    resource(
        "K05",
        E,
        "It is not said where the facts are from.",
        "Somebody has to be able to check them.",
        "source: null",
        "source: {name: Their page, link: https://example.org/}",
    ),
    resource(
        "K06",
        E,
        "It is not said who checked it, when and how.",
        "A wrong number on the worst night is what this record must not be.",
        "confirmed: {on: 2026-11-20}",
        "confirmed: {on: 2026-11-20, how: called them}",
    ),
    resource(
        "K07",
        E,
        "An unpublished record does not say why, or a published one does.",
        "Else the next volunteer adds it again.",
        "listing: unpublished",
        """
listing: unpublished
why: The line has closed.
""",
    ),
    resource(
        "K08",
        E,
        "The word to send by text message is said twice.",
        "Two ways to say it can contradict each other.",
        "text: {number: '85258', word: HOME, say: your town}",
        "text: {number: '85258', word: HOME}",
    ),
    resource(
        "K09",
        E,
        "A region is none of the country.",
        "The help would stand where nobody looks.",
        "region: [yorkshyre-north-west]",
        "area: Yorkshire",
    ),
    resource(
        "K10",
        E,
        "A sample record does not say so, or stands among help for danger.",
        "Nobody may dial an invented number at night.",
        "listing: sample",
        """
listing: sample
name: 'Sample: Quiet Line'
""",
    ),
    resource(
        "K20",
        E,
        "These are not opening hours.",
        "Open now, on pages, is worked out from them.",
        "hours: office hours",
        "hours: 24/7",
    ),
    resource(
        "K21",
        E,
        "The hours say nothing, or contradict themselves.",
        "People would ring in vain.",
        "hours: {always: yes, open: [{day: monday, from: 09:00, to: 17:00}]}",
        "hours: 24/7",
    ),
    resource(
        "K22",
        E,
        "A day of the hours is not every week.",
        "Open now is worked out for a week.",
        "hours: {timezone: Europe/London, open: [{day: first monday, from: 09:00, to: 17:00}]}",
        "hours: {timezone: Europe/London, open: [{day: monday, from: 09:00, to: 17:00}]}",
    ),
    resource(
        "K23",
        E,
        "Two spans of the hours overlap, or they are the whole week.",
        "One of them is most likely wrong.",
        (
            "hours: {timezone: Europe/London, open: [{day: monday, from: 09:00, to: 17:00}, {day: monday, "
            "from: 12:00, to: 20:00}]}"
        ),
        "hours: {timezone: Europe/London, open: [{day: monday, from: 09:00, to: 20:00}]}",
    ),
)
