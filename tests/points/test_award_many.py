"""Many awards at once come to the very ledger that one after the other comes to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.points import actions, checking, refusals
from school.points.actions import Award
from school.points.models import Entry, Posting
from tests.factories.people import make_trainee
from tests.factories.points import lose, make_monthly_rule, make_rule

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 9, 28, 12, tzinfo=UTC)


def ledger() -> list[Any]:
    lines = Entry.objects.order_by("pk").values_list(
        *("posting__rule_code", "posting__source_type", "posting__source_id"),
        *("posting__points", "posting__is_capped", "posting__at"),
        *("posting__actor_label", "posting__reason"),
        *("person", "account", "delta", "after"),
    )
    return list(lines)


def rules_and_people() -> list[Person]:
    make_rule("S01", delta=2, cap_period="month", cap_points=5, cap_times=None)
    make_rule("S02", delta=3, cap_period="none", cap_points=None, cap_times=None)
    make_rule(
        "R01",
        delta=4,
        category="recovery",
        cap_period="month",
        cap_points=None,
        cap_times=2,
        source={"ceiling_score": 100},
    )
    people = [make_trainee(f"工人{number}") for number in range(3)]
    lose(people[0], make_rule("N07", delta=-10, cap_period="none", cap_points=None))
    return people


WANTED = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["S01", "S02", "R01"]),
        st.integers(0, 4),
        st.integers(0, 9),
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(before=WANTED, wanted=WANTED)
def test_it_is_the_same_ledger(before: Any, wanted: Any) -> None:
    def awards(people: list[Person], rows: Any) -> list[Award]:
        return [
            Award(people[who], code, "order", f"p:{order}", BEGIN + timedelta(days=day))
            for who, code, order, day in rows
        ]

    def one_by_one(found: list[Award]) -> None:
        for one in found:
            actions.award(
                one.person,
                rule_code=one.rule_code,
                source_type=one.source_type,
                source_id=one.source_id,
                by=SYSTEM,
                at=one.at,
            )

    with transaction.atomic():
        people = rules_and_people()
        one_by_one(awards(people, before))
        written = []
        for work in (one_by_one, lambda all_: actions.award_many(all_, by=SYSTEM)):
            with transaction.atomic():
                work(awards(people, wanted))
                written.append(ledger())
                assert list(checking.off()) == []
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert written[0] == written[1]


def test_what_is_there_is_returned_and_each_has_its_posting(trainee: Person) -> None:
    make_monthly_rule()
    first = Award(trainee, "T08", "session", "1", BEGIN)
    other = Award(trainee, "T08", "session", "2", BEGIN)
    [there] = actions.award_many([first], by=SYSTEM)
    found = actions.award_many([first, other, other], by=SYSTEM)
    assert found[0] == there
    assert found[1] == found[2] != there
    assert Posting.objects.count() == 2
    assert JournalEntry.objects.filter(verb="points.award").count() == 2


def test_each_is_told_once(trainee: Person, classmate: Person) -> None:
    make_monthly_rule()
    actions.award_many(
        [
            Award(who, "T08", "session", str(number), BEGIN)
            for who in (trainee, classmate)
            for number in range(6)
        ],
        by=SYSTEM,
    )
    told = Notice.objects.filter(kind="points_awarded").order_by("person")
    assert [notice.context["points"] for notice in told] == [20, 20]


def test_ten_times_as_many_take_hardly_a_query_more(trainee: Person) -> None:
    make_monthly_rule(cap_points=5)

    def queries(numbers: range) -> int:
        with CaptureQueriesContext(connection) as caught:
            actions.award_many(
                [Award(trainee, "T08", "session", str(n), BEGIN) for n in numbers],
                by=SYSTEM,
            )
        return len(caught)

    queries(range(1))
    # SQLite takes only so many values in a statement.
    assert queries(range(11, 111)) <= queries(range(1, 11)) + 8


def test_the_card_follows_a_batch(trainee: Person) -> None:
    from_many = [Award(trainee, "T08", "session", str(n), BEGIN) for n in range(3)]
    make_monthly_rule()
    actions.award_many(from_many, by=SYSTEM)
    trainee.refresh_from_db()
    assert trainee.standing.score == 115


def test_who_may_not_award(trainee: Person, auditor: User) -> None:
    make_monthly_rule()
    with pytest.raises(NotPermitted):
        actions.award_many([Award(trainee, "T08", "session", "1", BEGIN)], by=auditor)


@pytest.mark.parametrize(
    ("code", "source", "refusal"),
    [
        ("X99", "session", refusals.NoSuchRule),
        ("N07", "session", refusals.NotAnAward),
        ("T05", "session", refusals.WrongSource),
    ],
)
def test_one_that_is_wrong_keeps_all_out(
    trainee: Person, code: str, source: str, refusal: type[Exception]
) -> None:
    make_monthly_rule()
    make_rule()
    make_rule("N07", delta=-10)
    wanted = [
        Award(trainee, "T08", "session", "1", BEGIN),
        Award(trainee, code, source, "1", BEGIN),
    ]
    with pytest.raises(refusal):
        actions.award_many(wanted, by=SYSTEM)
    assert not Posting.objects.exists()


def test_nothing_comes_of_nothing() -> None:
    assert actions.award_many([], by=SYSTEM) == []
