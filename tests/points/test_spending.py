"""Points that are held, spent, given back, deducted, carried over, and that expire."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.notices.wording import letter
from school.people.models import Person, User
from school.points import actions, checking, refusals, tasks
from school.points.accounts import accounts_of, accounts_on, endings_of
from school.points.models import Entry, ExpiryWarning, Posting, Rule
from school.points.signals import posted
from tests.factories.people import make_trainee
from tests.factories.points import deltas, lose, make_monthly_rule, make_rule

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.get_default_timezone())


def award(person: Person, source: str = "1", **extra: Any) -> Posting:
    at = extra.pop("at", NOW)
    return actions.award(
        person, rule_code="T08", source_type="desk", source_id=source, by=SYSTEM, at=at
    )


def hold(
    person: Person, points: int, source: str = "R1", at: datetime = NOW
) -> Posting:
    return actions.hold(
        person,
        points=points,
        source_type="redemption",
        source_id=source,
        by=SYSTEM,
        at=at,
    )


@pytest.fixture
def rich(trainee: Person) -> Person:
    make_monthly_rule(delta=50, cap_points=None)
    award(trainee)
    return trainee


def sums(person: Person) -> tuple[int, int, int, int]:
    held = accounts_of(person)
    return held.balance, held.held, held.owed, held.spent


def test_what_is_held_is_spent_or_comes_back_whole(rich: Person) -> None:
    kettle, shoes = hold(rich, 20), hold(rich, 25, "R2")
    assert sums(rich) == (5, 45, 0, 0)
    actions.collect(kettle, by=SYSTEM)
    actions.release(shoes, by=SYSTEM, reason="不要了")
    assert sums(rich) == (30, 0, 0, 20)
    assert accounts_of(rich).score == 150
    assert not list(checking.off())


def test_what_is_not_there_is_not_held(rich: Person) -> None:
    hold(rich, 45)
    with pytest.raises(refusals.NotEnough) as refused:
        hold(rich, 20, "R2")
    assert refused.value.data == {"there": 5, "missing": 15}
    assert sums(rich) == (5, 45, 0, 0)
    with pytest.raises(ValueError, match="one point"):
        hold(rich, 0, "R3")


def test_the_same_is_held_once_and_ended_once(rich: Person) -> None:
    kettle = hold(rich, 20)
    assert hold(rich, 20) == kettle
    actions.collect(kettle, by=SYSTEM)
    for again in (
        lambda: hold(rich, 20),
        lambda: actions.collect(kettle, by=SYSTEM),
        lambda: actions.release(kettle, by=SYSTEM, reason="不要了"),
    ):
        with pytest.raises(refusals.HoldEnded):
            again()
    assert sums(rich) == (30, 0, 0, 20)


def test_only_a_hold_is_ended_and_only_awards_and_deductions_reversed(
    rich: Person,
) -> None:
    with pytest.raises(refusals.NotHeld):
        actions.collect(award(rich), by=SYSTEM)
    kettle = hold(rich, 20)
    with pytest.raises(refusals.ReasonNeeded):
        actions.release(kettle, by=SYSTEM, reason=" ")
    with pytest.raises(refusals.NotReversible):
        actions.reverse(kettle, by=SYSTEM, reason="弄错了")


def test_what_was_spent_of_an_award_is_owed_and_made_up_first(rich: Person) -> None:
    first = award(rich)
    actions.collect(hold(rich, 40), by=SYSTEM)
    actions.reverse(first, by=SYSTEM, reason="证书吊销")
    assert sums(rich) == (0, 0, 40, 40)
    award(rich, "2")
    assert sums(rich) == (10, 0, 0, 40)
    assert deltas(rich, "balance") == [50, -40, -10, 10]
    assert not list(checking.off())


def test_the_database_itself_lets_nobody_spend_what_is_not_there(rich: Person) -> None:
    for account in ("balance", "held"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.create(
                posting=hold(rich, 1),
                person=rich,
                account=account,
                delta=-99,
                after=-1,
            )


def deduct(person: Person, by: Any, source: str = "1", **extra: Any) -> Posting:
    return actions.deduct(
        person,
        **{
            "rule": Rule.objects.get(code="N06"),
            "source_type": "case",
            "source_id": source,
            "by": by,
            "reason": "抽查属实",
            "at": NOW,
            **extra,
        },
    )


def test_a_deduction_lowers_the_score_alone_within_its_cap(
    rich: Person, points_officer: User
) -> None:
    make_rule("N06", delta=-4, cap_period="month", cap_points=6, cap_times=None)
    first = deduct(rich, points_officer)
    assert deduct(rich, points_officer) == first
    second = deduct(rich, points_officer, "2")
    assert (second.points, second.is_capped) == (-2, True)
    assert deltas(rich) == [50, -4, -2]
    assert accounts_of(rich).balance == 50
    actions.reverse(first, by=SYSTEM, reason="申诉成立")
    assert accounts_of(rich).score == 148
    assert not Notice.objects.filter(kind="points_reversed").exists()


def test_no_machine_deducts_and_nobody_without_the_right(
    rich: Person, points_officer: User, instructor: User
) -> None:
    make_rule("N06", delta=-4, cap_period="none", cap_points=None, cap_times=None)
    for by in (SYSTEM, instructor, rich.user):
        with pytest.raises(NotPermitted):
            deduct(rich, by)
    with pytest.raises(refusals.NotADeduction):
        deduct(rich, points_officer, rule=Rule.objects.get(code="T08"))
    with pytest.raises(refusals.ReasonNeeded):
        deduct(rich, points_officer, reason=" ")
    assert accounts_of(rich).score == 150


def test_a_year_is_carried_over_once(rich: Person) -> None:
    turned = actions.carry_over(rich, at=NOW, by=SYSTEM)
    assert actions.carry_over(rich, at=NOW, by=SYSTEM) == turned
    assert accounts_of(rich).score == 125
    actions.carry_over(rich, at=NOW + timedelta(days=365), by=SYSTEM)
    assert accounts_of(rich).score == 113
    assert accounts_of(rich).balance == 50


def test_points_expire_after_24_months_the_oldest_first(rich: Person) -> None:
    award(rich, "old", at=NOW - timedelta(days=731))
    kettle = hold(rich, 30, at=NOW - timedelta(days=5))
    assert actions.expire(rich, by=SYSTEM, at=NOW).points == -20
    assert actions.expire(rich, by=SYSTEM, at=NOW) is None
    assert sums(rich) == (50, 30, 0, 0)
    actions.release(kettle, by=SYSTEM, reason="不要了", at=NOW)
    assert accounts_of(rich).expired == 50
    assert actions.expire(rich, by=SYSTEM, at=NOW + timedelta(days=1)) is None
    old = Posting.objects.get(source_id="old")
    actions.reverse(old, by=SYSTEM, reason="记错人")
    assert (accounts_of(rich).expired, sums(rich)) == (0, (50, 0, 0, 0))
    assert not list(checking.off())


def test_each_is_told_once_of_what_ends_30_days_before(
    rich: Person, classmate: Person
) -> None:
    for days in (705, 690, 660):
        award(classmate, str(days), at=NOW - timedelta(days=days))
    told = actions.warn_of_expiry(classmate, by=SYSTEM, at=NOW)
    assert (told.points, actions.warn_of_expiry(rich, by=SYSTEM, at=NOW)) == (100, None)
    notice = letter(Notice.objects.get(kind="points_ending"))
    assert "100" in notice.subject
    assert "2026年12月17日" in notice.subject
    for later in (1, 20, 39):
        at = NOW + timedelta(days=later)
        assert actions.warn_of_expiry(classmate, by=SYSTEM, at=at) is None
    third = actions.warn_of_expiry(classmate, by=SYSTEM, at=NOW + timedelta(days=45))
    assert third.points == 50


def test_the_night_expires_and_tells(rich: Person) -> None:
    now = timezone.now()
    other = make_trainee()
    award(rich, "gone", at=now - timedelta(days=735))
    award(other, "soon", at=now - timedelta(days=710))
    assert tasks.turn_points() == 2
    assert tasks.turn_points() == 0
    assert accounts_of(rich).expired == 50
    assert ExpiryWarning.objects.get().person == other
    today = timezone.localdate(now)
    found = endings_of(other, 50, on=today, until=today + timedelta(days=60))
    assert [ending.points for ending in found] == [50]


@pytest.mark.parametrize("verb", [actions.expire, actions.carry_over])
def test_others_turn_nobodys_points(rich: Person, auditor: User, verb: Any) -> None:
    with pytest.raises(NotPermitted):
        verb(rich, by=auditor, at=NOW)
    with pytest.raises(NotPermitted):
        actions.warn_of_expiry(rich, by=auditor, at=NOW)


def test_whoever_listens_hears_of_each_posting_with_its_lines(rich: Person) -> None:
    heard: list[tuple[str, int]] = []

    def listen(posting: Posting, **_signal: Any) -> None:
        heard.append((posting.kind, posting.entries.count()))

    posted.connect(listen)
    try:
        kettle = hold(rich, 5)
        award(rich, "2")
    finally:
        posted.disconnect(listen)
    assert heard == [("hold", 2), ("award", 4)]
    assert kettle.code


def test_a_line_that_is_off_is_found(
    rich: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    lose(rich, make_rule("N06", delta=-4))
    call_command("check_points_ledger")
    assert "6 lines, none is off." in capsys.readouterr().out
    wrong = Posting.objects.create(
        person=rich, kind="hold", points=-5, source_type="redemption", at=NOW
    )
    Entry.objects.create(posting=wrong, person=rich, account="held", delta=5, after=6)
    with pytest.raises(CommandError, match="2 lines"):
        call_command("check_points_ledger")
    assert capsys.readouterr().err.split() == [
        wrong.code,
        "balance",
        wrong.code,
        "held",
    ]


def test_what_has_ended_is_not_spent_before_the_night(trainee: Person) -> None:
    make_monthly_rule(delta=50, cap_points=None)
    award(trainee, at=datetime(2024, 11, 20, 12, tzinfo=NOW.tzinfo))
    assert accounts_on(trainee, NOW.date()).balance == 0
    with pytest.raises(refusals.NotEnough) as refused:
        hold(trainee, 20)
    assert refused.value.data == {"there": 0, "missing": 20}
    award(trainee, "2")
    hold(trainee, 50)
    assert sums(trainee) == (0, 50, 0, 0)
    assert accounts_of(trainee).expired == 50


def test_what_is_given_back_after_its_end_ends_at_once(trainee: Person) -> None:
    make_monthly_rule(delta=50, cap_points=None)
    award(trainee, at=datetime(2024, 12, 1, 12, tzinfo=NOW.tzinfo))
    kettle, shoes = hold(trainee, 20), hold(trainee, 25, "R2")
    late = NOW + timedelta(days=100)
    assert actions.expire(trainee, by=SYSTEM, at=late) is not None
    for held in (kettle, shoes):
        actions.release(held, by=SYSTEM, reason="放弃", at=late)
    assert sums(trainee) == (0, 0, 0, 0)
    assert accounts_of(trainee).expired == 50
    assert [*checking.off()] == []
