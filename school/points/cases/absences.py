"""Evenings missed without leave (rule N16): read off the roll, opened as a case by a person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from school.attendance import ledger
from school.attendance.models import Event
from school.attendance.rules import ABSENT
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.people.models import User
from school.points.accounts import midnight
from school.points.cases.access import PROPOSE
from school.points.cases.models import Case
from school.points.models import Posting, Rule

RULE: Final = "N16"
# What lies longer back is let rest.
LISTED: Final = timedelta(days=31)
SOURCE: Final = Posting.Source.SESSION


@dataclass(frozen=True, slots=True)
class Absence:
    """An evening that a trainee missed, and the case that was made of it, if any."""

    session: Session
    enrollment: Enrollment
    case: Case | None = None


def absences(*, at: datetime, but: User) -> list[Absence]:
    """The latest first; nothing while the rule is not in force, and never one's own."""
    if not Rule.objects.filter(code=RULE, is_current=True).exists():
        return []
    # Until midnight the roll of an evening may still be put right.
    over = Session.objects.standing().filter(
        ends_at__gte=at - LISTED, ends_at__lt=midnight(timezone.localdate(at))
    )
    noted = Event.objects.filter(session__in=over, kind=ABSENT)
    found = _missed(noted.values_list("session_id", "enrollment_id"), but=but)
    cases = _cases(found)
    return [
        Absence(
            one.session,
            one.enrollment,
            cases.get((one.enrollment.person_id, one.session.code)),
        )
        for one in found
    ]


def waiting(user: User) -> list[Absence]:
    """Those she may open a case of; no query for whoever may not."""
    if not user.has_perm(PROPOSE):
        return []
    found = absences(at=timezone.now(), but=user)
    return [one for one in found if one.case is None]


def is_missed(session: Session, enrollment: Enrollment) -> bool:
    """Whether the roll says so now."""
    return bool(_missed([(session.pk, enrollment.pk)], but=None))


def is_put_right(case: Case) -> bool:
    """Whether it rests on an evening that the roll has her missing no more."""
    if (case.rule_code, case.source_type) != (RULE, SOURCE):
        return False
    noted = Event.objects.filter(
        session__code=case.source_id, enrollment__person=case.person_id
    )
    return not _missed(noted.values_list("session_id", "enrollment_id"), but=None)


def _missed(pairs: Iterable[tuple[int, int]], *, but: User | None) -> list[Absence]:
    """Those of whom the roll says it last, without doubt, and who sat it at no other time."""
    asked = set(pairs)
    events: dict[int, list[Event]] = defaultdict(list)
    of_them = Event.objects.filter(
        session__in={session for session, _one in asked},
        enrollment__in={one for _session, one in asked},
    )
    for event in of_them:
        events[event.session_id].append(event)
    absent = {
        (session, one)
        for session, of in events.items()
        for one, presence in ledger.presences(of).items()
        if presence.state == ABSENT and one not in ledger.contradictions(of)
    }
    return _elsewhere_neither(asked & absent, but=but)


def _elsewhere_neither(
    pairs: set[tuple[int, int]], *, but: User | None
) -> list[Absence]:
    rolls = Enrollment.objects.on_roll().trainees().select_related("person", "cohort")
    if but is not None:
        rolls = rolls.exclude(person__user=but)
    by_pk = rolls.in_bulk({one for _session, one in pairs})
    sessions = Session.objects.select_related("cohort", "evening").in_bulk(
        {session for session, _one in pairs}
    )
    credited: Mapping[int, Mapping[str, int]] = ledger.credited_by_evening(list(by_pk))
    found = [
        Absence(sessions[session], by_pk[one])
        for session, one in pairs
        if one in by_pk and not credited[one].get(sessions[session].evening.code)
    ]
    found.sort(key=lambda one: (one.session.starts_at, one.enrollment.pk), reverse=True)
    return found


def _cases(found: list[Absence]) -> dict[tuple[int, str], Case]:
    cases = Case.objects.filter(
        rule_code=RULE,
        source_type=SOURCE,
        source_id__in={one.session.code for one in found},
    )
    return {(case.person_id, case.source_id): case for case in cases}
