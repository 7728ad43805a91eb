"""Each kind of question is written with fields of its own, and what is wrong stands beside them."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Question, QuestionPicture
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import (
    make_assessing_cohort,
    make_bank,
    make_picture,
    make_question,
    typed_question,
)
from tests.factories.courses import make_edition
from tests.factories.diplomas import photo
from tests.factories.enrollment import make_enrollment

pytestmark = pytest.mark.django_db
STEPS = "洗手 | Wash hands\n解释 | Explain\n翻身 | Turn"


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


def picture_file(name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo((400, 300)), "image/jpeg")


def two_pictures() -> dict[str, Any]:
    return {
        "kind": "picture",
        "file_A": picture_file(),
        "zh_A": "枕头放在背后",
        "en_A": "Pillow behind the back",
        "file_B": picture_file("b.jpg"),
        "zh_B": "枕头放在脚下",
        "en_B": "Pillow under the feet",
        "right_picture": "B",
    }


def write(desk: Client, edition: Edition, **typed: Any) -> Question:
    answer = desk.post(reverse("question:add"), typed_question(edition, **typed))
    assert answer.status_code == 302, answer.context["form"].errors
    return Question.objects.get(code="NEW1")


def faults(desk: Client, edition: Edition, **typed: Any) -> set[str]:
    answer = desk.post(reverse("question:add"), typed_question(edition, **typed))
    assert answer.status_code == 200
    assert not Question.objects.filter(code="NEW1").exists()
    return set(answer.context["form"].errors)


def edit(desk: Client, question: Question, **typed: Any) -> Question:
    url = reverse("question:edit", args=[question.pk])
    shown = desk.get(url).context["form"]
    sent = {field.html_name: field.value() for field in shown}
    kept = {name: value for name, value in sent.items() if value not in (None, False)}
    answer = desk.post(url, {**kept, **typed})
    assert answer.status_code == 302, answer.context["form"].errors
    return Question.objects.get(pk=question.pk)


def test_a_question_of_several_answers(desk: Client, edition: Edition) -> None:
    kept = write(
        desk, edition, kind="multiple", options_text=STEPS, answer_text="ｃ、a"
    )
    assert kept.answer == ["A", "C"]
    assert kept.options[2] == {"key": "C", "zh": "翻身", "en": "Turn"}


def test_a_statement_that_is_wrong(desk: Client, edition: Edition) -> None:
    kept = write(desk, edition, kind="true_false", truth="F")
    assert kept.answer == ["F"]
    assert [option["key"] for option in kept.options] == ["T", "F"]


def test_steps_are_written_in_their_right_order(desk: Client, edition: Edition) -> None:
    kept = write(desk, edition, kind="ordering", order_text=STEPS)
    assert kept.answer == ["A", "B", "C"]
    assert [option["zh"] for option in kept.options] == ["洗手", "解释", "翻身"]


def test_an_order_that_was_taken_in_shuffled_is_shown_right(
    desk: Client, edition: Edition
) -> None:
    module = edition.modules.first()
    assert module
    question = make_question(module, 1, kind="ordering", answer="CADB")
    shown = desk.get(reverse("question:edit", args=[question.pk])).context["form"]
    lines = shown["order_text"].value().splitlines()
    assert [line[2] for line in lines] == list("CADB")


def test_a_number_with_its_tolerance_and_unit(desk: Client, edition: Edition) -> None:
    kept = write(
        desk,
        edition,
        kind="numeric",
        number="３８。50",
        tolerance="０.5",
        unit_zh="℃",
        unit_en="°C",
    )
    assert (kept.answer, kept.options) == (["38.5"], [])
    assert (kept.tolerance, kept.unit_zh) == (Decimal("0.5"), "℃")


def test_only_a_number_has_a_tolerance(desk: Client, edition: Edition) -> None:
    kept = write(desk, edition, tolerance="2", unit_zh="度", unit_en="degrees")
    assert (kept.tolerance, kept.unit_zh, kept.unit_en) == (None, "", "")


def test_one_of_several_pictures(desk: Client, edition: Edition) -> None:
    kept = write(desk, edition, **two_pictures())
    assert kept.answer == ["B"]
    assert [option["zh"] for option in kept.options] == ["枕头放在背后", "枕头放在脚下"]
    codes = {picture.code for picture in QuestionPicture.objects.all()}
    assert {option["picture"] for option in kept.options} == codes


def test_a_picture_goes_with_the_question_and_leaves_it(
    desk: Client, edition: Edition, editor: User
) -> None:
    kept = write(
        desk,
        edition,
        picture_file=picture_file(),
        picture_zh="床头摇高",
        picture_en="The head of the bed is up",
    )
    assert kept.picture
    assert (kept.picture.alt_zh, kept.picture.added_by) == ("床头摇高", editor)
    page = desk.get(reverse("question:edit", args=[kept.pk])).text
    assert reverse("assessment:picture", args=[kept.picture.code]) in page
    assert edit(desk, kept, picture_off="on").picture is None


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"kind": "single", "options_text": ""}, {"options_text"}),
        ({"kind": "single", "options_text": "洗手"}, {"options_text"}),
        ({"kind": "single", "options_text": "洗手 | A\n洗手 | B"}, {"options_text"}),
        ({"kind": "single", "options_text": STEPS * 4}, {"options_text"}),
        ({"kind": "single", "answer_text": ""}, {"answer_text"}),
        ({"kind": "multiple", "answer_text": "A"}, {"answer_text"}),
        ({"kind": "true_false"}, {"truth"}),
        ({"kind": "ordering"}, {"order_text"}),
        ({"kind": "ordering", "order_text": "洗手 | Wash"}, {"order_text"}),
        ({"kind": "numeric"}, {"number"}),
        ({"kind": "numeric", "number": "1,500"}, {"number"}),
        ({"kind": "numeric", "number": "38度"}, {"number"}),
        ({"kind": "numeric", "number": "3", "tolerance": "-1"}, {"tolerance"}),
        ({"kind": "picture"}, {"file_A", "right_picture"}),
        ({"picture_file": SimpleUploadedFile("a.jpg", b"MZ")}, {"picture_file"}),
        ({"picture_file": picture_file()}, {"picture_zh"}),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    typed: dict[str, Any], where: set[str], desk: Client, edition: Edition
) -> None:
    assert faults(desk, edition, **typed) == where


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"right_picture": "C"}, "right_picture"),
        ({"zh_A": ""}, "zh_A"),
        ({"en_B": ""}, "en_B"),
        ({"zh_C": "没有图片", "en_C": "No picture"}, "file_C"),
        ({"file_A": SimpleUploadedFile("a.jpg", b"GIF89a")}, "file_A"),
    ],
)
def test_each_picture_needs_its_file_and_its_words(
    change: dict[str, Any], where: str, desk: Client, edition: Edition
) -> None:
    assert where in faults(desk, edition, **{**two_pictures(), **change})
    assert not QuestionPicture.objects.exists()


def approved(edition: Edition, **facts: Any) -> Question:
    module = edition.modules.first()
    assert module
    return make_question(module, 1, **facts)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"kind": "multiple", "answer": "AD"},
        {"kind": "true_false", "answer": "T", "options": None},
        {"kind": "ordering", "answer": "ABCD"},
        {"kind": "numeric", "answer": ["38.5"], "options": []},
    ],
)
def test_a_form_sent_back_as_it_came_changes_no_wording(
    facts: dict[str, Any], desk: Client, edition: Edition
) -> None:
    if facts.get("kind") == "true_false":
        facts["options"] = [
            {"key": "T", "zh": "对", "en": "Right"},
            {"key": "F", "zh": "错", "en": "Wrong"},
        ]
    before = approved(edition, **facts)
    after = edit(desk, before)
    assert after.status == Question.Status.APPROVED
    assert (after.options, after.answer) == (before.options, before.answer)


def test_pictures_stay_when_only_the_words_change(
    desk: Client, edition: Edition
) -> None:
    picture = make_picture()
    options = [
        {"key": key, "zh": f"图{key}", "en": key, "picture": picture.code}
        for key in "AB"
    ]
    before = approved(edition, kind="picture", answer="A", options=options)
    assert edit(desk, before).status == Question.Status.APPROVED
    after = edit(desk, before, zh_B="换了说明", right_picture="B")
    assert after.options[1] == {**options[1], "zh": "换了说明"}
    assert (after.answer, after.status) == (["B"], Question.Status.DRAFT)


def test_of_a_question_that_was_asked_only_what_is_no_wording_changes(
    editor: User,
) -> None:
    cohort = make_assessing_cohort()
    attempt = actions.start_exam(make_enrollment(cohort), by=SYSTEM)
    paper = attempt.papers.first()
    assert paper
    before = paper.question
    typed = {"stem_zh": "改了？", "answer_text": "D", "difficulty": "hard"}
    after = edit(signed_in(editor), before, **typed)
    assert (after.stem_zh, after.answer) == (before.stem_zh, before.answer)
    assert (after.difficulty, after.status) == ("hard", Question.Status.APPROVED)


def test_the_list_costs_the_same_with_more_questions_and_editions(
    desk: Client, edition: Edition
) -> None:
    def cost(query: str = "") -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(reverse("question:index") + query).status_code == 200
        return len(captured)

    make_bank(edition, each=1)
    narrowed = f"?status=approved&use=both&kind=single&edition={edition.pk}"
    before = (cost(), cost(narrowed))
    for number in range(3):
        make_bank(make_edition(version=f"9.{number}"), each=2)
    assert (cost(), cost(narrowed)) == before
    assert max(before) <= 25
