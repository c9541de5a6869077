"""schema.org data of resources, without anything that the pages do not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from .opening import spans
from .other_help import area_of, country_name, home_uri
from .resource_reading import FiledResource
from .resources import INTERNATIONAL, KINDS, Resource, ResourceKind
from .schedule_words import clock
from .shards import script_safe

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def services_data(records: Sequence[FiledResource], site: str) -> str:
    """`Service`s with a channel for each way in; `site` is the site's absolute address. An invented one is nothing
    for a machine."""
    return _json({"@graph": [_service(filed, site) for filed in records if not filed.resource.sample]})


def list_data(records: Sequence[FiledResource], site: str) -> str:
    """An `ItemList` that leads to the records; `site` is the site's absolute address."""
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": filed.resource.name,
            "url": f"{site}{home_uri(filed)}#{filed.id}",
        }
        for number, filed in enumerate((filed for filed in records if not filed.resource.sample), 1)
    ]
    return _json({"@type": "ItemList", "itemListElement": items})


def _json(data: dict[str, Any]) -> str:
    return script_safe(orjson.dumps({"@context": "https://schema.org", **data})).decode()


def _service(filed: FiledResource, site: str) -> dict[str, Any]:
    resource = filed.resource
    country = resource.of_country
    area = {"@type": "Country", "name": country_name(country)} if country != INTERNATIONAL else None
    service: dict[str, Any] = {
        "@type": "EmergencyService" if resource.kind is ResourceKind.EMERGENCY else "Service",
        "@id": f"{site}{home_uri(filed)}#{filed.id}",
        "name": resource.name,
        "serviceType": KINDS[resource.kind].heading,
        "areaServed": area_of(filed) or area,
        "provider": {"@type": "Organization", "name": resource.run_by} if resource.run_by else None,
        "audience": {"@type": "Audience", "audienceType": resource.for_} if resource.for_ else None,
        "hoursAvailable": _hours(resource),
        "url": resource.website,
        "availableChannel": list(_channels(resource)),
    }
    if service["@type"] == "EmergencyService":  # a place in schema.org: it has a telephone and no channels
        service = {name: service[name] for name in ("@type", "@id", "name", "areaServed")}
        service["contactPoint"] = [
            {"@type": "ContactPoint", "contactType": "emergency", "telephone": line.number} for line in resource.phones
        ]
    return {name: value for name, value in service.items() if value}


def _channels(resource: Resource) -> list[dict[str, Any]]:
    contacts: list[dict[str, Any]] = [
        {"servicePhone": {"@type": "ContactPoint", "telephone": line.number, "contactType": line.label or "help"}}
        for line in resource.phones
    ]
    if resource.text:
        contacts.append({"serviceSmsNumber": {"@type": "ContactPoint", "telephone": resource.text.number}})
    contacts += [{"serviceUrl": link} for link in (resource.chat, resource.website) if link]
    languages = {"availableLanguage": list(resource.languages)} if resource.languages else {}
    return [{"@type": "ServiceChannel", **contact, **languages} for contact in contacts]


def _hours(resource: Resource) -> list[dict[str, Any]]:
    hours = resource.hours
    if hours is None or hours.notes:
        return []
    every = [f"https://schema.org/{day}" for day in DAYS]
    if hours.always:
        return [{"@type": "OpeningHoursSpecification", "dayOfWeek": every, "opens": "00:00", "closes": "23:59"}]
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{DAYS[span.weekday]}",
            "opens": clock(span.start),
            "closes": clock(span.start + span.minutes),
        }
        for span in spans(hours)
    ]
