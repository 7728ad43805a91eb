"""Points and the thing itself are held together, or neither."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.actions import take_reserved
from school.enrollment.places import held_person
from school.journal import actions as journal
from school.journal.actors import Actor
from school.people.access import is_self
from school.people.actions import give_consent
from school.people.models import ConsentText, Person
from school.points.actions import hold
from school.points.models import Posting, Reward
from school.points.shop import refusals, rules, stock
from school.points.shop.codes import collection_code
from school.points.shop.eligibility import offers
from school.points.shop.models import PriorityRight, Redemption
from school.points.shop.rules import Span
from school.points.shop.seats import POINTS, Seats


@transaction.atomic
def redeem(
    person: Person,
    *,
    reward: Reward,
    by: Actor,
    cohort: Cohort | None = None,
    text: ConsentText | None = None,
    ticket: str = "",
    at: datetime | None = None,
) -> Redemption:
    """Keep the reward and its points for her; a seat in `cohort` is hers at once.

    What stands against it is said whole, and nothing is held then. Asked for with the
    same `ticket` again, it is the same redemption. `text`: the consent that she read,
    without which nobody gets a seat.
    """
    if not is_self(person, by):
        raise refusals.OnlyForOneself
    person = held_person(person.pk)
    reward = stock.held(reward.pk)
    at = at or timezone.now()  # Under the locks: what is left now is what counts.
    if there := _of_ticket(ticket, person, reward):
        return there
    (offer,) = offers([reward], person, at=at)
    if offer.reasons:
        raise refusals.NotEligible(offer.reasons)
    redemption = _kept(person, reward, ticket, by=by, at=at)
    if reward.kind == rules.SEAT:
        _seat(redemption, _chosen(offer.seats, cohort), text, by=by, at=at)
    elif reward.kind == rules.PRIORITY:
        _date(redemption, at=at)
    journal.record(
        by=by,
        verb="points.redeem",
        on=redemption,
        data={"reward": reward.code, "points": redemption.cost},
        at=at,
    )
    return redemption


def _of_ticket(ticket: str, person: Person, reward: Reward) -> Redemption | None:
    if not ticket:
        return None
    return Redemption.objects.filter(code=ticket, person=person, reward=reward).first()


def _kept(
    person: Person, reward: Reward, ticket: str, *, by: Actor, at: datetime
) -> Redemption:
    days = stock.terms(reward).valid_days
    redemption = Redemption(
        person=person,
        reward=reward,
        cost=reward.cost,
        requested_at=at,
        **({"code": ticket} if ticket else {}),
        valid_until=rules.last_day(timezone.localdate(at), valid_days=days),
    )
    while Redemption.objects.filter(
        collection_code=redemption.collection_code
    ).exists():
        redemption.collection_code = collection_code()
    redemption.hold = hold(
        person,
        points=reward.cost,
        source_type=Posting.Source.REDEMPTION,
        source_id=redemption.code,
        by=by,
        reason=reward.title_zh,
        at=at,
    )
    redemption.save(force_insert=True)
    return redemption


def _seat(
    redemption: Redemption,
    cohort: Cohort,
    text: ConsentText | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """The seat is real: from now on she is in the class."""
    person = redemption.person
    consent = give_consent(person, text=text, by=by, at=at) if text else None
    redemption.status = Redemption.Status.APPROVED
    redemption.enrollment = take_reserved(
        person,
        cohort=cohort,
        kind=POINTS,
        by=by,
        consent=consent,
        reason=redemption.code,
        at=at,
    )
    redemption.save(update_fields=["status", "enrollment"])


def _chosen(seats: Sequence[Seats], cohort: Cohort | None) -> Cohort:
    if cohort is None:
        raise refusals.ChooseClass
    for seat in seats:
        if seat.cohort == cohort:
            return seat.cohort
    raise refusals.ClassNotForPoints


def _date(redemption: Redemption, *, at: datetime) -> None:
    """From tomorrow, or from the day after the last right that she has."""
    today = timezone.localdate(at)
    others = PriorityRight.objects.filter(
        redemption__person=redemption.person,
        redemption__status__in=rules.COUNTED,
        ends_on__gte=today,
    )
    span = rules.next_span(
        today,
        days=stock.terms(redemption.reward).valid_days,
        others=[Span(one.starts_on, one.ends_on) for one in others],
    )
    PriorityRight.objects.create(
        redemption=redemption, starts_on=span.starts_on, ends_on=span.ends_on
    )
