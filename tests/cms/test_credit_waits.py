"""The desk's first screen: what waits of points, service and standing, and for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school.courses.models import Cohort
from school.people.models import Person, User
from school.people.roles import Role
from school.points.shop import actions as shop
from school.standing import actions as standing
from school.standing.models import Retraining
from school.ui.waits import waiting_for
from tests.cast import signed_in
from tests.factories.award_requests import ask_for_award
from tests.factories.chores import make_heartbeat
from tests.factories.courses import make_cohort
from tests.factories.deeds import make_deed_rule, make_proved
from tests.factories.people import make_trainee, make_user
from tests.factories.points import make_tiers
from tests.factories.schemes import make_proposed, make_scheme, rule_of
from tests.factories.service import make_matter, make_service_rules
from tests.factories.shop import give_points, make_tool
from tests.factories.standing import make_standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker_alive(db: None) -> None:
    make_heartbeat()


def waiting(user: User) -> dict[str, int]:
    known = User.objects.get(pk=user.pk)
    return {one.label: one.count for one in waiting_for(known, at=timezone.now())}


def test_the_inspector_sees_what_the_platform_told(
    trainee: Person, inspector: User
) -> None:
    make_service_rules()
    make_matter(trainee)
    assert waiting(inspector)["平台转来待查看的事"] == 1
    page = signed_in(inspector).get("/desk/").text
    assert "/desk/service-desk/matters/" in page


def test_a_deed_waits_for_who_confirms_it_and_not_for_who_entered_it(
    trainee: Person, inspector: User, points_officer: User, auditor: User
) -> None:
    rule = make_deed_rule("S04", role="inspector")
    make_proved(trainee, by=inspector, rule=rule)
    assert waiting(points_officer)["待确认的佐证加分"] == 1
    assert not waiting(inspector)
    assert not waiting(auditor)


def test_an_award_waits_for_the_second_person(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    ask_for_award(trainee, by=points_officer)
    assert waiting(registrar)["等您复核的加分"] == 1
    assert "等您复核的加分" not in waiting(points_officer)


def test_rules_wait_for_somebody_else(points_officer: User, registrar: User) -> None:
    make_scheme(rule_of(), in_tables=True)
    make_proposed(points_officer)
    assert waiting(registrar)["等您批准的积分规则"] == 1
    assert not waiting(points_officer)


def test_a_redemption_waits_for_whose_role_settles_it(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    make_tiers()
    give_points(trainee, 40)
    assert trainee.user
    shop.redeem(trainee, reward=make_tool(), by=trainee.user)
    assert waiting(points_officer)["待备货的兑换"] == 1
    assert "待备货的兑换" not in waiting(registrar)


def ordered(person: Person, cohort: Cohort, *, by: User) -> Retraining:
    return standing.order_retraining(
        person, course=cohort.edition.course, reason="工具未消毒", by=by
    )


def test_retraining_waits_for_a_place_and_then_the_red_card_for_a_person(
    trainee: Person, points_officer: User
) -> None:
    order = ordered(trainee, make_cohort(sessions=False), by=points_officer)
    assert waiting(points_officer)["还没选班的再培训"] == 1
    now = timezone.now()
    trainee.standing.delete()
    red = make_standing(trainee, "red", since=now - timedelta(days=20))
    order.status, order.ended_at = Retraining.Status.PASSED, now
    order.save(update_fields=["status", "ended_at"])
    assert waiting(points_officer) == {"已完成再培训的红牌，请看能否解除": 1}
    red.since = now - timedelta(days=3)
    red.save(update_fields=["since"])
    assert not waiting(points_officer)


def test_it_costs_the_same_however_much_waits() -> None:
    make_service_rules()
    officer = make_user(role=Role.POINTS_OFFICER, is_staff=True)
    cohort = make_cohort(sessions=False)
    counts = []
    for turn in range(3):
        person = make_trainee()
        make_matter(person, turn)
        ordered(person, cohort, by=officer)
        with CaptureQueriesContext(connection) as asked:
            waiting_for(User.objects.get(pk=officer.pk), at=timezone.now())
        counts.append(len(asked))
    assert len(set(counts)) == 1
