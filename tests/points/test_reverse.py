import pytest

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.notices.wording import letter
from school.people.models import Person, User
from school.people.roles import Role
from school.points import actions, refusals
from school.points.accounts import accounts_of
from school.points.cases.refusals import OwnCase
from school.points.models import Posting
from tests.factories.assessors import make_conflict
from tests.factories.people import make_user
from tests.factories.points import deltas, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(trainee: Person) -> Posting:
    make_rule()
    return actions.award(
        trainee, rule_code="T05", source_type="course", source_id="EC", by=SYSTEM
    )


def test_a_reversal_adds_opposite_lines_to_both_accounts(
    posting: Posting, trainee: Person, points_officer: User
) -> None:
    actions.reverse(posting, by=points_officer, reason="证书吊销")
    assert deltas(trainee) == deltas(trainee, "balance") == [15, -15]
    held = accounts_of(trainee)
    assert (held.score, held.balance, held.owed) == (100, 0, 0)
    assert posting.reversed_by.reason == "证书吊销"
    assert JournalEntry.objects.get(verb="points.reverse").reason == "证书吊销"


def test_an_award_is_reversed_once(
    posting: Posting, trainee: Person, points_officer: User
) -> None:
    actions.reverse(posting, by=points_officer, reason="证书吊销")
    with pytest.raises(refusals.AlreadyReversed):
        actions.reverse(posting, by=points_officer, reason="证书吊销")
    assert deltas(trainee) == [15, -15]


def test_a_reversal_is_not_reversed(posting: Posting, points_officer: User) -> None:
    reversal = actions.reverse(posting, by=points_officer, reason="证书吊销")
    with pytest.raises(refusals.IsReversal):
        actions.reverse(reversal, by=points_officer, reason="弄错了")


def test_a_reversal_needs_a_reason(posting: Posting, points_officer: User) -> None:
    with pytest.raises(refusals.ReasonNeeded):
        actions.reverse(posting, by=points_officer, reason="  ")


@pytest.mark.parametrize("who", ["registrar", "auditor", "stranger"])
def test_others_reverse_nothing(
    posting: Posting, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotPermitted):
        actions.reverse(posting, by=request.getfixturevalue(who), reason="证书吊销")


def test_whoever_loses_points_is_told(
    posting: Posting, trainee: Person, points_officer: User
) -> None:
    actions.reverse(posting, by=points_officer, reason="记错了人")
    told = Notice.objects.get(kind="points_reversed")
    assert told.person == trainee
    assert "15" in letter(told).subject
    assert "记错了人" in letter(told).body


def test_nobody_is_told_of_points_that_were_never_given(
    trainee: Person, points_officer: User
) -> None:
    make_rule("T08", cap_points=0)
    posting = actions.award(
        trainee, rule_code="T08", source_type="course", source_id="EC", by=SYSTEM
    )
    assert posting.points == 0
    actions.reverse(posting, by=points_officer, reason="记错了人")
    assert not Notice.objects.filter(kind="points_reversed").exists()


def test_nobody_takes_back_from_herself_or_her_kin(
    posting: Posting, trainee: Person, points_officer: User
) -> None:
    make_conflict(points_officer, trainee)
    with pytest.raises(refusals.CloseReversal):
        actions.reverse(posting, by=points_officer, reason="弄错了")
    own = make_user(role=Role.POINTS_OFFICER)
    Person.objects.filter(pk=trainee.pk).update(user=own)
    posting.refresh_from_db()
    with pytest.raises(OwnCase):
        actions.reverse(posting, by=own, reason="弄错了")
    assert deltas(trainee) == [15]
