"""What an evening of stations would be: who is where when. Nothing is written here."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from school.assessment.assessors import Staff
from school.assessment.day_staff import barred, refuse_lanes, refuse_load, staff_for
from school.assessment.days import DayPlan, begun_markings, to_plan, waiting
from school.assessment.engagements import examiners_at, with_examiners
from school.assessment.models import AssessmentDay, PracticalStation, Slot
from school.assessment.refusals import planning
from school.assessment.rules import rotation
from school.courses.models import Cohort, Session

# A plan made anew in the middle of the evening goes on at the next of these minutes.
STEP = 5


@dataclass(frozen=True, slots=True)
class Turn:
    place: PracticalStation
    # Of the plan's lanes, from 0.
    lane: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Proposal:
    day: AssessmentDay
    plan: DayPlan
    turns: list[Turn]
    # What has begun, and stays as it is.
    kept: list[Slot]
    # The slots whose place it takes.
    leaves: list[int]

    @property
    def seal(self) -> str:
        """Changes with whatever would be written, so that only what was seen is."""
        lanes = (
            f"{one.room} {one.station.pk} {sorted(user.pk for user in one.examiners)}"
            for one in self.plan.lanes
        )
        turns = (
            f"{one.place.pk} {one.lane} {one.starts_at:%H%M} {one.ends_at:%H%M}"
            for one in self.turns
        )
        day = f"{self.day.on} {self.day.venue_id} {self.leaves}"
        words = "|".join([day, *lanes, *turns])
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def propose(
    cohort: Cohort, plan: DayPlan, *, at: datetime, day: AssessmentDay | None = None
) -> Proposal:
    """The plan worked out; refused with what the evening lacks."""
    drawn_up = _drawn_up(cohort, plan, day)
    _refuse_terms(drawn_up, plan, at=at)
    staff = staff_for(cohort, plan)
    refuse_lanes(cohort, plan, staff)
    places = _places(cohort, plan, day)
    if not places:
        raise planning.NobodyToPlan
    kept = _kept(day)
    evening = _evening(drawn_up, plan, places, kept, at=at)
    turns = _rotated(places, plan, evening, staff)
    refuse_load(places, turns, plan, staff)
    by_place = {(one.practical_id, one.station_id): one for one in places}
    return Proposal(
        drawn_up,
        plan,
        [
            Turn(
                by_place[turn.candidate, turn.station],
                turn.lane,
                drawn_up.at(turn.starts),
                drawn_up.at(turn.ends),
            )
            for turn in turns
        ],
        kept,
        _leaves(day, places, kept),
    )


def _drawn_up(
    cohort: Cohort, plan: DayPlan, day: AssessmentDay | None
) -> AssessmentDay:
    return AssessmentDay(
        pk=day.pk if day else None,
        cohort=cohort,
        on=plan.on,
        venue=plan.venue,
        begins=plan.begins,
        ends=plan.ends,
        change_minutes=plan.change_minutes,
        break_begins=plan.break_begins if plan.break_minutes else None,
        break_minutes=plan.break_minutes if plan.break_begins else 0,
    )


def _leaves(
    day: AssessmentDay | None,
    places: Iterable[PracticalStation],
    kept: Iterable[Slot],
) -> list[int]:
    former = Q(practical_station__in=[one.pk for one in places])
    if day:
        former |= Q(lane__day=day)
    slots = Slot.objects.filter(former).exclude(pk__in=[slot.pk for slot in kept])
    return list(slots.order_by("pk").values_list("pk", flat=True))


def _places(
    cohort: Cohort, plan: DayPlan, day: AssessmentDay | None
) -> list[PracticalStation]:
    chosen = plan.practicals
    if chosen is None:
        chosen = waiting(cohort, day=day)
    return list(to_plan(cohort).filter(practical__in=[one.pk for one in chosen]))


def _kept(day: AssessmentDay | None) -> list[Slot]:
    if day is None:
        return []
    begun = begun_markings().values("practical_station")
    slots = Slot.objects.filter(lane__day=day, practical_station__in=begun)
    return list(
        with_examiners(slots)
        .select_related(
            "lane__station", "practical_station__practical__enrollment__person"
        )
        .prefetch_related("lane__examiners")
    )


def _refuse_terms(day: AssessmentDay, plan: DayPlan, *, at: datetime) -> None:
    if plan.ends <= plan.begins:
        raise planning.DayEndsFirst
    if day.at(day.minute(plan.ends)) <= at:
        raise planning.DayPast
    twice = AssessmentDay.objects.filter(cohort=day.cohort, on=day.on)
    if twice.exclude(pk=day.pk).exists():
        raise planning.DayTwice


def _rotated(
    places: Sequence[PracticalStation],
    plan: DayPlan,
    evening: rotation.Evening,
    staff: Staff,
) -> list[rotation.Turn]:
    lanes = [
        rotation.Lane(
            number,
            one.station.pk,
            one.room,
            frozenset(user.pk for user in one.examiners),
        )
        for number, one in enumerate(plan.lanes)
    ]
    try:
        return rotation.rotate(_candidates(places, plan, staff), lanes, evening)
    except rotation.Lacking as lacking:
        raise _refusal(lacking, places, plan, evening) from lacking


def _candidates(
    places: Sequence[PracticalStation], plan: DayPlan, staff: Staff
) -> list[rotation.Candidate]:
    stations: dict[int, set[int]] = defaultdict(set)
    for one in places:
        stations[one.practical_id].add(one.station_id)
    people = {one.practical_id: one.practical.enrollment.person for one in places}
    return [
        rotation.Candidate(
            pk,
            frozenset(stations[pk]),
            barred(people[pk], plan, staff),
        )
        for pk in stations
    ]


def _evening(
    day: AssessmentDay,
    plan: DayPlan,
    places: Sequence[PracticalStation],
    kept: Sequence[Slot],
    *,
    at: datetime,
) -> rotation.Evening:
    pause = None
    if day.break_begins:
        begins = day.minute(day.break_begins)
        pause = (begins, begins + day.break_minutes)
    late = max(day.minute(at), 0)
    return rotation.Evening(
        minutes={one.station_id: one.station.minutes for one in places},
        until=day.minute(plan.ends),
        change=plan.change_minutes,
        pause=pause,
        begins=-(-late // STEP) * STEP,
        held=_held(day, plan, kept),
    )


def _held(
    day: AssessmentDay, plan: DayPlan, kept: Iterable[Slot]
) -> dict[rotation.Resource, list[tuple[int, int]]]:
    """Who and what is in use on that evening already: begun turns, and other classes."""
    held: dict[rotation.Resource, list[tuple[int, int]]] = defaultdict(list)

    def hold(resource: rotation.Resource, starts: datetime, ends: datetime) -> None:
        held[resource].append((day.minute(starts), day.minute(ends)))

    elsewhere = Slot.objects.filter(lane__day__on=day.on).exclude(
        lane__day__cohort=day.cohort
    )
    for slot in [*kept, *with_examiners(elsewhere)]:
        times = (slot.starts_at, slot.ends_at)
        hold(("candidate", slot.practical_station.practical_id), *times)
        for user in examiners_at(slot):
            hold(("examiner", user.pk), *times)
        if slot in kept or slot.lane.day.venue_id == day.venue_id:
            hold(("room", slot.lane.room), *times)
    first, last = day.at(0), day.at(day.minute(plan.ends))
    taught = Session.objects.standing().exclude(cohort=day.cohort)
    for session in taught.overlapping(first, last):
        times = (session.starts_at, session.ends_at)
        if session.teacher_id:
            hold(("examiner", session.teacher_id), *times)
        if session.room and session.venue_id == day.venue_id:
            hold(("room", session.room), *times)
    return dict(held)


def _refusal(
    lacking: rotation.Lacking,
    places: Sequence[PracticalStation],
    plan: DayPlan,
    evening: rotation.Evening,
) -> planning.PlanLacks:
    """What the evening lacks, by the names that people know."""
    data = dict(lacking.data)
    stations = {one.station_id: str(one.station) for one in places}
    numbers = {one.practical_id: one.practical.candidate_number for one in places}
    names = {user.pk: str(user) for lane in plan.lanes for user in lane.examiners}
    if "station" in data:
        data["station"] = stations[int(data["station"])]
    if "candidate" in data:
        data["number"] = numbers[int(data.pop("candidate"))]
    if "examiner" in data:
        data["name"] = names[int(data.pop("examiner"))]
    if lacking.what == "time":
        data["has"] = evening.until - evening.begins
        data["needs"] = int(data["needs"]) - evening.begins
    return planning.LACKING[lacking.what](**data)
