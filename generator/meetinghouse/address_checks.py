"""Addresses that two records want: of groups, of regions, and those that groups had before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from .problems import Problem, Where


class Addressed(Protocol):
    """What is looked at of a group."""

    @property
    def region(self) -> tuple[str, ...]: ...
    @property
    def slug(self) -> str: ...
    @property
    def where(self) -> Where: ...
    @property
    def uri(self) -> str: ...
    @property
    def was(self) -> tuple[str, ...]: ...


def address_problems(groups: Sequence[Addressed]) -> Iterator[Problem]:
    """Two records with one address; an old address where somebody is now."""
    yield from _address_twice(sorted(groups, key=lambda group: (group.region, group.slug)))
    yield from _old_address_taken(groups)


def _old_address_taken(groups: Sequence[Addressed]) -> Iterator[Problem]:
    """An old address where another group, or another old address, is now."""
    if not any(group.was for group in groups):
        return
    taken = {group.uri: group for group in groups}
    for group in groups:
        for end in range(1, len(group.region) + 1):
            taken.setdefault(f"meetings/{'/'.join(group.region[:end])}/", group)
    for group in groups:
        for old in group.was:
            if other := taken.get(f"meetings/{old}/"):
                message = f"{old} is in use by {other.where.path}"
                mend = "delete it, or give the other one another name"
                there = (other.where.path,)
                yield Problem(where=group.where, code="D04", field="was", message=message, mend=mend, others=there)
            taken[f"meetings/{old}/"] = group


def _address_twice(groups: Sequence[Addressed]) -> Iterator[Problem]:
    """Two groups with one address, or a group with the address of a region."""
    regions: dict[tuple[str, ...], Addressed] = {}
    for group in groups:
        for end in range(1, len(group.region) + 1):
            regions.setdefault(group.region[:end], group)
    before: Addressed | None = None
    for group in groups:
        if before and (before.region, before.slug) == (group.region, group.slug):
            message = f"has the same address as {before.where.path}"
            there, mend = (before.where.path,), "give one of them another slug"
            yield Problem(where=group.where, code="D01", message=message, mend=mend, others=there)
        elif other := regions.get((*group.region, group.slug)):
            message = f"has the same address as the region of {other.where.path}"
            there, mend = (other.where.path,), "give the group another slug"
            yield Problem(where=group.where, code="D01", message=message, mend=mend, others=there)
        before = group
