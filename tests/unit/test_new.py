"""`new` asks for a record, says at once what the checker would say, and writes nothing before the end."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from meetinghouse import whole_files, yaml_text
from meetinghouse.cli import main
from samples import read

BEGIN = ["Early Risers", "aa"]
PLACE = ["in person", "US", "Oregon", "Portland", "Friends Hall", "1 Example Street", "97205", "", "yes"]
ROOM = ["https://early-risers.example.org/room", "", ""]
TIMES = ["monday, wednesday", "07:00", "60", ""]
REST = ["en", "open, discussion", "early.risers@example.org", "", "", "group secretary", "phone"]
WHOLE = [*BEGIN, *PLACE, *TIMES, *REST, ""]
WRITTEN = """\
group: Early Risers
fellowship: aa
venue:
  name: Friends Hall
  address:
    street: 1 Example Street
    city: Portland
    region: Oregon
    postcode: "97205"
    country: US
  access:
    step-free: yes
languages: [en]
formats: [open, discussion]
contact:
  email: early.risers@example.org
confirmed:
  on: 2026-11-24
  by: group secretary
  how: phone
meetings:
  - id: mon
    day: [monday, wednesday]
    start: 07:00
    minutes: 60
"""


def new(*answers: str, folder: Path = Path("meetings")) -> Result:
    words = ["new", "--folder", str(folder), "--today", "2026-11-24"]
    return CliRunner().invoke(main, words, input="".join(f"{answer}\n" for answer in answers))


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("meetings")
    folder.mkdir()
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_answers_become_a_file_in_its_place(records: Path) -> None:
    result = new(*WHOLE)
    assert result.exit_code == 0, result.stderr
    assert files(records) == ["us/oregon/portland/early-risers.yml"]
    assert (records / "us/oregon/portland/early-risers.yml").read_text() == WRITTEN
    assert "Written: meetings/us/oregon/portland/early-risers.yml\nNo problems.\nNext: " in result.stdout
    assert read(WRITTEN).said == []


def test_what_is_written_is_shown_before(records: Path) -> None:
    assert f"# meetings/us/oregon/portland/early-risers.yml\n{WRITTEN}\nWrite it? yes or no [yes]" in new(*WHOLE).stdout


def test_what_new_writes_is_as_fmt_would_have_it(records: Path) -> None:
    new(*WHOLE)
    result = CliRunner().invoke(main, ["fmt", "--check"])
    assert (result.exit_code, result.stdout) == (0, "1 file in order.\n")


AT_NAME, AT_FELLOWSHIP, AT_WHERE = 0, 1, 2
AT_COUNTRY, AT_DAY, AT_START, AT_END = 3, 11, 12, 13
AT_LANGUAGES, AT_FORMATS, AT_EMAIL, AT_PHONE, AT_WEBSITE, AT_BY = 15, 16, 17, 18, 19, 20
WRONG = {
    "no-name": (AT_NAME, "", "This is needed."),
    "fellowship-misspelt": (AT_FELLOWSHIP, "alanon", "'alanon' is not in fellowships.yml (did you mean al-anon"),
    "fellowship-by-nearly-its-name": (
        AT_FELLOWSHIP, "alcoholic anonymous", "(did you mean aa, Alcoholics Anonymous?) [V02]",
    ),
    "no-way-to-meet": (AT_WHERE, "church", "'church' is not a way to meet (write in person, online or both) [Y47]"),
    "country": (AT_COUNTRY, "Narnia", "'Narnia' is not a country"),
    "day": (AT_DAY, "tuseday", "'tuseday' is not a day of the week (did you mean tuesday?) [T30]"),
    "every-second": (AT_DAY, "every second tuesday", "can mean once a month or every other week"),
    "time-of-the-other-clock": (AT_START, "7pm", "'7pm' is not a time of day (write 19:00) [T01]"),
    "end": (AT_END, "2000", "'2000' is not a time of day (write 20:00) [T01]"),
    "too-many-minutes": (AT_END, "0", "'0' is not a number of minutes (write a whole number from 1 to 1440) [Y43]"),
    "language": (AT_LANGUAGES, "english", "'english' is not a language (write"),
    "format-misspelt": (AT_FORMATS, "open, discusion", "'discusion' is not in formats.yml (did you mean discussion?)"),
    "email": (AT_EMAIL, "me at example", "'me at example' is not an email address (write name@example.org) [P21]"),
    "phone": (AT_PHONE, "call us", "'call us' is not a telephone number (write it as +1-503-555-0100) [P20]"),
    "link": (AT_WEBSITE, "example.org", "'example.org' is not a link (write https://...) [H07]"),
}  # fmt: skip


@pytest.mark.parametrize(("place", "answer", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_told_at_once_and_asked_again(records: Path, place: int, answer: str, said: str) -> None:
    result = new(*WHOLE[:place], answer, *WHOLE[place:])
    assert said in result.stdout
    assert result.exit_code == 0
    assert (records / "us/oregon/portland/early-risers.yml").read_text() == WRITTEN


@pytest.mark.parametrize(
    ("place", "answer"),
    [(AT_DAY, "tuseday"), (AT_START, "7pm"), (AT_FELLOWSHIP, "aaa"), (AT_EMAIL, "x"), (AT_FORMATS, "opne"),
     (AT_LANGUAGES, "english"), (AT_WEBSITE, "example.org")],
)  # fmt: skip
def test_the_words_are_those_of_the_checker(records: Path, place: int, answer: str) -> None:
    told = new(*WHOLE[:place], answer).stdout
    field = {
        AT_DAY: ("[monday, wednesday]", answer),
        AT_START: ("07:00", answer),
        AT_FELLOWSHIP: ("fellowship: aa", f"fellowship: {answer}"),
        AT_EMAIL: ("early.risers@example.org", answer),
        AT_FORMATS: ("[open, discussion]", f"[{answer}]"),
        AT_LANGUAGES: ("[en]", f"[{answer}]"),
        AT_WEBSITE: ("  email:", f"  website: {answer}\n  email:"),
    }[place]
    (problem,) = read(WRITTEN.replace(*field)).errors
    assert f"{problem.message} ({problem.mend}) [{problem.code}]" in told


def test_what_is_a_warning_is_taken_when_it_is_said_again(records: Path) -> None:
    answers = [*WHOLE[:AT_BY], "Mary Jones", "Mary Jones", *WHOLE[AT_BY + 1 :]]
    result = new(*answers)
    assert result.exit_code == 0
    assert "warning: 'Mary Jones' is somebody's whole name" in result.stdout
    assert "The same answer again keeps it." in result.stdout
    assert "by: Mary Jones" in (records / "us/oregon/portland/early-risers.yml").read_text()


def test_one_can_go_back_as_far_as_one_likes(records: Path) -> None:
    result = new("Erly Rises", "na", "<", "<", "<", *WHOLE)
    assert result.exit_code == 0
    assert "This is the first question." in result.stdout
    assert (records / "us/oregon/portland/early-risers.yml").read_text() == WRITTEN


def test_going_back_over_a_fork_takes_the_other_way(records: Path) -> None:
    result = new(*BEGIN, "online", "<", *PLACE, *TIMES, *REST, "")
    assert result.exit_code == 0
    assert (records / "us/oregon/portland/early-risers.yml").read_text() == WRITTEN


@pytest.mark.parametrize("count", [0, 1, 5, len(WHOLE) - 1])
def test_stopping_leaves_nothing_behind(records: Path, count: int) -> None:
    result = new(*WHOLE[:count])
    assert result.exit_code == 130
    assert "Nothing was written." in result.stderr
    assert list(records.rglob("*")) == []


def test_no_is_no(records: Path) -> None:
    result = new(*WHOLE[:-1], "no")
    assert (result.exit_code, list(records.rglob("*"))) == (0, [])
    assert result.stdout.endswith("Nothing was written.\n")


def test_a_file_that_is_there_is_never_written_over(records: Path) -> None:
    new(*WHOLE)
    result = new(*WHOLE[:-1], "early-risers", "early-birds", "")
    assert result.exit_code == 0
    assert "meetings/us/oregon/portland/early-risers.yml is there already." in result.stdout
    assert files(records) == ["us/oregon/portland/early-birds.yml", "us/oregon/portland/early-risers.yml"]


def test_a_group_of_a_list_file_for_the_town_has_its_name_too(records: Path) -> None:
    town = records / "us/oregon/portland.yml"
    town.parent.mkdir(parents=True)
    town.write_text("- slug: early-risers\n  group: x\n")
    assert "portland." in new(*WHOLE[:5]).stdout
    result = new(*WHOLE[:-1], "early-birds", "")
    assert result.exit_code == 0
    assert files(records) == ["us/oregon/portland.yml", "us/oregon/portland/early-birds.yml"]


def test_a_folder_that_is_nearly_there_is_asked_back(records: Path) -> None:
    (records / "us/oregon/portland").mkdir(parents=True)
    result = new(*BEGIN, "in person", "US", "OR", "Oregon", "Portlnd", "Portlnd", *PLACE[4:], *TIMES, *REST, "")
    assert "there is no folder or yet; did you mean oregon? The same answer again keeps it." in result.stdout
    assert "did you mean portland?" in result.stdout
    assert files(records) == ["us/oregon/portlnd/early-risers.yml"]


def test_a_town_in_another_script_gets_a_folder_in_letters(records: Path) -> None:
    result = new("朝の集い", "aa", "in person", "JP", "", "東京", "tokyo", *PLACE[4:], *TIMES, *REST, "")
    assert result.exit_code == 0, result.stdout
    (name,) = files(records)
    assert name.startswith("jp/tokyo/group-")
    assert "city: 東京" in (records / name).read_text(encoding="utf-8")


def test_an_online_group_says_its_clock_and_lives_with_the_online_ones(records: Path) -> None:
    result = new(*BEGIN, "online", *ROOM, "London", "Europe/London", *TIMES, *REST, "")
    assert result.exit_code == 0, result.stdout
    text = (records / "online/early-risers.yml").read_text()
    assert "timezone: Europe/London\nonline:\n  link: https://early-risers.example.org/room\n" in text
    assert "venue" not in text


def test_both_ways_to_meet_are_written(records: Path) -> None:
    result = new(*BEGIN, "both", *PLACE[1:], *ROOM, *TIMES, *REST, "")
    assert result.exit_code == 0, result.stdout
    assert "attendance: hybrid\n" in (records / "us/oregon/portland/early-risers.yml").read_text()


def test_without_a_link_a_number_is_needed(records: Path) -> None:
    result = new(*BEGIN, "online", "", "", "+1-503-555-0100", "", "America/Los_Angeles", *TIMES, *REST, "")
    assert "A link or a number is needed." in result.stdout
    assert 'phone: "+1-503-555-0100"' in (records / "online/early-risers.yml").read_text()


def test_several_meetings_get_their_ids(records: Path) -> None:
    times = ["monday", "07:00", "08:00", "yes", "Monday", "19:00", "", "yes", "first saturday", "10:00", "90", "yes",
             "by appointment", ""]  # fmt: skip
    assert new(*BEGIN, *PLACE, *times, *REST, "").exit_code == 0
    text = (records / "us/oregon/portland/early-risers.yml").read_text()
    meetings = yaml_text.read(text, "x.yml", [])["meetings"]
    assert [meeting["id"] for meeting in meetings] == ["mon", "mon-2", "sat", "by-appointment"]
    assert meetings[1] == {"id": "mon-2", "day": "Monday", "start": "19:00"}
    assert meetings[3] == {"id": "by-appointment", "by-appointment": "yes"}


def test_the_words_of_a_vocabulary_are_listed_on_demand(records: Path) -> None:
    said = new("Early Risers", "?").stdout
    assert "  aa: Alcoholics Anonymous\n" in said
    assert "meetings/README.md explains every field" in new("?").stdout


@pytest.mark.parametrize("name", ["Alcoholics Anonymous", "AA"])
def test_a_fellowship_may_be_called_by_its_name(records: Path, name: str) -> None:
    new(WHOLE[0], name, *WHOLE[2:])
    assert (records / "us/oregon/portland/early-risers.yml").read_text() == WRITTEN


def test_without_records_the_call_is_wrong(tmp_path: Path) -> None:
    result = new(folder=tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "`meetinghouse new DIR` writes a whole site" in result.stderr


def test_its_help_tells_a_site_from_a_record() -> None:
    said = " ".join(CliRunner().invoke(main, ["new", "--help"]).stdout.split())
    assert "With DIR, a small site to begin with" in said
    assert "Without it you are asked about one group" in said


def test_a_new_site_has_the_schemas_that_its_editor_settings_name(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "ours")]).exit_code == 0
    settings = yaml_text.read((tmp_path / "ours/.vscode/settings.json").read_text(), "settings.json", [])
    for name, patterns in settings["yaml.schemas"].items():
        schema = schema_in(tmp_path / "ours" / name)
        Draft202012Validator.check_schema(schema)
        assert all(pattern.split("/")[0] in ("meetings", "content") for pattern in patterns)
    group = yaml_text.read((tmp_path / "ours/meetings/us/oregon/portland/first-group.yml").read_text(), "x.yml", [])
    assert (
        list(Draft202012Validator(schema_in(tmp_path / "ours/.vscode/meetings.schema.json")).iter_errors(group)) == []
    )


def schema_in(path: Path) -> dict[str, object]:
    schema: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@pytest.mark.parametrize("name", ["Early\x1b[31m Risers", "Early\u202eRisers", "Early\u200bRisers"])
def test_what_nobody_can_see_is_not_taken(records: Path, name: str) -> None:
    result = new(name, *WHOLE)
    assert "forbidden character U+" in result.stdout
    assert (records / "us/oregon/portland/early-risers.yml").read_text() == WRITTEN


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, raw: object) -> int:
            raise OSError(28, "No space left on device")

    def opened(path: Path, mode: str) -> Full:
        path.touch(exist_ok=False)
        return Full()

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(OSError, match="No space left"):
        whole_files.create(tmp_path / "us/oregon/portland/x.yml", b"group: X\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "us" / "x.yml"
    whole_files.create(path, b"first\n")
    with pytest.raises(FileExistsError):
        whole_files.create(path, b"second\n")
    assert path.read_bytes() == b"first\n"


def test_a_folder_that_cannot_be_made_is_told(records: Path) -> None:
    (records / "us").write_text("not a folder")
    result = new(*WHOLE)
    assert result.exit_code == 2
    assert result.stderr.rstrip().endswith("nothing was written")
    assert files(records) == ["us"]


def test_a_damaged_lock_file_is_told_after_the_file_is_written(records: Path) -> None:
    (records / "places.lock.jsonl").write_text("<<<<<<< HEAD\n")
    result = new(*WHOLE)
    assert result.exit_code == 3
    assert "two versions of this file" in result.stderr
    assert "Written: meetings/us/oregon/portland/early-risers.yml" in result.stdout
