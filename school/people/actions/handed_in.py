"""Parts of the verbs about tables that somebody hands in: parts of their transactions.

Looked at first, taken in by the worker batch by batch, and the file deleted.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from school.lib.fields import secret_code
from school.people.models import HandedIn
from school.people.refusals import TableUnderWay

Table = TypeVar("Table", bound=HandedIn)
Status = HandedIn.Status
MOST_TRIES = 5
# A table takes a minute; one still open after this was left by a worker that died.
ABANDONED = timedelta(minutes=12)
# Handed in and never decided: it holds what people would rather not leave lying about.
UNDECIDED = timedelta(days=2)


@contextmanager
def filed(table: HandedIn, data: bytes) -> Iterator[None]:
    """The file goes again where what is written with it is not kept."""
    table.file.save(secret_code(), ContentFile(data), save=False)
    try:
        yield
    except BaseException:
        table.file.delete(save=False)
        raise


def to_decide(table: Table) -> Table:
    """The table, held, as long as nobody has decided on it."""
    held = _all(table).select_for_update().get(pk=table.pk)
    if held.status != Status.CHECKED:
        raise TableUnderWay
    return held


def begin(table: HandedIn) -> None:
    table.status, table.begun_at = Status.TAKING, timezone.now()
    table.save(update_fields=["status", "begun_at"])


def being_taken(table: Table) -> Table | None:
    """The table, held, if it is still to be taken in: a task may come twice."""
    held = _all(table).select_for_update().get(pk=table.pk)
    return held if held.status == Status.TAKING else None


def carry_on(
    table: HandedIn, *, take: Callable[[bytes], None], close: Callable[[str], object]
) -> None:
    """Take in what is left of it: who died over it too often is not followed by another."""
    taking = _all(table).filter(pk=table.pk, status=Status.TAKING)
    if not taking.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        if taking.exists():
            close(Status.FAILED)
        return
    with table.file.open("rb") as file:
        data = file.read()
    take(data)
    close(Status.DONE)


def count_done(table: HandedIn, *, rows: int, kept: int) -> None:
    table.rows_done += rows
    table.kept += kept
    # A row that went in shows that a worker lives: the count of tries begins anew.
    table.tries = 1
    table.save(update_fields=["rows_done", "kept", "tries"])


def end(table: HandedIn, status: str) -> None:
    storage, name = table.file.storage, str(table.file.name)
    table.status, table.finished_at = status, timezone.now()
    table.file = ""
    table.save(update_fields=["status", "finished_at", "file"])
    if name:
        transaction.on_commit(partial(storage.delete, name))


def abandoned(tables: QuerySet[Table], *, at: datetime) -> QuerySet[Table]:
    return tables.filter(status=Status.TAKING, begun_at__lt=at - ABANDONED)


def undecided(tables: QuerySet[Table], *, at: datetime) -> QuerySet[Table]:
    return tables.filter(status=Status.CHECKED, at__lt=at - UNDECIDED)


def _all(table: Table) -> QuerySet[Table]:
    return type(table)._default_manager.all()
