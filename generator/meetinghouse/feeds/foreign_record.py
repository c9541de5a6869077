"""One record of a feed as it came: plain text and safe links out, a remark for whatever is changed on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

from .. import converting
from ..problems import quoted
from ..yaml_text import FORBIDDEN
from .foreign import Remark
from .plain import MARKUP, plain
from .private import EMAIL, PHONE, bare_of_contacts, names_a_password, without_contacts

LINE = 255
NOTE = 2000
SURELY_SECURE = r"(?:http://)?(?:[a-z0-9-]+\.)*(?:zoom\.us|meet\.google\.com|teams\.microsoft\.com|gotomeeting\.com)/"
"""Services that answer to https only, so `http:` or nothing before the name is a slip."""


def known_as(number: int, *said: Any) -> str:
    """What remarks call a record: its id in its feed, or its place in it."""
    ids = (" ".join(plain(str(each)).split())[:100].strip() for each in said if isinstance(each, str | int))
    return next(filter(None, ids), f"number {number}")


class LeftOut(Exception):
    """Raised while one record is read: it cannot become a meeting."""


class Foreign:
    """One record of a feed as it came; whatever is changed on the way out is remarked."""

    def __init__(self, fields: Mapping[str, Any], id: str, remarks: list[Remark]) -> None:  # noqa: A002
        self.fields = fields
        self.id = id
        self.remarks = remarks

    def remark(self, field: str, said: str, code: str) -> None:
        self.remarks.append(Remark(self.id, field, said, code))

    def leave_out(self, field: str, said: str, code: str) -> NoReturn:
        self.remarks.append(Remark(self.id, field, said, code, left_out=True))
        raise LeftOut

    def said(self, *names: str) -> str:
        """The first of these fields that says something, as clean text; wrong types count as silence."""
        for name in names:
            value = self.fields.get(name)
            if value is None or value == "":
                continue
            if isinstance(value, bool | list | dict):
                self.remark(name, "is not text, so it is left away", "I02")
            elif text := self._plain(name, str(value)):
                return text
        return ""

    def line(self, *names: str) -> str:
        """One line, at most 255 characters."""
        return self._fitting(names[0], " ".join(self.said(*names).split()), LINE)

    def name(self, *names: str) -> str:
        """One line that will be read as a name, so nobody's telephone number or e-mail address is in it."""
        text = self.line(*names)
        bare = without_contacts(text) if EMAIL.search(text) or PHONE.search(text) else text
        if bare != text:
            self.remark(names[0], "a telephone number or e-mail address is taken out", "P01")
        return bare

    def note(self, *names: str) -> str:
        """Free text without passwords, telephone numbers and e-mail addresses."""
        text = self.said(*names)
        if names_a_password(text):
            self.remark(names[0], "holds a password, so the text is left away", "M29")
            return ""
        bare, found = bare_of_contacts(text)
        if found:
            self.remark(names[0], f"the sentence with {found} is left away", "P01")
        return self._fitting(names[0], bare, NOTE)

    def link(self, name: str) -> str:
        """A link that is safe to show, or nothing."""
        text = self.said(name)
        if not text:
            return ""
        if re.match(SURELY_SECURE, text):
            text = re.sub(r"^(http://)?", "https://", text)
        try:
            link = converting.link(text)
        except PydanticCustomError as wrong:
            self.remark(name, f"{_reason(wrong)}, so it is left away", _code(wrong))
            return ""
        if not link.startswith("https:"):
            self.remark(name, "is not secure (https), so it is left away", "H08")
            return ""
        return link

    def dial(self, name: str) -> tuple[str, bool]:
        """The number to dial, and whether a passcode was cut from its end."""
        said = self.line(name)
        bare = re.sub(r",*\*[0-9]+#?$", "", said)
        if bare != said:
            self.remark(name, "ends with a passcode, which is left away", "M29")
        try:
            return (converting.phone(bare), bare != said) if bare else ("", False)
        except PydanticCustomError:
            self.remark(name, "is not a telephone number, so it is left away", "P20")
            return "", False

    def point(self, latitude: str, longitude: str) -> tuple[float, float] | None:
        pair = [_number(self.fields.get(name)) for name in (latitude, longitude)]
        if pair == ["", ""]:
            return None
        try:
            return converting.point(",".join(pair))
        except PydanticCustomError as wrong:
            self.remark(latitude, f"{_reason(wrong)}, so it is left away", _code(wrong))
            return None

    def zone(self, name: str) -> str:
        text = self.said(name)
        try:
            return converting.zone(text) if text else ""
        except PydanticCustomError as wrong:
            self.remark(name, f"{_reason(wrong)}, so it is left away", _code(wrong))
            return ""

    def asks_for_password(self, *names: str) -> bool:
        return any(names_a_password(str(self.fields.get(name) or "")) for name in names)

    def _plain(self, name: str, value: str) -> str:
        text = plain(value)
        if MARKUP.search(value):
            self.remark(name, "markup is stripped", "I05")
        elif FORBIDDEN.search(value.replace("\u200b", "").replace("\ufeff", "")):
            self.remark(name, "forbidden characters are taken out", "Y37")
        return text

    def _fitting(self, name: str, text: str, most: int) -> str:
        if len(text) <= most:
            return text
        self.remark(name, f"is {len(text):,} characters long, so it is cut at {most:,}", "Y50")
        return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip()[: most - 1]}…"


def _number(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float | int):
        return f"{value:.7f}"
    text = str(value).strip()
    return re.sub(r"(\.[0-9]{1,15})[0-9]*$", r"\1", text)


def _code(wrong: PydanticCustomError) -> str:
    return str((wrong.context or {}).get("code", "I02"))


def _reason(wrong: PydanticCustomError) -> str:
    return str((wrong.context or {}).get("message", quoted(wrong.message())))
