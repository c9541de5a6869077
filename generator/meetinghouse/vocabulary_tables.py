"""Tables of the closed words, put into pages where a comment asks for one: `<!-- table: fellowships -->`."""

from __future__ import annotations

import re

from markupsafe import Markup

from .vocabulary import KIND_LABELS, Fellowship, Format, Vocabulary

ASKED = re.compile(r"^<!-- table: (fellowships|formats(?: (rule|format|community|feature))?) -->[ \t]*$", re.M)
LABELS = {
    "rule": "Who may come",
    "format": "What happens there",
    "community": "Who it is for",
    "feature": "Good to know",
}


def replace_tables(markdown: str, vocabulary: Vocabulary, finder: str) -> str:
    """`markdown` with each asked-for table as HTML; `finder` is the address of the finder from this page."""

    def table(asked: re.Match[str]) -> str:
        if asked[1] == "fellowships":
            return fellowship_table(vocabulary, finder)
        groups = [asked[2]] if asked[2] else list(LABELS)
        return "\n\n".join(format_table(vocabulary, group) for group in groups)

    return ASKED.sub(table, markdown)


def fellowship_table(vocabulary: Vocabulary, finder: str) -> str:
    """Side by side, in the order of the alphabet, so that none stands above another."""
    ordered = sorted(vocabulary.fellowships.values(), key=lambda each: each.name.casefold())
    return _table(
        "Fellowships, in the order of the alphabet",
        ("Fellowship", "Who it is for, in short", "Kind", "Meetings"),
        [_fellowship(each, finder) for each in ordered],
    )


def format_table(vocabulary: Vocabulary, group: str) -> str:
    """The words of one group of formats."""
    ordered = sorted((each for each in vocabulary.formats.values() if each.group == group), key=_by_name)
    return _table(
        LABELS[group], ("Word", "What it means"), [(Markup.escape(each.name), each.about) for each in ordered]
    )


def _by_name(each: Format) -> str:
    return each.name.casefold()


def _fellowship(each: Fellowship, finder: str) -> tuple[str, ...]:
    name = Markup('<a href="{}">{}</a>') if each.website.startswith("https://") else Markup("{1}")
    meetings = Markup('<a href="{}#fellowship={}">{} meetings</a>')
    return (
        name.format(each.website, each.name),
        Markup("For {}.<br>{}").format(each.helps_with, each.about),
        " · ".join(KIND_LABELS[kind] for kind in each.kinds),
        meetings.format(finder, each.slug, each.short),
    )


def _table(caption: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Raw HTML without an empty line, which Markdown leaves as it is."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in heads)
    body = Markup("\n").join(_row(row) for row in rows)
    return Markup(
        '<table class="mh-table">\n<caption class="mh-hidden">{}</caption>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>"
    ).format(caption, head, body)


def _row(cells: tuple[str, ...]) -> Markup:
    first = Markup('<th scope="row">{}</th>').format(cells[0])
    return Markup("<tr>{}{}</tr>").format(first, Markup("").join(Markup("<td>{}</td>").format(c) for c in cells[1:]))
