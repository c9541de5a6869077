"""The committed coordinates of a folder of records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from . import places
from .geo import Coordinates
from .problems import Problem, Problems, Where

LOCK_FILE = "places.lock.jsonl"


def read_lock(folder: Path) -> Mapping[str, Coordinates]:
    """The coordinates by address; none when the folder has no lock file.

    Raises:
        Problems: the file is damaged.
    """
    path = folder / LOCK_FILE
    if not path.is_file():
        return {}
    shown = f"{folder.name}/{LOCK_FILE}"
    try:
        return places.read_lock(path.read_text(encoding="utf-8"), shown)
    except places.LockError as error:
        where = Where(shown, error.line)
        raise Problems([Problem(where=where, code="N20", message=error.sentence)]) from None
    except UnicodeDecodeError:
        raise Problems([Problem(where=Where(shown), code="N20", message="is not UTF-8", mend="restore it")]) from None
