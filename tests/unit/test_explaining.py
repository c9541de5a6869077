"""Every code is explained, and every example does what its explanation says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from meetinghouse.cli import main
from meetinghouse.directory import load
from meetinghouse.explaining import explanations
from meetinghouse.explaining.explanation import WHOLE, Explanation, Shows
from meetinghouse.problems import Problem
from meetinghouse.resource_reading import ResourceFolders, read_folders
from samples import PLACING, PLAIN, REPOSITORY, TODAY

PACKAGE = REPOSITORY / "generator" / "meetinghouse"
CODE = re.compile(r"[A-Z][0-9]{2}")
EVERY = list(explanations().values())
TRIED = [each for each in EVERY if each.shows is not Shows.ELSEWHERE]
HELP = """\
name: Quiet Line
kind: helpline
country: GB
phones: ["+44 113 496 0100"]
source: {name: Their page, link: https://example.org/}
confirmed: {on: 2026-11-20, how: called them}
"""
BLOCK = re.compile(r"^(?=[^\s#-])", re.MULTILINE)


def emitted() -> set[str]:
    """Every text of the package that is a code, wherever it stands."""
    modules = (path for path in PACKAGE.rglob("*.py") if "explaining" not in path.parts)
    trees = (ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in modules)
    texts = (node.value for tree in trees for node in tree if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


def test_every_code_of_the_program_is_explained() -> None:
    assert sorted(emitted() - set(explanations())) == []


def test_every_code_explained_is_one_of_the_program() -> None:
    assert sorted(set(explanations()) - emitted()) == []


def blocks(text: str) -> dict[str, str]:
    """Fields of a record with their lines; those that are written twice stay together."""
    parts: dict[str, str] = {}
    for part in filter(None, BLOCK.split(text)):
        name = part.partition(":")[0]
        parts[name] = parts.get(name, "") + part.rstrip("\n") + "\n"
    return parts


def completed(example: str, plain: str) -> str:
    """The plain record with the fields of an example."""
    if example.startswith(WHOLE):
        return example + "\n"
    return "".join({**blocks(plain), **blocks(example + "\n")}.values())


def found(explanation: Explanation, example: str, folder: Path) -> list[Problem]:
    if explanation.shows is Shows.RESOURCE:
        write(folder / "resources/quiet-line.yml", completed(example, HELP))
        return read_folders(ResourceFolders(folder / "resources", "content/resources"), TODAY)[1]
    if explanation.shows is Shows.GROUPS:
        beside = blocks(explanation.wrong) | {"group": "group: Canal Side\n"}
        write(folder / "meetings/gb/leeds/another.yml", completed("\n".join(beside.values()), PLAIN))
    write(folder / "meetings/gb/leeds/canal-side.yml", completed(example, PLAIN))
    return load(folder / "meetings", PLACING, TODAY, workers=1)[1]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


@pytest.mark.parametrize("explanation", TRIED, ids=lambda each: each.code)
def test_the_wrong_example_gives_its_code(explanation: Explanation, tmp_path: Path) -> None:
    problems = found(explanation, explanation.wrong, tmp_path)
    mine = [problem for problem in problems if problem.code == explanation.code]
    assert mine, [str(problem) for problem in problems]
    assert {problem.severity for problem in mine} <= set(explanation.severities)


@pytest.mark.parametrize("explanation", TRIED, ids=lambda each: each.code)
def test_the_mended_example_has_nothing_wrong(explanation: Explanation, tmp_path: Path) -> None:
    problems = found(explanation, explanation.right, tmp_path)
    assert [str(problem) for problem in problems if not problem.allowed] == []


@pytest.mark.parametrize("explanation", EVERY, ids=lambda each: each.code)
def test_an_explanation_is_a_few_plain_sentences(explanation: Explanation) -> None:
    for said in (explanation.means, explanation.why):
        assert said.endswith((".", "?"))
        assert len(said) < 200
    assert explanation.wrong != explanation.right


def explain(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["explain", *words])
    return result.exit_code, result.stdout, result.stderr


def test_explain_tells_what_a_code_means_and_what_to_write() -> None:
    status, said, _ = explain("T01")
    assert status == 0
    assert said.startswith("T01 (error)\n")
    for part in ("This is not a time of day.", "    start: 7:30 pm", "    start: 19:30", "It cannot be allowed."):
        assert part in said


def test_explain_tells_how_a_warning_is_allowed() -> None:
    assert "allow: {P05: the reason}" in explain("p05")[1]


def test_explain_alone_lists_every_code() -> None:
    status, said, _ = explain()
    assert status == 0
    assert [line.split()[0] for line in said.splitlines()] == list(explanations())


def test_an_unknown_code_is_a_wrong_call() -> None:
    status, _, said = explain("Q01\x1b[31m")
    assert status == 2
    assert "is not a code" in said
    assert "\x1b" not in said


def test_hidden_characters_of_an_example_are_shown_and_not_sent() -> None:
    said = explain("U01")[1]
    assert "\\u202e" in said
    assert "\u202e" not in said


def test_the_page_of_problems_is_what_the_table_says() -> None:
    written = (REPOSITORY / "meetings" / "PROBLEMS.md").read_text(encoding="utf-8")
    assert written == explain("--markdown")[1], "stale: write it again with `make problems`"


def test_records_files_are_read_past_the_page_of_problems(tmp_path: Path) -> None:
    write(tmp_path / "meetings/PROBLEMS.md", "# Problems\n")
    assert load(tmp_path / "meetings", PLACING, TODAY, workers=1)[1] == []
