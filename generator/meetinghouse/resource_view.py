"""What a page says about one resource, in plain words."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from . import words
from .opening import in_words, place_of, spans, zone_of
from .other_help import area_of, home_uri
from .page_links import Links
from .resource_reading import FiledResource
from .resources import INTERNATIONAL, KINDS, PhoneLine, Resource, ResourceKind, TextLine
from .vocabulary import language_name


def card(filed: FiledResource, root: str, links: Links) -> dict[str, Any]:
    """The values of `records/resource.html`; `root` leads from the page to the site's top."""
    resource = filed.resource
    hours, confirmed = resource.hours, resource.confirmed
    return {
        "id": filed.id,
        "name": resource.name,
        "kind": KINDS[resource.kind].heading,
        "url": f"{root}{home_uri(filed)}#{filed.id}",
        "area": area_of(filed),
        "sample": resource.sample,
        "phones": [_phone(line) for line in resource.phones],
        "text": _text(resource.text) if resource.text else None,
        "chat": _web(resource.chat),
        "website": _web(resource.website),
        "email": resource.email or "",
        "venue": resource.venue.name if resource.venue else "",
        "address": words.address_lines(resource.venue) if resource.venue else [],
        "hours": in_words(resource),
        "live": _live(resource),
        "holidays": (hours and hours.holidays) or "",
        "hours_notes": (hours and hours.notes) or "",
        "hours_unknown": _hours_unknown(resource),
        "languages": ", ".join(language_name(code) or code for code in resource.languages),
        "cost": resource.cost or "",
        "for": resource.for_ or "",
        "run_by": resource.run_by or "",
        "what_happens": resource.what_happens or "",
        "notes": resource.notes or "",
        "source": resource.source,
        "confirmed_on": words.full_date(confirmed.on) if confirmed else "",
        "confirmed_how": (confirmed and confirmed.how) or "",
        "edit": f"{links.edit}{quote(filed.where.path)}" if links.edit and filed.own else "",
        "correct": _correct(filed, links),
    }


def _hours_unknown(resource: Resource) -> bool:
    """An emergency number answers always; of any other, silence would be taken for that."""
    answers = bool(resource.phones or resource.text or resource.chat)
    return answers and resource.hours is None and resource.kind is not ResourceKind.EMERGENCY


def _phone(line: PhoneLine) -> dict[str, str]:
    return {
        "number": line.number,
        "href": f"tel:{words.dial(line.number)}",
        "label": line.label or "",
        "then": line.then or "",
    }


def _text(line: TextLine) -> dict[str, str]:
    body = f"?&body={quote(line.word)}" if line.word else ""  # both ways of writing it: phones differ
    return {
        "number": line.number,
        "href": f"sms:{words.dial(line.number)}{body}",
        "what": line.word or line.say or "",
    }


def _web(link: str | None) -> dict[str, str] | None:
    if not link:
        return None
    parts = urlsplit(link)
    return {"href": link, "shown": f"{parts.hostname or ''}{parts.path.rstrip('/')}"}


def _live(resource: Resource) -> dict[str, str] | None:
    """What `open-now.js` needs; nothing where hours are always, unknown, or have an exception in words."""
    hours, zone = resource.hours, zone_of(resource)
    if hours is None or hours.always or hours.notes or not hours.open or zone is None:
        return None
    return {"spans": " ".join(",".join(map(str, span)) for span in spans(hours)), "zone": zone, "place": place_of(zone)}


def _correct(filed: FiledResource, links: Links) -> str:
    if not links.corrections:
        return ""
    subject = quote(f"Correction: {filed.resource.name}")
    body = quote(f"{links.site}{home_uri(filed)}#{filed.id}\n\nWhat is wrong: ")
    return f"mailto:{links.corrections}?subject={subject}&body={body}"


def brief(filed: FiledResource, root: str) -> dict[str, str]:
    """A line of a list: the name, where it is for, and the first way to reach it in words."""
    resource = filed.resource
    return {
        "id": filed.id,
        "name": resource.name,
        "url": f"{root}{home_uri(filed)}#{filed.id}",
        "area": area_of(filed),
        "how": " · ".join(_ways(resource)),
        "hours": "; ".join(in_words(resource)),
    }


def finder_row(filed: FiledResource) -> dict[str, Any] | None:
    """What the finder shows beside meetings, as `FORMAT.md` says; nothing where nobody can be reached from afar."""
    resource = filed.resource
    web = resource.chat or resource.website
    if not (resource.phones or resource.text or web):
        return None
    hours, live, venue = resource.hours, _live(resource), resource.venue
    text = _text(resource.text) if resource.text else None
    return {
        "name": resource.name,
        "kind": KINDS[resource.kind].heading,
        "country": "" if resource.of_country == INTERNATIONAL else resource.of_country,
        "regions": [region.code for region in filed.regions],
        "area": area_of(filed),
        "page": f"{home_uri(filed)}#{filed.id}",
        "phones": [
            {"label": line.label or "", "number": line.number, "tel": _phone(line)["href"], "then": line.then or ""}
            for line in resource.phones
        ],
        "text": {"number": text["number"], "say": text["what"], "sms": text["href"]} if text else None,
        "link": web or "",
        "times": "; ".join(in_words(resource)),
        "hours": "always"
        if hours and hours.always
        else [list(span) for span in spans(hours)]
        if hours and live
        else None,
        "zone": live["zone"] if live else "",
        "languages": [language_name(code) or code for code in resource.languages],
        "at": [round(degrees * 100_000) for degrees in venue.coordinates] if venue and venue.coordinates else None,
    }


def lines_to_call(filed: FiledResource) -> list[dict[str, str]]:
    """Name and number of each way in, as links; the page itself where nobody answers a call."""
    resource = filed.resource
    lines = [{"href": _phone(line)["href"], "said": f"{resource.name} {line.number}"} for line in resource.phones[:1]]
    if resource.text:
        text = _text(resource.text)
        what = f"text {text['what']} to" if text["what"] else "text"
        lines.append({"href": text["href"], "said": f"{resource.name}: {what} {text['number']}"})
    web = _web(resource.chat or resource.website)
    return lines or ([{"href": web["href"], "said": resource.name}] if web else [])


def _ways(resource: Resource) -> list[str]:
    lines = [line for line in resource.phones if not line.label][:2] or resource.phones[:1]
    said = [f"{line.number}, then {line.then}" if line.then else line.number for line in lines]
    if resource.text:
        what = resource.text.word or resource.text.say
        said.append(f"text {what} to {resource.text.number}" if what else f"text {resource.text.number}")
    if not said and (web := _web(resource.chat or resource.website)):
        said.append(web["shown"])
    return said
