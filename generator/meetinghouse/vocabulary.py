"""The closed words: fellowships, formats and regions, loaded once from the files beside the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from .problems import Problem, Problems, Where
from .signed_languages import SIGNED
from .yaml_text import Refused, decoded, read

FILES = ("fellowships.yml", "formats.yml", "regions.yml")
"""Read from the records' folder; the package brings its own for the first two when they are absent."""


class Kind(StrEnum):
    """What a fellowship's way of working is; members of one fellowship may see it differently."""

    TWELVE_STEP = "12-step"
    SECULAR = "secular"
    BUDDHIST = "buddhist"
    CHRISTIAN = "christian"
    CULTURAL = "cultural"
    FAMILY = "family"
    MODERATION = "moderation"
    MEDICATION = "medication"
    OTHER = "other"


KIND_LABELS = {
    Kind.TWELVE_STEP: "12-step",
    Kind.SECULAR: "Secular (not religious)",
    Kind.BUDDHIST: "Buddhist",
    Kind.CHRISTIAN: "Christian",
    Kind.CULTURAL: "Native-led",
    Kind.FAMILY: "For families and friends",
    Kind.MODERATION: "Cutting down or safer use",
    Kind.MEDICATION: "Welcomes recovery medicine",
    Kind.OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class Fellowship:
    """A body of groups, described neutrally."""

    slug: str
    name: str
    short: str
    kinds: tuple[Kind, ...]
    helps_with: str
    """Plain words after "For": `people who want to stop drinking`."""
    about: str
    website: str = ""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """What kind of meeting it is, in words a newcomer understands."""

    slug: str
    name: str
    group: str
    """`rule` (open, closed), `format`, `community` or `feature`: how the finder groups its boxes."""
    about: str
    about_in: Mapping[str, str] = field(default_factory=dict)
    """Another sentence for one fellowship, by its slug."""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of each feed: `meeting-guide` as `aa/O` or `*/O`, `bmlt` as world ids or `key:Ag`."""

    def meaning(self, fellowship: str) -> str:
        return self.about_in.get(fellowship, self.about)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All closed words of one directory."""

    fellowships: Mapping[str, Fellowship]
    formats: Mapping[str, Format]
    regions: Mapping[str, str]
    """Name of a region by its path, `us/oregon`; others get theirs from the path itself."""

    def region_name(self, path: tuple[str, ...]) -> str:
        named = self.regions.get("/".join(path))
        if named:
            return named
        if len(path) == 1 and (country := territory(path[0].upper())):
            return country
        return " ".join(word.capitalize() for word in path[-1].split("-"))


def load(folder: Path, packaged: Path) -> Vocabulary:
    """The vocabularies of `folder`, those of the package where it has none.

    Raises:
        Problems: every mistake in the three files.
    """
    problems: list[Problem] = []
    tables = {}
    for name in FILES:
        path = folder / name if (folder / name).is_file() else packaged / name
        tables[name] = _table(path, name, problems) if path.is_file() else {}
    try:
        vocabulary = Vocabulary(
            fellowships={slug: _fellowship(slug, row) for slug, row in tables["fellowships.yml"].items()},
            formats={slug: _format(slug, row) for slug, row in tables["formats.yml"].items()},
            regions={path: _text(row) for path, row in tables["regions.yml"].items()},
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        where = Where(folder.name)
        problems.append(Problem(where=where, code="V01", message=f"a vocabulary is incomplete: {error}"))
    if problems:
        raise Problems(problems)
    return vocabulary


def _table(path: Path, name: str, problems: list[Problem]) -> dict[str, Any]:
    shown = f"{path.parent.name}/{name}"
    try:
        value = read(decoded(path.read_bytes(), shown), shown, problems)
    except Refused as refused:
        if refused.problem.code != "Y29":
            problems.append(refused.problem)
        return {}
    if not isinstance(value, dict):
        problems.append(Problem(where=Where(shown), code="Y30", message="expected fields"))
        return {}
    return value


def _fellowship(slug: str, row: Mapping[str, Any]) -> Fellowship:
    return Fellowship(
        slug=slug,
        name=_text(row["name"]),
        short=_text(row.get("short", row["name"])),
        kinds=tuple(Kind(kind) for kind in _texts(row["kind"])),
        helps_with=_text(row["helps-with"]),
        about=_text(row["about"]),
        website=row.get("website", ""),
        codes={feed: _texts(codes) for feed, codes in row.get("codes", {}).items()},
    )


def _format(slug: str, row: Mapping[str, Any]) -> Format:
    return Format(
        slug=slug,
        name=_text(row["name"]),
        group=row.get("group", "format"),
        about=_text(row["about"]),
        about_in={fellowship: _text(about) for fellowship, about in row.get("about-in", {}).items()},
        codes={feed: _texts(codes) for feed, codes in row.get("codes", {}).items()},
    )


def _text(value: Any) -> str:
    """One language's words: a plain text, or the English of a mapping by language."""
    text = value["en"] if isinstance(value, dict) else value
    return str(text)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


@cache
def language_name(code: str) -> str | None:
    """The English name of a language tag such as `pt-BR`, or nothing when there is no such language."""
    names = _english().languages
    base = code.split("-")[0]
    found = SIGNED.get(base) or names.get(code.replace("-", "_")) or names.get(base)
    return str(found) if found else None


@cache
def language_itself(code: str) -> str:
    """A language's own name for itself, `Español`; its English name where unknown."""
    try:
        own = Locale.parse(code.replace("-", "_")).languages.get(code.split("-")[0])
    except (ValueError, LookupError, UnknownLocaleError):
        own = None
    return own or language_name(code) or code


@cache
def territory(code: str) -> str | None:
    """The English name of a country by its ISO 3166 code."""
    name = _english().territories.get(code)
    return str(name) if name and len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES else None


NOT_COUNTRIES = frozenset({"EU", "UN", "EZ", "ZZ", "QO", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


@cache
def _english() -> Any:
    return Locale("en")
