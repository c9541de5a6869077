"""The JSON of a feed, strictly: what is not a list of records refuses the feed and says where it went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from ..problems import Problem, Problems, Where
from .foreign import Remark

MOST_BYTES = 100 * 1024 * 1024


def json_of(raw: bytes, name: str) -> Any:
    """The JSON in `raw`, strictly: a byte order mark is ignored, anything else that is wrong refuses the feed.

    Raises:
        Problems: the one place where it stops being JSON.
    """
    if len(raw) > MOST_BYTES:
        raise refusal(name, "I01", f"the feed is {len(raw):,} bytes; the limit is {MOST_BYTES:,}")
    text = raw.removeprefix(b"\xef\xbb\xbf")
    if not text.strip():
        raise refusal(name, "I01", "the feed is empty")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        short = error.pos >= len(error.doc.rstrip()) - 1 or "unexpected end" in error.msg or "EOF" in error.msg
        said = f"is not JSON at character {error.pos:,}: {error.msg.split(':')[0]}"
        where = Where(name, error.lineno, max(error.colno, 1))
        cut = " (it seems to be cut short)" if short else ""
        raise Problems([Problem(where=where, code="I01" if short else "I10", message=said + cut)]) from None


def records_of(rows: Any, name: str, remarks: list[Remark]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The records in a list, numbered from 1; what is not a record, or the same record again, is left out."""
    if not isinstance(rows, list):
        raise refusal(name, "I02", "the feed is not a list of meetings")
    if not rows:
        raise refusal(name, "I03", "the feed lists no meetings, and an empty list is most likely a fault")
    first: dict[bytes, int] = {}
    for number, row in enumerate(rows, 1):
        before = first.setdefault(orjson.dumps(row, option=orjson.OPT_SORT_KEYS), number)
        if isinstance(row, dict) and before == number:
            yield number, row
        else:
            said, code = ("is not a record", "I02") if before == number else (f"repeats number {before}", "D01")
            remarks.append(Remark(f"number {number}", "record", said, code, left_out=True))


def refusal(name: str, code: str, message: str, mend: str = "the files are as they were") -> Problems:
    return Problems([Problem(where=Where(name), code=code, message=message, mend=mend)])
