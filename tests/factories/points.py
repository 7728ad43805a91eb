from typing import Any

from django.utils import timezone

from school.journal.actors import SYSTEM
from school.people.models import Person
from school.points.accounts import sums_of
from school.points.actions.booking import book
from school.points.models import Entry, Posting, Reward, Rule, Tier
from school.points.rules.accounts import rate


def make_rule(code: str = "T05", **extra: Any) -> Rule:
    """The rule for passing a course, or another by its code."""
    return Rule.objects.create(
        code=code,
        **{
            "key": f"RULE_{code}",
            "version": "1.0",
            "title_zh": "取得本校培训合格证书",
            "title_en": "School completion certificate obtained",
            "delta": 15,
            "category": "training",
            "cap_period": "per_course",
            "cap_points": 15,
            "cap_times": 1,
            **extra,
        },
    )


def make_monthly_rule(code: str = "T08", **extra: Any) -> Rule:
    """Five points a time, twenty a month."""
    return make_rule(
        code,
        **{
            "title_zh": "担任助教或带教新学员一晚",
            "delta": 5,
            "cap_period": "month",
            "cap_points": 20,
            "cap_times": None,
            **extra,
        },
    )


def make_tiers() -> None:
    for code, least, most in (
        ("model", 160, 300),
        ("green", 100, 159),
        ("watch", 80, 99),
        ("red", 0, 79),
    ):
        Tier.objects.create(
            code=code,
            label_zh={"green": "绿牌"}.get(code, code),
            label_en=code,
            min_score=least,
            max_score=most,
        )


def make_reward(code: str = "RD01", **extra: Any) -> Reward:
    return Reward.objects.create(
        code=code,
        **{
            "kind": "tool",
            "title_zh": "喷雾消毒壶",
            "title_en": "Spray bottle",
            "cost": 20,
            **extra,
        },
    )


def lose(person: Person, rule: Rule, source_id: str = "1") -> Posting:
    """Deductions are confirmed elsewhere; here stands what the ledger holds afterwards."""
    posting = Posting(
        person=person,
        kind=Posting.Kind.DEDUCTION,
        points=rule.delta,
        rule=rule,
        source_type="spot_check",
        source_id=source_id,
        at=timezone.now(),
    )
    sums = sums_of(person)
    return book(posting, rate(rule.delta), sums=sums, by=SYSTEM, verb="deduct")


def deltas(person: Person, account: str = Entry.Account.SCORE) -> list[int]:
    """What the ledger holds for a person, oldest first."""
    lines = Entry.objects.filter(person=person, account=account)
    return list(lines.order_by("pk").values_list("delta", flat=True))
