"""Two registrars plan at the same moment, and want the same teacher in two places."""

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import pytest

from school.courses import actions, clashes
from school.courses.models import Cohort, Session
from school.courses.refusals import TeacherBusy
from school.people.models import User
from tests.enrollment.test_race import at_once
from tests.factories.courses import assign, make_cohort, make_venue


@pytest.mark.django_db(transaction=True)
def test_a_teacher_stands_in_one_place_at_a_time(
    registrar: User, instructor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = clashes.find

    def linger(sessions: Sequence[Session]) -> list[clashes.Clash]:
        found = find(sessions)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(clashes, "find", linger)
    monday = date(2026, 11, 23)
    first = make_cohort(sessions=False, starts_on=monday, enrol_until=monday)
    second = make_cohort(
        edition=first.edition,
        name="第2期",
        venue=make_venue("社区教室"),
        sessions=False,
        starts_on=monday,
        enrol_until=monday,
    )
    for cohort in (first, second):
        assign(cohort, instructor)

    def plan(pk: int) -> None:
        with suppress(TeacherBusy):
            actions.plan_sessions(
                Cohort.objects.get(pk=pk),
                by=User.objects.get(pk=registrar.pk),
                weekdays=(0, 1, 2, 3),
            )

    at_once(plan, [first.pk, second.pk])
    planned = Session.objects.filter(teacher=instructor)
    assert planned.values("cohort").distinct().count() == 1
