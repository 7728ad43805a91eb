"""What every step of an enrolment shares: the legal status, the write, the trace, the word to the person."""

from datetime import datetime
from typing import Any

from django.db.models import Min
from django.urls import reverse

from school.courses.models import Cohort
from school.enrollment import rules
from school.enrollment.models import Enrollment
from school.enrollment.refusals import (
    CohortNotOpen,
    ConsentWithdrawn,
    CourseCompleted,
    WrongStatus,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.notices.actions import notify
from school.people.models import ConsentText, Person


def legal(enrollment: Enrollment, verb: str) -> str:
    target = rules.next_status(verb, enrollment.status)
    if target is None:
        raise WrongStatus(status=enrollment.get_status_display())
    return target


def fresh(enrollment: Enrollment) -> Enrollment:
    """Read the row again under the class's lock: somebody may have been faster."""
    enrollment.refresh_from_db(
        fields=[
            "status",
            "queue_number",
            "quota_kind",
            "quota_claim",
            "merits",
            "offer_until",
            "enrolled_at",
            "ended_at",
        ]
    )
    return enrollment


def take(
    enrollment: Enrollment,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    data: dict[str, Any] | None = None,
    **columns: Any,
) -> Enrollment:
    """Write the status that `verb` leads to, with `columns`, and journal it."""
    before, enrollment.status = enrollment.status, legal(enrollment, verb)
    for name, value in columns.items():
        setattr(enrollment, name, value)
    enrollment.save(update_fields=["status", *columns])
    journal.record(
        by=by,
        verb=f"enrollment.{verb}",
        on=enrollment,
        reason=reason,
        data={"from": before, "to": enrollment.status, **(data or {})},
        at=at,
    )
    return enrollment


def tell(
    enrollment: Enrollment,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    sms: bool = True,
    link: str = "",
    **context: Any,
) -> None:
    notify(
        enrollment.person,
        kind=kind,
        context={"cohort": enrollment.cohort.name, **context},
        link=link or reverse("enrollment:detail", args=[enrollment.code]),
        by=by,
        at=at,
        sms=sms,
    )


def tell_enrolled(enrollment: Enrollment, *, by: Actor, at: datetime) -> None:
    cohort = enrollment.cohort
    come = next_evening(cohort, at=at) or {
        "starts_at": cohort.starts_on,
        "venue": cohort.venue.name,
    }
    tell(enrollment, "enrolled", by=by, at=at, **come)


def first_evening(cohort: Cohort) -> datetime | None:
    evenings = cohort.sessions.planned()
    return evenings.aggregate(first=Min("starts_at"))["first"]


def next_evening(cohort: Cohort, *, at: datetime) -> dict[str, Any]:
    """When and where to come next; nothing where no evening is ahead."""
    ahead = cohort.sessions.planned().filter(starts_at__gt=at)
    evening = ahead.select_related("venue").order_by("starts_at").first()
    if evening is None:
        return {}
    place = f"{evening.venue} {evening.room}".strip()
    return {"starts_at": evening.starts_at, "venue": place}


def refuse_over(cohort: Cohort) -> None:
    """The places of a class that is assessed, completed or cancelled are settled."""
    over = (
        Cohort.Status.ASSESSING,
        Cohort.Status.COMPLETED,
        Cohort.Status.CANCELLED,
    )
    if cohort.status in over:
        raise CohortNotOpen(status=cohort.get_status_display())


def refuse_without_consent(person: Person) -> None:
    if not person.has_consented(ConsentText.Purpose.ENROLMENT):
        raise ConsentWithdrawn


def refuse_again(person: Person, cohort: Cohort) -> None:
    """A place in a course goes to who has not completed it."""
    if Enrollment.objects.completing(person, cohort).exists():
        raise CourseCompleted
