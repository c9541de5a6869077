"""Which files of a folder are changed or new since a revision, from git. No shell, no hook, nothing fetched."""

from __future__ import annotations

import subprocess
from pathlib import Path


class NotKnown(Exception):
    """Git cannot say. Raised by `changed_since`, with a sentence for the person who asked."""


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Paths below `folder`, relative to it, whose file is not as it was in `revision`; untracked ones too.

    Where the work has branched off, as it was at the branching: what others changed since is not ours.

    Raises:
        NotKnown: there is no git, no repository, or no such revision.
    """
    if not revision or revision.startswith("-"):
        raise NotKnown(f"{revision!r} is not a revision; write a branch, a tag or a commit")
    commit = _commit(folder, revision)
    base = _git(folder, "merge-base", commit, "HEAD").strip() or commit
    changed = _git(folder, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", base, "--", ".")
    untracked = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(filter(None, (changed + untracked).split("\0")))


def _commit(folder: Path, revision: str) -> str:
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    if commit:
        return commit
    if not _git(folder, "rev-parse", "--git-dir").strip():
        raise NotKnown(f"{folder} is not in a git repository, so nobody knows what changed")
    raise NotKnown(f"git knows no revision {revision!r}; fetch it first (in a workflow: fetch-depth: 0)")


def _git(folder: Path, *words: str) -> str:
    """What git answers; nothing when it refuses."""
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false", *words]
    try:
        answer = subprocess.run(command, cwd=folder, capture_output=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    except FileNotFoundError:
        raise NotKnown("git is not installed here, so nobody knows what changed") from None
    return answer.stdout.decode("utf-8", "surrogateescape") if answer.returncode == 0 else ""
