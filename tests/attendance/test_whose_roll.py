"""Whose roll one may call, and that no page leads to a roll that is not one's own."""

import pytest
from django.urls import reverse

from school.courses.models import Cohort, Duty, Session
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import assign


@pytest.fixture
def hers(cohort: Cohort, evening: Session, examiner: User) -> str:
    """The roll of an evening which the examiner leads, as the plan gives it to her."""
    assign(cohort, examiner, Duty.Kind.EXAMINER)
    Session.objects.filter(pk=evening.pk).update(teacher=examiner)
    return reverse("attendance:roll", args=[evening.code])


def test_an_examiner_calls_the_roll_of_the_evening_she_leads(
    hers: str, cohort: Cohort, enrollment, examiner: User, other_instructor: User
) -> None:
    browser = signed_in(examiner)
    assert hers in browser.get(reverse("portal:today")).content.decode()
    assert browser.get(hers).status_code == 200
    other = cohort.sessions.last()
    assert browser.get(reverse("attendance:roll", args=[other.code])).status_code == 404
    # Without a duty in the class any more, its evenings are not hers either.
    Duty.objects.filter(user=examiner).delete()
    assert browser.get(hers).status_code == 404


def test_the_register_leads_only_to_rolls_one_may_call(
    hers: str, cohort: Cohort, enrollment, examiner: User, auditor: User, caller: User
) -> None:
    address = reverse("attendance:register", args=[cohort.code])
    for user, rolls in ((caller, 4), (examiner, 1), (auditor, 0)):
        page = signed_in(user).get(address).content.decode()
        assert page.count('href="/attendance/rolls/') == rolls
