"""The bank as a paper is drawn from it, and a paper drawn once more from its seed."""

from school.assessment.models import Attempt, Question
from school.assessment.rules.paper import (
    BankModule,
    BankQuestion,
    BankTooSmall,
    PaperLine,
    draw_paper,
)
from school.courses.models import Edition


def bank_of(edition: Edition) -> list[BankModule]:
    by_module: dict[int, list[BankQuestion]] = {}
    for question in Question.objects.for_exam().filter(edition=edition):
        by_module.setdefault(question.module_id, []).append(
            BankQuestion(
                id=question.pk,
                option_keys=tuple(option["key"] for option in question.options),
                keeps_order=question.kind == Question.Kind.TRUE_FALSE,
            )
        )
    return [
        BankModule(
            id=module.pk,
            minutes=module.theory_minutes + module.practical_minutes,
            questions=tuple(by_module.get(module.pk, ())),
            wanted=module.exam_questions,
        )
        for module in edition.modules.order_by("number")
    ]


def is_drawn_again(attempt: Attempt) -> bool:
    """Whether its seed draws the very paper again.

    It does as long as the bank has the questions that it had then.
    """
    edition = attempt.enrollment.cohort.edition
    try:
        again = draw_paper(
            bank_of(edition), total=edition.exam_questions, seed=attempt.seed
        )
    except BankTooSmall:
        return False
    return again == [
        PaperLine(paper.number, paper.question_id, tuple(paper.option_order))
        for paper in attempt.papers.all()
    ]
