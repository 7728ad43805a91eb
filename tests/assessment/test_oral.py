"""The oral exam: an invigilator takes down what the trainee says, and both are named."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import AnswerEvent, Attempt, OralSitting, TimeGiven
from school.courses.models import Duty
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from school.people.roles import Role
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort
from tests.factories.courses import assign
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import make_accommodation
from tests.factories.people import make_user
from tests.refused import refused_by

LIST = reverse("assessment:oral")


@pytest.fixture
def enrollment(db, trainee) -> Enrollment:
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    make_accommodation(enrollment, "oral")
    return enrollment


@pytest.fixture
def invigilator(enrollment, assistant) -> User:
    assign(enrollment.cohort, assistant, Duty.Kind.ASSISTANT)
    return assistant


def test_each_answer_keeps_who_took_it_down(enrollment, invigilator) -> None:
    oral = actions.begin_oral(enrollment, by=invigilator)
    actions.save_answer(oral.attempt, number=1, chosen=["B"], by=invigilator)
    event = AnswerEvent.objects.get()
    assert event.recorded_by == invigilator
    assert event.attempt.enrollment.person == enrollment.person
    entry = Entry.objects.get(verb="assessment.begin_oral")
    assert entry.actor_label == str(invigilator)
    assert entry.data["trainee"] == enrollment.person.name


def test_the_trainee_hands_in_or_the_invigilator_with_her(
    enrollment, invigilator, trainee
) -> None:
    oral = actions.begin_oral(enrollment, by=invigilator)
    actions.submit_exam(oral.attempt, by=trainee.user)
    assert actions.submit_exam(oral.attempt, by=SYSTEM).status == "marked"
    again = actions.begin_oral(enrollment, by=invigilator)
    assert actions.submit_exam(again.attempt, by=invigilator).status == "marked"


def test_after_handing_in_nothing_is_taken_down(enrollment, invigilator) -> None:
    oral = actions.begin_oral(enrollment, by=invigilator)
    actions.submit_exam(oral.attempt, by=invigilator)
    with pytest.raises(NotPermitted):
        actions.save_answer(oral.attempt, number=1, chosen=["B"], by=invigilator)


def test_only_who_is_on_duty_in_the_class_begins_it(
    enrollment, examiner, registrar, trainee
) -> None:
    for other in (examiner, registrar, trainee.user):
        with pytest.raises(NotPermitted):
            actions.begin_oral(enrollment, by=other)


def test_without_the_grant_there_is_no_oral_exam(enrollment, invigilator) -> None:
    other = make_enrollment(enrollment.cohort)
    refused_by("no_oral_exam", actions.begin_oral, other, by=invigilator)


def test_who_teaches_the_class_leaves_it_to_an_examiner(enrollment, instructor) -> None:
    assign(enrollment.cohort, instructor, Duty.Kind.INSTRUCTOR)
    refused_by("own_teacher", actions.begin_oral, enrollment, by=instructor)
    enrollment.cohort.duties.filter(kind=Duty.Kind.EXAMINER).delete()
    assert actions.begin_oral(enrollment, by=instructor).invigilator == instructor


def test_one_invigilator_takes_a_sitting_down(enrollment, invigilator) -> None:
    first = actions.begin_oral(enrollment, by=invigilator)
    assert actions.begin_oral(enrollment, by=invigilator) == first
    other = make_user(role=Role.EXAMINER)
    assign(enrollment.cohort, other, Duty.Kind.EXAMINER)
    refused_by("taken_down_by_other", actions.begin_oral, enrollment, by=other)
    with pytest.raises(NotPermitted):
        actions.save_answer(first.attempt, number=1, chosen=["B"], by=other)


def test_an_oral_exam_from_the_list_to_the_end(
    enrollment, invigilator, trainee
) -> None:
    browser = signed_in(invigilator)
    page = browser.get(LIST)
    assert [one.enrollment for one in page.context["candidates"]] == [enrollment]
    begun = browser.post(reverse("assessment:oral_begin", args=[enrollment.code]))
    attempt = OralSitting.objects.get().attempt
    assert begun.url == reverse("assessment:oral_sitting", args=[attempt.code])
    for number in range(1, 5):
        url = reverse("assessment:oral_question", args=[attempt.code, number])
        assert str(invigilator) in browser.get(url).content.decode()
        paper = attempt.papers.get(number=number)
        letter = "ABCD"[paper.option_order.index("B")]
        answer = browser.post(url, {"option": letter, "go": "on"})
    check = reverse("assessment:oral_check", args=[attempt.code])
    assert answer.url == check
    assert browser.post(check).context["form"].errors["agreed"]
    browser.post(check, {"agreed": "on"})
    attempt.refresh_from_db()
    assert (attempt.status, attempt.points) == (Attempt.Status.MARKED, 100)
    done = browser.get(begun.url).content.decode()
    assert "100" not in done
    review = signed_in(trainee).get(reverse("assessment:attempt", args=[attempt.code]))
    assert str(invigilator) in review.content.decode()


def test_the_list_names_nobody_to_whom_it_is_not_granted(
    enrollment, invigilator, examiner
) -> None:
    make_enrollment(enrollment.cohort)
    assert len(signed_in(invigilator).get(LIST).context["candidates"]) == 1
    assert not signed_in(examiner).get(LIST).context["candidates"]


def test_going_on_after_the_time_begins_no_new_sitting(enrollment, invigilator) -> None:
    actions.begin_oral(enrollment, by=invigilator)
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(seconds=30))
    refused_by("oral_time_up", actions.begin_oral, enrollment, by=invigilator)
    assert Attempt.objects.count() == 1
    actions.close_overdue_exams()
    actions.begin_oral(enrollment, by=invigilator)
    assert Attempt.objects.count() == 2


def test_the_trainees_own_phone_takes_nothing_while_it_is_taken_down(
    enrollment, invigilator, trainee
) -> None:
    phone = signed_in(trainee)
    phone.post(reverse("assessment:start", args=[enrollment.code]))
    attempt = Attempt.objects.get()
    before = timezone.now()
    actions.begin_oral(enrollment, by=invigilator)
    page = {
        name: reverse(f"assessment:{name}", args=[attempt.code])
        for name in ("sit", "check", "submit", "answers", "continue_here")
    }
    for name in ("exam", "sit"):
        url = page.get(name) or reverse("assessment:exam", args=[enrollment.code])
        shown = phone.get(url).content.decode()
        assert "现在改为口试" in shown
        assert str(invigilator) in shown
        assert page["continue_here"] not in shown
    assert phone.get(page["check"], follow=True).redirect_chain[-1][0] == page["sit"]
    told = phone.post(page["continue_here"], follow=True)
    assert str(invigilator) in str(next(iter(told.context["messages"])))
    phone.post(page["submit"])
    answered = [
        {"uuid": str(uuid4()), "number": number, "chosen": ["A"], "at": at * 1000}
        for number, at in ((1, before.timestamp()), (2, timezone.now().timestamp()))
    ]
    for browser in (phone, signed_in(trainee)):
        sent = json.dumps({"answers": answered, "hand_in": True})
        said = browser.post(page["answers"], sent, "application/json").json()
        assert said["elsewhere"]
        assert said["status"] == "started"
        # What she had answered before is taken, however late it comes.
        assert [one["status"] for one in said["results"]] == ["kept", "refused"]
        assert said["results"][1]["code"] == "taken_down"
    refused_by(
        "taken_down", actions.continue_exam, attempt, by=trainee.user, device="x"
    )
    actions.save_answer(attempt, number=3, chosen=["B"], by=invigilator)


def test_who_is_on_duty_gives_more_time_where_the_exam_is_taken_down(
    enrollment, invigilator
) -> None:
    attempt = actions.begin_oral(enrollment, by=invigilator).attempt
    browser = signed_in(invigilator)
    give = reverse("assessment:give_time", args=[attempt.code])
    check = reverse("assessment:oral_check", args=[attempt.code])
    for page in (LIST, check):
        assert give in browser.get(page).content.decode()
    question = reverse("assessment:oral_question", args=[attempt.code, 1])
    assert 'value="time"' in browser.get(question).content.decode()
    assert browser.post(question, {"option": "A", "go": "time"}).url == give
    assert attempt.answer_events.count() == 1
    given = browser.post(give, {"minutes": "10", "reason": "停电"}, follow=True)
    assert "停电" in given.content.decode()
    more = TimeGiven.objects.get()
    assert (more.minutes, more.given_by) == (10, invigilator)


def test_a_page_that_sends_its_form_itself_is_told_where_to_go(
    enrollment, invigilator
) -> None:
    attempt = actions.begin_oral(enrollment, by=invigilator).attempt
    browser = signed_in(invigilator)
    script = {"X-From-Page": "1"}
    first, second = (
        reverse("assessment:oral_question", args=[attempt.code, number])
        for number in (1, 2)
    )
    said = browser.post(first, {"option": "A", "go": "on"}, headers=script)
    assert (said.status_code, said["X-Go-To"]) == (200, second)
    check = reverse("assessment:oral_check", args=[attempt.code])
    assert "X-Go-To" not in browser.post(check, headers=script)
    for _again in range(2):
        said = browser.post(check, {"agreed": "on"}, headers=script)
        assert said["X-Go-To"] == reverse(
            "assessment:oral_sitting", args=[attempt.code]
        )
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.MARKED


def test_going_on_leads_to_the_first_open_question_and_says_why_there_is_more_time(
    enrollment, invigilator
) -> None:
    oral = actions.begin_oral(enrollment, by=invigilator)
    actions.save_answer(oral.attempt, number=1, chosen=["B"], by=invigilator)
    actions.give_time(oral.attempt, minutes=5, by=SYSTEM, reason="停电")
    begin = reverse("assessment:oral_begin", args=[enrollment.code])
    shown = signed_in(invigilator).post(begin, follow=True)
    assert shown.context["line"].number == 2
    assert "停电" in shown.content.decode()
    assert "没有信号，答案还没存" in shown.content.decode()
