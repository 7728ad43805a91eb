"""Marking the papers again that had a question which proved wrong."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import corrections
from school.assessment.actions.results import decide_again
from school.assessment.models import Attempt, Correction, Remark
from school.assessment.rules.corrections import remarked
from school.enrollment.models import Enrollment
from school.enrollment.places import held_with_lines
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.notices.actions import notify


def remark(correction: Correction, *, by: Actor = SYSTEM) -> int:
    """Mark every paper that had the question again; how many marks have risen.

    One trainee is one transaction, so it may be broken off and begun again: what is done
    stays done. A sitting being handed in meanwhile is waited for, or sees the new key.
    """
    if correction.status != Correction.Status.CONFIRMED or correction.finished_at:
        return 0
    touched = Enrollment.objects.filter(
        exam_attempts__papers__question=correction.question_id
    ).distinct()
    risen = sum(
        _remark_one(pk, correction, by=by)
        for pk in touched.order_by("cohort", "pk").values_list("pk", flat=True)
    )
    unfinished = Correction.objects.filter(pk=correction.pk, finished_at=None)
    unfinished.update(finished_at=timezone.now())
    return risen


@transaction.atomic
def _remark_one(enrollment_id: int, correction: Correction, *, by: Actor) -> int:
    # The order of locks is that of a release: the class, the enrolment, the sitting.
    cohort_id = Enrollment.objects.values_list("cohort_id", flat=True).get(
        pk=enrollment_id
    )
    held_with_lines(cohort_id)
    enrollment = Enrollment.objects.select_for_update(of=("self",)).get(
        pk=enrollment_id
    )
    now = timezone.now()
    attempts = [
        one
        for one in Attempt.objects.select_for_update(of=("self",))
        .filter(enrollment=enrollment, papers__question=correction.question_id)
        .select_related("enrollment__cohort__edition")
        .order_by("pk")
        if one.status == Attempt.Status.MARKED
    ]
    fresh = corrections.fresh_points(attempts)
    changed = [
        one for one in attempts if _raise(one, fresh[one.pk], correction, by=by, at=now)
    ]
    if changed:
        _tell(enrollment, changed[-1], by=by, at=now)
        decide_again(enrollment, by=by, at=now)
    return len(changed)


def _raise(
    attempt: Attempt, fresh: int, correction: Correction, *, by: Actor, at: datetime
) -> bool:
    before = attempt.points or 0
    after = remarked(before, fresh)
    if after == before:
        return False
    Remark.objects.create(
        attempt=attempt,
        correction=correction,
        points_before=before,
        points_after=after,
        at=at,
    )
    attempt.points = after
    attempt.save(update_fields=["points"])
    journal.record(
        by=by,
        verb="assessment.remark",
        on=attempt,
        data={"correction": correction.code, "before": before, "after": after},
        at=at,
    )
    return True


def _tell(enrollment: Enrollment, attempt: Attempt, *, by: Actor, at: datetime) -> None:
    notify(
        enrollment.person,
        kind="mark_corrected",
        context={"cohort": enrollment.cohort.name},
        link=reverse("assessment:attempt", args=[attempt.code]),
        by=by,
        at=at,
    )
