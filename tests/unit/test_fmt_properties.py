"""Whatever order, style and comments a record comes in: `fmt` keeps what it says, each comment, and its own work."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetinghouse import yaml_text
from meetinghouse.formatting.files import Unread, formatted
from meetinghouse.records import Group, fields_of
from samples import PLAIN

SHOWN = "meetings/gb/leeds/canal-side.yml"
RECORD: dict[str, Any] = {
    "group": "Canal Side",
    "fellowship": "aa",
    "about": "|\n# not a comment\n\nA small room.",
    "venue": {
        "name": '"Hall: 3 #4"',
        "address": {"street": "3 Wharf Lane", "city": "Leeds", "postcode": '"01234"', "country": "GB"},
        "access": {"step-free": "yes", "toilet": "no"},
    },
    "languages": "[en, es]",
    "confirmed": {"on": "2026-10-04", "by": "'group secretary'"},
    "notes": ">-\nRing\ntwice.",
    "meetings": [
        {"id": "mon", "day": "[monday, wednesday]", "start": "07:00", "end": "08:00"},
        {"day": "first saturday", "start": "09:00", "minutes": '"90"', "except": "[{on: 2026-12-26, why: x}]"},
        {"by-appointment": "yes"},
    ],
}  # fmt: skip


class Writer:
    """A record as text: fields in any order, comments and blank lines anywhere, parts between braces or not."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.comments: dict[str, str] = {}
        """The comment of a field, and what the first line below it begins with."""

    def fields(self, fields: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for key in self.draw(st.permutations(list(fields))):
            lines += self.above(key, indent, first=not lines)
            lines += self.field(key, fields[key], indent)
        return lines

    def above(self, key: str, indent: int, *, first: bool) -> list[str]:
        blanks = [""] * self.draw(st.integers(0, 2)) if not first else []
        if not self.draw(st.booleans()):
            return blanks
        comment = f"# c{len(self.comments)}: about {key}"
        self.comments[comment] = f"{key}:"
        return [*blanks, f"{' ' * indent}{comment}"]

    def field(self, key: str, value: Any, indent: int) -> list[str]:
        spaces = " " * indent
        end = self.draw(st.sampled_from(["", "  # here", " "]))
        if isinstance(value, str):
            first, *more = value.split("\n")
            return [f"{spaces}{key}: {first}{end}", *(f"{spaces}   {line}" if line else "" for line in more)]
        if isinstance(value, list):
            deeper = indent + self.draw(st.sampled_from([0, 2, 4]))
            return [f"{spaces}{key}:{end}", *(line for item in value for line in self.item(item, deeper))]
        if self.draw(st.booleans()) and not any(isinstance(each, dict) for each in value.values()):
            order = self.draw(st.permutations(list(value)))
            return [f"{spaces}{key}: {{{', '.join(f'{name}: {value[name]}' for name in order)}}}{end}"]
        return [f"{spaces}{key}:{end}", *self.fields(value, indent + self.draw(st.integers(1, 4)))]

    def item(self, fields: dict[str, Any], indent: int) -> list[str]:
        width = self.draw(st.integers(1, 3))
        lines: list[str] = []
        for key in self.draw(st.permutations(list(fields))):
            lines += self.above(key, indent + 1 + width, first=False) if lines else []
            lines += self.field(key, fields[key], indent + 1 + width)
        return [f"{' ' * indent}-{' ' * width}{lines[0].lstrip()}", *lines[1:]]


@st.composite
def written(draw: Any) -> tuple[str, dict[str, str]]:
    writer = Writer(draw)
    lines = writer.fields(RECORD, 0)
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return ends.join([*lines, *draw(st.sampled_from([[], [""], ["", "", ""]]))]), writer.comments


def meaning(text: str) -> Any:
    return yaml_text.read(text if text.endswith("\n") else f"{text}\n", SHOWN, [])


def without_ids(value: dict[str, Any]) -> dict[str, Any]:
    meetings = [{key: said for key, said in each.items() if key != "id"} for each in value["meetings"]]
    return {**value, "meetings": meetings}


@settings(deadline=None, max_examples=300)
@given(written())
def test_what_a_record_says_and_every_comment_is_kept(made: tuple[str, dict[str, str]]) -> None:
    text, comments = made
    after = formatted(text.encode(), SHOWN).decode()
    assert without_ids(meaning(after)) == without_ids(meaning(text))
    assert [meeting["id"] for meeting in meaning(after)["meetings"]].count("mon") == 1
    assert formatted(after.encode(), SHOWN).decode() == after
    top = [found[1] for line in after.splitlines() if (found := re.match(r"([a-z-]+):", line))]
    assert top == [key for key in fields_of(Group) if key in RECORD]
    lines = after.splitlines()
    for comment, field in comments.items():
        below = next(number for number, line in enumerate(lines) if line.strip() == comment) + 1
        while lines[below].lstrip().startswith("# c"):
            below += 1
        assert lines[below].lstrip(" -").startswith(field)


LISTED = "- " + PLAIN.replace("\n", "\n  ").rstrip() + "\n"
WITHOUT_AN_ID = PLAIN.replace("id: tue\n    ", "")
BELOW_A_COMMENT = PLAIN.replace("  - id: tue\n    day", "  -\n    # x\n    day")
SIGNS = st.text(alphabet="ab:-#[]{},'\"|>&*!? \n\t\\é😀%", max_size=60)
PIECES = st.lists(
    st.sampled_from(["? ", ": ", "\n", "  ", "- ", "# x", "{", "}", "id:", "id: a", "slug:", "|+\n", "'"])
).map("".join)


@settings(deadline=None, max_examples=600)
@given(
    st.sampled_from([PLAIN, WITHOUT_AN_ID, LISTED, BELOW_A_COMMENT]),
    st.one_of(SIGNS, PIECES),
    st.integers(0, len(PLAIN)),
)
@example(PLAIN, "? ", PLAIN.index("fellowship"))
@example(WITHOUT_AN_ID, "? ", WITHOUT_AN_ID.index("day"))
@example(PLAIN, "--- \n", 0)
@example(PLAIN, "\n...\n", len(PLAIN))
def test_a_record_with_anything_typed_into_it_is_refused_or_keeps_its_meaning(base: str, typed: str, at: int) -> None:
    text = base[:at] + typed + base[at:]
    try:
        after = formatted(text.encode(), SHOWN).decode()
    except Unread as refused:
        assert refused.problems
        return
    assert without_names(meaning(after)) == without_names(meaning(text))
    kept = Counter(re.sub(r"\s", "", text))
    assert not kept - Counter(re.sub(r"\s", "", after)) or "id" in typed or "slug" in typed
    assert formatted(after.encode(), SHOWN).decode() == after


def without_names(value: Any) -> list[dict[str, Any]]:
    return [
        without_ids({key: said for key, said in each.items() if key != "slug"})
        for each in (value if isinstance(value, list) else [value])
    ]
