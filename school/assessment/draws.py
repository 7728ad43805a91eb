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

# Ids of questions by id of module, as JSON keeps them.
Pool = dict[str, list[int]]


def as_drawn(question: Question) -> BankQuestion:
    return BankQuestion(
        id=question.pk,
        option_keys=tuple(option["key"] for option in question.options),
        keeps_order=question.kind == Question.Kind.TRUE_FALSE,
    )


def bank_of(edition: Edition) -> list[BankModule]:
    by_module: dict[int, list[BankQuestion]] = {}
    for question in Question.objects.for_exam().filter(edition=edition):
        by_module.setdefault(question.module_id, []).append(as_drawn(question))
    return _modules(edition, by_module)


def pool_of(bank: list[BankModule]) -> Pool:
    return {str(one.id): [question.id for question in one.questions] for one in bank}


def is_drawn_again(attempt: Attempt) -> bool:
    """Whether its seed draws the very paper again from what it was drawn from then.

    A question in a paper keeps its wording; of the others the draw knows no more than
    that they were there.
    """
    edition = attempt.enrollment.cohort.edition
    papers = attempt.papers.select_related("question")
    drawn = {paper.question_id: as_drawn(paper.question) for paper in papers}
    by_module = {
        int(module): [drawn.get(pk, BankQuestion(pk, ())) for pk in questions]
        for module, questions in attempt.pool.items()
    }
    try:
        again = draw_paper(
            _modules(edition, by_module),
            total=edition.exam_questions,
            seed=attempt.seed,
        )
    except BankTooSmall:
        return False
    return again == [
        PaperLine(paper.number, paper.question_id, tuple(paper.option_order))
        for paper in papers
    ]


def _modules(
    edition: Edition, by_module: dict[int, list[BankQuestion]]
) -> list[BankModule]:
    return [
        BankModule(
            id=module.pk,
            minutes=module.theory_minutes + module.practical_minutes,
            questions=tuple(by_module.get(module.pk, ())),
            wanted=module.exam_questions,
        )
        for module in edition.modules.order_by("number")
    ]
