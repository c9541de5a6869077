"""Names of hosts that could be taken for others: letters of several scripts, or foreign ones that look Latin."""

from __future__ import annotations

import unicodedata

USED_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
"""The scripts that honest names mix: Japanese, Chinese, Korean (Unicode UTS 39, "highly restrictive")."""
ALSO_KNOWN_AS = {"IDEOGRAPHIC": "CJK", "KATAKANA-HIRAGANA": "KATAKANA", "FULLWIDTH": "LATIN", "HALFWIDTH": "KATAKANA"}
LOOKS_LATIN = (frozenset("аысԁеԍһіюјӏорԗԛѕԝхуъьҽпгѵѡ"), frozenset("αικνορτυωϲ"))
"""Cyrillic and Greek letters that most people would read as Latin ones."""
AT_HOME = (frozenset({"bg", "by", "kg", "kz", "mk", "mn", "ru", "rs", "su", "ua", "uz"}), frozenset({"cy", "gr"}))
"""Latin endings under which a name in that script is no surprise."""


def looks_like_another(host: str) -> bool:
    """Whether a part of the name mixes scripts that nobody mixes, or is all lookalikes before a Latin ending."""
    if host.isascii():
        return False
    labels = unicodedata.normalize("NFKC", host).casefold().split(".")
    return any(_mixes(label) or _poses(label, labels[-1]) for label in labels)


def _mixes(label: str) -> bool:
    scripts = {_script(character) for character in label if character.isalpha()}
    return len(scripts) > 1 and not any(scripts <= together for together in USED_TOGETHER)


def _poses(label: str, ending: str) -> bool:
    letters = {character for character in label if character.isalpha()}
    foreign = (alike for alike, home in zip(LOOKS_LATIN, AT_HOME, strict=True) if ending not in home)
    return ending.isascii() and bool(letters) and any(letters <= alike for alike in foreign)


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "?").split(" ")[0]
    return ALSO_KNOWN_AS.get(first, first)
