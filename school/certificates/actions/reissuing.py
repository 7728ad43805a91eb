"""A new certificate in the place of an old one, which stays as it was and says so."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment.models import Result
from school.assessment.skills.claims import skills_of_results
from school.certificates import refusals, tasks
from school.certificates.actions.alone import check_alone
from school.certificates.actions.issuing import drafted, next_numbers
from school.certificates.actions.life import put, tell
from school.certificates.approval.models import ApprovalRequest
from school.certificates.designs.actions import in_force
from school.certificates.models import Batch, Certificate
from school.courses.models import Cohort
from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.lib.queue import enqueue
from school.people.models import User

Status, Reissue = Certificate.Status, Certificate.Reissue


@transaction.atomic
def reissue(
    certificate: Certificate,
    *,
    by: User,
    reason: str,
    kind: Certificate.Reissue,
    request: ApprovalRequest | None = None,
) -> Certificate:
    """Supersede it and issue another, under a new number, with what is true now.

    Name, result and hours are frozen anew; the worker prints. What is suspended has to
    be reinstated first, or a new paper would undo the suspension.
    """
    if not by.has_perm("certificates.issue_certificate"):
        raise NotPermitted
    check_alone(request)
    if not reason.strip():
        raise refusals.ReasonNeeded
    now = timezone.now()
    # In the order in which a class is issued to: its row first, then the certificate's.
    Cohort.objects.select_for_update().get(pk=certificate.enrollment.cohort_id)
    rows = Certificate.objects.select_for_update(of=("self",)).select_related(
        "enrollment__person", "enrollment__cohort__edition__course"
    )
    old = rows.get(pk=certificate.pk)
    result = _what_is_true_now(old, kind)
    put(old, Status.SUPERSEDED, by=by, reason=reason, at=now)
    new = _in_its_place(old, result, kind, by=by, at=now)
    journal.record(
        by=by,
        verb="certificates.reissue",
        on=old,
        reason=reason,
        data={"new": new.number, "because": str(kind)},
        at=now,
    )
    # The message that the new one is printed follows, by SMS too.
    tell(old, by=by, at=now, sms=False)
    enqueue(tasks.print_batch, new.batch_id)
    return new


def _what_is_true_now(old: Certificate, kind: Certificate.Reissue) -> Result:
    """The result to certify; a refusal where there is nothing to reissue."""
    if successor := old.successor:
        raise refusals.ReplacedAlready(number=successor.number)
    if old.status != Status.VALID:
        raise refusals.NotPossible(
            now=Status(old.status).label, then=Status.SUPERSEDED.label
        )
    result = Result.objects.current().get(enrollment=old.enrollment)
    if not result.has_passed:
        raise refusals.NoLongerPassed
    name = old.enrollment.person.name
    if kind == Reissue.NAME and name == old.claims["name"]:
        raise refusals.NameUnchanged(name=name)
    if kind == Reissue.MARKS and result.pk == old.result_id:
        raise refusals.MarksUnchanged
    return result


def _in_its_place(
    old: Certificate,
    result: Result,
    kind: Certificate.Reissue,
    *,
    by: User,
    at: datetime,
) -> Certificate:
    batch = Batch.objects.create(
        cohort=old.enrollment.cohort, requested_by=by, requested_at=at
    )
    today = timezone.localdate(at)
    edition = batch.cohort.edition
    # In the order in which a class is issued to: the design's row, then the register's.
    version = in_force(edition)
    [number] = next_numbers(edition.course, today.year, count=1)
    new = drafted(
        result,
        number=number,
        batch=batch,
        version=version,
        skills=skills_of_results([result])[result.pk],
        on=today,
        replaces=old,
        reissued_for=kind,
    )
    new.save()
    return new
