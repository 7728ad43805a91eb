"""Deciding by the pass rule and letting the results out, all together."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_release, current_results
from school.assessment.breakdown import breakdown_of
from school.assessment.evidence import (
    PracticalState,
    Standing,
    standing_of,
    standings,
)
from school.assessment.models import Practical, Result
from school.assessment.rules.verdict import (
    CRITICAL_FAIL,
    Evidence,
    PassMark,
    Verdict,
    decide,
)
from school.assessment.signals import result_decided
from school.attendance.rules import minutes_required
from school.courses.models import Cohort, Edition
from school.enrollment import actions as enrollment_actions
from school.enrollment.models import Enrollment
from school.enrollment.places import held_with_lines
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify

STAGES = [Cohort.Status.ASSESSING, Cohort.Status.COMPLETED]


@transaction.atomic
def release(
    cohort: Cohort,
    *,
    by: Actor,
    absent_too: bool = False,
    at: datetime | None = None,
) -> list[Result]:
    """Decide on everyone whose marks are complete, and tell each of them.

    Who has no theory or no practical waits, unless `absent_too`: then the missing
    part is the reason why not. After a retake the new decision supersedes the former.
    """
    if not can_release(by):
        raise NotPermitted
    cohort = held_with_lines(cohort.pk)
    # Marks that came in while this waited for the lock are older than the result.
    now = at or timezone.now()
    if cohort.status not in STAGES:
        raise refusals.NotAssessing(status=cohort.get_status_display())
    candidates = standings(candidates_of(cohort))
    former = current_results([one.enrollment.pk for one in candidates])
    decided = [
        _decide(standing, former.get(standing.enrollment.pk), by=by, at=now)
        for standing in to_decide(candidates, former, absent_too=absent_too)
    ]
    if not decided:
        waiting = sum(one.enrollment.pk not in former for one in candidates)
        raise refusals.NothingToRelease(waiting=waiting)
    journal.record(
        by=by,
        verb="assessment.release",
        on=cohort,
        data={"results": len(decided)},
        at=now,
    )
    return decided


@transaction.atomic
def decide_again(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Result | None:
    """Let a result that is out follow a mark that has risen; None where none follows.

    What is still being sat or marked, or is marked and not let out, waits for the next
    release. Who has passed stays passed.
    """
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    held_with_lines(enrollment.cohort_id)
    former = current_results([enrollment.pk]).get(enrollment.pk)
    if former is None:
        return None
    fresh = Enrollment.objects.select_related("person", "cohort__edition")
    standing = standing_of(fresh.get(pk=enrollment.pk))
    verdict = verdict_on(standing, standing.enrollment.cohort.edition)
    is_lost = former.has_passed and not verdict.has_passed
    is_same = former.theory_points == standing.theory_points
    if is_lost or is_same or standing.is_waiting or standing.has_unreleased:
        return None
    return _decide(standing, former, by=by, at=now)


@transaction.atomic
def decide_after_appeal(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Result | None:
    """Let the result follow marks that an appeal has raised; None where none follows.

    It never turns worse. Where a sitting is under way, the next release decides.
    """
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    held_with_lines(enrollment.cohort_id)
    former = current_results([enrollment.pk]).get(enrollment.pk)
    fresh = Enrollment.objects.select_related("person", "cohort__edition")
    standing = standing_of(fresh.get(pk=enrollment.pk))
    if former is None or standing.is_waiting or standing.has_unreleased:
        return None
    verdict = verdict_on(standing, standing.enrollment.cohort.edition)
    is_lost = former.has_passed and not verdict.has_passed
    if is_lost or not _is_new(standing, former):
        return None
    # Who appealed is told of the outcome, not of a release.
    return _decide(standing, former, by=by, at=now, tells=False)


def candidates_of(cohort: Cohort) -> list[Enrollment]:
    """Those of the class on whom a decision may still fall."""
    return list(
        cohort.enrollments.filter(
            status__in=[Enrollment.Status.ENROLLED, Enrollment.Status.NOT_COMPLETED]
        )
        .select_related("person", "cohort__edition")
        .order_by("enrolled_at", "pk")
    )


def to_decide(
    candidates: Iterable[Standing],
    former: dict[int, Result],
    *,
    absent_too: bool = False,
) -> list[Standing]:
    """Whose evidence is complete and differs from what the former decision rests on."""
    return [
        standing
        for standing in candidates
        if not standing.is_waiting
        and (standing.has_everything or absent_too)
        and _is_new(standing, former.get(standing.enrollment.pk))
    ]


def verdict_on(standing: Standing, edition: Edition) -> Verdict:
    practical = standing.practical
    return decide(
        Evidence(
            theory=standing.theory_points,
            practical=standing.practical_points,
            failing=practical.failing if practical else (),
            minutes_credited=standing.minutes_credited,
            minutes_scheduled=standing.minutes_scheduled,
        ),
        PassMark(
            theory=edition.pass_theory,
            practical=edition.pass_practical,
            attendance_percent=edition.pass_attendance_percent,
        ),
    )


def required_of(standing: Standing) -> int:
    percent = standing.enrollment.cohort.edition.pass_attendance_percent
    return minutes_required(standing.minutes_scheduled, percent)


def _is_new(standing: Standing, former: Result | None) -> bool:
    if former is None:
        return True
    best, practical = standing.best_attempt, standing.practical
    return (
        former.attempt_id != (best.pk if best else None)
        or former.theory_points != standing.theory_points
        or former.practical_id != (practical.practical.pk if practical else None)
        or former.minutes_credited != standing.minutes_credited
        or (practical is not None and _is_marked_anew(practical, former))
    )


def _is_marked_anew(practical: PracticalState, former: Result) -> bool:
    """An appeal has raised points, or taken away a critical fail."""
    failed = {
        reason["data"]["fail"]
        for reason in former.reasons
        if reason["code"] == CRITICAL_FAIL
    }
    return practical.points != former.practical_points or failed != set(
        practical.failing
    )


def _decide(
    standing: Standing,
    former: Result | None,
    *,
    by: Actor,
    at: datetime,
    tells: bool = True,
) -> Result:
    enrollment = standing.enrollment
    practical = standing.practical
    verdict = verdict_on(standing, enrollment.cohort.edition)
    result = Result.objects.create(
        enrollment=enrollment,
        supersedes=former,
        attempt=standing.best_attempt,
        practical=practical.practical if practical else None,
        theory_points=standing.theory_points,
        practical_points=standing.practical_points,
        minutes_credited=standing.minutes_credited,
        minutes_required=required_of(standing),
        has_passed=verdict.has_passed,
        reasons=[{"code": r.code, "data": r.data} for r in verdict.reasons],
        breakdown=breakdown_of(practical) if practical else [],
        decided_at=at,
    )
    if practical:
        Practical.objects.filter(pk=practical.practical.pk).exclude(
            status=Practical.Status.RELEASED
        ).update(status=Practical.Status.RELEASED, released_at=at)
    journal.record(
        by=by,
        verb="assessment.decide",
        on=result,
        data={"passed": result.has_passed, "reasons": result.reasons},
        at=at,
    )
    _announce(result, tells=tells, by=by, at=at)
    return result


def _announce(result: Result, *, tells: bool, by: Actor, at: datetime) -> None:
    enrollment = result.enrollment
    if result.has_passed and enrollment.status != Enrollment.Status.COMPLETED:
        enrollment_actions.complete(enrollment, by=by, at=at)
    elif not result.has_passed and enrollment.status == Enrollment.Status.ENROLLED:
        enrollment_actions.mark_not_completed(enrollment, by=by, at=at)
    if tells:
        notify(
            enrollment.person,
            kind="result_released",
            context={"cohort": enrollment.cohort.name},
            link=reverse("assessment:result", args=[enrollment.code]),
            by=by,
            at=at,
            sms=True,
        )
    result_decided.send(sender=Result, result=result, by=by, at=at)
