"""Keeps the freshly migrated SQLite database from one run to the next: migrating takes long.

It is taken again only while no migration has changed, nor any module that one imports.
`pytest --create-db` migrates in any case.
"""

import ast
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def take_from(folder: Path) -> bool:
    """Put the kept database in place of the test database; whether there was one."""
    if connection.vendor != "sqlite":
        return False
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
