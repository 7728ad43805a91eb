"""Questions out into QTI packages and in again, and packages as other systems write them."""

import io
import zipfile
from typing import Any

import pytest

from school.assessment import actions
from school.assessment.exchange.examining import read_file
from school.assessment.exchange.planning import plan
from school.assessment.exchange.qti.package_out import package
from school.assessment.exchange.reading import Reading
from school.assessment.models import Question, QuestionPicture
from school.assessment.rules.written import Written
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from school.lib.markup import parsed
from tests.factories.packages import (
    ORDER,
    PICTURES,
    THIRD,
    TRUE_FALSE,
    choice,
    number,
    packed,
    read_packed,
)
from tests.factories.questions import make_each_kind, png

pytestmark = pytest.mark.django_db


def only(reading: Reading) -> Written:
    assert reading.problems == []
    (question,) = reading.questions
    return question


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


# There and back


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_exported_comes_back_unchanged(
    edition: Edition, language: str
) -> None:
    bank = make_each_kind(edition)
    data = package(edition, edition.questions.all(), language=language)
    reading = read_file(data, edition)
    assert (reading.problems, reading.notices, reading.pictures) == ([], [], {})
    found = plan(edition, reading.questions)
    assert [change.names for change in found.changed] == []
    assert len(found.unchanged) == len(bank) == len(Question.Kind)


def test_it_makes_the_same_bank_elsewhere_with_its_pictures(edition: Edition) -> None:
    make_each_kind(edition)
    data = package(edition, edition.questions.all(), language="zh")
    edition.questions.all().delete()
    QuestionPicture.objects.all().delete()
    reading = read_file(data, edition)
    assert (reading.problems, len(reading.pictures)) == ([], 2)
    done = actions.import_questions(
        edition, reading.questions, by=SYSTEM, pictures=reading.pictures
    )
    assert done.new == 6
    assert QuestionPicture.objects.count() == 2
    pictured = edition.questions.get(kind="picture")
    assert {option["picture"] for option in pictured.options} == set(
        QuestionPicture.objects.values_list("code", flat=True)
    )
    again = plan(edition, read_file(data, edition).questions)
    assert len(again.unchanged) == 6


def test_the_same_bank_gives_the_same_package(edition: Edition) -> None:
    make_each_kind(edition)
    one, other = (
        package(edition, edition.questions.all(), language="en") for _time in range(2)
    )
    assert one == other


def test_a_package_has_an_item_a_question_and_its_pictures(edition: Edition) -> None:
    make_each_kind(edition)
    data = package(edition, edition.questions.all(), language="zh")
    found = names(data)
    assert found[0] == "imsmanifest.xml"
    assert len([name for name in found if name.startswith("items/")]) == 6
    assert len([name for name in found if name.startswith("pictures/")]) == 2


def test_the_candidate_reads_one_language_only(edition: Edition) -> None:
    make_each_kind(edition)
    data = package(edition, edition.questions.filter(kind="multiple"), language="en")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = parsed(archive.read(names(data)[1]))
    body = root.child("itemBody")
    assert body is not None
    shown = "".join(one.text for one in body.children if one.name != "rubricBlock")
    assert "Option A2" in shown
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in shown)
    (note,) = root.all("rubricBlock")
    assert note.get("view") == "author"
    assert "选项A2" in note.text


# From elsewhere


def test_a_choice_with_a_prompt_and_a_template(edition: Edition) -> None:
    question = only(read_packed(edition, packed({"a.xml": choice()})))
    assert (question.kind, question.answer) == ("single", ("B",))
    assert question.stem_zh == "Look at the text.\nWhat does it say?"
    assert question.stem_zh == question.stem_en
    assert [option.zh for option in question.options] == ["Stay & wait", "Go", "Sit"]
    assert (question.code, question.module) == ("choice", edition.modules.first().code)


def test_one_language_is_noticed(edition: Edition) -> None:
    (notice,) = read_packed(edition, packed({"a.xml": choice()})).notices
    assert notice.place == "a.xml"


def test_several_answers_from_a_mapping(edition: Edition) -> None:
    mapping = (
        '<mapping defaultValue="-1"><mapEntry mapKey="A" mappedValue="1"/>'
        '<mapEntry mapKey="C" mappedValue="1"/><mapEntry mapKey="B" mappedValue="-2"/>'
        "</mapping>"
    )
    data = choice(correct="", more=mapping, cardinality="multiple", most=0)
    question = only(read_packed(edition, packed({"a.xml": data})))
    assert (question.kind, question.answer) == ("multiple", ("A", "C"))


def test_true_and_false_with_feedback(edition: Edition) -> None:
    question = only(read_packed(edition, packed({"a.xml": TRUE_FALSE})))
    assert (question.kind, question.answer) == ("true_false", ("A",))
    assert question.explanation_en == "Yes, that is so."


def test_an_order(edition: Edition) -> None:
    question = only(read_packed(edition, packed({"a.xml": ORDER})))
    assert (question.kind, question.answer) == ("ordering", ("C", "A", "B"))


@pytest.mark.parametrize(
    ("processing", "tolerance"),
    [
        ("", None),
        ('<equal toleranceMode="absolute" tolerance="0.5">', "0.5"),
        ('<equal toleranceMode="absolute" tolerance="0.5 0.5">', "0.5"),
        ('<equal toleranceMode="relative" tolerance="10">', "4"),
        ('<equal toleranceMode="exact">', None),
    ],
)
def test_a_number(edition: Edition, processing: str, tolerance: Any) -> None:
    question = only(read_packed(edition, packed({"a.xml": number(processing)})))
    assert (question.kind, question.answer) == ("numeric", ("40",))
    assert str(question.tolerance or "") == (tolerance or "")
    assert (question.stem_en, question.unit_en) == ("How warm is the water?", "℃")


def test_a_choice_of_pictures(edition: Edition) -> None:
    files = {"i/a.xml": PICTURES, "img/a b.png": png("red"), "img/b.png": png("blue")}
    reading = read_packed(edition, packed(files))
    question = only(reading)
    assert (question.kind, question.answer) == ("picture", ("B",))
    assert [option.zh for option in question.options] == ["On the back", "B"]
    actions.import_questions(edition, [question], by=SYSTEM, pictures=reading.pictures)
    again = read_packed(edition, packed(files))
    assert again.pictures == {}
    assert len(plan(edition, again.questions).unchanged) == 1


def test_an_item_of_the_third_version(edition: Edition) -> None:
    data = packed({"a.xml": THIRD}, kind="imsqti_item_xmlv3p0")
    question = only(read_packed(edition, data))
    assert (question.kind, question.answer) == ("multiple", ("A", "C"))
    assert question.stem_en == "Which are hot?"
    assert question.explanation_en == "Fire and steam are."


def test_a_package_in_a_folder(edition: Edition) -> None:
    data = packed({"items/a.xml": choice()}, folder="export/")
    assert only(read_packed(edition, data)).answer == ("B",)


def test_an_identifier_too_long_for_a_code_gives_the_same_code_again(
    edition: Edition,
) -> None:
    one, other = (
        only(read_packed(edition, packed({"a.xml": choice(name="i" * 33)}))).code
        for _time in range(2)
    )
    assert one == other
    assert len(one) == 12
