"""Asking politely: one question at a time, far enough apart, and no more once the provider has had enough.

geopy's own limiter is not used: unless told otherwise it swallows errors, and an error then looks like an address
that is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .answers import Candidate, Geocode
from .failures import AskError, Passing, Stop, Why
from .questions import Query

MOST_RETRIES = 2
MOST_ERRORS = 3
"""In a row."""
FIRST_PAUSE = 2.0
"""Seconds before the first retry; doubled for the second."""
LONGEST_PAUSE = 120.0
"""Seconds that we wait because a server says so; a person is watching."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The time and chance, as arguments."""

    now: Callable[[], float]
    """Seconds that never run backwards."""
    sleep: Callable[[float], None]
    chance: Callable[[], float]
    """Between 0 and 1, so that many who were refused do not come back at once."""


@dataclass
class Pace:
    """A geocoder that keeps the provider's pace; itself a Geocode."""

    geocode: Geocode
    clock: Clock
    spacing: float
    most: int
    """Requests in this run."""
    seconds: float | None = None
    """For the whole run."""
    asked: int = 0
    errors: int = 0
    last: float = field(init=False)
    until: float | None = field(init=False)

    def __post_init__(self) -> None:
        # a run just before this one may have asked a moment ago
        self.last = self.clock.now()
        self.until = None if self.seconds is None else self.last + self.seconds

    def __call__(self, query: Query) -> Sequence[Candidate]:
        """The answers to one question.

        Raises:
            AskError: there are none this time.
            Stop: there will be none in this run.
        """
        try:
            found = self._retried(query)
        except AskError as error:
            self.errors += 1
            if self.errors >= MOST_ERRORS:
                raise Stop(Why.NETWORK, f"{error}; that is {MOST_ERRORS} failures in a row, so we stop") from None
            raise
        self.errors = 0
        return found

    def _retried(self, query: Query) -> Sequence[Candidate]:
        for retry in range(MOST_RETRIES):
            try:
                return self._once(query)
            except Passing as error:
                jitter = FIRST_PAUSE * 2**retry * (0.5 + self.clock.chance())
                self._wait(max(jitter, error.retry_after or 0.0), error)
        return self._once(query)

    def _once(self, query: Query) -> Sequence[Candidate]:
        if self.asked >= self.most:
            raise Stop(Why.ENOUGH, f"{self.most} questions were asked, which is enough for one run")
        self._wait(self.last + self.spacing - self.clock.now(), None)
        self.asked += 1
        try:
            return self.geocode(query)
        finally:
            self.last = self.clock.now()

    def _wait(self, seconds: float, because: Passing | None) -> None:
        if self.until is not None and self.clock.now() + max(0.0, seconds) >= self.until:
            said = f"{because}; the time for this run does not let us wait for it" if because else "the time is up"
            raise Stop(Why.NETWORK if because else Why.TIME, said)
        if because and seconds > LONGEST_PAUSE:
            raise Stop(Why.NETWORK, f"{because}; it asks us to wait {seconds:,.0f} seconds, so run this again then")
        if seconds > 0:
            self.clock.sleep(seconds)
