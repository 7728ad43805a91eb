"""From a lost point to the standard it breaches, to the lesson that teaches it, and back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import CoursePage
from school.courses.models import Edition, Lesson, Standard
from school.journal.actors import SYSTEM
from school.people.models import Person, User
from school.points import actions
from school.points.models import Rule
from tests.cast import signed_in
from tests.factories.courses import make_edition
from tests.factories.pages import (
    make_lesson_pages,
    make_standard,
    make_standard_page,
)
from tests.factories.points import lose, make_rule

pytestmark = pytest.mark.django_db

URL = reverse("points:account") + "?account=score"


@pytest.fixture
def late() -> Rule:
    return make_rule("N01", title_zh="迟到超过15分钟", delta=-3, category="compliance")


def address(code: str) -> str:
    return f'href="{reverse("cms:standard", args=[code])}"'


def test_a_lost_point_leads_to_the_standard_and_on_to_the_lesson(
    client: Client, trainee: Person, late: Rule
) -> None:
    standard = make_standard(1, breach_rule="N01")
    page = make_standard_page(standard)
    lesson = make_taught(standard)
    lose(trainee, late)
    assert address("STD01") in signed_in(trainee).get(URL).content.decode()
    there = client.get(reverse("cms:standard", args=["STD01"]), follow=True)
    html = there.content.decode()
    assert there.redirect_chain[-1][0].endswith(page.url)
    assert "迟到超过15分钟" in html
    assert "-3" in html
    lesson_page = make_page_of(lesson)
    assert f'href="{lesson_page}"' in html
    assert f'href="{page.url}"' in client.get(lesson_page).content.decode()


def make_taught(standard: Standard) -> Lesson:
    """A lesson of a published edition that teaches the standard, with its page."""
    edition = make_edition(status=Edition.Status.DRAFT)
    lesson = edition.modules.get(number=1).lessons.get()
    lesson.standards.add(standard)
    for station in edition.stations.all():
        station.standards.add(standard)
    edition.status = Edition.Status.PUBLISHED
    edition.save(update_fields=["status"])
    make_lesson_pages(edition)
    return lesson


def make_page_of(lesson: Lesson) -> str:
    return str(
        Client().get(reverse("cms:lesson", args=[lesson.code])).headers["Location"]
    )


def test_a_courses_stations_name_their_standards(client: Client) -> None:
    standard = make_standard(1)
    page = make_standard_page(standard)
    lesson = make_taught(standard)
    course = CoursePage.objects.get(course=lesson.module.edition.course)
    assert client.get(course.url).content.decode().count(page.url) == 3
    assert course.url + "#rule" in client.get(page.url).content.decode()


def test_a_rule_behind_several_standards_names_them_all(trainee: Person) -> None:
    rule = make_rule("N06", delta=-4, category="compliance")
    for number in (3, 4):
        make_standard(number, breach_rule="N06")
    lose(trainee, rule)
    html = signed_in(trainee).get(URL).content.decode()
    assert address("STD03") in html
    assert address("STD04") in html
    assert "2" in html


def test_points_won_and_lines_taken_back_name_no_standard(trainee: Person) -> None:
    make_standard(1, breach_rule="T05")
    make_rule("T05")
    actions.award(
        trainee, rule_code="T05", source_type="course", source_id="EC", by=SYSTEM
    )
    assert address("STD01") not in signed_in(trainee).get(URL).content.decode()


def test_the_page_costs_the_same_however_many_lines(
    trainee: Person, late: Rule
) -> None:
    make_standard(1, breach_rule="N01")
    browser = signed_in(trainee)
    lose(trainee, late)
    counted = []
    for more in range(2):
        for number in range(5):
            lose(trainee, late, f"{more}-{number}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(URL)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_desk_shows_which_standards_a_rule_answers(
    points_officer: User, late: Rule
) -> None:
    standard = make_standard(1, breach_rule="N01")
    page = signed_in(points_officer).get(reverse("rule:inspect", args=[late.pk]))
    assert str(standard) in page.content.decode()
