"""Reading the minutes ledger: sums over its lines, many enrolments at a time."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import F, Sum
from django.utils import timezone

from school.attendance.models import Event, MinuteEntry
from school.attendance.rules import Presence, Seen, fold
from school.courses.models import Session


def credited_minutes(enrollment_ids: Collection[int]) -> dict[int, int]:
    """Minutes credited so far to each enrolment; every given id is a key."""
    sums = (
        MinuteEntry.objects.filter(enrollment_id__in=enrollment_ids)
        .values("enrollment_id")
        .annotate(total=Sum("minutes"))
        .values_list("enrollment_id", "total")
    )
    return dict.fromkeys(enrollment_ids, 0) | dict(sums)


def credited_by_session(enrollment_id: int) -> dict[int, int]:
    """Minutes credited to one enrolment, by session id."""
    sums = (
        MinuteEntry.objects.filter(enrollment_id=enrollment_id)
        .values("session_id")
        .annotate(total=Sum("minutes"))
        .values_list("session_id", "total")
    )
    return dict(sums)


def scheduled_minutes(cohort_ids: Collection[int]) -> dict[int, int]:
    """Minutes of teaching that each cohort's evenings hold, cancelled ones left out.

    An evening that is held once more, for those who missed it, counts once.
    """
    evenings = (
        Session.objects.filter(cohort_id__in=cohort_ids)
        .exclude(status=Session.Status.CANCELLED)
        .order_by()
        .values_list(
            "cohort_id",
            "evening_id",
            F("evening__theory_minutes")
            + F("evening__practical_minutes")
            + F("evening__assessment_minutes"),
        )
        .distinct()
    )
    totals = dict.fromkeys(cohort_ids, 0)
    for cohort_id, _evening, minutes in evenings:
        totals[cohort_id] += minutes
    return totals


def presences(events: Iterable[Event]) -> dict[int, Presence]:
    """The presence of each enrolment on one evening, from the evening's events."""
    seen: dict[int, list[Seen]] = {}
    for event in events:
        seen.setdefault(event.enrollment_id, []).append(Seen(event.kind, event.at))
    return {enrollment_id: fold(of) for enrollment_id, of in seen.items()}


def presences_by_session(enrollment_id: int) -> dict[int, Presence]:
    """The presence of one enrolment on each evening with an event."""
    seen: dict[int, list[Seen]] = {}
    for event in Event.objects.filter(enrollment_id=enrollment_id):
        seen.setdefault(event.session_id, []).append(Seen(event.kind, event.at))
    return {session_id: fold(of) for session_id, of in seen.items()}


def is_over(session: Session, *, at: datetime) -> bool:
    """The evening's date has passed, so a change of its roll is a correction."""
    return timezone.localdate(at) > timezone.localdate(session.ends_at)
