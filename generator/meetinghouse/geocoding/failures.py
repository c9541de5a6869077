"""How asking can go wrong. None of these is an answer, so none of them is ever written to the lock file."""

from __future__ import annotations

from enum import StrEnum


class AskError(Exception):
    """One question got no answer that can be used; the address is asked again in a later run."""


class Passing(AskError):
    """It may be over in a moment: a busy server, a broken line. Asked again, at most twice."""

    def __init__(self, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Spoiled(AskError):
    """Something answered, but not as this provider does: another page, too much, numbers that are none."""


class Why(StrEnum):
    """Why a run ended before every address was asked."""

    REFUSED = "refused"
    NETWORK = "network"
    ENOUGH = "enough"
    TIME = "time"
    BY_HAND = "by hand"


class Stop(Exception):
    """Nothing more is asked in this run; what was answered before is kept."""

    def __init__(self, why: Why, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why
