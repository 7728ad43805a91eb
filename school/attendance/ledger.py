"""Reading the minutes ledger: sums over its lines, many enrolments at a time."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import chain

from django.db.models import F, Sum
from django.utils import timezone

from school.attendance import rules
from school.attendance.models import Event, MinuteEntry
from school.attendance.rules import Presence, Seen, contradiction, fold, once
from school.courses.models import Session
from school.enrollment import history
from school.enrollment.models import Enrollment


def credited_to_each(enrollments: Collection[Enrollment]) -> dict[int, int]:
    """As `credited_minutes`, of enrolments that are read already."""
    return _summed(_by_evening(history.earlier_of(enrollments)))


def credited_minutes(enrollment_ids: Collection[int]) -> dict[int, int]:
    """Minutes credited so far to each enrolment; every given id is a key.

    Who was moved here from another class keeps what she was credited there; an
    evening of the plan that she attended in both counts once.
    """
    return _summed(credited_by_evening(enrollment_ids))


def credited_by_evening(enrollment_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """As `credited_minutes`, for each evening of the plan by its code."""
    return _by_evening(history.earlier(enrollment_ids))


def _summed(by_evening: Mapping[int, Mapping[str, int]]) -> dict[int, int]:
    return {one: sum(minutes.values()) for one, minutes in by_evening.items()}


def _by_evening(earlier: Mapping[int, list[int]]) -> dict[int, dict[str, int]]:
    sums: dict[int, dict[str, int]] = {}
    for enrollment, evening, minutes in (
        MinuteEntry.objects.filter(
            enrollment_id__in={*earlier, *chain(*earlier.values())}
        )
        .values_list("enrollment_id", "session__evening__code")
        .annotate(total=Sum("minutes"))
        .order_by()
    ):
        sums.setdefault(enrollment, {})[evening] = minutes
    return {
        one: rules.best_of([sums.get(each, {}) for each in (one, *before)])
        for one, before in earlier.items()
    }


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


def observed(events: Iterable[Event]) -> dict[int, list[Seen]]:
    """What was seen of each enrolment on one evening, in the order of the evening."""
    seen: dict[int, list[Seen]] = {}
    for event in sorted(events, key=lambda event: event.place):
        seen.setdefault(event.enrollment_id, []).append(event.seen)
    return seen


def presences(events: Iterable[Event]) -> dict[int, Presence]:
    """The presence of each enrolment on one evening, from the evening's events."""
    return {enrollment: fold(of) for enrollment, of in observed(events).items()}


def contradictions(events: Iterable[Event]) -> dict[int, str]:
    """What does not go together on one evening, by enrolment; who is in order is left out."""
    found = {
        enrollment: contradiction(of) for enrollment, of in observed(events).items()
    }
    return {enrollment: what for enrollment, what in found.items() if what}


def presences_by_session(enrollment_id: int) -> dict[int, Presence]:
    """The presence of one enrolment on each evening with an event."""
    events: dict[int, list[Event]] = {}
    for event in Event.objects.filter(enrollment_id=enrollment_id):
        events.setdefault(event.session_id, []).append(event)
    return {
        session: presences(of).get(enrollment_id, Presence())
        for session, of in events.items()
    }


def settle(session: Session, touched: Mapping[int, Event]) -> dict[int, Presence]:
    """Write what events changed in the minutes of an evening: enrolment -> its last event.

    An evening of the plan that was held more than once (a make-up) counts once for
    each person: the session she attended best.
    """
    held = Session.objects.filter(
        cohort=session.cohort_id, evening=session.evening_id
    ).select_related("evening")
    sessions = {one.pk: one for one in held} | {session.pk: session}
    events = Event.objects.filter(session__in=sessions, enrollment__in=touched)
    by_session: dict[int, list[Event]] = {one: [] for one in sessions}
    for event in events:
        by_session[event.session_id].append(event)
    seen = {one: presences(of) for one, of in by_session.items()}
    had = dict(
        MinuteEntry.objects.filter(session__in=sessions, enrollment__in=touched)
        .values_list("enrollment_id")
        .annotate(Sum("minutes"))
    )
    lines = []
    for enrollment, event in touched.items():
        owed = once(
            {
                one: credited_minutes_of(seen[one].get(enrollment), sessions[one])
                for one in sessions
            }
        )
        if change := owed - had.get(enrollment, 0):
            lines.append(
                MinuteEntry(
                    session=session,
                    enrollment_id=enrollment,
                    minutes=change,
                    event=event,
                    at=event.recorded_at,
                )
            )
    MinuteEntry.objects.bulk_create(lines)
    return {one: seen[session.pk].get(one, Presence()) for one in touched}


def credited_minutes_of(presence: Presence | None, session: Session) -> int:
    if presence is None or session.status == Session.Status.CANCELLED:
        return 0
    evening = rules.periods(session.starts_at, session.ends_at, session.evening.minutes)
    return rules.credited_minutes(presence, evening)


def is_over(session: Session, *, at: datetime) -> bool:
    """The evening's date has passed, so a change of its roll is a correction."""
    return timezone.localdate(at) > timezone.localdate(session.ends_at)
