"""Where the meetings of a feed are filed: country, region and town; and the zone that their times are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..gazetteer import Gazetteer, Town
from ..geo import kilometres
from ..places import locate
from ..records import Attendance
from ..timezones import only_zone_of, zone_at
from .addresses import country_of_zone, is_us_state
from .foreign import Address, Feed, ForeignMeeting, Remark
from .foreign_record import LeftOut
from .slugs import slug_of

UNPLACED = "unplaced"
TOO_FAR = 100.0
"""Kilometres between a town and coordinates that are said to be in it."""
NEAR = 50.0
SHARED_BY = 3
"""Towns at which one pair of coordinates is no longer a place but the middle of somebody's map."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A meeting of a feed, the file that it belongs in, and what was made of its place."""

    meeting: ForeignMeeting
    parts: tuple[str, ...]
    timezone: str
    """Empty when the build can find it from the place."""


@dataclass
class Placing:
    """One feed's meetings against the gazetteer; remembers what it looked up."""

    feed: Feed
    gazetteer: Gazetteer
    fellowship: str
    timezone: str = ""
    remarks: list[Remark] = field(default_factory=list)
    _region_zones: dict[tuple[str, str], str] = field(default_factory=dict)

    def all(self) -> list[Filed]:
        """Every meeting that has a place and a zone; online ones last, because they may take a neighbour's zone."""
        on_site = list(self._some(each for each in self.feed.meetings if each.attendance is not Attendance.ONLINE))
        zones = _zone_of_each_body(on_site)
        elsewhere = (each for each in self.feed.meetings if each.attendance is Attendance.ONLINE)
        return on_site + [filed for each in elsewhere if (filed := self._online(each, zones))]

    def _some(self, meetings: Iterable[ForeignMeeting]) -> Iterable[Filed]:
        for meeting in meetings:
            try:
                yield self._on_site(self._plausible(meeting))
            except LeftOut:
                continue

    def _on_site(self, meeting: ForeignMeeting) -> Filed:
        address = meeting.address
        at = meeting.at if meeting.door else None
        if not (at or address.street or address.city or address.postcode):
            self._leave_out(meeting, "address", "is missing: there is neither street nor town", "G09")
        if not address.country:
            if not at:
                self._leave_out(meeting, "country", "is not known; say --country", "G13")
            self._remark(meeting, "country", "is not known, so only the coordinates are kept; say --country", "G13")
            return Filed(replace(meeting, address=Address()), (UNPLACED,), meeting.timezone)
        parts = self._parts(meeting)
        if UNPLACED in parts:
            self._remark(meeting, "address", f"the town is not known, so it is filed under {'/'.join(parts)}", "G09")
        return Filed(meeting, parts, meeting.timezone or self._zone_on_site(meeting))

    def _plausible(self, meeting: ForeignMeeting) -> ForeignMeeting:
        """With its country, and without coordinates that cannot be right."""
        address = meeting.address
        if not address.country and (guess := self._guessed_country(meeting)):
            self._remark(meeting, "country", f"is not said; the place is in {guess}", "G13")
            address = replace(address, country=guess)
        at = meeting.at
        if at and (doubt := self._doubt(address, at)):
            code = "G03" if "country" in doubt else "G08"
            self._remark(meeting, "coordinates", f"{doubt}, so they are left away", code)
            at = None
        return replace(meeting, address=address, at=at)

    def _doubt(self, address: Address, at: tuple[float, float]) -> str:
        if address.country and not self.gazetteer.country_contains(address.country, *at):
            return "are outside the country"
        if len(self._towns_at.get(at, ())) >= SHARED_BY:
            return "are the same for several towns"
        towns = self._towns(address) if address.country else []
        if towns and min(kilometres((town.latitude, town.longitude), at) for town in towns) > TOO_FAR:
            return f"are more than {TOO_FAR:.0f} km from the town"
        return ""

    def _guessed_country(self, meeting: ForeignMeeting) -> str:
        """From its coordinates, or from a zone that only one country has."""
        if not meeting.at:
            guess = country_of_zone(meeting.timezone)
            known = guess and self.gazetteer.find_town(meeting.address.city, meeting.address.region, guess)
            return guess if known else ""
        usual = "US" if is_us_state(meeting.address.region, self.gazetteer) else self._usual_country
        return usual if usual and self.gazetteer.country_contains(usual, *meeting.at) else ""

    def _parts(self, meeting: ForeignMeeting) -> tuple[str, ...]:
        address = meeting.address
        towns = self._towns(address)
        town = _the_one(towns, meeting.at) or (None if address.city else self._town_of_regions(meeting))
        if not address.city:
            town = town or self._nearest(meeting.at, address.country)
        region = self._region(address) or (town.region_name if town else "")
        if not region and (near := self._nearest(meeting.at, address.country)):
            region = near.region_name
        if not region and len(towns) > 1:
            return address.country.lower(), UNPLACED
        name = town.name if town else address.city
        folders = (slug_of(region, when_reserved="region"), slug_of(name, when_reserved="town") or UNPLACED)
        return (address.country.lower(), *filter(None, folders))

    def _towns(self, address: Address) -> list[Town]:
        return self.gazetteer.find_town(address.city, address.region, address.country) if address.city else []

    def _town_of_regions(self, meeting: ForeignMeeting) -> Town | None:
        """The most special region that is a town; those before it say which of several."""
        address = meeting.address
        for number, name in reversed(list(enumerate(meeting.regions))):
            for region in (address.region,) if address.region else (*meeting.regions[:number], ""):
                if town := _the_one(self.gazetteer.find_town(name, region, address.country), meeting.at):
                    return town
        return None

    def _nearest(self, at: tuple[float, float] | None, country: str) -> Town | None:
        town = self.gazetteer.nearest_town(*at, country) if at else None
        return town if town and at and kilometres((town.latitude, town.longitude), at) <= NEAR else None

    def _region(self, address: Address) -> str:
        """A region's own name for what the address calls it; a part of the country when that is meant."""
        if not address.region:
            return ""
        codes = self.gazetteer.country(address.country).codes_of(address.region)
        found = [region for region in self.gazetteer.country(address.country).regions if region.code in codes]
        if len(found) == 1:
            return found[0].name
        parts = {region.part or region.name for region in found}
        return parts.pop() if len(parts) == 1 else address.region

    def _zone_on_site(self, meeting: ForeignMeeting) -> str:
        """Empty where the build finds it by itself: from coordinates, postcode, town, or a country with one zone."""
        address = meeting.address
        if (meeting.at and meeting.door) or meeting.by_appointment or only_zone_of(address.country):
            return ""
        parts = (address.street, address.city, address.region, address.postcode, address.country)
        if locate(*parts, lock={}, gazetteer=self.gazetteer):
            return ""
        vague = zone_at(*meeting.at) if meeting.at else None
        return (
            vague
            or self._zone_of_region(address)
            or self.timezone
            or self._leave_out(meeting, "timezone", "is not known, nor is the place; say --timezone", "T05")
        )

    def _online(self, meeting: ForeignMeeting, bodies: dict[str, str]) -> Filed | None:
        zone = meeting.timezone or self._zone_from_afar(meeting) or bodies.get(meeting.body, "") or self.timezone
        if not zone and not meeting.by_appointment:
            said = "is not known, and an online meeting must say it; say --timezone"
            self.remarks.append(Remark(meeting.id, "timezone", said, "T06", left_out=True))
            return None
        if not meeting.timezone and zone:
            self._remark(meeting, "timezone", f"is not said; {zone} is taken", "T06")
        return Filed(meeting, ("online", self.fellowship), zone)

    def _zone_from_afar(self, meeting: ForeignMeeting) -> str:
        """Where the people of an online meeting are, as far as it says."""
        if meeting.at:
            return zone_at(*meeting.at) or ""
        address = meeting.address
        if not address.country:
            return ""
        zones = {zone_at(town.latitude, town.longitude) for town in self._towns(address)}
        zone = zones.pop() if len(zones) == 1 else None
        return zone or self._zone_of_region(address) or only_zone_of(address.country) or ""

    def _zone_of_region(self, address: Address) -> str:
        """The zone of a region that has just one."""
        key = address.country, address.region
        if key not in self._region_zones:
            codes = self.gazetteer.country(address.country).codes_of(address.region) if address.region else frozenset()
            towns = (town for town in self.gazetteer.towns(address.country) if town.region_code in codes)
            zones = {zone_at(town.latitude, town.longitude) for town in towns}
            self._region_zones[key] = (zones.pop() or "") if len(zones) == 1 else ""
        return self._region_zones[key]

    @cached_property
    def _usual_country(self) -> str:
        """The country of nearly all records, when there is one."""
        said = Counter(each.address.country for each in self.feed.meetings if each.address.country)
        country, times = said.most_common(1)[0] if said else ("", 0)
        return country if times >= 0.9 * said.total() else ""

    @cached_property
    def _towns_at(self) -> dict[tuple[float, float], set[str]]:
        towns: dict[tuple[float, float], set[str]] = {}
        for each in self.feed.meetings:
            if each.at and each.address.city:
                towns.setdefault(each.at, set()).add(slug_of(each.address.city))
        return towns

    def _remark(self, meeting: ForeignMeeting, name: str, said: str, code: str) -> None:
        self.remarks.append(Remark(meeting.id, name, said, code))

    def _leave_out(self, meeting: ForeignMeeting, name: str, said: str, code: str) -> str:
        self.remarks.append(Remark(meeting.id, name, said, code, left_out=True))
        raise LeftOut


def _the_one(towns: list[Town], at: tuple[float, float] | None) -> Town | None:
    """The only town, or the one that the coordinates are in."""
    if len(towns) == 1:
        return towns[0]
    if not towns or not at:
        return None
    here = at
    nearest = min(towns, key=lambda town: kilometres((town.latitude, town.longitude), here))
    return nearest if kilometres((nearest.latitude, nearest.longitude), here) <= NEAR else None


def _zone_of_each_body(filed: Iterable[Filed]) -> dict[str, str]:
    """The zone that most meetings in person of a service body are in."""
    zones: dict[str, Counter[str]] = {}
    for each in filed:
        meeting = each.meeting
        zone = each.timezone or (zone_at(*meeting.at) if meeting.at else None)
        if zone and meeting.body:
            zones.setdefault(meeting.body, Counter())[zone] += 1
    return {body: counted.most_common(1)[0][0] for body, counted in zones.items()}
