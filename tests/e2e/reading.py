"""A trainee's lesson in the browser: open it, read it, try it, say that it is done."""

import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model

from cms.models import LessonPage
from school.enrollment.models import Enrollment
from school.people.models import Person
from tests.factories.courses import make_cohort, make_edition
from tests.factories.diplomas import photo
from tests.factories.enrollment import make_enrollment
from tests.factories.pages import BODY, make_lesson_page

KEPT = "[data-keeping][data-state=kept]"


def class_of(trainee: Person) -> Enrollment:
    """In an edition that counts time spent on lessons."""
    yesterday = timezone.now() - timedelta(days=1)
    cohort = make_cohort(edition=make_edition(online_minutes_max=60))
    return make_enrollment(cohort, trainee, applied_at=yesterday)


def lesson_of(enrollment: Enrollment) -> LessonPage:
    """With a picture and self-checks."""
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


def save_data(page: Page, *, is_on: bool) -> None:
    """Switched on a lesson that is kept; it opens again, and nothing is on its way then."""
    page.get_by_role("button", name="省流量").click()
    switch = page.get_by_role("button", name="省流量", pressed=is_on)
    expect(switch).to_be_visible()
    page.wait_for_selector(KEPT, timeout=15000)


def open_without_signal(page: Page, lesson: LessonPage) -> None:
    """As it was kept when it was opened before."""
    page.context.set_offline(True)
    page.goto(lesson.url)
    expect(page.locator("article[data-is-copy]")).to_be_visible()


def answer_checks(page: Page) -> None:
    page.locator("[name=check-0]").first.check()
    for place in (0, 1):
        page.locator("[name=check-1]").nth(place).check()
    page.locator("[data-checks] button").click()


def do_everything(page: Page) -> None:
    """Read a part, try the self-checks and say that it is done."""
    page.locator("[data-part]").nth(1).scroll_into_view_if_needed()
    page.wait_for_timeout(2000)
    answer_checks(page)
    expect(page.locator("[data-checks-line]")).to_contain_text("2 / 2")
    expect(page.locator("[data-is-right]").first).to_be_visible()
    page.locator("[data-done] button").click()
    expect(page.locator("[data-done-line]")).not_to_be_empty()
