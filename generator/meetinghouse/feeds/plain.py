"""A stranger's text and times of day, made plain."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

import nh3

from ..yaml_text import FORBIDDEN, MARKS_ON_ONE_LETTER

MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)


def plain(value: str) -> str:
    """Untrusted text without markup: entities decoded once, NFC, no forbidden character, no odd white space."""
    text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", value)
    if "<" in text or "&" in text:
        text = html.unescape(nh3.clean(BREAKS.sub("\n", text), tags=set()))
    text = unicodedata.normalize("NFC", FORBIDDEN.sub("", text.replace("\t", " ")))
    text = MARKS_ON_ONE_LETTER.sub(lambda found: found[0][:8], text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9](?:\.0+)?)?")
TWELVE_HOURS = re.compile(r"(0?[1-9]|1[0-2])(?:[:.]([0-5][0-9]))?\s*([ap])\.?m\.?", re.IGNORECASE)


def time_of(value: Any) -> str:
    """`19:30`, `19:30:00`, `7:30 PM` or `noon` as `19:30`; nothing when it is none of these."""
    text = value.strip() if isinstance(value, str) and value.isascii() else ""
    if found := TIME.fullmatch(text):
        return f"{found[1]:0>2}:{found[2]}"
    if found := TWELVE_HOURS.fullmatch(text):
        hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
        return f"{hour:02}:{found[2] or '00'}"
    return "12:00" if text.lower() == "noon" else ""


def minute_of(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
