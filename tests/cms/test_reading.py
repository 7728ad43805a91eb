"""Reading a lesson: the address by code, self-checks, progress."""

import pytest
from django.test import Client

from cms.models import LessonPage
from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.learning.models import Progress
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_edition

pytestmark = pytest.mark.django_db

RIGHT = {"check-0": "0", "check-1": ["0", "1"]}
WRONG = {"check-0": "0", "check-1": ["0"]}


def check(who: User | Person | None, page: LessonPage, data: dict[str, object]) -> str:
    path = f"/lesson/{page.lesson.code}/check/"
    response = signed_in(who).post(path, data)
    assert response.status_code == 200
    return response.content.decode()


def test_a_code_leads_to_the_page(page: LessonPage) -> None:
    response = Client().get(f"/lesson/{page.lesson.code}/")
    assert response.headers["Location"] == page.url


@pytest.mark.parametrize("path", ["/lesson/EC-M99-L1/", "/standard/STD99/"])
def test_an_unknown_code_is_a_clear_page(page: LessonPage, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert "<h1" in response.content.decode()


def test_a_lesson_taken_down_is_not_found(page: LessonPage) -> None:
    page.unpublish()
    code = page.lesson.code
    assert Client().get(f"/lesson/{code}/").status_code == 404
    assert Client().post(f"/lesson/{code}/check/", RIGHT).status_code == 404


def test_anybody_may_test_themselves(page: LessonPage) -> None:
    said = check(None, page, WRONG)
    assert "2 题对了 1 题" in said
    assert "因为先做什么？" in said
    assert "<strong>发热</strong>" in said
    assert not Progress.objects.exists()


def test_all_right_is_said(page: LessonPage) -> None:
    assert "2 题对了 2 题" in check(None, page, RIGHT)


def test_one_right_option_too_few_is_not_right(page: LessonPage) -> None:
    assert check(None, page, WRONG).count("status--refused") == 1


def test_what_is_not_answered_is_said_and_the_rest_kept(page: LessonPage) -> None:
    said = check(None, page, {"check-1": ["0"]})
    assert "还有题没选" in said
    assert "请选出您认为对的。" in said
    assert said.count("checked") == 1
    assert "因为先做什么？" not in said


def test_an_option_that_is_not_there_is_refused(page: LessonPage) -> None:
    said = check(None, page, {"check-0": "7", "check-1": ["0", "1"]})
    assert "题对了" not in said


def test_switching_to_large_text_on_a_marked_page_leads_to_the_lesson(
    page: LessonPage,
) -> None:
    response = Client().get(f"/lesson/{page.lesson.code}/check/")
    assert response.headers["Location"] == page.url


def test_a_trainees_best_try_is_kept(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    check(trainee, page, RIGHT)
    check(trainee, page, WRONG)
    progress = Progress.objects.get(person=trainee)
    assert (progress.checks_right, progress.checks_total) == (2, 2)


def test_unanswered_checks_are_not_kept(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    check(trainee, page, {"check-0": "0"})
    assert not Progress.objects.exclude(checks_total=0).exists()


def test_opening_a_lesson_is_remembered(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    signed_in(trainee).get(page.url)
    signed_in(trainee).get(page.url)
    assert Progress.objects.get(person=trainee).lesson == page.lesson


@pytest.mark.parametrize("who", ["stranger", "classmate"])
def test_whoever_is_not_in_the_course_just_reads(
    page: LessonPage, who: str, request: pytest.FixtureRequest
) -> None:
    reader = request.getfixturevalue(who)
    assert signed_in(reader).get(page.url).status_code == 200
    check(reader, page, RIGHT)
    assert not Progress.objects.exists()


def test_progress_stands_on_the_edition_of_the_trainees_own_class(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    newer = make_edition(course=page.lesson.module.edition.course)
    lesson = Lesson.objects.get(module__edition=newer, code=page.lesson.code)
    LessonPage.objects.filter(pk=page.pk).update(lesson=lesson)
    signed_in(trainee).get(page.url)
    own = Progress.objects.get(person=trainee).lesson
    assert own.module.edition == enrollment.cohort.edition


def done(who: User | Person | None, page: LessonPage) -> tuple[int, str]:
    response = signed_in(who).post(f"/lesson/{page.lesson.code}/done/")
    return response.status_code, response.headers.get("Location", "")


def test_done_goes_on_to_the_next_lesson(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    check(trainee, page, WRONG)
    after = LessonPage.objects.order_by("path")[1]
    assert done(trainee, page) == (302, after.url)
    assert Progress.objects.get(person=trainee).completed_at


def test_the_last_lesson_stays_where_it_is(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    last = LessonPage.objects.order_by("path").last()
    assert last
    check(trainee, last, RIGHT)
    assert done(trainee, last) == (302, last.url)


def test_done_before_the_checks_is_refused_in_place(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    client = signed_in(trainee)
    response = client.post(f"/lesson/{page.lesson.code}/done/")
    assert response.headers["Location"] == f"{page.url}#checks"
    assert "notice--refused" in client.get(page.url).content.decode()
    assert not Progress.objects.exclude(completed_at=None).exists()


def test_done_by_somebody_else_is_not_found(page: LessonPage, stranger: User) -> None:
    assert done(stranger, page)[0] == 404


def test_done_asks_who_is_there(page: LessonPage) -> None:
    status, where = done(None, page)
    assert status == 302
    assert "/account/login/" in where


def test_a_trainee_sees_how_far_they_are(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    check(trainee, page, RIGHT)
    done(trainee, page)
    said = signed_in(trainee).get(page.url).content.decode()
    assert "1 / 2" in said
    assert "lesson__done" not in said
