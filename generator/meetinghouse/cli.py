"""The command `meetinghouse`. Exit status: 0 clean, 2 usage, 3 problems in records, 4 partial import, 5 busy."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import click

from . import __version__, packaged, publishing, serving, starting_pages, vocabulary
from .directory import Directory, Placing, load
from .gazetteer import Gazetteer
from .problems import Problem, Problems, Severity, in_order, printable
from .resource_reading import ResourceFolders, read_folders

CLEAN, USAGE, RECORDS, PARTIAL, BUSY = 0, 2, 3, 4, 5
WATCHED = ("content", "meetings", "overrides", "mkdocs.yml")


class Day(click.ParamType[date]):
    """A date on the command line."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date; write year-month-day, such as 2026-11-22", param, ctx)


config_option = click.option(
    "-f", "--config-file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The site's mkdocs.yml."
)
site_option = click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes; else as mkdocs.yml says."
)
today_option = click.option("--today", type=Day(), help="Build as if it were this day.")
strict_option = click.option("--strict", is_flag=True, help="Warnings are errors.")


class Commands(click.Group):
    """The commands, those that need much read only when they are called: `check` must answer at once."""

    LATER: ClassVar = {
        "fmt": ("fmt_command", "fmt"),
        "geocode": ("geocode_commands", "geocode"),
        "schema": ("schema_command", "schema"),
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self.LATER])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.LATER:
            return super().get_command(ctx, cmd_name)
        module, name = self.LATER[cmd_name]
        command: click.Command = getattr(import_module(f"meetinghouse.{module}"), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="meetinghouse")
def main() -> None:
    """Recovery meetings and other help, from a folder of records to a site that needs no server."""


@main.command()
@config_option
@site_option
@strict_option
@today_option
@click.option("--workers", type=click.IntRange(1), help="How many processes to use; all cores when not said.")
@click.option("--force", is_flag=True, help="Replace a folder that this program did not write.")
def build(
    config_file: Path, site_dir: Path | None, strict: bool, today: date | None, workers: int | None, force: bool
) -> None:
    """Build the site: all of it, or nothing."""
    sys.exit(_build(config_file, site_dir, strict=strict, today=today, workers=workers, force=force))


def _build(
    config_file: Path,
    site_dir: Path | None,
    *,
    strict: bool = False,
    today: date | None = None,
    workers: int | None = None,
    force: bool = False,
) -> int:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's notice is for us, not for volunteers
    from . import plugin

    if not config_file.is_file():
        return _usage(f"there is no {config_file}; run this where mkdocs.yml is, or name it with --config-file")
    target = site_dir or plugin.site_folder(config_file)
    try:
        publishing.check_target(target, config_file.resolve().parent, force=force)
        with publishing.staged(target) as folder:
            built = plugin.build(config_file, folder, strict=strict, workers=workers, today=today)
            if built.problems:
                click.echo(f"{summary(built.problems)} `meetinghouse check` tells them.", err=True)
            for said in built.heard:
                click.echo(printable(said), err=True)
    except publishing.NotOurs as error:
        return _usage(str(error))
    except publishing.Busy as error:
        click.echo(f"{error}; try again when it has ended", err=True)
        return BUSY
    except plugin.Refused as error:
        say(error.problems)
        click.echo(summary(error.problems) if error.problems else str(error), err=True)
        click.echo("Nothing was published.", err=True)
        return RECORDS
    except OSError as error:
        click.echo(f"meetinghouse: {printable(str(error))}\nNothing was published.", err=True)
        return RECORDS
    directory = built.site.directory
    click.echo(f"{counted(directory)} in {target}")
    return CLEAN


@main.command()
@config_option
@site_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--once", is_flag=True, help="Do not watch for changes.")
def serve(config_file: Path, site_dir: Path | None, port: int, once: bool) -> None:
    """Build the site, serve it on this machine, and build it again when a file changes."""
    status = _build(config_file, site_dir)
    if status != CLEAN:
        sys.exit(status)
    from . import plugin

    target = site_dir or plugin.site_folder(config_file)
    try:
        server = serving.server(target, port)
    except OSError as error:
        sys.exit(_usage(f"port {port} cannot be used: {error.strerror}; choose another with --port"))
    click.echo(f"Serving on http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl-C)")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stop = threading.Event()
    project = config_file.resolve().parent
    folders = [] if once else [project / name for name in WATCHED]
    try:
        serving.watch(folders, lambda: _rebuild(config_file, site_dir), lambda: not stop.wait(1))
    except KeyboardInterrupt:
        server.shutdown()


def _rebuild(config_file: Path, site_dir: Path | None) -> None:
    click.echo("A file changed; building again.")
    _build(config_file, site_dir)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a small site to begin with into FOLDER: mkdocs.yml, pages and one record."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        sys.exit(_usage(f"{folder} is not an empty folder; name a new one"))
    shutil.copytree(packaged.starter(), folder, dirs_exist_ok=True)
    (folder / "gitignore.txt").rename(folder / ".gitignore")
    starting_pages.copy(packaged.pages(), folder / "content")
    click.echo(f"Written. Now: cd {folder} && meetinghouse serve")


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("content"))
def pages(folder: Path) -> None:
    """Compare the pages of FOLDER with those that this version brings. Writes nothing."""
    every = list(starting_pages.compared(packaged.pages(), folder))
    for one in every:
        click.echo(printable(str(one)))
    counts = {state: sum(one.state is state for one in every) for state in starting_pages.State}
    click.echo(", ".join(f"{count:,} {state}" for state, count in counts.items() if count) + ".")
    if counts[starting_pages.State.NEWER] or counts[starting_pages.State.MISSING]:
        click.echo(f"Ours are in {packaged.pages()}")


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("meetings"))
@strict_option
@today_option
def check(folder: Path, strict: bool, today: date | None) -> None:
    """Check every record of FOLDER and say all that is wrong, at its line."""
    from .site import read_lock

    try:
        placing = Placing(vocabulary.load(folder, packaged.vocabularies()), read_lock(folder), Gazetteer())
        directory, problems = load(folder, placing, today or _today())
        shown = "content/resources"
        own = ResourceFolders(folder.resolve().parent / shown, shown)
        resources, more = read_folders(own, today or _today())
        problems = in_order([*problems, *more])
    except Problems as error:
        say(error.problems)
        sys.exit(RECORDS)
    say(problems)
    if resources:
        hidden = sum(not filed.resource.published for filed in resources)
        click.echo(f"{len(resources):,} resources, {hidden:,} of them unpublished.")
    click.echo(f"{counted(directory)}. {summary(problems)}")
    refused = [problem for problem in problems if strict or problem.severity is Severity.ERROR]
    sys.exit(RECORDS if refused else CLEAN)


@main.command(name="import")
@click.argument("source")
@click.option("--name", required=True, help="Whose feed it is; shown with every record.")
@click.option("--kind", type=click.Choice(["meeting-guide", "bmlt"]), help="Which format; guessed when not said.")
@click.option("--formats", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="BMLT GetFormats dump.")
@click.option("--fellowship", help="Whose meetings: a word of fellowships.yml.")
@click.option("--country", help="Two letters, for a feed that does not say.")
@click.option("--timezone", help="For online meetings whose zone the feed does not say.")
@click.option("--accept-shrink", is_flag=True, help="Go on although many groups are gone since the last import.")
@click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("meetings"),
    show_default=True,
    help="The records.",
)
@today_option
def import_(source: str, formats: Path | None, folder: Path, dry_run: bool, today: date | None, **options: Any) -> None:
    """Read SOURCE, a Meeting Guide feed or a BMLT GetSearchResults dump (a file or an https address), into records."""
    from . import importing
    from .fetching import FetchError, fetch

    try:
        if "://" in source and not source.startswith("https:"):
            raise click.UsageError("only https addresses are read")
        raw = fetch(source) if source.startswith("https:") else Path(source).read_bytes()
        words = vocabulary.load(folder, packaged.vocabularies())
        plan = importing.run(
            raw,
            formats=formats.read_bytes() if formats else None,
            today=today or _today(),
            folder=folder,
            vocabulary=words,
            gazetteer=Gazetteer(),
            **options,
        )
        if not dry_run:
            importing.apply(plan, folder)
    except Problems as error:
        say(error.problems)
        sys.exit(RECORDS)
    except (OSError, FetchError) as error:
        sys.exit(_usage(f"{source}: {getattr(error, 'strerror', None) or error}"))
    for remark in plan.remarks:
        click.echo(printable(str(remark)))
    click.echo(plan.summary())
    sys.exit(PARTIAL if plan.left_out else CLEAN)


def say(problems: Iterable[Problem]) -> None:
    """One problem a line, on standard error; red and yellow on a terminal."""
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
    for problem in in_order(problems):
        where, _, rest = str(problem).partition(": ")
        severity = click.style(problem.severity.value, fg=colours[problem.severity])
        click.echo(f"{click.style(where, bold=True)}: {severity}: {rest}", err=True)


def counted(directory: Directory) -> str:
    """`1 group and 2 meetings`."""
    counts = ((len(directory.groups), "group"), (directory.meetings, "meeting"))
    said = " and ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in counts)
    ended = directory.past + directory.gone
    return f"{said} ({ended:,} more ended)" if ended else said


def summary(problems: Iterable[Problem]) -> str:
    counts = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    said = [f"{count:,} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items() if count]
    return ", ".join(said) + "." if said else "No problems."


def _usage(message: str) -> int:
    click.echo(f"meetinghouse: {message}", err=True)
    return USAGE


def _today() -> date:
    return datetime.now(UTC).date()


if __name__ == "__main__":
    main()
