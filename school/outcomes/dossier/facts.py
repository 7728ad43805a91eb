"""What a dossier tells, read once for all its papers: a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

from django.db.models import Q, QuerySet
from django.utils import timezone

from school.assessment.models import Attempt, Result
from school.attendance import ledger
from school.attendance.models import Event, MinuteEntry, Scan
from school.attendance.rules import Presence
from school.certificates.models import Certificate
from school.courses.models import Cohort, Duty, Instructor, Session
from school.enrollment import history
from school.enrollment.models import Enrollment
from school.feedback.surveys.told import Told
from school.feedback.surveys.told import told_of as content_of
from school.learning.hours import Hours, hours_of
from school.learning.models import ReadingTime
from school.outcomes.facts import roll_of, rows_of
from school.outcomes.rules import Results, results
from school.wages.models import FollowUp

Status = Certificate.Status


@dataclass(frozen=True)
class Facts:
    cohort: Cohort
    roll: list[Enrollment]
    sessions: list[Session]
    duties: list[Duty]
    instructors: dict[int, Instructor]
    events: list[Event]
    # Those of the classes somebody came from too.
    entries: list[MinuteEntry]
    # Of lessons; those of the classes somebody came from too.
    reading: list[ReadingTime]
    hours: dict[int, Hours]
    attempts: list[Attempt]
    results: list[Result]
    certificates: list[Certificate]
    scans: list[Scan]
    follow_ups: list[FollowUp]
    results_then: Results
    content: Told | None

    def presences(self, session: Session) -> dict[int, Presence]:
        return ledger.presences(
            event for event in self.events if event.session_id == session.pk
        )

    def minutes(self) -> dict[tuple[int, int], int]:
        """Minutes by trainee and session, as the ledger's lines add up."""
        found: dict[tuple[int, int], int] = defaultdict(int)
        for entry in self.entries:
            found[entry.enrollment_id, entry.session_id] += entry.minutes
        return found

    def result_of(self) -> dict[int, Result]:
        """The decision that stands, by trainee."""
        superseded = {one.supersedes_id for one in self.results}
        standing = (one for one in self.results if one.pk not in superseded)
        return {one.enrollment_id: one for one in standing}

    def certificate_of(self) -> dict[int, Certificate]:
        return {
            one.enrollment_id: one
            for one in self.certificates
            if one.status in (Status.VALID, Status.SUSPENDED)
        }

    @property
    def as_of(self) -> datetime:
        """When the latest of it was recorded: what is printed, not the day of printing."""
        moments = [
            self.cohort.created_at,
            *(one.applied_at for one in self.roll),
            *(one.ended_at for one in self.roll if one.ended_at),
            *(one.recorded_at for one in self.events),
            *(one.received_at for one in self.reading),
            *(one.decided_at for one in self.results),
            *(one.printed_at for one in self.certificates if one.printed_at),
            *(one.sent_at for one in self.scans),
            *(one.answered_at for one in self.follow_ups if one.answered_at),
            *([at_the_end_of(self.content.until)] if self.content else []),
        ]
        return max(moments)


def at_the_end_of(day: date) -> datetime:
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time.max.replace(microsecond=0), zone)


def gather(cohort_id: int) -> Facts:
    cohorts = Cohort.objects.filter(pk=cohort_id)
    cohort = cohorts.select_related(
        "venue",
        "edition__course__track",
        "edition__signed_off_by__user__person",
    ).get()
    roll = roll_of(cohorts).select_related("person__user", "person__company", "cohort")
    duties = cohort.duties.select_related("user__person").order_by("kind", "pk")
    instructors = Instructor.objects.filter(user__duties__cohort=cohort)
    certificates = Certificate.objects.printed().filter(enrollment__cohort=cohort)
    lines = _with_earlier(cohort, roll)
    return Facts(
        cohort=cohort,
        roll=list(roll),
        hours=hours_of([one.pk for one in roll]),
        sessions=list(
            cohort.sessions.select_related(
                "evening__module", "venue", "teacher__person"
            ).order_by("starts_at", "pk")
        ),
        duties=list(duties),
        instructors={one.user_id: one for one in instructors},
        events=list(_events(cohort)),
        entries=list(MinuteEntry.objects.filter(lines).order_by("pk")),
        reading=list(ReadingTime.objects.filter(lines).order_by("pk")),
        attempts=list(Attempt.objects.filter(enrollment__cohort=cohort).order_by("pk")),
        results=list(Result.objects.filter(enrollment__cohort=cohort).order_by("pk")),
        certificates=list(certificates.order_by("number")),
        scans=list(
            Scan.objects.filter(sheet__session__cohort=cohort)
            .select_related("sheet__session__evening")
            .order_by("sheet__session__starts_at", "sheet", "page", "pk")
        ),
        follow_ups=list(_follow_ups(cohort)),
        results_then=results(rows_of(cohorts, on=timezone.localdate())),
        content=content_of(cohort, on=timezone.localdate()),
    )


def _follow_ups(cohort: Cohort) -> QuerySet[FollowUp]:
    """Of the class, and not of who waited for it."""
    asked = FollowUp.objects.after_the_course()
    return asked.filter(enrollment__cohort=cohort).order_by("pk")


def _events(cohort: Cohort) -> list[Event]:
    return list(Event.objects.filter(enrollment__cohort=cohort).order_by("pk"))


def _with_earlier(cohort: Cohort, roll: Iterable[Enrollment]) -> Q:
    """Lines of the class, and those of the classes that somebody was moved from."""
    earlier = history.earlier([one.pk for one in roll])
    return Q(enrollment__cohort=cohort) | Q(enrollment__in=chain(*earlier.values()))
