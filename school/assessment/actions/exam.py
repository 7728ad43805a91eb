"""Sitting the theory exam. The server keeps the time; each answer is kept as it is given."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_open_exam, can_sit
from school.assessment.accommodations import extra_minutes
from school.assessment.draws import bank_of, pool_of
from school.assessment.models import Attempt, ExamWindow, Paper, Question
from school.assessment.papers import points_of
from school.assessment.retakes import last_end, retakes_of, when
from school.assessment.rules import paper as rules
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.one_by_one import one_by_one
from school.notices.actions import notify
from school.people.models import User


@transaction.atomic
def open_exam(
    cohort: Cohort, *, by: Actor, until: datetime, at: datetime | None = None
) -> ExamWindow:
    """Let the class sit the exam from now until `until`, whatever its stage."""
    now = at or timezone.now()
    if not can_open_exam(by):
        raise NotPermitted
    if until <= now:
        raise refusals.WindowInPast
    window, _made = ExamWindow.objects.update_or_create(
        cohort=cohort,
        defaults={
            "opens_at": now,
            "closes_at": until,
            "opened_by": by if isinstance(by, User) else None,
        },
    )
    journal.record(
        by=by, verb="assessment.open_exam", on=cohort, data={"until": until}, at=now
    )
    tell_exam_open(cohort, by=by, until=until, at=now)
    return window


def tell_exam_open(
    cohort: Cohort, *, by: Actor, at: datetime, until: datetime | None = None
) -> None:
    """Tell everyone on the roll who has not completed."""
    waiting = cohort.enrollments.on_roll().exclude(status=Enrollment.Status.COMPLETED)
    for enrollment in waiting.select_related("person__user"):
        notify(
            enrollment.person,
            kind="exam_open",
            context={"cohort": cohort.name, "until": until},
            link=reverse("assessment:exam", args=[enrollment.code]),
            by=by,
            at=at,
            sms=True,
        )


def is_exam_open(cohort: Cohort, *, at: datetime) -> bool:
    if cohort.status == Cohort.Status.ASSESSING:
        return True
    return ExamWindow.objects.filter(
        cohort=cohort, opens_at__lte=at, closes_at__gte=at
    ).exists()


@transaction.atomic
def start_exam(
    enrollment: Enrollment,
    *,
    by: Actor,
    at: datetime | None = None,
    seed: int | None = None,
) -> Attempt:
    """Begin a sitting with a paper of its own; a sitting in progress is gone on with."""
    now = at or timezone.now()
    enrollment = Enrollment.objects.select_for_update(of=("self",)).get(
        pk=enrollment.pk
    )
    if not can_sit(by, enrollment):
        raise NotPermitted
    attempts = list(enrollment.exam_attempts.order_by("number"))
    if attempts and attempts[-1].status == Attempt.Status.STARTED:
        if not attempts[-1].is_over(at=now):
            return attempts[-1]
        attempts[-1] = submit_exam(attempts[-1], by=SYSTEM, at=now)
    check_may_start(enrollment, attempts, at=now)
    attempt = _draw(enrollment, len(attempts) + 1, at=now, seed=seed)
    _refuse_reworded(attempt)
    journal.record(
        by=by,
        verb="assessment.start_exam",
        on=attempt,
        data={"number": attempt.number, "seed": attempt.seed},
        at=now,
    )
    return attempt


def check_may_start(
    enrollment: Enrollment, attempts: Sequence[Attempt], *, at: datetime
) -> None:
    """Refuse, with the reason, where no new sitting may begin."""
    edition = enrollment.cohort.edition
    if enrollment.status not in Enrollment.ON_ROLL:
        raise refusals.NotOnRoll
    best = max((attempt.points or 0 for attempt in attempts), default=0)
    if best >= edition.pass_theory:
        raise refusals.TheoryPassed(points=best)
    retakes = retakes_of(enrollment)
    if not retakes.left(len(attempts)):
        raise refusals.NoSittingsLeft(allowed=retakes.allowed)
    if not is_exam_open(enrollment.cohort, at=at):
        raise refusals.ExamNotOpen
    next_at = retakes.next_at(last_end(attempts))
    if next_at is not None and at < next_at:
        raise refusals.SittingTooSoon(time=when(next_at))


@transaction.atomic
def submit_exam(attempt: Attempt, *, by: Actor, at: datetime | None = None) -> Attempt:
    """Hand the paper in and mark it at once. Handing in twice changes nothing."""
    now = at or timezone.now()
    attempt = locked(attempt)
    if not can_sit(by, attempt.enrollment):
        raise NotPermitted
    if attempt.status == Attempt.Status.MARKED:
        return attempt
    attempt.points = points_of(attempt)
    attempt.status = Attempt.Status.MARKED
    attempt.submitted_at = min(now, attempt.deadline_at)
    attempt.save(update_fields=["points", "status", "submitted_at"])
    journal.record(
        by=by,
        verb="assessment.submit_exam",
        on=attempt,
        data={"points": attempt.points},
        at=now,
    )
    return attempt


def close_overdue_exams(*, at: datetime | None = None) -> int:
    """Hand in every paper whose time is up, each by itself; how many there were."""
    now = at or timezone.now()
    overdue = list(Attempt.objects.overdue(at=now))
    return len(one_by_one(overdue, partial(submit_exam, by=SYSTEM, at=now)))


def locked(attempt: Attempt) -> Attempt:
    """The sitting, held so that answering and handing in do not overtake each other."""
    return (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrollment__person", "enrollment__cohort__edition")
        .get(pk=attempt.pk)
    )


def _refuse_reworded(attempt: Attempt) -> None:
    """Nothing that was written anew while it was drawn; from here on it keeps its words."""
    papers = attempt.papers.all()
    asked = Question.objects.for_exam().filter(papers__in=papers)
    if asked.count() < papers.count():
        raise refusals.BankChanged


def _draw(
    enrollment: Enrollment, number: int, *, at: datetime, seed: int | None
) -> Attempt:
    edition = enrollment.cohort.edition
    seed = secrets.randbits(62) if seed is None else seed
    modules = bank_of(edition)
    try:
        lines = rules.draw_paper(modules, total=edition.exam_questions, seed=seed)
    except rules.BankTooSmall as error:
        have = sum(len(module.questions) for module in modules)
        raise refusals.BankTooSmall(have=have, needed=edition.exam_questions) from error
    extra = extra_minutes(enrollment)
    attempt = Attempt.objects.create(
        enrollment=enrollment,
        number=number,
        seed=seed,
        pool=pool_of(modules),
        started_at=at,
        deadline_at=at + timedelta(minutes=edition.exam_minutes + extra),
        extra_minutes=extra,
    )
    Paper.objects.bulk_create(
        Paper(
            attempt=attempt,
            question_id=line.question_id,
            number=line.number,
            option_order=list(line.option_order),
        )
        for line in lines
    )
    return attempt
