"""What can be wrong with a place."""

from __future__ import annotations

from .explanation import BOTH, E, W, group

EXPLAINED = (
    group(
        "G01",
        E,
        "Coordinates are not two numbers.",
        "A map could not show the door.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: north of town
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G02",
        E,
        "Latitude or longitude is out of range.",
        "There is no such point; often the two are swapped.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 153.79, -1.55
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G03",
        W,
        "Coordinates lie in another country than the address.",
        "People would be led to another land. Latitude comes first.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 48.85, 2.35
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G04",
        E,
        "Coordinates are 0, 0: a point in the sea.",
        "Programs write that when they know nothing.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 0, 0
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G05",
        W,
        "Coordinates are at a pole.",
        "Most likely latitude and longitude are swapped.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 89.5, -1.55
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G08",
        W,
        "Coordinates are far from the town of the address.",
        "One of the two is wrong, and people go by the map.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 50.37, -4.14
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G09",
        E,
        "It is not said where they meet.",
        "Nobody can go there.",
        "venue: {name: Mill Hall}",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G10",
        E,
        "The meeting is in person without a venue, or online without a way to join.",
        "One of the two ways in is missing.",
        "attendance: hybrid",
        """
attendance: hybrid
online: {link: https://video.example.org/room/7}
""",
    ),
    group(
        "G11",
        W,
        "The place sounds like somebody's home.",
        "A home address is known to all for ever.",
        """
venue:
  name: Dave's house
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G12",
        W,
        "The address holds directions.",
        "A map cannot find them.",
        """
venue:
  name: Mill Hall
  address: {street: '3 Wharf Lane, side door, ring the bell', city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G13",
        BOTH,
        ("The country is not a code of two letters (an error), or is written another way than its code (a warning)."),
        "The code decides the map, the holidays and the clock.",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: UK}
  coordinates: 53.79, -1.55
""",
        """
venue:
  name: Mill Hall
  address: {street: 3 Wharf Lane, city: Leeds, country: GB}
  coordinates: 53.79, -1.55
""",
    ),
    group(
        "G20",
        E,
        "There are a venue and an online link, and attendance: is missing.",
        "It would have to be guessed whether people can come or only join.",
        "online: {link: https://video.example.org/room/7}",
        """
online: {link: https://video.example.org/room/7}
attendance: hybrid
""",
    ),
    group(
        "G21",
        E,
        "It is not said how people join online.",
        "They would look for a link in vain.",
        """
attendance: hybrid
online: {camera: optional}
""",
        """
attendance: hybrid
online: {link: https://video.example.org/room/7, camera: optional}
""",
    ),
)
