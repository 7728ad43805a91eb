"""Whom the school has erased, by a number that says nothing, in files outside the database.

A backup of before knows her still: who restores it erases her again by this list.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from school.people.models import Person
from school.privacy.models import Erasure


def note(erasure: Erasure) -> None:
    folder = Path(settings.ERASURE_LIST)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"erased-{erasure.person.code}.json"
    if path.exists():
        return
    half = path.with_suffix(".part")
    day = erasure.decided_at.date().isoformat() if erasure.decided_at else ""
    half.write_text(json.dumps({"person": erasure.person.code, "day": day}) + "\n")
    half.rename(path)


def note_all() -> None:
    """What the database knows and a machine that stopped in between did not write down."""
    for erasure in _done().select_related("person").iterator():
        note(erasure)


def come_back() -> Iterator[Person]:
    """Those of the list whom this database holds as if nothing had been."""
    codes = [
        path.stem.removeprefix("erased-")
        for path in sorted(Path(settings.ERASURE_LIST).glob("erased-*.json"))
    ]
    for code in codes:
        found = Person.objects.filter(code=code)
        yield from found.exclude(pk__in=_done().values("person"))


def _done() -> QuerySet[Erasure]:
    return Erasure.objects.filter(status=Erasure.Status.DONE)
