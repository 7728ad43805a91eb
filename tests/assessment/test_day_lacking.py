"""A plan that cannot be held is refused with what is lacking, and nothing of it is kept."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import (
    AssessmentDay,
    Licence,
    Practical,
    Slot,
)
from school.assessment.refusals.planning import DayTwice
from school.courses.models import Cohort, Duty
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.notices.models import Notice
from tests.factories.assessment import add_examiner
from tests.factories.assessors import make_conflict, make_licence
from tests.factories.courses import assign, make_cohort
from tests.factories.days import (
    make_evening_class,
    pairs,
    planned,
)

ENDS = {"ends": time(22)}


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_evening_class()


def lanes_without(cohort: Cohort, number: int) -> Any:
    lanes = pairs(cohort).lanes
    return {"lanes": [one for one in lanes if one.station.number != number]}


def with_one_examiner(cohort: Cohort) -> Any:
    first, *others = pairs(cohort).lanes
    return {"lanes": [replace(first, examiners=first.examiners[:1]), *others]}


def with_own_instructors(cohort: Cohort) -> Any:
    first, *others = pairs(cohort).lanes
    for user in first.examiners:
        assign(cohort, user, Duty.Kind.INSTRUCTOR)
    return {"lanes": [first, *others]}


def with_a_stranger(cohort: Cohort) -> Any:
    first, *others = pairs(cohort).lanes
    stranger = add_examiner(make_cohort(name="别班"))
    return {"lanes": [replace(first, examiners=(stranger, stranger)), *others]}


def with_everything_in_one_room(cohort: Cohort) -> Any:
    lanes = [replace(one, room="甲") for one in pairs(cohort).lanes]
    return {"lanes": lanes, "ends": time(20)}


def with_the_same_two(cohort: Cohort) -> Any:
    first, *others = pairs(cohort).lanes
    lanes = [first, *(replace(one, examiners=first.examiners) for one in others)]
    return {"lanes": lanes, "ends": time(20)}


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        (lambda c: lanes_without(c, 2), "station_without_room"),
        (with_one_examiner, "lane_examiners"),
        (with_own_instructors, "lane_own_instructors"),
        (with_a_stranger, "examiner_unfit"),
        (with_everything_in_one_room, "room_too_full"),
        (with_the_same_two, "examiners_too_few"),
        (lambda c: {"ends": time(19, 25)}, "rooms_too_few"),
        (lambda c: {"ends": time(19, 5)}, "time_too_short"),
        (lambda c: {"ends": time(18)}, "day_ends_first"),
        (lambda c: {"on": timezone.localdate() - timedelta(days=1)}, "day_past"),
        (lambda c: {"practicals": []}, "nobody_to_plan"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_says_which_thing_is_lacking(
    cohort: Cohort, lacking: Any, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        planned(cohort, **lacking(cohort))
    assert refused.value.code == code
    assert not AssessmentDay.objects.exists()
    assert not Notice.objects.exists()


def test_a_class_is_planned_once_for_a_day(cohort: Cohort) -> None:
    planned(cohort)
    with pytest.raises(DayTwice):
        planned(cohort, practicals=list(Practical.objects.all()))


def test_nobody_examines_herself(cohort: Cohort) -> None:
    plan = pairs(cohort)
    person = Practical.objects.first().enrollment.person
    person.user = plan.lanes[0].examiners[0]
    person.save(update_fields=["user"])
    with pytest.raises(Refusal) as refused:
        actions.plan_day(cohort, plan=plan, by=SYSTEM)
    assert refused.value.code == "nobody_may_examine"


def test_a_relative_is_sent_to_the_other_room(cohort: Cohort) -> None:
    lanes = list(pairs(cohort).lanes)
    spare = replace(lanes[0], room="备用考室", examiners=lanes[1].examiners)
    practical = Practical.objects.order_by("candidate_number").first()
    person = practical.enrollment.person
    make_conflict(lanes[0].examiners[0], person)
    with pytest.raises(Refusal) as refused:
        planned(cohort)
    assert refused.value.code == "nobody_may_examine"
    planned(cohort, lanes=[*lanes, spare], **ENDS)
    slot = Slot.objects.get(
        practical_station__practical=practical,
        practical_station__station=lanes[0].station,
    )
    assert slot.lane.room == "备用考室"


def test_nobody_gets_more_sheets_than_the_licence_says(cohort: Cohort) -> None:
    plan = pairs(cohort)
    course = cohort.edition.course
    for lane in plan.lanes:
        for user in lane.examiners:
            make_licence(user, course, sheets_a_class=4)
    busy = plan.lanes[0].examiners[0]
    Licence.objects.filter(user=busy).update(sheets_a_class=3)
    with pytest.raises(Refusal) as refused:
        actions.plan_day(cohort, plan=plan, by=SYSTEM)
    assert refused.value.code == "examiner_unfit"
    assert busy.get_full_name() in str(refused.value)
    Licence.objects.filter(user=busy).update(sheets_a_class=4)
    actions.plan_day(cohort, plan=plan, by=SYSTEM)
