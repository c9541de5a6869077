"""Where pages point to, as a site is configured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Links:
    """Where pages point to, as the site is configured. Addresses are below the site's own unless said."""

    site: str
    """The site's absolute address, with a slash at its end."""
    finder: str = "meetings/"
    first_meeting: str = ""
    help_page: str = ""
    edit: str = ""
    """Absolute address that a record's path follows, or nothing."""
    corrections: str = ""
    """Mail address for corrections, or nothing."""
    other_help: Callable[[tuple[str, ...]], tuple[str, str]] = lambda region: ("", "")
    """Words and address of the page of other help for a region's path; nothing where there is none."""
