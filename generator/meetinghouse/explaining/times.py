"""What can be wrong with a day, a time or a time zone."""

from __future__ import annotations

from .explanation import BOTH, E, W, group

EXPLAINED = (
    group(
        "T01",
        E,
        "This is not a time of day.",
        "19:30 is the same everywhere; 7:30 may be morning or evening.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 7:30 pm
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
""",
    ),
    group(
        "T03",
        BOTH,
        "The meeting lasts many hours, or no time at all.",
        "Most likely the end is a slip of the pen.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    end: 08:30
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
        "T04",
        E,
        "The end is said twice, or without a beginning.",
        "Two ends can contradict each other.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    end: 20:30
    minutes: 60
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
        "T05",
        E,
        "The place could not be found, so its clock is not known.",
        "A time without a clock is no time.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Nowhereton, country: US}
""",
        """
timezone: America/Denver
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Nowhereton, country: US}
""",
    ),
    group(
        "T06",
        E,
        "An online meeting does not say its time zone.",
        "A room online has no place to take the clock from.",
        """
venue: null
online: {link: https://video.example.org/room/7}
""",
        """
venue: null
timezone: Europe/London
online: {link: https://video.example.org/room/7}
""",
    ),
    group(
        "T07",
        BOTH,
        "A time zone is given by letters or by hours (an error), or by an old name (a warning).",
        "EST and +1 are wrong for half of the year.",
        "timezone: EST",
        "timezone: Europe/London",
    ),
    group(
        "T09",
        E,
        "There is no time zone of this name.",
        "Names of places stay right when the clocks change.",
        "timezone: Europe/Londn",
        "timezone: Europe/London",
    ),
    group(
        "T10",
        W,
        "The time does not exist on the night when the clocks change.",
        "People will come an hour later that day.",
        """
meetings:
  - id: tue
    day: sunday
    start: 01:30
    end: 02:30
""",
        """
meetings:
  - id: tue
    day: sunday
    start: 02:30
    end: 03:30
""",
    ),
    group(
        "T30",
        E,
        "This is not a day of the week.",
        "Nobody would know when to come.",
        """
meetings:
  - id: tue
    day: toosday
    start: 19:30
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
""",
    ),
    group(
        "T31",
        E,
        "The words can mean once a month or every other week.",
        "Half of the people would come in the wrong week.",
        """
meetings:
  - id: tue
    day: every second tuesday
    start: 19:30
""",
        """
meetings:
  - id: tue
    day: second tuesday
    start: 19:30
""",
    ),
)
