"""Design, section 4: imports point down, one module knows MkDocs, two read the clock, few open a socket."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from samples import REPOSITORY

PACKAGE = REPOSITORY / "generator" / "meetinghouse"
MODULES = sorted(PACKAGE.rglob("*.py"))
LAYERS = (
    {
        "signed_languages",
        "__init__",
        "problems",
        "geo",
        "zones",
        "packaged",
        "workers",
        "placenames",
        "hashed_names",
        "starting_pages",
        "explaining",
        "silencing",
        "address_checks",
    },
    {"plain_bytes", "yaml_text", "vocabulary", "vocabulary_tables", "converting", "records", "fields", "meeting_times"}
    | {"statuses", "facts", "provenance"},
    {"recordfiles", "reading", "checks", "schedule", "timezones", "gazetteer", "placefiles", "places"}
    | {"schedule_words", "compiling", "inheriting", "named_holidays", "recurrence_rules"}
    | {"record_texts", "people_in_text", "contacts_in_text", "gatherings", "neighbour_checks", "name_checks"}
    | {"sensitive_changes"}
    | {"privacy_checks", "wording_checks", "told_checks", "contradiction_checks", "link_checks"}
    | {"findings", "schedule_checks", "status_checks", "opening", "resources", "resource_checks", "resource_reading"}
    | {"resource_regions"}
    | {"fact_checks"},
    {"placing_checks", "pinpointing", "placed", "placing"},
    {"directory"},
    {
        "counting",
        "cutting",
        "shard_columns",
        "shards",
        "shell",
        "security",
        "words",
        "search",
        "linked_data",
        "group_page",
        "list_pages",
        "list_entries",
        "list_view",
        "pages",
    }
    | {
        "schedule_rows",
        "neighbours",
        "page_links",
        "dialling",
        "joining",
        "other_help",
        "resource_data",
        "resource_pages",
        "resource_view",
    }
    | {"fact_words", "freshness", "finder_facts"}
    | {"sitemap", "feeds", "writing", "importing", "fetching", "geocoding"}
    | {"formatting", "whole_files", "editor_schema", "editor_words", "told_fields", "asking"}
    | {"lock_files", "changed_files", "check_state", "reporting", "checking"},
    {"site"},
    {"publishing", "serving", "plugin", "geocode_commands", "cli", "fmt_command", "schema_command"}
    | {"new_command"}
    | {"command_line", "check_command", "explain_command"},
)
"""Lowest first. A module may import what is below it, and what is beside it as long as that does not lead back."""
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter"}
CLOCK_OWNERS = {"datetime", "date", "time"}
NETWORK = {"socket", "ssl", "http", "urllib.request", "urllib3", "requests", "ftplib", "smtplib", "asyncio", "httpx"}


def shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part(path: Path) -> str:
    """The layer's word for a module: its own name, or that of the folder it is in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path, tree: ast.AST) -> Iterator[str]:
    """Full names of what a module imports, wherever in it."""
    package = ["meetinghouse", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def ours(path: Path, tree: ast.AST) -> set[str]:
    """The parts of the package that a module imports."""
    names = (name.split(".") for name in imports(path, tree) if name.startswith("meetinghouse."))
    known = {part(module) for module in MODULES}
    return {name[1] for name in names if name[1] in known} - {part(path)}


def parsed(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def layer(name: str) -> int:
    return next((number for number, names in enumerate(LAYERS) if name in names), len(LAYERS))


def upward(path: Path, tree: ast.AST) -> set[str]:
    """What a module imports from above it, or from beside it and back."""
    mine = part(path)
    return {
        name
        for name in ours(path, tree)
        if layer(name) > layer(mine) or (layer(name) == layer(mine) and not is_below(name, mine))
    }


@cache
def ours_of(name: str) -> frozenset[str]:
    return frozenset().union(*(ours(path, parsed(path)) for path in MODULES if part(path) == name))


def is_below(name: str, other: str) -> bool:
    """Within a layer one module may use another that does not use it, through however many."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each == other:
            return False
        if each not in seen:
            seen.add(each)
            waiting += ours_of(each)
    return True


def knows_mkdocs(path: Path, tree: ast.AST) -> bool:
    return any(name.split(".")[0] == "mkdocs" for name in imports(path, tree))


def clock_readings(tree: ast.AST) -> list[str]:
    """Calls such as `date.today()` and `datetime.now(UTC)`."""
    return [
        f"{node.func.value.id}.{node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.attr in CLOCKS
        and node.func.value.id in CLOCK_OWNERS
    ]


def opens_sockets(path: Path, tree: ast.AST) -> bool:
    names = set(imports(path, tree))
    return any(name == each or name.startswith(f"{each}.") for name in names for each in NETWORK)


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_every_module_has_its_layer(path: Path) -> None:
    assert [part(path) for names in LAYERS if part(path) in names] == [part(path)], "write it into LAYERS"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_imports_point_down(path: Path) -> None:
    assert upward(path, parsed(path)) == set()


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_only_the_plugin_knows_mkdocs(path: Path) -> None:
    assert path.name == "plugin.py" or not knows_mkdocs(path, parsed(path))


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_only_the_command_line_and_the_plugin_read_the_clock(path: Path) -> None:
    assert path.name in ("command_line.py", "plugin.py") or clock_readings(parsed(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_only_fetching_serving_and_geocoding_open_a_socket(path: Path) -> None:
    assert shown(path) in ("fetching.py", "serving.py", "geocoding/transport.py") or not opens_sockets(
        path, parsed(path)
    )


def planted(name: str, code: str) -> tuple[Path, ast.AST]:
    return PACKAGE / name, ast.parse(code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("records.py", "from .site import read"),
        ("records.py", "from . import site"),
        ("records.py", "def late():\n    from .directory import load"),
        ("feeds/bmlt.py", "from ..cli import main"),
        ("converting/text.py", "import meetinghouse.reading"),
        ("problems.py", "from .yaml_text import read"),
    ],
)
def test_an_import_that_points_up_is_seen(name: str, code: str) -> None:
    assert upward(*planted(name, code))


@pytest.mark.parametrize(
    "code", ["import mkdocs", "from mkdocs.plugins import BasePlugin", "import mkdocs.config as c"]
)
def test_a_module_that_knows_mkdocs_is_seen(code: str) -> None:
    assert knows_mkdocs(*planted("pages.py", code))


@pytest.mark.parametrize("code", ["datetime.now(UTC)", "date.today()", "x = time.time()", "f(time.monotonic())"])
def test_a_look_at_the_clock_is_seen(code: str) -> None:
    assert clock_readings(ast.parse(code))


@pytest.mark.parametrize(
    "code", ["import socket", "from urllib.request import urlopen", "from urllib import request", "import http.client"]
)
def test_a_socket_is_seen(code: str) -> None:
    assert opens_sockets(*planted("places.py", code))


@pytest.mark.parametrize("code", ["from urllib.parse import quote", "import html", "from datetime import date, time"])
def test_what_opens_no_socket_is_not_called_one(code: str) -> None:
    assert not opens_sockets(*planted("places.py", code))
