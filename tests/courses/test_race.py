"""Two registrars plan at the same moment, and want the same teacher in two places."""

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import pytest

from school.courses import actions, clashes
from school.courses.actions import editions
from school.courses.models import Cohort, Edition, Session
from school.courses.refusals import TeacherBusy
from school.courses.soundness import Finding
from school.people.models import User
from tests.enrollment.test_race import at_once
from tests.factories.courses import assign, make_cohort, make_venue
from tests.factories.editions import make_sound_draft


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


@pytest.mark.django_db(transaction=True)
def test_of_two_drafts_published_at_once_one_is_in_force(
    registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_sound_draft()
    second = make_sound_draft(course=first.course, version="1.1")
    check = editions.findings_of

    def linger(edition: Edition) -> list[Finding]:
        found = check(edition)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(editions, "findings_of", linger)

    def publish(pk: int) -> None:
        by = User.objects.get(pk=registrar.pk)
        actions.publish_edition(Edition.objects.get(pk=pk), by=by)

    at_once(publish, [first.pk, second.pk])
    found = Edition.objects.values_list("status", flat=True)
    assert sorted(found) == ["published", "superseded"]
