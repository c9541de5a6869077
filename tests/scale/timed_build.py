"""The command `meetinghouse` with a stop-watch in it: how long the plugin's own part takes, without MkDocs' pages.

    python timed_build.py RESULT.json MOST_IN_A_SHARD build …

The first argument gets the times as JSON; the second changes how many meetings a shard holds, 0 leaves it.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from meetinghouse import cli, plugin, shards

HOOKS = ("on_files", "on_page_context", "on_post_build")
"""Reading the records; the finder's view, for which the shards are made; writing and verifying."""
spent: dict[str, list[float]] = {hook: [0.0, 0.0] for hook in HOOKS}


def _processors() -> float:
    return sum(os.times()[:4])


def _timed(name: str, hook: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(hook)
    def timed(*arguments: Any, **more: Any) -> Any:
        wall, cpu = time.perf_counter(), _processors()
        try:
            return hook(*arguments, **more)
        finally:
            spent[name][0] += time.perf_counter() - wall
            spent[name][1] += _processors() - cpu

    return timed


def main() -> None:
    result, most, sys.argv[1:] = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    if most:
        shards.MOST_IN_A_SHARD = most
    for name in HOOKS:
        setattr(plugin.MeetinghousePlugin, name, _timed(name, getattr(plugin.MeetinghousePlugin, name)))
    try:
        cli.main()
    finally:
        Path(result).write_text(json.dumps(spent), encoding="utf-8")


if __name__ == "__main__":
    main()
