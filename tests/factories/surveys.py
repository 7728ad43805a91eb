from datetime import timedelta

from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.feedback.models import ClassSurvey, SurveyAnswer, SurveyCall, SurveyLink
from school.feedback.surveys import rules
from school.lib.crypto import fingerprint
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

EVEN = dict.fromkeys(rules.QUESTIONS, 4)


def make_survey(cohort: Cohort, *, days_ago: int = 0) -> ClassSurvey:
    opened = timezone.localdate() - timedelta(days=days_ago)
    return ClassSurvey.objects.create(
        cohort=cohort,
        opened_on=opened,
        until=opened + timedelta(days=rules.OPEN_DAYS),
    )


def make_call(survey: ClassSurvey, enrollment: Enrollment) -> SurveyCall:
    return SurveyCall.objects.create(survey=survey, enrollment=enrollment)


def make_link(call: SurveyCall, key: str) -> SurveyLink:
    return SurveyLink.objects.create(call=call, digest=fingerprint(key))


def make_answer(cohort: Cohort, words: str = "", **marks: int) -> SurveyAnswer:
    return SurveyAnswer.objects.create(
        class_code=cohort.code,
        month=timezone.localdate().replace(day=1),
        words=words,
        **{**EVEN, **marks},
    )


def make_asked(
    cohort: Cohort, asked: int, answers: int, *, days_ago: int = 30, **marks: int
) -> ClassSurvey:
    """A survey of so many, so many of whom answered alike."""
    survey = make_survey(cohort, days_ago=days_ago)
    for number in range(asked):
        enrollment = make_enrollment(
            cohort,
            make_trainee(f"{cohort.name}答{number}"),
            status=Enrollment.Status.COMPLETED,
        )
        SurveyCall.objects.create(
            survey=survey, enrollment=enrollment, is_answered=number < answers
        )
    for _number in range(answers):
        make_answer(cohort, **marks)
    return survey
