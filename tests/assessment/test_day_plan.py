"""An evening of stations is planned, planned anew, and everybody concerned is told once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from school.assessment import actions
from school.assessment.actions import days
from school.assessment.day_proposals import Proposal, propose
from school.assessment.days import waiting
from school.assessment.models import (
    AssessmentDay,
    Marking,
    Practical,
    Slot,
)
from school.assessment.sheets import lists_of
from school.courses.models import Cohort, Duty, Session
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices import wording
from school.notices.models import Notice
from school.people.models import User
from tests.factories.assessment import add_examiner, make_assessing_cohort
from tests.factories.courses import assign, make_edition
from tests.factories.days import (
    make_evening_class,
    make_lane,
    make_plan,
    pairs,
    planned,
)
from tests.factories.enrollment import make_enrollment
from tests.refused import refused_by

ENDS = {"ends": time(22)}


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_evening_class()


def slots() -> list[Slot]:
    return list(
        Slot.objects.select_related("lane", "practical_station__practical").order_by(
            "starts_at", "pk"
        )
    )


def apart(times: Iterable[tuple[datetime, datetime]], change: timedelta) -> bool:
    return all(one[1] + change <= other[0] for one, other in pairwise(sorted(times)))


def test_everybody_gets_every_station_and_nothing_clashes(cohort: Cohort) -> None:
    day = planned(cohort)
    found = slots()
    assert len(found) == 12
    change = timedelta(minutes=day.change_minutes)
    for keep in ("practical_station.practical_id", "lane.room"):
        first, second = keep.split(".")
        uses: dict[Any, list[tuple[datetime, datetime]]] = {}
        for slot in found:
            name = getattr(getattr(slot, first), second)
            uses.setdefault(name, []).append((slot.starts_at, slot.ends_at))
        assert all(apart(times, change) for times in uses.values())
    assert found[0].starts_at == day.begins_at
    assert not waiting(cohort).exists()
    assert Entry.objects.get(verb="assessment.plan_day").data["turns"] == 12


def test_who_stands_in_the_room_has_the_sheets(cohort: Cohort) -> None:
    planned(cohort)
    for slot in slots():
        marking = set(
            slot.practical_station.markings.values_list("examiner_id", flat=True)
        )
        assert marking == set(slot.lane.examiners.values_list("pk", flat=True))
    assert Marking.objects.count() == 24


def test_an_edition_with_three_examiners_gets_three_sheets(db: None) -> None:
    edition = make_edition(examiners_per_station=3)
    cohort = make_assessing_cohort(edition=edition)
    add_examiner(cohort)
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    actions.plan_day(cohort, plan=make_plan(cohort), by=SYSTEM)
    for place in practical.practical_stations.all():
        assert place.markings.count() == 3


def test_each_is_told_once_and_again_only_of_what_is_other(cohort: Cohort) -> None:
    day = planned(cohort)
    assert Notice.objects.filter(kind="practical_planned").count() == 4
    assert Notice.objects.filter(kind="examining_planned").count() == 6
    told = Notice.objects.filter(kind="practical_planned").first()
    assert told.context["is_changed"] is False
    Notice.objects.all().delete()
    actions.plan_day(cohort, plan=pairs(cohort), by=SYSTEM, day=day)
    assert not Notice.objects.exists()
    later = replace(pairs(cohort), begins=time(19, 10))
    actions.plan_day(cohort, plan=later, by=SYSTEM, day=day)
    assert Notice.objects.filter(kind="practical_planned").count() == 4
    assert Notice.objects.first().context["is_changed"] is True


def test_who_is_left_out_is_told_that_it_is_put_off(cohort: Cohort) -> None:
    day = planned(cohort)
    Notice.objects.all().delete()
    coming = list(Practical.objects.order_by("candidate_number"))
    fewer = replace(pairs(cohort), practicals=coming[1:])
    actions.plan_day(cohort, plan=fewer, by=SYSTEM, day=day)
    put_off = Notice.objects.get(person=coming[0].enrollment.person)
    assert put_off.context["is_put_off"] is True
    assert list(waiting(cohort)) == coming[:1]


def test_what_has_begun_stays_where_it_is(cohort: Cohort) -> None:
    day = planned(cohort)
    first = slots()[0]
    sheet = first.practical_station.markings.first()
    actions.begin_marking(sheet, by=sheet.examiner, at=day.begins_at)
    now = day.begins_at + timedelta(minutes=12)
    late = replace(pairs(cohort), **ENDS)
    actions.plan_day(cohort, plan=late, by=SYSTEM, day=day, at=now)
    kept = Slot.objects.get(practical_station=first.practical_station)
    assert (kept.pk, kept.starts_at, kept.lane) == (
        first.pk,
        first.starts_at,
        first.lane,
    )
    others = Slot.objects.exclude(pk=kept.pk)
    assert others.count() == 11
    assert min(one.starts_at for one in others) == day.begins_at + timedelta(minutes=15)


def test_no_sheet_is_moved_that_is_begun_while_the_plan_is_worked_out(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begun_meanwhile(*args: Any, **kwargs: Any) -> Proposal:
        found = propose(*args, **kwargs)
        sheet = found.turns[0].place.markings.order_by("pk")[0]
        actions.begin_marking(sheet, by=sheet.examiner)
        return found

    monkeypatch.setattr(days, "propose", begun_meanwhile)
    refused_by("plan_changed", actions.plan_day, cohort, plan=pairs(cohort), by=SYSTEM)
    assert not Slot.objects.exists()


def test_another_day_takes_the_turns_along(cohort: Cohort) -> None:
    former = planned(cohort)
    on = former.on + timedelta(days=2)
    moved = actions.plan_day(
        cohort,
        plan=replace(pairs(cohort), on=on, practicals=list(Practical.objects.all())),
        by=SYSTEM,
    )
    assert [one.pk for one in cohort.assessment_days.all()] == [moved.pk]
    assert {timezone.localdate(slot.starts_at) for slot in slots()} == {on}


def test_the_list_of_an_examiner_is_in_the_order_of_the_plan(cohort: Cohort) -> None:
    planned(cohort)
    examiner = slots()[0].lane.examiners.first()
    (only,) = lists_of(examiner)
    times = [sheet.turn_at for sheet in only.markings]
    assert len(times) == 4
    assert times == sorted(times)
    assert {sheet.turn_room for sheet in only.markings} == {"1号考室"}


def test_another_class_keeps_its_rooms_and_examiners_busy(cohort: Cohort) -> None:
    day = planned(cohort)
    used = {user for lane in day.lanes.all() for user in lane.examiners.all()}
    other = make_assessing_cohort(name="二班")
    for user in used:
        assign(other, user, Duty.Kind.EXAMINER)
    actions.open_practical(make_enrollment(other), by=SYSTEM)
    staff = sorted(used, key=lambda user: user.pk)[:2]
    lanes = [make_lane(one, *staff, room="甲") for one in other.edition.stations.all()]
    actions.plan_day(other, plan=make_plan(other, lanes=lanes), by=SYSTEM)
    busy = [one for one in slots() if set(staff) & set(one.lane.examiners.all())]
    times = [(one.starts_at, one.ends_at) for one in busy]
    assert apart(times, timedelta(minutes=2))


def test_lessons_of_another_class_keep_their_room_and_their_teacher_busy(
    cohort: Cohort,
) -> None:
    plan = replace(pairs(cohort), ends=time(23))
    first = plan.lanes[0]
    other = make_assessing_cohort(name="二班")
    session = other.sessions.filter(makes_up=None)[:1]
    begins = timezone.make_aware(datetime.combine(plan.on, plan.begins))
    for taken in (
        {"room": first.room, "teacher": None},
        {"room": "大教室", "teacher": first.examiners[0]},
    ):
        Session.objects.filter(pk=session[0].pk).update(
            starts_at=begins,
            ends_at=begins + timedelta(hours=1),
            status=Session.Status.PLANNED,
            venue=plan.venue,
            **taken,
        )
        turns = propose(cohort, plan, at=timezone.now()).turns
        there = min(turn.starts_at for turn in turns if turn.lane == 0)
        assert there >= begins + timedelta(hours=1)
        assert min(turn.starts_at for turn in turns) == begins


def test_only_who_releases_plans(cohort: Cohort, auditor: User, examiner: User) -> None:
    for user in (auditor, examiner):
        with pytest.raises(NotPermitted):
            actions.plan_day(cohort, plan=pairs(cohort), by=user)


class TestCallingOff:
    def test_everybody_is_told_why_and_waits_for_another_plan(
        self, cohort: Cohort
    ) -> None:
        day = planned(cohort)
        Notice.objects.all().delete()
        actions.call_off_day(day, by=SYSTEM, reason="下雪路滑")
        assert not AssessmentDay.objects.exists()
        told = Notice.objects.all()
        assert told.filter(kind="practical_planned").count() == 4
        assert told.filter(kind="examining_planned").count() == 6
        assert all(one.context["is_put_off"] for one in told)
        assert "下雪路滑" in wording.body(told[0])
        assert waiting(cohort).count() == 4
        entry = Entry.objects.get(verb="assessment.call_off_day")
        assert (entry.reason, entry.data["turns"]) == ("下雪路滑", 12)
        assert planned(cohort).on == day.on

    def test_what_has_begun_stays(self, cohort: Cohort) -> None:
        day = planned(cohort)
        first = slots()[0]
        sheet = first.practical_station.markings.first()
        actions.begin_marking(sheet, by=sheet.examiner, at=day.begins_at)
        actions.call_off_day(
            day, by=SYSTEM, reason="停电", at=day.begins_at + timedelta(minutes=5)
        )
        assert [slot.pk for slot in slots()] == [first.pk]
        refused_by(
            "nothing_to_call_off", actions.call_off_day, day, by=SYSTEM, reason="停电"
        )

    def test_it_is_refused_to_others_and_when_it_is_gone(
        self, cohort: Cohort, auditor: User
    ) -> None:
        day = planned(cohort)
        with pytest.raises(NotPermitted):
            actions.call_off_day(day, by=auditor, reason="停电")
        gone = AssessmentDay.objects.get(pk=day.pk)
        actions.call_off_day(day, by=SYSTEM, reason="停电")
        for verb in (
            partial(actions.call_off_day, reason="停电"),
            lambda day, by: actions.plan_day(
                cohort, plan=pairs(cohort), by=by, day=day
            ),
        ):
            refused_by("day_gone", verb, gone, by=SYSTEM)
