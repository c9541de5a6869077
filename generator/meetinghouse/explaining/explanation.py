"""One entry of the table of codes, and short ways to write it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..problems import Severity


class Shows(Enum):
    """What an example is, so that a test can try it."""

    GROUP = "fields of a group"
    GROUPS = "fields of a group, beside one of another name with the wrong fields"
    RESOURCE = "fields of a resource"
    ELSEWHERE = "words"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means, why it matters, and an example of each side."""

    code: str
    severities: tuple[Severity, ...]
    means: str
    why: str
    wrong: str
    right: str
    shows: Shows

    @property
    def can_be_allowed(self) -> bool:
        """Whether a record may say that it is meant so."""
        return self.severities != (Severity.ERROR,) and self.shows is not Shows.ELSEWHERE

    @property
    def how_bad(self) -> str:
        return " or ".join(self.severities)


E, W, H = (Severity.ERROR,), (Severity.WARNING,), (Severity.HINT,)
"""Short, because there are so many."""
BOTH = (Severity.ERROR, Severity.WARNING)
Bad = tuple[Severity, ...]


def group(code: str, bad: Bad, means: str, why: str, wrong: str, right: str) -> Explanation:
    """Its example replaces fields of the plain group of the tests."""
    return Explanation(code, bad, means, why, wrong.strip("\n"), right.strip("\n"), Shows.GROUP)


def groups(code: str, bad: Bad, means: str, why: str, wrong: str, right: str) -> Explanation:
    """Its example replaces fields of the plain group; beside it stands one that says what is wrong too."""
    return Explanation(code, bad, means, why, wrong.strip("\n"), right.strip("\n"), Shows.GROUPS)


def resource(code: str, bad: Bad, means: str, why: str, wrong: str, right: str) -> Explanation:
    """Its example replaces fields of the plain resource of the tests."""
    return Explanation(code, bad, means, why, wrong.strip("\n"), right.strip("\n"), Shows.RESOURCE)


def elsewhere(code: str, bad: Bad, means: str, why: str, wrong: str, right: str) -> Explanation:
    """Not about what a record says: about files, feeds, or the site that is built."""
    return Explanation(code, bad, means, why, wrong.strip("\n"), right.strip("\n"), Shows.ELSEWHERE)


def meeting(*lines: str) -> str:
    """The meetings of an example: one, with these lines."""
    return "\n".join(("meetings:", "  - id: tue", *(f"    {line}" for line in lines)))


WHOLE = "# the whole file"
"""The first line of an example that is no part of a record but a file by itself."""
