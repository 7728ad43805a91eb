"""The page of a question at the desk: how it stands, its steps, its history."""

import pytest
from django.test import Client
from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Question
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import make_picture, make_question, typed_question
from tests.factories.courses import make_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def question() -> Question:
    module = make_edition().modules.first()
    assert module
    return make_question(module, 1)


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


def inspected(client: Client, question: Question) -> str:
    return client.get(reverse("question:inspect", args=[question.pk])).text


def step(name: str, question: Question) -> str:
    return reverse(f"assessment_desk:{name}", args=question.place)


def test_a_question_goes_from_the_page_through_its_revision(
    desk: Client, question: Question, registrar: User
) -> None:
    assert step("revise", question) in inspected(desk, question)
    answer = desk.post(step("revise", question))
    draft = Question.objects.get(replaces=question)
    assert answer["Location"] == reverse("question:edit", args=[draft.pk])
    page = inspected(desk, question)
    assert step("revise", question) not in page
    assert draft.code in page
    assert step("submit", draft) in inspected(desk, draft)
    desk.post(step("submit", draft))
    draft.refresh_from_db()
    assert draft.status == Question.Status.IN_REVIEW
    assert step("submit", draft) not in inspected(desk, draft)


def test_what_is_refused_is_said_on_the_page(desk: Client, question: Question) -> None:
    answer = desk.post(step("submit", question), follow=True)
    assert "不是草稿" in answer.text
    desk.post(step("revise", question))
    assert "已有新的写法" in desk.post(step("revise", question), follow=True).text


def test_the_history_names_who_did_what_and_why(
    desk: Client, question: Question, registrar: User, editor: User
) -> None:
    question.stem_zh += "改"
    actions.write_question(question, by=editor)
    actions.submit_for_review(question, by=editor)
    actions.send_back(question, by=registrar, reason="B也说得通")
    page = inspected(desk, question)
    assert "B也说得通" in page
    assert str(registrar) in page


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"kind": "ordering", "answer": "CADB"}, "C → A → D → B"),
        ({"kind": "numeric", "answer": ["38.5"], "options": []}, "38.5"),
        ({"kind": "picture", "answer": "B"}, "（正确）"),
    ],
)
def test_every_kind_is_shown_with_its_answer(
    facts: dict[str, object], shown: str, desk: Client, question: Question
) -> None:
    if facts["kind"] == "picture":
        code = make_picture().code
        facts = {
            **facts,
            "options": [
                {"key": key, "zh": key, "en": key, "picture": code} for key in "AB"
            ],
        }
    other = make_question(question.module, 2, **facts)
    assert shown.strip("（）") in inspected(desk, other)


def test_the_auditor_reads_and_changes_nothing(
    auditor: User, question: Question
) -> None:
    client = signed_in(auditor)
    assert step("revise", question) not in inspected(client, question)
    assert client.post(step("revise", question)).status_code in (302, 403)
    assert Question.objects.count() == 1


def test_a_question_once_written_is_shown_and_handed_in_from_its_form(
    desk: Client,
) -> None:
    edition = make_edition()
    answer = desk.post(reverse("question:add"), typed_question(edition))
    made = Question.objects.get(code="NEW1")
    assert answer["Location"] == reverse("question:inspect", args=[made.pk])
    form = desk.get(reverse("question:edit", args=[made.pk])).text
    assert "草稿" in form
    assert step("submit", made) in form


def test_modules_and_lessons_are_told_apart_by_edition(desk: Client) -> None:
    edition = make_edition()
    module = edition.modules.get(number=1)
    lesson = module.lessons.first()
    assert lesson
    short = f"{edition.course.code} {edition.version}"
    page = desk.get(reverse("question:add")).text
    assert f'<optgroup label="{edition}">' in page
    assert f"{short} · {module.code} {module.title_zh}" in page
    assert f"{short} · {lesson.code} {lesson.title_zh}" in page
