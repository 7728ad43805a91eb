"""Ticking rows of a list at the desk, with Wagtail's own script."""

from django.conf import settings
from playwright.sync_api import Page, expect

from school.people.models import User
from school.people.roles import Role
from tests.cast import signed_in
from tests.e2e.conftest import School
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for
from tests.factories.people import make_user

LIST = "/desk/desk_enrollment/"
BOXES = "[data-bulk-action-checkbox]"


def sign_in(page: Page, school: School, user: User) -> None:
    name = settings.SESSION_COOKIE_NAME
    value = signed_in(user).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": school.url}])


def test_rows_are_ticked_and_withdrawn_and_readers_see_no_boxes(
    page: Page, school: School
) -> None:
    cohort = make_cohort(seats=3)
    for _ in range(3):
        apply_for(cohort)
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(page, school, make_user(role=Role.REGISTRAR, is_staff=True))
    page.goto(LIST)
    expect(page.locator(BOXES)).to_have_count(3)
    page.locator(BOXES).nth(0).check()
    page.locator(BOXES).nth(1).check()
    page.locator("[data-bulk-action-button]", has_text="退出").click()
    page.locator("[name=reason]").fill("重复报名")
    page.locator("main form button.serious").click()
    expect(page.locator(".messages")).to_contain_text("退出本班：已办好2项")
    assert page.url.endswith(LIST)
    assert cohort.enrollments.filter(status="withdrawn").count() == 2
    sign_in(page, school, make_user(role=Role.AUDITOR, is_staff=True))
    page.goto(LIST)
    expect(page.locator("#listing-results table")).to_be_visible()
    expect(page.locator(BOXES)).to_have_count(0)
