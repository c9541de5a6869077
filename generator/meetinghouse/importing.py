"""A feed that an organization publishes becomes list files: planned first, refused when it looks like an accident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from . import converting, whole_files, writing
from .checks import findings
from .feeds import FEEDS
from .feeds.filing import into_files
from .feeds.foreign import Feed, Remark, Setting
from .feeds.grouping import ForeignGroup, grouped
from .feeds.on_file import OnFile, files_on, source_of
from .feeds.placing import Placing
from .feeds.plain import plain
from .feeds.strict import json_of, refusal
from .findings import Finding
from .gazetteer import Gazetteer
from .problems import Problem, Problems, Severity, Where, did_you_mean, quoted
from .records import Group
from .vocabulary import Vocabulary
from .yaml_text import Fields, dotted

MOST_LOST = 0.2
MOST_GROWN = 10
USUAL_FELLOWSHIP = {"bmlt": "na", "meeting-guide": "aa"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do. Nothing is lost in silence: records = written + left out."""

    files: Mapping[str, str]
    """Text by path below the records' folder; only files that change."""
    removals: tuple[str, ...]
    """Files whose groups are all gone from the feed."""
    unchanged: int
    """Files that stay as they are."""
    remarks: tuple[Remark, ...]
    ignored: tuple[str, ...]
    """Fields of the feed that were not imported at all."""
    records: int
    written: int
    groups: int

    def __post_init__(self) -> None:
        if self.records != self.written + self.left_out:
            raise AssertionError(f"{self.records} records, but {self.written} written and {self.left_out} left out")

    @property
    def left_out(self) -> int:
        return sum(remark.left_out for remark in self.remarks)

    def summary(self) -> str:
        """What the import comes to, in a few lines for a person."""
        why = Counter(f"{remark.field} [{remark.code}]" for remark in self.remarks if remark.left_out)
        lines = [
            f"{self.records:,} records: {self.written:,} written in {self.groups:,} groups, {self.left_out:,} left out."
        ]
        lines += [f"  left out for {reason}: {count:,}" for reason, count in why.most_common()]
        if self.ignored:
            lines.append(f"Fields not imported: {', '.join(self.ignored)}.")
        lines.append(
            f"{len(self.files):,} files change, {len(self.removals):,} go, {self.unchanged:,} stay as they are."
        )
        return "\n".join(lines)


def run(
    source: bytes | Path,
    *,
    name: str,
    today: date,
    folder: Path,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    kind: str | None = None,
    formats: bytes | None = None,
    fellowship: str | None = None,
    country: str | None = None,
    timezone: str | None = None,
    accept_shrink: bool = False,
) -> Plan:
    """What importing a feed would change in `folder`; `apply` then does it.

    Raises:
        Problems: the feed cannot be read, is empty, lost too much, or would overwrite what a person wrote.
    """
    raw = source if isinstance(source, bytes) else source.read_bytes()
    name = " ".join(plain(name).split())[:200] or "feed"
    kind = _known(kind or guessed_kind(raw, name), FEEDS, name)
    fellowship = _known(fellowship or USUAL_FELLOWSHIP[kind], vocabulary.fellowships, name)
    setting = Setting(
        name=name,
        fellowship=fellowship,
        vocabulary=vocabulary,
        gazetteer=gazetteer,
        country=_converted(converting.country, country, name),
        formats=formats,
    )
    feed = FEEDS[kind](raw, setting)
    placing = Placing(feed, gazetteer, fellowship, _converted(converting.zone, timezone, name))
    groups = grouped(placing.all(), fellowship, today)
    return _plan(feed, groups, placing.remarks, files_on(folder), setting, today, accept_shrink)


def guessed_kind(raw: bytes, name: str) -> str:
    """The format of a feed by the fields of its first records."""
    rows = json_of(raw, name)
    rows = rows.get("meetings", rows) if isinstance(rows, dict) else rows
    keys = {key for row in rows[:50] if isinstance(row, dict) for key in row} if isinstance(rows, list) else set()
    if isinstance(rows, list) and not rows:
        raise refusal(name, "I03", "the feed lists no meetings, and an empty list is most likely a fault")
    if keys & {"weekday_tinyint", "id_bigint", "meeting_name"}:
        return "bmlt"
    if keys & {"slug", "name", "formatted_address"}:
        return "meeting-guide"
    raise refusal(name, "I02", "is neither a Meeting Guide nor a BMLT feed", "say its format")


def apply(plan: Plan, folder: Path) -> None:
    """Writes the files of a plan, each whole or not at all, and then deletes those that it empties."""
    for shown, text in sorted(plan.files.items()):
        (folder / shown).parent.mkdir(parents=True, exist_ok=True)
        whole_files.replace(folder / shown, text.encode())
    for shown in plan.removals:
        path = folder / shown
        path.unlink(missing_ok=True)
        for above in path.relative_to(folder).parents[:-1]:
            if any((folder / above).iterdir()):
                break
            (folder / above).rmdir()


def _plan(
    feed: Feed,
    groups: Sequence[ForeignGroup],
    placed: Iterable[Remark],
    on_file: OnFile,
    setting: Setting,
    today: date,
    accept_shrink: bool,
) -> Plan:
    remarks = [*feed.remarks, *placed]
    good = [group for group in groups if _right(group, setting.vocabulary, today, remarks)]
    if not good:
        said = next((f"; the first: {remark}" for remark in remarks if remark.left_out), "")
        raise refusal(setting.name, "I03", f"no meeting of the feed could be written{said}")
    if not accept_shrink:
        _refuse_accidents(good, on_file.of(setting.name), setting.name)
    filed = into_files(good, on_file, setting, today, remarks)
    texts = {shown: _text([*on_file.of_others(shown, setting.name), *ours]) for shown, ours in filed.items()}
    changed = {shown: text for shown, text in texts.items() if on_file.texts.get(shown) != text}
    emptied = {shown for shown in on_file.holding(setting.name) if shown not in texts}
    for shown in sorted(emptied):
        if others := on_file.of_others(shown, setting.name):
            changed[shown] = _text(others)
    return Plan(
        files=changed,
        removals=tuple(sorted(emptied - changed.keys())),
        unchanged=len(texts.keys() - changed.keys()),
        remarks=tuple(sorted(remarks)),
        ignored=feed.ignored,
        records=feed.records,
        written=sum(len(group.ids) for group in good),
        groups=len(good),
    )


def _text(records: Iterable[Fields]) -> str:
    """A list file. Two feeds may share a town's file, so its order does not depend on which came last."""
    ordered = sorted(records, key=lambda record: str(record["slug"]))
    names = " and ".join(sorted({source_of(record) for record in ordered}))
    comment = f"Imported from {names}. The next import writes this file again: mend mistakes at the source."
    return writing.text_of(ordered, comment)


def _right(group: ForeignGroup, vocabulary: Vocabulary, today: date, remarks: list[Remark]) -> bool:
    """Whether `check` will accept the group; if not, all its meetings are left out, with the reason."""
    try:
        record = Group.model_validate({**group.fields, "slug": group.slug})
        wrong = next((found for found in findings(record, vocabulary, today) if found.severity is Severity.ERROR), None)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        said = {"code": "Y30", "message": detail["msg"], **detail.get("ctx", {})}
        wrong = Finding(str(said["code"]), detail["loc"], str(said["message"]))
    if wrong is None:
        return True
    field, said_so = dotted(wrong.at), f"{wrong.message}, so it is left out"
    remarks.extend(Remark(id_, field, said_so, wrong.code, left_out=True) for id_ in group.ids)
    return False


def _refuse_accidents(groups: Sequence[ForeignGroup], before: Sequence[Fields], name: str) -> None:
    """A feed that suddenly lists much less, or ten times as much, is most likely broken."""
    known = {id_ for group in groups for id_ in group.ids}
    lost = [group for group in before if group["source"].get("id") not in known]
    mend = "look at the feed; if it is right, say --accept-shrink"
    if len(lost) > MOST_LOST * len(before):
        message = f"the feed no longer lists {len(lost):,} of {len(before):,} groups"
        raise refusal(name, "I03", message, mend)
    if before and len(groups) > MOST_GROWN * len(before):
        message = f"the feed lists {len(groups):,} groups and had {len(before):,}"
        raise refusal(name, "I03", message, mend)


def _converted(convert: Callable[[str], str], said: str | None, name: str) -> str:
    try:
        return convert(said) if said else ""
    except PydanticCustomError as wrong:
        about = wrong.context or {}
        problem = Problem(where=Where(name), code=about["code"], message=about["message"], mend=about["mend"])
        raise Problems([problem]) from None


def _known(word: str, words: Iterable[str], name: str) -> str:
    if word not in words:
        message = f"{quoted(word)} is not known"
        problem = Problem(where=Where(name), code="V02", message=message, mend=did_you_mean(word, words))
        raise Problems([problem])
    return word
