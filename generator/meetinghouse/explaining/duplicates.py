"""What two records cannot both have, and dates that are too old."""

from __future__ import annotations

from .explanation import BOTH, E, W, group, groups

EXPLAINED = (
    group(
        "D01",
        E,
        "Two records, or two meetings of one group, have the same address or id.",
        "Links and calendars could not tell them apart.",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
  - id: tue
    day: friday
    start: 19:30
""",
        """
meetings:
  - id: tue
    day: tuesday
    start: 19:30
  - id: fri
    day: friday
    start: 19:30
""",
    ),
    groups(
        "D02",
        W,
        "Two records look like the same meeting: same place, about the same time, nearly the same name.",
        "When one of them is changed, the other goes on saying the old time.",
        "group: Canal Side Group",
        """
group: Second Chances
venue:
  name: Mill Hall, upper room
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    groups(
        "D03",
        W,
        "Two groups that do not seem to know each other have one online link at the same time.",
        "Whoever follows the link may end up in the other meeting.",
        """
group: Second Chances
online: {link: https://video.example.org/room/7}
attendance: hybrid
""",
        """
group: Second Chances
online: {link: https://video.example.org/room/8}
attendance: hybrid
venue:
  name: Mill Hall, upper room
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "D04",
        E,
        "An old address or id is in use, or is no address.",
        "An old link must lead to one group, and to the right one.",
        "was: [leeds canal side]",
        "was: [gb/leeds/old-canal-side]",
    ),
    group(
        "D06",
        BOTH,
        "A date of checking has not come yet (an error), or was long ago (a warning).",
        "People trust a listing by the day somebody last asked.",
        "confirmed: {on: 2025-01-05, how: phone}",
        "confirmed: {on: 2026-11-20, how: phone}",
    ),
    groups(
        "D07",
        W,
        "Two groups are in one room at the same time.",
        "Somebody will stand in the wrong meeting, or one of the two has moved.",
        """
group: Second Chances
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
        """
group: Second Chances
venue:
  name: Mill Hall, upper room
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
)
