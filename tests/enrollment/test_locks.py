"""Classes are locked in one order: who completes in one waits in another."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.actions import completion
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from tests.enrollment.test_race import at_once
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment

Status = Enrollment.Status


@pytest.mark.django_db(transaction=True)
def test_completing_and_changing_between_two_classes_do_not_block_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starts_on = timezone.localdate() + timedelta(days=30)
    older = make_cohort(starts_on=starts_on)
    newer = make_cohort(
        edition=older.edition, name="第2期", status=Cohort.Status.RUNNING
    )
    done, moves = make_enrollment(newer), make_enrollment(newer)
    waits = make_enrollment(
        older, done.person, status=Status.WAITLISTED, queue_number=1
    )
    leave = completion._leave_other_lines

    def late(*given: Enrollment, **how: object) -> None:
        time.sleep(0.5)
        leave(*given, **how)

    monkeypatch.setattr(completion, "_leave_other_lines", late)

    def step(pk: int) -> None:
        enrollment = Enrollment.objects.get(pk=pk)
        if pk == done.pk:
            actions.complete(enrollment, by=SYSTEM)
            return
        time.sleep(0.2)
        actions.transfer(enrollment, to=older, by=SYSTEM, reason="换班")

    at_once(step, [done.pk, moves.pk])
    for one in (done, waits, moves):
        one.refresh_from_db()
    assert (done.status, waits.status) == (Status.COMPLETED, Status.WITHDRAWN)
    assert moves.status == Status.WITHDRAWN and moves.moved_to.cohort == older
