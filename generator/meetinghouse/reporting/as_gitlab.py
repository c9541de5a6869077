"""GitLab's code quality report. What a record allows is there too, as information with its reason."""

from __future__ import annotations

import json

from ..problems import Problem, Severity, printable
from .report import Report, fingerprints, sentence

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.HINT: "info"}


def written(report: Report) -> str:
    told = [problem for problem in report.problems if problem.allowed or report.is_shown(problem)]
    entries = [_entry(problem, name) for problem, name in zip(told, fingerprints(told), strict=True)]
    return json.dumps(entries, ensure_ascii=True, indent=2) + "\n"


def _entry(problem: Problem, fingerprint: str) -> dict[str, object]:
    allowed = f"Allowed ({printable(problem.allowed)}): " if problem.allowed else ""
    return {
        "check_name": problem.code,
        "description": allowed + sentence(problem),
        "fingerprint": fingerprint,
        "severity": "info" if allowed else SEVERITIES[problem.severity],
        "location": {"path": printable(problem.where.path), "lines": {"begin": problem.where.line}},
    }
