"""What can be wrong with when they meet."""

from __future__ import annotations

from .explanation import BOTH, E, W, group

EXPLAINED = (
    group(
        "R03",
        BOTH,
        "A raw rule falls on days that some months, or all, do not have.",
        "In those months nobody would find the meeting.",
        """
meetings:
  - id: tue
    rrule: FREQ=MONTHLY;BYMONTHDAY=31
    from: 2026-01-31
    start: 19:30
""",
        """
meetings:
  - id: tue
    rrule: FREQ=MONTHLY;BYMONTHDAY=-1
    from: 2026-01-31
    start: 19:30
""",
    ),
    group(
        "R04",
        E,
        "every: or a rule misses its first date, or does not fit beside day:.",
        "Every second week counts from one of them, so it has to be known from which.",
        """
meetings:
  - id: tue
    day: tuesday
    every: 2 weeks
    start: 19:30
""",
        """
meetings:
  - id: tue
    day: tuesday
    every: 2 weeks
    from: 2026-11-03
    start: 19:30
""",
    ),
    group(
        "R06",
        BOTH,
        "An end is before its beginning, or the end of a group is not said or contradicts what is said.",
        "The meeting would never be shown, or for ever.",
        "paused: {since: 2026-12-01, until: 2026-11-01, why: Repairs}",
        "paused: {since: 2026-11-01, until: 2026-12-01, why: Repairs}",
    ),
    group(
        "R07",
        W,
        "An exception is on a day when they do not meet anyway.",
        "Most likely the date is wrong, and the right day is not cancelled.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    except: [{on: 2026-12-23, why: Holiday}]
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
    except: [{on: 2026-12-22, why: Holiday}]
""",
    ),
    group(
        "R08",
        E,
        "The country, its part or the name of a holiday is not known.",
        "Holidays are taken from a maintained list, by their names there.",
        "holidays: {closed-on: [Chrismas Dei]}",
        "holidays: {closed-on: [Christmas Day]}",
    ),
    group(
        "R09",
        E,
        "A raw rule has a part that cannot be kept, or weeks that cannot be.",
        "A rule that only some programs understand gives different days to different people.",
        """
meetings:
  - id: tue
    rrule: FREQ=HOURLY
    from: 2026-11-03
    start: 19:30
""",
        """
meetings:
  - id: tue
    rrule: FREQ=WEEKLY;BYDAY=TU
    from: 2026-11-03
    start: 19:30
""",
    ),
    group(
        "R10",
        E,
        "A meeting without fixed times has a day or a time.",
        "It is one or the other.",
        """
meetings:
  - id: tue
    continuous: yes
    start: 19:30
""",
        """
meetings:
  - id: tue
    continuous: yes
""",
    ),
    group(
        "R11",
        E,
        "There are too many dates or entries, or the schedule is said in two ways.",
        "Two ways to say it can contradict each other.",
        """
meetings:
  - id: tue
    day: tuesday
    dates: [2026-12-01]
    start: 19:30
""",
        """
meetings:
  - id: tue
    day: tuesday
    extra: [2026-12-02]
    start: 19:30
""",
    ),
)
