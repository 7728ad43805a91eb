"""Practising the questions of one's edition: which there are, and how one gets on."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from school.assessment.draws import as_drawn
from school.assessment.models import Answer, Attempt, Paper, Practised, Question
from school.assessment.rules.paper import shown_order
from school.assessment.rules.practice import Tried, pick
from school.courses.models import Module
from school.enrollment.models import Enrollment

MIXED = "mixed"
MISTAKES = "mistakes"


@dataclass(frozen=True, slots=True)
class ModuleCount:
    """A module's questions: how many there are, tried so far, and to be gone over again."""

    module: Module
    questions: Sequence[Tried]

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def tried(self) -> int:
        return sum(one.tries > 0 for one in self.questions)

    @property
    def mistakes(self) -> int:
        return sum(one.is_mistake for one in self.questions)


def is_sitting(enrollment: Enrollment) -> bool:
    """An exam is in progress: there is no practising beside it, in whatever class."""
    return Attempt.objects.filter(
        enrollment__person=enrollment.person_id, status=Attempt.Status.STARTED
    ).exists()


def tried_by(enrollment: Enrollment) -> list[Tried]:
    """Every question to practise, as this trainee has met it so far: two queries."""
    questions = (
        Question.objects.for_practice()
        .filter(edition=enrollment.cohort.edition_id)
        .order_by("pk")
        .values_list("pk", "module_id")
    )
    met = {one.question_id: one for one in enrollment.practised.all()}
    return [_tried(pk, module_id, met.get(pk)) for pk, module_id in questions]


def by_module(enrollment: Enrollment, tried: Sequence[Tried]) -> list[ModuleCount]:
    modules = Module.objects.filter(edition=enrollment.cohort.edition_id)
    counts = [
        ModuleCount(module, [one for one in tried if one.module_id == module.pk])
        for module in modules.order_by("number")
    ]
    return [count for count in counts if count.total]


def mistakes(tried: Sequence[Tried]) -> int:
    return sum(one.is_mistake for one in tried)


def next_question(
    enrollment: Enrollment, part: str, *, but: int | None = None
) -> Question | None:
    """The next question of a part: a module's number, everything mixed, or the mistakes."""
    tried = tried_by(enrollment)
    if part == MISTAKES:
        tried = [one for one in tried if one.is_mistake]
    elif part != MIXED:
        wanted = Module.objects.filter(
            edition=enrollment.cohort.edition_id, number=part
        ).values_list("pk", flat=True)
        tried = [one for one in tried if one.module_id in set(wanted)]
    picked = pick(tried, chance=Random(secrets.randbits(62)), but=but)
    return Question.objects.get(pk=picked) if picked else None


def _tried(question_id: int, module_id: int, met: Practised | None) -> Tried:
    if met is None:
        return Tried(question_id, module_id)
    return Tried(
        question_id,
        module_id,
        tries=met.tries,
        was_wrong=met.was_wrong,
        streak=met.streak,
    )


def is_part(part: str) -> bool:
    """Whether it names a part at all: a module's number, or one of the two words."""
    return part in (MIXED, MISTAKES) or (part.isdecimal() and len(part) <= 3)


def sheet_of(
    enrollment: Enrollment, question: Question, *, chosen: Sequence[str] = ()
) -> Paper:
    """The question as a paper shows it, with a mixed order of options; never saved.

    The order stays the same from the question to its explanation.
    """
    chance = Random(f"{enrollment.pk}-{question.pk}")
    keys = shown_order(as_drawn(question), chance)
    paper = Paper(question=question, number=0, option_order=list(keys))
    if chosen:
        paper.answer = Answer(chosen=list(chosen))
    return paper
