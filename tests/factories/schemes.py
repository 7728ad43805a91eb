"""Versions of the points scheme, small ones."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from school.people.models import User
from school.people.roles import Role
from school.points.models import Rule
from school.points.schemes import actions
from school.points.schemes.enacting import enact
from school.points.schemes.models import Scheme
from tests.factories.people import make_user

WEEK = timedelta(days=7)


def rule_of(code: str = "T08", **extra: Any) -> dict[str, Any]:
    """Five points a time, twenty a month."""
    return {
        "code": code,
        "key": f"RULE_{code}",
        "title": {"zh": f"规则{code}", "en": f"Rule {code}"},
        "delta": 5,
        "category": "training",
        "evidence": ["service_log"],
        "cap": {"period": "month", "max_abs_points": 20, "max_times": None},
        "confirm_role": "head_teacher",
        "second_confirmation": False,
        "appealable": False,
        **extra,
    }


def no_limit() -> dict[str, Any]:
    return {"period": "none", "max_abs_points": None, "max_times": None}


def deduction_of(code: str = "N07", **extra: Any) -> dict[str, Any]:
    return rule_of(
        code,
        **{
            "delta": -10,
            "category": "service_quality",
            "cap": no_limit(),
            "second_confirmation": True,
            "appealable": True,
            **extra,
        },
    )


def body(*rules: dict[str, Any]) -> dict[str, Any]:
    tiers = (("model", "示范", 160, 300), ("green", "绿牌", 100, 159))
    tiers += (("watch", "观察期", 80, 99), ("red", "红牌", 0, 79))
    return {
        "rules": list(rules) or [rule_of(), deduction_of()],
        "tiers": [
            {
                "code": code,
                "text_label": {"zh": label, "en": code.title()},
                "min_score": least,
                "max_score": most,
            }
            for code, label, least, most in tiers
        ],
        "catalogue": [
            {
                "code": "RD01",
                "key": "SPRAY_BOTTLE",
                "title": {"zh": "喷雾消毒壶", "en": "Spray bottle"},
                "kind": "tool",
                "cost": 20,
                "min_tier": "green",
                "limit": {"times": 4, "period": "quarter"},
                "stock_tracked": True,
                "valid_days_after_redeem": 30,
                "fulfil_role": "association_staff",
            }
        ],
    }


def make_scheme(
    *rules: dict[str, Any], version: str = "1.0", in_tables: bool = False, **extra: Any
) -> Scheme:
    """In force; `in_tables` puts its rules, tiers and rewards there, too."""
    scheme = Scheme.objects.create(
        **{
            "version": version,
            "body": body(*rules),
            "status": Scheme.Status.IN_FORCE,
            "starts_on": date(2026, 1, 1),
            "made_at": timezone.now(),
            **extra,
        }
    )
    if in_tables:
        enact(scheme.body, version=version)
    return scheme


def officer() -> User:
    return make_user(role=Role.POINTS_OFFICER)


def make_proposed(
    by: User, *, at: datetime | None = None, amount: int = 8, **extra: Any
) -> Scheme:
    """The draft gives more for the first rule, from a week on."""
    now = at or timezone.now()
    scheme = actions.draft_scheme(by=by, at=now)
    code = scheme.body["rules"][0]["code"]
    actions.write_rule(scheme, code, {"delta": amount, **extra}, by=by)
    return actions.propose_scheme(
        scheme,
        starts_on=timezone.localdate(now) + WEEK,
        words="带教多了，加分多一点。",
        by=by,
        at=now,
    )


def points_of(code: str = "T08") -> int:
    return Rule.objects.get(code=code, is_current=True).delta
