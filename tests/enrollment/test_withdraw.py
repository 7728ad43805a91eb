import pytest

from school.courses.models import Cohort
from school.enrollment import actions, signals
from school.enrollment.line import place_in_line
from school.enrollment.models import Enrollment
from school.enrollment.refusals import (
    ReasonMissing,
    TooLateToWithdraw,
    WrongStatus,
)
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import apply_for, make_enrollment

Status = Enrollment.Status


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=1)


def test_withdrawing_frees_the_seat_for_the_next_in_line(cohort: Cohort) -> None:
    freed = []

    def hear(**sent: object) -> None:
        freed.append(sent["enrollment"])

    first, second, third = (apply_for(cohort) for _ in range(3))
    signals.seat_freed.connect(hear)
    try:
        actions.withdraw(first, by=first.person.user, reason="加班")
    finally:
        signals.seat_freed.disconnect(hear)
    for enrollment in (first, second, third):
        enrollment.refresh_from_db()
    assert [first.status, second.status, third.status] == [
        Status.WITHDRAWN,
        Status.OFFERED,
        Status.WAITLISTED,
    ]
    assert freed == [first]
    assert first.ended_at is not None
    assert second.offer_until is not None
    assert place_in_line(third) == 1
    assert Entry.objects.get(verb="enrollment.withdraw").reason == "加班"
    assert Notice.objects.get(kind="place_offered").person == second.person
    moved = Notice.objects.get(kind="waitlist_moved")
    assert (moved.person, moved.context["position"]) == (third.person, 1)


def test_leaving_the_line_moves_only_those_behind(cohort: Cohort) -> None:
    _seated, ahead, leaving, behind = (apply_for(cohort) for _ in range(4))
    actions.withdraw(leaving, by=leaving.person.user)
    assert [place_in_line(ahead), place_in_line(behind)] == [1, 2]
    assert Notice.objects.get(kind="waitlist_moved").person == behind.person
    ahead.refresh_from_db()
    assert ahead.status == Status.WAITLISTED


def test_a_place_in_a_running_class_is_not_offered_by_itself(
    trainee: Person, classmate: Person, registrar: User
) -> None:
    cohort = make_cohort(status=Cohort.Status.RUNNING, seats=1)
    enrollment = make_enrollment(cohort, trainee)
    waiting = make_enrollment(
        cohort, classmate, status=Status.WAITLISTED, queue_number=1
    )
    actions.withdraw(enrollment, by=trainee.user)
    waiting.refresh_from_db()
    assert waiting.status == Status.WAITLISTED
    assert actions.offer(waiting, by=registrar).status == Status.OFFERED


def test_nobody_else_withdraws_one(
    cohort: Cohort, classmate: Person, instructor: User
) -> None:
    enrollment = apply_for(cohort)
    assign(cohort, instructor)
    for user in (classmate.user, instructor):
        with pytest.raises(NotPermitted):
            actions.withdraw(enrollment, by=user, reason="不想")


def test_the_registrar_says_why(cohort: Cohort, registrar: User) -> None:
    enrollment = apply_for(cohort)
    with pytest.raises(ReasonMissing):
        actions.withdraw(enrollment, by=registrar, reason=" ")
    actions.withdraw(enrollment, by=registrar, reason="重复报名")


def test_during_assessment_only_the_registrar_withdraws_one(
    cohort: Cohort, registrar: User
) -> None:
    enrollment = apply_for(cohort)
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.ASSESSING)
    with pytest.raises(TooLateToWithdraw):
        actions.withdraw(enrollment, by=enrollment.person.user)
    actions.withdraw(enrollment, by=registrar, reason="生病")


@pytest.mark.parametrize(
    "status", [Status.WITHDRAWN, Status.COMPLETED, Status.NOT_COMPLETED]
)
def test_what_has_ended_is_not_withdrawn(
    cohort: Cohort, trainee: Person, status: str
) -> None:
    enrollment = make_enrollment(cohort, trainee, status=status)
    with pytest.raises(WrongStatus):
        actions.withdraw(enrollment, by=trainee.user)


def test_a_stale_copy_withdraws_nothing_twice(cohort: Cohort) -> None:
    enrollment = apply_for(cohort)
    stale = Enrollment.objects.get(pk=enrollment.pk)
    actions.withdraw(enrollment, by=enrollment.person.user)
    with pytest.raises(WrongStatus):
        actions.withdraw(stale, by=enrollment.person.user)
    assert Entry.objects.filter(verb="enrollment.withdraw").count() == 1


def test_whoever_is_withdrawn_by_the_school_is_told_why(
    cohort: Cohort, registrar: User
) -> None:
    enrollment = apply_for(cohort)
    actions.withdraw(enrollment, by=registrar, reason="重复报名")
    told = Notice.objects.get(kind="withdrawn")
    assert told.person == enrollment.person
    assert told.context == {"cohort": cohort.name, "reason": "重复报名"}


def test_whoever_withdraws_herself_is_not_told(cohort: Cohort) -> None:
    enrollment = apply_for(cohort)
    actions.withdraw(enrollment, by=enrollment.person.user)
    assert not Notice.objects.filter(kind="withdrawn").exists()
