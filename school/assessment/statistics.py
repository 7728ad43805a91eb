"""What the exams sat so far say about the questions of an edition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, QuerySet

from school.assessment.models import Attempt, Paper, Question
from school.assessment.rules import items
from school.assessment.rules.answers import Key, is_right
from school.assessment.rules.items import Asked, Finding, Item, Response
from school.courses.models import Edition


@dataclass(frozen=True, slots=True)
class Measured:
    """A question with its figures; `times_used` counts every paper that had it."""

    question: Question
    times_used: int
    item: Item


def measured(edition: Edition) -> list[Measured]:
    """Every question of the edition; three queries, however many there are."""
    return _measured(edition.questions.all(), Paper.objects.all(), edition)


def measured_one(question: Question) -> Measured:
    """Of one question; only the papers that had it are read."""
    its_own = Paper.objects.filter(attempt__papers__question=question)
    edition = question.edition
    return _measured(edition.questions.filter(pk=question.pk), its_own, edition)[0]


def findings_of(rows: Iterable[Measured]) -> list[Measured]:
    """What is to be looked at, the gravest first."""
    order = list(Finding)
    found = [row for row in rows if row.item.findings]
    return sorted(found, key=lambda row: order.index(row.item.findings[0]))


def _measured(
    asked: "QuerySet[Question]", papers: "QuerySet[Paper]", edition: Edition
) -> list[Measured]:
    wanted = list(
        asked.select_related("module")
        .annotate(times_used=Count("papers"))
        .order_by("code")
    )
    found = items.measure([_asked(one) for one in wanted], _sittings(papers, edition))
    return [
        Measured(question, question.times_used, found[question.pk])
        for question in wanted
    ]


def _asked(question: Question) -> Asked:
    return Asked(
        question.pk,
        question.kind,
        tuple(option["key"] for option in question.options),
        tuple(question.answer),
    )


def _key(question: Question) -> Key:
    """As it was written: a correction that gives the point would hide the fault."""
    return Key(question.kind, tuple(question.answer), question.tolerance)


def _sittings(
    papers: "QuerySet[Paper]", edition: Edition
) -> Iterable[Sequence[Response]]:
    """First sittings alone: whoever sits again has seen the right answers."""
    keys = {question.pk: _key(question) for question in edition.questions.all()}
    lines = (
        papers.filter(
            question__edition=edition,
            attempt__status=Attempt.Status.MARKED,
            attempt__number=1,
        )
        .order_by("attempt", "number")
        .values_list("attempt", "question", "answer__chosen")
    )
    for _attempt, sat in groupby(lines, key=itemgetter(0)):
        yield [
            Response(
                question, tuple(chosen or ()), is_right(keys[question], chosen or ())
            )
            for _attempt, question, chosen in sat
        ]
