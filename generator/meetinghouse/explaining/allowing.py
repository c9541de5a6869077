"""What can be wrong with `allow:`."""

from __future__ import annotations

from .explanation import E, H, group

EXPLAINED = (
    group(
        "A01",
        E,
        "allow: names a code that does not exist.",
        "Nothing would be silenced, and nobody would notice.",
        "allow: {P99: service office line}",
        """
allow: {D06: the office confirms all of its groups in December}
confirmed: {on: 2025-01-05}
""",
    ),
    group(
        "A02",
        E,
        "allow: names a code that cannot be allowed.",
        "An error leaves the record out of the site; a reason does not mend it.",
        "allow: {T01: they say it so}",
        "notes: Doors open at half past seven.",
    ),
    group(
        "A03",
        E,
        "allow: gives no reason.",
        "The next volunteer has to know why a warning is meant so.",
        'allow: {D06: ""}',
        """
allow: {D06: the office confirms all of its groups in December}
confirmed: {on: 2025-01-05}
""",
    ),
    group(
        "A04",
        H,
        "allow: names a code that the record does not give.",
        "What is left behind would silence a new and real mistake.",
        "allow: {D06: the office confirms all of its groups in December}",
        """
allow: {D06: the office confirms all of its groups in December}
confirmed: {on: 2025-01-05}
""",
    ),
)
