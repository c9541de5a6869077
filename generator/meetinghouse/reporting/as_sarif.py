"""SARIF 2.1.0, with what each rule means; what a record allows is there as suppressed, with its reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from .. import __version__
from ..explaining import explanations
from ..explaining.explanation import Explanation
from ..problems import Problem, Severity, printable
from .report import Report, fingerprints, sentence

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def written(report: Report) -> str:
    told = [problem for problem in report.problems if problem.allowed or report.is_shown(problem)]
    codes = sorted({problem.code for problem in told})
    run = {
        "tool": {
            "driver": {
                "name": "meetinghouse",
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": _results(told, codes),
        "properties": {"summary": dict(report.tally)},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True, indent=2) + "\n"


def _rule(code: str) -> dict[str, object]:
    explained = explanations().get(code)
    return {"id": code} if explained is None else {"id": code, **_meaning(explained)}


def _meaning(explained: Explanation) -> dict[str, object]:
    return {
        "shortDescription": {"text": explained.means},
        "fullDescription": {"text": f"{explained.means} {explained.why}"},
        "help": {"text": f"Instead of:\n{explained.wrong}\nwrite:\n{explained.right}"},
        "defaultConfiguration": {"level": LEVELS[explained.severities[0]]},
    }


def _results(told: Sequence[Problem], codes: Sequence[str]) -> list[dict[str, object]]:
    return [
        _result(problem, codes.index(problem.code), name)
        for problem, name in zip(told, fingerprints(told), strict=True)
    ]


def _result(problem: Problem, rule: int, fingerprint: str) -> dict[str, object]:
    where = problem.where
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": LEVELS[problem.severity],
        "message": {"text": sentence(problem)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(printable(where.path))},
                    "region": {"startLine": where.line, "startColumn": where.column},
                }
            }
        ],
        "partialFingerprints": {"meetinghouse/v1": fingerprint},
    }
    if problem.allowed:
        result["suppressions"] = [{"kind": "inSource", "justification": printable(problem.allowed)}]
    return result
