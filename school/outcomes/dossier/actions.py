"""Asking for a dossier, and handing it out."""

import base64

from django.db import transaction
from django.utils import timezone

from school.courses.models import Cohort
from school.journal import actions as journal
from school.lib.crypto import unseal
from school.lib.errors import NotPermitted
from school.lib.queue import enqueue
from school.looks.book import enter
from school.looks.models import Look
from school.outcomes import tasks
from school.outcomes.dossier import refusals
from school.outcomes.dossier.models import EXPORT, UNSEAL, Dossier
from school.outcomes.facts import roll_of
from school.people.models import Person, User

WITHOUT = [Cohort.Status.DRAFT, Cohort.Status.ANNOUNCED, Cohort.Status.CANCELLED]


@transaction.atomic
def ask(
    cohort: Cohort, *, by: User, with_id_numbers: bool = False, reason: str = ""
) -> Dossier:
    """Have the worker make a dossier; whole ID numbers only with the right and a reason."""
    if not by.has_perm(EXPORT) or (with_id_numbers and not by.has_perm(UNSEAL)):
        raise NotPermitted
    if cohort.status in WITHOUT:
        raise refusals.NotBegun
    if with_id_numbers and not reason.strip():
        raise refusals.PurposeNeeded
    now = timezone.now()
    dossier = Dossier.objects.create(
        cohort=cohort,
        with_id_numbers=with_id_numbers,
        reason=reason.strip(),
        asked_by=by,
        asked_at=now,
    )
    journal.record(
        by=by,
        verb="outcomes.ask_dossier",
        on=cohort,
        reason=dossier.reason,
        data={"dossier": dossier.code, "with_id_numbers": with_id_numbers},
        at=now,
    )
    enqueue(tasks.make_dossier, dossier.pk)
    return dossier


@transaction.atomic
def hand_out(dossier: Dossier, *, by: User) -> bytes:
    """The ZIP; who took it when stands in the journal."""
    if not Dossier.objects.visible_to(by).filter(pk=dossier.pk).exists():
        raise NotPermitted
    with dossier.file.open("rb") as file:
        data = file.read()
    if dossier.with_id_numbers:
        data = base64.b64decode(unseal(data.decode()))
    journal.record(
        by=by,
        verb="outcomes.take_dossier",
        on=dossier.cohort,
        reason=dossier.reason,
        data={"dossier": dossier.code, "with_id_numbers": dossier.with_id_numbers},
    )
    _tell_whom_it_holds(dossier, by)
    return data


def _tell_whom_it_holds(dossier: Dossier, by: User) -> None:
    roll = roll_of(Cohort.objects.filter(pk=dossier.cohort_id))
    kinds = (Look.Kind.DOSSIER, Look.Kind.WHOLE_DOSSIER)
    enter(
        Person.objects.filter(enrollments__in=roll.order_by()),
        by=by,
        kind=kinds[dossier.with_id_numbers],
        thing=dossier.cohort.name,
        reason=dossier.reason,
        at=timezone.now(),
    )
