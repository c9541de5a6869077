"""What a group's page says, in the order a person needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from . import words
from .directory import Directory, PlacedGroup, PlacedMeeting, venue_key
from .linked_data import group_data
from .records import Attendance, HowToJoin, Listing
from .schedule import Occurrence, occurrences
from .schedule_words import clock, when_in_words
from .vocabulary import language_itself

STALE_AFTER = timedelta(days=365)
NEXT_SHOWN = 4
DATED = 4
"""Occurrences of the whole group in the structured data: enough until the next build."""
NEIGHBOURS_SHOWN = 6


@dataclass(frozen=True)
class Links:
    """Where pages point to, as the site is configured. Addresses are below the site's own unless said."""

    site: str
    """The site's absolute address, with a slash at its end."""
    finder: str = "meetings/"
    first_meeting: str = ""
    help_page: str = ""
    edit: str = ""
    """Absolute address that a record's path follows, or nothing."""
    corrections: str = ""
    """Mail address for corrections, or nothing."""


Part = Callable[[str, Hashable, Callable[[], dict[str, Any]]], Markup]
"""A piece of HTML by its template's name and a key that says which one; made once."""


def group_view(directory: Directory, group: PlacedGroup, links: Links, part: Part) -> dict[str, Any]:
    """The values of `records/group.html`."""
    root = "../" * group.depth
    fellowship = directory.fellowship(group)
    upcoming = {meeting.id: next_of(directory, meeting) for meeting in group.meetings}
    confirmed = group.group.confirmed
    return {
        "root": root,
        "group": group.group,
        "fellowship": fellowship,
        "crumbs": part("crumbs", group.region, lambda: {"crumbs": crumbs(directory, group.region, root, here=True)}),
        "upcoming": _upcoming(group, upcoming),
        "paused": list(dict.fromkeys(words.paused_words(meeting) for meeting in group.meetings if meeting.paused)),
        "notices": _notices(directory, group),
        "timeless": _timeless(group),
        "venues": _venues(group),
        "rooms": _rooms(group),
        "formats": _formats(directory, group, part),
        "languages": ", ".join(dict.fromkeys(language_itself(tag) for m in group.meetings for tag in m.languages)),
        "meetings": [_meeting(meeting, directory.today) for meeting in (*group.meetings, *group.past)],
        "here": _here(directory, group, root, part),
        "nearby": _nearby(directory, group, root, part),
        "links": links,
        "confirmed": confirmed,
        "confirmed_on": words.full_date(confirmed.on) if confirmed else "",
        "stale": confirmed is None or directory.today - confirmed.on > STALE_AFTER,
        "correct": correct_link(group, links),
        "edit": edit_link(group, links),
        "data": group_data(group, links.site + group.uri, fellowship.name, _soonest(upcoming)),
    }


def ended_view(directory: Directory, group: PlacedGroup, links: Links, part: Part) -> dict[str, Any]:
    """The values of `records/ended.html`."""
    root = "../" * group.depth
    above = [group.region[:end] for end in range(len(group.region), 0, -1)]
    region = next((path for path in above if path in directory.regions), ())
    others = list(islice(_public(directory.in_region.get(group.region, ())), NEIGHBOURS_SHOWN))
    return {
        "root": root,
        "group": group.group,
        "fellowship": directory.fellowship(group).name,
        "ended": words.full_date(group.ended) if group.ended else "",
        "crumbs": part("crumbs", region, lambda: {"crumbs": crumbs(directory, region, root, here=True)}),
        "nearby": [_brief(directory, other, root, part) for other in others],
        "links": links,
    }


def _soonest(upcoming: Mapping[str, Sequence[Occurrence]]) -> dict[str, list[Occurrence]]:
    """The few next occurrences of all meetings together, by meeting."""
    coming = sorted((one.start, name) for name, some in upcoming.items() for one in some)[:DATED]
    counts = Counter(name for _, name in coming)
    return {name: list(upcoming[name][:count]) for name, count in counts.items()}


def next_of(directory: Directory, meeting: PlacedMeeting) -> list[Occurrence]:
    """The next occurrences after the morning of the build, without those in a pause."""
    after = datetime.combine(directory.today, time(), UTC)
    return list(islice(occurrences(meeting.schedule, meeting.zone, after), NEXT_SHOWN))


def description(directory: Directory, group: PlacedGroup) -> str:
    """One sentence for search engines and shared links."""
    first = group.meetings[0]
    town = directory.vocabulary.region_name(group.region)
    place = "online" if first.attendance is Attendance.ONLINE else f"in {town}"
    return f"{directory.fellowship(group).name} meeting {place}. {when_said(first)}."


def when_said(meeting: PlacedMeeting) -> str:
    """`Every second Tuesday, 19:30–20:30; every Saturday, 10:00–11:00`."""
    said = [", ".join(part for part in pair if part) for pair in when_in_words(meeting.schedule)]
    return "; ".join([said[0], *(each[:1].lower() + each[1:] for each in said[1:])])


def crumbs(directory: Directory, path: tuple[str, ...], root: str, *, here: bool) -> list[tuple[str, str]]:
    """The way back up, most general first; without `here` the last one is the page itself and left out."""
    ends = range(1, len(path) + (1 if here else 0))
    name = directory.vocabulary.region_name
    return [("Meetings", f"{root}meetings/")] + [
        (name(path[:end]), f"{root}meetings/{'/'.join(path[:end])}/") for end in ends
    ]


def _upcoming(group: PlacedGroup, upcoming: Mapping[str, Sequence[Occurrence]]) -> list[dict[str, Any]]:
    coming = [(one, meeting) for meeting in group.meetings for one in upcoming[meeting.id]]
    coming.sort(key=lambda pair: pair[0].start)
    return [
        {
            "day": words.day_of(one.start.date()),
            "hours": f"{clock(minute_of(one.start))}–{clock(minute_of(one.end))}",
            "zone": words.zone_words(meeting, one.start) if meeting.from_elsewhere else "",
            "iso": one.start.isoformat(),
            "attendance": words.ATTENDANCE[_attendance_on(meeting, one)],
            "id": meeting.id,
        }
        for one, meeting in coming[:NEXT_SHOWN]
    ]


def _attendance_on(meeting: PlacedMeeting, one: Occurrence) -> Attendance:
    """While the building is closed they are online."""
    return Attendance.ONLINE if words.closed_on(meeting.closed, one.start.date()) else meeting.attendance


def _notices(directory: Directory, group: PlacedGroup) -> list[str]:
    """What to know first; which meeting it is about, where there are several and it is not about all."""
    said: dict[str, list[PlacedMeeting]] = {}
    for meeting in group.meetings:
        for sentence in words.notices(meeting, directory.today):
            if sentence != words.paused_words(meeting):
                said.setdefault(sentence, []).append(meeting)
    return [
        sentence if len(about) == len(group.meetings) else f"{'; '.join(map(_called, about))}: {sentence}"
        for sentence, about in said.items()
    ]


def _called(meeting: PlacedMeeting) -> str:
    return meeting.name or when_said(meeting)


def _timeless(group: PlacedGroup) -> str:
    """What to say where there is no date to come."""
    asynchronous = any(meeting.schedule.asynchronous for meeting in group.meetings)
    appointment = any(meeting.schedule.by_appointment for meeting in group.meetings)
    return "asynchronous" if asynchronous else "appointment" if appointment else ""


def minute_of(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _meeting(meeting: PlacedMeeting, today: date) -> dict[str, Any]:
    schedule = meeting.schedule
    return {
        "id": meeting.id,
        "was": meeting.was,
        "name": meeting.name,
        "when": when_in_words(schedule),
        "end_assumed": schedule.end_assumed and not schedule.timeless and not schedule.continuous,
        "attendance": words.ATTENDANCE[meeting.attendance],
        "notes": meeting.notes,
        "notices": words.notices(meeting, today),
    }


def _venues(group: PlacedGroup) -> list[dict[str, Any]]:
    seen: dict[int, dict[str, Any]] = {}
    for meeting in group.meetings:
        venue = meeting.venue
        if venue is None or id(venue) in seen:
            continue
        seen[id(venue)] = {
            "name": venue.name,
            "lines": words.address_lines(venue),
            "arrival": venue.arrival,
            "access": words.access_words(venue),
            "directions": words.directions(meeting),
            "search": words.where_search(venue),
            "geo": f"geo:{meeting.at.latitude:.5f},{meeting.at.longitude:.5f}"
            if words.directions(meeting) and meeting.at
            else "",
        }
    return list(seen.values())


def _rooms(group: PlacedGroup) -> list[dict[str, Any]]:
    seen: dict[int, dict[str, Any]] = {}
    for meeting in group.meetings:
        online = meeting.online
        if online is None or id(online) in seen:
            continue
        everyone = online.how_to_join is HowToJoin.OPEN
        seen[id(online)] = {
            "link": online.link if everyone else None,
            "service": words.service(online.link) if online.link else "",
            "phone": online.phone if everyone else None,
            "dial": words.dial(online.phone) if online.phone and everyone else "",
            "how": words.HOW_TO_JOIN[online.how_to_join],
            "camera": words.CAMERA[online.camera] if online.camera else "",
            "opens": online.opens,
            "notes": online.notes if everyone else None,
        }
    return list(seen.values())


def _formats(directory: Directory, group: PlacedGroup, part: Part) -> Markup | str:
    names = tuple(dict.fromkeys(name for meeting in group.meetings for name in meeting.formats))
    if not names:
        return ""
    fellowship = group.group.fellowship
    table = directory.vocabulary.formats
    return part(
        "formats",
        (fellowship, names),
        lambda: {"formats": [(table[name].name, table[name].meaning(fellowship)) for name in names]},
    )


def _here(directory: Directory, group: PlacedGroup, root: str, part: Part) -> list[Markup]:
    keys = dict.fromkeys(key for meeting in group.meetings if (key := venue_key(meeting)))
    others = {other.uri: other for key in keys for other in directory.at_venue[key] if other is not group}
    return [_brief(directory, other, root, part) for other in islice(_public(others.values()), NEIGHBOURS_SHOWN)]


def _nearby(directory: Directory, group: PlacedGroup, root: str, part: Part) -> list[Markup]:
    """Others of the same town, those that come after it in the list, so that pages lead on to each other."""
    siblings = directory.in_region[group.region]
    at = directory.position[group.uri]
    following = (siblings[(at + step) % len(siblings)] for step in range(1, min(len(siblings), NEIGHBOURS_SHOWN)))
    return [_brief(directory, other, root, part) for other in _public(following)]


def _public(groups: Iterable[PlacedGroup]) -> Iterator[PlacedGroup]:
    return (group for group in groups if group.group.listing is not Listing.UNLISTED)


def _brief(directory: Directory, group: PlacedGroup, root: str, part: Part) -> Markup:
    return part("brief", (group.uri, root), lambda: _brief_view(directory, group, root))


def _brief_view(directory: Directory, group: PlacedGroup, root: str) -> dict[str, Any]:
    return {
        "url": root + group.uri,
        "name": group.group.name,
        "fellowship": directory.fellowship(group).name,
        "when": when_said(group.meetings[0]),
    }


def edit_link(group: PlacedGroup, links: Links) -> str:
    return f"{links.edit}{quote(group.where.path)}" if links.edit else ""


def correct_link(group: PlacedGroup, links: Links) -> Markup | str:
    """A mail that says which record it is about; a person adds what is wrong."""
    if not links.corrections:
        return ""
    subject = quote(f"Correction: {group.group.name}")
    body = quote(f"{links.site}{group.uri}\n\nWhat is wrong: ")
    return f"mailto:{links.corrections}?subject={subject}&body={body}"
