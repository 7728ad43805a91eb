"""Sixty-four people want thirty seats at the same moment; the database settles it.

On PostgreSQL they come from eight processes, on SQLite from as many threads of one.
"""

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

import pytest
from django.db import connection, connections

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Enrollment
from school.enrollment.refusals import AlreadyApplied, AlreadyInCourse
from school.people.models import Person, User
from tests.factories.courses import make_cohort
from tests.factories.enrollment import consent_of
from tests.factories.people import make_trainee

SEATS, PEOPLE, PROCESSES = 30, 64, 8
SECONDS = 60

Status = Enrollment.Status


class Barrier(Protocol):
    def wait(self, timeout: float | None = None) -> int: ...


def in_threads(step: Callable[[int], None], keys: Sequence[int]) -> None:
    threads = [threading.Thread(target=step, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)


def at_once(step: Callable[[int], None], keys: Sequence[int]) -> None:
    """Do `step` for every key at the same moment, as far as the machine goes."""
    is_sqlite = connection.vendor == "sqlite"
    # A child may not go on with its parent's connection.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    gate: Barrier = threading.Barrier(len(keys))
    if not is_sqlite:
        gate = context.Barrier(len(keys))

    def gated(key: int) -> None:
        # Connected before the gate opens, so that all are really at the counter.
        connection.ensure_connection()
        gate.wait(SECONDS)
        try:
            step(key)
        finally:
            connection.close()

    if is_sqlite:
        in_threads(gated, keys)
        return
    shares = [keys[start::PROCESSES] for start in range(PROCESSES)]
    processes = [
        context.Process(target=in_threads, args=(gated, share)) for share in shares
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(SECONDS)
    assert [process.exitcode for process in processes] == [0] * PROCESSES


def apply_as(person_id: int, cohort_id: int) -> None:
    person = Person.objects.get(pk=person_id)
    actions.apply(
        person,
        cohort=Cohort.objects.get(pk=cohort_id),
        by=User.objects.get(pk=person.user_id),
        source=Enrollment.Source.SELF,
        consent=consent_of(person),
    )


@pytest.mark.django_db(transaction=True)
def test_the_last_seats_go_to_exactly_as_many_people() -> None:
    cohort = make_cohort(seats=SEATS)
    people = [make_trainee(f"学员{number}") for number in range(PEOPLE)]
    for person in people:
        consent_of(person)
    at_once(lambda pk: apply_as(pk, cohort.pk), [person.pk for person in people])
    applied = Enrollment.objects.filter(cohort=cohort)
    assert applied.values("person").distinct().count() == PEOPLE
    assert applied.filter(status=Status.ENROLLED).count() == SEATS
    in_order = applied.order_by("applied_at")
    assert list(in_order.values_list("status", "queue_number")) == [
        *[(Status.ENROLLED, None)] * SEATS,
        *[(Status.WAITLISTED, number) for number in range(1, PEOPLE - SEATS + 1)],
    ]


@pytest.mark.django_db(transaction=True)
def test_one_person_on_many_phones_has_one_place_per_course() -> None:
    first = make_cohort(seats=SEATS)
    second = make_cohort(edition=first.edition, seats=SEATS, name="第2期")
    person = make_trainee()
    consent_of(person)

    def tap(cohort_id: int) -> None:
        with suppress(AlreadyApplied, AlreadyInCourse):
            apply_as(person.pk, cohort_id)

    at_once(tap, [first.pk, second.pk] * 4)
    assert Enrollment.objects.filter(person=person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_seat_given_back_by_many_at_once_goes_to_the_first_in_line() -> None:
    cohort = make_cohort(seats=8)
    line = [make_trainee() for _ in range(16)]
    for person in line:
        apply_as(person.pk, cohort.pk)
    seated = cohort.enrollments.filter(status=Status.ENROLLED)

    def leave(pk: int) -> None:
        enrollment = Enrollment.objects.select_related("person__user").get(pk=pk)
        actions.withdraw(enrollment, by=enrollment.person.user)

    at_once(leave, list(seated.values_list("pk", flat=True)))
    offered = cohort.enrollments.filter(status=Status.OFFERED)
    assert sorted(offered.values_list("queue_number", flat=True)) == list(range(1, 9))
    assert not cohort.enrollments.filter(status=Status.WAITLISTED).exists()
