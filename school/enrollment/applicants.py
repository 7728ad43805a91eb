"""What the books say about a person who wants to join a class."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from school.courses.models import Cohort, Session
from school.enrollment.models import Demand, Enrollment, Hold, PriorCertificate
from school.enrollment.obstacles import ShiftClash, of_reason
from school.enrollment.rules import eligibility
from school.enrollment.rules.eligibility import (
    Applicant,
    Class,
    Demands,
    Meeting,
    Reason,
    Work,
)
from school.lib.errors import Refusal
from school.people.models import Person


def reasons_against(person: Person, cohort: Cohort, *, at: datetime) -> list[Reason]:
    demand = (
        Demand.objects.filter(course=cohort.edition.course_id)
        .select_related("prerequisite")
        .first()
    )
    coming = cohort.sessions.planned().filter(ends_at__gt=at)
    wanted = Class(
        cohort.starts_on,
        cohort.ends_on,
        [_meeting(session) for session in coming.order_by("starts_at")],
        _demands(demand),
    )
    return eligibility.reasons(_applicant(person, cohort, demand, wanted), wanted)


def reasons_since(
    enrollment: Enrollment, cohort: Cohort, *, at: datetime
) -> list[Reason]:
    """What would keep an applicant from taking a place now, and was not waived."""
    counts = eligibility.LATER.difference(enrollment.waived.split())
    against = reasons_against(enrollment.person, cohort, at=at)
    return [reason for reason in against if reason.code in counts]


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What a page says before somebody applies."""

    # Nothing of this can be mended on the page.
    firm: list[Refusal]
    # Working hours: the applicant decides.
    shift: Refusal | None


def obstacles_of(person: Person, cohort: Cohort, *, at: datetime) -> Obstacles:
    against = in_words(person, reasons_against(person, cohort, at=at))
    shifts = [one for one in against if one.code == ShiftClash.code]
    firm = [one for one in against if one not in shifts]
    return Obstacles(firm, shifts[0] if shifts else None)


def in_words(person: Person, reasons: Iterable[Reason]) -> list[Refusal]:
    return [of_reason(reason, name=person.name) for reason in reasons]


def holds_against(person: Person, course_id: int) -> list[str]:
    standing = Hold.objects.standing().filter(person=person)
    open_too = Q(course=None) | ~Q(course=course_id)
    return list(standing.filter(open_too).values_list("reason", flat=True))


def _applicant(
    person: Person, cohort: Cohort, demand: Demand | None, wanted: Class
) -> Applicant:
    course_id = cohort.edition.course_id
    other = _other_place(person, cohort)
    return Applicant(
        birth=_birth(person),
        has_prerequisite=_has_prerequisite(person, demand),
        health=list(person.health_checks.values_list("kind", "expires_on"))
        if wanted.demands.health_class
        else [],
        holds=holds_against(person, course_id),
        other_place=other.name if other else "",
        other_key=other.pk if other else 0,
        has_completed=Enrollment.objects.completing(person, cohort).exists(),
        meetings=_own_meetings(person, cohort, wanted.meetings),
        works=[
            Work(*hours)
            for hours in person.shifts.values_list("weekday", "begins", "ends")
        ],
    )


def _demands(demand: Demand | None) -> Demands:
    if demand is None:
        return Demands()
    before = demand.prerequisite
    return Demands(
        demand.youngest,
        demand.oldest,
        str(before) if before else "",
        demand.health_class,
    )


def _birth(person: Person) -> date | None:
    """The day stands in the ID number alone."""
    number = person.id_number
    return datetime.strptime(number[6:14], "%Y%m%d").date() if number else None


def _has_prerequisite(person: Person, demand: Demand | None) -> bool:
    if demand is None or demand.prerequisite_id is None:
        return False
    completed = Enrollment.objects.filter(
        person=person,
        status=Enrollment.Status.COMPLETED,
        cohort__edition__course=demand.prerequisite_id,
    )
    shown = PriorCertificate.objects.filter(person=person, course=demand.prerequisite)
    return completed.exists() or shown.exists()


def _other_place(person: Person, cohort: Cohort) -> Cohort | None:
    """One place per course at a time."""
    other = (
        Enrollment.objects.filter(
            person=person,
            status=Enrollment.Status.ENROLLED,
            cohort__edition__course=cohort.edition.course_id,
            cohort__in=Cohort.objects.unfinished(),
        )
        .exclude(cohort=cohort)
        .select_related("cohort")
        .first()
    )
    return other.cohort if other else None


def _own_meetings(
    person: Person, cohort: Cohort, wanted: Iterable[Meeting]
) -> list[Meeting]:
    """Evenings on which the person learns or teaches elsewhere, within the same weeks."""
    days = sorted(meeting.starts for meeting in wanted)
    if not days:
        return []
    learns = Q(
        cohort__enrollments__person=person,
        cohort__enrollments__status=Enrollment.Status.ENROLLED,
    )
    teaches = Q(teacher=person.user_id) if person.user_id else Q(pk=None)
    zone = timezone.get_current_timezone()
    first, last = days[0].replace(tzinfo=zone), days[-1].replace(tzinfo=zone)
    near = Session.objects.planned().filter(
        learns | teaches,
        ends_at__date__gte=first.date(),
        starts_at__date__lte=last.date(),
    )
    going_on = near.filter(cohort__in=Cohort.objects.unfinished())
    others = going_on.exclude(cohort=cohort).select_related("cohort").distinct()
    return [_meeting(session) for session in others]


def _meeting(session: Session) -> Meeting:
    """In the school's own time, without a zone: shifts have none either."""
    starts, ends = map(timezone.localtime, (session.starts_at, session.ends_at))
    return Meeting(
        starts.replace(tzinfo=None),
        ends.replace(tzinfo=None),
        session.cohort.name,
        session.cohort_id,
    )
