"""The screens that span the apps: what is shown to whom, at a constant cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.assessment.actions import start_exam
from school.assessment.appeals import last_day
from school.certificates import actions as certificates
from school.courses.models import Cohort, Duty
from school.enrollment.models import Enrollment
from school.people.models import Consent
from school.portal.waiting import for_trainee
from school.ui.templatetags.ui import full_date
from school.wages.models import FollowUp
from tests.cast import signed_in
from tests.factories.appeals import fail_practical
from tests.factories.assessment import make_assessing_cohort
from tests.factories.certificates import make_passed
from tests.factories.courses import assign, make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.wages import consent_to_wages, make_follow_up

PAGES = [
    "/study/",
    "/study/courses/",
    "/study/certificates/",
    "/study/me/",
    "/study/classes/",
]


@pytest.fixture
def tonight(trainee):
    cohort = make_cohort(
        starts_on=timezone.localdate(), status=Cohort.Status.RUNNING, seats=40
    )
    make_enrollment(cohort, trainee)
    return cohort


@pytest.mark.parametrize("url", PAGES)
def test_a_stranger_sees_every_page_with_a_word_on_what_comes(url, stranger):
    assert signed_in(stranger).get(url).status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_a_visitor_is_asked_to_sign_in(url, db):
    assert "/account/login/" in signed_in(None).get(url).url


def test_tonights_class_comes_first(trainee, tonight):
    page = signed_in(trainee).get("/study/")
    assert [one.cohort for one in page.context["tonight"]] == [tonight]
    assert tonight.venue.name in page.content.decode()


def test_tonights_class_names_the_lessons_to_read_first(trainee, tonight):
    page = signed_in(trainee).get("/study/").content.decode()
    module = tonight.sessions.order_by("starts_at").first().evening.module
    lessons = list(module.lessons.all())
    assert lessons
    assert all(f"/lesson/{one.code}/" in page for one in lessons)


def test_an_exam_to_sit_stands_first_and_nobody_is_told_to_rest(trainee):
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    page = signed_in(trainee).get("/study/").content.decode()
    assert f"/exam/{enrollment.code}/" in page
    assert "好好休息" not in page
    Cohort.objects.update(status=Cohort.Status.RUNNING)
    assert "好好休息" in signed_in(trainee).get("/study/").content.decode()


def test_a_cancelled_evening_is_not_tonight(trainee, tonight):
    tonight.sessions.update(status="cancelled")
    assert signed_in(trainee).get("/study/").context["tonight"] == []


def test_an_instructor_sees_the_roll_of_tonight(tonight, instructor, monkeypatch):
    assign(tonight, instructor, Duty.Kind.INSTRUCTOR)
    session = tonight.sessions.first()
    monkeypatch.setattr(timezone, "now", lambda: session.starts_at)
    page = signed_in(instructor).get("/study/")
    assert f"/attendance/rolls/{session.code}/" in page.content.decode()


def test_the_roll_is_no_button_before_it_can_be_called(
    tonight, instructor, monkeypatch
):
    assign(tonight, instructor, Duty.Kind.INSTRUCTOR)
    session = tonight.sessions.first()
    early = session.starts_at - timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: early)
    page = signed_in(instructor).get("/study/")
    assert len(page.context["teaching_tonight"]) == 1
    assert f"/attendance/rolls/{session.code}/" not in page.content.decode()


def test_an_examiner_is_not_asked_to_call_the_roll(tonight, examiner):
    assign(tonight, examiner, Duty.Kind.EXAMINER)
    assert signed_in(examiner).get("/study/").context["teaching_tonight"] == []


def test_a_question_about_pay_waits_from_its_day_for_those_who_agree(trainee):
    today = timezone.localdate()
    due = make_follow_up(make_enrollment(make_cohort(), trainee), due_on=today)
    client = signed_in(trainee)

    def asked() -> bool:
        return due.code in client.get("/study/").content.decode()

    assert not asked()
    consent = consent_to_wages(trainee)
    assert asked()
    FollowUp.objects.update(due_on=today + timedelta(days=1))
    assert not asked()
    FollowUp.objects.update(due_on=today)
    FollowUp.objects.update(status=FollowUp.Status.UNREACHED)
    assert asked()
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())
    assert not asked()


def test_an_offer_waits_until_it_runs_out(trainee):
    now = timezone.now()
    offer = make_enrollment(
        make_cohort(),
        trainee,
        status=Enrollment.Status.OFFERED,
        offer_until=now + timedelta(hours=1),
    )
    client = signed_in(trainee)
    titles = [one.href for one in client.get("/study/").context["waiting"]]
    assert f"/enrol/{offer.code}/" in titles[0]
    Enrollment.objects.update(offer_until=now - timedelta(hours=1))
    assert client.get("/study/").context["waiting"] == []


def test_the_exam_waits_while_the_class_is_assessed(trainee, tonight):
    Cohort.objects.update(status=Cohort.Status.ASSESSING)
    waiting = signed_in(trainee).get("/study/").context["waiting"]
    assert any("/assessment/exam/" in one.href for one in waiting)


def test_an_exam_in_progress_is_called_so(trainee):
    cohort = make_assessing_cohort()
    enrollment = make_enrollment(cohort, trainee)
    client = signed_in(trainee)
    before = [one.title for one in client.get("/study/").context["waiting"]]
    start_exam(enrollment, by=trainee.user)
    after = [one.title for one in client.get("/study/").context["waiting"]]
    assert len(before) == len(after)
    assert before != after
    assert "继续考试" in after[0]


def test_an_exam_in_progress_says_how_long_it_still_runs(trainee, monkeypatch):
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    attempt = start_exam(enrollment, by=trainee.user)
    client = signed_in(trainee)
    for left, words in ((90, "还剩 2 分钟"), (60, "还剩 1 分钟"), (-5, "还剩 0 分钟")):
        moment = attempt.deadline_at - timedelta(seconds=left)
        monkeypatch.setattr(timezone, "now", lambda at=moment: at)
        assert words in client.get("/study/").content.decode()


def test_study_shows_hours_and_lessons_of_each_course(trainee, tonight):
    rows = signed_in(trainee).get("/study/courses/").context["rows"]
    assert [
        (row.minutes_done, row.minutes_needed, row.lessons.total) for row in rows
    ] == [(0, 432, 2)]


def test_certificates_are_the_holders_own(trainee, classmate, registrar):
    cohort = make_cohort(status=Cohort.Status.ASSESSING)
    holder = make_passed(cohort, "王秀英").person
    certificates.print_batch(certificates.issue(cohort, by=registrar))
    own = signed_in(holder).get("/study/certificates/").context["certificates"]
    assert len(own) == 1
    for other in (trainee, classmate, registrar):
        assert not signed_in(other).get("/study/certificates/").context["certificates"]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_costs_the_same_however_much_there_is(
    url, trainee, instructor, django_assert_max_num_queries
):
    client = signed_in(trainee)
    costs = []
    for size in (1, 4):
        while Cohort.objects.count() < size:
            cohort = make_cohort(
                edition=make_edition(),
                name=f"班{Cohort.objects.count()}",
                seats=40,
                starts_on=timezone.localdate(),
                status=Cohort.Status.RUNNING,
            )
            make_enrollment(cohort, trainee)
            make_enrollment(cohort, make_trainee())
            assign(cohort, trainee.user, Duty.Kind.ASSISTANT)
        with django_assert_max_num_queries(25) as queries:
            assert client.get(url).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(("days", "shown"), [(0, True), (29, True), (31, False)])
def test_a_class_one_has_left_stays_for_a_while(trainee, days, shown):
    enrollment = make_enrollment(
        make_cohort(),
        trainee,
        status=Enrollment.Status.WITHDRAWN,
        ended_at=timezone.now() - timedelta(days=days),
    )
    page = signed_in(trainee).get("/study/courses/")
    assert [row.enrollment for row in page.context["rows"]] == [enrollment] * shown
    assert ("已退出" in page.text) is shown


def test_who_has_not_passed_is_told_until_when_she_may_appeal(trainee):
    practical = fail_practical(make_enrollment(make_assessing_cohort(), trainee))
    until = last_day(practical)
    shown = signed_in(trainee).get("/study/").content.decode()
    assert "成绩已公布：还没通过" in shown
    assert f"申诉到{full_date(until)}为止" in shown
    later = timezone.now() + timedelta(
        days=practical.enrollment.cohort.edition.appeal_days + 1
    )
    titles = [one.title for one in for_trainee(trainee, at=later)]
    assert not any("成绩已公布" in title for title in titles)
