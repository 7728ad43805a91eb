from datetime import timedelta
from typing import Any

from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from school.points.actions import deduct
from school.points.actions.booking import rule_in_force
from school.points.models import Posting
from school.standing import actions
from school.standing.actions import Decision
from school.standing.models import ExternalListing, Standing
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_user
from tests.factories.points import make_rule, make_tiers


def scheme() -> None:
    """Tiers, the red line of privacy, an ordinary deduction, and retraining."""
    make_tiers()
    deducts = {"cap_period": "none", "cap_points": None, "cap_times": None}
    make_rule(
        "N10", title_zh="传播客户隐私", delta=-40, source={"sets_red": True}, **deducts
    )
    make_rule("N07", title_zh="有责投诉成立", delta=-10, **deducts)
    make_rule("N08", title_zh="私自加价", delta=-20, **deducts)
    make_rule("R01", title_zh="完成再培训", delta=10, category="recovery", **deducts)
    make_rule("C01", title_zh="公益服务", delta=5, **deducts)


def take(person: Person, rule_code: str, *, at: Any, source_id: str = "1") -> Posting:
    """A deduction as a case posts it."""
    return deduct(
        person,
        rule=rule_in_force(rule_code),
        source_type="case",
        source_id=source_id,
        by=make_user(is_superuser=True),
        reason="核实",
        at=at,
    )


def make_standing(person: Person, card: str = "green", **extra: Any) -> Standing:
    return Standing.objects.create(
        person=person, card=card, **{"since": person.created_at, "score": 100, **extra}
    )


def decision(**extra: Any) -> Decision:
    today = timezone.localdate()
    return Decision(
        **{
            "colour": "black",
            "authority": "县市场监督管理局",
            "decision": "金市监信〔2026〕12号",
            "decided_on": today - timedelta(days=10),
            "begins_on": today - timedelta(days=5),
            "ends_on": today + timedelta(days=360),
            "url": "https://credit.example/12",
            **extra,
        }
    )


def make_listing(person: Person, by: User, **extra: Any) -> ExternalListing:
    return actions.record_listing(person, by=by, paper=decision(**extra))


def make_issued(person: Person) -> Person:
    """Holds a certificate of a class that is over."""
    over = make_cohort(name="往期", status=Cohort.Status.COMPLETED, sessions=False)
    make_certified(make_enrollment(over, person, status=Enrollment.Status.COMPLETED))
    return person
