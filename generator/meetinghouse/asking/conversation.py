"""Question and answer until the record is whole. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic_core import PydanticCustomError

from ..plain_bytes import Refused, decoded
from ..problems import Severity, printable
from ..vocabulary import Vocabulary
from .folders import Folders
from .judging import said_of
from .questions import WRITE, Answers, Path, Question, questions

BACK, HELP = "<", "?"
AGAIN = "The same answer again keeps it."
BEGINNING = "Enter skips what you do not know, < goes back, Ctrl-C stops; nothing is written before the end."


@dataclass(frozen=True, kw_only=True)
class Talk:
    """How to ask a person, how to tell them, and what is known."""

    ask: Callable[[str], str]
    say: Callable[[str], None]
    words: Vocabulary
    folders: Folders
    today: date


def answered(talk: Talk, show: Callable[[Answers], None]) -> Answers:
    """All answers. `show` is called before the last question, so that people see what they will write."""
    conversation = _Conversation(talk)
    talk.say(BEGINNING)
    while question := conversation.next():
        if question.at == (WRITE,):
            show(conversation.answers)
        conversation.hear(question, talk.ask(_asked(question)).strip())
    return conversation.answers


class _Conversation:
    """The answers so far."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.answers: Answers = {}
        self.doubted: tuple[Path, str] | None = None
        """The answer that was asked back: the same again is meant so."""

    def next(self) -> Question | None:
        """The first question without an answer."""
        every = questions(self.answers, self.talk.words, self.talk.folders)
        return next((each for each in every if each.at not in self.answers), None)

    def hear(self, question: Question, said: str) -> None:
        if said == BACK:
            self._go_back()
        elif said == HELP:
            self._explain(question.words)
        elif said or question.usual:
            self._take(question, said or question.usual)
        elif question.needed:
            self.talk.say("  This is needed.")
        else:
            self.answers[question.at] = None

    def _go_back(self) -> None:
        if self.answers:
            self.answers.popitem()
        else:
            self.talk.say("  This is the first question.")

    def _explain(self, words: Mapping[str, str] | None) -> None:
        if not words:
            self.talk.say("  Write an answer; meetings/README.md explains every field.")
        for word, meaning in (words or {}).items():
            self.talk.say(f"  {word}: {meaning}")

    def _take(self, question: Question, said: str) -> None:
        """Keeps an answer with which the checker is content, or which is given again."""
        try:
            decoded(said.encode("utf-8", "surrogateescape"), "")
            self.answers[question.at] = question.read(said)
        except Refused as refused:
            problem = refused.problem
            self.talk.say(f"  {_in_words(problem.message, problem.mend, problem.code)}")
            return
        except PydanticCustomError as wrong:
            context = wrong.context or {}
            self.talk.say(f"  {_in_words(context['message'], context['mend'], context['code'])}")
            return
        found = said_of(self.answers, question, self.talk.words, self.talk.today)
        again = self.doubted == (question.at, said)
        doubt = "" if again else question.doubt(said)
        for each in found:
            self.talk.say(f"  {each.severity}: {_in_words(each.message, each.mend, each.code)}")
        worst = {each.severity for each in found}
        if Severity.ERROR in worst:
            del self.answers[question.at]
        elif doubt or (Severity.WARNING in worst and not again):
            self.talk.say(f"  {printable(f'{doubt} ' if doubt else '')}{AGAIN}")
            del self.answers[question.at]
            self.doubted = question.at, said


def _asked(question: Question) -> str:
    if question.usual:
        return f"{question.text} [{question.usual}]"
    return question.text if question.needed else f"{question.text} [skip]"


def _in_words(message: str, mend: str, code: str) -> str:
    return printable(f"{message} ({mend}) [{code}]" if mend else f"{message} [{code}]")
