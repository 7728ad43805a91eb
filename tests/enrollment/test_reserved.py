"""A reserved place taken by a right of one's own, past the line and on no other seat."""

import pytest
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Enrollment, Quota
from school.enrollment.places import places_in
from school.enrollment.refusals import CohortNotOpen, NoReservedPlace
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for, consent_of
from tests.factories.people import make_trainee

Kind, Status = Quota.Kind, Enrollment.Status


@pytest.fixture
def cohort(db: None) -> Cohort:
    """Two seats, one of them for those who pay with points; somebody waits already."""
    cohort = make_cohort(seats=2)
    Quota.objects.create(
        cohort=cohort, kind=Kind.POINTS, seats=1, until=cohort.enrol_until
    )
    for _ in range(2):
        apply_for(cohort)
    return cohort


def take(cohort: Cohort, person: Person, *, by: User | None = None) -> Enrollment:
    return actions.take_reserved(
        person,
        cohort=cohort,
        kind=Kind.POINTS,
        by=by or person.user,
        consent=consent_of(person),
        reason="积分兑换",
    )


def test_it_passes_the_line_within_its_quota_alone(cohort: Cohort) -> None:
    assert cohort.enrollments.filter(status=Status.WAITLISTED).count() == 1
    taken = take(cohort, make_trainee())
    assert (taken.status, taken.quota_kind) == (Status.ENROLLED, Kind.POINTS)
    assert not places_in(cohort).free
    with pytest.raises(NoReservedPlace):
        take(cohort, make_trainee())


def test_a_general_seat_is_not_given_so(db: None) -> None:
    free = make_cohort(seats=2)
    with pytest.raises(NoReservedPlace):
        take(free, make_trainee())


def test_nobody_takes_it_for_others_or_in_a_class_that_is_not_open(
    cohort: Cohort, instructor: User
) -> None:
    with pytest.raises(NotPermitted):
        take(cohort, make_trainee(), by=instructor)
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.RUNNING)
    with pytest.raises(CohortNotOpen):
        take(cohort, make_trainee())


def test_who_waits_for_such_a_seat_comes_before_whoever_is_new(cohort: Cohort) -> None:
    waiting = cohort.enrollments.get(status=Status.WAITLISTED)
    Enrollment.objects.filter(pk=waiting.pk).update(quota_kind=Kind.POINTS)
    assert places_in(cohort, at=timezone.now()).left_in(Kind.POINTS) == 0
    with pytest.raises(NoReservedPlace):
        take(cohort, make_trainee())
