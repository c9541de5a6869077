"""A file replaced as a whole or not at all, with the permissions it had."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

AS_USUAL = 0o644


def replace(path: Path, raw: bytes) -> None:
    """Writes `raw` where a file stands or none does; whoever reads meanwhile sees the old one or the new one.

    Raises:
        OSError: it cannot be written; the old file is as it was.
    """
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else AS_USUAL
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.stem}-", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
            unfinished.chmod(mode)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def create(path: Path, raw: bytes) -> None:
    """Writes a file that is not there yet, and the folders above it; all of that or nothing.

    Raises:
        FileExistsError: there is one after all; it is as it was.
        OSError: it cannot be written.
    """
    missing = [folder for folder in path.parents if not folder.exists()]
    ours = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            ours = True
            file.write(raw)
    except BaseException:
        if ours:
            path.unlink(missing_ok=True)
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        raise
