"""The six questions in a browser: one at a time with JavaScript, all on one page without, and nothing left behind."""

from __future__ import annotations
