from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses import access, actions
from school.courses.models import Cohort, Duty
from school.courses.refusals import AlreadyOnDuty, StillTeaching
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.courses import assign, make_cohort, make_nurse

Kind = Duty.Kind


def test_a_duty_is_given_once(registrar: User, assistant: User) -> None:
    cohort = make_cohort()
    actions.assign_duty(cohort, by=registrar, user=assistant, kind=Kind.ASSISTANT)
    with pytest.raises(AlreadyOnDuty):
        actions.assign_duty(cohort, by=registrar, user=assistant, kind=Kind.ASSISTANT)
    assert access.works_in(assistant, cohort)
    assert access.works_in(assistant, cohort, [Kind.ASSISTANT])
    assert not access.works_in(assistant, cohort, [Kind.EXAMINER])
    assert Entry.objects.get().verb == "courses.assign_duty"


def test_duties_are_the_registrars_to_give_and_take(
    registrar: User, instructor: User
) -> None:
    cohort = make_cohort()
    duty = assign(cohort, instructor)
    with pytest.raises(NotPermitted):
        actions.assign_duty(cohort, by=instructor, user=instructor, kind=Kind.EXAMINER)
    with pytest.raises(NotPermitted):
        actions.relieve_duty(duty, by=instructor)
    actions.relieve_duty(duty, by=registrar, reason="调岗")
    assert not access.works_in(instructor, cohort)
    assert Entry.objects.get().reason == "调岗"


def test_who_still_teaches_is_not_relieved(registrar: User, instructor: User) -> None:
    cohort = make_cohort()
    duty = assign(cohort, instructor)
    cohort.sessions.update(teacher=instructor)
    with pytest.raises(StillTeaching) as refused:
        actions.relieve_duty(duty, by=registrar)
    assert refused.value.data["count"] == 4
    actions.relieve_duty(duty, by=registrar, at=timezone.now() + timedelta(days=90))


def test_the_clockwork_has_no_duties_and_is_no_nurse() -> None:
    assert not access.works_in(SYSTEM, Cohort())
    assert access.nurse_instructor(SYSTEM) is None


def test_a_nurse_instructor_is_known(instructor: User) -> None:
    nurse = make_nurse()
    assert access.nurse_instructor(nurse.user) == nurse
    assert access.nurse_instructor(instructor) is None
