"""Planning the evening on which a class takes its stations."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment.access import can_release
from school.assessment.actions.holding import hand_on
from school.assessment.actions.telling import standing_of, tell_of_plan
from school.assessment.day_proposals import Proposal, propose
from school.assessment.days import DayPlan, begun_markings
from school.assessment.models import AssessmentDay, Lane, Marking, Slot
from school.assessment.refusals import planning
from school.courses.actions.clashes import hold_plans
from school.courses.models import Cohort
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted

FACTS = (
    "venue",
    "on",
    "begins",
    "ends",
    "change_minutes",
    "break_begins",
    "break_minutes",
)


@transaction.atomic
def plan_day(
    cohort: Cohort,
    *,
    plan: DayPlan,
    by: Actor,
    day: AssessmentDay | None = None,
    seen: str = "",
    at: datetime | None = None,
) -> AssessmentDay:
    """Give every candidate a time and a room for each station, and each room its examiners.

    With `day`, that evening is planned anew: what has begun stays, all else may move;
    with `seen`, only by the proposal of this seal. Whose times are new is told once.
    """
    if not can_release(by):
        raise NotPermitted
    now = at or timezone.now()
    cohort = _held(cohort)
    day = day and _as_it_stands(day)
    proposal = propose(cohort, plan, at=now, day=day)
    if seen and seen != proposal.seal:
        raise planning.PlanChanged
    before = standing_of(cohort)
    made, given = _write(proposal, at=now)
    _drop_empty(cohort)
    journal.record(
        by=by,
        verb="assessment.plan_day",
        on=made,
        data={
            "day": made.on.isoformat(),
            "turns": len(proposal.turns),
            "kept": len(proposal.kept),
            "sheets_given": given,
        },
        at=now,
    )
    tell_of_plan(cohort, before=before, by=by, at=now)
    return made


@transaction.atomic
def call_off_day(
    day: AssessmentDay, *, by: Actor, reason: str, at: datetime | None = None
) -> int:
    """The evening does not take place: how many turns fall away. What has begun stays.

    Everybody whose turns they were is told, and waits for another plan.
    """
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    cohort = _held(day.cohort)
    day = _as_it_stands(day)
    begun = begun_markings().values("practical_station")
    before = standing_of(cohort)
    turns = Slot.objects.filter(lane__day=day).exclude(practical_station__in=begun)
    count, _each = turns.delete()
    if not count:
        raise planning.NothingToCallOff
    journal.record(
        by=by,
        verb="assessment.call_off_day",
        on=day,
        reason=reason,
        data={"day": day.on.isoformat(), "turns": count},
        at=now,
    )
    _drop_empty(cohort)
    tell_of_plan(cohort, before=before, reason=reason, by=by, at=now)
    return count


def _drop_empty(cohort: Cohort) -> None:
    """No evening stands at which nobody has a time."""
    held = Slot.objects.filter(lane__day__cohort=cohort).values("lane__day")
    cohort.assessment_days.exclude(pk__in=held).delete()


def _held(cohort: Cohort) -> Cohort:
    """The class, held, and what others plan."""
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    hold_plans()
    return cohort


def _as_it_stands(day: AssessmentDay) -> AssessmentDay:
    found = AssessmentDay.objects.filter(pk=day.pk).first()
    if found is None:
        raise planning.DayGone
    return found


def _write(proposal: Proposal, *, at: datetime) -> tuple[AssessmentDay, int]:
    """The evening as it stands then, and how many sheets moved or were made."""
    made = _write_day(proposal, at=at)
    _write_slots(_write_lanes(made, proposal), proposal)
    return made, _give_sheets(proposal, at=at)


def _write_day(proposal: Proposal, *, at: datetime) -> AssessmentDay:
    day = proposal.day
    day.planned_at = at
    if day.pk is None:
        day.save(force_insert=True)
    else:
        day.save(update_fields=[*FACTS, "planned_at"])
    return AssessmentDay.objects.get(pk=day.pk)


def _write_lanes(day: AssessmentDay, proposal: Proposal) -> list[Lane]:
    """The lanes of the plan; one in which something has begun goes on where it is the same."""
    kept = {slot.lane for slot in proposal.kept}
    day.lanes.exclude(pk__in=[lane.pk for lane in kept]).delete()
    same = {(lane.room, lane.station_id): lane for lane in kept}
    number = max((lane.number for lane in kept), default=0)
    lanes = []
    for one in proposal.plan.lanes:
        lane = same.get((one.room, one.station.pk))
        if lane is None or {user.pk for user in lane.examiners.all()} != {
            user.pk for user in one.examiners
        }:
            number += 1
            lane = Lane.objects.create(
                day=day, number=number, room=one.room, station=one.station
            )
            lane.examiners.set(one.examiners)
        lanes.append(lane)
    return lanes


def _write_slots(lanes: list[Lane], proposal: Proposal) -> None:
    """Whoever is planned here leaves her former times, wherever they were."""
    Slot.objects.filter(pk__in=proposal.leaves).delete()
    Slot.objects.bulk_create(
        Slot(
            lane=lanes[turn.lane],
            practical_station=turn.place,
            starts_at=turn.starts_at,
            ends_at=turn.ends_at,
        )
        for turn in proposal.turns
    )


def _give_sheets(proposal: Proposal, *, at: datetime) -> int:
    """Who stands in the room marks there; how many sheets that moved or made."""
    sheets: dict[int, list[Marking]] = defaultdict(list)
    places = [turn.place.pk for turn in proposal.turns]
    for sheet in Marking.objects.select_for_update(of=("self",)).filter(
        practical_station__in=places
    ):
        sheets[sheet.practical_station_id].append(sheet)
    # A mark may have come before they were held: its sheet stays where it is.
    if begun_markings().filter(practical_station__in=places).exists():
        raise planning.PlanChanged
    moved: list[Marking] = []
    made: list[Marking] = []
    for turn in proposal.turns:
        wanted = {user.pk for user in proposal.plan.lanes[turn.lane].examiners}
        own = sheets[turn.place.pk]
        taken = {one.role for one in own}
        roles = [role for role in Marking.BLIND if role not in taken]
        has = {one.examiner_id for one in own if one.status == Marking.Status.OPEN}
        free = [one for one in own if one.examiner_id not in wanted & has]
        for examiner in sorted(wanted - has):
            if free:
                # Her own that she had declined, before another's.
                free.sort(key=lambda one: one.examiner_id == examiner)
                sheet = free.pop()
                sheet.examiner_id = examiner
                moved.append(sheet)
            else:
                made.append(
                    Marking(
                        practical_station=turn.place,
                        examiner_id=examiner,
                        role=roles.pop(0),
                    )
                )
    hand_on(moved, at=at)
    Marking.objects.bulk_create(made)
    return len(moved) + len(made)
