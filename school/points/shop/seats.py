"""Seats that points can buy: those of the redeemers' quota, in classes that take applications."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from school.courses.models import Cohort
from school.enrollment.models import Enrollment, Promise, Quota
from school.enrollment.places import places_of
from school.points.models import Reward
from school.points.shop import rules
from school.points.shop.stock import terms

POINTS = Quota.Kind.POINTS


@dataclass(frozen=True, slots=True)
class Seats:
    """A class with so many seats for points."""

    cohort: Cohort
    left: int


def next_of(seat: Enrollment) -> Enrollment | None:
    """Where the person went on: in another class, or with the promise of a later one."""
    moved = Enrollment.objects.filter(moved_from=seat).first()
    return moved or Enrollment.objects.filter(kept_promise__deferred=seat).first()


def promises_of(seat: Enrollment) -> QuerySet[Promise]:
    """What points have bought of later classes of the course, and nobody sits on."""
    open_ones = Q(kept_by=None) | Q(kept_by__status=Enrollment.Status.WAITLISTED)
    return Promise.objects.filter(
        open_ones,
        deferred__person=seat.person_id,
        deferred__quota_kind=POINTS,
        deferred__cohort__edition__course=seat.cohort.edition.course_id,
    )


def seats_of(rewards: Iterable[Reward], *, on: date) -> dict[int, list[Seats]]:
    """By reward, the classes in which it takes a seat; as many queries for one as for all."""
    wanted = [reward for reward in rewards if reward.kind == rules.SEAT]
    if not wanted:
        return {}
    cohorts = list(
        Cohort.objects.filter(
            status=Cohort.Status.ENROLLING,
            enrol_until__gte=on,
            quotas__kind=POINTS,
            quotas__until__gte=on,
        )
        .select_related("edition__course", "venue")
        .order_by("starts_on", "pk")
    )
    places = places_of(cohorts)
    open_ones = [
        Seats(cohort, left)
        for cohort in cohorts
        if cohort.takes_applications(on=on)
        and (left := places[cohort.pk].left_in(POINTS))
    ]
    return {reward.pk: _of(reward, open_ones, on=on) for reward in wanted}


def _of(reward: Reward, seats: Iterable[Seats], *, on: date) -> list[Seats]:
    """Those of its courses, where it names any, that begin while the reward is good."""
    courses = {course.pk for course in reward.courses.all()}
    latest = on + timedelta(days=terms(reward).valid_days)
    return [
        one
        for one in seats
        if one.cohort.starts_on <= latest
        and (not courses or one.cohort.edition.course_id in courses)
    ]
