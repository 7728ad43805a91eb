"""A copy of somebody's data, opened."""

import io
import json
from typing import Any
from zipfile import ZipFile

from school.lib.crypto import unseal_stream
from school.people.models import Person, User
from school.privacy import actions, tasks
from school.privacy.models import PersonalExport


def make_copy(
    person: Person, *, by: User | None = None, **extra: Any
) -> PersonalExport:
    export = actions.ask_for_export(person, by=by or person.user, **extra)
    tasks.make_export(export.pk)
    export.refresh_from_db()
    return export


def opened(export: PersonalExport) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(unseal_stream(export.file.open("rb")))))


def rows(archive: ZipFile, label: str) -> list[dict[str, Any]]:
    app = label.split(".")[0]
    found = json.loads(archive.read(f"data/{app}.json"))
    return found.get(label, []) if isinstance(found, dict) else []


def all_of(archive: ZipFile) -> str:
    """Everything in it that can be read."""
    names = [name for name in archive.namelist() if not name.startswith("files/")]
    return "\n".join(archive.read(name).decode() for name in names)
