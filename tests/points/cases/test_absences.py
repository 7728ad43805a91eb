"""Evenings missed without leave: listed off the roll, opened as a case with one press."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.points.cases import actions, refusals
from school.points.cases.absences import absences, waiting
from school.points.cases.models import Case
from school.ui.waits import waiting_for
from tests.cast import signed_in
from tests.factories.cases import make_deduction
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.sources import attend, held_before

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrollment(trainee: Person) -> Enrollment:
    return make_enrollment(make_cohort(seats=40), trainee)


@pytest.fixture
def missed(enrollment: Enrollment) -> Session:
    """An evening of the last days at which the roll has her absent."""
    make_deduction("N16", delta=-2, title_zh="无故缺课一晚")
    evening = held_before(enrollment.cohort)[-1]
    attend(evening, enrollment, kinds=("absent",))
    return evening


def listed(user: User) -> list[tuple[str, str]]:
    found = absences(at=timezone.now(), but=user)
    return [(one.session.code, one.enrollment.code) for one in found]


def opened(session: Session, enrollment: Enrollment, by: User) -> Case:
    return actions.open_absence(session, enrollment, by=by)


def test_it_is_listed_and_opened_with_one_press(
    missed: Session, enrollment: Enrollment, inspector: User
) -> None:
    browser = signed_in(inspector)
    page = browser.get(reverse("points_desk:absences")).text
    assert enrollment.person.name in page
    there = reverse("points_desk:open_absence", args=[missed.code, enrollment.code])
    assert there in page
    answer = browser.post(there)
    case = Case.objects.get()
    assert answer["Location"] == reverse("points_desk:case", args=[case.code])
    assert (case.rule_code, case.source_type) == ("N16", "session")
    assert case.occurred_on == timezone.localdate(missed.starts_at)
    assert missed.cohort.name in case.facts
    assert case.opened_by == inspector
    shown = browser.get(answer["Location"]).text
    assert missed.code not in shown
    assert actions.notify_worker(case, by=inspector).respond_by


def test_what_is_a_case_already_shows_that(
    missed: Session,
    enrollment: Enrollment,
    inspector: User,
    points_officer: User,
) -> None:
    assert len(waiting(inspector)) == 1
    case = opened(missed, enrollment, points_officer)
    assert len(waiting(inspector)) == 0
    link = reverse("points_desk:case", args=[case.code])
    pages = {
        user: signed_in(user).get(reverse("points_desk:absences")).text
        for user in (inspector, points_officer)
    }
    assert all("/open/" not in page for page in pages.values())
    assert link in pages[points_officer]
    # Another's proposal is not hers to read.
    assert link not in pages[inspector]
    assert opened(missed, enrollment, inspector) == case


@pytest.mark.parametrize("later", ["excused", "arrived"])
def test_what_was_put_right_is_neither_listed_nor_opened(
    missed: Session, enrollment: Enrollment, inspector: User, later: str
) -> None:
    attend(missed, enrollment, kinds=(later,))
    assert listed(inspector) == []
    with pytest.raises(refusals.NotAbsent):
        opened(missed, enrollment, inspector)


def test_a_case_of_what_was_put_right_since_is_withdrawn_and_not_carried_on(
    missed: Session,
    enrollment: Enrollment,
    inspector: User,
    registrar: User,
) -> None:
    case = opened(missed, enrollment, inspector)
    told = actions.notify_worker(case, by=inspector)
    assert told.respond_by
    over = timezone.now() + timedelta(days=30)
    attend(missed, enrollment, kinds=("excused",))
    with pytest.raises(refusals.RollPutRight):
        actions.confirm(case, words="缺课属实", by=registrar, at=over)
    case.refresh_from_db()
    assert case.status == Case.Status.NOTIFIED
    assert actions.withdraw(case, words="已补请假", by=registrar, at=over)


def test_she_is_not_told_of_what_was_put_right_since(
    missed: Session, enrollment: Enrollment, inspector: User
) -> None:
    case = opened(missed, enrollment, inspector)
    attend(missed, enrollment, kinds=("excused",))
    with pytest.raises(refusals.RollPutRight):
        actions.notify_worker(case, by=inspector)


def test_what_the_roll_still_says_is_carried_on(
    missed: Session, enrollment: Enrollment, inspector: User, registrar: User
) -> None:
    case = opened(missed, enrollment, inspector)
    actions.notify_worker(case, by=inspector)
    over = timezone.now() + timedelta(days=30)
    posted = actions.confirm(case, words="缺课属实", by=registrar, at=over)
    assert posted.status == Case.Status.POSTED


def test_an_evening_made_up_for_is_not_missed(
    missed: Session, enrollment: Enrollment, inspector: User
) -> None:
    missed.minute_entries.create(
        enrollment=enrollment,
        minutes=45,
        event=missed.events.get(),
        at=timezone.now(),
    )
    assert listed(inspector) == []


def test_neither_the_same_evening_nor_one_long_past(
    missed: Session, enrollment: Enrollment, inspector: User
) -> None:
    now = timezone.now()
    for ends in (now, now - timedelta(days=40)):
        Session.objects.filter(pk=missed.pk).update(
            ends_at=ends, starts_at=ends - timedelta(hours=2)
        )
        assert listed(inspector) == []


def test_nothing_while_the_rule_is_not_in_force(
    missed: Session, enrollment: Enrollment, inspector: User
) -> None:
    make_deduction("N16").__class__.objects.update(is_current=False)
    assert listed(inspector) == []


def test_never_ones_own(
    missed: Session, enrollment: Enrollment, inspector: User
) -> None:
    Person.objects.filter(pk=enrollment.person_id).update(user=inspector)
    assert listed(inspector) == []
    there = reverse("points_desk:open_absence", args=[missed.code, enrollment.code])
    assert signed_in(inspector).post(there).status_code == 404


def test_only_who_may_propose(
    missed: Session, enrollment: Enrollment, auditor: User
) -> None:
    with pytest.raises(NotPermitted):
        opened(missed, enrollment, auditor)
    assert len(waiting(auditor)) == 0
    answer = signed_in(auditor).get(reverse("points_desk:absences"))
    assert answer["Location"] == reverse("wagtailadmin_home")


def counted(user: User) -> dict[str, int]:
    found = waiting_for(user, at=timezone.now())
    return {one.href.partition("?")[0]: one.count for one in found}


def test_the_first_page_of_the_desk_counts_them(
    missed: Session, enrollment: Enrollment, inspector: User
) -> None:
    there = reverse("points_desk:absences")
    assert counted(inspector)[there] == 1
    actions.open_absence(missed, enrollment, by=SYSTEM)
    assert there not in counted(inspector)


def test_the_list_costs_the_same_for_many(missed: Session, inspector: User) -> None:
    browser, there = signed_in(inspector), reverse("points_desk:absences")
    browser.get(there)
    with CaptureQueriesContext(connection) as one:
        browser.get(there)
    for number in range(5):
        other = make_enrollment(missed.cohort, make_trainee(f"王学员{number}"))
        attend(missed, other, kinds=("absent",))
    with CaptureQueriesContext(connection) as many:
        page = browser.get(there)
    assert len(page.context["page"].object_list) == 6
    assert len(many) == len(one)


def test_an_empty_list_says_so(inspector: User) -> None:
    page = signed_in(inspector).get(reverse("points_desk:absences")).text
    assert "没有人无故缺课" in page
