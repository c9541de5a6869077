"""How names are compared: the same folding here and in the visitor's browser (overrides/assets/finder/fold.js)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

# Explicit ranges, not Unicode properties: those change with the Unicode version, and an old browser would then
# fold a name differently from the build that wrote the index.
_APOSTROPHES = "'`\u00b4\u00b7\u02b9-\u02cf\u05f3\u05f4\u2018\u2019\u201b\u2032"
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_PUNCTUATION = (
    "\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02d0-\u02ff"
    "\u05be\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u1680\u180e\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f"
    "\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe30-\ufe6f"
)
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n",
    "ħ": "h", "ŧ": "t", "ə": "e", "ς": "σ",
}  # fmt: skip
_ABBREVIATED = {
    "saint": "st", "sainte": "st", "ste": "st", "sankt": "st", "mount": "mt", "fort": "ft",
}  # fmt: skip
_LONG = re.compile(r"\b(?:sainte?|ste|sankt|mount|fort)\b")
_SPELLED_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
_INITIALS = re.compile(r"(^|[^a-z0-9])((?:[a-z]\.)+[a-z])(?![a-z0-9])")


def _characters(ranges: str) -> Iterator[str]:
    for first, last in re.findall(r"(.)(?:-(.))?", ranges, re.DOTALL):
        yield from map(chr, range(ord(first), ord(last or first) + 1))


_DROPPED = str.maketrans(dict.fromkeys(_characters(_APOSTROPHES + _INVISIBLE)))
_PLAIN = str.maketrans(dict.fromkeys(_characters(_PUNCTUATION), " ") | dict.fromkeys(_characters(_MARKS)) | _LETTERS)


@lru_cache(maxsize=65536)
def fold_letters(text: str) -> str:
    """Lower case, without accents, ligatures, apostrophes or punctuation; words parted by one space."""
    if text.isascii() and text.replace(" ", "").isalnum():  # most names: nothing to do
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKD", text.translate(_DROPPED)).lower()
    if "." in text:
        text = _INITIALS.sub(
            lambda found: found[1] + found[2].replace(".", ""), text
        )  # D.C. is dc, but St.Louis is st louis
    return " ".join(text.translate(_PLAIN).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`fold_letters`, and Saint, Mount and Fort as people abbreviate them: what place names are compared by."""
    folded = fold_letters(text)
    if not _LONG.search(folded):
        return folded
    return " ".join(_ABBREVIATED.get(word, word) for word in folded.split(" "))


def spellings(text: str) -> Iterable[str]:
    """The folded name, then without spelled-out umlauts: Tromsoe is Tromsø, Aalesund is Ålesund."""
    folded = fold(text)
    plain = folded
    for pair, letter in _SPELLED_OUT:
        plain = plain.replace(pair, letter)
    return (folded,) if plain == folded else (folded, plain)
