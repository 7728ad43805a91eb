"""The question bank goes along when a new edition is drafted."""

from datetime import datetime

from django.db import transaction

from school.assessment import corrections
from school.assessment.models import Question
from school.assessment.rules.answers import Accepts
from school.courses.models import Edition, Lesson
from school.courses.refusals import ModuleInUse
from school.journal import actions as journal
from school.journal.actors import Actor


@transaction.atomic
def copy_bank(
    edition: Edition, *, based_on: Edition, by: Actor, at: datetime
) -> list[Question]:
    """Copies under the same codes, tied to the new edition's modules and lessons.

    Whoever may draft the edition may do this: its questions are the same ones, with
    the review that they have. One that proved wrong goes along with the key that is
    right now, or, without one right answer, stays behind.
    """
    modules = {module.code: module.pk for module in edition.modules.all()}
    lessons = {
        lesson.code: lesson.pk
        for lesson in Lesson.objects.filter(module__edition=edition)
    }
    sources = _sources(based_on)
    copies = Question.objects.bulk_create(
        Question(
            **{
                **_values(source),
                "edition_id": edition.pk,
                "module_id": modules[source.module.code],
                "lesson_id": lessons.get(source.lesson.code) if source.lesson else None,
                "replaces_id": None,
            }
        )
        for source in sources
    )
    _tie_replacements(sources, copies)
    journal.record(
        by=by,
        verb="assessment.copy_bank",
        on=edition,
        data={"questions": len(copies), "from": based_on.version},
        at=at,
    )
    return copies


def _sources(edition: Edition) -> list[Question]:
    """The questions that have one right answer, each with the one that is right now."""
    questions = edition.questions.select_related("module", "lesson")
    keys = corrections.keys_of(questions)
    found = []
    for question in questions:
        key = keys[question.pk]
        if key.accepts is Accepts.THE_ANSWER:
            corrections.write_key(question, key)
            found.append(question)
    return found


def refuse_modules_with_questions(edition: Edition, codes: list[str]) -> None:
    asked = Question.objects.filter(module__edition=edition, module__code__in=codes)
    if question := asked.select_related("module").first():
        raise ModuleInUse(title=str(question.module))


def _values(question: Question) -> dict[str, object]:
    return {
        field.attname: getattr(question, field.attname)
        for field in question._meta.concrete_fields
        if not field.primary_key
    }


def _tie_replacements(sources: list[Question], copies: list[Question]) -> None:
    """A new wording stays the new wording of the same question."""
    by_source = {source.pk: copy for source, copy in zip(sources, copies, strict=True)}
    tied = []
    for source in sources:
        if source.replaces_id in by_source:
            copy = by_source[source.pk]
            copy.replaces = by_source[source.replaces_id]
            tied.append(copy)
    Question.objects.bulk_update(tied, ["replaces"], batch_size=200)
