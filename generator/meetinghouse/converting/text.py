"""Plain text: its length, its words, and the choices among known ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

from ..problems import did_you_mean, one_of, quoted
from ..signed_languages import SIGNED
from ..vocabulary import language_name
from .meant import language_meant

Word = TypeVar("Word", bound=StrEnum)


def Wrong(code: str, message: str, mend: str = "") -> PydanticCustomError:  # noqa: N802 (raised like a class)
    """The error a converter raises; `reading` turns it into a Problem."""
    return PydanticCustomError("wrong", "{message}", {"code": code, "message": message, "mend": mend})


def text(value: Any) -> str:
    """One line of text, tidied: NFC, no white space around it."""
    if not isinstance(value, str):
        raise Wrong("Y30", "expected text", "write one value, not a list or fields")
    stripped = value.strip()
    if not stripped or not any(map(str.isprintable, stripped)):
        raise Wrong("Y48", "is empty", "write a value or delete the line")
    return stripped if stripped.isascii() else unicodedata.normalize("NFC", stripped)


def name(value: Any) -> str:
    """At most 255 characters on one line."""
    said = text(value)
    if len(said) > 255:
        raise Wrong("Y50", f"is {len(said)} characters long", "at most 255")
    return " ".join(said.split()) if "\n" in said else said


def names(value: Any) -> tuple[str, ...]:
    """One name or a list of them, each once."""
    return tuple(dict.fromkeys(name(part) for part in (value if isinstance(value, list) else [value])))


def note(value: Any) -> str:
    """At most 2,000 characters; line breaks stay."""
    said = text(value)
    if len(said) > 2000:
        raise Wrong("Y50", f"is {len(said)} characters long", "at most 2,000")
    return said


def yes(value: Any) -> bool:
    said = text(value).lower()
    if said in ("yes", "true"):
        return True
    if said in ("no", "false"):
        return False
    raise Wrong("Y17", f"{quoted(said)} is neither yes nor no", "write yes or no")


def choice(kind: type[Word]) -> Callable[[Any], Word]:
    """A converter for one of the words of `kind`."""
    known = {member.value: member for member in kind}

    def convert(value: Any) -> Word:
        said = text(value)
        found = known.get(said) or known.get(said.lower().replace("_", "-").replace(" ", "-"))
        if found is None:
            mend = did_you_mean(said, known) or f"write {one_of(known)}"
            raise Wrong("Y47", f"{quoted(said)} is not one of the choices", mend)
        return found

    return convert


def word(value: Any) -> str:
    """A word of a vocabulary; `checks` knows which words there are."""
    return text(value).lower()[:80]


def words(value: Any) -> tuple[str, ...]:
    """One word or a list of them, each once."""
    return tuple(dict.fromkeys(word(part) for part in (value if isinstance(value, list) else [value])))


def languages(value: Any) -> tuple[str, ...]:
    """BCP 47 tags: `en`, `pt-BR`."""
    return tuple(dict.fromkeys(_language(text(part)) for part in (value if isinstance(value, list) else [value])))


@cache
def _language(said: str) -> str:
    if re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", said) and language_name(said):
        return said
    mend = language_meant(said) or "write a code such as en, es or pt-BR"
    raise Wrong("L01", f"{quoted(said)} is not a language", mend)


def signed_languages(value: Any) -> tuple[str, ...]:
    """Codes of signed languages: `ase`, `bfi`."""
    return tuple(dict.fromkeys(_signed(text(part)) for part in (value if isinstance(value, list) else [value])))


def _signed(said: str) -> str:
    code = _BY_NAME.get(said.casefold(), said.lower())
    if code in SIGNED:
        return code
    mend = did_you_mean(said, SIGNED) or "write its code: ase (American), bfi (British), asf (Auslan), fsl (French)"
    raise Wrong("L01", f"{quoted(said)} is not a signed language", mend)


_BY_NAME = {name.casefold(): code for code, name in SIGNED.items()} | {"asl": "ase", "bsl": "bfi"}
"""What people write instead of the code."""
