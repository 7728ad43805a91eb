"""The last one, wanted by twenty at the same moment: the database settles who gets it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from school.people.models import Person
from school.points.accounts import accounts_of
from school.points.models import Redemption, Reward
from school.points.shop.refusals import NotEligible
from school.points.shop.stock import stock_of
from tests.factories.people import make_trainee
from tests.factories.shop import give_points, make_tool, redeem

PEOPLE = 20


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_want_the_last_toolbox_one_gets_it() -> None:
    tool = make_tool("RD07", cost=20, stock=1)
    people = [make_trainee() for _ in range(PEOPLE)]
    for person in people:
        give_points(person, 20)
    gate = Barrier(PEOPLE)

    def want(person: Person) -> str:
        try:
            gate.wait()
            redeem(person, Reward.objects.get(pk=tool.pk))
        except NotEligible as refusal:
            return ",".join(reason.code for reason in refusal.reasons)
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(PEOPLE) as threads:
        answers = list(threads.map(want, people))
    assert sorted(answers) == ["kept", *["stock"] * (PEOPLE - 1)]
    assert Redemption.objects.count() == 1
    assert stock_of([tool])[tool.pk].left == 0
    winner = people[answers.index("kept")]
    assert (accounts_of(winner).balance, accounts_of(winner).held) == (0, 20)
    losers = [person for person in people if person != winner]
    assert {accounts_of(person).balance for person in losers} == {20}
