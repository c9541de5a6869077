"""The words of the two vocabularies: every fellowship is there, named plainly, and nobody is called by a trouble."""

from __future__ import annotations

import re

import pytest

from meetinghouse.vocabulary import Kind, language_itself, language_name
from samples import WORDS

KINDS = {
    "aa": "12-step", "na": "12-step", "ca": "12-step", "cma": "12-step", "ga": "12-step", "oa": "12-step",
    "ma": "12-step", "al-anon": "family", "nar-anon": "family", "aca": "family", "coda": "family",
    "smart-recovery": "secular", "lifering": "secular", "wfs": "secular", "recovery-dharma": "buddhist",
    "refuge-recovery": "buddhist", "celebrate-recovery": "christian", "wellbriety": "cultural", "sos": "secular",
    "moderation-management": "moderation", "hams": "moderation", "dra": "medication", "pills-anonymous": "12-step",
    "heroin-anonymous": "12-step", "mara": "medication", "families-anonymous": "family", "in-the-rooms": "other",
    "peer-forum": "other", "the-phoenix": "other", "recovery-centre": "other", "recovery-coaches": "other",
    "recovery-housing": "other",
}  # fmt: skip
"""Those that a directory of recovery cannot do without."""
NEVER_SAID = re.compile(
    r"suffer|addicts?\b|alcoholics?\b|abus(?!e\b)|abuser|junkie|victim|\bhabit|dirty|troubled|battle|former|reformed"
    r"|clean and sober|enabl|hitting bottom|relaps(?!e and recovery)",
    re.IGNORECASE,
)
"""Outside of proper names."""
TEXTS = {
    f"{kind} {slug}": text
    for kind, words in (("fellowship", WORDS.fellowships), ("format", WORDS.formats))
    for slug, word in words.items()
    for text in [" ".join((word.about, getattr(word, "helps_with", ""), *getattr(word, "about_in", {}).values()))]
}
OWN_WORDS = "hurt, habit or hang-up"
"""What the members of one fellowship say of themselves."""
NAMES = sorted((each.name for each in WORDS.fellowships.values()), key=len, reverse=True)


def test_there_are_thirty_two() -> None:
    assert len(KINDS) == 32


@pytest.mark.parametrize(("slug", "kind"), KINDS.items(), ids=list(KINDS))
def test_each_fellowship_has_its_kind_and_one_plain_line(slug: str, kind: str) -> None:
    fellowship = WORDS.fellowships[slug]
    assert Kind(kind) in fellowship.kinds
    assert fellowship.helps_with[0].islower() or fellowship.helps_with.startswith("Native")
    assert not fellowship.helps_with.endswith(".")
    assert fellowship.about.endswith(".")
    assert len(fellowship.about) <= 160


@pytest.mark.parametrize(("whose", "text"), TEXTS.items(), ids=list(TEXTS))
def test_a_person_comes_before_the_trouble(whose: str, text: str) -> None:
    for name in [*NAMES, "Alcoholics Anonymous", OWN_WORDS]:
        text = text.replace(name, "")
    if whose != "fellowship dra":  # which says that medicine is not seen as one
        assert NEVER_SAID.findall(text) == []


@pytest.mark.parametrize("slug", sorted(WORDS.formats))
def test_a_format_is_in_one_group_and_explained(slug: str) -> None:
    word = WORDS.formats[slug]
    assert word.group in ("rule", "format", "community", "feature")
    assert word.about.endswith(".")


@pytest.mark.parametrize("fact", ["step-free", "sign-language", "captions", "childcare", "proof-of-attendance"])
def test_a_fact_is_no_format(fact: str) -> None:
    assert fact not in WORDS.formats


@pytest.mark.parametrize(
    ("code", "name"),
    [("bfi", "British Sign Language"), ("ase", "American Sign Language"), ("asf", "Auslan"), ("en", "English")],
)
def test_signed_languages_are_languages(code: str, name: str) -> None:
    assert language_name(code) == language_itself(code) == name
