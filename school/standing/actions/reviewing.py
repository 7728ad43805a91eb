"""The card after something has happened, or time has passed; with red comes a retraining."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.points.accounts import score_of
from school.points.models import Posting
from school.standing.actions.cards import bring_in_line
from school.standing.actions.retraining import order_retraining
from school.standing.deductions import standing_deductions
from school.standing.facts import least_scores
from school.standing.models import Retraining, Standing
from school.standing.models.standing import Card
from school.standing.rules import TRAINING, tier_of
from school.standing.syllabus import matter_for
from school.standing.wording import reasons

# What moves the score; the rest is the shop's.
SCORED = {
    Posting.Kind.AWARD,
    Posting.Kind.DEDUCTION,
    Posting.Kind.REVERSAL,
    Posting.Kind.CARRY_OVER,
}


@transaction.atomic
def recompute(
    person: Person, *, by: Actor = SYSTEM, at: datetime | None = None
) -> Standing:
    """Bring the card in line with what is on record; what has changed is kept and told."""
    if by is not SYSTEM:
        raise NotPermitted
    at = at or timezone.now()
    standing = bring_in_line(person, by=by, at=at)
    if standing.card == Card.RED and standing.since == at:
        _order(standing, at=at)
    return standing


def follow_posting(posting: Posting) -> None:
    """Most postings leave the card's tier: then the score is noted, and nothing else is asked."""
    if posting.kind not in SCORED:
        return
    score = score_of(posting.person).score
    known = Standing.objects.filter(person=posting.person_id).exclude(card=Card.RED)
    standing = known.first() if posting.kind == Posting.Kind.AWARD else None
    if standing and standing.card == tier_of(score, least_scores()):
        known.update(score=score)
    else:
        recompute(posting.person)


def follow_scheme() -> None:
    """Other tiers may be in force: every card is due."""
    today = timezone.localdate()
    Standing.objects.exclude(review_on__lte=today).update(review_on=today)


def follow_training(person: Person) -> None:
    """A card that no training holds back waits for the night: a class is certified at once.

    More training changes such a card only on the day on which it will run out.
    """
    standing = Standing.objects.filter(person=person).first()
    if standing is None:
        return
    if any(one["code"] == TRAINING for one in standing.reasons):
        recompute(person)
    else:
        night = timezone.localdate() + timedelta(days=1)
        later = Standing.objects.filter(person=person).exclude(review_on__lte=night)
        later.update(review_on=night)


def _order(standing: Standing, *, at: datetime) -> None:
    """Red asks for a retraining; where nothing says which, an officer orders it."""
    person = standing.person
    codes = {one.rule for one in standing_deductions(person)}
    matter = matter_for(person, codes)
    ordered = Retraining.objects.to_do().filter(person=person)
    if matter is None or ordered.exists():
        return
    order_retraining(
        person,
        course=matter.course,
        module=matter.module,
        reason=" ".join(reasons(standing.reasons))[:200],
        reasons=standing.reasons,
        by=SYSTEM,
        at=at,
    )
