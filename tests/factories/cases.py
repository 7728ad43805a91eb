"""Deduction cases, as far as they have come."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.people.models import Person, User
from school.people.roles import Role
from school.points.accounts import accounts_of
from school.points.cases import actions
from school.points.cases.models import Case
from school.points.models import Rule
from tests.factories.people import make_user
from tests.factories.points import make_rule
from tests.factories.proofs import snapshot

FACTS = "约定九点到，九点半才到，没有打电话。"
# Long enough for any number of working days, with the holidays between.
LONG = timedelta(days=40)


def make_deduction(code: str = "N01", **extra: Any) -> Rule:
    """Three points for coming late, fifteen a month at most."""
    known = Rule.objects.filter(code=code, is_current=True).first()
    return known or make_rule(
        code,
        **{
            "title_zh": "迟到超过15分钟且未提前告知",
            "title_en": "Over 15 minutes late without notice",
            "delta": -3,
            "category": "compliance",
            "cap_period": "month",
            "cap_points": 15,
            "cap_times": None,
            "source": {"appealable": True},
            **extra,
        },
    )


def make_case(
    person: Person, *, by: Actor = SYSTEM, source: str = "1", **extra: Any
) -> Case:
    """Proposed, with a photo."""
    rule = make_deduction(extra.pop("rule_code", "N01"))
    at: datetime = extra.pop("at", timezone.now())
    typed = {
        "occurred_on": timezone.localdate(at),
        "facts": FACTS,
        "source": ("desk", source),
        **extra,
    }
    case = actions.propose(person, rule_code=rule.code, by=by, at=at, **typed)
    actions.add_proof(case, file=BytesIO(snapshot()), by=by, at=at)
    return case


def make_told(person: Person, *, by: Actor = SYSTEM, **extra: Any) -> Case:
    at = extra.get("at", timezone.now())
    return actions.notify_worker(make_case(person, by=by, **extra), by=by, at=at)


def make_answered(person: Person, **extra: Any) -> Case:
    case = make_told(person, **extra)
    at = extra.get("at", timezone.now())
    return actions.respond(case, words="路上堵车，打了电话。", by=person.user, at=at)


def make_officer(role: Role = Role.POINTS_OFFICER) -> User:
    """Somebody who has had no part in any case so far."""
    return make_user(role=role, is_staff=True)


def make_posted(person: Person, *, second: User | None = None, **extra: Any) -> Case:
    case = make_answered(person, **extra)
    at = extra.get("at", timezone.now())
    by = second or make_officer()
    return actions.confirm(case, words="通话记录里没有。", by=by, at=at)


def score(person: Person) -> int:
    return accounts_of(person).score


def make_withdrawn(case: Case) -> Case:
    return actions.withdraw(case, words="记错了人。", by=make_officer())


def make_recalled(case: Case) -> Case:
    """What it rests on was taken back."""
    name = (case.source_type, [case.source_id])
    actions.recall_sources(*name, by=SYSTEM)
    case.refresh_from_db()
    return case


def make_appealed(person: Person, **extra: Any) -> Case:
    case = make_posted(person, **extra)
    at = extra.get("at", timezone.now())
    return actions.appeal(case, words="当天手机没电。", by=person.user, at=at)
