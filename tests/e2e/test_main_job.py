"""The main job, from the first page to the outcome, in a small phone's browser."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from school.assessment.models import Attempt, Marking, Result
from school.certificates.models import Certificate
from school.courses.models import Cohort, Lesson
from school.enrollment.models import Enrollment
from school.people.models import User
from school.wages.models import FollowUp
from tests.cast import signed_in
from tests.e2e.conftest import PHONE, School
from tests.e2e.staging import draw_photo, hold_evening, open_school
from tests.factories.people import make_id_number

pytestmark = pytest.mark.long
NAME = "欧阳𡌴花"
PHONE_NUMBER = "13912345678"


@pytest.fixture
def as_user(browser: Browser, school: School) -> Callable[[User], Page]:
    """A page on another phone, on which that member of staff has signed in already."""

    def open_page(user: User) -> Page:
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(
            base_url=school.url, viewport=PHONE, locale="zh-CN"
        )
        context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session,
                    "url": school.url,
                }
            ]
        )
        return context.new_page()

    return open_page


def submit(page: Page) -> None:
    press(page, "main form button.button--primary")


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def follow(page: Page, href: str) -> None:
    press(page, f'a[href*="{href}"]')


def enrol(page: Page, school: School, cohort: Cohort, photo: Path) -> Enrollment:
    page.goto("/")
    follow(page, f"/cohorts/{cohort.code}/")
    expect(page.locator("h1")).to_contain_text(cohort.name)
    follow(page, f"/enrol/class/{cohort.code}/")
    follow(page, "/account/signup/")
    page.locator('input[name="phone"]').fill(PHONE_NUMBER)
    submit(page)
    page.locator('input[name="code"]').fill(school.codes()[-1])
    submit(page)
    follow(page, "/me/identity/")
    page.locator('input[name="name"]').fill(NAME)
    page.locator('input[name="id_number"]').fill(make_id_number(907))
    submit(page)
    page.locator('input[name="agree"]').check()
    submit(page)
    enrollment = Enrollment.objects.get(person__name=NAME)
    assert enrollment.status == Enrollment.Status.ENROLLED
    page.goto("/me/photo/")
    page.locator('input[type="file"]').set_input_files(photo)
    submit(page)
    return enrollment


def tell_pay_before(page: Page, enrollment: Enrollment) -> None:
    page.goto("/study/")
    follow(page, f"/wages/before/{enrollment.code}/")
    press(page, 'button[value="agree"]')
    page.locator('a[href="?unit=month"]').click()
    page.locator('input[name="amount"]').fill("4,200")
    submit(page)
    assert enrollment.wage_records.get().amount_fen == 420_000


def move_on(desk: Page, cohort: Cohort, verb: str) -> None:
    desk.goto(f"/desk/cohort/inspect/{cohort.pk}/")
    follow(desk, f"/step/{verb}/")
    press(desk, f'form[action*="/step/{verb}/"] button')


def call_the_roll(page: Page, code: str) -> None:
    page.goto("/study/")
    follow(page, f"/attendance/rolls/{code}/")
    for whither in ("present", "left"):
        page.locator(f'form[action$="/{whither}/"] button').first.click()
        press(page, "#confirm [value=yes]")
    expect(page.locator(".roll .status--done")).to_have_count(1)


def read_a_lesson(page: Page, enrollment: Enrollment) -> None:
    page.goto(f"/lessons/courses/{enrollment.code}/")
    press(page, "main a.button--primary")
    lesson = Lesson.objects.get(code="CL-M01-L1")
    checks = page.locator("#checks form")
    for check in checks.locator("fieldset").all():
        check.locator("input").first.check()
    press(page, "#checks form button")
    # The marked checks stand at an address with a fragment, which counts as one more
    # step: wait for the answer itself.
    done = f"/lesson/{lesson.code}/done/"
    with page.expect_response(f"**{done}"):
        page.locator(f'form[action="{done}"] button').first.click()
    assert enrollment.person.progress.get(lesson=lesson).completed_at


def sit_the_exam(page: Page, enrollment: Enrollment) -> None:
    page.goto("/study/")
    follow(page, f"/assessment/exam/{enrollment.code}/")
    page.locator("main form button.button--primary").click()
    press(page, "#confirm [value=yes]")
    attempt = Attempt.objects.get(enrollment=enrollment)
    for paper in attempt.papers.select_related("question").order_by("number"):
        for key in paper.question.answer:
            letter = "ABCDEFGH"[paper.option_order.index(key)]
            page.locator(f"[data-number='{paper.number}'] [value={letter}]").check()
        page.locator("[data-next]:visible, [data-look]:visible").click()
    page.locator("[data-hand-in]").click()
    page.locator("dialog[open] [value=yes]").click()
    page.wait_for_url(f"**/attempts/{attempt.code}/")
    attempt.refresh_from_db()
    assert attempt.points == 100


def mark_all_stations(page: Page, examiner: User) -> None:
    """Everything done fully, station by station, as given on the phone."""
    page.goto("/assessment/markings/")
    for marking in Marking.objects.filter(examiner=examiner):
        page.goto(f"/assessment/markings/{marking.code}/")
        steps = page.locator("[data-item]")
        for step in steps.all():
            step.locator('button[value$=":full"]').click()
        expect(page.locator("[data-marked]")).to_have_text(str(steps.count()))
        page.locator("button[form=sheet].button--primary").click()
        press(page, "dialog[open] button[value=yes]")
        marking.refresh_from_db()
        assert marking.status == Marking.Status.SUBMITTED


def certify(page: Page, cohort: Cohort) -> Certificate:
    page.goto(f"/desk/certificate-desk/classes/{cohort.code}/")
    press(page, 'a[href$="/issue/"]')
    press(page, "form:has([name=on]) button")
    expect(page.locator("progress")).to_have_attribute("value", "1", timeout=60_000)
    return Certificate.objects.get(status=Certificate.Status.VALID)


def read_back(page: Page, certificate: Certificate, folder: Path) -> str:
    """Download the PDF as its holder does; its text has the name, its QR the address."""
    page.goto("/study/certificates/")
    with page.expect_download() as download:
        page.locator(f'a[href*="/certificates/pdf/{certificate.code}/"]').first.click()
    path = folder / "certificate.pdf"
    download.value.save_as(path)
    sheet = pypdfium2.PdfDocument(path)[0]
    text = sheet.get_textpage().get_text_range()
    assert NAME in text
    assert certificate.number in text
    picture = sheet.render(scale=150 / 72).to_pil()
    codes = zxingcpp.read_barcodes(picture)
    return str(codes[0].text)


@pytest.mark.usefixtures("worker")
def test_the_main_job(
    page: Page, school: School, as_user: Callable[[User], Page], tmp_path: Path
) -> None:
    staff, cohort = open_school()
    enrollment = enrol(page, school, cohort, draw_photo(tmp_path))
    tell_pay_before(page, enrollment)

    desk = as_user(staff.registrar)
    move_on(desk, cohort, "start")
    session = hold_evening(cohort)
    call_the_roll(as_user(staff.assistant), session.code)
    read_a_lesson(page, enrollment)

    move_on(desk, cohort, "begin_assessment")
    sit_the_exam(page, enrollment)
    desk.goto(f"/desk/assessment-desk/classes/{cohort.code}/")
    press(desk, 'form[action$="/open-practicals/"] button')
    for examiner in staff.examiners:
        mark_all_stations(as_user(examiner), examiner)
    desk.goto(f"/desk/assessment-desk/classes/{cohort.code}/")
    press(desk, 'form[action$="/release/"] button')
    press(desk, 'form[method="post"][action$="/release/"] button')
    assert Result.objects.get(enrollment=enrollment).has_passed

    page.goto(f"/assessment/results/{enrollment.code}/")
    expect(page.locator('main a[href="/study/certificates/"]').first).to_be_visible()
    certificate = certify(desk, cohort)
    address = read_back(page, certificate, tmp_path)
    assert address == f"{school.url}/certificates/verify/{certificate.code}/"
    visitor = as_user(staff.outcomes_officer)
    visitor.context.clear_cookies()
    visitor.goto(address)
    expect(visitor.locator(".status--done")).to_be_visible()
    expect(visitor.locator("main")).not_to_contain_text(NAME)

    page.goto("/points/")
    expect(page.locator("main")).to_contain_text("15")
    answer_the_follow_up(page, enrollment)
    look_at_the_outcome(as_user(staff.outcomes_officer), cohort)


def answer_the_follow_up(page: Page, enrollment: Enrollment) -> None:
    assert sorted(enrollment.follow_ups.values_list("months", flat=True)) == [3, 6, 12]
    FollowUp.objects.filter(months=3).update(
        due_on=timezone.localdate() - timedelta(days=1)
    )
    follow_up = FollowUp.objects.get(months=3)
    page.goto("/study/")
    follow(page, f"/wages/follow-ups/{follow_up.code}/")
    page.locator('a[href="?work=yes"]').click()
    page.locator('a[href*="at=other"]').click()
    page.locator('a[href*="unit=month"]').click()
    page.locator('input[name="amount"]').fill("5000")
    submit(page)
    follow_up.refresh_from_db()
    assert follow_up.employment == FollowUp.Employment.EMPLOYED
    assert follow_up.workplace == FollowUp.Workplace.OTHER


def look_at_the_outcome(page: Page, cohort: Cohort) -> None:
    """One person is too few to show: the page says so instead of a figure."""
    page.goto(f"/outcomes/cohorts/{cohort.code}/")
    expect(page.locator("h1")).to_contain_text(cohort.name)
    expect(page.locator("main")).not_to_contain_text("100%")
