"""What somebody meant who wrote a language or a country by its name instead of its code. Asked only after a mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from babel import Locale
from babel.core import get_global

from ..vocabulary import language_name, territory

OWN_NAMES = ("es", "fr", "de", "pt", "it", "nl", "nb", "sv", "da", "fi", "pl", "cs", "uk", "ru", "ar", "he", "ja", "zh")
"""Languages whose speakers may write the name of theirs, and of their country, as they say it."""
CLOSE = 0.75


def language_meant(said: str) -> str:
    """`write es`, for Spanish, Español, spannish, ES; empty when nothing is near."""
    base, _, rest = said.replace("_", "-").partition("-")
    code = f"{base.lower()}-{rest.upper()}" if len(rest) == 2 else base.lower()
    if code != said and len(base) <= 3 and language_name(code) and (not rest or len(rest) == 2):
        return f"write {code}"
    return _meant(said, _languages(), language_name)


def country_meant(said: str) -> str:
    """`write DE`, for Germany, Deutschland, DEU, Germny; empty when nothing is near."""
    aliases = get_global("territory_aliases").get(said.upper(), ())
    codes = [code for code in aliases if territory(code)]
    if len(codes) == 1:
        return f"write {codes[0]}"
    return _meant(said, _countries(), territory)


def _meant(said: str, names: Mapping[str, str], name_of: Callable[[str], str | None]) -> str:
    word = said.casefold().strip()
    if word in names:
        return f"write {names[word]}"
    close = get_close_matches(word, names, n=1, cutoff=CLOSE) if len(word) > 3 else []
    return f"did you mean {name_of(names[close[0]])}? write {names[close[0]]}" if close else ""


@cache
def _languages() -> Mapping[str, str]:
    names = _first_of_each(
        (name, code) for code, name in Locale("en").languages.items() if "_" not in code and len(code) <= 3
    )
    own = {str(Locale(code).languages[code]).casefold(): code for code in OWN_NAMES}
    return {**names, **own, "norwegian": "nb", "norsk": "nb", "mandarin": "zh", "farsi": "fa", "tagalog": "fil"}


@cache
def _countries() -> Mapping[str, str]:
    locales = [Locale("en"), *(Locale(code) for code in OWN_NAMES)]
    return _first_of_each(
        (name, code) for locale in locales for code, name in locale.territories.items() if territory(code)
    )


def _first_of_each(pairs: Iterable[tuple[object, str]]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for name, code in pairs:
        names.setdefault(str(name).casefold(), code)
    return names
