"""What a record may call a person: a first name, with an initial at most, or a role."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from ..problems import quoted
from .text import Wrong, text

LONGEST = 80
WAY_TO_REACH = re.compile(r"@|://|www\.|(?:[0-9][ ()./-]{0,2}){5}")
MEND = "write a role in small letters, or a first name and an initial: group secretary, Sam, Sam R."


def person(value: Any) -> str:
    """A role in small letters, or first names each with an initial at most; never a whole name."""
    said = " ".join(text(value).split())
    if len(said) > LONGEST:
        raise Wrong("Y50", f"is {len(said)} characters long", f"at most {LONGEST}")
    if WAY_TO_REACH.search(said):
        raise Wrong("P01", f"{quoted(said)} has a number, a link or an address in it", "write those after contact:")
    if _two_names(said):
        raise Wrong("P01", f"{quoted(said)} looks like a whole name", MEND)
    return said


def _two_names(said: str) -> bool:
    """Two words with large letters side by side, neither of them an initial."""
    words = said.split()
    return any(_is_name(one) and _is_name(after) for one, after in pairwise(words))


def _is_name(word: str) -> bool:
    """`Sam`, but not `R.`, `R` or `secretary`."""
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and letters[0].isupper()
