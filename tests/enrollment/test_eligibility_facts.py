"""What the desk and the trainee put on file for the question who may join a class."""

from datetime import time

import pytest

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Demand, PriorCertificate, Shift
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people.actions import record_health_check
from school.people.models import Person, User
from tests.factories.courses import make_cohort, make_course
from tests.factories.eligibility import make_hold


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort()


def test_demands_are_set_whole_and_journalled(registrar: User) -> None:
    course = make_course()
    actions.demand(course, youngest=18, oldest=60, by=registrar)
    actions.demand(course, youngest=20, by=registrar)
    asked = Demand.objects.get()
    assert (asked.youngest, asked.oldest) == (20, None)
    assert Entry.objects.filter(verb="enrollment.demand").count() == 2


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"youngest": 60, "oldest": 18}, "ages_out_of_order"),
        ({"prerequisite": True}, "demands_itself"),
    ],
)
def test_demands_that_cannot_be_met_are_refused(
    registrar: User, asked: dict, code: str
) -> None:
    course = make_course()
    if "prerequisite" in asked:
        asked = {"prerequisite": course}
    with pytest.raises(Refusal) as caught:
        actions.demand(course, by=registrar, **asked)
    assert caught.value.code == code


def test_only_the_desk_keeps_these_facts(
    cohort: Cohort, trainee: Person, auditor: User
) -> None:
    course, by = cohort.edition.course, auditor
    hold = make_hold(trainee)
    for refused_verb in (
        lambda: actions.demand(course, by=by),
        lambda: actions.place_hold(trainee, kind="other", reason="否", by=by),
        lambda: actions.lift_hold(hold, reason="否", by=by),
        lambda: actions.record_prior_certificate(
            trainee, course=course, title="a", number="1", body="b", by=by
        ),
        lambda: record_health_check(
            trainee, kind="basic", expires_on=cohort.ends_on, by=by
        ),
        lambda: actions.declare_shift(
            trainee, weekday=1, begins=time(8), ends=time(9), by=by
        ),
    ):
        with pytest.raises(NotPermitted):
            refused_verb()
    assert not PriorCertificate.objects.exists()


def test_a_hold_needs_a_reason_to_come_and_to_go(
    trainee: Person, registrar: User
) -> None:
    for verb in (
        lambda: actions.place_hold(trainee, kind="other", reason=" ", by=registrar),
        lambda: actions.lift_hold(make_hold(trainee), reason=" ", by=registrar),
    ):
        with pytest.raises(Refusal) as caught:
            verb()
        assert caught.value.code == "reason_missing"


def test_working_hours_are_declared_once_and_taken_off(trainee: Person) -> None:
    hours = {"weekday": 2, "begins": time(22), "ends": time(6)}
    shift = actions.declare_shift(trainee, by=trainee.user, **hours)
    with pytest.raises(Refusal) as caught:
        actions.declare_shift(trainee, by=trainee.user, **hours)
    assert caught.value.code == "shift_on_file"
    assert Entry.objects.get(verb="enrollment.declare_shift").data == {}
    actions.drop_shift(shift, by=trainee.user)
    assert not Shift.objects.exists()
