"""A made-up folder of records as large as wanted, the same bytes for the same seed: what the benchmark builds.

The towns, regions, zones and ZIP codes are real ones of the gazetteer; every group, venue and street is invented.
Regions that a feed was imported from keep most groups in one list file a town, the others in files of their own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from towns import Place, Places, slug_of
from wordlists import ACCESS, ARRIVAL, BY, FELLOWSHIPS, FIRST, FORMATS, HOW, LANDS, NOTES, SECOND, STREETS, VENUES

from meetinghouse.converting import RESERVED, WEEKDAYS

MOST_IN_A_LIST = 200
MEETINGS_OF_A_GROUP = (48, 25, 13, 7, 3, 2, 2)
"""How many of a hundred groups have one, two, … seven meetings: about two in the mean."""
HOURS = (6, 7, 9, 10, 12, 12, 17, 18, 19, 19, 19, 20, 20, 21, 23)
IN_PERSON, ONLINE = 0.75, 0.17
PLAIN = re.compile(r"[^\W_][\w .()/-]*", re.UNICODE)
TYPED = re.compile(r"[\d.:-]+|yes|no|true|false|null|on|off", re.IGNORECASE)


def write(folder: Path, meetings: int, seed: int = 1) -> None:
    """The records of `meetings` meetings below `folder`, which need not exist."""
    random = Random(seed)
    places = Places(random)
    left = meetings
    online = Place(LANDS[0], places.towns[0][1][0], "online", "UTC", (), True, 0.9)
    while left:
        count = min(left, 1 + _one(random, MEETINGS_OF_A_GROUP))
        left -= count
        attendance = random.random()
        way = "in-person" if attendance < IN_PERSON else "online" if attendance < IN_PERSON + ONLINE else "hybrid"
        place = places.any()
        filed = online if way == "online" and random.random() < 0.4 else place
        slug, text = Group(random, place, way, filed).yaml(count)
        if random.random() < filed.own_files or len(filed.listed) == MOST_IN_A_LIST:
            _save(folder / filed.path / f"{slug}.yml", text)
        else:
            filed.listed.append(f"slug: {slug}\n{text}")
    for place in (*places.used.values(), online):
        if place.listed:
            entries = (text.rstrip("\n").replace("\n", "\n  ") for text in place.listed)
            _save(folder / f"{place.path}.yml", "".join(f"- {entry}\n" for entry in entries))


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _one(random: Random, weights: tuple[float, ...] | list[float]) -> int:
    return random.choices(range(len(weights)), weights)[0]


def text(value: str) -> str:
    """A value as people write it: quoted only where it must be."""
    if PLAIN.fullmatch(value) and not TYPED.fullmatch(value) and value == value.strip():
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Group:
    """One group while its record is written."""

    def __init__(self, random: Random, place: Place, way: str, filed: Place) -> None:
        self.random = random
        self.place = place
        self.way = way
        self.filed = filed
        self.language = random.choice(place.land.languages)
        self.name = self._name()
        first = random.choice(HOURS)
        self.hours = [first, *random.sample(sorted(set(HOURS) - {first}), 8)]
        """When its meetings start: no two at the same time."""

    def _often(self, share: float) -> bool:
        return self.random.random() < share

    def _name(self) -> str:
        first, second = self.random.choice(FIRST[self.language]), self.random.choice(SECOND[self.language])
        name = f"{first}{'' if self.language == 'ja' else ' '}{second}"
        return f"{self.place.town.name} {name}" if self._often(0.15) else name

    def _free_slug(self) -> str:
        stem = slug_of(self.name) or "group"
        slug, number = stem, 2
        while slug in self.filed.slugs or slug in RESERVED:
            slug, number = f"{stem}-{number}", number + 1
        self.filed.slugs.add(slug)
        return slug

    def yaml(self, meetings: int) -> tuple[str, str]:
        """The slug and the record."""
        slug = self._free_slug()
        fellowship = self.random.choices(list(FELLOWSHIPS), list(FELLOWSHIPS.values()))[0]
        lines = [f"group: {text(self.name)}", f"fellowship: {fellowship}"]
        venue = list(self._venue()) if self.way != "online" else []
        lines += venue
        if self.way != "in-person":
            lines += self._online(slug)
        if self.way == "hybrid":
            lines.append("attendance: hybrid")
        if not venue or not (self.place.found or any("coordinates" in line for line in venue)):
            lines.append(f"timezone: {self.place.zone}")
        languages = [self.language, "en"] if self.language != "en" and self._often(0.2) else [self.language]
        lines.append(f"languages: [{', '.join(languages)}]")
        lines.append(f"formats: [{', '.join(self._formats(1, 3))}]")
        if self._often(0.6):
            lines.append(f"contact: {{email: {slug[:40]}@example.org{self._phone()}}}")
        if self._often(0.8):
            day = f"202{self.random.choice('4556666')}-{self.random.randint(1, 10):02}-{self.random.randint(1, 28):02}"
            lines.append(f"confirmed: {{on: {day}, by: {self.random.choice(BY)}, how: {self.random.choice(HOW)}}}")
        if self._often(0.5):
            lines.append(f"notes: {text(' '.join(self.random.sample(NOTES, self.random.randint(1, 3))))}")
        if self._often(0.01):
            lines.append("paused: {since: 2026-09-01, why: The hall is being painted}")
        lines.append("meetings:")
        for number in range(meetings):
            lines += self._meeting(number)
        return slug, "\n".join(lines) + "\n"

    def _venue(self) -> Iterator[str]:
        random, land, town = self.random, self.place.land, self.place.town
        words = self.language if self._often(0.8) else land.languages[0]
        yield "venue:"
        yield f"  name: {text(random.choice(VENUES[words]))}"
        street = random.choice(STREETS[words]).format(n=random.randint(1, 1200))
        yield "  address:"
        yield f"    street: {text(street)}"
        yield f"    city: {text(town.name)}"
        yield f"    region: {text(town.region_name)}"
        if self._often(0.8):
            yield f'    postcode: "{self._postcode()}"'
        yield f'    country: "{land.code}"' if land.code == "NO" else f"    country: {land.code}"
        if self._often(0.85):
            north, east = random.gauss(town.latitude, 0.015), random.gauss(town.longitude, 0.02)
            yield f"  coordinates: {north:.5f}, {east:.5f}"
        if self._often(0.6):
            yield f"  arrival: {text(random.choice(ARRIVAL))}"
        if self._often(0.5):
            facts = random.sample(ACCESS, random.randint(1, 4))
            said = ", ".join(f"{fact}: {random.choice(('yes', 'yes', 'no', 'unknown'))}" for fact in facts)
            yield f"  access: {{{said}}}"

    def _postcode(self) -> str:
        if self.place.postcodes:
            return self.random.choice(self.place.postcodes)
        kinds = {"0": "123456789", "A": "ABCDEFGHKLMNPRSTW"}
        return "".join(self.random.choice(kinds[each]) if each in kinds else each for each in self.place.land.postcode)

    def _online(self, slug: str) -> Iterator[str]:
        yield "online:"
        yield f"  link: https://meet.example.org/j/{slug[:24]}-{self.random.randint(100, 999999)}"
        if self._often(0.3):
            yield f'  phone: "+1-202-555-01{self.random.randint(0, 99):02},,{self.random.randint(10000, 99999)}#"'
        if self._often(0.3):
            yield f"  how-to-join: {self.random.choice(('passcode', 'passcode', 'ask-by-email', 'register'))}"

    def _phone(self) -> str:
        return f', phone: "+1-202-555-01{self.random.randint(0, 99):02}"' if self._often(0.4) else ""

    def _formats(self, least: int, most: int) -> list[str]:
        rule = "open" if self._often(0.65) else "closed"
        return [rule, *self.random.sample(FORMATS, self.random.randint(least, most))]

    def _meeting(self, number: int) -> Iterator[str]:
        random = self.random
        day = random.choice(WEEKDAYS)
        yield f"  - id: {day[:3]}-{number + 1}"
        if self._often(0.003):
            yield "    by-appointment: yes"
            return
        if self._often(0.07):
            day = f"{random.choice(('first', 'second', 'last', 'first and third'))} {day}"
        elif self._often(0.08):
            day = f"[{', '.join(random.sample(WEEKDAYS, random.randint(2, 4)))}]"
        elif self._often(0.03):
            day = random.choice(("every day", "monday to friday"))
        hour, minute = self.hours[number], random.choice((0, 0, 30))
        yield f"    day: {day}"
        yield f"    start: {hour:02}:{minute:02}"
        yield (
            f"    minutes: {random.choice((60, 60, 60, 75, 90))}"
            if self._often(0.5)
            else f"    end: {(hour + 1) % 24:02}:{minute:02}"
        )
        if self._often(0.25):
            yield f"    formats: [{', '.join(self._formats(1, 2))}]"
        if self._often(0.3):
            yield f"    notes: {text(random.choice(NOTES))}"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2].replace("_", "")))
