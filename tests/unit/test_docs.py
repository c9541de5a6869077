"""What the program can do is written down: every field, word, command and option."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from meetinghouse.cli import main
from meetinghouse.facts import Given, Giving, ReligiousContent, Size, Speaking
from meetinghouse.plugin import MeetinghouseConfig
from meetinghouse.records import MODELS, AccessFact, Attendance, Camera, Group, HowToJoin, Listing, fields_of
from samples import REPOSITORY, TESTS, read

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
RECORDS = (REPOSITORY / "meetings" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", RECORDS, re.DOTALL)
WRITTEN_BY_IMPORTS = {"source"}


@pytest.mark.parametrize(
    "model", [model for model in MODELS if model.__name__ != "Source"], ids=lambda model: model.__name__
)
def test_every_field_is_in_the_annotated_record(model: type) -> None:
    names = set(fields_of(model)) - WRITTEN_BY_IMPORTS
    assert {
        name for name in names if not re.search(rf"^[ -]*(.*{{)?{name}:", "\n".join(EXAMPLES), re.MULTILINE)
    } == set()


@pytest.mark.parametrize(
    "words",
    [Attendance, Camera, HowToJoin, Listing, AccessFact, Speaking, Size, ReligiousContent, Given, Giving],
    ids=lambda words: words.__name__,
)
def test_every_choice_is_in_the_annotated_record(words: type) -> None:
    assert {word for word in map(str, words) if word not in RECORDS} == set()  # type: ignore[call-overload]


def test_the_annotated_record_has_nothing_wrong() -> None:
    example = next(text for text in EXAMPLES if text.startswith("group:"))
    said = [str(problem) for problem in read(example).problems]
    assert said == []


def test_the_annotated_record_says_every_field_of_a_group() -> None:
    example = next(text for text in EXAMPLES if text.startswith("group:"))
    group: Group = read(example).group
    assert set(fields_of(Group)) - {
        info.alias or name for name, info in Group.model_fields.items() if name in group.model_fields_set
    } == {
        "slug",
        "source",
    }


@pytest.mark.parametrize("days", re.findall(r"^\| `([^`]+)` \| ", RECORDS, re.MULTILINE))
def test_every_way_to_write_the_day_can_be_read(days: str) -> None:
    if days.endswith((".yml", ".jsonl", ".md")):
        assert (REPOSITORY / "meetings" / days).name == days
    else:
        text = (TESTS / "project/meetings/gb/yorkshire/leeds/canal-side.yml").read_text(encoding="utf-8")
        assert read(text.replace("day: tuesday", f"day: {days}")).errors == []


def commands(group: click.Group = main, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, those too that are read only when they are called: `geocode fill`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


COMMANDS = dict(commands())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_table_of_the_readme(name: str) -> None:
    assert re.search(rf"^\| `meetinghouse {name}\b", README, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_explained_where_it_is_asked(name: str) -> None:
    options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []
    assert COMMANDS[name].help


OPTIONS = sorted(
    {
        (name, option)
        for name, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }
)


@pytest.mark.parametrize(("command", "option"), OPTIONS, ids=[" ".join(pair) for pair in OPTIONS])
def test_every_option_is_in_the_readme_beside_its_command(command: str, option: str) -> None:
    rows = [line for line in README.splitlines() if line.startswith(f"| `meetinghouse {command}")]
    assert any(f"`{option}`" in row for row in rows)


@pytest.mark.parametrize("option", sorted(dict(MeetinghouseConfig._schema)))
def test_every_setting_of_the_plugin_is_in_the_readme(option: str) -> None:
    assert re.search(rf"^ +{option}:", README, re.MULTILINE)


@pytest.mark.parametrize("status", ["0", "2", "3", "4", "5"])
def test_every_exit_status_is_in_the_readme(status: str) -> None:
    said = README.partition("Exit status:")[2][:300]
    assert re.search(rf"\b{status} [a-z]", said)


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", README + RECORDS))
def test_every_file_that_is_pointed_to_is_there(path: str) -> None:
    assert (REPOSITORY / path).exists() or (REPOSITORY / "meetings" / path).exists()
