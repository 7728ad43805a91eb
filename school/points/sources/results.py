"""Excellent at the first attempt: in the theory exam, and in the practical assessment."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from school.assessment.evidence import practical_states
from school.assessment.models import Attempt, Practical, Result
from school.courses.models import Course
from school.points.models import Posting
from school.points.sources.rules import EXCELLENT, Due, Key, first_of_each
from school.points.sources.source import Dues, Source

THEORY, PRACTICAL = "T03", "T04"
COURSE = "enrollment__cohort__edition__course__code"


def excellent_theory(people: Collection[int]) -> Dues:
    """By the marks as they stand now, once a result of that class is out."""
    tried = Attempt.objects.filter(
        enrollment__person__in=people, status=Attempt.Status.MARKED
    ).order_by("started_at", "pk")
    rows = tried.values_list("enrollment__person", COURSE, "pk")
    firsts = first_of_each(((person, code), pk) for person, code, pk in rows)
    found = Attempt.objects.in_bulk(firsts.values())
    out = _out({one.enrollment_id for one in found.values()})
    names = _names()
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for (person, code), pk in firsts.items():
        attempt = found[pk]
        if attempt.enrollment_id in out and (attempt.points or 0) >= EXCELLENT:
            key = Key(THEORY, Posting.Source.COURSE, code)
            reason = _reason(names[code], attempt.points)
            dues[person][key] = Due(out[attempt.enrollment_id], reason)
    return dues


def excellent_practice(people: Collection[int]) -> Dues:
    """By the sheets as they stand now, and with no critical fail that fails all of it."""
    tried = Practical.objects.filter(enrollment__person__in=people)
    rows = tried.order_by("opened_at", "pk").values_list(
        "enrollment__person", COURSE, "pk"
    )
    firsts = first_of_each(((person, code), pk) for person, code, pk in rows)
    released = Practical.objects.filter(
        pk__in=firsts.values(), status=Practical.Status.RELEASED
    ).select_related("enrollment")
    states = {state.practical.pk: state for state in practical_states(released)}
    names = _names()
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for (person, code), pk in firsts.items():
        state = states.get(pk)
        at = state.practical.released_at if state else None
        if state is None or at is None or state.failing:
            continue
        if (state.points or 0) >= EXCELLENT:
            key = Key(PRACTICAL, Posting.Source.COURSE, code)
            dues[person][key] = Due(at, _reason(names[code], state.points))
    return dues


def _names() -> dict[str, str]:
    return dict(Course.objects.values_list("code", "title_zh"))


def _reason(course: str, points: object) -> str:
    return _("%(course)s: %(points)s points") % {"course": course, "points": points}


def _out(enrollments: Collection[int]) -> dict[int, datetime]:
    """When the first result of each came out."""
    decided = Result.objects.filter(enrollment__in=enrollments).order_by("-pk")
    return dict(decided.values_list("enrollment_id", "decided_at"))


THEORIES = Source(frozenset({THEORY}), excellent_theory)
PRACTICALS = Source(frozenset({PRACTICAL}), excellent_practice)
