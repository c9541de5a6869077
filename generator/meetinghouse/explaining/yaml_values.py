"""What can be wrong with the fields of a record and their values."""

from __future__ import annotations

from .explanation import E, elsewhere, group

EXPLAINED = (
    group(
        "Y03",
        E,
        "The hour has one digit.",
        "09:30 cannot be taken for evening.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 9:30
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 09:30
""",
    ),
    group(
        "Y04",
        E,
        "The time has seconds.",
        "Nobody starts by the second; most likely it is copied from a program.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30:00
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
""",
    ),
    group(
        "Y05",
        E,
        "The time is written with a dot, a comma or an h.",
        "One way to write it is easier to check.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19.30
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
""",
    ),
    group(
        "Y06",
        E,
        "A date stands where a time should.",
        "The day is said by day: or dates:.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 2026-11-24 19:30
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
""",
    ),
    group(
        "Y16",
        E,
        "A field is written twice.",
        "One of the two would silently be lost.",
        """
notes: Ring the bell.
notes: Knock.
""",
        "notes: Ring the bell.",
    ),
    group(
        "Y17",
        E,
        "This is neither yes nor no.",
        "Maybe cannot be looked for.",
        """
meetings:
  - id: tue
    continuous: maybe
""",
        """
meetings:
  - id: tue
    continuous: yes
""",
    ),
    group(
        "Y42",
        E,
        "This is not a date.",
        "2026-11-22 is the same everywhere; 11/12 is not.",
        "confirmed: {on: 11/20/2026}",
        "confirmed: {on: 2026-11-20}",
    ),
    group(
        "Y43",
        E,
        "This is not a number of minutes.",
        "The end is worked out from it.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    minutes: an hour
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    minutes: 60
""",
    ),
    group(
        "Y44",
        E,
        "A number is endless or none.",
        "There is no such point on the map.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: .nan, -1.55
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "Y45",
        E,
        "An invisible character stands in the name of a field or indents a line.",
        "It looks right and is not.",
        ("contact:\n\u00a0\u00a0email: canal.side@example.org"),
        """
contact:
  email: canal.side@example.org
""",
    ),
    group(
        "Y47",
        E,
        "There is no such field, or no such choice.",
        "A misspelt field would silently be lost.",
        "felowship: aa",
        "notes: Ring the bell.",
    ),
    group(
        "Y48",
        E,
        "A field that is needed is missing or empty.",
        "The record cannot be shown without it.",
        "group: ''",
        "group: Canal Side",
    ),
    elsewhere(
        "Y49",
        E,
        "There are too many values in one record, or groups in one file.",
        "No group needs so many; something else has got in.",
        "6,000 groups in one file",
        "list files, one for each town",
    ),
    group(
        "Y50",
        E,
        "The text is too long.",
        "A list on a phone has room for a few words.",
        ("group: " + "Canal Side " * 30),
        "group: Canal Side",
    ),
)
