"""The frozen models of what keeps people from a meeting for a while, said with dates."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from . import converting as to
from .fields import Date, Note, Record


class Meets(StrEnum):
    """Where they meet while the venue is closed."""

    ONLINE = "online"
    NOWHERE = "nowhere"


class Paused(Record):
    """Not meeting for a while."""

    since: Date
    """The first day without a meeting."""
    until: Date | None = None
    """The last day without them."""
    why: Note | None = None
    """Shown to visitors."""


class VenueClosed(Record):
    """The building is closed for a while."""

    since: Date
    """The first day."""
    until: Date | None = None
    """The last day."""
    meets: Annotated[Meets, BeforeValidator(to.choice(Meets))]
    why: Note | None = None
    """Shown to visitors."""
