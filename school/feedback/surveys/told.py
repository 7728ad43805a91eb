"""What the answers of classes come to: read once, and never of fewer than nine."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import SystemRandom

from django.db.models import Count, QuerySet

from school.courses.models import Cohort
from school.feedback.models import ClassSurvey, SurveyAnswer
from school.feedback.surveys import rules
from school.feedback.surveys.rules import QUESTIONS, Tally
from school.lib.masking import SMALLEST


@dataclass(frozen=True, slots=True)
class Told:
    """Of one class whose survey is over; with five to eight answers their number, with fewer nothing."""

    until: date
    tally: Tally
    distributions: dict[str, list[tuple[tuple[int, ...], int]]]
    words: Sequence[str]


def tallies_of(cohorts: QuerySet[Cohort], *, on: date) -> dict[int, Tally]:
    """By class, of those whose survey is over: two queries, however many answered."""
    surveys = ClassSurvey.objects.filter(cohort__in=cohorts, until__lt=on)
    asked = {
        cohort: (code, number)
        for cohort, code, number in surveys.annotate(asked=Count("calls")).values_list(
            "cohort_id", "cohort__code", "asked"
        )
    }
    marks: dict[str, list[rules.Marks]] = defaultdict(list)
    codes = [code for code, _number in asked.values()]
    for code, *given in SurveyAnswer.objects.filter(class_code__in=codes).values_list(
        "class_code", *QUESTIONS
    ):
        marks[code].append(dict(zip(QUESTIONS, given, strict=True)))
    return {
        cohort: rules.tally(number, marks[code])
        for cohort, (code, number) in asked.items()
    }


def told_of(cohort: Cohort, *, on: date) -> Told | None:
    """None while nobody was asked, or the survey goes on."""
    survey = ClassSurvey.objects.filter(cohort=cohort, until__lt=on).first()
    if survey is None:
        return None
    answers = list(SurveyAnswer.objects.filter(class_code=cohort.code))
    given = [{name: getattr(one, name) for name in QUESTIONS} for one in answers]
    tally = rules.tally(survey.calls.count(), given)
    if not tally.is_told:
        # Of fewer than five not even how many: what was not told cannot be told apart.
        some = tally.answers if tally.answers >= SMALLEST else 0
        return Told(survey.until, Tally(tally.asked, some, classes=1), {}, ())
    said = [one.words for one in answers if one.words]
    SystemRandom().shuffle(said)
    return Told(
        survey.until,
        tally,
        {name: rules.distribution([one[name] for one in given]) for name in QUESTIONS},
        said,
    )
