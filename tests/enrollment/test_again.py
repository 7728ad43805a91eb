"""Who has completed a course leaves its places to others, unless the registrar says otherwise."""

import pytest
from django.urls import reverse

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.enrollment.refusals import CourseCompleted
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import apply_for, make_enrollment

Status = Enrollment.Status


@pytest.fixture
def done(trainee: Person) -> Enrollment:
    finished = make_cohort(status=Cohort.Status.COMPLETED)
    return make_enrollment(finished, trainee, status=Status.COMPLETED)


@pytest.fixture
def again(done: Enrollment) -> Cohort:
    return make_cohort(edition=done.cohort.edition)


def test_a_completed_course_is_not_applied_for_again(
    done: Enrollment, again: Cohort
) -> None:
    with pytest.raises(CourseCompleted):
        apply_for(again, done.person)
    assert not again.enrollments.exists()


def test_a_newer_edition_is_the_same_course(done: Enrollment) -> None:
    newer = make_edition(course=done.cohort.edition.course, version="2.0")
    with pytest.raises(CourseCompleted):
        apply_for(make_cohort(edition=newer), done.person)


def test_the_registrar_may_enrol_somebody_again(
    done: Enrollment, again: Cohort, registrar: User
) -> None:
    made = apply_for(again, done.person, by=registrar)
    assert made.status == Status.ENROLLED


def test_another_course_is_open_to_those_who_completed_one(done: Enrollment) -> None:
    other = make_edition(course=make_course("PC"))
    assert apply_for(make_cohort(edition=other), done.person).pk


@pytest.mark.parametrize("status", [Status.NOT_COMPLETED, Status.WITHDRAWN])
def test_who_did_not_complete_may_apply_again(
    done: Enrollment, again: Cohort, status: Status
) -> None:
    Enrollment.objects.filter(pk=done.pk).update(status=status)
    assert apply_for(again, done.person).pk


def test_the_form_says_so_before_anything_is_filled_in(
    done: Enrollment, again: Cohort
) -> None:
    client = signed_in(done.person)
    answer = client.get(reverse("enrollment:apply", args=[again.code]), follow=True)
    assert answer.redirect_chain[0][0] == reverse("enrollment:detail", args=[done.code])
    assert "您已经结业过这门课程" in answer.content.decode()
