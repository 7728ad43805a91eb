"""Batches that arrive at once wait for each other and never for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.points.models import Posting
from school.service import actions
from school.service.rules import Told
from tests.factories.people import make_trainee
from tests.factories.service import keep_one, make_service_rules, told

TURNS = 4


def at_once(*works: Callable[[], object]) -> None:
    gate = Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        try:
            gate.wait()
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        for done in [threads.submit(run, work) for work in works]:
            done.result()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_batches_that_withdraw_of_the_same_people_in_other_orders() -> None:
    make_service_rules()
    now = timezone.now().replace(microsecond=0)

    def withdrawn(turn: int, *numbers: int) -> list[Told]:
        return [
            told(
                f"W{turn}-{number}",
                kind="withdrawn",
                order="",
                withdraws=f"PJ-{turn}-{number}",
                occurred_at=now - timedelta(minutes=2 - place),
            )
            for place, number in enumerate(numbers)
        ]

    for turn in range(TURNS):
        one, other = make_trainee(), make_trainee()
        for number, person in enumerate((one, other, one, other)):
            keep_one(person, f"{turn}-{number}", order=f"DD-{turn}-{number}")
        batches = withdrawn(turn, 0, 1), withdrawn(turn, 3, 2)
        at_once(
            *(lambda batch=batch: actions.keep(batch, by=SYSTEM) for batch in batches)
        )
    assert Posting.objects.filter(kind=Posting.Kind.REVERSAL).count() == 4 * TURNS
