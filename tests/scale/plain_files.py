"""Writes files of given sizes and nothing else, on two processes: what the machine itself needs for a site's bytes.

    python plain_files.py LIST FOLDER

LIST has a size and an address on each line.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

TEXT = b"<p>Thursday, 19:00, Friends Hall. Everyone is welcome.</p>\n"


def write(files: Sequence[tuple[int, str]], folder: str) -> None:
    content = TEXT * (max(size for size, _ in files) // len(TEXT) + 1)
    made: set[str] = set()
    for size, uri in files:
        path = f"{folder}/{uri}"
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 (a hundred thousand times)
            made.add(parent)
        with open(path, "xb", buffering=0) as file:  # noqa: PTH123
            file.write(memoryview(content)[:size])


def main() -> None:
    lines = (line.split(" ", 1) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    files = [(int(size), uri) for size, uri in lines]
    half = len(files) // 2
    other = multiprocessing.Process(target=write, args=(files[half:], sys.argv[2]))
    other.start()
    write(files[:half], sys.argv[2])
    other.join()
    sys.exit(other.exitcode)


if __name__ == "__main__":
    main()
