"""Where the files that travel with the package are: in the wheel, or in the repository it was installed from."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
REPOSITORY = PACKAGE.parent.parent


def overrides() -> Path:
    """Templates and what the browser gets."""
    return _first(PACKAGE / "overrides", REPOSITORY / "overrides")


def vocabularies() -> Path:
    """Fellowships and formats for sites that bring none of their own."""
    return _first(PACKAGE / "vocabularies", REPOSITORY / "meetings")


def resources() -> Path:
    """Help lines that every site has; a site's own records come before them."""
    return _first(PACKAGE / "known_resources", REPOSITORY / "content" / "resources")


def starter() -> Path:
    """A small site to begin with."""
    return PACKAGE / "starter"


def pages() -> Path:
    """The folder of the pages that a new site begins with: `learn/` and `about/`."""
    return _first(PACKAGE / "starting_pages", REPOSITORY / "content")


def _first(*folders: Path) -> Path:
    return next(folder for folder in folders if folder.is_dir())
