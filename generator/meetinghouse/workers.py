"""Work shared out over the cores by forking: the children see the parent's memory and send back answers."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

FEW = 400
"""Below this many items a fork costs more than it saves."""


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def shared_out(
    work: Callable[[Sequence[Item]], Answer], items: Sequence[Item], workers: int | None = None
) -> list[Answer]:
    """`work` done on equal runs of `items`, one run a core; the answers in the order of the runs.

    The parent does the first run itself, so only the other runs' answers are pickled. Where the system cannot fork,
    everything is one run.

    Raises:
        ChildProcessError: a child died; its own words are in the message.
    """
    count = workers or cores()
    if count < 2 or len(items) < FEW:
        return [work(items)]
    step = -(-len(items) // count)
    runs = [items[start : start + step] for start in range(0, len(items), step)]
    return side_by_side([partial(work, run) for run in runs])


def side_by_side(jobs: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """The answers of several jobs, the first done here and each other one in a child of its own.

    Raises:
        ChildProcessError: a child died; its own words are in the message.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return [job() for job in jobs]
    with uncollected():
        gc.freeze()  # children that collect would copy every page they share with the parent
        try:
            children = [_start(job) for job in jobs[1:]]
            answers = [jobs[0]()]
            return answers + [_answer(*child) for child in children]
        finally:
            gc.unfreeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Nobody looks for garbage meanwhile: a search goes through every record there is, again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _start(job: Callable[[], Answer]) -> tuple[Any, Any]:
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(job, sender))
    process.start()
    sender.close()
    return process, receiver


def _child(job: Callable[[], Answer], sender: Any) -> None:
    gc.disable()
    try:
        sender.send((True, job()))
    except BaseException as error:  # the parent says it, whatever it is
        sender.send((False, f"{type(error).__name__}: {error}"))
    finally:
        sender.close()


def _answer(process: Any, receiver: Any) -> Any:
    try:
        done, answer = receiver.recv()
    except EOFError:
        done, answer = False, "it ended without an answer"
    process.join()
    if not done:
        raise ChildProcessError(f"a worker failed: {answer}")
    return answer
