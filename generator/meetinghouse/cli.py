"""The command `meetinghouse`. Exit status: 0 clean, 2 usage, 3 problems in records, 4 partial import, 5 busy."""

from __future__ import annotations

import os
import sys
import threading
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import click

from . import __version__
from .command_line import BUSY, CLEAN, PARTIAL, RECORDS, say, strict_option, today_option, usage
from .command_line import Day as Day
from .command_line import clock_day as _today
from .problems import Problems, printable
from .reporting.report import Counts, summary

# looking for plugins of pydantic reads what every installed package says of itself
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

WATCHED = ("content", "meetings", "overrides", "mkdocs.yml")


config_option = click.option(
    "-f", "--config-file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="The site's mkdocs.yml."
)
site_option = click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site goes; else as mkdocs.yml says."
)


class Commands(click.Group):
    """The commands, those that need much read only when they are called: `check` must answer at once."""

    LATER: ClassVar = {
        "check": ("check_command", "command"),
        "explain": ("explain_command", "command"),
        "fmt": ("fmt_command", "fmt"),
        "geocode": ("geocode_commands", "geocode"),
        "new": ("new_command", "new"),
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
    from . import plugin, publishing

    if not config_file.is_file():
        return usage(f"there is no {config_file}; run this where mkdocs.yml is, or name it with --config-file")
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
        return usage(str(error))
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
    counts = Counts(len(directory.groups), directory.meetings, directory.past + directory.gone)
    click.echo(f"{counts} in {target}")
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
    from . import plugin, serving

    target = site_dir or plugin.site_folder(config_file)
    try:
        server = serving.server(target, port)
    except OSError as error:
        sys.exit(usage(f"port {port} cannot be used: {error.strerror}; choose another with --port"))
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
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("content"))
def pages(folder: Path) -> None:
    """Compare the pages of FOLDER with those that this version brings. Writes nothing."""
    from . import packaged, starting_pages

    every = list(starting_pages.compared(packaged.pages(), folder))
    for one in every:
        click.echo(printable(str(one)))
    counts = {state: sum(one.state is state for one in every) for state in starting_pages.State}
    click.echo(", ".join(f"{count:,} {state}" for state, count in counts.items() if count) + ".")
    if counts[starting_pages.State.NEWER] or counts[starting_pages.State.MISSING]:
        click.echo(f"Ours are in {packaged.pages()}")


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
    from . import importing, packaged, vocabulary
    from .fetching import FetchError, fetch
    from .gazetteer import Gazetteer

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
        sys.exit(usage(f"{source}: {getattr(error, 'strerror', None) or error}"))
    for remark in plan.remarks:
        click.echo(printable(str(remark)))
    click.echo(plan.summary())
    sys.exit(PARTIAL if plan.left_out else CLEAN)


if __name__ == "__main__":
    main()
