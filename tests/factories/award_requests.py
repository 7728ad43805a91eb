"""Awards by hand that wait for a second person."""

from typing import Any

from school.people.models import Person, User
from school.people.roles import Role
from school.points import actions
from school.points.models import AwardRequest, Rule
from tests.factories.people import make_user
from tests.factories.points import make_rule


def make_strict_rule(code: str = "T10", **extra: Any) -> Rule:
    """Thirty points for a prize; above twenty takes two."""
    known = Rule.objects.filter(code=code, is_current=True).first()
    return known or make_rule(
        code,
        **{
            "title_zh": "市级及以上竞赛获奖",
            "title_en": "Prize in a contest",
            "delta": 30,
            "cap_period": "year",
            "cap_points": 60,
            "cap_times": None,
            "approval_above": 20,
            "source": {"confirm_role": "registrar"},
            **extra,
        },
    )


def ask_for_award(
    person: Person, *, by: User | None = None, source_id: str = "证书 7", **extra: Any
) -> AwardRequest:
    asked = actions.propose_award(
        person,
        **{
            "rule_code": make_strict_rule().code,
            "source_type": "desk",
            "source_id": source_id,
            "by": by or make_user(role=Role.POINTS_OFFICER),
            "reason": "省赛二等奖",
            **extra,
        },
    )
    assert isinstance(asked, AwardRequest)
    return asked
