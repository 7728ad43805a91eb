"""The desk's first screen: what waits today, role by role, in a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms import desk
from school.assessment.models import Result
from school.courses.models import Cohort, Edition
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from school.ui.waits import waiting_for
from school.wages.models import FollowUp
from tests.cast import signed_in
from tests.factories.chores import make_heartbeat
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.pages import make_news
from tests.factories.wages import consent_to_wages, make_follow_up

pytestmark = pytest.mark.django_db


def a_day(edition: Edition, turn: int) -> None:
    """One of everything that can wait."""
    today = timezone.localdate()
    cohort = make_cohort(edition=edition, name=f"第{turn}期", starts_on=today, seats=9)
    make_enrollment(cohort, status=Enrollment.Status.WAITLISTED, queue_number=1)
    ended = make_cohort(
        edition=edition,
        name=f"旧{turn}期",
        sessions=False,
        status=Cohort.Status.ASSESSING,
    )
    make_enrollment(ended)
    passed = make_enrollment(ended, status=Enrollment.Status.COMPLETED)
    Result.objects.create(
        enrollment=passed,
        minutes_credited=540,
        minutes_required=432,
        has_passed=True,
        decided_at=timezone.now(),
    )
    FollowUp.objects.create(
        enrollment=passed, months=3, due_on=today - timedelta(days=1)
    )
    make_news(f"新闻{turn}").save_revision()


def waiting(user: User) -> dict[str, int]:
    found = waiting_for(user, at=timezone.now())
    return {item.label: item.count for item in found}


def test_who_asks_for_a_reserved_place_is_seen_by_the_registrar(
    registrar: User,
) -> None:
    cohort = make_cohort(seats=1)
    for number, claim in enumerate(("hardship", "hardship", ""), start=1):
        make_enrollment(
            cohort,
            status=Enrollment.Status.WAITLISTED,
            queue_number=number,
            quota_claim=claim,
        )
    assert waiting(registrar)["申请预留名额：困难家庭"] == 2
    link = "?waiting=hardship"
    assert link in home(registrar)
    desk_client = signed_in(registrar)
    listed = desk_client.get("/desk/desk_enrollment/" + link)
    assert len(listed.context["object_list"]) == 2
    places = desk_client.get("/desk/enrollment-desk/places/").text
    assert "困难家庭：2人待答复" in places


def home(user: User) -> str:
    response = signed_in(user).get("/desk/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_registrar_sees_whom_and_what_to_settle(registrar: User) -> None:
    a_day(make_edition(), 1)
    make_edition(signed_off=False)
    found = waiting(registrar)
    assert found["排队候补的人"] == 1
    assert found["待发放的证书"] == 1
    assert found["待护士讲师确认的课程"] == 1


def test_the_outcomes_officer_sees_follow_ups(outcomes_officer: User) -> None:
    a_day(make_edition(), 1)
    # Who does not agree to be asked is not waited for.
    assert "到期的就业回访" not in waiting(outcomes_officer)
    consent_to_wages(FollowUp.objects.get().enrollment.person)
    assert waiting(outcomes_officer)["到期的就业回访"] == 1


def test_the_outcomes_officer_sees_whom_to_phone(
    outcomes_officer: User, auditor: User, trainee: Person
) -> None:
    consent_to_wages(trainee)
    make_follow_up(
        make_enrollment(make_cohort(sessions=False), trainee),
        times_told=3,
        notified_at=timezone.now() - timedelta(days=7),
    )
    assert waiting(outcomes_officer)["今天要打电话回访的人"] == 1
    assert "今天要打电话回访的人" not in waiting(auditor)


def test_an_editor_sees_pages_only(editor: User) -> None:
    a_day(make_edition(), 1)
    assert "排队候补的人" not in waiting(editor)
    assert "第1期" not in home(editor)


def test_a_draft_waits_for_its_editor(editor: User, registrar: User) -> None:
    page = make_news()
    page.title = "改过的题目"
    page.save_revision(user=editor)
    assert waiting(editor)["有修改未发布的页面"] == 1
    assert waiting(registrar)["有修改未发布的页面"] == 1


def test_tonights_classes_stand_beside(registrar: User) -> None:
    a_day(make_edition(), 1)
    page = home(registrar)
    assert "第1期" in page
    assert "第1晚" in page


def test_a_quiet_day_says_so(registrar: User) -> None:
    make_heartbeat()
    page = home(registrar)
    assert "没有待办" in page
    assert "今天没有课" in page


def test_the_desk_bears_the_schools_name_and_colour(editor: User) -> None:
    page = home(editor)
    assert "赋能夜校" in page
    assert "cms/desk.css" in page
    assert "ui/mark.svg" in page


def test_the_first_screen_costs_the_same_however_much_waits(registrar: User) -> None:
    edition = make_edition()
    a_day(edition, 1)
    few = _queries(registrar)
    for turn in (2, 3, 4):
        a_day(edition, turn)
    assert _queries(registrar) == few


def _queries(user: User) -> int:
    on = timezone.localdate()
    fresh = User.objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as captured:
        waiting_for(fresh, at=timezone.now())
        desk.tonight(fresh, on=on)
    return len(captured)
