import pytest

from school.courses.models import Duty
from school.enrollment import actions, signals
from school.enrollment.models import Enrollment
from school.enrollment.refusals import WrongStatus
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment

Status = Enrollment.Status


@pytest.fixture
def enrollment(db: None) -> Enrollment:
    return make_enrollment(make_cohort())


def test_completing_is_told_to_higher_apps(
    enrollment: Enrollment, registrar: User
) -> None:
    heard = []

    def hear(**sent: object) -> None:
        heard.append((sent["enrollment"], sent["at"]))

    signals.completed.connect(hear)
    try:
        actions.complete(enrollment, by=registrar)
    finally:
        signals.completed.disconnect(hear)
    enrollment.refresh_from_db()
    assert enrollment.status == Status.COMPLETED
    assert heard == [(enrollment, enrollment.ended_at)]
    assert Entry.objects.filter(verb="enrollment.complete").count() == 1


def test_not_completing_keeps_its_reason(
    enrollment: Enrollment, registrar: User
) -> None:
    actions.mark_not_completed(enrollment, by=registrar, reason="学时不足")
    enrollment.refresh_from_db()
    assert enrollment.status == Status.NOT_COMPLETED
    entry = Entry.objects.get(verb="enrollment.mark_not_completed")
    assert entry.reason == "学时不足"


@pytest.mark.parametrize("verb", [actions.complete, actions.mark_not_completed])
def test_only_the_enrolled_end_so_and_only_once(
    enrollment: Enrollment, registrar: User, verb
) -> None:
    verb(enrollment, by=registrar)
    with pytest.raises(WrongStatus):
        verb(enrollment, by=registrar)
    waiting = make_enrollment(
        enrollment.cohort, status=Status.WAITLISTED, queue_number=1
    )
    with pytest.raises(WrongStatus):
        verb(waiting, by=registrar)


@pytest.mark.parametrize("verb", [actions.complete, actions.mark_not_completed])
def test_ending_needs_the_right_or_the_duty(
    enrollment: Enrollment, instructor: User, examiner: User, verb
) -> None:
    assign(enrollment.cohort, instructor)
    for user in (enrollment.person.user, instructor, examiner):
        with pytest.raises(NotPermitted):
            verb(enrollment, by=user)
    assign(enrollment.cohort, examiner, Duty.Kind.EXAMINER)
    verb(enrollment, by=examiner)
