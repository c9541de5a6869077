"""Folders of YAML to resources: the same reading, positions and problems as for meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from . import yaml_text
from .findings import Finding
from .problems import Problem, Severity, Where
from .reading import explained, worth_saying
from .recordfiles import RecordFile, record_files
from .records import fields_of
from .resource_checks import resource_findings
from .resource_regions import KnownRegions, ServedRegion
from .resources import RESOURCE_MODELS, Resource
from .silencing import needless, silence
from .yaml_text import Path as At
from .yaml_text import Positions, Refused, decoded, dotted

ALL_FIELDS = frozenset(name for model in RESOURCE_MODELS for name in fields_of(model))


@dataclass(frozen=True, slots=True)
class FiledResource:
    """A resource as it stands in its file."""

    resource: Resource
    id: str
    where: Where
    own: bool = True
    """Of the site's own folder, and not of those that the package brings."""
    regions: tuple[ServedRegion, ...] = ()
    """Those that it is for; none when it is for the whole country."""

    @property
    def key(self) -> tuple[str, str]:
        """What no two may share: a record of the site with the key of a packaged one takes its place."""
        return self.resource.of_country, self.id


@dataclass(frozen=True, slots=True)
class ResourceFolders:
    """Where resources are read from."""

    own: Path | None
    shown: str
    """The site's own folder as problems and edit links name it: `content/resources`."""
    packaged: Path | None = None


def read_folders(
    folders: ResourceFolders, today: date, regions: KnownRegions | None = None
) -> tuple[list[FiledResource], list[Problem]]:
    """The resources of both folders, the site's own first, and everything wrong with them."""
    regions = regions or KnownRegions()
    problems: list[Problem] = []
    found: dict[tuple[str, str], FiledResource] = {}
    own = folders.own if folders.own and folders.own.is_dir() else None
    if own:
        for file in record_files(own, problems, folders.shown, pages=True):
            for filed in read_resources(_bytes(file, problems), file, today, problems, regions=regions):
                if filed.key in found:
                    problems.append(_twice(filed, found[filed.key]))
                found.setdefault(filed.key, filed)
    if folders.packaged and (own is None or own.resolve() != folders.packaged.resolve()):
        ours: list[Problem] = []
        for file in record_files(folders.packaged, ours, "resources of the package", pages=True):
            for filed in read_resources(_bytes(file, ours), file, today, ours, own=False, regions=regions):
                if not filed.resource.sample:
                    found.setdefault(filed.key, filed)
        problems += [problem for problem in ours if problem.severity is Severity.ERROR]
    return list(found.values()), problems


def _bytes(file: RecordFile, problems: list[Problem]) -> bytes | None:
    try:
        return file.path.read_bytes()
    except OSError as error:
        message = error.strerror or "cannot be read"
        problems.append(Problem(where=Where(file.shown), code="F11", message=message, mend="look at its permissions"))
        return None


def _twice(filed: FiledResource, before: FiledResource) -> Problem:
    message = f"is also the id of {before.where.path}, line {before.where.line}"
    mend = "give one of them another id"
    others = (before.where.path,)
    return Problem(where=filed.where, code="D01", field="id", message=message, mend=mend, others=others)


def read_resources(
    raw: bytes | None,
    file: RecordFile,
    today: date,
    problems: list[Problem],
    *,
    own: bool = True,
    regions: KnownRegions | None = None,
) -> list[FiledResource]:
    """The resources of one file; one with an error is left out."""
    if raw is None:
        return []
    try:
        text = decoded(raw, file.shown)
        value = yaml_text.read(text, file.shown, problems, may_be_empty=ALL_FIELDS)
    except Refused as refused:
        problems.append(refused.problem)
        return []
    return list(_FileReader(text, file, today, problems, regions or KnownRegions()).resources(value, own=own))


class _FileReader:
    """The records of one file; positions are looked up only when there is something to say."""

    def __init__(
        self, text: str, file: RecordFile, today: date, problems: list[Problem], regions: KnownRegions
    ) -> None:
        self.text = text
        self.file = file
        self.today = today
        self.problems = problems
        self.regions = regions
        self.positions: Positions | None = None

    def resources(self, value: Any, *, own: bool) -> Iterator[FiledResource]:
        listed = isinstance(value, list)
        values: Sequence[Any] = value if listed else [value]
        if not values:
            self._note(Finding("Y29", (), "the list is empty", "write a resource, or delete the file"), ())
        for number, fields in enumerate(values):
            at = (number,) if listed else ()
            before = len(self.problems)
            resource = self._resource(fields, at)
            if resource is None:
                continue
            if listed and resource.id is None:
                self._note(Finding("F04", ("id",), "is missing", "write id: and a short name in small letters"), at)
            if not listed and resource.id is not None:
                self._note(Finding("F21", ("id",), "the file's name is the id", "delete this line"), at)
            if not any(problem.severity is Severity.ERROR for problem in self.problems[before:]):
                where = Where(self.file.shown, self._where((*at, "name")).line)
                of = self.regions.served(resource)
                yield FiledResource(resource, resource.id or self.file.parts[-1], where, own, of)

    def _resource(self, fields: Any, at: tuple[int, ...]) -> Resource | None:
        if not isinstance(fields, Mapping):
            self._note(Finding("Y30", (), "expected the fields of a resource", "write name: and its name"), at)
            return None
        try:
            resource = Resource.model_validate(fields)
        except ValidationError as error:
            for detail in worth_saying(error.errors(include_url=False)):
                self._note(explained(detail, Resource, RESOURCE_MODELS), at)
            return None
        before = len(self.problems)
        for finding in (*resource_findings(resource, self.today), *self.regions.findings(resource)):
            self._note(finding, at)
        used = silence(self.problems, before, resource.allow) if resource.allow else set()
        for code in (code for code in resource.allow if code not in used):
            key: At = (*at, "allow", code)
            self.problems.append(needless(self._where(key), dotted(key), code))
        return resource

    def _note(self, found: Finding, at: tuple[int, ...]) -> None:
        inside = (*at, *found.at)
        problem = Problem(
            where=self._where(inside),
            code=found.code,
            field=dotted(inside),
            message=found.message,
            mend=found.mend.replace("meetings/README.md", "content/resources/README.md"),
            severity=found.severity,
        )
        self.problems.append(problem)

    def _where(self, at: tuple[Any, ...]) -> Where:
        if self.positions is None:
            self.positions = {}
            yaml_text.read(self.text, self.file.shown, [], self.positions)
        while at and at not in self.positions:
            at = at[:-1]
        return Where(self.file.shown, *self.positions.get(at, (1, 1)))
