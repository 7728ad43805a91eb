"""A judge whose signal is lost just as a tap, or the sheet, is sent."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from school.assessment.contest import actions
from school.assessment.models import JudgeSheet
from school.journal.actors import SYSTEM
from tests.e2e.conftest import School
from tests.e2e.sitting import sign_in
from tests.factories.contests import enter, make_contest, sheets_of


def test_a_tap_without_a_signal_stays_on_the_page(school: School, page: Page) -> None:
    contest = make_contest(going_on=[1])
    one = enter(contest, "甲")
    enter(contest, "乙")
    actions.start_round(contest, by=SYSTEM)
    sheet = sheets_of(one)[0]
    sign_in(page.context, school, sheet.judge)
    notice, full = page.locator("[data-no-signal]"), page.locator("[value$=':full']")
    page.goto(reverse("assessment:judge_sheet", args=[sheet.code]))
    page.context.set_offline(True)
    full.first.click()
    expect(notice).to_be_visible()
    page.context.set_offline(False)
    for place in range(full.count()):
        full.nth(place).click()
        expect(page.locator(".item--marked")).to_have_count(place + 1)
    # Its items are there before its scripts are, and without them a lost signal loses it.
    page.wait_for_load_state()
    hand_in = page.locator("[form=sheet][data-confirm]")
    yes = page.locator("#confirm [value=yes]")
    page.context.set_offline(True)
    hand_in.click()
    yes.click()
    expect(notice).to_be_visible()
    page.context.set_offline(False)
    hand_in.click()
    yes.click()
    page.wait_for_url(reverse("assessment:judging"))
    sheet.refresh_from_db()
    assert sheet.status == JudgeSheet.Status.SUBMITTED
