"""What `check` found, in the formats that people and machines read. Every one takes a `Report` and gives its text."""

from __future__ import annotations

from importlib import import_module

from .report import Report

FORMATS = ("text", "github", "gitlab", "sarif", "json", "markdown")
"""One module for each: `json` is in `as_json`."""


def written(report: Report, form: str) -> str:
    """The report in one of `FORMATS`."""
    text: str = import_module(f"{__name__}.as_{form}").written(report)
    return text
