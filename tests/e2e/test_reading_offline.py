"""A lesson opened once opens again without a signal; what is done there arrives once."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.models import LessonPage
from school.enrollment.models import Enrollment
from school.learning.actions import read_parts
from school.learning.hours import online_minutes
from school.learning.models import PartRead, Progress
from school.people.models import Person
from tests.e2e.conftest import School
from tests.e2e.line import Line
from tests.e2e.reading import (
    KEPT,
    answer_checks,
    class_of,
    do_everything,
    lesson_of,
    open_once,
    open_without_signal,
    wait_until,
)
from tests.e2e.sitting import sign_in
from tests.factories.pages import make_lesson_pages

SEND_AGAIN = """async (bodies) => {
    const headers = {
        "Content-Type": "application/json",
        "X-CSRFToken": document.cookie.match(/csrftoken=([^;]*)/)[1],
    };
    const said = [];
    for (const body of bodies) {
        const answer = await fetch("/lesson/sync/", { method: "POST", body, headers });
        said.push(...(await answer.json()).results.map((one) => one.status));
    }
    return said;
}"""
LOADED = "image => image.complete && image.naturalWidth > 0"


@pytest.fixture
def enrollment(school: School, trainee: Person) -> Enrollment:
    return class_of(trainee)


@pytest.fixture
def lesson(enrollment: Enrollment) -> LessonPage:
    return lesson_of(enrollment)


def test_a_lesson_opened_once_is_read_without_a_signal_and_arrives_once(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    sign_in(page, school, trainee)
    open_once(page, lesson)
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.post_data or ""))
    open_without_signal(page, lesson)
    assert page.locator(".picture img").evaluate(LOADED)
    do_everything(page)
    assert not PartRead.objects.exists()
    page.context.set_offline(False)
    wait_until(page, lambda: Progress.objects.exclude(completed_at=None).exists())
    progress = Progress.objects.get(person=trainee)
    assert (progress.checks_right, progress.checks_total) == (2, 2)
    assert progress.parts_read
    before = PartRead.objects.count()
    assert set(page.evaluate(SEND_AGAIN, [one for one in sent if "rows" in one])) == {
        "kept"
    }
    assert PartRead.objects.count() == before
    page.goto(lesson.url)
    expect(page.locator("article[data-is-copy]")).to_have_count(0)
    expect(page.locator(".lesson__done")).to_have_count(0)


def test_a_whole_course_is_kept_and_the_list_opens_without_a_signal(
    page: Page, school: School, lesson: LessonPage
) -> None:
    """As a visitor: lessons are everybody's."""
    page.goto("/lesson/kept/")
    expect(page.locator("[data-keep-all]")).to_be_visible()
    expect(page.locator("[data-all-kept]")).to_be_hidden()
    page.locator("[data-keep-all]").click()
    row = page.locator("[data-lesson-row]")
    expect(row).to_have_attribute("data-held", "1", timeout=15000)
    expect(page.locator("[data-all-kept]")).to_be_visible()
    is_kept = f"caches.match('{page.url}').then(Boolean)"
    wait_until(page, lambda: page.evaluate(is_kept))
    page.context.set_offline(True)
    page.goto("/lesson/kept/")
    row.locator("a").click()
    expect(page.locator(".picture img")).to_be_visible()
    answer_checks(page)
    expect(page.locator("[data-checks-line]")).to_contain_text("2 / 2")
    page.goto(f"/lesson/{lesson.lesson.code}/")
    expect(page.locator("article[data-is-copy]")).to_be_visible()
    # What is not kept leads to what is, and says why; nobody's account is spoken of.
    for other in ("/", "/study/", "/account/login/", "/courses/elder-care/"):
        page.goto(other)
        expect(page.locator("[data-line]")).to_contain_text("没有信号")
        expect(page.locator("header a[href^='/account/login']")).to_have_count(0)
    expect(page.locator("[data-all-kept]")).to_be_visible()
    assert "移除" in page.locator("[data-keep-all]").inner_text()
    row.locator("[data-toggle]").click()
    expect(row).to_have_attribute("data-held", "")


def test_what_is_read_of_a_lesson_never_opened_with_a_signal_arrives(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    sign_in(page, school, trainee)
    page.goto("/lesson/kept/")
    page.locator("[data-toggle]").click()
    row = page.locator("[data-lesson-row]")
    expect(row).to_have_attribute("data-held", "1", timeout=15000)
    open_without_signal(page, lesson)
    do_everything(page)
    page.context.set_offline(False)
    wait_until(page, lambda: Progress.objects.exclude(completed_at=None).exists())


def test_without_a_signal_done_goes_on_to_the_next_lesson_if_it_is_kept(
    page: Page, school: School, enrollment: Enrollment, trainee: Person
) -> None:
    lessons = make_lesson_pages(enrollment.cohort.edition)
    sign_in(page, school, trainee)
    open_once(page, lessons[0])
    open_without_signal(page, lessons[0])
    page.locator("[data-done] button").click()
    expect(page.locator("[data-done-line]")).to_contain_text("下一课没有存在手机里")
    page.context.set_offline(False)
    open_once(page, lessons[1])
    open_without_signal(page, lessons[0])
    page.locator("[data-done] button").click()
    page.wait_for_url(f"**{lessons[1].url}")
    expect(page.locator("article[data-is-copy]")).to_be_visible()


def test_a_signal_that_leads_nowhere_loses_nothing_of_what_is_done(
    page: Page, school: School, lesson: LessonPage, trainee: Person, line: Line
) -> None:
    """The phone believes to the end that it is online."""
    sign_in(page, school, trainee)
    open_once(page, lesson)
    page.locator("[data-done] button").click()
    expect(page.locator("main .notice--refused")).to_contain_text("自测")
    page.wait_for_selector(KEPT)
    line.cut()
    answer_checks(page)
    expect(page.locator("[data-checks-line]")).to_contain_text("2 / 2")
    expect(page.locator("[data-is-right]").first).to_be_visible()
    page.locator("[data-done] button").click()
    expect(page.locator("[data-done-line]")).not_to_be_empty()
    assert page.evaluate("navigator.onLine")
    assert not Progress.objects.exclude(completed_at=None).exists()
    line.mend()
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_until(page, lambda: Progress.objects.exclude(completed_at=None).exists())
    assert Progress.objects.get().checks_right == 2


def test_without_a_signal_one_goes_on_where_one_was(
    page: Page,
    school: School,
    lesson: LessonPage,
    enrollment: Enrollment,
    trainee: Person,
) -> None:
    read_parts(
        trainee,
        lesson=lesson.lesson,
        parts=lesson.parts[:3],
        of=lesson.parts,
        at=timezone.now(),
    )
    sign_in(page, school, trainee)
    open_once(page, lesson)
    open_without_signal(page, lesson)
    page.locator("[data-resume] a").click()
    assert page.url.endswith(f"#p-{lesson.parts[3]}")


def test_signing_out_leaves_nobodys_reading_behind(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    sign_in(page, school, trainee)
    open_once(page, lesson)
    mine = (
        "Object.keys(localStorage).filter((one) => one.startsWith('lessons-')).length"
    )
    assert page.evaluate(mine)
    page.goto("/account/logout/")
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert page.evaluate(mine) == 0
    open_without_signal(page, lesson)
    expect(page.locator("[data-done]")).to_be_hidden()
    expect(page.get_by_text(trainee.name)).to_have_count(0)
    page.goto("/lesson/kept/")
    expect(page.locator("[data-kept-lessons]")).to_have_attribute("data-owner", "")


def test_time_spent_reading_counts_by_the_schools_clock(
    page: Page,
    school: School,
    lesson: LessonPage,
    enrollment: Enrollment,
    trainee: Person,
) -> None:
    sign_in(page, school, trainee)
    page.clock.install()
    open_once(page, lesson)
    page.mouse.wheel(0, 300)
    page.clock.run_for(60_000)
    wait_until(page, lambda: online_minutes([enrollment.pk]) == {enrollment.pk: 1})
    # A phone whose clock runs ahead gains nothing: the school's minutes count.
    page.mouse.wheel(0, 300)
    page.clock.run_for(600_000)
    page.wait_for_timeout(1000)
    assert online_minutes([enrollment.pk]) == {enrollment.pk: 1}
