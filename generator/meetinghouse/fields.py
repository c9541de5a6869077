"""What the models of records are made of: their common base, and the type of each kind of field, given once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from . import converting as to


class Record(BaseModel):
    """What every part of a record shares: frozen, closed, written in kebab-case."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        populate_by_name=False,
    )


Anchor = Annotated[str, BeforeValidator(to.anchor)]
Anchors = Annotated[tuple[str, ...], BeforeValidator(to.anchors)]
Name = Annotated[str, BeforeValidator(to.name)]
Names = Annotated[tuple[str, ...], BeforeValidator(to.names)]
Note = Annotated[str, BeforeValidator(to.note)]
Person = Annotated[str, BeforeValidator(to.person)]
Date = Annotated[date, BeforeValidator(to.calendar_date)]
Moment = Annotated[to.Moment, BeforeValidator(to.moment)]
Moments = Annotated[tuple[to.Moment, ...], BeforeValidator(to.moments)]
DayOfYear = Annotated[int, BeforeValidator(to.day_of_year)]
"""100 × month + day."""
Weeks = Annotated[int, BeforeValidator(to.weeks)]
Rule = Annotated[to.Recurrence, BeforeValidator(to.recurrence)]
Time = Annotated[time, BeforeValidator(to.time_of_day)]
Minutes = Annotated[int, BeforeValidator(to.minutes)]
Days = Annotated[tuple[to.DayRule, ...], BeforeValidator(to.day_rules)]
Link = Annotated[str, BeforeValidator(to.link)]
Phone = Annotated[str, BeforeValidator(to.phone)]
Email = Annotated[str, BeforeValidator(to.email)]
Zone = Annotated[str, BeforeValidator(to.zone)]
Country = Annotated[str, BeforeValidator(to.country)]
Languages = Annotated[tuple[str, ...], BeforeValidator(to.languages)]
SignedLanguages = Annotated[tuple[str, ...], BeforeValidator(to.signed_languages)]
Words = Annotated[tuple[str, ...], BeforeValidator(to.words)]
Yes = Annotated[bool, BeforeValidator(to.yes)]
Point = Annotated[tuple[float, float], BeforeValidator(to.point)]
Allowed = Mapping[
    Annotated[str, BeforeValidator(to.allowed_code)],
    Annotated[str, BeforeValidator(to.allowed_reason)],
]
OldAddresses = Annotated[tuple[str, ...], BeforeValidator(to.old_addresses)]
