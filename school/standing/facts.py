"""What is on record about somebody that a card depends on."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Sum
from django.utils import timezone

from school.certificates.record.facts import record_of
from school.people.models import Person
from school.points.accounts import score_of
from school.points.cases.reading import open_cases
from school.points.models import Posting, Tier
from school.standing.deductions import standing_deductions
from school.standing.models import Retraining, Standing
from school.standing.models.standing import Card
from school.standing.rules import Facts, Red

RETRAINED = "R01"


def least_scores() -> Mapping[str, int]:
    """Where each tier of the scheme begins."""
    return dict(Tier.objects.values_list("code", "min_score"))


def facts_of(person: Person, standing: Standing, *, at: datetime) -> Facts:
    accounts = score_of(person)
    return Facts(
        score=accounts.score,
        below=accounts.below,
        deductions=standing_deductions(person),
        red=_red(standing),
        lifted_at=_local(standing.lifted_at),
        retrained_at=_retrained_at(person),
        has_open_case=open_cases(person).exclude(notified_at=None).exists(),
        has_order=Retraining.objects.to_do().filter(person=person).exists(),
        trained_through=record_of(person, on=timezone.localdate(at)).good_through,
    )


def _red(standing: Standing) -> Red | None:
    if standing.card != Card.RED:
        return None
    change = standing.person.standing_changes.filter(after=Card.RED).first()
    score = change.score if change else standing.score
    back = _given_back(standing)
    return Red(timezone.localtime(standing.since), score, back)


def _given_back(standing: Standing) -> int:
    """What was deducted before the card turned red and reversed since."""
    undone = Posting.objects.filter(
        person=standing.person,
        reverses__kind=Posting.Kind.DEDUCTION,
        reverses__at__lte=standing.since,
        at__gte=standing.since,
    )
    return int(undone.aggregate(back=Sum("points", default=0))["back"])


def _retrained_at(person: Person) -> datetime | None:
    """When points were last given for a retraining that was passed."""
    passed = Posting.objects.awards().filter(person=person, rule_code=RETRAINED)
    return _local(passed.order_by("at").values_list("at", flat=True).last())


def _local(at: datetime | None) -> datetime | None:
    return timezone.localtime(at) if at else None
