"""What a command costs: its time, its processors' time and the memory of all its processes together.

Wall time depends on what else the machine does, so every run also says how many processors others kept busy
meanwhile. Memory is the sum over the tree of processes of their proportional set size (PSS): a page that two
processes share, as after a fork, is counted once, half to each. Adding up resident sizes would count it twice.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.2
"""Seconds between two looks at memory."""
SHARED = 0.2
"""Processors kept busy by others from which on times are shown and not judged."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Run:
    """One command that ended well."""

    wall: float
    cpu: float
    """User and system time of it and its children."""
    memory: int
    """The most bytes that all its processes held at once."""
    others: float
    """How many processors everything else on the machine kept busy meanwhile."""
    said: str

    @property
    def alone(self) -> bool:
        """Whether the times can be judged: under load even processor seconds grow, by half in our experience."""
        return self.others < SHARED


def run(*command: str | Path, cwd: Path | None = None, fails: bool = False) -> Run:
    """Runs `command` to its end.

    Raises:
        RuntimeError: its exit status says that it failed.
    """
    settle()
    with tempfile.TemporaryFile("w+") as output:
        busy, begun = _busy(), time.perf_counter()
        arguments = [str(part) for part in command]
        process = subprocess.Popen(arguments, cwd=cwd, stdout=output, stderr=subprocess.STDOUT, text=True)
        most = _Most(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu = used.ru_utime + used.ru_stime
        others = max(0.0, _busy() - busy - cpu) / wall
        output.seek(0)
        said = output.read()
    if process.returncode and not fails:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}:\n{said[-3000:]}")
    return Run(wall, cpu, most.end(), others, said)


def settle() -> None:
    """Waits until what earlier runs wrote is on the disk, so that this one does not pay for it."""
    os.sync()
    time.sleep(0.2)


LEFT: list[Path] = []


def put_aside(folder: Path) -> None:
    """Out of the way, but not deleted before all is measured.

    For some seconds after files were deleted, ext4 looks at each of them before it makes a new one: a hundred thousand
    deleted pages made new ones take twenty times as long.
    """
    if folder.exists():
        LEFT.append(Path(tempfile.mkdtemp(prefix="left-", dir=folder.parent)))
        folder.rename(LEFT[-1] / folder.name)


def clear_up() -> None:
    """Deletes what was put aside."""
    while LEFT:
        shutil.rmtree(LEFT.pop(), ignore_errors=True)


def python(*arguments: str | Path, cwd: Path | None = None, fails: bool = False) -> Run:
    return run(sys.executable, *arguments, cwd=cwd, fails=fails)


def _busy() -> float:
    """Seconds that the machine's processors have worked since it started, for anybody."""
    user, nice, system, _, _, interrupts, soft, *_ = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + interrupts + soft) / TICKS


class _Most:
    """Looks at a tree of processes until it ends."""

    def __init__(self, root: int) -> None:
        self.root = root
        self.most = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        while not self.ended.wait(EVERY):
            self.most = max(self.most, sum(_memory(process) for process in _tree(self.root)))

    def end(self) -> int:
        self.ended.set()
        self.thread.join()
        return self.most


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208 (five times a second)
        if entry.isdigit():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry))
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += children.get(process, ())
    return found


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
