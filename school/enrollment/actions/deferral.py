from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import access, signals
from school.enrollment.actions.offers import move_waitlist
from school.enrollment.actions.step import first_evening, take, tell
from school.enrollment.actions.transfer import in_time
from school.enrollment.models import Enrollment, Promise
from school.enrollment.places import held
from school.enrollment.refusals import ReasonMissing, TooLateToTransfer
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import Person


@transaction.atomic
def defer(
    enrollment: Enrollment, *, by: Actor, reason: str = "", at: datetime | None = None
) -> Promise:
    """Give the place back for one in a later class of the course, where they come first."""
    if not access.can_answer(by, enrollment):
        raise NotPermitted
    is_registrar = access.can_admit(by)
    if is_registrar and not reason.strip():
        raise ReasonMissing
    cohort = held(enrollment.cohort_id)
    at = at or timezone.now()
    is_over = cohort.status == Cohort.Status.ASSESSING
    if is_over or not (is_registrar or in_time(cohort, at=at)):
        raise TooLateToTransfer
    enrollment.refresh_from_db(fields=["status"])
    take(enrollment, "defer", by=by, at=at, reason=reason, ended_at=at)
    promise = Promise.objects.create(deferred=enrollment, made_at=at)
    course = cohort.edition.course
    more = {"reason": reason} if reason.strip() else {}
    tell(
        enrollment,
        "deferred",
        by=by,
        at=at,
        # Who does it herself knows.
        sms=by.pk != enrollment.person.user_id,
        course={"zh": course.title_zh, "en": course.title_en},
        **more,
    )
    signals.seat_freed.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)
    move_waitlist(cohort, at=at)
    return promise


@transaction.atomic
def end_promise(
    promise: Promise, *, by: Actor, reason: str = "", at: datetime | None = None
) -> Enrollment:
    """Nothing is promised any more: what the place cost was given back."""
    deferred = promise.deferred
    if not access.can_answer(by, deferred):
        raise NotPermitted
    promise.delete()
    journal.record(
        by=by, verb="enrollment.end_promise", on=deferred, reason=reason, at=at
    )
    return deferred


def tell_of_opening(cohort: Cohort, *, by: Actor, at: datetime) -> None:
    """Whoever put the course off, and may now come first."""
    course = cohort.edition.course
    holders = Person.objects.filter(
        enrollments__promise__in=Promise.objects.open(),
        enrollments__cohort__edition__course=course,
    )
    for person in holders.select_related("user").distinct():
        notify(
            person,
            kind="class_open",
            context={
                "cohort": cohort.name,
                "course": {"zh": course.title_zh, "en": course.title_en},
                "starts_at": first_evening(cohort) or cohort.starts_on,
                "ends_on": cohort.enrol_until,
            },
            link=reverse("courses:cohort", args=[cohort.code]),
            by=by,
            at=at,
            sms=True,
        )


def promise_to(person: Person, cohort: Cohort) -> Promise | None:
    """The open promise that an application for this class uses."""
    course = cohort.edition.course_id
    mine = Promise.objects.open().filter(
        deferred__person=person, deferred__cohort__edition__course=course
    )
    return mine.exclude(deferred__cohort=cohort).first()
