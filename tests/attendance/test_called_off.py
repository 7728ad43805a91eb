"""A class that is called off: its evenings stand on no page of the day, and have no roll."""

from datetime import timedelta

import pytest
from django.urls import reverse

from school.attendance import actions
from school.attendance.models import Event
from school.attendance.papers.documents import class_facts, summary
from school.courses import actions as courses
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.models import User
from tests.cast import signed_in
from tests.factories.attendance import hold_tonight
from tests.factories.courses import make_cohort


@pytest.fixture
def tonight(cohort: Cohort) -> Session:
    """Begins at this moment, which is today at any hour: the roll is open."""
    return hold_tonight(cohort, begun=timedelta())


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


def test_the_papers_say_the_same_total_as_the_hours_needed(registrar: User) -> None:
    cohort = make_cohort()
    planned = dict(class_facts(cohort))["学时(每学时45分钟)"]
    first = cohort.sessions.earliest("starts_at")
    courses.cancel_session(first, by=registrar, reason="停电")
    left = dict(class_facts(cohort))["学时(每学时45分钟)"]
    assert int(planned) - int(left) == first.evening.minutes // 45
    needed = dict(summary(cohort).facts)["结业所需学时 / 计划学时"]
    assert str(needed).endswith(f" / {left}")


def test_a_cancelled_evening_prints_no_sheet_and_a_make_up_is_marked(
    tonight: Session, enrollment: Enrollment, caller: User, registrar: User
) -> None:
    address = reverse("attendance:papers", args=[tonight.cohort.code])
    printing = reverse("attendance:print_sheet", args=[tonight.code])
    assert printing in signed_in(caller).get(address).text
    assert "补课" not in signed_in(caller).get(address).text
    Session.objects.filter(pk=tonight.pk).update(status=Session.Status.CANCELLED)
    tonight.refresh_from_db()
    courses.make_up(
        tonight,
        by=registrar,
        reason="补上",
        starts_at=tonight.starts_at + timedelta(days=9),
        ends_at=tonight.ends_at + timedelta(days=9),
    )
    page = signed_in(caller).get(address).text
    assert printing not in page and "已取消" in page
    assert "补课" in page
