"""Handing a marking sheet in with steps that have no mark: one tap too few to do it."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from school.assessment import actions
from school.assessment.models import Marking
from school.journal.actors import SYSTEM
from tests.e2e.conftest import School
from tests.e2e.sitting import sign_in
from tests.factories.assessment import make_assessing_cohort, markings_of
from tests.factories.enrollment import make_enrollment


def test_steps_without_a_mark_are_asked_about_first(
    school: School, page: Page, trainee
) -> None:
    place = make_enrollment(make_assessing_cohort(), trainee)
    sheet = markings_of(actions.open_practical(place, by=SYSTEM))[0]
    sign_in(page.context, school, sheet.examiner)
    page.goto(reverse("assessment:marking", args=[sheet.code]))
    page.locator("[value$=':full']").first.click()
    page.locator("button[data-question]").click()
    expect(page.locator("[data-rest] [tabindex]")).to_be_focused()
    page.locator("[data-rest] button").click()
    asked = page.locator("#confirm [data-question]")
    expect(asked).to_contain_text("50 / 100 · 计 0 分的步骤 1 · ")
    page.locator("#confirm [value=yes]").click()
    page.wait_for_url(reverse("assessment:my_markings"))
    sheet.refresh_from_db()
    assert sheet.status == Marking.Status.SUBMITTED
    page.goto(reverse("assessment:marking", args=[sheet.code]))
    expect(page.locator("[data-queue]")).to_be_hidden()
