"""Which files speak for which app: the map that makemessages follows.

Templates live outside the apps, in one tree; this table says whose words they are.
"""

from collections.abc import Iterator
from pathlib import Path

LOCALE = "zh_Hans"
EXTENSIONS = {".py", ".html", ".txt"}
WORDLESS_FOLDERS = {"locale", "migrations", "static"}

EXTRA_SOURCES: dict[str, tuple[str, ...]] = {
    "ui": (
        "school/lib",
        "school/settings",
        "school/urls.py",
        "templates/layouts",
        "templates/components",
        "templates/django",
        "templates/allauth",
        "templates/account",
        "templates/mfa",
        "templates/usersessions",
        "templates/403.html",
        "templates/403_csrf.html",
        "templates/404.html",
        "templates/500.html",
    ),
    "certificates": ("templates/documents",),
    "notices": ("templates/emails",),
}


def apps(root: Path) -> list[str]:
    """Return every app that may hold a catalogue, in alphabetical order."""
    found = [home.parent.name for home in (root / "school").glob("*/apps.py")]
    if (root / "cms").is_dir():
        found.append("cms")
    return sorted(found)


def home(root: Path, app: str) -> Path:
    return root / "cms" if app == "cms" else root / "school" / app


def catalogue(root: Path, app: str) -> Path:
    return home(root, app) / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def sources(root: Path, app: str) -> list[Path]:
    """Return the files whose marked text belongs in this app's catalogue."""
    places = [home(root, app), root / "templates" / app]
    places += [root / extra for extra in EXTRA_SOURCES.get(app, ())]
    return sorted({file for place in places for file in _files(place)})


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for file in place.rglob("*"):
        wordless = WORDLESS_FOLDERS & set(file.relative_to(place).parts)
        if file.suffix in EXTENSIONS and not wordless:
            yield file
