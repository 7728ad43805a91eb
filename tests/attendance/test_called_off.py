"""A class that is called off: its evenings stand on no page of the day, and have no roll."""

from datetime import timedelta

import pytest
from django.urls import reverse

from school.attendance import actions
from school.attendance.models import Event
from school.courses import actions as courses
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.models import User
from tests.cast import signed_in
from tests.factories.attendance import hold_tonight


@pytest.fixture
def tonight(cohort: Cohort) -> Session:
    """Begins in twenty minutes: the roll is open."""
    return hold_tonight(cohort, begun=timedelta(minutes=-20))


def test_no_page_of_the_day_shows_its_evenings(
    tonight: Session, enrollment: Enrollment, caller: User, registrar: User
) -> None:
    browser = signed_in(caller)
    address = reverse("attendance:roll", args=[tonight.code])
    pages = [reverse("portal:today"), reverse("portal:classes")]
    for page in pages:
        assert address in browser.get(page).content.decode()
    courses.cancel(tonight.cohort, by=registrar, reason="人太少")
    for page in pages:
        assert address not in browser.get(page).content.decode()
    week = browser.get(reverse("portal:week")).context["week"]
    assert week.count == 0


def test_its_roll_is_not_called(
    tonight: Session, enrollment: Enrollment, caller: User, registrar: User
) -> None:
    Cohort.objects.filter(pk=tonight.cohort_id).update(status=Cohort.Status.CANCELLED)
    with pytest.raises(Refusal) as refused:
        actions.note(tonight, enrollment=enrollment, kind=Event.Kind.ARRIVED, by=caller)
    assert refused.value.code == "session_cancelled"
