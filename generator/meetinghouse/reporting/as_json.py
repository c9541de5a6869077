"""JSON for other programs. The shape is written down in meetings/PROBLEMS.md; `format` is raised when it changes."""

from __future__ import annotations

import json

from .. import __version__
from ..problems import Problem
from .report import Report

FORMAT = 1


def written(report: Report) -> str:
    counts = report.counts
    answer = {
        "format": FORMAT,
        "version": __version__,
        "today": report.today.isoformat(),
        "note": report.note,
        "records": {
            "groups": counts.groups,
            "meetings": counts.meetings,
            "ended": counts.ended,
            "resources": counts.resources,
            "unpublished": counts.unpublished,
        },
        "summary": dict(report.tally),
        "problems": [_row(problem) for problem in report.shown],
        "allowed": [_row(problem) | {"reason": problem.allowed} for problem in report.allowed],
    }
    return json.dumps(answer, ensure_ascii=True, indent=2) + "\n"


def _row(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.where.path,
        "line": problem.where.line,
        "column": problem.where.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "field": problem.field,
        "message": problem.message,
        "mend": problem.mend,
        "others": list(problem.others),
    }
