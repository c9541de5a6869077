"""Meetinghouse: a folder of records and pages becomes a static site where people find help."""

__version__ = "0.1.0"
