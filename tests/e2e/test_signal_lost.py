"""A mark given without a signal arrives when it is back, once."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from school.assessment import actions
from school.assessment.evidence import sheet_of
from school.assessment.models import ItemMark, Marking
from school.journal.actors import SYSTEM
from school.people.models import Person, User
from tests.cast import signed_in
from tests.e2e.conftest import School
from tests.factories.assessment import make_assessing_cohort, markings_of
from tests.factories.enrollment import make_enrollment


def sign_in(page: Page, school: School, who: User | Person) -> None:
    cookie = signed_in(who).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": school.url}]
    )


@pytest.fixture
def sheet(school: School) -> Marking:
    enrollment = make_enrollment(make_assessing_cohort())
    return markings_of(actions.open_practical(enrollment, by=SYSTEM))[0]


def test_marks_wait_on_the_phone_through_a_closed_browser(
    page: Page, school: School, sheet: Marking
) -> None:
    sign_in(page, school, sheet.examiner)
    address = reverse("assessment:marking", args=[sheet.code])
    page.goto(address)
    rows = page.locator("[data-item]")
    page.context.set_offline(True)
    for row in (0, 1):
        rows.nth(row).locator("[data-gives]").first.click()
    rows.nth(1).locator("[data-step='-1']").click()
    expect(page.locator("[data-total]")).to_have_text("99")
    assert not ItemMark.objects.exists()
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(address)
    expect(again.locator("[data-queue]")).to_have_attribute("data-state", "")
    expect(again.locator("[data-total]")).to_have_text("99")
    assert sheet_of(Marking.objects.get(pk=sheet.pk)).total == 99
    assert ItemMark.objects.count() == 3
