"""A question of the bank as a trainee would get it, before it is in any paper."""

from random import Random

from school.assessment.draws import as_drawn
from school.assessment.models import Paper, Question
from school.assessment.papers import Asked, asked_of
from school.assessment.rules.paper import shown_order


def preview_of(question: Question) -> Asked:
    keys = [option["key"] for option in question.options]
    if question.kind == Question.Kind.ORDERING:
        # As a paper does it; the same at every look, so that two readers see one thing.
        keys = list(shown_order(as_drawn(question), Random(question.pk)))
    return asked_of([Paper(question=question, number=1, option_order=keys)])[0]
