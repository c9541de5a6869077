"""The command `meetinghouse schema`: JSON Schema for editors, so that mistakes show while a person types."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from . import packaged, vocabulary, whole_files
from .command_line import RECORDS, say
from .editor_schema import KINDS, schema_of
from .problems import Problems


@click.command()
@click.option("--kind", type=click.Choice(list(KINDS)), default="meetings", show_default=True, help="Of which records.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else it is printed."
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("meetings"),
    show_default=True,
    help="Where fellowships.yml and formats.yml are; their words are then offered.",
)
def schema(kind: str, output: Path | None, folder: Path) -> None:
    """Print the JSON Schema of the records: editors then offer fields and words, and mark mistakes."""
    try:
        text = text_of(kind, folder)
    except Problems as error:
        say(error.problems)
        sys.exit(RECORDS)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        whole_files.replace(output, text.encode())
    except OSError as error:
        raise click.UsageError(f"{output}: {error.strerror}") from None
    click.echo(f"Written: {output}")


def text_of(kind: str, folder: Path) -> str:
    """The schema as a file. The words of a vocabulary are in it when there is a folder of records.

    Raises:
        Problems: a vocabulary is damaged.
    """
    words = vocabulary.load(folder, packaged.vocabularies()) if folder.is_dir() else None
    return json.dumps(schema_of(KINDS[kind], words), ensure_ascii=False, indent=2) + "\n"
