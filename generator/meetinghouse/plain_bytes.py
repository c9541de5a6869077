"""The bytes of a file as text: UTF-8 of a sensible size, without a character that nobody can see or that misleads."""

from __future__ import annotations

import re
from typing import Any

from .problems import Problem, Where

MOST_BYTES = 65_536
MOST_BYTES_IN_A_LIST = 4_194_304

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff"
    "\ue000-\uf8ff\ufdd0-\ufdef\ud800-\udfff\U000e0000-\U000e007f\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)
BARE_CARRIAGE_RETURN = re.compile("\r(?!\n)")
MARKS_ON_ONE_LETTER = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{9,}")


class Refused(Exception):
    """The file cannot be read on; carries the one problem that stopped it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def decoded(raw: bytes, path: str) -> str:
    """The text of a file, or a refusal that says which byte is wrong."""
    limit = MOST_BYTES_IN_A_LIST if _starts_a_list(raw) else MOST_BYTES
    if len(raw) > limit:
        _refuse(path, 1, 1, "Y24", f"file is {len(raw):,} bytes; the limit is {limit:,}", "split it")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or (b"\0" in raw[:2] and len(raw) > 2):
        _refuse(path, 1, 1, "Y35", "file is not UTF-8", "save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        _refuse(path, line, 1, "Y36", f"byte {error.start} is not UTF-8", "save the file as UTF-8")
    if text.startswith("version https://git-lfs"):
        _refuse(path, 1, 1, "F13", "this is a pointer file, not its content", "fetch the real file")
    if found := FORBIDDEN.search(text):
        code = _forbidden_code(found[0])
        name = f"U+{ord(found[0]):04X}"
        _refuse(path, *line_column(text, found.start()), code, f"forbidden character {name}", "delete it")
    if found := BARE_CARRIAGE_RETURN.search(text):
        where = line_column(text, found.start())
        _refuse(path, *where, "Y41", "line ends must be LF or CRLF", "save with Unix line ends")
    if found := MARKS_ON_ONE_LETTER.search(text):
        _refuse(path, *line_column(text, found.start()), "U04", "too many marks on one letter", "delete some")
    return text


def _starts_a_list(raw: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*-[ \n\r]", raw[:8192]) is not None


def _forbidden_code(character: str) -> str:
    code = ord(character)
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return "U01"
    if code in (0x85, 0x2028, 0x2029):
        return "Y40"
    if code in (0x200B, 0xFEFF, 0x2060):
        return "Y46"
    return "U08" if code > 0x2060 else "Y37"


def line_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _refuse(path: str, line: int, column: int, code: str, message: str, mend: str = "") -> Any:
    raise Refused(Problem(where=Where(path, line, column), code=code, message=message, mend=mend))
