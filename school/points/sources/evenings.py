"""Evenings attended from beginning to end, and whole classes of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from school.attendance.ledger import presences
from school.attendance.models import Event
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.points.models import Posting
from school.points.sources.rules import Due, Key, has_no_gap, is_whole
from school.points.sources.source import Dues, Source

EVENING, WHOLE_CLASS = "T01", "T02"


@dataclass(frozen=True, slots=True)
class Trained:
    """Somebody's way through a course, in one class or in several after another."""

    person: int
    # The last, in which she is or was.
    enrollment: Enrollment
    # By the code of the evening: when she attended the whole of it first.
    whole: Mapping[str, Session]


def whole_evenings(people: Collection[int]) -> Dues:
    """An evening of the plan gives its points once, however often it was held or sat.

    It is an evening of the day on which it began, though it went on past midnight.
    """
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for one in _trained(people):
        for session in one.whole.values():
            key = Key(EVENING, Posting.Source.SESSION, session.code)
            reason = f"{session.cohort.name} · {session.evening.title_zh}"
            dues[one.person][key] = Due(session.starts_at, reason[:200])
    return dues


def whole_classes(people: Collection[int]) -> Dues:
    """Every evening of a class that somebody has closed."""
    trained = [
        one
        for one in _trained(people)
        if one.enrollment.status in Enrollment.ON_ROLL
        and one.enrollment.cohort.status == Cohort.Status.COMPLETED
    ]
    held = _held({one.enrollment.cohort_id for one in trained})
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for one in trained:
        evenings = held.get(one.enrollment.cohort_id, {})
        if not has_no_gap(evenings.keys(), one.whole.keys()):
            continue
        cohort = one.enrollment.cohort
        key = Key(WHOLE_CLASS, Posting.Source.COHORT, cohort.code)
        last = max(session.starts_at for session in evenings.values())
        dues[one.person][key] = Due(last, cohort.name)
    return dues


def _trained(people: Collection[int]) -> Iterator[Trained]:
    """Who teaches or assists in the class earns nothing as its trainee."""
    ways = _ways(people)
    by_roll: dict[int, list[Event]] = defaultdict(list)
    events = Event.objects.filter(
        enrollment__person__in=people,
        session__status=Session.Status.PLANNED,
        session__ends_at__lte=timezone.now(),
    )
    for event in events:
        by_roll[event.session_id].append(event)
    sessions = Session.objects.select_related("cohort", "evening").in_bulk(by_roll)
    found: dict[int, dict[str, Session]] = {way: {} for way in ways.values()}
    for session in sorted(sessions.values(), key=lambda one: (one.starts_at, one.pk)):
        for pk, presence in presences(by_roll[session.pk]).items():
            if pk in ways and is_whole(
                presence,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                minutes=session.evening.minutes,
            ):
                found[ways[pk]].setdefault(session.evening.code, session)
    ends = Enrollment.objects.select_related("cohort").in_bulk(found)
    for pk, whole in found.items():
        yield Trained(ends[pk].person_id, ends[pk], whole)


def _ways(people: Collection[int]) -> dict[int, int]:
    """Each enrolment, and the one to which she was moved in the end."""
    rows = Enrollment.objects.trainees().filter(
        person__in=people, enrolled_at__isnull=False
    )
    onward = {one: one for one in rows.values_list("pk", flat=True)}
    moved = rows.exclude(moved_from=None).order_by("-pk")
    # The latest first: what one was moved to has its own end by then.
    for pk, before in moved.values_list("pk", "moved_from"):
        if before in onward:
            onward[before] = onward[pk]
    return onward


def _held(cohorts: Collection[int]) -> dict[int, dict[str, Session]]:
    held: dict[int, dict[str, Session]] = defaultdict(dict)
    planned = Session.objects.planned().filter(cohort__in=cohorts)
    for session in planned.select_related("evening"):
        held[session.cohort_id][session.evening.code] = session
    return held


EVENINGS = Source(frozenset({EVENING}), whole_evenings)
CLASSES = Source(frozenset({WHOLE_CLASS}), whole_classes)
