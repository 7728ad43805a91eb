"""The cards of the desk's first screen: what each counts is what the list behind it shows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from school.certificates.models import Certificate
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import User
from school.people.roles import Role
from school.points.schemes.actions import propose_scheme
from school.standing import actions as standing
from school.standing.models import Retraining, Standing
from school.ui.waits import Wait, sources, waiting_for
from school.wages.models import OwedPay
from tests.access import world as worlds
from tests.access.growth import grow
from tests.access.roles import STAFF
from tests.factories.assessment import make_assessing_cohort, make_candidate
from tests.factories.cases import make_deduction
from tests.factories.certificates import make_assessed_cohort, make_result
from tests.factories.chores import make_failure, make_heartbeat
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.pages import make_news
from tests.factories.people import make_trainee, make_user
from tests.factories.sources import attend, held_before
from tests.factories.standing import make_standing
from tests.factories.wages import consent_to_wages, make_follow_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_menu")]
Shown = Callable[[Any], int]


def _rows(name: str) -> Shown:
    return lambda context: len(context[name])


def _paged(context: Any) -> int:
    return context["page"].paginator.count


def _due(context: Any) -> int:
    return sum(due for _class, due in context["rows"])


# What our own screens show of it; a viewset's list is counted by its pages.
SHOWN: dict[str, Shown] = {
    "assessment_desk:appeals": _rows("waiting"),
    "assessment_desk:cohorts": _due,
    "assessment_desk:corrections": _rows("corrections"),
    "assessment_desk:help_requests": _rows("requests"),
    "assessment_desk:strays": _rows("sheets"),
    "certificates_desk:cohorts": _due,
    "certificates_desk:requests": _rows("yours"),
    # Where a worker lives and the queue moves, as here.
    "chores_desk:queue": _rows("failed"),
    "cms_desk:pages": _paged,
    "feedback_desk:waiting": lambda context: len(context["cases"]) + context["more"],
    "outcomes_desk:reports": _rows("due"),
    "points_desk:absences": _paged,
    "points_desk:award_requests": _rows("yours"),
    "points_desk:cases": _rows("mine"),
    "points_desk:deeds": _rows("yours"),
    "points_desk:schemes": lambda context: int(context["in_work"] is not None),
    "privacy_desk:emergencies": _rows("waiting"),
    "privacy_desk:erasures": _rows("waiting"),
    "service_desk:matters": _paged,
    "service_desk:uploads": _paged,
    "wages:uploads": _paged,
    "wages_desk:objections": _rows("waiting"),
    "wages_desk:payslips": _rows("waiting"),
    "wages_desk:phone": _rows("rows"),
}


# A report is due once a month has gone by: tests/outcomes/test_reports_due.py
ELSEWHERE = {"/desk/reports-desk/"}


def shown(href: str, answer: HttpResponse) -> int:
    assert answer.status_code == 200, href
    context: Any = answer.context
    name = resolve(href.partition("#")[0].partition("?")[0]).view_name
    if name in SHOWN:
        return SHOWN[name](context)
    return context["paginator"].count


def everything(world: worlds.World) -> None:
    """One at least of what the world does not have."""
    grow(world, turn=1)
    now = timezone.now()
    make_heartbeat()
    make_failure()
    _places(now)
    _assessed(world)
    _follow_ups(now)
    _retrained(world, now)
    _points(world)
    _to_publish(now)


def _places(now: datetime) -> None:
    line = make_cohort(name="排队班", sessions=False)
    for number, claim in enumerate(("", "hardship"), start=1):
        make_enrollment(
            line, status="waitlisted", queue_number=number, quota_claim=claim
        )
    make_enrollment(line)
    Enrollment.objects.filter(cohort=line, status="enrolled").update(status="applied")
    make_enrollment(line, status=Enrollment.Status.OFFERED, offer_until=now)


def _assessed(world: worlds.World) -> None:
    make_edition(signed_off=False)
    make_candidate(make_assessing_cohort(name="待公布班"))
    make_result(
        make_enrollment(
            make_assessed_cohort(name="待发班"), status=Enrollment.Status.COMPLETED
        )
    )
    Session.objects.filter(cohort__name="今晚1班").update(teacher=None)
    Certificate.objects.filter(pk=Certificate.objects.order_by("pk")[:1]).update(
        status="stopped"
    )


def _follow_ups(now: datetime) -> None:
    today = timezone.localdate(now)
    OwedPay.objects.filter(pk=OwedPay.objects.order_by("pk")[:1]).update(look_on=today)
    called = make_trainee("电话")
    consent_to_wages(called)
    make_follow_up(
        make_enrollment(make_cohort(sessions=False, name="回访班"), called),
        times_told=3,
        notified_at=now - timedelta(days=7),
        due_on=today,
    )


def _retrained(world: worlds.World, now: datetime) -> None:
    trained = make_trainee("已训")
    order = standing.order_retraining(
        trained, course=world.edition.course, reason="工具未消毒", by=SYSTEM
    )
    Standing.objects.filter(person=trained).delete()
    make_standing(trained, "red", since=now - timedelta(days=40))
    order.status, order.ended_at = Retraining.Status.PASSED, now
    order.save(update_fields=["status", "ended_at"])


def _points(world: worlds.World) -> None:
    """An evening missed without leave, and rules that wait for a second person."""
    make_deduction("N16", delta=-2, title_zh="无故缺课一晚")
    missing = make_enrollment(make_cohort(name="缺课班", seats=40))
    attend(held_before(missing.cohort)[-1], missing, kinds=("absent",))
    world.schemes.draft.refresh_from_db()
    propose_scheme(
        world.schemes.draft,
        starts_on=timezone.localdate() + timedelta(days=8),
        words="带教多了",
        by=make_user(role=Role.POINTS_OFFICER),
    )


def _to_publish(now: datetime) -> None:
    """Words, and a page that comes out by itself."""
    make_news().save_revision()
    coming = make_news("明天的新闻")
    coming.live, coming.go_live_at = False, now + timedelta(days=1)
    coming.save()


def staff(world: worlds.World) -> dict[str, User]:
    found = {name: world.people[name] for name in (*STAFF, "superuser")}
    # Fresh, so that nothing of what they may is remembered.
    return {name: User.objects.get(pk=one.pk) for name, one in found.items() if one}


def test_each_card_counts_what_its_list_shows(
    world: worlds.World, subtests: pytest.Subtests
) -> None:
    with transaction.atomic():
        everything(world)
        seen: set[str] = set()
        for role, user in staff(world).items():
            for wait in waiting_for(user, at=timezone.now()):
                with subtests.test(role=role, card=wait.label):
                    answer = world.browser(role).get(wait.href)
                    assert shown(wait.href, answer) == wait.count
                seen.add(wait.href)
        told = {wait.href for wait in _all(world)}
        transaction.set_rollback(True)
    assert told - seen == ELSEWHERE


def _all(world: worlds.World) -> list[Wait]:
    """Whatever an app can tell of, waiting or not."""
    user = staff(world)["superuser"]
    return [wait for source in sources() for wait in source.find(user, timezone.now())]


def test_the_first_screen_costs_the_same_however_much_waits(
    world: worlds.World,
) -> None:
    with transaction.atomic():
        everything(world)
        few = {role: _cost(user) for role, user in staff(world).items()}
        for turn in (2, 3):
            grow(world, turn=turn)
        many = {role: _cost(user) for role, user in staff(world).items()}
        transaction.set_rollback(True)
    assert many == few


def _cost(user: User) -> int:
    with CaptureQueriesContext(connection) as asked:
        waiting_for(user, at=timezone.now())
    return len(asked)
