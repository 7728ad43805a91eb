"""Two registrars plan, or call somebody in, at one moment: one stands, the other reads why."""

import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from school.assessment import actions
from school.assessment.actions import days
from school.assessment.day_proposals import Proposal, propose
from school.assessment.models import AssessmentDay, Marking, Slot
from school.courses.models import Cohort, Duty
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from tests.assessment.test_races import at_once
from tests.factories.assessment import (
    add_examiner,
    fill_sheet,
    make_assessing_cohort,
)
from tests.factories.courses import assign
from tests.factories.days import make_lane, make_plan
from tests.factories.enrollment import make_enrollment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lingering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has worked a plan out takes a while to write it."""

    def linger(*args: Any, **kwargs: Any) -> Proposal:
        found = propose(*args, **kwargs)
        time.sleep(0.4)
        return found

    monkeypatch.setattr(days, "propose", linger)


def opened(name: str) -> Cohort:
    cohort = make_assessing_cohort(name=name)
    actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    return cohort


def stations(cohort: Cohort) -> list[Any]:
    return list(cohort.edition.stations.order_by("number"))


def later(verb: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        time.sleep(0.15)
        return verb()

    return run


def codes(answers: list[Any]) -> list[str]:
    return [one.code for one in answers if isinstance(one, Refusal)]


@pytest.mark.usefixtures("lingering")
def test_two_classes_planned_at_once_share_no_examiner_and_no_room() -> None:
    one, other = opened("一班"), opened("二班")
    for duty in one.duties.filter(kind=Duty.Kind.EXAMINER):
        assign(other, duty.user, Duty.Kind.EXAMINER)
    staff = [duty.user for duty in one.duties.filter(kind="examiner").order_by("pk")]
    plans = {
        cohort: make_plan(
            cohort,
            venue=one.venue,
            lanes=[make_lane(it, *staff[:2], room="甲") for it in stations(cohort)],
        )
        for cohort in (one, other)
    }
    verbs = [
        partial(actions.plan_day, cohort, plan=plan, by=SYSTEM)
        for cohort, plan in plans.items()
    ]
    answers = at_once(verbs[0], later(verbs[1]))
    assert all(isinstance(answer, AssessmentDay) for answer in answers)
    times = sorted(Slot.objects.values_list("starts_at", "ends_at"))
    assert len(times) == 6
    assert all(before[1] <= after[0] for before, after in pairwise(times))


@pytest.mark.usefixtures("lingering")
def test_of_two_plans_of_one_class_the_first_stands() -> None:
    cohort = opened("一班")
    plan = partial(actions.plan_day, cohort, plan=make_plan(cohort), by=SYSTEM)
    assert codes(at_once(plan, later(plan))) == ["day_twice"]
    day = AssessmentDay.objects.get()
    shown = propose(cohort, make_plan(cohort), at=day.planned_at, day=day).seal
    change = partial(plan, day=day, seen=shown, at=day.planned_at)
    assert codes(at_once(change, later(change))) == ["plan_changed"]
    assert Slot.objects.count() == 3


def test_of_two_moderators_called_at_once_one_is() -> None:
    cohort = make_assessing_cohort()
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    place = practical.practical_stations.first()
    for marking, points in zip(place.markings.order_by("pk"), (45, 20), strict=True):
        fill_sheet(marking, points=points)
    chiefs = [add_examiner(cohort, name) for name in ("林考评长", "何考评长")]
    answers = at_once(
        *[
            partial(actions.call_moderator, place, examiner=chief, by=SYSTEM)
            for chief in chiefs
        ]
    )
    assert codes(answers) == ["called_already"]
    assert Marking.objects.filter(role="moderator").count() == 1


def test_of_two_thirds_called_at_once_one_is() -> None:
    cohort = make_assessing_cohort()
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    place = practical.practical_stations.first()
    others = [add_examiner(cohort, name) for name in ("林考评员", "何考评员")]
    answers = at_once(
        *[
            partial(actions.call_third, place, examiner=other, by=SYSTEM)
            for other in others
        ]
    )
    assert codes(answers) == ["called_already"]
    assert place.markings.count() == 3
