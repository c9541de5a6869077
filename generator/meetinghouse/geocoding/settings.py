"""Who is asked and in whose name: geocode.yml beside mkdocs.yml, or the command line. Keys are never in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .. import __version__
from ..problems import Problem, did_you_mean, quoted
from ..yaml_text import Refused, decoded, read
from .providers import POLICY, PROVIDERS, REFUSED, Provider

FILE = "geocode.yml"
FIELDS = ("provider", "contact", "accept-policy", "domain", "own", "key-from", "permanent")
YES = ("yes", "true")
OWN_SPACING = 0.2
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|https://[\w.-]+[\w./~-]*", re.ASCII)
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.ASCII)


class Unsettled(ValueError):
    """Nobody can be asked yet; says what to write."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a person decided."""

    provider: str = ""
    contact: str = ""
    accept_policy: str = ""
    domain: str = ""
    own: bool = False
    """The server at that domain is ours, and can bear more than one that is shared."""
    key_from: str = ""
    """The environment variable that holds the key."""
    permanent: bool = False

    def with_options(self, **options: str | bool | None) -> Settings:
        """What was said on the command line goes before what is in the file."""
        return replace(self, **{name: value for name, value in options.items() if value})  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Settings that hold together."""

    provider: Provider
    user_agent: str
    domain: str
    own: bool
    key: str

    @property
    def shared(self) -> bool:
        """A server that belongs to everybody, where a run must stay small."""
        return not self.own and not self.provider.key

    @property
    def spacing(self) -> float:
        """Seconds between two questions."""
        return min(self.provider.spacing, OWN_SPACING) if self.own else self.provider.spacing


def from_file(path: Path) -> Settings:
    """The settings of a file; nothing when there is none.

    Raises:
        Unsettled: it cannot be read, or says what it must not.
    """
    if not path.is_file():
        return Settings()
    problems: list[Problem] = []
    try:
        value = read(decoded(path.read_bytes(), path.name), path.name, problems)
    except Refused as refused:
        raise Unsettled(str(refused.problem)) from None
    if problems:
        raise Unsettled(str(problems[0]))
    if not isinstance(value, dict):
        raise Unsettled(f"{path.name}: expected fields, such as provider: and contact:")
    for name, said in value.items():
        if name not in FIELDS:
            raise Unsettled(f"{path.name}: {quoted(name)} is not a setting ({did_you_mean(name, FIELDS)})")
        if not isinstance(said, str):
            raise Unsettled(f"{path.name}: {name}: expected one word")
    words = {name.replace("-", "_"): said.strip() for name, said in value.items() if name not in ("own", "permanent")}
    return Settings(**words, own=value.get("own") in YES, permanent=value.get("permanent") in YES)


def settled(settings: Settings, environment: Mapping[str, str]) -> Settled:
    """Settings that may be used, or why not.

    Raises:
        Unsettled: somebody must decide something first.
    """
    if environment.get("CI", "").lower() not in ("", "0", "false", "no"):
        raise Unsettled("this does not run in CI: run it by hand and commit the lock file")
    provider = _provider(settings)
    if not _CONTACT.fullmatch(settings.contact) or len(settings.contact) > 100:
        raise Unsettled("contact: write a mail address or an https address, so that the provider can reach you")
    domain = settings.domain.strip().lower()
    if domain and not _DOMAIN.fullmatch(domain):
        raise Unsettled(f"domain: {quoted(domain)} is not a name such as geocoder.example.org")
    if provider.domain and not domain:
        raise Unsettled(f"domain: {provider.name} has no public server; write the name of yours")
    domain = "" if domain.partition(":")[0] == provider.public else domain
    if provider.name == "nominatim" and not domain and settings.accept_policy.strip() != POLICY:
        raise Unsettled(f"accept-policy: read {POLICY} and, if your use keeps to it, write this address here")
    if provider.permanent and not settings.permanent:
        raise Unsettled(f"permanent: {provider.name}: {provider.terms}; write yes if your plan has that")
    return Settled(
        provider=provider,
        user_agent=f"meetinghouse/{__version__} ({settings.contact})",
        domain=domain,
        own=bool(domain and settings.own),
        key=_key(provider, settings, environment),
    )


def _provider(settings: Settings) -> Provider:
    name = settings.provider.strip().lower()
    if not name:
        raise Unsettled(f"provider: nobody is asked until you choose who; known are {', '.join(PROVIDERS)}")
    if name in REFUSED:
        raise Unsettled(f"provider: {name} is not used: {REFUSED[name]}")
    if name not in PROVIDERS:
        hint = did_you_mean(name, PROVIDERS) or f"write one of {', '.join(PROVIDERS)}"
        raise Unsettled(f"provider: {quoted(name)} is not known ({hint})")
    return PROVIDERS[name]


def _key(provider: Provider, settings: Settings, environment: Mapping[str, str]) -> str:
    if not settings.key_from:
        if provider.key:
            raise Unsettled(f"key-from: {provider.name} needs a key; write the name of the variable that holds it")
        return ""
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]{0,63}", settings.key_from):
        raise Unsettled("key-from: write the name of an environment variable in capitals, not the key itself")
    key = environment.get(settings.key_from, "").strip()
    if not key:
        raise Unsettled(f"key-from: the variable {settings.key_from} is empty")
    return key
