"""What a record may say is meant so: the code of a warning or a hint, and why."""

from __future__ import annotations

from typing import Any

from ..problems import did_you_mean, quoted
from .text import Wrong, name, text


def allowed_code(value: Any) -> str:
    from ..explaining import explanations  # read only for records that use it

    code = text(value)
    every = explanations()
    if code not in every:
        known = [each.code for each in every.values() if each.can_be_allowed]
        mend = did_you_mean(code.upper(), known) or "write the code at the end of the warning"
        raise Wrong("A01", f"{quoted(code)} is not a code", mend)
    if not every[code].can_be_allowed:
        raise Wrong("A02", f"{code} cannot be allowed: it is never a warning about one record", "mend what it says")
    return code


def allowed_reason(value: Any) -> str:
    if isinstance(value, str) and not any(map(str.isalnum, value)):
        raise Wrong("A03", "is empty: why is it meant so?", "write the reason, such as: service office line")
    return name(value)
