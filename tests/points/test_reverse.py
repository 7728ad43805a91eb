import pytest

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.notices.wording import letter
from school.people.models import Person, User
from school.points import actions, refusals
from school.points.accounts import accounts_of
from school.points.models import Entry
from tests.factories.points import deltas, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(trainee: Person) -> Entry:
    make_rule()
    return actions.award(
        trainee, rule_code="T05", source_type="course", source_id="EC", by=SYSTEM
    )[0]


def test_a_reversal_adds_opposite_lines_to_both_accounts(
    line: Entry, trainee: Person, points_officer: User
) -> None:
    actions.reverse(line, by=points_officer, reason="证书吊销")
    assert deltas(trainee) == deltas(trainee, "balance") == [15, -15]
    held = accounts_of(trainee)
    assert (held.score, held.balance, held.owed) == (100, 0, 0)
    assert line.reversed_by.reason == "证书吊销"
    assert JournalEntry.objects.get(verb="points.reverse").reason == "证书吊销"


def test_either_line_of_an_award_stands_for_the_whole(
    line: Entry, trainee: Person, points_officer: User
) -> None:
    other = Entry.objects.exclude(pk=line.pk).get()
    actions.reverse(other, by=points_officer, reason="证书吊销")
    assert accounts_of(trainee).score == 100


def test_an_award_is_reversed_once(
    line: Entry, trainee: Person, points_officer: User
) -> None:
    actions.reverse(line, by=points_officer, reason="证书吊销")
    with pytest.raises(refusals.AlreadyReversed):
        actions.reverse(line, by=points_officer, reason="证书吊销")
    assert deltas(trainee) == [15, -15]


def test_a_reversal_is_not_reversed(line: Entry, points_officer: User) -> None:
    reversal = actions.reverse(line, by=points_officer, reason="证书吊销")[0]
    with pytest.raises(refusals.IsReversal):
        actions.reverse(reversal, by=points_officer, reason="弄错了")


def test_a_reversal_needs_a_reason(line: Entry, points_officer: User) -> None:
    with pytest.raises(refusals.ReasonNeeded):
        actions.reverse(line, by=points_officer, reason="  ")


@pytest.mark.parametrize("who", ["registrar", "auditor", "stranger"])
def test_others_reverse_nothing(
    line: Entry, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotPermitted):
        actions.reverse(line, by=request.getfixturevalue(who), reason="证书吊销")


def test_whoever_loses_points_is_told(
    line: Entry, trainee: Person, points_officer: User
) -> None:
    actions.reverse(line, by=points_officer, reason="记错了人")
    told = Notice.objects.get(kind="points_reversed")
    assert told.person == trainee
    assert "15" in letter(told).subject
    assert "记错了人" in letter(told).body


def test_nobody_is_told_of_points_that_were_never_given(
    trainee: Person, points_officer: User
) -> None:
    make_rule("T08", cap_points=0)
    line = actions.award(
        trainee, rule_code="T08", source_type="course", source_id="EC", by=SYSTEM
    )[0]
    assert line.delta == 0
    actions.reverse(line, by=points_officer, reason="记错了人")
    assert not Notice.objects.filter(kind="points_reversed").exists()
