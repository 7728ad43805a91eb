"""A version of the points rules from the draft to the day it comes in force."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.points import actions as points
from school.points.models import Reward, Rule, Scheme, Tier
from school.points.refusals import NoSuchRule
from school.points.schemes import actions, refusals
from school.points.schemes.announcing import tell_workers
from school.points.schemes.tasks import enact_due
from tests.factories.schemes import (
    WEEK,
    body,
    make_proposed,
    make_scheme,
    officer,
    points_of,
    rule_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_force() -> Scheme:
    return make_scheme(in_tables=True)


def approved(registrar: User, **extra: Any) -> Scheme:
    """Published eight days ago: its day has come."""
    ago = timezone.now() - WEEK - timedelta(days=1)
    scheme = make_proposed(officer(), at=ago, **extra)
    return actions.approve_scheme(scheme, by=registrar, at=ago)


def award(person: Person) -> Any:
    given = {"rule_code": "T08", "source_type": "session", "source_id": "1"}
    return points.award(person, **given, by=SYSTEM)


def test_a_draft_is_a_copy_of_what_is_in_force_and_changes_nothing(
    in_force: Scheme, points_officer: User
) -> None:
    draft = actions.draft_scheme(by=points_officer)
    assert (draft.version, draft.body) == ("1.1", in_force.body)
    actions.write_rule(draft, "T08", {"delta": 8}, by=points_officer)
    assert points_of() == 5
    in_force.refresh_from_db()
    assert in_force.part("rules", "T08")["delta"] == 5
    written = JournalEntry.objects.get(verb="points.write_scheme")
    assert written.data["changed"] == {"T08": ["delta"]}


def test_on_its_day_it_is_in_force_with_rules_tiers_and_rewards(
    in_force: Scheme, points_officer: User, registrar: User, trainee: Person
) -> None:
    ago = timezone.now() - WEEK
    draft = actions.draft_scheme(by=points_officer, at=ago)
    actions.write_rule(
        draft, "T08", {"delta": 8, "approval_above": 6}, by=points_officer
    )
    actions.write_tiers(
        draft,
        {"green": {"min_score": 90}, "watch": {"max_score": 89}},
        by=points_officer,
    )
    actions.write_reward(draft, "RD01", {"cost": 30}, by=points_officer)
    day = timezone.localdate(ago) + WEEK
    proposed = actions.propose_scheme(
        draft, starts_on=day, words="多一点", by=points_officer, at=ago
    )
    actions.approve_scheme(proposed, by=registrar, at=ago)
    assert points_of() == 5
    before = award(trainee)
    enact_due()
    rule = Rule.objects.get(code="T08", is_current=True)
    assert (rule.version, rule.delta, rule.approval_above) == ("1.1", 8, 6)
    assert Tier.objects.get(code="green").min_score == 90
    assert Reward.objects.get(code="RD01").cost == 30
    in_force.refresh_from_db()
    assert (in_force.status, in_force.ended_on) == ("over", timezone.localdate())
    assert Scheme.objects.in_force() == draft
    before.refresh_from_db()
    assert (before.points, before.rule.version) == (5, "1.0")
    assert enact_due() == 0


def test_before_its_day_it_is_not_put_in_force(
    in_force: Scheme, points_officer: User, registrar: User
) -> None:
    scheme = actions.approve_scheme(make_proposed(points_officer), by=registrar)
    assert enact_due() == 0
    with pytest.raises(refusals.MovedOn):
        actions.enact_scheme(scheme, by=SYSTEM)
    assert points_of() == 5


def test_a_rule_switched_off_gives_nothing_from_its_day_on(
    in_force: Scheme, registrar: User, trainee: Person
) -> None:
    approved(registrar, is_on=False)
    enact_due()
    assert not Rule.objects.filter(code="T08", is_current=True).exists()
    with pytest.raises(NoSuchRule):
        award(trainee)


def test_nobody_approves_or_sends_back_what_she_proposed(
    in_force: Scheme, points_officer: User
) -> None:
    scheme = make_proposed(points_officer)
    with pytest.raises(refusals.OwnProposal):
        actions.approve_scheme(scheme, by=points_officer)
    with pytest.raises(refusals.OwnProposal):
        actions.refuse_scheme(scheme, reason="不", by=points_officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scheme.objects.filter(pk=scheme.pk).update(approved_by=points_officer)


def test_rules_are_public_for_the_days_asked_for(
    in_force: Scheme, points_officer: User, registrar: User, settings: Any
) -> None:
    draft = actions.draft_scheme(by=points_officer)
    actions.write_rule(draft, "T08", {"delta": 8}, by=points_officer)
    soon = timezone.localdate() + timedelta(days=6)
    hand_on = {"words": "多一点", "by": points_officer}
    with pytest.raises(refusals.TooSoon):
        actions.propose_scheme(draft, starts_on=soon, **hand_on)
    settings.POINTS_PUBLICATION_DAYS = 6
    scheme = actions.propose_scheme(draft, starts_on=soon, **hand_on)
    later = timezone.now() + timedelta(days=1)
    with pytest.raises(refusals.TooSoon):
        actions.approve_scheme(scheme, by=registrar, at=later)
    assert actions.approve_scheme(scheme, by=registrar).status == "approved"


def test_sent_back_it_is_a_draft_with_the_reason(
    in_force: Scheme, points_officer: User, registrar: User
) -> None:
    scheme = make_proposed(points_officer)
    with pytest.raises(refusals.WordsNeeded):
        actions.refuse_scheme(scheme, reason=" ", by=registrar)
    back = actions.refuse_scheme(scheme, reason="加得太多", by=registrar)
    assert (back.status, back.answer) == ("draft", "加得太多")
    assert Notice.objects.filter(kind="rules_answered").count() == 1
    with pytest.raises(refusals.MovedOn):
        actions.approve_scheme(scheme, by=registrar)


def test_taken_back_it_can_be_written_again(
    in_force: Scheme, points_officer: User
) -> None:
    scheme = make_proposed(points_officer)
    with pytest.raises(refusals.MovedOn):
        actions.write_rule(scheme, "T08", {"delta": 9}, by=points_officer)
    actions.withdraw_scheme(scheme, by=points_officer)
    actions.write_rule(scheme, "T08", {"delta": 9}, by=points_officer)


def test_one_version_at_a_time_is_on_its_way(
    in_force: Scheme, points_officer: User, registrar: User
) -> None:
    scheme = actions.approve_scheme(make_proposed(points_officer), by=registrar)
    with pytest.raises(refusals.OneOnItsWay):
        actions.draft_scheme(by=points_officer)
    with pytest.raises(refusals.WordsNeeded):
        actions.drop_scheme(scheme, reason="", by=registrar)
    actions.drop_scheme(scheme, reason="理事会没有通过", by=registrar)
    assert actions.draft_scheme(by=points_officer).version == "1.2"


def test_a_draft_that_says_what_is_in_force_goes_nowhere(
    in_force: Scheme, points_officer: User
) -> None:
    draft = actions.draft_scheme(by=points_officer)
    day = timezone.localdate() + WEEK
    with pytest.raises(refusals.NothingChanged):
        actions.propose_scheme(draft, starts_on=day, words="没改", by=points_officer)


def test_without_a_first_version_there_is_nothing_to_copy(points_officer: User) -> None:
    with pytest.raises(refusals.NoneInForce):
        actions.draft_scheme(by=points_officer)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("T08", {"delta": 21}),
        ("T08", {"delta": -5}),
        ("T08", {"evidence": []}),
    ],
)
def test_what_contradicts_itself_is_not_kept(
    in_force: Scheme, points_officer: User, code: str, values: dict[str, Any]
) -> None:
    draft = actions.draft_scheme(by=points_officer)
    with pytest.raises(refusals.NotSound):
        actions.write_rule(draft, code, values, by=points_officer)
    draft.refresh_from_db()
    assert draft.body == in_force.body


def test_of_a_deduction_the_second_person_cannot_be_switched_off(
    in_force: Scheme, points_officer: User
) -> None:
    draft = actions.draft_scheme(by=points_officer)
    wanted = {"delta": -12, "second_confirmation": False}
    draft = actions.write_rule(draft, "N07", wanted, by=points_officer)
    kept = draft.part("rules", "N07")
    assert (kept["delta"], kept["second_confirmation"]) == (-12, True)


def test_no_rule_is_added(in_force: Scheme, points_officer: User) -> None:
    draft = actions.draft_scheme(by=points_officer)
    with pytest.raises(refusals.NoSuchPart):
        actions.write_rule(draft, "X99", {"delta": 5}, by=points_officer)


VERBS: dict[str, Callable[[Scheme, User], object]] = {
    "draft": lambda scheme, user: actions.draft_scheme(by=user),
    "write_rule": lambda scheme, user: actions.write_rule(scheme, "T08", {}, by=user),
    "write_tiers": lambda scheme, user: actions.write_tiers(scheme, {}, by=user),
    "write_reward": lambda scheme, user: actions.write_reward(
        scheme, "RD01", {}, by=user
    ),
    "propose": lambda scheme, user: actions.propose_scheme(
        scheme, starts_on=timezone.localdate(), words="", by=user
    ),
    "withdraw": lambda scheme, user: actions.withdraw_scheme(scheme, by=user),
    "approve": lambda scheme, user: actions.approve_scheme(scheme, by=user),
    "refuse": lambda scheme, user: actions.refuse_scheme(scheme, reason="不", by=user),
    "drop": lambda scheme, user: actions.drop_scheme(scheme, reason="不", by=user),
    "enact": lambda scheme, user: actions.enact_scheme(scheme, by=user),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_who_only_looks_on_changes_nothing(
    in_force: Scheme,
    points_officer: User,
    auditor: User,
    verb: Callable[[Scheme, User], object],
) -> None:
    scheme = make_proposed(points_officer)
    with pytest.raises(NotPermitted):
        verb(scheme, auditor)


def test_what_is_published_the_database_keeps(
    in_force: Scheme, registrar: User
) -> None:
    scheme = approved(registrar)
    enact_due()
    for one in (in_force, scheme):
        rows = Scheme.objects.filter(pk=one.pk)
        for change in ({"body": body(rule_of(delta=1))}, {"starts_on": "2020-01-01"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
    rules = Rule.objects.filter(version="1.0")
    for change in ({"delta": 1}, {"title_zh": "别的"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rules.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        rules.delete()


def test_every_worker_with_points_is_told_once(
    in_force: Scheme, points_officer: User, registrar: User, trainee: Person
) -> None:
    award(trainee)
    scheme = actions.approve_scheme(make_proposed(points_officer), by=registrar)
    assert (tell_workers(scheme.pk), tell_workers(scheme.pk)) == (1, 0)
    notice = Notice.objects.get(kind="rules_changed")
    assert notice.person == trainee
    dropped = actions.drop_scheme(scheme, reason="没有通过", by=registrar)
    assert tell_workers(dropped.pk) == 1


def test_a_draft_is_told_to_nobody(
    in_force: Scheme, points_officer: User, trainee: Person
) -> None:
    award(trainee)
    assert tell_workers(make_proposed(points_officer).pk) == 0
