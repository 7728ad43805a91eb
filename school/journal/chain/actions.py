"""Sealing what has been written, and noting outside the database how far the chain goes."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from school.journal.chain import anchors, rules
from school.journal.models import Entry, Seal

# Of a transaction, and of what is held in memory.
BATCH = 2000


def seal_entries(*, at: datetime | None = None) -> int:
    """Seal what is committed and not sealed yet; the number of entries.

    Not while they are written: everybody's writing would then wait for everybody's. A
    transaction that ends late has its entries sealed late, whatever their ids are.
    """
    at = at or timezone.now()
    done = 0
    while sealed := _seal_some(at):
        done += sealed
    return done


@transaction.atomic
def _seal_some(at: datetime) -> int:
    # Two at once: the second waits here, and goes on from what the first has sealed.
    seals = Seal.objects.order_by("-number")
    seals.select_for_update().first()
    last = seals.first()
    before, number = (last.digest, last.number) if last else (rules.NOTHING, 0)
    made = []
    for entry in unsealed().order_by("pk").values(*rules.FIELDS)[:BATCH]:
        number += 1
        before = rules.digest(before, number, entry)
        made.append(Seal(number=number, entry_id=entry["id"], digest=before, at=at))
    Seal.objects.bulk_create(made)
    return len(made)


def unsealed() -> QuerySet[Entry]:
    return Entry.objects.filter(~Exists(Seal.objects.filter(entry_id=OuterRef("pk"))))


def drop_anchor(*, on: date | None = None) -> Path | None:
    """Write the day's anchor file; None where nothing is sealed yet. One of that day stays."""
    last = Seal.objects.order_by("-number").first()
    if last is None:
        return None
    return anchors.write(
        settings.JOURNAL_ANCHORS, _sealed(last), on=on or timezone.localdate()
    )


def wrong(*, using: str = DEFAULT_DB_ALIAS, until: int | None = None) -> Iterator[str]:
    """What is off in the whole chain, by the anchors that are there.

    `using`: another database; `until`: the seal with which it ends, as a copy does that was
    made before the last anchors.
    """
    known = anchors.read(settings.JOURNAL_ANCHORS)
    if until is not None:
        known = [one for one in known if one.number <= until]
    return rules.wrong(_chain(using), known)


def _chain(using: str) -> Iterator[tuple[rules.Sealed, dict[str, Any] | None]]:
    seals = iter(Seal.objects.using(using).order_by("number").iterator(BATCH))
    while some := list(islice(seals, BATCH)):
        found = Entry.objects.using(using).filter(pk__in=[one.entry_id for one in some])
        entries = {entry["id"]: entry for entry in found.values(*rules.FIELDS)}
        for one in some:
            yield _sealed(one), entries.get(one.entry_id)


def _sealed(seal: Seal) -> rules.Sealed:
    return rules.Sealed(seal.number, seal.entry_id, seal.digest)
