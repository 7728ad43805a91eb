"""Another key for what is sealed: every row and file gets the first of FIELD_KEYS.

A key may be taken out of FIELD_KEYS once `tally` finds nothing that it alone opens.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from school.journal import actions as journal
from school.journal.actors import Actor
from school.journal.things import Thing
from school.lib.crypto import key_of, reseal
from school.lib.fields import SealedTextField, secret_code
from school.outcomes.models import Dossier
from school.privacy.models import PersonalExport

A_BATCH = 200


@dataclass(slots=True)
class Sealed:
    """What is sealed in one column: how much by which key, counted from 0; None: by none of them."""

    label: str
    column: str
    by_key: Counter[int | None] = field(default_factory=Counter)

    @property
    def behind(self) -> int:
        return self.by_key.total() - self.by_key[0]


def tally() -> list[Sealed]:
    found = []
    for model, column in _columns():
        rows = _raw(model, column).values_list("sealed", flat=True)
        keys = (key_of(sealed.encode()) for sealed in rows.iterator())
        found.append(Sealed(model._meta.label, column, Counter(keys)))
    keys = (key_of(row.data[name].encode()) for row, name in _second_factors())
    found.append(Sealed(Authenticator._meta.label, "data", Counter(keys)))
    for kept in _kept_files():
        keys = (_key_of_file(row) for row in kept.iterator())
        found.append(Sealed(kept.model._meta.label, "file", Counter(keys)))
    return found


def rotate(*, by: Actor) -> int:
    """How many were sealed anew. Broken off, it is begun again and goes on where it was."""
    done = 0
    for model, column in _columns():
        done += sum(_batch(model, column, ids, by) for ids in _behind(model, column))
    done += sum(_second_factor(row, by) for row, _name in list(_second_factors()))
    for kept in _kept_files():
        done += sum(_file(row, by) for row in list(kept))
    return done


def _columns() -> Iterator[tuple[type[Model], str]]:
    for model in apps.get_models():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, SealedTextField):
                yield model, column.name


def _second_factors() -> Iterator[tuple[Authenticator, str]]:
    """What allauth keeps of an app and of recovery codes, and under which name it is sealed."""
    for row in Authenticator.objects.order_by("pk").iterator():
        if name := next((name for name in ("secret", "seed") if name in row.data), ""):
            yield row, name


def _kept_files() -> list[QuerySet]:
    """Those that lie sealed on the disk, until they are deleted."""
    return [
        Dossier.objects.exclude(file="").filter(with_id_numbers=True),
        PersonalExport.objects.exclude(file=""),
    ]


def _raw(model: type[Model], column: str) -> QuerySet:
    """As the database holds it: the field itself would open it."""
    rows = model._base_manager.annotate(sealed=Cast(F(column), TextField()))
    return rows.exclude(sealed=None).exclude(sealed="").order_by("pk")


def _behind(model: type[Model], column: str) -> Iterator[list[int]]:
    """The rows of another key, some at a time; what no key opens is left as it is."""
    some: list[int] = []
    for pk, sealed in _raw(model, column).values_list("pk", "sealed").iterator():
        if key_of(sealed.encode()):
            some.append(pk)
        if len(some) == A_BATCH:
            yield some
            some = []
    if some:
        yield some


@transaction.atomic
def _batch(model: type[Model], column: str, ids: list[int], by: Actor) -> int:
    done = 0
    rows = _raw(model, column).filter(pk__in=ids).values_list("pk", "sealed")
    for pk, sealed in list(rows):
        anew = Value(reseal(sealed.encode()).decode(), TextField())
        # Written meanwhile, it has the newest key.
        unchanged = _raw(model, column).filter(pk=pk, sealed=sealed)
        done += unchanged.order_by().update(**{column: anew})
    _record(f"{model._meta.label}.{column}", done, by)
    return done


@transaction.atomic
def _second_factor(row: Authenticator, by: Actor) -> int:
    """A recovery code that is used meanwhile stays used."""
    row = Authenticator.objects.select_for_update().get(pk=row.pk)
    name = "secret" if "secret" in row.data else "seed"
    sealed = row.data[name].encode()
    if not key_of(sealed):
        return 0
    row.data[name] = reseal(sealed).decode()
    row.save(update_fields=["data"])
    _record(f"{Authenticator._meta.label}.data", 1, by)
    return 1


def _key_of_file(row: Dossier | PersonalExport) -> int | None:
    try:
        with row.file.open("rb") as file:
            return key_of(file.readline().rstrip())
    except OSError:
        return None


@transaction.atomic
def _file(row: Dossier | PersonalExport, by: Actor) -> int:
    """A new file first, then its name in the row, then the old one goes: none is ever missing."""
    if not _key_of_file(row):
        return 0
    model, former, storage = type(row), str(row.file.name), row.file.storage
    with row.file.open("rb") as file:
        lines = [reseal(line.rstrip()) for line in file]
    folder = former.rpartition("/")[0]
    name = storage.save(f"{folder}/{secret_code()}", ContentFile(b"\n".join(lines)))
    transaction.on_commit(partial(storage.delete, former))
    done = model._base_manager.filter(pk=row.pk, file=former).update(file=name)
    _record(f"{model._meta.label}.file", done, by)
    return done


def _record(label: str, rows: int, by: Actor) -> None:
    journal.record(
        by=by,
        verb="privacy.rotate_field_keys",
        on=Thing("privacy.field_keys", label, label),
        data={"rows": rows},
    )
