"""The one module that knows MkDocs: it lends the theme's page to the core and puts the core's files beside the rest."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config import base, load_config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url
from pydantic_core import PydanticCustomError

from . import joining, packaged, places, security, shell, site, zones
from .converting import country
from .dialling import numbers_of, strange_links
from .geocoding.providers import attributions
from .page_links import Links
from .problems import Problem, Problems, Severity
from .resource_reading import ResourceFolders
from .resources import ResourceKind
from .vocabulary_tables import replace_tables
from .words import full_date
from .workers import uncollected

log = get_plugin_logger(__name__)
FINDER, FINDER_URL = "meetings/index.md", "meetings/"
MODULES, ELEMENT = "assets/finder/", "meeting-finder"
"""The finder's modules, and the one that defines its element and imports the others."""
OTHER_HELP, HELP_NOW = "resources/index.md", "help-now/index.md"
GENERATED = {OTHER_HELP: "Other help", HELP_NOW: "Help now"}
"""First pages of other help, where content/ has none of its own."""
DESCRIPTIONS = {
    OTHER_HELP: "Help that is not a meeting: by telephone, by text, in writing. Who runs it, and when it was checked.",
    HELP_NOW: "Emergency numbers and crisis lines: how to call or text them, when, and what happens then.",
}
TABS = {shell.OTHER_HELP: "resources/", shell.HELP: "help-now/"}
"""Address of the page in the menu that a kind of page belongs to; the finder's for the others."""
FRONT_MATTER = frozenset({"title", "description", "tags", "search", "reviewed", "sources", "version"})
"""What a page's front matter may say; the rest reaches into the theme (hazard H04)."""
HEADINGS = {"title": shell.SENTINELS["title"], "description": shell.SENTINELS["description"]}


class MeetinghouseConfig(base.Config):
    """Options of the plugin in `mkdocs.yml`."""

    records = c.Type(str, default="meetings")
    """Folder of the records, beside `mkdocs.yml`."""
    sample = c.Type(bool, default=False)
    """Shows the banner that says the meetings are invented, and records of other help with `listing: sample`."""
    edit = c.Optional(c.Type(str))
    """Address that a record's path follows to edit it: `https://example.org/repository/edit/main/`."""
    corrections = c.Optional(c.Type(str))
    """Mail address for corrections."""
    first_meeting = c.Type(str, default="learn/your-first-meeting/")
    """Page that tells what happens at a first meeting; left out when it does not exist."""
    help_page = c.Type(str, default="help-now/")
    """Page with crisis lines; left out when it does not exist."""
    country = c.Optional(c.Type(str))
    """Country whose emergency number and crisis lines stand above every page: two letters."""
    resources = c.Type(str, default="content/resources")
    """Folder of the site's own records of other help; those of the package come beside them."""
    kinds = c.ListOfItems(c.Choice([kind.value for kind in ResourceKind]), default=[])
    """Kinds of other help to show; all when not said. Emergency numbers always stay."""
    today = c.Optional(c.Type(str))
    """The day to build for, `YYYY-MM-DD`, instead of the clock."""
    workers = c.Optional(c.Type(int))
    """How many processes to use; all cores when not said."""


class MeetinghousePlugin(BasePlugin[MeetinghouseConfig]):
    """Reads the records, adds the finder's page, and writes the record pages after MkDocs has written its own."""

    problems: list[Problem]
    """What was wrong with the records, also after a refusal."""
    heard: Sequence[str] = ()
    """What MkDocs warned of."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.problems = []
        self.today = self._today()
        ours = packaged.overrides()
        at = 1 if config.theme.custom_dir else 0
        if str(ours) not in config.theme.dirs:
            config.theme.dirs.insert(at, str(ours))
        if isinstance(config.theme.get("palette"), list):
            raise PluginError(
                "theme.palette is a list, which stores a choice on the visitor's device; write a mapping."
            )
        address = urlsplit(config.site_url or "/").path
        config.extra.setdefault("scope", address if address.endswith("/") else f"{address}/")
        config.extra_css[:0] = ["assets/stylesheets/meetinghouse.css", "assets/stylesheets/finder.css"]
        script = c.ExtraScriptValue("assets/finder/main.js")
        script.type = "module"
        config.extra_javascript.insert(0, script)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Reads the records; the site cannot be planned without them."""
        project = Path(config.config_file_path or ".").parent
        self._leave_records_out(files, project / self.config.resources, Path(config.docs_dir))
        for uri, title in GENERATED.items():
            if not self._existing(files, uri.removesuffix("index.md")):
                files.append(File.generated(config, uri, content=f"# {title}\n"))
        links = Links(
            site=config.site_url or "",
            first_meeting=self._existing(files, self.config.first_meeting),
            help_page=self._existing(files, self.config.help_page),
            edit=self.config.edit or "",
            corrections=self.config.corrections or "",
        )
        folder = project / self.config.records
        if not folder.is_dir():
            raise PluginError(f"there is no folder {self.config.records}/ beside {config.config_file_path}")
        self.site = self._or_refuse(
            lambda: site.read(
                folder,
                today=self.today,
                links=links,
                templates=[Path(directory) for directory in config.theme.dirs],
                packaged=packaged.vocabularies(),
                strict=config.strict,
                workers=self.config.workers,
                help_folders=ResourceFolders(
                    project / self.config.resources, self.config.resources, packaged.resources()
                ),
                country=self._country(),
                kinds=frozenset(ResourceKind(kind) for kind in self.config.kinds) or frozenset(ResourceKind),
                samples=self.config.sample,
            )
        )
        self.problems = list(self.site.problems)
        for problem in self.problems:
            log.info("%s: %s", problem.severity.value, problem)
        if written := files.get_file_from_path(FINDER):
            raise PluginError(f"content/{written.src_uri} has the address of the finder's page; rename it.")
        files.append(File.generated(config, FINDER, content="# Find a meeting\n"))
        self.known_numbers = numbers_of(self.site.directory, self.site.help)
        config.extra["meetinghouse"] = self._extra(links, folder)
        _join_finder(files, config)
        return files

    def _extra(self, links: Links, folder: Path) -> dict[str, Any]:
        """What the theme's templates may say about the build."""
        path = folder / site.LOCK_FILE
        lock = path.read_text(encoding="utf-8") if path.is_file() else ""
        return {
            "csp": security.content_security_policy(),
            "sample": self.config.sample,
            "help": [{"label": label, "href": href} for label, href in self.site.help.strip()],
            "help_page": links.help_page,
            "attribution": [places.ATTRIBUTION, *attributions(lock)],
            "tzdata": zones.version(),
            "built": full_date(self.today),
        }

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav, self.files = nav, files
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if page.file.src_uri == FINDER:
            page.meta.update(template="finder.html", title="Find a meeting", hide=["navigation", "toc"])
            page.meta["description"] = "Recovery meetings near you or online, now and next, without being tracked."
        elif self._is_generated(page):
            page.meta.update(title=GENERATED[page.file.src_uri], hide=["navigation", "toc"])
            page.meta["description"] = DESCRIPTIONS[page.file.src_uri]
        elif unknown := sorted(set(page.meta) - FRONT_MATTER):
            allowed = ", ".join(sorted(FRONT_MATTER))
            raise PluginError(
                f"content/{page.file.src_uri}: front matter may not say {unknown[0]} (only {allowed}) [H04]"
            )
        return replace_tables(markdown, self.site.directory.vocabulary, get_relative_url(FINDER_URL, page.url))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Pages of records never pass through Markdown."""
        if page.file.src_uri == FINDER or self._is_generated(page):
            page.toc = TableOfContents([])  # their headings are the templates'
        if not self._is_generated(page):
            return html
        pages = self.site.resource_pages
        help_now = page.file.src_uri == HELP_NOW
        return str(pages.tonight(self.site.help.country, "../") if help_now else pages.first())

    def _is_generated(self, page: Page) -> bool:
        return page.file.src_uri in GENERATED and page.file.generated_by is not None

    def _leave_records_out(self, files: Files, resources: Path, docs: Path) -> None:
        """MkDocs would copy the records and make a page of the README beside them."""
        if not resources.is_relative_to(docs):
            return
        below = f"{resources.relative_to(docs).as_posix()}/"
        for file in list(files):
            name = file.src_uri.removeprefix(below)
            if name != file.src_uri and (name == "README.md" or name.endswith((".yml", ".yaml"))):
                files.remove(file)

    def _country(self) -> str:
        if not self.config.country:
            return ""
        try:
            return str(country(self.config.country))
        except PydanticCustomError as error:
            raise PluginError(f"mkdocs.yml: country: {error.message()}") from None

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        self.env = env
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        if page.file.src_uri == FINDER:
            context["meetinghouse"] = {"finder": self.site.finder_view()}
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        for found in security.violations(output):
            raise PluginError(
                f"content/{page.file.src_uri}: the page holds {found}, which the site's policy forbids [H22]"
            )
        for number in strange_links(output, self.known_numbers):
            raise PluginError(
                f"content/{page.file.src_uri}: the page links to {number}, which is in no record of "
                f"{self.config.resources}/ [P11]"
            )
        return shell.without_indentation(output)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After the theme's search has written its index."""
        folder = Path(config.site_dir)
        shells = shell.shells(self.site.needed, lambda kind, depth: self._page(kind, depth, config))
        self._or_refuse(lambda: site.write(self.site, shells, folder))
        self._or_refuse(lambda: site.verify(self.site, folder))
        self._add_to_search(folder / "search" / "search_index.json")
        meetings = self.site.directory.meetings
        log.info("%s groups and %s meetings written and counted", len(self.site.directory.groups), meetings)

    def _page(self, kind: str, depth: int, config: MkDocsConfig) -> str:
        """The theme's page with sentinels, of a page that is in no list of files."""
        path = shell.sentinel_path(depth)
        file = File.generated(config, f"{path}index.md", content="")
        page = Page(shell.SENTINELS["title"], file, config)
        page.meta = {**HEADINGS, "hide": ["navigation", "toc"], "search": {"exclude": True}}
        if kind == shell.HIDDEN:
            page.meta["robots"] = "noindex"
        if kind not in (shell.LIST, shell.HELP):
            page.meta["data"] = shell.SENTINELS["data"]
        page.markdown, page.content, page.toc = "", shell.SENTINELS["body"], TableOfContents([])
        page.edit_url = None
        address = TABS.get(kind, FINDER_URL)
        tab = next(file for file in self.files.documentation_pages() if file.url == address)
        assert tab.page is not None
        tab.page.active = True  # the one that record pages belong to
        try:
            context = get_context(self.nav, self.files, config, page)
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            rendered = self.env.get_template("main.html").render(context)
            return str(config.plugins.on_post_page(rendered, page=page, config=config))
        finally:
            tab.page.active = False

    def _add_to_search(self, path: Path) -> None:
        if not path.is_file():
            return
        index = json.loads(path.read_text(encoding="utf-8"))
        index["docs"] += site.search_entries(self.site)
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    def _existing(self, files: Files, address: str) -> str:
        """`address` if a page of content/ has it, else nothing."""
        return address if any(file.url == address for file in files.documentation_pages()) else ""

    def _or_refuse(self, step: Callable[[], Any]) -> Any:
        try:
            return step()
        except Problems as error:
            self.problems = error.problems
            count = sum(problem.severity is Severity.ERROR for problem in error.problems)
            said = "\n".join(str(problem) for problem in error.problems)
            raise PluginError(f"{count} problems in the records; nothing was published.\n{said}") from None

    def _today(self) -> date:
        if self.config.today:
            return date.fromisoformat(self.config.today)
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return datetime.fromtimestamp(int(epoch), UTC).date()
        return datetime.now(UTC).date()


def _join_finder(files: Files, config: MkDocsConfig) -> None:
    """One file in the place of the finder's modules; a site's own versions of them count."""
    modules = {
        Path(file.src_uri).stem: file
        for file in files
        if file.src_uri.startswith(MODULES) and file.src_uri.endswith(".js")
    }
    try:
        text, names = joining.joined(ELEMENT, {name: file.content_string for name, file in modules.items()})
    except ValueError as error:
        raise PluginError(f"{MODULES}{error}") from None
    for name in names:
        files.remove(modules[name])
    files.append(File.generated(config, f"{MODULES}{ELEMENT}.js", content=text))


class Refused(Exception):
    """The build stopped; carries the problems to say, if that was why."""

    def __init__(self, problems: list[Problem], said: str) -> None:
        self.problems = problems
        super().__init__(said)


def build(
    config_file: Path, folder: Path, *, strict: bool, workers: int | None, today: date | None
) -> MeetinghousePlugin:
    """Builds the whole site into `folder`, which MkDocs empties first. The plugin knows what was built.

    Raises:
        Refused: nothing in `folder` may be published.
    """
    from mkdocs.commands import build as mkdocs_build

    config = load_config(str(config_file), site_dir=str(folder), strict=strict)
    plugin = config.plugins.get("meetinghouse")
    if not isinstance(plugin, MeetinghousePlugin):
        raise Refused([], f"{config_file.name} does not list the plugin meetinghouse, so there would be no meetings")
    if workers:
        plugin.config.workers = workers
    if today:
        plugin.config.today = today.isoformat()
    with _listening() as heard, uncollected():
        try:
            mkdocs_build.build(config)
        except Abort as error:
            problems = getattr(plugin, "problems", [])
            raise Refused(problems, "\n".join(heard) or str(error)) from None
    plugin.heard = heard
    return plugin


@contextmanager
def _listening() -> Iterator[list[str]]:
    """MkDocs says what is wrong through its log; collects that instead of printing it."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(f"{record.levelname.lower()}: {record.getMessage()}")

    logger, ear = logging.getLogger("mkdocs"), Ear(logging.WARNING)
    before = logger.propagate, logger.handlers[:]
    logger.propagate, logger.handlers = False, [ear]
    try:
        yield heard
    finally:
        logger.propagate, logger.handlers = before


def site_folder(config_file: Path) -> Path:
    """Where `mkdocs.yml` wants the site."""
    return Path(load_config(str(config_file)).site_dir)
