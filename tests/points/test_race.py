from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from school.journal.actors import SYSTEM
from school.people.models import Person
from school.points import actions
from school.points.accounts import accounts_of
from school.points.models import Posting
from tests.factories.points import make_monthly_rule, make_rule

THREADS = 8


def at_once(person: Person, rule_code: str, sources: list[tuple[str, str]]) -> None:
    """Award for every source from a thread of its own, all starting together."""
    gate = Barrier(len(sources))

    def one(source: tuple[str, str]) -> None:
        try:
            gate.wait()
            actions.award(
                person,
                rule_code=rule_code,
                source_type=source[0],
                source_id=source[1],
                by=SYSTEM,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sources)) as threads:
        list(threads.map(one, sources))


@pytest.mark.django_db(transaction=True)
def test_the_same_award_from_eight_sides_makes_one_posting(
    trainee: Person,
) -> None:
    make_rule()
    at_once(trainee, "T05", [("course", "EC")] * THREADS)
    assert Posting.objects.filter(person=trainee).count() == 1
    assert accounts_of(trainee).balance == 15


@pytest.mark.django_db(transaction=True)
def test_eight_awards_at_once_keep_to_the_cap(trainee: Person) -> None:
    make_monthly_rule()
    at_once(trainee, "T08", [("session", str(number)) for number in range(THREADS)])
    held = accounts_of(trainee)
    assert (held.score, held.balance) == (120, 20)
    assert Posting.objects.filter(person=trainee).count() == THREADS
