"""A trainee's courses side by side: hours, lessons, exam, result. Constant queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from school.assessment.models import Result
from school.attendance.ledger import scheduled_minutes
from school.attendance.rules import minutes_required
from school.courses.models import Cohort
from school.enrollment.line import places_in_line
from school.enrollment.models import Enrollment
from school.learning.hours import Hours, hours_of
from school.learning.rules import Standing
from school.learning.syllabus import LessonRow, next_rows, standings_of
from school.people.models import Person

# So long a class one has left can still be seen to have been left.
LEFT_IS_SHOWN = timedelta(days=30)
STATUS_KINDS = {
    Enrollment.Status.ENROLLED: "info",
    Enrollment.Status.OFFERED: "attention",
    Enrollment.Status.WAITLISTED: "attention",
    Enrollment.Status.COMPLETED: "done",
    Enrollment.Status.NOT_COMPLETED: "refused",
}


@dataclass(frozen=True, slots=True)
class CourseRow:
    enrollment: Enrollment
    hours: Hours
    minutes_needed: int
    lessons: Standing
    # The lesson to go on with; None when all are done.
    next_lesson: LessonRow | None
    result: Result | None
    place_in_line: int = 0
    minutes_scheduled: int = 0

    @property
    def minutes_done(self) -> int:
        return self.hours.total

    @property
    def status_kind(self) -> str:
        return STATUS_KINDS.get(Enrollment.Status(self.enrollment.status), "neutral")

    @property
    def is_on_roll(self) -> bool:
        return self.enrollment.status in Enrollment.ON_ROLL

    @property
    def has_left(self) -> bool:
        return self.enrollment.status == Enrollment.Status.WITHDRAWN

    @property
    def is_assessing(self) -> bool:
        return (
            self.enrollment.cohort.status == Cohort.Status.ASSESSING
            and self.enrollment.status == Enrollment.Status.ENROLLED
        )


def courses_of(person: Person, *, at: datetime) -> list[CourseRow]:
    """Everything the person has applied to, the newest first; what was left, for a while."""
    has_left = Q(status=Enrollment.Status.WITHDRAWN)
    lately = Q(ended_at__gte=at - LEFT_IS_SHOWN)
    enrollments = list(
        person.enrollments.filter(~has_left | lately)
        .select_related("cohort__edition__course__track", "cohort__venue")
        .order_by("-applied_at")
    )
    done = hours_of([one.pk for one in enrollments])
    scheduled = scheduled_minutes({one.cohort_id for one in enrollments})
    lessons = standings_of(person, {one.cohort.edition_id for one in enrollments})
    onward = next_rows(person, lessons)
    results = {
        result.enrollment_id: result
        for result in Result.objects.current().filter(enrollment__in=enrollments)
    }
    lines = places_in_line(person)
    rows = []
    for one in enrollments:
        edition = one.cohort.edition
        whole = scheduled[one.cohort_id] or edition.total_minutes
        needed = minutes_required(whole, edition.pass_attendance_percent)
        rows.append(
            CourseRow(
                one,
                done[one.pk],
                needed,
                lessons[edition.pk],
                onward[edition.pk],
                results.get(one.pk),
                place_in_line=lines.get(one.pk, 0),
                minutes_scheduled=whole,
            )
        )
    return rows
