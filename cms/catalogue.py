"""The facts that pages show, read from the school's tables in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from school.courses.models import (
    Cohort,
    Course,
    Duty,
    Edition,
    Instructor,
    Lesson,
    Session,
    Station,
)
from school.enrollment.places import Standing, places_of, standing
from school.outcomes import figures
from school.outcomes.figures import Figure
from school.outcomes.models import Report
from school.points.models import Rule

A_FEW_MINUTES = 5 * 60
# Certified, in work, median and mean change of monthly pay.
RESULTS_SHOWN = 4
EVENINGS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class OpenClass:
    cohort: Cohort
    standing: Standing


def _published() -> QuerySet[Edition]:
    return Edition.objects.filter(status=Edition.Status.PUBLISHED)


def current_edition(course_id: int) -> Edition | None:
    """The edition in force, with all that a course page tells of it."""
    return (
        _published()
        .filter(course=course_id)
        .select_related("course__track", "signed_off_by__user")
        .prefetch_related("modules__lessons", "evenings", "stations__standards")
        .order_by("-pk")
        .first()
    )


def current_editions() -> list[Edition]:
    """The edition in force of every course, with the number of its lessons."""
    return list(
        _published()
        .select_related("course__track")
        .annotate(
            evening_count=Count("evenings", distinct=True),
            lesson_count=Count("modules__lessons", distinct=True),
        )
        .order_by("course__track__position", "course__code")
    )


def open_classes(*, limit: int | None = None, **of: Any) -> list[OpenClass]:
    """Classes one may still join, those taking enrolments first, soonest first."""
    coming = (
        Cohort.objects.coming()
        .filter(ends_on__gte=timezone.localdate(), **of)
        .select_related("edition__course__track", "venue")
        .annotate(evening_count=Count("sessions", filter=Q(sessions__status="planned")))
        .order_by("-status", "starts_on", "pk")
    )
    cohorts = list(coming[:limit] if limit else coming)
    places = places_of(cohorts)
    return [OpenClass(one, standing(one, places[one.pk])) for one in cohorts]


def lecturers_of(course_id: int) -> QuerySet[Instructor]:
    """Who teaches the course, or has taught it."""
    teaching = Duty.objects.filter(
        kind=Duty.Kind.INSTRUCTOR, cohort__edition__course=course_id
    ).exclude(cohort__status=Cohort.Status.DRAFT)
    return (
        Instructor.objects.filter(
            user__in=teaching.values("user"), user__is_active=True
        )
        .select_related("user")
        .order_by("pk")
    )


def courses_of(instructor: Instructor) -> QuerySet[Course]:
    """The courses an instructor teaches, or has taught."""
    teaching = Duty.objects.filter(
        kind=Duty.Kind.INSTRUCTOR, user=instructor.user_id
    ).exclude(cohort__status=Cohort.Status.DRAFT)
    return Course.objects.filter(
        editions__cohorts__in=teaching.values("cohort")
    ).distinct()


def evenings_of(instructor: Instructor, *, at: datetime) -> list[Session]:
    """What an instructor teaches next, in classes that the public knows of."""
    coming = Session.objects.standing().filter(
        teacher=instructor.user_id, ends_at__gt=at, cohort__in=Cohort.objects.public()
    )
    return list(
        coming.select_related(
            "evening", "venue", "cohort__edition__course__track"
        ).order_by("starts_at", "pk")[:EVENINGS_SHOWN]
    )


def lessons_on(standard_id: int) -> QuerySet[Lesson]:
    """Lessons of current editions that teach the standard."""
    return (
        Lesson.objects.filter(
            standards=standard_id, module__edition__status=Edition.Status.PUBLISHED
        )
        .select_related("module__edition__course__track")
        .order_by(
            "module__edition__course__track__position", "module__number", "number"
        )
    )


def breach_rule(code: str) -> Rule | None:
    """What a breach costs, by the points rules in force."""
    return Rule.objects.filter(code=code, is_current=True).first() if code else None


def stations_on(standard_id: int) -> QuerySet[Station]:
    """Practical stations of current editions at which the standard is seen."""
    return (
        Station.objects.filter(
            standards=standard_id, edition__status=Edition.Status.PUBLISHED
        )
        .select_related("edition__course__track")
        .order_by("edition__course__track__position", "number")
    )


def results() -> list[Figure]:
    """What came of completed classes by the newest report, in a few figures; none before it."""
    key = f"school-results:{get_language()}"
    return cache.get_or_set(key, _results, timeout=A_FEW_MINUTES) or []


def _results() -> list[Figure]:
    newest = Report.objects.standing().first()
    if newest is None:
        return []
    found = newest.told.results
    _course, *after = figures.sections(found, people=_("course places"))
    known = [section.figures for section in after if section.figures]
    certified = figures.certified(found, _("course places"))
    return [certified, *(known[0] if known else [])][:RESULTS_SHOWN]
