"""What a rule says about a record, before anybody knows on which line it stands."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says: a problem that does not know its line yet."""

    code: str
    at: tuple[str | int, ...]
    message: str
    mend: str = ""
    severity: Severity = Severity.ERROR
