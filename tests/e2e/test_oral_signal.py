"""An oral exam whose signal is lost just as an answer, or the paper, is sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from school.assessment import actions
from school.assessment.models import Answer, Attempt
from school.courses.models import Duty
from tests.e2e.conftest import School
from tests.e2e.sitting import sign_in
from tests.factories.assessment import make_assessing_cohort
from tests.factories.courses import assign
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import make_accommodation

SENT = "**/oral/sittings/**"


@contextmanager
def nothing_sent(page: Page) -> Iterator[None]:
    """Pages come, what is sent does not arrive: the worst moment for a form."""

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page.route(SENT, lose)
    yield
    page.unroute(SENT)


def test_what_is_not_sent_stays_on_the_page_and_says_so(
    school: School, page: Page, trainee, assistant
) -> None:
    place = make_enrollment(make_assessing_cohort(), trainee)
    make_accommodation(place, "oral")
    assign(place.cohort, assistant, Duty.Kind.ASSISTANT)
    attempt = actions.begin_oral(place, by=assistant).attempt
    sign_in(page.context, school, assistant)
    notice = page.locator("[data-no-signal]")

    page.goto(reverse("assessment:oral_question", args=[attempt.code, 1]))
    save = page.locator("[name=go][value=on]")
    page.locator("label.choice").first.click()
    with nothing_sent(page):
        save.click()
        expect(notice).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(1)
    save.click()
    page.wait_for_url("**/2/")
    assert Answer.objects.count() == 1

    page.goto(reverse("assessment:oral_check", args=[attempt.code]))
    agreed, hand_in = page.locator("[name=agreed]"), page.locator("[form=hand-in]")
    agreed.check()
    with nothing_sent(page):
        hand_in.click()
        expect(notice).to_be_visible()
    expect(agreed).to_be_checked()
    hand_in.click()
    page.wait_for_url(reverse("assessment:oral_sitting", args=[attempt.code]))
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.MARKED
