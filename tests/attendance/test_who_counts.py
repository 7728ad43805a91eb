"""Whoever teaches or assists in a class is counted nowhere among its trainees."""

from collections.abc import Callable, Iterable

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment.matrix import matrix_of
from school.attendance import rolls
from school.attendance.papers import documents
from school.attendance.papers.actions import print_sheet
from school.attendance.warnings.facts import alarms_of
from school.certificates.eligibility import candidates
from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.outcomes.dossier.facts import gather
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import assign
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_person

COUNTS: dict[str, Callable[[Session, User], Iterable[Enrollment]]] = {
    "the roll": lambda session, by: [
        row.enrollment for row in rolls.roll_of(session)["rows"]
    ],
    "a sheet": lambda session, by: [
        row.enrollment for row in print_sheet(session, by=by).rows.all()
    ],
    "the papers": lambda session, by: documents.trainees(session.cohort),
    "the marks": lambda session, by: [
        row.enrollment for row in matrix_of(session.cohort).rows
    ],
    "the certificates": lambda session, by: [
        one.enrollment for one in candidates(session.cohort)
    ],
    "the alerts": lambda session, by: alarms_of(session.cohort, at=timezone.now()),
    "the dossier and the results": lambda session, by: gather(session.cohort_id).roll,
}


@pytest.fixture
def lecturer(cohort: Cohort, other_instructor: User) -> Person:
    person = make_person("陈老师", user=other_instructor)
    make_enrollment(cohort, person)
    return person


def teaches(session: Session, user: User) -> None:
    Session.objects.filter(pk=session.pk).update(teacher=user)


@pytest.mark.parametrize("where", COUNTS)
@pytest.mark.parametrize("kind", [*Duty.TEACHING, "one evening"])
def test_who_works_in_a_class_is_none_of_its_trainees(
    where: str,
    kind: str,
    session: Session,
    enrollment: Enrollment,
    lecturer: Person,
    caller: User,
) -> None:
    assert len(list(COUNTS[where](session, caller))) == 2
    if kind == "one evening":
        teaches(session, lecturer.user)
    else:
        assign(session.cohort, lecturer.user, kind)
    assert list(COUNTS[where](session, caller)) == [enrollment]


def test_an_examiner_of_a_class_may_learn_in_it(
    session: Session, lecturer: Person, caller: User
) -> None:
    assign(session.cohort, lecturer.user, Duty.Kind.EXAMINER)
    [counted] = COUNTS["the roll"](session, caller)
    assert counted.person == lecturer


def test_the_list_of_classes_counts_trainees_alone(
    session: Session, enrollment: Enrollment, lecturer: Person, caller: User
) -> None:
    assign(session.cohort, lecturer.user, Duty.Kind.ASSISTANT)
    [cohort] = signed_in(caller).get(reverse("portal:classes")).context["cohorts"]
    assert cohort.on_roll == 1
