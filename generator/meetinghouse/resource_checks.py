"""Rules between the fields of a resource. A wrong number on the worst night is the mistake they are for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from .checks import TOMORROW, YEAR
from .findings import Finding
from .opening import WEEK, overlapping, spans, zone_of
from .problems import Severity
from .resources import INTERNATIONAL, Resource, ResourceKind, ResourceListing

ASKED_AGAIN_AFTER = timedelta(days=120)
"""Numbers for people in danger are asked for again each quarter."""
URGENT = frozenset({ResourceKind.EMERGENCY, ResourceKind.CRISIS_LINE})

Rule = Callable[[Resource], Iterator[Finding]]
DatedRule = Callable[[Resource, date], Iterator[Finding]]


def resource_findings(resource: Resource, today: date) -> Iterator[Finding]:
    """What every rule has to say about one resource."""
    for rule in RULES:
        yield from rule(resource)
    for dated_rule in DATED_RULES:
        yield from dated_rule(resource, today)


def country_missing(resource: Resource) -> Iterator[Finding]:
    if not resource.of_country:
        yield Finding("K01", ("country",), "is missing: whom is it for?", "write two letters, or international")


def country_contradicts_address(resource: Resource) -> Iterator[Finding]:
    address = resource.venue.address if resource.venue else None
    if address and resource.country not in (None, INTERNATIONAL, address.country):
        message = f"{resource.country} is not the country of the address, {address.country}"
        yield Finding("K02", ("country",), message, "delete this line, or correct the address")


def way_to_reach_missing(resource: Resource) -> Iterator[Finding]:
    ways = (resource.phones, resource.text, resource.chat, resource.website, resource.email, resource.venue)
    if resource.published and not any(ways):
        mend = "write phones:, text:, chat:, website:, email: or venue:"
        yield Finding("K03", (), "how do people reach it?", mend)


def emergency_without_number(resource: Resource) -> Iterator[Finding]:
    if resource.kind is ResourceKind.EMERGENCY and resource.published and not resource.phones:
        yield Finding(
            "K04", ("phones",), "is missing: an emergency service has a number", "write phones: and the number"
        )


def source_missing(resource: Resource) -> Iterator[Finding]:
    if resource.published and resource.source is None:
        yield Finding("K05", ("source",), "is missing: where is this from?", "write source: {name: …, link: …}")


def confirmation_missing(resource: Resource) -> Iterator[Finding]:
    if resource.published and resource.confirmed is None:
        mend = "write confirmed: {on: DATE, how: …}, or listing: unpublished and why:"
        yield Finding("K06", ("confirmed",), "is missing: has a person checked it?", mend)
    if resource.published and resource.confirmed and not resource.confirmed.how:
        yield Finding(
            "K06", ("confirmed", "how"), "is missing: how was it checked?", "write called them, or their page"
        )


def reason_missing(resource: Resource) -> Iterator[Finding]:
    if resource.listing is ResourceListing.UNPUBLISHED and not resource.why:
        yield Finding("K07", ("why",), "is missing: why is it not shown?", "write why: and the reason")
    if resource.published and resource.why:
        yield Finding("K07", ("why",), "says why it is not shown, and it is shown", "write listing: unpublished")


def sample_taken_for_real(resource: Resource) -> Iterator[Finding]:
    if not resource.sample:
        return
    if resource.kind in URGENT or resource.strip:
        at = "strip" if resource.strip else "kind"
        yield Finding("K10", (at,), "an invented number may not stand among help for danger", "choose another kind")
    if not resource.name.startswith("Sample"):
        yield Finding("K10", ("name",), "does not say that it is invented", "write Sample: at its beginning")


def text_unclear(resource: Resource) -> Iterator[Finding]:
    if resource.text and resource.text.word and resource.text.say:
        yield Finding("K08", ("text", "say"), "says again what word says", "keep word or say, not both")


def hours_unclear(resource: Resource) -> Iterator[Finding]:
    hours = resource.hours
    if hours is None:
        return
    if hours.always and hours.open:
        yield Finding("K21", ("hours", "open"), "contradicts always: yes", "keep one of them")
    elif not hours.always and not hours.open and not hours.notes:
        yield Finding("K21", ("hours",), "say nothing", "write 24/7, or open: with days and times")
    for number, opening in enumerate(hours.open):
        at = ("hours", "open", number)
        if not opening.day or any(rule.nth for rule in opening.day):
            yield Finding("K22", (*at, "day"), "is not every week", "write days such as monday to friday")
        if opening.from_ == opening.to and opening.from_.hour + opening.from_.minute:
            yield Finding("T03", (*at, "to"), "the end is the beginning", "write when it ends")


def hours_overlap(resource: Resource) -> Iterator[Finding]:
    if resource.hours and overlapping(spans(resource.hours)):
        yield Finding("K23", ("hours", "open"), "two spans overlap", "write each hour once")
    if resource.hours and sum(span.minutes for span in spans(resource.hours)) >= WEEK:
        yield Finding("K23", ("hours", "open"), "is the whole week", "write hours: 24/7")


def zone_unknown(resource: Resource) -> Iterator[Finding]:
    if resource.hours and resource.hours.open and not zone_of(resource):
        mend = "write timezone: and a place, such as Europe/London"
        yield Finding("T05", ("hours", "timezone"), "is missing: by which clock?", mend)


def resource_link_not_secure(resource: Resource) -> Iterator[Finding]:
    for name in ("chat", "website"):
        if (getattr(resource, name) or "").startswith("http:"):
            yield Finding("H08", (name,), "is not secure", "write https://", Severity.WARNING)


def confirmed_too_early(resource: Resource, today: date) -> Iterator[Finding]:
    if resource.confirmed and resource.confirmed.on > today + TOMORROW:
        message = f"{resource.confirmed.on} has not come yet"
        yield Finding("D06", ("confirmed", "on"), message, "write the day somebody last checked")


def not_confirmed_lately(resource: Resource, today: date) -> Iterator[Finding]:
    longest = ASKED_AGAIN_AFTER if resource.kind in URGENT else YEAR
    if resource.published and resource.confirmed and today - resource.confirmed.on > longest:
        message = f"nobody has confirmed this since {resource.confirmed.on}"
        mend = "look at its official page, call the number, and write the day"
        yield Finding("D06", ("confirmed", "on"), message, mend, Severity.WARNING)


RULES: tuple[Rule, ...] = (
    country_missing,
    country_contradicts_address,
    way_to_reach_missing,
    emergency_without_number,
    source_missing,
    confirmation_missing,
    reason_missing,
    sample_taken_for_real,
    text_unclear,
    hours_unclear,
    hours_overlap,
    zone_unknown,
    resource_link_not_secure,
)
DATED_RULES: tuple[DatedRule, ...] = (confirmed_too_early, not_confirmed_lately)
