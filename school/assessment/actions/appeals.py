"""Appeals: made and withdrawn by the trainee, given to an examiner by the registrar."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import appeals
from school.assessment.access import can_release, is_candidate
from school.assessment.models import Appeal, Result
from school.assessment.refusals import appeals as refusals
from school.enrollment.models import Enrollment
from school.enrollment.places import held_with_lines
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify_colleague
from school.people.access import holders_of
from school.people.models import User
from school.ui.templatetags.ui import full_date, listed


@transaction.atomic
def lodge_appeal(
    enrollment: Enrollment,
    *,
    stations: Sequence[str],
    words: str,
    by: Actor,
    at: datetime | None = None,
) -> Appeal:
    """Say which stations of the result that stands were marked wrongly, and why."""
    now = at or timezone.now()
    if not is_candidate(by, enrollment):
        raise NotPermitted
    held_with_lines(enrollment.cohort_id)
    result = _result_of(enrollment)
    if Appeal.objects.standing().filter(result__practical=result.practical).exists():
        raise refusals.AppealedAlready
    deadline = _deadline(result, at=now)
    chosen = [
        place for place in appeals.appealable(result) if place.station.code in stations
    ]
    if not chosen:
        raise refusals.StationNotMarked
    made = Appeal.objects.create(
        result=result, words=words, deadline=deadline, lodged_at=now
    )
    made.stations.set(chosen)
    journal.record(
        by=by,
        verb="assessment.lodge_appeal",
        on=made,
        data={"stations": [place.station.code for place in chosen]},
        at=now,
    )
    _tell_registrars(made, enrollment, by=by, at=now)
    return made


def _tell_registrars(
    made: Appeal, enrollment: Enrollment, *, by: Actor, at: datetime
) -> None:
    for user in holders_of("assessment.release_practical"):
        notify_colleague(
            user,
            kind="appeal_made",
            context={"cohort": enrollment.cohort.name},
            link=reverse("assessment_desk:appeal", args=[made.code]),
            by=by,
            at=at,
        )


def _result_of(enrollment: Enrollment) -> Result:
    results = Result.objects.current().select_related(
        "practical__enrollment__cohort__edition"
    )
    result = results.filter(enrollment=enrollment).first()
    if result is None or result.practical is None:
        raise refusals.NothingToAppeal
    return result


def _deadline(result: Result, *, at: datetime) -> date:
    practical = result.practical
    if practical is None or practical.released_at is None:
        raise refusals.NothingToAppeal
    if appeals.has_retake(practical):
        raise refusals.RetakeIsOpen
    last = appeals.last_day(practical)
    if last is None:
        raise refusals.NoAppeals
    if timezone.localdate(at) > last:
        raise refusals.AppealTooLate(day=full_date(last))
    return last


@transaction.atomic
def withdraw_appeal(appeal: Appeal, *, by: Actor, at: datetime | None = None) -> Appeal:
    """By the trainee, until it is heard; in time she may appeal again."""
    now = at or timezone.now()
    if not is_candidate(by, appeal.result.enrollment):
        raise NotPermitted
    close_appeal(appeal, Appeal.Status.WITHDRAWN, at=now)
    journal.record(by=by, verb="assessment.withdraw_appeal", on=appeal, at=now)
    return appeal


@transaction.atomic
def give_appeal(
    appeal: Appeal, *, examiner: User, by: Actor, at: datetime | None = None
) -> Appeal:
    """Let an examiner hear it who neither marked these stations nor teaches the class."""
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    held_with_lines(appeal.result.enrollment.cohort_id)
    check_fit(appeal, examiner)
    if not Appeal.objects.open().filter(pk=appeal.pk).update(examiner=examiner):
        raise refusals.AppealClosed
    appeal.refresh_from_db()
    journal.record(
        by=by,
        verb="assessment.give_appeal",
        on=appeal,
        data={"examiner": examiner.pk},
        at=now,
    )
    notify_colleague(
        examiner,
        kind="appeal_given",
        context={"cohort": appeal.result.enrollment.cohort.name},
        link=reverse("assessment:hearing", args=[appeal.code]),
        by=by,
        at=now,
    )
    return appeal


@transaction.atomic
def reopen_appeal(
    appeal: Appeal, *, by: Actor, reason: str, at: datetime | None = None
) -> Appeal:
    """Have it heard once more, by somebody else; what was raised stays raised."""
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    held_with_lines(appeal.result.enrollment.cohort_id)
    practical = appeal.result.practical
    if practical is None or appeals.has_retake(practical):
        raise refusals.RetakeIsOpen
    heard = Appeal.objects.filter(pk=appeal.pk, status=Appeal.Status.HEARD)
    if not heard.update(status=Appeal.Status.OPEN, examiner=None, closed_at=None):
        raise refusals.AppealOpen
    appeal.refresh_from_db()
    journal.record(
        by=by, verb="assessment.reopen_appeal", on=appeal, reason=reason, at=now
    )
    return appeal


def check_fit(appeal: Appeal, examiner: User) -> None:
    if against := appeals.reasons_against(appeal, examiner):
        raise refusals.HearerUnfit(name=examiner.get_full_name(), why=listed(against))


def close_appeal(
    appeal: Appeal, status: str, *, at: datetime, examiner: User | None = None
) -> None:
    """Of two who would end it at once, one does."""
    waiting = Appeal.objects.open().filter(pk=appeal.pk)
    if examiner is not None:
        waiting = waiting.filter(examiner=examiner)
    if not waiting.update(status=status, closed_at=at):
        raise refusals.AppealClosed
    appeal.refresh_from_db()
