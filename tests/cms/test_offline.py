"""The copy of a lesson that a phone keeps, the list of what is kept, and the worker."""

import pytest
from django.test import Client

from cms import reading
from cms.models import LessonPage
from school.courses.models import Edition
from school.enrollment.models import Enrollment
from school.learning.models import PartRead, Progress
from school.learning.syllabus import parts_of
from school.people.models import Person
from tests.cast import signed_in
from tests.factories.courses import make_course, make_edition
from tests.factories.pages import make_lesson_pages

pytestmark = pytest.mark.django_db


def test_the_copy_is_the_same_for_everybody(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    address = f"/lesson/{page.lesson.code}/copy/"
    client = signed_in(trainee)
    client.get(page.url)
    copy = client.get(address).content.decode()
    assert copy == Client().get(address).content.decode()
    assert trainee.name not in copy
    assert "csrfmiddlewaretoken" not in copy
    assert 'data-owner=""' in copy


def test_the_copy_can_mark_its_self_checks(page: LessonPage) -> None:
    copy = Client().get(f"/lesson/{page.lesson.code}/copy/").content.decode()
    assert 'data-right="0"' in copy
    assert 'data-right="0 1"' in copy
    assert "因为先做什么？" in copy
    online = Client().get(page.url).content.decode()
    assert "data-right=" not in online
    assert "因为先做什么？" not in online


def test_the_list_names_every_lesson_and_what_it_weighs(page: LessonPage) -> None:
    said = Client().get("/lesson/kept/").content.decode()
    assert said.count("data-lesson-row") == 2
    assert f'data-page="{page.url}"' in said
    assert "KB" in said


def test_the_list_says_to_a_trainee_whose_turn_it_is(
    page: LessonPage, trainee: Person, enrollment: Enrollment, classmate: Person
) -> None:
    assert trainee.user
    own = f'data-owner="{reading.owner(trainee.user)}"'
    assert own in signed_in(trainee).get("/lesson/kept/").content.decode()
    for other in (classmate, None):
        said = signed_in(other).get("/lesson/kept/").content.decode()
        assert 'data-owner=""' in said


def test_a_trainees_own_course_stands_first(
    page: LessonPage, enrollment: Enrollment, trainee: Person
) -> None:
    make_lesson_pages(make_edition(course=make_course("AA", title_zh="别的课")))
    own, other = "居家养老护理</h2>", "别的课</h2>"
    said = signed_in(trainee).get("/lesson/kept/").content.decode()
    assert said.index(own) < said.index(other)
    said = Client().get("/lesson/kept/").content.decode()
    assert said.index(other) < said.index(own)


def test_a_copy_does_not_say_whether_anybody_is_signed_in(page: LessonPage) -> None:
    login = 'href="/account/login/"'
    assert login in Client().get("/lesson/kept/").content.decode()
    for copy in ("/lesson/kept/?copy", f"/lesson/{page.lesson.code}/copy/"):
        assert login not in Client().get(copy).content.decode()


def test_a_wrong_choice_does_not_look_right(page: LessonPage) -> None:
    answers = {"check-0": "1", "check-1": ["0", "1"]}
    said = Client().post(f"/lesson/{page.lesson.code}/check/", answers)
    assert said.content.decode().count("check--wrong") == 1


def test_a_lesson_taken_down_has_no_copy(page: LessonPage) -> None:
    page.unpublish()
    assert Client().get(f"/lesson/{page.lesson.code}/copy/").status_code == 404
    assert page.lesson.code not in Client().get("/lesson/kept/").content.decode()


def test_a_page_that_sends_its_forms_itself_is_told_where_to_go(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    browser, script = signed_in(trainee), {"X-From-Page": "1"}
    check, done = (f"/lesson/{page.lesson.code}/{verb}/" for verb in ("check", "done"))
    assert browser.post(done, headers=script)["X-Go-To"] == f"{page.url}#checks"
    answers = {"check-0": "0", "check-1": ["0", "1"]}
    said = browser.post(check, answers, headers=script)
    # The marked page is asked for again, as a page.
    assert "X-Go-To" not in said and not said.content
    assert Progress.objects.get(person=trainee).checks_right == 2
    onward = LessonPage.objects.exclude(pk=page.pk).get()
    assert browser.post(done, headers=script)["X-Go-To"] == onward.url


def test_the_worker_may_answer_for_the_whole_site() -> None:
    answer = Client().get("/lesson/worker.js")
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Content-Type"].startswith("text/javascript")
    assert "/lesson/kept/" in answer.content.decode()


def test_the_parts_of_a_page_keep_their_names_when_others_change(
    page: LessonPage,
) -> None:
    before = page.parts
    assert len(before) == len(set(before)) == len(page.body)
    page.body = [block for block in page.body.raw_data if block["type"] != "caution"]
    page.save_revision().publish()
    after = LessonPage.objects.get(pk=page.pk).parts
    assert after == [part for part in before if part in after]
    assert len(after) == len(before) - 1


def read(who: Person, page: LessonPage, part: str) -> str:
    path = f"/lesson/{page.lesson.code}/read/"
    return signed_in(who).post(path, {"part": part}).headers.get("Location", "")


def test_without_scripts_a_button_says_how_far_one_has_come(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    part = page.parts[2]
    assert read(trainee, page, part) == f"{page.url}#p-{part}"
    assert PartRead.objects.count() == 3
    said = signed_in(trainee).get(page.url).content.decode()
    assert f'href="#p-{page.parts[3]}"' in said
    assert said.count("data-is-read") == 3
    progress = Progress.objects.get(person=trainee)
    assert progress.next_part == page.parts[3]


def test_a_part_that_is_not_there_is_nothing_read(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    assert read(trainee, page, "x") == page.url
    assert not PartRead.objects.exists()


def test_whoever_is_not_in_the_course_keeps_nothing(
    page: LessonPage, classmate: Person
) -> None:
    path = f"/lesson/{page.lesson.code}/read/"
    assert signed_in(classmate).post(path, {"part": page.parts[0]}).status_code == 404


def test_opening_a_lesson_says_how_many_parts_it_has(
    page: LessonPage, trainee: Person, enrollment: Enrollment
) -> None:
    signed_in(trainee).get(page.url)
    progress = Progress.objects.get(person=trainee)
    assert (progress.parts_read, progress.parts_total) == (0, len(page.parts))


def test_a_lessons_parts_are_asked_of_its_page(page: LessonPage) -> None:
    assert parts_of(page.lesson) == page.parts
    page.unpublish()
    assert parts_of(page.lesson) == []


def test_a_newer_edition_leaves_its_lessons_on_the_list(
    page: LessonPage, edition: Edition
) -> None:
    newer = make_edition(course=edition.course, version="2026.2")
    Edition.objects.filter(pk=edition.pk).update(status=Edition.Status.SUPERSEDED)
    assert newer.status == Edition.Status.PUBLISHED
    said = Client().get("/lesson/kept/").content.decode()
    assert f'data-lesson-row="{page.lesson.code}"' in said
    # The page itself tells of the edition in force.
    assert LessonPage.objects.get(pk=page.pk).facts.module.edition == newer
