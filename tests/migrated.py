"""A freshly migrated database to copy, for migrating takes long.

On SQLite it is a file, kept from one run to the next; on PostgreSQL a database of the
server, kept as long as that. It is taken only while no migration has changed, nor any
module that one imports. `pytest --create-db` migrates in any case.

`python -m tests.migrated` makes it ahead of the tests, for all their workers.
"""

import ast
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import django
from django.db import connection

from tests import databases

ROOT = Path(__file__).resolve().parent.parent
# Where pytest's own cache keeps the folder of this name.
FOLDER = ROOT / ".pytest_cache/d/migrated"


def take_from(folder: Path) -> bool:
    """Put the kept database in place of the test database; whether there was one."""
    if connection.vendor == "postgresql":
        return databases.copy(template(), connection.creation._get_test_db_name())
    with suppress(FileNotFoundError):
        shutil.copyfile(folder / digest(), connection.settings_dict["TEST"]["NAME"])
        return True
    return False


def keep(folder: Path) -> None:
    if connection.vendor != "sqlite":
        return
    # Another worker may be reading: the file appears whole or not at all. Nor is the
    # draft that another is writing at the same moment a former one.
    draft = folder / f"draft-{os.getpid()}"
    for former in folder.iterdir():
        if not former.name.startswith("draft-") or former == draft:
            former.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    draft.replace(folder / digest())


def make() -> None:
    """Migrate one, unless it is there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "postgresql":
        if databases.create(template()):
            migrate(databases.url(template()))
    elif not (FOLDER / digest()).exists():
        draft = FOLDER / f"draft-{os.getpid()}"
        migrate(f"sqlite:///{draft}")
        draft.replace(FOLDER / digest())


def migrate(url: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def template() -> str:
    return f"migrated_{digest()[:16]}"


def digest() -> str:
    content = hashlib.sha256((ROOT / "requirements-dev.txt").read_bytes())
    migrations = sorted(ROOT.glob("school/*/migrations/*.py"))
    migrations += sorted(ROOT.glob("cms/migrations/*.py"))
    for file in [*migrations, *sorted({*imported_by(migrations)})]:
        content.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return content.hexdigest()


def imported_by(files: list[Path]) -> Iterator[Path]:
    for file in files:
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield from sources(alias.name)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from sources(node.module)
                for alias in node.names:
                    yield from sources(f"{node.module}.{alias.name}")


def sources(module: str) -> Iterator[Path]:
    place = ROOT / module.replace(".", "/")
    if module.split(".")[0] in {"school", "cms"}:
        if place.with_suffix(".py").exists():
            yield place.with_suffix(".py")
        yield from place.glob("*.py")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    django.setup()
    make()
