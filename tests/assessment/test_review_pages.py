"""What waits for a review is listed, read as it will be asked, and decided on."""

from typing import Any

import pytest
from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Question
from school.courses.models import Instructor
from school.journal.models import Entry
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import make_picture, make_question
from tests.factories.courses import make_edition
from tests.ticked import press, ticked

pytestmark = pytest.mark.django_db
Status = Question.Status


@pytest.fixture
def waiting(editor: User) -> Question:
    module = make_edition().modules.first()
    assert module
    return make_question(module, 1, status=Status.IN_REVIEW, written_by=editor)


@pytest.fixture
def nurse(instructor: User) -> User:
    Instructor.objects.create(user=instructor, kind=Instructor.Kind.NURSE)
    return instructor


def page(name: str, *args: Any) -> str:
    return reverse(f"assessment:{name}", args=args)


def status(question: Question) -> str:
    return Question.objects.get(pk=question.pk).status


def test_a_nurse_instructor_finds_reads_and_approves(
    nurse: User, waiting: Question
) -> None:
    client = signed_in(nurse)
    assert page("reviews") in client.get(reverse("portal:today")).text
    assert page("review_question", *waiting.place) in client.get(page("reviews")).text
    shown = client.get(page("review_question", *waiting.place)).text
    assert waiting.stem_zh in shown
    assert waiting.explanation_zh in shown
    client.post(page("approve_question", *waiting.place))
    assert status(waiting) == Status.APPROVED
    assert (
        page("review_question", *waiting.place) not in client.get(page("reviews")).text
    )
    assert page("reviews") not in client.get(reverse("portal:today")).text


def test_what_is_sent_back_needs_a_reason(registrar: User, waiting: Question) -> None:
    client = signed_in(registrar)
    answer = client.post(page("send_back_question", *waiting.place), {"reason": " "})
    assert answer.status_code == 200
    assert status(waiting) == Status.IN_REVIEW
    client.post(page("send_back_question", *waiting.place), {"reason": "B也说得通"})
    assert status(waiting) == Status.DRAFT
    assert Entry.objects.get(verb="assessment.send_back").reason == "B也说得通"


def test_the_writer_is_told_that_somebody_else_decides(
    registrar: User, waiting: Question
) -> None:
    Question.objects.update(written_by=registrar)
    client = signed_in(registrar)
    assert (
        page("review_question", *waiting.place) not in client.get(page("reviews")).text
    )
    shown = client.get(page("review_question", *waiting.place)).text
    assert page("approve_question", *waiting.place) not in shown
    answer = client.post(page("approve_question", *waiting.place), follow=True)
    assert "您自己写的" in answer.text
    assert status(waiting) == Status.IN_REVIEW


@pytest.mark.parametrize("name", ["reviews", "review_question", "approve_question"])
def test_who_does_not_review_is_refused(
    name: str, editor: User, instructor: User, waiting: Question
) -> None:
    args = [] if name == "reviews" else waiting.place
    for user in (editor, instructor):
        assert signed_in(user).get(page(name, *args)).status_code in (403, 405)
        assert signed_in(user).post(page(name, *args)).status_code == 403
    assert status(waiting) == Status.IN_REVIEW


def test_a_new_wording_is_read_beside_the_old_one(
    registrar: User, editor: User, waiting: Question
) -> None:
    old = make_question(waiting.module, 2, stem_zh="原来怎么问？")
    draft = actions.revise(old, by=editor)
    draft.stem_zh = "现在怎么问？"
    actions.write_question(draft, by=editor)
    actions.submit_for_review(draft, by=editor)
    shown = signed_in(registrar).get(page("review_question", *draft.place)).text
    assert "原来怎么问？" in shown
    assert "现在怎么问？" in shown


@pytest.mark.parametrize(
    ("kind", "answer", "field"),
    [
        ("single", ["B"], 'type="radio"'),
        ("multiple", ["B", "C"], 'type="checkbox"'),
        ("ordering", list("CADB"), "<select"),
        ("numeric", ["38.5"], 'inputmode="decimal"'),
        ("picture", ["B"], "choice--picture"),
    ],
)
def test_every_kind_is_seen_as_it_will_be_asked(
    kind: str, answer: list[str], field: str, registrar: User, waiting: Question
) -> None:
    code = make_picture().code
    options = [{"key": key, "zh": f"选{key}", "en": key} for key in "ABCD"]
    if kind == "picture":
        options = [{**option, "picture": code} for option in options]
    Question.objects.update(
        kind=kind, answer=answer, options=[] if kind == "numeric" else options
    )
    shown = signed_in(registrar).get(page("review_question", *waiting.place)).text
    asked = shown[shown.index("<fieldset") : shown.index("</fieldset>")]
    assert field in asked
    assert "disabled" in asked[:60]


def test_several_are_handed_in_and_let_in_together(
    registrar: User, editor: User, waiting: Question
) -> None:
    drafts = [
        make_question(waiting.module, 10 + n, status=Status.DRAFT, written_by=editor)
        for n in range(2)
    ]
    press(signed_in(editor), ticked("submit", *drafts))
    assert [status(draft) for draft in drafts] == [Status.IN_REVIEW] * 2
    own = make_question(
        waiting.module, 20, status=Status.IN_REVIEW, written_by=registrar
    )
    done, refused = press(signed_in(registrar), ticked("approve", *drafts, own))
    assert "2" in done
    assert refused.startswith(f"{own}: ")
    assert [status(draft) for draft in drafts] == [Status.APPROVED] * 2
    assert status(own) == Status.IN_REVIEW


def test_an_editor_lets_nothing_in(editor: User, waiting: Question) -> None:
    client = signed_in(editor)
    answer = client.post(ticked("approve", waiting))
    assert answer.status_code == 200
    assert status(waiting) == Status.IN_REVIEW
