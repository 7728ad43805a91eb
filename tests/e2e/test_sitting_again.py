"""The theory exam gone on with later, with a clock set back, and answers to be typed anew."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from school.assessment import actions
from school.assessment.models import GRACE, Answer, AnswerEvent, Attempt
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import Person
from tests.e2e.conftest import School
from tests.e2e.line import Line
from tests.e2e.sitting import (
    ON_THIS_PHONE,
    SAVED,
    begin,
    choose,
    kept_on_the_phone,
    letters,
    lose_signal,
    sign_in,
    state,
)
from tests.factories.assessment import make_assessing_cohort, make_question
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment


def test_what_waited_on_a_dead_phone_is_sent_from_the_page_of_the_marked_paper(
    page: Page, school: School, place: Enrollment, trainee: Person
) -> None:
    sign_in(page.context, school, trainee)
    attempt = begin(page, place)
    kept_on_the_phone(page)
    # Given without a signal, and the battery dies before it is sent.
    answer = "{uuid: phone.newUuid(), number: 1, chosen: ['A'], at: exam.clock.now()}"
    page.evaluate(f"exam.put({answer})")
    page.goto("about:blank")
    Attempt.objects.update(deadline_at=timezone.now() + timedelta(seconds=1))
    page.wait_for_timeout(1000 + GRACE.total_seconds() * 1000)
    actions.close_overdue_exams()
    page.goto(reverse("assessment:attempt", args=[attempt.code]))
    expect(page.locator(".notice--attention")).to_be_visible(timeout=15000)
    assert AnswerEvent.objects.get().is_late
    names = page.evaluate("caches.keys()")
    assert [name for name in names if name.startswith("exam-")] == []


def test_the_later_answer_counts_when_the_phone_s_clock_is_set_back(
    page: Page, school: School, place: Enrollment, trainee: Person
) -> None:
    """As a slow link does it: the school's time is old when it comes."""
    sign_in(page.context, school, trainee)
    attempt = begin(page, place)

    def told_late(route: Route) -> None:
        answer = route.fetch()
        said = answer.json()
        route.fulfill(response=answer, json={**said, "now": said["now"] - 20000})

    choose(page, "A")
    expect(state(page)).to_have_text(SAVED)
    page.route("**/answers/", told_late)
    choose(page, "B")
    expect(state(page)).to_have_text(SAVED)
    page.wait_for_timeout(300)
    choose(page, "C")
    expect(state(page)).to_have_text(SAVED)
    page.wait_for_timeout(300)
    assert AnswerEvent.objects.count() == 3
    assert letters(attempt) == {1: "C"}


def test_handing_in_is_forgotten_by_a_phone_once_another_went_on(
    page: Page, school: School, place: Enrollment, trainee: Person
) -> None:
    sign_in(page.context, school, trainee)
    attempt = begin(page, place)
    # As it is left when she hands in without a signal and the battery dies.
    page.evaluate(f"localStorage.setItem('exam-hand-in-{attempt.code}', '1')")
    page.goto("about:blank")
    actions.continue_exam(attempt, by=trainee.user, device="0" * 16)
    page.goto(reverse("assessment:attempt", args=[attempt.code]))
    page.locator("button[form=here]").click()
    page.locator("[data-number]:not([hidden])").wait_for()
    expect(page.locator("[data-closed]")).to_be_hidden()
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.STARTED


def test_a_number_that_may_mean_two_things_is_asked_again(
    page: Page, school: School, trainee: Person
) -> None:
    edition = make_edition(exam_questions=1)
    cohort = make_assessing_cohort(edition=edition)
    edition.questions.all().delete()
    make_question(
        edition.modules.first(), 1, kind="numeric", answer=["1500"], options=[]
    )
    attempt = actions.start_exam(make_enrollment(cohort, trainee), by=SYSTEM)
    sign_in(page.context, school, trainee)
    page.goto(reverse("assessment:sit", args=[attempt.code]))
    field = page.locator(".sit__question:visible input")
    field.fill("1，500")
    field.blur()
    expect(page.locator("[data-refused]")).to_contain_text("38.5")
    expect(page.locator("[data-answered]").first).to_have_text("0")
    field.fill("1500")
    field.blur()
    expect(state(page)).to_have_text(SAVED)
    assert Answer.objects.get().chosen == ["1500"]


def test_time_given_is_known_after_a_reload_without_a_signal(
    page: Page, school: School, place: Enrollment, trainee: Person, line: Line
) -> None:
    attempt = actions.start_exam(place, by=SYSTEM)
    ends = timezone.now() + timedelta(seconds=8)
    Attempt.objects.update(deadline_at=ends)
    sign_in(page.context, school, trainee)
    page.goto(reverse("assessment:sit", args=[attempt.code]))
    kept_on_the_phone(page)
    actions.give_time(attempt, minutes=5, by=SYSTEM, reason="停电")
    choose(page, "A")
    expect(state(page)).to_have_text(SAVED)
    lose_signal(page.context, line)
    left = (ends - timezone.now()).total_seconds()
    page.wait_for_timeout(max(0, left * 1000) + 500)
    page.reload()
    page.locator("[data-number]:not([hidden])").wait_for()
    expect(page.locator("[data-closed]")).to_be_hidden()
    choose(page, "B")
    expect(state(page)).to_contain_text(ON_THIS_PHONE)
