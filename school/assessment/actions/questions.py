"""Writing the question bank. A question that has been in a paper keeps its words."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from school.assessment import corrections, refusals
from school.assessment.models import Question
from school.assessment.rules.answers import Accepts
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User

Status = Question.Status
OPEN = (Status.DRAFT, Status.IN_REVIEW)
# What is asked and what is right: changed, it is read by a second person again.
WORDING = [
    "edition_id",
    "module_id",
    "code",
    "kind",
    "stem_zh",
    "stem_en",
    "picture_id",
    "options",
    "answer",
    "tolerance",
    "unit_zh",
    "unit_en",
]
COPIED = [*WORDING, "lesson_id", "standard_id", "difficulty", "use"]
COPIED += ["explanation_zh", "explanation_en"]
# How it stands: not the writer's to change, and not as old as what the writer read.
STANDING = ["status", "written_by_id", "reviewed_by_id", "reviewed_at", "replaces_id"]
CODE_LENGTH = Question._meta.get_field("code").max_length or 0


@transaction.atomic
def write_question(
    question: Question, *, by: Actor, at: datetime | None = None
) -> Question:
    """Keep a new question, or a change of one; of a used one only what is no wording.

    New words make a draft of it, whatever it was.
    """
    is_new = question.pk is None
    right = "assessment.add_question" if is_new else "assessment.change_question"
    if not by.has_perm(right):
        raise NotPermitted
    changed = [] if is_new else _changed(question)
    if changed and question.keeps_its_words:
        raise refusals.QuestionUsed(code=question.code)
    if is_new or changed:
        _refuse_rival(question)
        _begin_again(question, by=by)
    question.save()
    journal.record(
        by=by,
        verb="assessment.write_question",
        on=question,
        data={"is_new": is_new, "changed": changed, "status": question.status},
        at=at,
    )
    return question


@transaction.atomic
def revise(question: Question, *, by: Actor, at: datetime | None = None) -> Question:
    """A draft with the words of the question, to take its place once it is approved."""
    if not by.has_perm("assessment.add_question"):
        raise NotPermitted
    question = locked(question)
    if question.status in OPEN:
        raise refusals.NotSettled(code=question.code)
    if successor := question.replacements.exclude(status=Status.RETIRED).first():
        raise refusals.BeingRevised(code=question.code, other=successor.code)
    draft = Question(**{name: getattr(question, name) for name in COPIED})
    corrections.write_key(draft, corrections.key_of(question))
    draft.code = _next_code(question)
    draft.replaces = question
    _begin_again(draft, by=by)
    draft.save()
    journal.record(
        by=by,
        verb="assessment.revise",
        on=draft,
        data={"replaces": question.code},
        at=at,
    )
    return draft


@transaction.atomic
def put_in_use(
    question: Question, *, by: Actor, at: datetime | None = None
) -> Question:
    """New papers may draw it again from now on."""
    if not by.has_perm("assessment.change_question"):
        raise NotPermitted
    if question.status == Status.RETIRED and (other := _other_wording(question)):
        raise refusals.OtherWording(other=other.code)
    refuse_former_key(question)
    _move(question, to=Status.APPROVED, since=Status.RETIRED)
    journal.record(by=by, verb="assessment.put_in_use", on=question, at=at)
    return question


@transaction.atomic
def take_out_of_use(
    question: Question, *, by: Actor, reason: str = "", at: datetime | None = None
) -> Question:
    """No new paper draws it; papers that have it stay as they are."""
    if not by.has_perm("assessment.change_question"):
        raise NotPermitted
    _move(question, to=Status.RETIRED, since=Status.APPROVED)
    journal.record(
        by=by, verb="assessment.take_out_of_use", on=question, reason=reason, at=at
    )
    return question


def refuse_former_key(question: Question) -> None:
    """What a correction said of these words, here or in another edition, is heeded."""
    if corrections.key_of(question).accepts is not Accepts.THE_ANSWER:
        raise refusals.ProvedWrong(code=question.code)
    if unheeded := corrections.unheeded(question):
        version = unheeded.question.edition.version
        raise refusals.CorrectedElsewhere(code=question.code, version=version)


def locked(question: Question) -> Question:
    return (
        Question.objects.select_for_update(of=("self",))
        .select_related("replaces")
        .get(pk=question.pk)
    )


def _begin_again(question: Question, *, by: Actor) -> None:
    question.status = Status.DRAFT
    question.written_by = by if isinstance(by, User) else None
    question.reviewed_by = question.reviewed_at = None


def _move(question: Question, *, to: Status, since: Status) -> None:
    status = locked(question).status
    if status == to:
        raise refusals.SoAlready
    if status != since:
        raise refusals.NotSettled(code=question.code)
    question.status = to
    question.save(update_fields=["status"])


def _other_wording(question: Question) -> Question | None:
    """What has taken its place, or what it had taken the place of."""
    related = Q(replaces=question, status=Status.APPROVED)
    if question.replaces_id:
        related |= Q(pk=question.replaces_id, status=Status.APPROVED)
        related |= Q(replaces=question.replaces_id) & ~Q(status=Status.RETIRED)
    return Question.objects.filter(related).exclude(pk=question.pk).first()


def _refuse_rival(question: Question) -> None:
    """Of what it replaces there is no other new wording."""
    if former := question.replaces:
        others = former.replacements.exclude(status=Status.RETIRED)
        if other := others.exclude(pk=question.pk).first():
            raise refusals.BeingRevised(code=former.code, other=other.code)


def _changed(question: Question) -> list[str]:
    """What is written anew. It stands as it does now, not as when it was read."""
    before = locked(question)
    for name in STANDING:
        setattr(question, name, getattr(before, name))
    return [
        name for name in WORDING if getattr(before, name) != getattr(question, name)
    ]


def _next_code(question: Question) -> str:
    """EC-Q23 becomes EC-Q23r2, and that EC-Q23r3."""
    stem, serial = question.code, 1
    if found := re.fullmatch(r"(.+)r(\d+)", question.code):
        stem, serial = found[1], int(found[2])
    taken = set(
        Question.objects.filter(edition=question.edition_id).values_list(
            "code", flat=True
        )
    )
    while True:
        serial += 1
        tail = f"r{serial}"
        code = stem[: CODE_LENGTH - len(tail)] + tail
        if code not in taken:
            return code
