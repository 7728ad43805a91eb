"""What waits on the phone: whose it is, from where it is sent, and what is said of it."""

import json

import pytest
from playwright.sync_api import Page, Request, expect

from cms.models import LessonPage
from school.learning.models import PartRead, Progress
from school.people.models import Person, User
from tests.e2e.conftest import School
from tests.e2e.reading import (
    answer_checks,
    class_of,
    do_everything,
    lesson_of,
    open_once,
    open_without_signal,
    save_data,
    wait_until,
)
from tests.e2e.sitting import sign_in
from tests.factories.pages import make_lesson_page

FORGET = "caches.keys().then(all => Promise.all(all.map(n => caches.delete(n))))"
PICTURES = """name => caches.open(name).then(cache => cache.keys())
    .then(all => all.filter(one => one.url.includes(".webp")).length)"""


@pytest.fixture
def lesson(school: School, trainee: Person) -> LessonPage:
    return lesson_of(class_of(trainee))


def store(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.evaluate(
            "([name, value]) => localStorage.setItem(name, value)",
            [f"lessons-{name.replace('_', '-')}", value],
        )


def test_what_the_one_before_has_read_is_not_hers(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    """Whose session ran out by itself signed nothing out."""
    page.goto(f"{school.url}/lesson/kept/")
    store(page, owner="somebody else", time="1")
    page.evaluate(
        "([name, parts]) => localStorage.setItem(name, JSON.stringify(parts))",
        [f"lessons-read-{lesson.lesson.code}", lesson.parts],
    )
    sign_in(page, school, trainee)
    page.goto(lesson.url)
    expect(page.locator("[data-parts-read]")).to_have_text("0")
    page.locator("[data-part]").nth(1).scroll_into_view_if_needed()
    wait_until(page, lambda: PartRead.objects.filter(person=trainee).exists())


def test_signing_up_takes_away_what_the_session_before_kept(
    page: Page, school: School
) -> None:
    page.goto("/account/signup/")
    page.evaluate("caches.open('evening-1')")
    store(page, owner="somebody else")
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    assert page.evaluate("caches.has('evening-1')") is False
    assert page.evaluate("localStorage.getItem('lessons-owner')") is None


def test_signing_out_of_the_desk_takes_away_what_the_phone_kept(
    page: Page, school: School, registrar: User
) -> None:
    sign_in(page, school, registrar)
    page.goto("/desk/")
    page.evaluate("caches.open('evening-1')")
    page.evaluate("document.querySelector('form[action$=\"/logout/\"] button').click()")
    page.wait_for_url(lambda there: "/desk/" not in there)
    assert page.evaluate("caches.has('evening-1')") is False


def test_pictures_come_along_once_data_is_no_longer_saved(
    page: Page, school: School, lesson: LessonPage
) -> None:
    open_once(page, lesson)
    save_data(page, is_on=True)
    page.evaluate(FORGET)
    open_once(page, lesson)
    held = f"lesson-1-{lesson.lesson.code}"
    assert page.evaluate(PICTURES, held) == 0
    save_data(page, is_on=False)
    assert page.evaluate(PICTURES, held) > 0


def test_what_is_refused_of_another_lesson_is_said_with_its_name(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    other = make_lesson_page(
        lesson.lesson.module.edition.modules.last().lessons.first()
    )
    sign_in(page, school, trainee)
    open_once(page, lesson)
    open_without_signal(page, lesson)
    # Its self-checks were not tried.
    page.locator("[data-done] button").click()
    expect(page.locator("[data-done-line]")).not_to_be_empty()
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(other.url)
    expect(page.locator("[data-told]")).to_contain_text(lesson.title)
    expect(page.locator("[data-done-line]")).to_be_empty()


def test_what_waits_is_sent_from_the_study_page(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    sign_in(page, school, trainee)
    open_once(page, lesson)
    open_without_signal(page, lesson)
    do_everything(page)
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/study/courses/")
    wait_until(page, lambda: Progress.objects.exclude(completed_at=None).exists())


def test_what_cannot_be_marked_yet_is_said_and_noted(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    sign_in(page, school, trainee)
    open_once(page, lesson)
    page.evaluate(FORGET)
    page.context.set_offline(True)
    answer_checks(page)
    expect(page.locator("[data-checks-line]")).to_contain_text("没有信号")
    page.context.set_offline(False)
    wait_until(page, lambda: Progress.objects.filter(checks_right=2).exists())


def test_who_listens_reads(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    page.add_init_script(
        "Object.defineProperty(speechSynthesis, 'speaking', { get: () => true })"
    )
    sign_in(page, school, trainee)
    page.clock.install()
    open_once(page, lesson)
    noted: dict[str, int] = {}

    def look(request: Request) -> None:
        rows = json.loads(request.post_data or "{}").get("rows", [])
        noted.update({row["uuid"]: row.get("seconds", 0) for row in rows})

    page.on("request", look)
    for _minute in range(4):
        page.clock.run_for(60_000)
    # Who neither touches nor listens is taken to have gone after a minute and a half.
    wait_until(page, lambda: sum(noted.values()) >= 180)
