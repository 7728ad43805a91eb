"""Questions that proved wrong: the keys in force, and whom a correction touches."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, JSONField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from school.assessment.access import current_results
from school.assessment.models import (
    Answer,
    Attempt,
    Correction,
    Paper,
    Question,
    Result,
)
from school.assessment.rules import corrections as rules
from school.assessment.rules.answers import Key, same_key
from school.assessment.rules.verdict import THEORY_LOW


@dataclass(frozen=True, slots=True)
class Affected:
    """A sitting that had the question: its points before and after."""

    attempt: Attempt
    before: int
    after: int
    # A result that is out and was lacking theory only turns to passed, or has turned.
    result_turns: bool

    @property
    def needed(self) -> int:
        return self.attempt.enrollment.cohort.edition.pass_theory

    @property
    def is_changed(self) -> bool:
        return self.after > self.before

    @property
    def passes_now(self) -> bool:
        """The theory exam was not passed in this sitting, and is now."""
        return self.before < self.needed <= self.after


def key_of(question: Question) -> Key:
    """How the question is marked now: what a later correction says, counts."""
    return keys_of([question])[question.pk]


def keys_of(
    questions: Iterable[Question], *, supposing: Correction | None = None
) -> dict[int, Key]:
    """The keys of many questions in one query; `supposing` as if it were confirmed."""
    found = {question.pk: question for question in questions}
    said = _said(found)
    if supposing is not None:
        said[supposing.question_id].append(_as_rule(supposing))
    return {
        pk: rules.corrected(_written(question), said[pk])
        for pk, question in found.items()
    }


def is_corrected(question: Question, key: Key) -> bool:
    return key != _written(question)


def answer_in_force() -> Coalesce:
    """For lists of questions: the answer that counts now, in SQL."""
    said = Correction.objects.in_force().filter(question=OuterRef("pk")).reverse()
    new_key = Case(When(kind=Correction.Kind.NEW_KEY, then="answer"))
    latest = Subquery(said.annotate(new_key=new_key).values("new_key")[:1])
    return Coalesce(latest, "answer", output_field=JSONField())


def write_key(question: Question, key: Key) -> None:
    """As its own, where it is written anew."""
    question.answer, question.tolerance = list(key.answer), key.tolerance


def copies_of(
    question: Question, *, among: QuerySet[Question] | None = None
) -> list[Question]:
    """The same question in the other editions of the course, whichever was the first."""
    rows = Question.objects.all() if among is None else among
    same = rows.filter(
        edition__course=question.edition.course_id, code=question.code
    ).exclude(pk=question.pk)
    return [
        one
        for one in same.select_related("edition").order_by("pk")
        if (one.stem_zh, one.options) == (question.stem_zh, question.options)
    ]


def unheeded(question: Question) -> Correction | None:
    """The last correction of the same question elsewhere that its own key does not follow."""
    pks = [question.pk, *(one.pk for one in copies_of(question))]
    last = Correction.objects.in_force().filter(question__in=pks).last()
    if last is None or last.question_id == question.pk:
        return None
    wanted = rules.corrected(_written(question), [_as_rule(last)])
    return None if same_key(wanted, key_of(question)) else last


def sittings_with(question_id: int) -> list[Attempt]:
    """The marked sittings that had the question."""
    return list(
        Attempt.objects.filter(
            status=Attempt.Status.MARKED, papers__question=question_id
        )
        .select_related("enrollment__person", "enrollment__cohort__edition")
        .order_by("enrollment__cohort__name", "enrollment__person__name", "pk")
    )


def foreseen(correction: Correction) -> list[Affected]:
    """What confirming would do, sitting by sitting; nothing is written."""
    attempts = sittings_with(correction.question_id)
    points = fresh_points(attempts, supposing=correction)
    results = current_results([one.enrollment_id for one in attempts])
    return [
        _foreseen(
            one,
            rules.remarked(one.points or 0, points[one.pk]),
            results.get(one.enrollment_id),
        )
        for one in attempts
    ]


def done(correction: Correction) -> list[Affected]:
    """What confirming has done so far: the sittings whose mark has risen."""
    remarks = correction.remarks.select_related(
        "attempt__enrollment__person", "attempt__enrollment__cohort__edition"
    ).order_by(
        "attempt__enrollment__cohort__name",
        "attempt__enrollment__person__name",
        "attempt_id",
    )
    found = list(remarks)
    decided = Result.objects.current().select_related("supersedes")
    on = decided.filter(enrollment__in=[one.attempt.enrollment_id for one in found])
    results = {result.enrollment_id: result for result in on}
    return [
        Affected(
            attempt=one.attempt,
            before=one.points_before,
            after=one.points_after,
            result_turns=_has_turned(
                results.get(one.attempt.enrollment_id), correction
            ),
        )
        for one in found
    ]


def _foreseen(attempt: Attempt, after: int, result: Result | None) -> Affected:
    before = attempt.points or 0
    needed = attempt.enrollment.cohort.edition.pass_theory
    lacks = {reason["code"] for reason in result.reasons} if result else set()
    turns = before < needed <= after and lacks == {THEORY_LOW}
    return Affected(attempt, before, after, result_turns=turns)


def _has_turned(result: Result | None, correction: Correction) -> bool:
    """The decision that stands was taken after the correction, and was another before."""
    if result is None or result.supersedes is None or correction.confirmed_at is None:
        return False
    is_later = result.decided_at >= correction.confirmed_at
    return is_later and result.has_passed and not result.supersedes.has_passed


def fresh_points(
    attempts: Sequence[Attempt], *, supposing: Correction | None = None
) -> dict[int, int]:
    """Each sitting marked afresh by the keys in force, in a constant number of queries."""
    papers: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Paper.objects.filter(attempt__in=attempts).values_list(
        "attempt_id", "pk", "question_id"
    )
    for attempt_id, paper_id, question_id in rows:
        papers[attempt_id].append((paper_id, question_id))
    asked = {question for lines in papers.values() for _paper, question in lines}
    keys = keys_of(Question.objects.filter(pk__in=asked), supposing=supposing)
    chosen = dict(
        Answer.objects.filter(paper__attempt__in=attempts).values_list(
            "paper_id", "chosen"
        )
    )
    return {
        one.pk: rules.fresh_points(
            [keys[question] for _paper, question in papers[one.pk]],
            {
                place: chosen.get(paper, ())
                for place, (paper, _question) in enumerate(papers[one.pk])
            },
            points_each=one.enrollment.cohort.edition.exam_points_each,
        )
        for one in attempts
    }


def _said(question_ids: Collection[int]) -> dict[int, list[rules.Corrected]]:
    said: dict[int, list[rules.Corrected]] = defaultdict(list)
    for one in Correction.objects.in_force().filter(question__in=question_ids):
        said[one.question_id].append(_as_rule(one))
    return said


def _as_rule(correction: Correction) -> rules.Corrected:
    return rules.Corrected(
        correction.kind, tuple(correction.answer), correction.tolerance
    )


def _written(question: Question) -> Key:
    return Key(question.kind, tuple(question.answer), question.tolerance)
