from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.models import LessonPage
from school.assessment import actions
from school.courses.models import Track
from school.journal.actors import SYSTEM
from school.people.models import Person
from tests.cast import signed_in
from tests.e2e.conftest import PHONE, School
from tests.e2e.staging import open_school
from tests.factories.assessment import make_assessing_cohort
from tests.factories.enrollment import make_enrollment

SEAL_RED = "rgb(164, 32, 27)"


def is_whole(page: Page) -> bool:
    width = page.evaluate("document.documentElement.scrollWidth")
    return bool(width <= PHONE["width"])


def test_a_small_phone_shows_the_login_page_whole(page: Page) -> None:
    page.goto("/account/login/")
    assert page.locator("h1").is_visible()
    assert is_whole(page)


def test_the_real_curriculum_fits_a_small_phone(page: Page, school: School) -> None:
    """One test for both: to load the curriculum takes long."""
    open_school()
    for language in ("zh-CN", "en"):
        page.set_extra_http_headers({"Accept-Language": language})
        the_fields_of_training_stand_in_one_row(page)
    page.set_extra_http_headers({})
    a_lessons_table_stands_in_words_under_words(page)


def the_fields_of_training_stand_in_one_row(page: Page) -> None:
    page.goto("/cohorts/")
    tabs = page.locator(".tabs li")
    assert tabs.count() == 1 + Track.objects.count() == 4
    assert len({tab.bounding_box()["y"] for tab in tabs.all()}) == 1
    assert is_whole(page)


def a_lessons_table_stands_in_words_under_words(page: Page) -> None:
    page.goto(LessonPage.objects.get(lesson__code="EC-M10-L2").url)
    cells = page.locator(".table td")
    assert cells.count()
    for cell in cells.all():
        assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "left"
    assert is_whole(page)


def test_a_chosen_answer_has_a_tick_and_no_red(
    page: Page, school: School, trainee: Person
) -> None:
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    attempt = actions.start_exam(enrollment, by=SYSTEM)
    cookie = signed_in(trainee).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": school.url}]
    )
    page.goto(reverse("assessment:question", args=[attempt.code, 1]))
    choice = page.locator("label.choice").nth(1)
    choice.click()
    expect(choice.locator("input")).to_be_checked()
    look = choice.evaluate(
        """one => {
            const [own, tick] = [getComputedStyle(one), getComputedStyle(one, "::after")];
            return [tick.content, own.borderColor, own.boxShadow, tick.borderColor,
                getComputedStyle(one.querySelector("input")).accentColor];
        }"""
    )
    assert look[0] == '""'
    assert not any(SEAL_RED in colour for colour in look)
