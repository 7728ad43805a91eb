"""Writing the question bank. A question that has been in a paper keeps its words."""

from django.db import transaction

from school.assessment import refusals
from school.assessment.models import Question
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted

Status = Question.Status
WORDING = [
    "edition_id",
    "module_id",
    "code",
    "kind",
    "stem_zh",
    "stem_en",
    "options",
    "answer",
]


@transaction.atomic
def write_question(question: Question, *, by: Actor) -> Question:
    """Keep a new question, or a change of one; of a used one only what is no wording."""
    is_new = question.pk is None
    right = "assessment.add_question" if is_new else "assessment.change_question"
    if not by.has_perm(right):
        raise NotPermitted
    changed = [] if is_new else _changed(question)
    if changed and question.papers.exists():
        raise refusals.QuestionUsed(code=question.code)
    question.save()
    journal.record(
        by=by,
        verb="assessment.write_question",
        on=question,
        data={"is_new": is_new, "changed": changed, "status": question.status},
    )
    return question


@transaction.atomic
def put_in_use(question: Question, *, by: Actor) -> Question:
    """New papers may draw it from now on."""
    _move(question, to=Status.APPROVED, since=Status.RETIRED, by=by)
    journal.record(by=by, verb="assessment.put_in_use", on=question)
    return question


@transaction.atomic
def take_out_of_use(question: Question, *, by: Actor) -> Question:
    """No new paper draws it; papers that have it stay as they are."""
    _move(question, to=Status.RETIRED, since=Status.APPROVED, by=by)
    journal.record(by=by, verb="assessment.take_out_of_use", on=question)
    return question


def _move(question: Question, *, to: Status, since: Status, by: Actor) -> None:
    if not by.has_perm("assessment.change_question"):
        raise NotPermitted
    if not Question.objects.filter(pk=question.pk, status=since).update(status=to):
        raise refusals.SoAlready
    question.status = to


def _changed(question: Question) -> list[str]:
    before = Question.objects.select_for_update().get(pk=question.pk)
    return [
        name for name in WORDING if getattr(before, name) != getattr(question, name)
    ]
