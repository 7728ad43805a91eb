"""Random histories of one class: after every step its places are as the rules promise.

What must hold is written a second time in tests.enrollment.places_oracle.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from school.enrollment import actions
from school.enrollment.actions import Arrangement, Kept
from school.enrollment.models import Enrollment, PriorityRule
from school.lib.errors import Refusal
from school.people.models import Person, User
from tests.enrollment.places_oracle import (
    DAYS,
    FREEZE_HOURS,
    LIVE,
    SEATS,
    Oracle,
)
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for, consent_of
from tests.factories.people import make_trainee

pytestmark = pytest.mark.long
Status, Criterion = Enrollment.Status, PriorityRule.Criterion
PEOPLE = 12
TOWN = "秀谷镇"
KINDS = st.sampled_from(["", "points", "hardship"])
MERITS = st.sets(st.sampled_from(["local", "first_course", "retraining"]))
ORDERS = st.sampled_from(
    [(), ("local",), ("first_course", "local"), ("retraining", "local")]
)


# What may happen, and to whom of a class: somebody who stands so. Each must have happened.
STEPS: dict[str, list[Status]] = {
    "apply": [],
    "accept": [Status.OFFERED],
    "refuse": [Status.OFFERED],
    "give_the_place_back": [Status.ENROLLED],
    "leave_the_line": [Status.WAITLISTED],
    "press_an_old_button": [],
    "admit": [Status.WAITLISTED, Status.OFFERED],
    "admit_out_of_turn": [Status.WAITLISTED],
    "offer": [Status.WAITLISTED],
    "recognise": LIVE,
    "arrange": [],
    "wait": [],
    "run_the_task": [],
}
Draw = Callable[[st.SearchStrategy[Any]], Any]


class History(Oracle, RuleBasedStateMachine):
    people: list[Person]
    begin: datetime
    # After so many days the history goes on.
    days: int
    registrar: User
    taken: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.known = {}
        self.undone = ExitStack()
        self.undone.enter_context(transaction.atomic())
        self.undone.enter_context(connection.execute_wrapper(self.forget))
        self.now = self.begin
        # Nothing has happened since every free seat was offered.
        self.is_settled = True
        self.seen = self.last = 0
        self.waited: set[int] = set()
        self.set_out((), 1, 1)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.close()

    @initialize(kinds=st.lists(KINDS, min_size=SEATS, max_size=PEOPLE - 1))
    def many_have_applied(self, kinds: list[str]) -> None:
        for person, kind in zip(self.people, kinds, strict=False):
            self.apply_as(person, kind)
        self.now += timedelta(days=self.days)
        self.is_settled = not self.days

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        """One of the steps that somebody can take, each as likely as any other."""
        present = {row.status for row in self.rows(*LIVE)}
        possible = [name for name, who in STEPS.items() if not who or present & {*who}]
        getattr(self, data.draw(st.sampled_from(possible)))(data.draw)

    # What people do.

    def apply(self, draw: Draw) -> None:
        applied = {row.person_id for row in self.rows(*LIVE)}
        free = [one for one in self.people if one.pk not in applied]
        if free:
            self.apply_as(draw(st.sampled_from(free)), draw(KINDS))

    def apply_as(self, person: Person, kind: str) -> None:
        more: dict[str, Any] = (
            {"by": self.registrar, "quota_kind": kind} if kind else {}
        )
        may = self.may_sit_at_once(person, kind)
        self.try_("apply", lambda: apply_for(self.cohort, person, at=self.now, **more))
        new = self.rows(Status.ENROLLED)[-1:]
        is_seated = bool(new) and new[0].pk > self.last
        assert may or not is_seated

    def accept(self, draw: Draw) -> None:
        one = self.one_of(draw, Status.OFFERED)
        if draw(st.booleans()):
            self.wait(draw)
        assert one.offer_until
        is_late = one.offer_until <= self.now
        how = {"by": one.person.user, "at": self.now}
        done = self.try_("accept", lambda: actions.accept_offer(one, **how))
        assert done is not is_late
        self.taken["accept late"] += is_late

    def refuse(self, draw: Draw) -> None:
        one = self.one_of(draw, Status.OFFERED)
        actions.decline_offer(one, by=one.person.user, at=self.now)
        self.taken["refuse"] += 1

    def give_the_place_back(self, draw: Draw) -> None:
        one = self.one_of(draw, Status.ENROLLED)
        actions.withdraw(one, by=one.person.user, at=self.now)
        self.taken["give_the_place_back"] += 1

    def leave_the_line(self, draw: Draw) -> None:
        one = self.one_of(draw, Status.WAITLISTED)
        actions.withdraw(one, by=one.person.user, at=self.now)
        self.taken["leave_the_line"] += 1

    def press_an_old_button(self, draw: Draw) -> None:
        """On a page that somebody left open: the status has gone on since."""
        one = self.one_of(draw, *Status)
        user = one.person.user
        verbs: dict[str, tuple[Callable[..., object], User, set[str]]] = {
            "accept": (actions.accept_offer, user, {"offered"}),
            "refuse": (actions.decline_offer, user, {"offered"}),
            "withdraw": (actions.withdraw, user, {"offered", "waitlisted", "enrolled"}),
            "offer": (actions.offer, self.registrar, {"waitlisted"}),
            "admit": (actions.admit, self.registrar, {"offered", "waitlisted"}),
        }
        old = [name for name, (_, _, on) in verbs.items() if one.status not in on]
        if not old:
            return
        verb, by, _on = verbs[draw(st.sampled_from(old))]
        assert not self.try_("press", lambda: verb(one, by=by, at=self.now))
        self.taken["press_an_old_button"] += 1

    # What the registrar does.

    def admit(self, draw: Draw) -> None:
        one = self.one_of(draw, Status.WAITLISTED, Status.OFFERED)
        may = one.status == Status.OFFERED or self.has_turn(one)
        done = self.try_("admit", lambda: actions.admit(one, **self.desk("函件")))
        assert may or not done

    def admit_out_of_turn(self, draw: Draw) -> None:
        one = self.one_of(draw, Status.WAITLISTED)
        how = self.desk("函件") | {"out_of_turn": True}
        self.try_("admit_out_of_turn", lambda: actions.admit(one, **how))

    def offer(self, draw: Draw) -> None:
        one = self.one_of(draw, Status.WAITLISTED)
        may = self.has_turn(one)
        done = self.try_("offer", lambda: actions.offer(one, **self.desk()))
        assert may or not done

    def recognise(self, draw: Draw) -> None:
        one = self.one_of(draw, *LIVE)
        found = {"kind": draw(KINDS), "merits": draw(MERITS)}
        actions.recognise(one, **found, **self.desk("核对"))
        self.taken["recognise"] += 1
        self.is_settled = True

    def arrange(self, draw: Draw) -> None:
        few = st.integers(0, 2)
        self.set_out(draw(ORDERS), draw(few), draw(few))
        self.taken["arrange"] += 1

    def set_out(self, order: tuple[str, ...], points: int, hardship: int) -> None:
        day = timezone.localdate(self.now)
        wanted = {"points": (points, 2), "hardship": (hardship, 5)}
        quotas = {
            kind: Kept(seats, day + timedelta(days=days))
            for kind, (seats, days) in wanted.items()
            if seats
        }
        arrangement = Arrangement(
            quotas=quotas, criteria=order, home_towns=TOWN, freeze_hours=FREEZE_HOURS
        )
        actions.arrange_places(self.cohort, arrangement, **self.desk())

    def desk(self, reason: str = "") -> dict[str, Any]:
        how = {"by": self.registrar, "at": self.now}
        return how | ({"reason": reason} if reason else {})

    # What time does. The worker may be down for days.

    def wait(self, draw: Draw) -> None:
        latest = self.begin + timedelta(days=DAYS - 1)
        hours = draw(st.sampled_from([1, 25]))
        self.now = max(self.now, min(self.now + timedelta(hours=hours), latest))
        self.is_settled = False
        self.taken["wait"] += 1

    def run_the_task(self, draw: Draw) -> None:
        self.taken["run_the_task"] += actions.expire_offers(at=self.now)
        self.is_settled = True

    def one_of(self, draw: Draw, *statuses: str) -> Enrollment:
        found: Enrollment = draw(st.sampled_from(self.rows(*statuses)))
        return found

    def try_(self, name: str, step: Callable[[], object]) -> bool:
        try:
            step()
        except Refusal:
            return False
        self.taken[name] += 1
        return True


@pytest.mark.parametrize(
    ("days", "examples", "must_happen"),
    [
        (0, 24, {*STEPS, "accept late"} - {"offer"}),
        # Only so late is a place the registrar's to offer.
        (DAYS + 1 - FREEZE_HOURS // 24, 8, {"offer", "admit", "admit_out_of_turn"}),
    ],
    ids=["from the beginning", "shortly before the first evening"],
)
def test_places_hold_through_any_history(
    registrar: User, days: int, examples: int, must_happen: set[str]
) -> None:
    day = timezone.localdate() + timedelta(days=DAYS)
    cohort = make_cohort(seats=SEATS, starts_on=day, enrol_until=day)
    people = [make_trainee(town=TOWN if number % 3 else "") for number in range(PEOPLE)]
    for person in people:
        consent_of(person)
    earlier = make_cohort(edition=cohort.edition, name="上一期")
    # Two have been promised a place here.
    for person in people[-2:]:
        actions.defer(apply_for(earlier, person), by=person.user)
    taken: Counter[str] = Counter()
    stage: dict[str, Any] = {
        "cohort": cohort,
        "people": people,
        "begin": timezone.now(),
        "days": days,
        "first_evening": cohort.sessions.earliest("starts_at").starts_at,
        "registrar": registrar,
        "taken": taken,
    }
    run_state_machine_as_test(
        type("Played", (History,), stage),
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            # The same histories each time: what they reach is asserted below.
            derandomize=True,
            # Without shrinking, which takes minutes here: the whole history is printed.
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {step for step, times in taken.items() if times} >= must_happen
