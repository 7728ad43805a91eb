"""The desk and the files of questions agree: what the one keeps, the other can say."""

import pytest
from django.test import Client

from school.assessment.models import Question
from school.courses.models import Edition
from school.people.models import User
from tests.assessment.test_question_form import approved, edit, faults, write
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


def test_what_no_line_can_say_stays_while_it_is_not_touched(
    desk: Client, edition: Edition
) -> None:
    options = [
        {"key": "A", "zh": "先上|后下\n再左右", "en": "Up, then down"},
        {"key": "B", "zh": "随便", "en": "As you like"},
    ]
    before = approved(edition, options=options, answer="B")
    after = edit(desk, before, explanation_zh="新的解析。")
    assert (after.explanation_zh, after.options) == ("新的解析。", options)
    shuffled = approved(edition, code="NEW2", kind="ordering", answer="BADC")
    after = edit(desk, shuffled, difficulty="hard")
    assert (after.answer, after.status) == (list("BADC"), Question.Status.APPROVED)


def test_what_the_desk_keeps_a_file_may_say(desk: Client, edition: Edition) -> None:
    """An export is taken in again: what is refused in a file is refused here."""
    elsewhere = edition.modules.last().lessons.first()
    for typed, where in (
        ({"lesson": elsewhere.pk}, "lesson"),
        ({"code": "NEW 1"}, "code"),
        ({"stem_en": "x" * 2001}, "stem_en"),
        ({"options_text": "洗手 | Wash\n洗脸 | wash"}, "options_text"),
        ({"kind": "numeric", "number": "0.00001"}, "number"),
    ):
        assert faults(desk, edition, **typed) == {where}
    assert write(desk, edition, code="ＮＥＷ１").code == "NEW1"
