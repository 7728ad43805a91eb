from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.feedback.models import ClassSurvey, SurveyAnswer, SurveyCall, SurveyLink
from school.feedback.surveys import refusals, rules
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.crypto import fingerprint
from school.lib.masking import SMALLEST
from school.lib.one_by_one import one_by_one
from school.notices import doors
from school.notices.actions import notify
from school.ui.templatetags.ui import full_date

Status = Enrollment.Status
WORDS = 300


@transaction.atomic
def open_survey(
    cohort: Cohort, *, by: Actor = SYSTEM, at: datetime | None = None
) -> ClassSurvey | None:
    """Ask the trainees of a class that is over. Fewer than five are not asked: no answer of theirs could be shown."""
    at = at or timezone.now()
    asked = Enrollment.objects.trainees().filter(
        cohort=cohort, status__in=[Status.COMPLETED, Status.NOT_COMPLETED]
    )
    if len(enrollments := list(asked.order_by("pk"))) < SMALLEST:
        return None
    today = timezone.localdate(at)
    survey, is_new = ClassSurvey.objects.get_or_create(
        cohort=cohort,
        defaults={
            "opened_on": today,
            "until": today + timedelta(days=rules.OPEN_DAYS),
        },
    )
    if not is_new:
        return survey
    for enrollment in enrollments:
        SurveyCall.objects.create(survey=survey, enrollment=enrollment)
    journal.record(
        by=by,
        verb="feedback.open_survey",
        on=survey,
        data={"asked": len(enrollments)},
        at=at,
    )
    tell(due_and_untold(at=at).filter(survey=survey), at=at)
    return survey


def due_and_untold(*, at: datetime) -> QuerySet[SurveyCall]:
    """Who has not answered, to be told for the first time or again."""
    today = timezone.localdate(at)
    now = Q()
    for told, days in enumerate(rules.REMIND_AFTER):
        turn = Q(times_told=told, survey__opened_on__lte=today - timedelta(days=days))
        if told:
            wait = timedelta(days=days - rules.REMIND_AFTER[told - 1])
            turn &= Q(told_on__lte=today - wait)
        now |= turn
    return SurveyCall.objects.filter(
        now, is_answered=False, survey__until__gte=today
    ).select_related(
        "survey", "enrollment__person__user", "enrollment__cohort__edition__course"
    )


def tell(calls: Iterable[SurveyCall], *, at: datetime) -> int:
    return sum(one_by_one(calls, partial(_tell, at=at)))


@transaction.atomic
def _tell(call: SurveyCall, *, at: datetime) -> bool:
    """False if that was done meanwhile."""
    claimed = SurveyCall.objects.filter(
        pk=call.pk, times_told=call.times_told, is_answered=False
    )
    today = timezone.localdate(at)
    if not claimed.update(times_told=call.times_told + 1, told_on=today):
        return False
    notice = notify(
        call.enrollment.person,
        kind="survey_open",
        context={"cohort": call.enrollment.cohort.name, "until": call.survey.until},
        link=reverse("feedback:survey", args=[call.code]),
        door=reverse("feedback:survey_by_link", args=["0"]).removesuffix("0/"),
        by=SYSTEM,
        at=at,
        sms=True,
    )
    SurveyLink.objects.create(call=call, digest=fingerprint(doors.key_of(notice)))
    return True


def find(key: str) -> SurveyCall:
    links = SurveyLink.objects.select_related("call__survey__cohort")
    link = links.filter(digest=fingerprint(key)).first()
    if link is None:
        raise refusals.SurveyUnknown
    return link.call


def check_open(call: SurveyCall, *, on: date) -> None:
    if call.is_answered:
        raise refusals.SurveyAnswered
    if call.survey.is_over(on=on):
        raise refusals.SurveyOver(day=full_date(call.survey.until))


@transaction.atomic
def answer(
    call: SurveyCall,
    *,
    marks: rules.Marks,
    words: str = "",
    at: datetime | None = None,
) -> None:
    """Take what she says, apart from that she said it.

    Hazard: no line in the journal, for its time could be set beside the answer's. Every
    call of the class is written anew, so that the database's own number of a transaction
    does not tell whose answer came with it.
    """
    at = at or timezone.now()
    calls = SurveyCall.objects.filter(survey=call.survey_id)
    held = {one.pk: one for one in calls.select_for_update().order_by("pk")}
    check_open(held[call.pk], on=timezone.localdate(at))
    if any(marks.get(question) not in rules.MARKS for question in rules.QUESTIONS):
        raise refusals.MarkMissing
    calls.update(
        is_answered=Case(
            When(pk=call.pk, then=Value(True)),
            default=F("is_answered"),
            output_field=BooleanField(),
        )
    )
    survey = call.survey
    SurveyAnswer.objects.create(
        class_code=survey.cohort.code,
        month=survey.opened_on.replace(day=1),
        words=words.strip()[:WORDS],
        **{question: marks[question] for question in rules.QUESTIONS},
    )
