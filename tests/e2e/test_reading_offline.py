"""A lesson opened once opens again without a signal; what is done there arrives once."""

import io
import json
from collections.abc import Callable

import pytest
from django.core.files.images import ImageFile
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model

from cms.models import LessonPage
from school.enrollment.models import Enrollment
from school.learning.models import PartRead, Progress, ReadingTime
from school.people.models import Person
from tests.e2e.conftest import School
from tests.e2e.test_signal_lost import sign_in
from tests.factories.courses import make_cohort, make_edition
from tests.factories.diplomas import photo
from tests.factories.enrollment import make_enrollment
from tests.factories.pages import BODY, make_lesson_page

KEPT = "[data-keeping][data-state=kept]"
LOADED = "image => image.complete && image.naturalWidth > 0"


@pytest.fixture
def enrollment(school: School, trainee: Person) -> Enrollment:
    edition = make_edition(online_minutes_max=60)
    return make_enrollment(make_cohort(edition=edition), trainee)


@pytest.fixture
def lesson(enrollment: Enrollment) -> LessonPage:
    image = get_image_model().objects.create(
        title="洗手",
        file=ImageFile(io.BytesIO(photo(kind="PNG")), "hands.png"),
    )
    picture = {
        "type": "picture",
        "value": {
            "image": {"image": image.pk, "decorative": False, "alt_text": "洗手"},
            "caption_zh": "",
            "caption_en": "",
        },
    }
    fact = enrollment.cohort.edition.modules.first().lessons.first()
    return make_lesson_page(fact, body=json.dumps([picture, *BODY]))


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    for _turn in range(100):
        if is_so():
            return
        page.wait_for_timeout(100)
    pytest.fail("It did not come about.")


def open_once(page: Page, lesson: LessonPage) -> None:
    page.goto(lesson.url)
    page.wait_for_selector(KEPT, timeout=15000)


def answer_checks(page: Page) -> None:
    page.locator("[name=check-0]").first.check()
    for place in (0, 1):
        page.locator("[name=check-1]").nth(place).check()
    page.locator("[data-checks] button").click()


def test_a_lesson_opened_once_is_read_without_a_signal_and_arrives_once(
    page: Page, school: School, lesson: LessonPage, trainee: Person
) -> None:
    sign_in(page, school, trainee)
    open_once(page, lesson)
    sent: list[str] = []
    page.on(
        "request",
        lambda one: "/sync/" in one.url and sent.append(one.post_data or ""),
    )
    page.context.set_offline(True)
    page.goto(lesson.url)
    expect(page.locator("article[data-is-copy]")).to_be_visible()
    assert page.locator(".picture img").evaluate(LOADED)
    page.locator("[data-part]").nth(1).scroll_into_view_if_needed()
    page.wait_for_timeout(2000)
    answer_checks(page)
    expect(page.locator("[data-checks-line]")).to_contain_text("2 / 2")
    expect(page.locator("[data-is-right]").first).to_be_visible()
    page.locator("[data-done] button").click()
    expect(page.locator("[data-done-line]")).not_to_be_empty()
    assert not PartRead.objects.exists()
    with page.expect_response("**/sync/") as first:
        page.context.set_offline(False)
    assert first.value.ok
    wait_until(page, lambda: Progress.objects.exclude(completed_at=None).exists())
    progress = Progress.objects.get(person=trainee)
    assert progress.completed_at
    assert (progress.checks_right, progress.checks_total) == (2, 2)
    assert progress.parts_read
    before = PartRead.objects.count(), ReadingTime.objects.count()
    again = page.evaluate(
        """async (body) => (await fetch("/lesson/sync/", {
            method: "POST", body, headers: {
                "Content-Type": "application/json",
                "X-CSRFToken": document.cookie.match(/csrftoken=([^;]*)/)[1],
            },
        })).json()""",
        sent[-1],
    )
    assert {one["status"] for one in again["results"]} == {"kept"}
    assert (PartRead.objects.count(), ReadingTime.objects.count()) == before
    page.goto(lesson.url)
    expect(page.locator("article[data-is-copy]")).to_have_count(0)
    expect(page.locator(".lesson__done")).to_have_count(0)
