"""Taking an edition's question bank in from the curriculum files."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from school.assessment import refusals
from school.assessment.models import Question
from school.courses.curriculum.plain import plain
from school.courses.curriculum.questions import FurtherQuestion
from school.courses.curriculum.questions import Question as WrittenQuestion
from school.courses.curriculum.rows import pair
from school.courses.models import Edition, Lesson, Standard
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.lib.sync import Counts, bring_in_line


@transaction.atomic
def load_questions(
    edition: Edition,
    questions: Iterable[WrittenQuestion],
    *,
    by: Actor,
    replace_draft: bool = False,
) -> Counts:
    """Make the bank of a new or changed edition what the files say.

    Not for an edition in use: its bank is kept at the desk from then on. What the desk
    has written in a draft is replaced only where that is said.
    """
    if not by.has_perm("assessment.change_question"):
        raise NotPermitted
    written = edition.questions.exclude(written_by=None).count()
    if written and not replace_draft:
        version = edition.version
        raise refusals.BankWrittenHere(
            course=edition.course.code, version=version, count=written
        )
    counts = bring_in_line(edition.questions.all(), _rows(edition, questions))[1]
    if counts.changed:
        journal.record(
            by=by,
            verb="assessment.load_questions",
            on=edition,
            data={"created": counts.created, "updated": counts.updated},
        )
    return counts


def _rows(
    edition: Edition, questions: Iterable[WrittenQuestion]
) -> dict[str, dict[str, Any]]:
    modules = {module.code: module.pk for module in edition.modules.all()}
    lessons = {
        lesson.code: lesson.pk
        for lesson in Lesson.objects.filter(module__edition=edition)
    }
    standards = {standard.code: standard.pk for standard in Standard.objects.all()}
    known = set(edition.questions.values_list("code", flat=True))
    rows: dict[str, dict[str, Any]] = {}
    for question in questions:
        further = question if isinstance(question, FurtherQuestion) else None
        standard = further.standard if further else None
        rows[question.id] = {
            "edition_id": edition.pk,
            "module_id": modules[question.module],
            "lesson_id": lessons[further.lesson] if further else None,
            "standard_id": standards[standard] if standard else None,
            "kind": question.type,
            "difficulty": further.difficulty if further else "",
            **pair("stem", question.stem),
            "options": plain(question.options),
            "answer": list(question.answer),
            **pair("explanation", question.explanation),
        }
        if question.id not in known:
            # The school's own files have been read by its experts.
            rows[question.id]["status"] = Question.Status.APPROVED
    return rows
