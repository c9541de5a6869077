"""The schema for editors: nothing valid is marked, nothing is without a word of explanation, nothing crashes."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from meetinghouse import yaml_text
from meetinghouse.cli import main
from meetinghouse.editor_schema import KINDS, schema_of
from meetinghouse.recordfiles import RecordFile
from meetinghouse.records import MODELS, Group, fields_of
from meetinghouse.resource_reading import read_resources
from meetinghouse.resources import RESOURCE_MODELS, Resource
from samples import PLAIN, PROJECT, REPOSITORY, TODAY, WORDS, changed, read, with_line
from schema_values import values

MEETINGS = schema_of(Group, WORDS)
RESOURCES = schema_of(Resource, WORDS)
RECORDS = [path for folder in (REPOSITORY, PROJECT) for path in sorted((folder / "meetings").glob("*/**/*.yml"))]
HELP = [path for folder in (REPOSITORY, PROJECT) for path in sorted((folder / "content/resources").glob("*.yml"))]


class Core(yaml.SafeLoader):
    """YAML 1.2 as today's editors read it: whole numbers, fractions, true and false; `yes` and dates are text."""


Core.yaml_implicit_resolvers = {}
Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]*$"), list("-+0123456789."))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])


class Older(yaml.SafeLoader):
    """YAML 1.1: `yes` is true, 19:30 is 1170. A key stays the text it is, and a date goes to the schema as text."""


def with_keys_as_text(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Any]:
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Core.add_constructor("tag:yaml.org,2002:map", with_keys_as_text)
Older.add_constructor("tag:yaml.org,2002:map", with_keys_as_text)
Older.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)
READERS = {
    "untyped": lambda text: yaml_text.read(text, "x.yml", []),
    "yaml-1.1": lambda text: yaml.load(text, Older),
    "yaml-1.2": lambda text: yaml.load(text, Core),
}


def marked(schema: dict[str, Any], value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("schema", [MEETINGS, RESOURCES], ids=KINDS)
def test_it_is_a_schema_for_old_and_new_editors(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_no_record_of_ours_is_marked(path: Path, reader: Any) -> None:
    value = reader(path.read_text(encoding="utf-8"))
    assert marked(MEETINGS, value) == []
    assert list(Draft7Validator(MEETINGS).iter_errors(value)) == []


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("path", HELP, ids=lambda path: path.stem)
def test_no_other_help_of_ours_is_marked(path: Path, reader: Any) -> None:
    assert marked(RESOURCES, reader(path.read_text(encoding="utf-8"))) == []


def examples() -> Iterator[tuple[str, str]]:
    text = (REPOSITORY / "meetings" / "README.md").read_text(encoding="utf-8")
    for number, example in enumerate(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)):
        if example.startswith("group:"):
            yield f"whole-{number}", example
        elif example.startswith("  - id:"):
            yield f"meeting-{number}", PLAIN.partition("  - id:")[0] + example


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("text", [text for _, text in examples()], ids=[name for name, _ in examples()])
def test_no_example_is_marked(text: str, reader: Any) -> None:
    assert marked(MEETINGS, reader(text)) == []


VALID = {
    "empty-field": with_line("about:"),
    "number-as-a-name": changed("group: Canal Side", "group: 1935"),
    "truth-for-a-country": changed("city: Leeds, country: GB", "city: Oslo, country: NO"),
    "day-with-a-capital": changed("day: tuesday", "day: First and third Tuesday"),
    "day-range": changed("day: tuesday", "day: [monday to friday, sunday]"),
    "days-of-the-month": changed("day: tuesday", "day: the first, second and last tuesday of the month"),
    "every-tuesday": changed("day: tuesday", "day: every tuesday"),
    "zone-as-people-know-it": with_line("timezone: US/Pacific"),
    "one-word-parts": with_line("proof-of-attendance: yes\nlisted-by: Example Intergroup\ncontributions: none"),
    "coordinates-as-fields": changed("53.79, -1.55", "{latitude: 53.79, longitude: -1.55}"),
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_other_ways_to_write_a_valid_record_are_not_marked(text: str, reader: Any) -> None:
    assert marked(MEETINGS, reader(text)) == []


MARKED = {
    "unknown-field": (with_line("felowship: aa"), "felowship"),
    "unknown-fellowship": (changed("fellowship: aa", "fellowship: ab"), "'ab'"),
    "unknown-format": (changed("[open]", "[opne]"), "opne"),
    "bad-time": (changed("start: 19:30", "start: 7.30 pm"), "7.30 pm"),
    "bad-day": (changed("day: tuesday", "day: tuseday"), "tuseday"),
    "bad-date": (with_line("ends: 3 May 2027"), "3 May 2027"),
    "missing-field": (changed("fellowship: aa\n", ""), "'fellowship' is a required property"),
    "no-meetings": (changed(PLAIN.partition("meetings:")[2], " []\n"), "[]"),
    "bad-choice": (with_line("attendance: virtual"), "virtual"),
    "slug-missing-in-a-list": ("- " + PLAIN.replace("\n", "\n  ").rstrip(), "'slug' is a required property"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MARKED.values(), ids=MARKED)
def test_a_mistake_is_marked(text: str, said: str) -> None:
    assert said in "\n".join(marked(MEETINGS, READERS["yaml-1.2"](text)))


@pytest.mark.parametrize(
    ("schema", "model"),
    [(MEETINGS, model) for model in MODELS] + [(RESOURCES, model) for model in RESOURCE_MODELS],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_every_field_is_there_with_a_word_of_explanation(schema: dict[str, Any], model: type) -> None:
    fields = schema["$defs"][model.__name__]["properties"]
    assert list(fields) == fields_of(model)
    assert [name for name, field in fields.items() if len(field["description"]) < 8] == []
    assert schema["$defs"][model.__name__]["description"]


def test_the_words_of_the_vocabularies_are_offered_with_their_meaning() -> None:
    fellowship = MEETINGS["$defs"]["Group"]["properties"]["fellowship"]
    assert fellowship["enum"] == sorted(WORDS.fellowships)
    assert fellowship["enumDescriptions"][fellowship["enum"].index("aa")].startswith("Alcoholics Anonymous")
    formats = MEETINGS["$defs"]["Meeting"]["properties"]["formats"]["anyOf"]
    assert formats[0]["enum"] == formats[1]["items"]["enum"] == sorted(WORDS.formats)


def test_without_a_vocabulary_any_word_may_stand_there() -> None:
    assert marked(schema_of(Group, None), READERS["yaml-1.2"](changed("fellowship: aa", "fellowship: ab"))) == []


TRIED = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    one = values(schema["else"], schema["$defs"])
    return st.one_of(one, st.lists(one, max_size=2))


@TRIED
@given(made(MEETINGS))
def test_a_record_made_from_the_schema_is_read_without_a_crash(value: Any) -> None:
    answer = read(json.dumps(value))
    assert answer.groups or answer.problems


@TRIED
@given(made(RESOURCES))
def test_other_help_made_from_the_schema_is_read_without_a_crash(value: Any) -> None:
    problems: list[Any] = []
    file = RecordFile(Path("x.yml"), "content/resources/x.yml", ("x",))
    assert read_resources(json.dumps(value).encode(), file, TODAY, problems) or problems


@TRIED
@given(values(MEETINGS["else"], MEETINGS["$defs"]))
def test_what_is_made_is_what_the_schema_allows(value: Any) -> None:
    assert marked(MEETINGS, value) == []


def places(schema: dict[str, Any], definitions: dict[str, Any], at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every field, those inside parts and lists too."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].removeprefix("#/$defs/")]
    for each in schema.get("anyOf", ()):
        yield from places(each, definitions, at)
    if "items" in schema:
        yield from places(schema["items"], definitions, (*at, 0))
    for name, field in schema.get("properties", {}).items():
        yield (*at, name)
        yield from places(field, definitions, (*at, name))


def with_value(record: dict[str, Any], at: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """A copy of a record with something at a path, whatever else has to be there for that."""
    whole: Any = json.loads(json.dumps(record))
    inside = whole
    for part, after in itertools.pairwise(at):
        if isinstance(part, int):
            inside += [{}] * (part + 1 - len(inside))
        if not isinstance(inside[part] if isinstance(part, int) else inside.get(part), list if after == 0 else dict):
            inside[part] = [{}] if after == 0 else {}
        inside = inside[part]
    inside[at[-1]] = value
    return dict(whole)


ODD = (["x"], [["x"]], {"a": "b"}, [{"a": "b"}], None)
PLACES = sorted(set(places(MEETINGS["else"], MEETINGS["$defs"])), key=str)
PLACES_OF_HELP = sorted(set(places(RESOURCES["else"], RESOURCES["$defs"])), key=str)


@pytest.mark.parametrize("at", PLACES, ids=yaml_text.dotted)
def test_a_list_or_fields_where_text_belongs_is_told(at: tuple[Any, ...]) -> None:
    for odd in ODD:
        answer = read(json.dumps(with_value(READERS["untyped"](PLAIN), at, odd)))
        assert answer.groups or answer.problems


@pytest.mark.parametrize("at", PLACES_OF_HELP, ids=yaml_text.dotted)
def test_a_list_or_fields_where_text_of_other_help_belongs_is_told(at: tuple[Any, ...]) -> None:
    file = RecordFile(Path("x.yml"), "content/resources/x.yml", ("x",))
    line = {"name": "Line", "kind": "helpline", "country": "US", "website": "https://line.example.org"}
    for odd in ODD:
        problems: list[Any] = []
        assert read_resources(json.dumps(with_value(line, at, odd)).encode(), file, TODAY, problems) or problems


def test_the_command_prints_it_or_writes_it(tmp_path: Path) -> None:
    folder = REPOSITORY / "meetings"
    printed = CliRunner().invoke(main, ["schema", "--folder", str(folder)])
    assert (printed.exit_code, json.loads(printed.stdout)) == (0, MEETINGS)
    target = tmp_path / "new" / "resources.json"
    written = CliRunner().invoke(
        main, ["schema", "--kind", "resources", "--folder", str(folder), "--output", str(target)]
    )
    assert (written.exit_code, written.stdout) == (0, f"Written: {target}\n")
    assert json.loads(target.read_text(encoding="utf-8")) == RESOURCES


def test_a_damaged_vocabulary_is_told(tmp_path: Path) -> None:
    (tmp_path / "formats.yml").write_text("open: {group: rule}\n")
    result = CliRunner().invoke(main, ["schema", "--folder", str(tmp_path)])
    assert result.exit_code == 3
    assert "[V01]" in result.stderr
