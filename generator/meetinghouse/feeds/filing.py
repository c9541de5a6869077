"""Which file each group of a feed is written to, and under which permanent slug."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..problems import Problems
from ..yaml_text import Fields
from .foreign import Remark, Setting
from .grouping import ForeignGroup
from .on_file import OnFile
from .slugs import digest, longer

MOST_GROUPS_OF_A_FILE = 2_000


def into_files(
    groups: Sequence[ForeignGroup], on_file: OnFile, setting: Setting, today: date, remarks: list[Remark]
) -> dict[str, list[Fields]]:
    """The records of every file, each with its final slug and its source.

    Raises:
        Problems: a person wrote one of the files.
    """
    shown_of = _file_of_each(groups)
    conflicts = (on_file.conflict(shown, setting.name) for shown in sorted(set(shown_of)))
    if problems := [problem for problem in conflicts if problem]:
        raise Problems(problems)
    before = {group["source"]["id"]: group for group in on_file.of(setting.name) if "id" in group["source"]}
    taken = on_file.addresses_besides(setting.name)
    taken |= {region[:depth] for region in set(map(_region, shown_of)) for depth in range(1, len(region) + 1)}
    filed: dict[str, list[Fields]] = {}
    known_first = sorted(zip(groups, shown_of, strict=True), key=lambda pair: not set(pair[0].ids) & before.keys())
    for group, shown in known_first:
        id_ = next((each for each in group.ids if each in before), group.ids[0])
        region = _region(shown)
        slug = _free(group, str(before.get(id_, {}).get("slug", "")), region, taken, setting.name)
        if slug != group.slug and id_ not in before:
            remarks.append(Remark(id_, "slug", f"{group.slug} is taken, so it is {slug}", "I04"))
        taken.add((*region, slug))
        source = {"name": setting.name, "id": id_, "on": today.isoformat()}
        record = {**group.fields, "slug": slug, "source": source}
        filed.setdefault(shown, []).append(_as_before(record, before.get(id_)))
    return filed


def _region(shown: str) -> tuple[str, ...]:
    return tuple(shown.removesuffix(".yml").split("/"))


def _file_of_each(groups: Sequence[ForeignGroup]) -> list[str]:
    """One file for a town; where that would be too big, one for each first letter of the groups' names."""
    size: dict[tuple[str, ...], int] = {}
    for group in groups:
        size[group.parts] = size.get(group.parts, 0) + 1
    shown = []
    for group in groups:
        *above, last = group.parts
        if size[group.parts] > MOST_GROUPS_OF_A_FILE:
            last = f"{last}-{group.slug[0]}"
        shown.append("/".join((*above, last)) + ".yml")
    return shown


def _free(group: ForeignGroup, before: str, region: tuple[str, ...], taken: set[tuple[str, ...]], name: str) -> str:
    """The slug that the group had, or the one it asks for, made longer where another group has that."""
    wishes = (before, group.slug, longer(group.slug, name), longer(group.slug, group.ids[0]))
    free = (slug for slug in wishes if slug and (*region, slug) not in taken)
    return next(free, "") or longer(group.slug, digest(f"{name} {group.ids[0]}"))


def _as_before(record: Fields, before: Fields | None) -> Fields:
    """What did not change keeps its day, so that importing the same feed again changes no file."""
    if before is None:
        return record
    kept = dict(record)
    if "paused" in record and "paused" in before:
        kept["paused"] = {**record["paused"], "since": before["paused"]["since"]}
    for number, (meeting, was) in enumerate(zip(record["meetings"], before["meetings"], strict=False)):
        if "paused" in meeting and "paused" in was and meeting["id"] == was["id"]:
            kept["meetings"] = list(kept["meetings"])
            kept["meetings"][number] = {**meeting, "paused": {**meeting["paused"], "since": was["paused"]["since"]}}
    same = {**kept, "source": {**kept["source"], "on": before["source"].get("on", "")}}
    return same if same == before else kept
