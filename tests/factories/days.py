from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from school.assessment import actions
from school.assessment.access import examiners_of
from school.assessment.day_proposals import propose
from school.assessment.days import DayPlan, LanePlan
from school.assessment.models import AssessmentDay, Lane, Slot
from school.courses.models import Cohort, Station
from school.journal.actors import SYSTEM
from school.people.models import User
from tests.factories.assessment import add_examiner, make_assessing_cohort
from tests.factories.enrollment import make_enrollment


def make_lane(station: Station, *examiners: User, room: str = "") -> LanePlan:
    return LanePlan(room or f"{station.number}号考室", station, examiners)


def make_plan(cohort: Cohort, *, on: date | None = None, **extra: Any) -> DayPlan:
    """Tomorrow evening: each station in a room of its own, with the class's examiners."""
    first = [duty.user for duty in examiners_of(cohort).order_by("pk")]
    staff = first[: cohort.edition.examiners_per_station]
    return DayPlan(
        **{
            "on": on or timezone.localdate() + timedelta(days=1),
            "begins": time(19),
            "ends": time(21, 25),
            "venue": cohort.venue,
            "lanes": [make_lane(one, *staff) for one in cohort.edition.stations.all()],
            **extra,
        }
    )


def make_day(cohort: Cohort) -> AssessmentDay:
    """A planned evening of which nobody was told."""
    now = timezone.now()
    proposal = propose(cohort, make_plan(cohort), at=now)
    day = proposal.day
    day.planned_at = now
    day.save()
    lanes = []
    for number, one in enumerate(proposal.plan.lanes, start=1):
        lane = Lane.objects.create(
            day=day, number=number, room=one.room, station=one.station
        )
        lane.examiners.set(one.examiners)
        lanes.append(lane)
    for turn in proposal.turns:
        Slot.objects.create(
            lane=lanes[turn.lane],
            practical_station=turn.place,
            starts_at=turn.starts_at,
            ends_at=turn.ends_at,
        )
    return day


def make_evening_class() -> Cohort:
    """Four candidates with three stations each, and six examiners."""
    cohort = make_assessing_cohort()
    for name in ("林考评员", "朱考评员", "何考评员", "罗考评员"):
        add_examiner(cohort, name)
    for _each in range(4):
        actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    return cohort


def pairs(cohort: Cohort) -> DayPlan:
    """Two examiners of its own for each of the three rooms."""
    staff = [duty.user for duty in examiners_of(cohort).order_by("pk")]
    lanes = [
        make_lane(station, *staff[2 * at : 2 * at + 2])
        for at, station in enumerate(cohort.edition.stations.order_by("number"))
    ]
    return make_plan(cohort, lanes=lanes)


def planned(cohort: Cohort, **changes: Any) -> AssessmentDay:
    plan = replace(pairs(cohort), **changes)
    return actions.plan_day(cohort, plan=plan, by=SYSTEM)
