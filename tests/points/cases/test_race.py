"""Two who press at once: one confirms, the other reads that it is done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from school.lib.errors import Refusal
from school.people.models import Person, User
from school.points.cases import actions
from tests.factories.cases import make_answered, make_officer, score

OFFICERS = 4


@pytest.mark.django_db(transaction=True)
def test_of_several_who_confirm_or_withdraw_at_once_one_does(trainee: Person) -> None:
    case = make_answered(trainee)
    officers = [make_officer() for _number in range(OFFICERS)]
    gate = Barrier(OFFICERS)

    def decide(number: int) -> str:
        user = User.objects.get(pk=officers[number].pk)
        verb = actions.withdraw if number == 0 else actions.confirm
        gate.wait()
        try:
            return verb(case, words="核实了。", by=user).status
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(OFFICERS) as threads:
        came = sorted(threads.map(decide, range(OFFICERS)))
    assert came.count("moved_on") == OFFICERS - 1
    case.refresh_from_db()
    assert case.status in came
    assert score(trainee) == (97 if case.status == "posted" else 100)
    assert trainee.postings.count() == (case.status == "posted")
