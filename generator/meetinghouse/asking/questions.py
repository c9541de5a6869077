"""What is asked about a group, in order. Which question comes next depends on the answers so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import count
from typing import Any

from .. import converting as to
from ..problems import quoted
from ..records import HowToJoin
from ..vocabulary import Vocabulary
from .folders import Folders, slug_in

Path = tuple[str | int, ...]
Answers = dict[Path, Any]
"""By where the answer goes in the record, in the order of the questions; nothing where one was skipped. What begins
with `?` goes nowhere: it decides what is asked and where the file is."""
Read = Callable[[str], Any]

WHERE, MORE, WRITE, FILE = "?where", "?more", "?write", "?file"
IN_PERSON, ONLINE, HYBRID = "in-person", "online", "hybrid"
PLACES = {"in-person": IN_PERSON, "in person": IN_PERSON, "online": ONLINE, "hybrid": HYBRID, "both": HYBRID}
BY_APPOINTMENT = "by appointment"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that is asked. `read` gives what the record says, or raises as a converter does."""

    at: Path
    text: str
    needed: bool = False
    usual: str = ""
    """What Enter means, where it means something."""
    read: Read = to.name
    also: tuple[Path, ...] = ()
    """Where else the checker may complain about the answer."""
    words: Mapping[str, str] | None = None
    """Told when somebody answers `?`: each word with its meaning."""
    doubt: Callable[[str], str] = lambda text: ""
    """What is odd about an answer; the same answer again is taken."""


def questions(answers: Answers, words: Vocabulary, folders: Folders) -> Iterator[Question]:
    """Every question that the answers so far lead to; the caller stops at the first without an answer."""
    yield Question(at=("group",), text="What is the group called?", needed=True)
    yield _fellowship(words)
    yield _place()
    if answers.get((WHERE,)) != ONLINE:
        yield from _venue(answers, folders)
    if answers.get((WHERE,)) != IN_PERSON:
        yield from _online(answers)
    yield from _meetings(answers)
    yield from _about(words)
    if folders.file_of(answers).is_taken:
        yield _file(answers, folders)
    yield Question(at=(WRITE,), text="Write it? yes or no", usual="yes", read=to.yes)


def _fellowship(words: Vocabulary) -> Question:
    return Question(
        at=("fellowship",),
        text="Which fellowship? Its name or its word, such as aa; ? lists them.",
        needed=True,
        read=partial(_fellowship_meant, words),
        words={slug: each.name for slug, each in words.fellowships.items()},
    )


def _fellowship_meant(words: Vocabulary, text: str) -> str:
    """The word, also of a name. People know the names, so a name that is nearly right is asked back."""
    word = to.word(text)
    if word in words.fellowships:
        return word
    short = {each.short.lower(): slug for slug, each in words.fellowships.items()}
    names = {each.name.lower(): slug for slug, each in words.fellowships.items()}
    if found := names.get(word) or short.get(word):
        return found
    if close := get_close_matches(word, names, n=1, cutoff=0.8):
        meant = words.fellowships[names[close[0]]]
        raise to.Wrong("V02", f"{quoted(word)} is not in fellowships.yml", f"did you mean {meant.slug}, {meant.name}?")
    return word


def _place() -> Question:
    return Question(
        at=(WHERE,),
        text="Where do people meet: in person, online, or both?",
        needed=True,
        read=_one_of(PLACES, "a way to meet", "write in person, online or both"),
        also=(("attendance",),),
    )


def _venue(answers: Answers, folders: Folders) -> Iterator[Question]:
    address = ("venue", "address")
    yield Question(
        at=(*address, "country"), text="Which country? Two letters, such as US.", needed=True, read=to.country
    )
    for level, at, text, needed in (
        ("region", (*address, "region"), "Which state, county or province?", False),
        ("town", (*address, "city"), "Which town?", True),
    ):
        known = folders.below(answers, level)
        there = f" There are: {', '.join(known)}." if 0 < len(known) <= 12 else ""
        yield Question(at=at, text=f"{text}{there}", needed=needed, doubt=partial(_near, known=known))
        if answers.get(at) and not slug_in(str(answers[at])):
            name = f"The folder of {answers[at]}, in letters a to z?"
            yield Question(at=(f"?{level}",), text=name, needed=True, read=to.file_slug)
    yield Question(at=("venue", "name"), text="What is written on the building?")
    yield Question(at=(*address, "street"), text="Which street and number?")
    yield Question(at=(*address, "postcode"), text="Which postcode?")
    yield Question(at=("venue", "arrival"), text="How does one get in? Door, bell, floor.", read=to.note)
    yield Question(
        at=("venue", "access", "step-free"),
        text="From the street to the chair without a step: yes, no or unknown?",
        read=to.text,
    )


def _online(answers: Answers) -> Iterator[Question]:
    link = answers.get(("online", "link"))
    yield Question(at=("online", "link"), text="Which link do people join with? https://…", read=to.link)
    yield Question(
        at=("online", "phone"),
        text="Which number do people join with by telephone?" + ("" if link else " A link or a number is needed."),
        needed=not link,
        read=to.phone,
    )
    ways = [way.value for way in HowToJoin]
    yield Question(at=("online", "how-to-join"), text=f"How does one join: {', '.join(ways)}?", read=to.text)
    if answers.get((WHERE,)) == ONLINE:
        yield Question(at=("timezone",), text="Whose clock? A city, such as Europe/London.", needed=True, read=to.zone)


def _meetings(answers: Answers) -> Iterator[Question]:
    for number in count():
        at: Path = ("meetings", number)
        yield Question(
            at=(*at, "day"),
            text="On which day? monday; monday, thursday; first saturday; every day; by appointment.",
            needed=True,
            read=_days,
            also=((*at, "by-appointment"),),
        )
        if answers.get((*at, "day")) != BY_APPOINTMENT:
            yield Question(at=(*at, "start"), text="When does it begin? 19:30", needed=True, read=_clock)
            text = "When does it end, or how many minutes is it?"
            yield Question(at=(*at, "end"), text=text, read=_end, also=((*at, "minutes"),))
        yield Question(at=(MORE, number), text="One more meeting of this group? yes or no", usual="no", read=to.yes)
        if not answers.get((MORE, number)):
            return


def _about(words: Vocabulary) -> Iterator[Question]:
    yield Question(at=("languages",), text="Which languages? Codes: en, es.", read=_list(to.languages))
    yield Question(
        at=("formats",),
        text="What kind of meeting? Words such as open, discussion; ? lists them.",
        read=_list(to.words),
        words={slug: each.name for slug, each in words.formats.items()},
    )
    yield Question(at=("contact", "email"), text="Which mail address has the group?", read=to.email)
    yield Question(at=("contact", "phone"), text="Which telephone number has the group?", read=to.phone)
    yield Question(at=("contact", "website"), text="Which website has the group?", read=to.link)
    yield Question(
        at=("confirmed", "by"),
        text="Who told you all this? A role, such as group secretary; Enter if nobody did yet.",
    )
    yield Question(at=("confirmed", "how"), text="How: in person, phone, email?")


def _file(answers: Answers, folders: Folders) -> Question:
    def read(text: str) -> str:
        slug: str = to.file_slug(text)
        if folders.file_of({**answers, (FILE,): slug}).is_taken:
            raise to.Wrong("D01", f"{quoted(slug)} is there already", "choose another name")
        return slug

    taken = folders.file_of(answers).shown
    text = f"{taken} is there already. What shall this file be called? Small letters, digits and -."
    return Question(at=(FILE,), text=text, needed=True, read=read)


def _one_of(choices: Mapping[str, str], what: str, mend: str) -> Read:
    def read(text: str) -> str:
        said = to.text(text).lower()
        if said not in choices:
            raise to.Wrong("Y47", f"{quoted(said)} is not {what}", mend)
        return choices[said]

    return read


def _days(text: str) -> Any:
    """As written where it is one rule; else what stands between the commas."""
    said = to.text(text)
    if said.lower() in (BY_APPOINTMENT, "by-appointment"):
        return BY_APPOINTMENT
    parts = [part.strip() for part in said.split(",") if part.strip()]
    if len(parts) > 1 and all(part.lower().split()[-1] in to.WEEKDAYS for part in parts):
        to.day_rules(parts)
        return parts
    to.day_rules(said)
    return said


def _clock(text: str) -> str:
    return f"{to.time_of_day(text):%H:%M}"


def _end(text: str) -> str:
    said = to.text(text).removesuffix("minutes").removesuffix("min").strip()
    return str(to.minutes(said)) if said.isascii() and said.isdigit() and len(said) < 4 else _clock(said)


def _list(converter: Callable[[Any], Any]) -> Read:
    def read(text: str) -> list[str]:
        parts = [part.strip() for part in to.text(text).strip("[]").split(",")]
        return list(converter([part for part in parts if part]))

    return read


def _near(said: str, known: Sequence[str]) -> str:
    """A folder that may be meant, when there is none of that name."""
    slug = slug_in(said)
    begins = [name for name in known if name.startswith(slug) or slug.startswith(name)]
    meant = next(iter([*begins, *get_close_matches(slug, known, n=1, cutoff=0.7)]), "")
    return f"there is no folder {slug} yet; did you mean {meant}?" if slug and slug not in known and meant else ""
