"""The bank book under sixteen processes that do everything to it at once, told by plain SQL."""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.people.models import Person, User
from school.people.roles import Role
from school.points import actions, checking
from school.points.models import Posting, Redemption, Reward, Rule
from school.points.shop import actions as shop
from school.points.sources.actions import settle
from school.points.sources.rules import Due, Key
from school.points.sources.source import Dues, Source
from tests.factories.people import make_trainee, make_user
from tests.factories.points import make_monthly_rule, make_rule, make_tiers
from tests.factories.shop import make_tool, redeem

PROCESSES, PEOPLE, STOCK, LIMIT = 16, 4, 8, 60
# Long over: awards of then have ended, and the year can be settled.
LONG_AGO = timedelta(days=30 * 26)

# Every question has no row in its answer as long as the books are right.
NEVER: Mapping[str, str] = {
    "the score's two sides differ": """
        SELECT posting_id FROM points_entry WHERE account IN ('score', 'rated')
        GROUP BY posting_id HAVING SUM(delta) <> 0""",
    "points came from nowhere or went there": """
        SELECT posting_id FROM points_entry WHERE account NOT IN ('score', 'rated')
        GROUP BY posting_id HAVING SUM(delta) <> 0""",
    "more was spent or kept than there was": """
        SELECT person_id, account FROM points_entry
        WHERE account IN ('balance', 'held', 'shop', 'expired')
        GROUP BY person_id, account HAVING SUM(delta) < 0""",
    "a line was written past another": """
        SELECT id FROM (SELECT id, after, SUM(delta) OVER (
            PARTITION BY person_id, account ORDER BY id) AS sum FROM points_entry)
        AS lines WHERE after <> sum""",
    "one thing was posted twice": """
        SELECT person_id, source_id FROM points_posting WHERE reverses_id IS NULL
        GROUP BY person_id, kind, rule_code, source_type, source_id
        HAVING COUNT(*) > 1""",
    "one posting was undone twice, or one hold ended twice": """
        SELECT COALESCE(reverses_id, follows_id) FROM points_posting
        WHERE reverses_id IS NOT NULL OR follows_id IS NOT NULL
        GROUP BY COALESCE(reverses_id, follows_id) HAVING COUNT(*) > 1""",
    "a month gave more than its limit": f"""
        SELECT p.person_id FROM points_posting p
        LEFT JOIN points_posting r ON r.reverses_id = p.id
        WHERE p.kind = 'award' AND p.rule_code = 'T08' AND r.id IS NULL
        GROUP BY p.person_id, date_trunc('month', p.at AT TIME ZONE 'Asia/Shanghai')
        HAVING SUM(p.points) > {LIMIT}""",
    "what is kept for her and what is held of her points differ": """
        SELECT person_id FROM (
            SELECT person_id, delta FROM points_entry WHERE account = 'held'
            UNION ALL SELECT person_id, -cost FROM points_redemption
            WHERE status IN ('requested', 'approved')) AS sides
        GROUP BY person_id HAVING SUM(delta) <> 0""",
    "the store gave more than lay in it": """
        SELECT SUM(pieces) FROM (
            SELECT quantity AS pieces FROM points_stockmovement
            UNION ALL SELECT -1 FROM points_redemption
            WHERE status IN ('requested', 'approved')) AS store
        HAVING SUM(pieces) < 0""",
    "what was handed over and what left the store differ": """
        SELECT SUM(pieces) FROM (
            SELECT quantity AS pieces FROM points_stockmovement WHERE kind = 'given'
            UNION ALL SELECT 1 FROM points_redemption WHERE status = 'fulfilled')
        AS given HAVING SUM(pieces) <> 0""",
}


class Life:
    """What one of the processes does, in an order of its own."""

    def __init__(self, number: int, people: Collection[int], officer: int) -> None:
        self.chance = Random(number)
        self.own = str(number)
        self.people = list(Person.objects.filter(pk__in=people).order_by("pk"))
        self.officer = User.objects.get(pk=officer)
        self.done: Counter[str] = Counter()

    def live(self) -> Counter[str]:
        """Each of the verbs, some twice, in any order and of anybody."""
        often = [self.award, self.redeem]
        verbs = [*often, *often, self.cancel, self.collect, self.reverse, self.settle]
        verbs += [self.deduct, self.expire, self.carry_over]
        self.chance.shuffle(verbs)
        for verb in verbs:
            with suppress(Refusal):
                if verb(self.chance.choice(self.people)):
                    self.done[verb.__name__] += 1
        return self.done

    def award(self, person: Person) -> object:
        ago = self.chance.choice([timedelta(), LONG_AGO])
        return actions.award(
            person,
            rule_code="T08",
            source_type="session",
            source_id=str(self.chance.randrange(20)),
            by=SYSTEM,
            at=timezone.now() - ago,
        )

    def redeem(self, person: Person) -> Redemption:
        return redeem(person, Reward.objects.get(code="RD01"))

    def cancel(self, person: Person) -> object:
        kept = self._one(Redemption.objects.open().filter(person=person))
        return shop.cancel(kept or self.redeem(person), by=person.user)

    def collect(self, person: Person) -> object:
        kept = self._one(Redemption.objects.open().filter(person=person))
        return kept and shop.fulfil(kept, by=self.officer)

    def expire(self, person: Person) -> object:
        return actions.expire(person, by=SYSTEM)

    def reverse(self, person: Person) -> object:
        reversible = Posting.objects.filter(kind__in=Posting.REVERSIBLE)
        posting = self._one(reversible.filter(person=person))
        return posting and actions.reverse(posting, by=SYSTEM, reason="记错人")

    def deduct(self, person: Person) -> object:
        return actions.deduct(
            person,
            rule=Rule.objects.get(code="N06"),
            source_type="case",
            source_id=self.own,
            by=self.officer,
            reason="抽查属实",
        )

    def carry_over(self, person: Person) -> object:
        return actions.carry_over(person, at=timezone.now() - LONG_AGO, by=SYSTEM)

    def settle(self, person: Person) -> object:
        """The roll as it happens to stand: evenings come and go."""
        return settle(
            person, by=SYSTEM, sources=[Source(frozenset({"T01"}), self._due)]
        )

    def _due(self, people: Collection[int]) -> Dues:
        evenings = self.chance.sample(range(5), 3)
        dues = {
            Key("T01", "session", f"E{one}"): Due(timezone.now(), "一晚")
            for one in evenings
        }
        return dict.fromkeys(people, dues)

    def _one(self, rows: Any) -> Any:
        return self.chance.choice(list(rows) or [None])


def begin(person: Person, *, at: datetime) -> None:
    """Something to spend, and something that has ended."""
    actions.award(
        person,
        rule_code="T08",
        source_type="session",
        source_id=f"first {at.year}",
        by=SYSTEM,
        at=at,
    )


def lead(number: int, people: Collection[int], officer: int, gate: Any) -> Counter[str]:
    life = Life(number, people, officer)
    gate.wait(60)
    return life.live()


def in_processes(work: Callable[[int, Any], Counter[str]]) -> Counter[str]:
    """The same in each, all starting together; what fails in one fails the test."""
    # A child may not go on with its parent's connection.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with context.Manager() as shared:
        gate = shared.Barrier(PROCESSES)
        with ProcessPoolExecutor(PROCESSES, mp_context=context) as processes:
            found = processes.map(partial(work, gate=gate), range(PROCESSES))
            return sum(found, Counter[str]())


def broken() -> dict[str, list[Any]]:
    """What must never be and is, with the rows that show it."""
    found = {}
    with connection.cursor() as cursor:
        for never, question in NEVER.items():
            cursor.execute(question)
            if rows := cursor.fetchall():
                found[never] = rows
    return found


@pytest.mark.django_db(transaction=True)
def test_sixteen_processes_leave_books_without_a_fault() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one process write at a time; this needs PostgreSQL")
    make_tiers()
    make_monthly_rule(delta=10, cap_points=LIMIT)
    make_monthly_rule("T01", delta=2, cap_points=30)
    make_rule("N06", delta=-4, cap_period="month", cap_points=20, cap_times=None)
    make_tool(stock=STOCK, cost=7)
    Reward.objects.update(source={**Reward.objects.get().source, "limit": {}})
    people = [make_trainee() for _number in range(PEOPLE)]
    for person in people:
        for at in (timezone.now(), timezone.now() - LONG_AGO):
            begin(person, at=at)
    officer = make_user(role=Role.POINTS_OFFICER, is_staff=True)
    done = in_processes(
        partial(lead, people=[one.pk for one in people], officer=officer.pk)
    )
    assert not broken()
    assert not list(checking.off())
    # Otherwise nothing has been shown.
    assert {*done} >= {"award", "redeem", "cancel", "collect", "reverse", "settle"}
    kinds = set(Posting.objects.values_list("kind", flat=True))
    assert kinds >= {"award", "hold", "release", "collection", "reversal", "expiry"}
