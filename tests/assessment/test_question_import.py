"""Questions are taken in all or none, as drafts of whoever confirms them."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school.assessment import actions, tasks
from school.assessment.actions import questions as writing
from school.assessment.exchange.bank import bank_as_written
from school.assessment.exchange.examples import examples
from school.assessment.exchange.planning import WORDING
from school.assessment.exchange.reading import Reading
from school.assessment.exchange.sentences import Problem
from school.assessment.models import Question, QuestionFile
from school.assessment.rules.written import Written
from school.courses.actions import discard_draft, draft_edition
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people.models import User
from tests.factories.assessment import make_assessing_cohort, make_question
from tests.factories.enrollment import make_enrollment

pytestmark = pytest.mark.django_db
Status = Question.Status


def rows(edition: Edition, count: int = 3) -> list[Written]:
    module = edition.modules.first()
    assert module is not None
    plain = [one for one in examples(module.code) if one.kind != "picture"]
    return [replace(plain[serial % 5], code=f"Q{serial:03}") for serial in range(count)]


def written(question: Question) -> Written:
    return bank_as_written(Question.objects.filter(pk=question.pk))[0]


def taken(edition: Edition, **changes: Any) -> Question:
    """A question of the bank, approved, and what a file says of it."""
    question = make_question(edition.modules.first(), 1)
    Question.objects.filter(pk=question.pk).update(status=Status.APPROVED)
    row = replace(written(question), **changes)
    actions.import_questions(edition, [row], by=SYSTEM)
    return Question.objects.get(pk=question.pk)


def test_new_questions_are_drafts_of_whoever_brought_them(
    edition: Edition, editor: User
) -> None:
    done = actions.import_questions(edition, rows(edition), by=editor)
    assert (done.new, done.changed, done.unchanged) == (3, 0, 0)
    for question in edition.questions.all():
        assert (question.status, question.written_by) == (Status.DRAFT, editor)
    entry = Entry.objects.get(verb="assessment.import_questions")
    assert entry.data == {"new": 3, "changed": 0, "sha256": ""}


def test_the_same_again_changes_nothing(edition: Edition, editor: User) -> None:
    actions.import_questions(edition, rows(edition), by=SYSTEM)
    done = actions.import_questions(edition, rows(edition), by=editor)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 3)
    assert not edition.questions.exclude(written_by=None).exists()


def test_new_words_make_a_draft_of_an_approved_question(edition: Edition) -> None:
    question = taken(edition, stem_zh="先做哪一件？")
    assert (question.stem_zh, question.status) == ("先做哪一件？", Status.DRAFT)


def test_what_is_no_wording_leaves_it_approved(edition: Edition) -> None:
    question = taken(edition, difficulty="hard", explanation_en="Because.")
    assert (question.difficulty, question.status) == ("hard", Status.APPROVED)


def test_true_and_false_have_the_keys_that_they_have_at_the_desk(
    edition: Edition,
) -> None:
    row = next(one for one in rows(edition) if one.kind == "true_false")
    actions.import_questions(edition, [row], by=SYSTEM)
    question = edition.questions.get()
    assert [option["key"] for option in question.options] == ["T", "F"]
    assert question.answer == ["F"]
    assert written(question) == row


def test_what_papers_refer_to_is_not_touched(edition: Edition) -> None:
    """The keys of the options, where only something else changes."""
    odd = [{"key": key, "zh": f"选{key}", "en": f"No. {key}"} for key in ("X", "Q")]
    question = make_question(edition.modules.first(), 7, options=odd, answer=["Q"])
    row = replace(written(question), difficulty="hard")
    assert row.answer == ("B",)
    actions.import_questions(edition, [row], by=SYSTEM)
    question.refresh_from_db()
    assert (question.options, question.answer) == (odd, ["Q"])
    actions.import_questions(edition, [replace(row, answer=("A",))], by=SYSTEM)
    question.refresh_from_db()
    assert (question.options, question.answer) == (odd, ["X"])


def test_wording_is_what_it_is_at_the_desk() -> None:
    names = {name.removesuffix("_id") for name in writing.WORDING}
    # At the desk what a question replaces is settled when it is begun.
    assert names - {"edition", "code"} == WORDING - {"replaces"}


def test_a_question_that_takes_the_place_of_another_is_read_again(
    edition: Edition,
) -> None:
    """Approved as it is, the two would be asked beside each other."""
    module = edition.modules.first()
    former, question = make_question(module, 1), make_question(module, 2)
    row = replace(written(question), replaces=former.code)
    actions.import_questions(edition, [row], by=SYSTEM)
    assert list(edition.questions.approved()) == [former]
    question.refresh_from_db()
    assert (question.status, question.replaces) == (Status.DRAFT, former)


def test_a_question_that_was_in_a_paper_keeps_its_words() -> None:
    cohort = make_assessing_cohort()
    edition = cohort.edition
    attempt = actions.start_exam(make_enrollment(cohort), by=SYSTEM)
    used = attempt.papers.first().question
    row = replace(written(used), stem_en="Something else?")
    new = rows(edition)
    with pytest.raises(Refusal) as refused:
        actions.import_questions(edition, [*new, row], by=SYSTEM)
    assert refused.value.code == "question_used"
    assert not edition.questions.filter(code__in=[one.code for one in new]).exists()
    eased = replace(written(used), difficulty="easy")
    assert actions.import_questions(edition, [eased], by=SYSTEM).changed == 1
    successor = replace(row, code="Q900", replaces=used.code)
    actions.import_questions(edition, [successor], by=SYSTEM)
    assert edition.questions.get(code="Q900").replaces == used


def test_a_question_is_replaced_once(edition: Edition) -> None:
    first, second, third = rows(edition)
    second, third = (replace(one, replaces=first.code) for one in (second, third))
    with pytest.raises(Refusal) as refused:
        actions.import_questions(edition, [first, second, third], by=SYSTEM)
    assert refused.value.code == "being_revised"
    actions.import_questions(edition, [first, second], by=SYSTEM)
    with pytest.raises(Refusal) as refused:
        actions.import_questions(edition, [third], by=SYSTEM)
    assert refused.value.code == "being_revised"
    moved = [replace(second, replaces=""), third]
    assert actions.import_questions(edition, moved, by=SYSTEM).changed == 1
    assert edition.questions.get(code=third.code).replaces.code == first.code


def test_two_questions_of_one_code_are_refused(edition: Edition) -> None:
    (row,) = rows(edition, 1)
    with pytest.raises(Refusal) as refused:
        actions.import_questions(edition, [row, row], by=SYSTEM)
    assert refused.value.code == "code_twice"
    assert not edition.questions.exists()


def test_whoever_may_not_write_questions_imports_none(
    edition: Edition, auditor: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.import_questions(edition, rows(edition), by=auditor)
    with pytest.raises(NotPermitted):
        actions.keep_file(edition, by=auditor, name="a.xlsx", data=b"1")
    assert not edition.questions.exists()


def test_ten_times_the_questions_take_no_more_statements(edition: Edition) -> None:
    counts = []
    for count in (4, 34):
        # As many as SQLite takes in one statement.
        coming = [
            replace(one, code=f"{one.code}-{count}") for one in rows(edition, count)
        ]
        with CaptureQueriesContext(connection) as statements:
            actions.import_questions(edition, coming, by=SYSTEM)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 20


# The file


def test_a_file_is_taken_in_once(edition: Edition, editor: User) -> None:
    kept = actions.keep_file(edition, by=editor, name="题库.xlsx", data=b"1")
    reading = Reading(questions=rows(edition))
    done = actions.import_file(kept, reading, by=editor)
    kept.refresh_from_db()
    assert (kept.new, kept.changed, kept.file.name) == (done.new, 0, "")
    each = Entry.objects.filter(verb="assessment.import_question")
    assert {one.object_id for one in each} == {
        str(question.pk) for question in edition.questions.all()
    }
    sha256 = hashlib.sha256(b"1").hexdigest()
    assert each[0].data == {"new": 3, "changed": 0, "sha256": sha256}
    with pytest.raises(Refusal) as refused:
        actions.import_file(kept, reading, by=editor)
    assert refused.value.code == "so_already"


def test_a_file_is_taken_in_by_its_sender_and_without_a_mistake(
    edition: Edition, editor: User, registrar: User
) -> None:
    kept = actions.keep_file(edition, by=editor, name="题库.xlsx", data=b"1")
    reading = Reading(questions=rows(edition))
    with pytest.raises(NotPermitted):
        actions.import_file(kept, reading, by=registrar)
    reading.problems.append(Problem("Q!A2", "…"))
    with pytest.raises(Refusal) as refused:
        actions.import_file(kept, reading, by=editor)
    assert refused.value.code == "file_has_mistakes"
    assert not edition.questions.exists()
    assert QuestionFile.objects.waiting().get() == kept


def test_the_next_file_takes_the_place_of_one_not_confirmed(
    edition: Edition, editor: User, registrar: User
) -> None:
    other = actions.keep_file(edition, by=registrar, name="a.xlsx", data=b"1")
    for name in ("b.xlsx", "c.xlsx"):
        actions.keep_file(edition, by=editor, name=name, data=b"2")
    waiting = QuestionFile.objects.waiting()
    assert [one.name for one in waiting.visible_to(editor)] == ["c.xlsx"]
    assert waiting.visible_to(registrar).get() == other


def test_a_file_that_nobody_confirms_goes_after_a_week(
    edition: Edition,
    editor: User,
    registrar: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    old = actions.keep_file(edition, by=editor, name="a.xlsx", data=b"1")
    new = actions.keep_file(edition, by=registrar, name="b.xlsx", data=b"2")
    QuestionFile.objects.filter(pk=old.pk).update(
        sent_at=timezone.now() - timedelta(days=8)
    )
    with django_capture_on_commit_callbacks(execute=True):
        tasks.forget_question_files()
    assert QuestionFile.objects.get() == new
    assert not old.file.storage.exists(old.file.name)
    assert new.file.storage.exists(new.file.name)


def test_a_file_of_a_draft_goes_with_the_draft(
    edition: Edition, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    draft = draft_edition(edition, version="1.1", by=editor)
    kept = actions.keep_file(draft, by=editor, name="a.xlsx", data=b"1")
    with django_capture_on_commit_callbacks(execute=True):
        discard_draft(draft, by=editor)
    assert not QuestionFile.objects.exists()
    assert not kept.file.storage.exists(kept.file.name)


def test_a_file_too_large_is_refused(
    edition: Edition, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("school.assessment.actions.exchange.LARGEST_FILE", 3)
    with pytest.raises(Refusal) as refused:
        actions.keep_file(edition, by=editor, name="a.xlsx", data=b"1234")
    assert refused.value.code == "file_too_large"
