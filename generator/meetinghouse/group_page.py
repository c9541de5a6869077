"""What a group's page says, in the order a person needs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from . import words
from .directory import Directory
from .fact_words import checked_words, expect_words, online_access, venue_access
from .facts import Speaking
from .freshness import confirmed_words, is_stale, listed_by_words, machine_words
from .linked_data import group_data
from .neighbours import Part, crumbs, here, nearby, nearby_title
from .page_links import Links
from .placed import PlacedGroup, PlacedMeeting
from .records import Attendance, HowToJoin
from .schedule import Occurrence, Schedule, occurrences
from .schedule_words import clock, horizon_in_words, when_in_words
from .vocabulary import language_itself

NEXT_SHOWN = 4
DATED = 4
"""Occurrences of the whole group in the structured data: enough until the next build."""


def group_view(directory: Directory, group: PlacedGroup, links: Links, part: Part) -> dict[str, Any]:
    """The values of `records/group.html`."""
    root = "../" * group.depth
    fellowship = directory.fellowship(group)
    upcoming = {meeting.id: next_of(directory, meeting) for meeting in group.meetings}
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
        "rooms": _rooms(group, directory.today),
        "formats": _formats(directory, group, part),
        "languages": ", ".join(dict.fromkeys(language_itself(tag) for m in group.meetings for tag in m.languages)),
        "meetings": [_meeting(meeting, directory.today) for meeting in (*group.meetings, *group.past)],
        "here": here(directory, group, root, part),
        "nearby": nearby(directory, group, root, part),
        "nearby_title": nearby_title(group),
        "links": links,
        "other_help": links.other_help(group.region),
        "expect": _expect(group),
        "giving": _giving(group),
        "may_be_silent": all(meeting.expect.speaking is not Speaking.EXPECTED for meeting in group.meetings),
        "confirmed": confirmed_words(group.group.confirmed),
        "never": group.group.confirmed is None,
        "stale": is_stale(group, directory.today),
        "machine": list(machine_words(group)),
        "listed_by": listed_by_words(group.group.listed_by),
        "correct": correct_link(group, links),
        "edit": edit_link(group, links),
        "data": group_data(group, links.site + group.uri, fellowship.name, _soonest(upcoming)),
    }


def _soonest(upcoming: Mapping[str, Sequence[Occurrence]]) -> dict[str, list[Occurrence]]:
    """The few next occurrences of all meetings together, by meeting."""
    coming = sorted((one.start, name) for name, some in upcoming.items() for one in some)[:DATED]
    counts = Counter(name for _, name in coming)
    return {name: list(upcoming[name][:count]) for name, count in counts.items()}


def next_of(directory: Directory, meeting: PlacedMeeting) -> list[Occurrence]:
    """The next occurrences after the morning of the build, without those in a pause."""
    return _next_of(meeting.schedule, meeting.zone, directory.today)


@lru_cache(maxsize=8192)
def _next_of(schedule: Schedule, zone: str, today: date) -> list[Occurrence]:
    """Thousands of meetings begin on the same day at the same hour. Nobody changes the list."""
    return list(islice(occurrences(schedule, zone, datetime.combine(today, time(), UTC)), NEXT_SHOWN))


def description(directory: Directory, group: PlacedGroup) -> str:
    """One sentence for search engines and shared links."""
    first = group.meetings[0]
    town = directory.vocabulary.region_name(group.region)
    place = "online" if first.attendance is Attendance.ONLINE else f"in {town}"
    return f"{directory.fellowship(group).name} meeting {place}. {words.when_said(first)}."


def _upcoming(group: PlacedGroup, upcoming: Mapping[str, Sequence[Occurrence]]) -> list[dict[str, Any]]:
    dated = [meeting for meeting in group.meetings if not meeting.schedule.continuous]
    coming = [(one, meeting) for meeting in dated for one in upcoming[meeting.id]]
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
    """What to know first."""
    return _together(
        group,
        lambda meeting: (
            sentence for sentence in words.notices(meeting, directory.today) if sentence != words.paused_words(meeting)
        ),
    )


def _expect(group: PlacedGroup) -> list[str]:
    """What it is like there."""
    return _together(group, lambda meeting: expect_words(meeting.expect))


def _together(group: PlacedGroup, say: Callable[[PlacedMeeting], Iterable[str]]) -> list[str]:
    """What is said of all meetings, each sentence once; of which one, where it is not about all."""
    said: dict[str, list[PlacedMeeting]] = {}
    for meeting in group.meetings:
        for sentence in say(meeting):
            said.setdefault(sentence, []).append(meeting)
    return [
        sentence if len(about) == len(group.meetings) else f"{'; '.join(map(_called, about))}: {sentence}"
        for sentence, about in said.items()
    ]


def _giving(group: PlacedGroup) -> list[str]:
    """Pages where people may give money."""
    asked = (meeting.expect.contributions for meeting in group.meetings)
    return list(dict.fromkeys(each.link for each in asked if each and each.link))


def _called(meeting: PlacedMeeting) -> str:
    return meeting.name or words.when_said(meeting)


def _timeless(group: PlacedGroup) -> str:
    """What to say where there is no date to come."""
    if any(meeting.schedule.continuous for meeting in group.meetings):
        return "continuous"
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
        "when": (when := when_in_words(schedule)),
        "zone": words.zone_place(meeting) if meeting.from_elsewhere and any(hours for _, hours in when) else "",
        "end_assumed": schedule.end_assumed and not schedule.timeless and not schedule.continuous,
        "attendance": words.ATTENDANCE[meeting.attendance],
        "notes": meeting.notes,
        "notices": [*words.notices(meeting, today), *filter(None, [horizon_in_words(schedule)])],
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
            "transit": venue.transit,
            "access": venue_access(venue.access),
            "checked": checked_words(venue.access),
            "directions": words.directions(meeting),
            "search": words.where_search(venue),
            "geo": f"geo:{meeting.at.latitude:.5f},{meeting.at.longitude:.5f}"
            if words.directions(meeting) and meeting.at
            else "",
        }
    return list(seen.values())


def _rooms(group: PlacedGroup, today: date) -> list[dict[str, Any]]:
    seen: dict[int, dict[str, Any]] = {}
    for meeting in group.meetings:
        online = meeting.online
        over = meeting.closed and meeting.closed.until and meeting.closed.until < today
        if online is None or id(online) in seen or (over and not meeting.from_elsewhere):
            continue
        everyone = online.how_to_join is HowToJoin.OPEN
        seen[id(online)] = {
            "meanwhile": not meeting.from_elsewhere,
            "link": online.link if everyone else None,
            "service": words.service(online.link) if online.link else "",
            "phone": online.phone if everyone else None,
            "dial": words.dial(online.phone) if online.phone and everyone else "",
            "how": words.HOW_TO_JOIN[online.how_to_join],
            "camera": words.CAMERA[online.camera] if online.camera else "",
            "opens": online.opens,
            "access": online_access(online.access),
            "checked": checked_words(online.access),
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


def edit_link(group: PlacedGroup, links: Links) -> str:
    return f"{links.edit}{quote(group.where.path)}" if links.edit else ""


def correct_link(group: PlacedGroup, links: Links) -> Markup | str:
    """A mail that says which record it is about; a person adds what is wrong."""
    if not links.corrections:
        return ""
    subject = quote(f"Correction: {group.group.name}")
    body = quote(f"{links.site}{group.uri}\n\nWhat is wrong: ")
    return f"mailto:{links.corrections}?subject={subject}&body={body}"
