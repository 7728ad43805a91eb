"""A person's data as one ZIP: a page to read, the same for machines, and her own files."""

import json
import shutil
from collections.abc import Sequence
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone

from school.people.models import Person
from school.privacy.export import contents, done

PAGE, GONE = "index.html", "files/missing.txt"


def write(person: Person, *, to: IO[bytes]) -> None:
    """In the language that is active. A file that is lost is named, and keeps no other back."""
    found = list(contents.tables(person))
    entries = done.entries(person, found)
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        archive.writestr(PAGE, _page(person, found, entries))
        for app in dict.fromkeys(table.app for table in found):
            of_app = {table.label: table.rows for table in found if table.app == app}
            archive.writestr(f"data/{app}.json", _json(of_app))
        archive.writestr("data/journal.json", _json({"journal.Entry": entries}))
        files = [one for table in found for one in table.files]
        lost = [name for name, file in files if not _copied(archive, name, file)]
        if lost:
            archive.writestr(GONE, "\n".join(lost))


def _page(
    person: Person, found: Sequence[contents.Table], entries: Sequence[dict[str, Any]]
) -> str:
    groups: dict[str, list[contents.Table]] = {}
    for table in found:
        title = str(apps.get_app_config(table.app).verbose_name)
        groups.setdefault(title, []).append(table)
    context = {
        "person": person,
        "groups": groups.items(),
        "entries": entries,
        "made_at": timezone.now(),
    }
    return render_to_string("privacy/documents/copy.html", context)


def _json(value: Any) -> str:
    return json.dumps(value, cls=Plain, ensure_ascii=False, indent=2)


class Plain(DjangoJSONEncoder):
    """Whatever a column may hold besides."""

    def default(self, o: Any) -> Any:
        try:
            return super().default(o)
        except TypeError:
            return str(o)


def _copied(archive: ZipFile, name: str, file: FieldFile) -> bool:
    try:
        source = file.storage.open(str(file.name), "rb")
    except OSError:
        return False
    with source, archive.open(name, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target)
    return True
