"""The pages that people write, taken apart for the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[2]
CONTENT = REPOSITORY / "content"
TODAY = date(2026, 11, 22)

MARKER = re.compile(
    r'\(\[source \d+\]\(#source-(\d+)\)\)|\(<a href="#source-(\d+)">source \d+</a>\)|\[source \d+\]\(#source-(\d+)\)'
)
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
BLOCK_END = re.compile(r"</(?:strong|span|a|li|h\d|p|td|th|button|caption)>")
NOT_PROSE = re.compile(r"^\s*(?:\|[\s:|-]+\||<!--.*-->)\s*$", re.M)


@dataclass(frozen=True)
class Written:
    """One page of content/."""

    path: Path

    @property
    def uri(self) -> str:
        return self.path.relative_to(CONTENT).as_posix()

    @property
    def address(self) -> str:
        """Below the site's address."""
        return re.sub(r"(?:(?<=/)|^)index\.md$", "", self.uri).replace(".md", "/")

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def front(self) -> dict[str, Any]:
        return dict(yaml.safe_load(self.text.split("---\n", 2)[1]))

    @cached_property
    def body(self) -> str:
        return self.text.split("---\n", 2)[2]

    @property
    def sources(self) -> list[dict[str, str]]:
        return list(self.front.get("sources", []))

    @property
    def cited(self) -> list[int]:
        return [int(next(filter(None, each.groups()))) for each in MARKER.finditer(self.body)]

    def blocks(self) -> Iterator[str]:
        """Paragraphs and list items without headings and tables, each on one line."""
        for paragraph in re.split(r"\n\s*\n", NOT_PROSE.sub("", self.body)):
            for item in re.split(r"\n(?=\s*(?:[-*]|\d+\.|<li\b)\s)", paragraph):
                if not item.lstrip().startswith(("#", "|", "!!!", "<section", "<h2")):
                    yield " ".join(re.sub(r"^\s*(?:[-*]|\d+\.)\s", "", item).split())

    def prose(self) -> str:
        """The words as a reader meets them: each paragraph, item and cell a line; headings without their full stop."""
        text = MARKER.sub("", NOT_PROSE.sub("", self.body))
        text = re.sub(r'^!!! \w+ "([^"]*)"', r"\1", text, flags=re.M)
        text = re.sub(r"\{[^}]*\}", "", LINK.sub(r"\1", text))
        text = re.sub(r"<[^>]+>", "", BLOCK_END.sub("\n\n", text))
        text = re.sub(r"^#+ (.*?)[.?!]*$", r"\n\n\1\n\n", text, flags=re.M)
        text = re.sub(r"^\s*(?:[-*]|\d+\.)\s", "\n\n", text, flags=re.M).replace("|", "\n\n")
        paragraphs = (" ".join(each.replace("*", "").split()) for each in re.split(r"\n\s*\n", text))
        return "\n".join(each for each in paragraphs if re.search(r"[A-Za-z]", each))


def all_pages() -> list[Written]:
    """Without the notes for those who write records."""
    return [Written(path) for path in sorted(CONTENT.rglob("*.md")) if path.name != "README.md"]
