"""What was begun by one version of the rules ends by it, whatever is in force by then."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from school.people.models import Person, User
from school.points import actions as points
from school.points.accounts import accounts_of
from school.points.cases import actions as cases
from school.points.deeds import actions as deeds
from school.points.models import Posting, Reward, Rule
from school.points.refusals import NoSuchRule
from school.points.schemes import actions
from school.points.schemes.tasks import enact_due
from school.points.shop import actions as shop
from tests.factories.award_requests import ask_for_award
from tests.factories.cases import make_officer, make_told
from tests.factories.deeds import make_deed, make_proved
from tests.factories.points import deltas
from tests.factories.proofs import snapshot
from tests.factories.schemes import (
    WEEK,
    deduction_of,
    make_scheme,
    no_limit,
    officer,
    rule_of,
)
from tests.factories.shop import give_points, put_in, redeem

pytestmark = pytest.mark.django_db
Change = Callable[[], None]
CHANGES: list[dict[str, Any]] = [{"delta": 9}, {"is_on": False}]


@pytest.fixture(autouse=True)
def in_force() -> None:
    make_scheme(
        rule_of("S04", confirm_role="inspector", category="service_quality"),
        rule_of(
            "T10",
            delta=30,
            cap=no_limit(),
            approval_above=20,
            confirm_role="registrar",
        ),
        deduction_of("N01", delta=-3),
        in_tables=True,
    )


@pytest.fixture(params=CHANGES, ids=["another", "off"])
def change(request: pytest.FixtureRequest, registrar: User) -> Change:
    """Everything is worth something else from today on, or is switched off."""

    def enact() -> None:
        ago = timezone.now() - WEEK - timedelta(days=1)
        by = officer()
        draft = actions.draft_scheme(by=by, at=ago)
        for rule in draft.body["rules"]:
            changed = dict(request.param)
            if "delta" in changed and rule["delta"] < 0:
                changed["delta"] = -9
            actions.write_rule(draft, rule["code"], changed, by=by)
        actions.write_reward(draft, "RD01", {"cost": 35}, by=by)
        draft = actions.propose_scheme(
            draft,
            starts_on=timezone.localdate(ago) + WEEK,
            words="另作规定。",
            by=by,
            at=ago,
        )
        actions.approve_scheme(draft, by=registrar, at=ago)
        assert enact_due() == 1

    return enact


def by_version() -> list[tuple[int, str]]:
    postings = Posting.objects.exclude(rule=None).order_by("pk")
    return [(one.points, one.rule.version) for one in postings if one.rule]


def test_a_deed_that_waits_is_confirmed_by_the_version_it_was_entered_by(
    change: Change, trainee: Person, points_officer: User, inspector: User
) -> None:
    rule = Rule.objects.get(code="S04")
    deed = make_proved(trainee, by=inspector, rule=rule)
    change()
    deeds.confirm_deed(deed, by=points_officer)
    assert by_version() == [(5, "1.0")]


def test_so_is_one_whose_evidence_comes_later(
    change: Change, trainee: Person, points_officer: User, inspector: User
) -> None:
    deed = make_deed(trainee, by=inspector, rule=Rule.objects.get(code="S04"))
    change()
    deed = deeds.prove_deed(deed, file=BytesIO(snapshot()), by=inspector)
    deeds.confirm_deed(deed, by=points_officer)
    assert by_version() == [(5, "1.0")]


def test_an_award_that_was_asked_for_is_given_as_it_was_asked(
    change: Change, trainee: Person, registrar: User
) -> None:
    asked = ask_for_award(trainee)
    change()
    points.confirm_award(asked, by=registrar)
    assert by_version() == [(30, "1.0")]


def test_a_deduction_costs_what_it_did_when_she_was_told(
    change: Change, trainee: Person
) -> None:
    case = make_told(trainee)
    change()
    case = cases.respond(case, words="堵车。", by=trainee.user)
    cases.confirm(case, words="属实。", by=make_officer())
    assert by_version() == [(-3, "1.0")]


@pytest.mark.parametrize("is_collected", [True, False])
def test_what_is_kept_in_the_shop_keeps_its_price(
    change: Change, trainee: Person, points_officer: User, is_collected: bool
) -> None:
    give_points(trainee, 50)
    reward = Reward.objects.get(code="RD01")
    put_in(reward, 2)
    redemption = redeem(trainee, reward)
    change()
    reward.refresh_from_db()
    assert (reward.cost, redemption.cost) == (35, 20)
    if is_collected:
        redemption = shop.approve(redemption, by=points_officer)
        shop.fulfil(redemption, by=points_officer)
    else:
        assert trainee.user
        shop.cancel(redemption, by=trainee.user)
    held = accounts_of(trainee)
    assert (held.balance, held.held) == (30 if is_collected else 50, 0)


def test_what_is_begun_afterwards_goes_by_what_is_in_force(
    trainee: Person, registrar: User
) -> None:
    Rule.objects.filter(code="T10").update(is_current=False)
    with pytest.raises(NoSuchRule):
        points.propose_award(
            trainee,
            rule_code="T10",
            source_type="desk",
            source_id="1",
            by=officer(),
            reason="获奖",
        )
    assert deltas(trainee) == []
