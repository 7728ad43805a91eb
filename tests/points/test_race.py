from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Sum

from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.people.models import Person, User
from school.points import actions, checking
from school.points.accounts import accounts_of
from school.points.models import Entry, Posting, Rule
from school.points.rules.accounts import RATING, SPENDING
from tests.factories.people import make_trainee
from tests.factories.points import make_monthly_rule, make_rule

THREADS = 8
CROWD, TURNS = 16, 8


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


def live(number: int, people: list[Person], reviewer: User) -> None:
    """One of many at once: gives, lays aside, spends, gives back and takes back, of anyone."""
    chance = Random(number)
    try:
        for turn in range(TURNS):
            person, source = chance.choice(people), str(chance.randrange(2 * TURNS))
            own = f"{number}-{turn}"
            with suppress(Refusal):
                one_of_them(chance, person, source, own, reviewer)
    finally:
        connection.close()


def one_of_them(
    chance: Random, person: Person, source: str, own: str, reviewer: User
) -> None:
    given = {"rule_code": "T08", "source_type": "session", "source_id": source}
    taken = {
        "rule": Rule.objects.get(code="N06"),
        "source_type": "case",
        "source_id": source,
    }
    kept = {"points": 7, "source_type": "redemption", "source_id": own}
    match chance.randrange(8):
        case 0 | 1 | 2:
            actions.award(person, **given, by=SYSTEM)
        case 3 | 4:
            actions.hold(person, **kept, by=SYSTEM)
        case 5:
            held = Posting.objects.filter(person=person, kind="hold").first()
            if held and chance.randrange(2):
                actions.collect(held, by=SYSTEM)
            elif held:
                actions.release(held, by=SYSTEM, reason="不要了")
        case 6:
            actions.deduct(person, **taken, by=reviewer, reason="抽查属实")
        case 7:
            award = Posting.objects.filter(person=person, kind="award").first()
            if award:
                actions.reverse(award, by=SYSTEM, reason="记错人")


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_leave_books_without_a_fault(points_officer: User) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one process write at a time; this needs PostgreSQL")
    make_monthly_rule(cap_points=60)
    make_rule("N06", delta=-4, cap_period="month", cap_points=20, cap_times=None)
    people = [make_trainee() for _number in range(3)]
    with ThreadPoolExecutor(CROWD) as threads:
        for done in [
            threads.submit(live, number, people, points_officer)
            for number in range(CROWD)
        ]:
            done.result()
    assert not list(checking.off())
    awards = Posting.objects.filter(kind="award")
    assert awards.count() > len(people)
    assert awards.values("person", "source_id").distinct().count() == awards.count()
    for side in (RATING, SPENDING):
        moved = Entry.objects.filter(account__in=side).aggregate(sum=Sum("delta"))
        assert moved["sum"] == 0
