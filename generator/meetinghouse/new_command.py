"""The command `meetinghouse new`: a small site to begin with, or one record by question and answer."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import click

from . import packaged, starting_pages, vocabulary, whole_files, writing
from .asking.conversation import Talk, answered
from .asking.folders import Folders
from .asking.judging import record_of
from .asking.questions import WRITE, Answers
from .command_line import CLEAN, RECORDS, clock_day, say, today_option, usage
from .editor_schema import KINDS
from .gazetteer import Gazetteer
from .placing import Placing, placed_group
from .problems import Problems, errors
from .reading import read_file
from .recordfiles import RecordFile
from .schema_command import text_of
from .site import read_lock
from .vocabulary import Vocabulary

BY_HAND = 130
"""The status after Ctrl-C."""
NEXT = """\
Next: look at the file, add what was not asked (meetings/README.md shows every field), run meetinghouse check,
see it with meetinghouse serve, and send it as a pull request."""


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--folder",
    "records",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("meetings"),
    show_default=True,
    help="The records, when one of them is written.",
)
@today_option
def new(folder: Path | None, records: Path, today: date | None) -> None:
    """Write a new site, or a new record.

    With DIR, a small site to begin with goes into that folder: mkdocs.yml, pages and one record. Without it you are
    asked about one group, and its record goes where it belongs below meetings/. Each answer is checked at once.
    """
    if folder is not None:
        _site(folder)
        return
    if not records.is_dir():
        raise click.UsageError(f"there is no folder {records} here; `meetinghouse new DIR` writes a whole site")
    day = today or clock_day()
    try:
        words = vocabulary.load(records, packaged.vocabularies())
        file = _written(records, words, day)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. Nothing was written.", err=True)
        sys.exit(BY_HAND)
    except OSError as error:
        sys.exit(usage(f"{error.filename}: {error.strerror}; nothing was written"))
    except Problems as error:
        say(error.problems)
        sys.exit(RECORDS)
    if file is None:
        click.echo("Nothing was written.")
        return
    sys.exit(_told(file, records, words, day))


def _site(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sys.exit(usage(f"{folder} is not an empty folder; name a new one"))
    shutil.copytree(packaged.starter(), folder, dirs_exist_ok=True)
    (folder / "gitignore.txt").rename(folder / ".gitignore")
    starting_pages.copy(packaged.pages(), folder / "content")
    for kind in KINDS:
        schema = text_of(kind, folder / "meetings")
        (folder / ".vscode" / f"{kind}.schema.json").write_text(schema, encoding="utf-8")
    click.echo(f"Written. Now: cd {folder} && meetinghouse serve")


def _written(records: Path, words: Vocabulary, today: date) -> RecordFile | None:
    """The file that the answers became; nothing when the person thought better of it.

    Raises:
        OSError: it cannot be written.
    """
    folders = Folders(records)

    def show(answers: Answers) -> None:
        click.echo(f"\n# {folders.file_of(answers).shown}\n{writing.text_of(record_of(answers, today))}")

    def ask(text: str) -> str:
        return str(click.prompt(text, default="", show_default=False, prompt_suffix="\n> "))

    answers = answered(Talk(ask=ask, say=click.echo, words=words, folders=folders, today=today), show)
    if not answers[(WRITE,)]:
        return None
    file = folders.file_of(answers).file
    whole_files.create(file.path, writing.text_of(record_of(answers, today)).encode())
    return file


def _told(file: RecordFile, records: Path, words: Vocabulary, today: date) -> int:
    """What `check` says of the new file, and what to do next."""
    click.echo(f"Written: {file.shown}")
    groups, problems = read_file(file, words, today)
    try:
        placing = Placing(words, read_lock(records), Gazetteer())
        for group in groups:
            placed_group(group, placing, problems)
    except Problems as error:
        problems += error.problems
    say(problems)
    if errors(problems):
        click.echo("Mend this in the file; then run meetinghouse check.")
        return RECORDS
    click.echo("No problems." if not problems else "It can be published as it is.")
    click.echo(NEXT)
    return CLEAN
