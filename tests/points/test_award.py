from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.points import actions, refusals, rules
from school.points.accounts import accounts_of
from school.points.models import Posting
from tests.factories.points import (
    deltas,
    lose,
    make_monthly_rule,
    make_rule,
    make_tiers,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=timezone.get_default_timezone())


def award(person: Person, source_id: str = "EC", **extra: Any) -> Posting:
    return actions.award(
        person,
        **{
            "rule_code": "T05",
            "source_type": "course",
            "source_id": source_id,
            "by": SYSTEM,
            **extra,
        },
    )


def coach(person: Person, evening: str, **extra: Any) -> Posting:
    return award(
        person, evening, rule_code="T08", source_type="session", **{"at": NOON, **extra}
    )


def test_passing_a_course_adds_to_score_and_balance(trainee: Person) -> None:
    make_rule()
    posting = award(trainee)
    lines = {line.account: line.delta for line in posting.entries.all()}
    assert lines == {"score": 15, "rated": -15, "balance": 15, "given": -15}
    held = accounts_of(trainee)
    assert (held.score, held.balance) == (115, 15)


def test_the_same_course_is_rewarded_once(trainee: Person) -> None:
    make_rule()
    first = award(trainee)
    assert award(trainee) == first
    assert deltas(trainee) == [15]
    assert JournalEntry.objects.filter(verb="points.award").count() == 1


def test_a_new_version_of_the_rule_rewards_nothing_a_second_time(
    trainee: Person,
) -> None:
    rule = make_rule()
    award(trainee)
    rule.is_current = False
    rule.save(update_fields=["is_current"])
    make_rule(version="1.1", delta=20, cap_points=20)
    award(trainee)
    award(trainee, "PC")
    assert deltas(trainee) == [15, 20]


def test_another_course_and_another_person_are_rewarded_too(
    trainee: Person, classmate: Person
) -> None:
    make_rule()
    award(trainee)
    award(trainee, "PC")
    award(classmate)
    assert deltas(trainee) == [15, 15]
    assert deltas(classmate) == [15]


def test_past_the_cap_the_event_is_kept_with_nothing(trainee: Person) -> None:
    make_monthly_rule()
    for evening in "abcdef":
        coach(trainee, evening)
    assert deltas(trainee) == [5, 5, 5, 5, 0, 0]
    assert deltas(trainee, "balance") == [5, 5, 5, 5, 0, 0]
    assert Posting.objects.filter(person=trainee, is_capped=True).count() == 2


def test_the_next_month_has_room_again(trainee: Person) -> None:
    make_monthly_rule()
    for evening in "abcde":
        coach(trainee, evening)
    # 30 November 23:59 and 1 December 00:01 by the school's clock.
    coach(trainee, "last", at=datetime.fromisoformat("2026-11-30T23:59+08:00"))
    coach(trainee, "first", at=datetime.fromisoformat("2026-12-01T00:01+08:00"))
    assert deltas(trainee) == [5, 5, 5, 5, 0, 0, 5]


def test_what_was_taken_back_leaves_room_under_the_cap(
    trainee: Person, points_officer: User
) -> None:
    make_monthly_rule()
    first = coach(trainee, "a")
    for evening in "bcd":
        coach(trainee, evening)
    actions.reverse(first, by=points_officer, reason="记错人")
    coach(trainee, "e")
    assert accounts_of(trainee).balance == 20


def test_recovery_lifts_the_score_to_where_one_began_and_no_further(
    trainee: Person,
) -> None:
    make_rule(
        "R01",
        delta=10,
        category=rules.RECOVERY,
        cap_period="quarter",
        cap_points=20,
        cap_times=None,
        source={"ceiling_score": 100},
    )
    lose(trainee, make_rule("N06", delta=-4, cap_period="month", cap_times=None))
    award(trainee, "1", rule_code="R01", source_type="retraining")
    held = accounts_of(trainee)
    assert (held.score, held.balance) == (100, 0)


@pytest.mark.parametrize("delta", [-5, 0])
def test_a_deduction_is_refused(trainee: Person, delta: int) -> None:
    make_rule("N06", delta=delta, cap_period="month", cap_times=None)
    with pytest.raises(refusals.NotAnAward):
        award(trainee, "1", rule_code="N06", source_type="check")
    assert not Posting.objects.exists()


def test_an_unknown_rule_is_refused(trainee: Person) -> None:
    with pytest.raises(refusals.NoSuchRule):
        award(trainee)


def test_a_rule_no_longer_in_force_is_refused(trainee: Person) -> None:
    make_rule(is_current=False)
    with pytest.raises(refusals.NoSuchRule):
        award(trainee)


def test_what_counts_once_a_course_is_given_for_a_course(trainee: Person) -> None:
    make_rule()
    with pytest.raises(refusals.WrongSource):
        award(trainee, source_type="certificate")


def test_a_trainee_awards_nothing_to_herself(trainee: Person) -> None:
    make_rule()
    assert trainee.user is not None
    with pytest.raises(NotPermitted):
        award(trainee, by=trainee.user)


def test_the_points_officer_may_award(trainee: Person, points_officer: User) -> None:
    make_monthly_rule()
    coach(trainee, "a", by=points_officer, reason="带教第三晚")
    posting = Posting.objects.get()
    assert (posting.actor_label, posting.reason) == ("孙积分", "带教第三晚")


def test_the_auditor_may_not(trainee: Person, auditor: User) -> None:
    make_monthly_rule()
    with pytest.raises(NotPermitted):
        coach(trainee, "a", by=auditor)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE points_entry SET delta = 999",
        "DELETE FROM points_entry",
        "UPDATE points_posting SET reason = ''",
        "DELETE FROM points_posting",
    ],
)
def test_the_database_itself_refuses_to_edit_the_ledger(
    trainee: Person, statement: str
) -> None:
    make_rule()
    award(trainee)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert deltas(trainee) == [15]


def test_all_accounts_are_asked_for_once_an_award(trainee: Person) -> None:
    """The card that follows from it needs the score alone."""
    make_tiers()
    make_monthly_rule()
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            actions.award(
                trainee,
                rule_code="T08",
                source_type="session",
                source_id=str(number),
                by=SYSTEM,
            )
        # The first makes her card, the second leaves it.
        assert sum("last_expired" in one["sql"] for one in asked) == 1
