"""The number of the home-service card, and what its holder is reminded of."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from school.certificates.record import refusals
from school.certificates.record.models import HomeServiceCard
from school.certificates.reminders import remind_each
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import Person, User
from school.people.rules import is_id_number

PAGE = "/certificates/record/"


@transaction.atomic
def enter_card(
    person: Person,
    *,
    number: str,
    review_on: date | None,
    by: User,
    at: datetime | None = None,
) -> HomeServiceCard | None:
    """Keep what she copied from her card; without a number nothing of it is kept."""
    now = at or timezone.now()
    if person.user_id != by.pk:
        raise NotPermitted
    if is_id_number(number, today=timezone.localdate(now)):
        raise refusals.ThisIsAnIdNumber
    if review_on and review_on < timezone.localdate(now):
        raise refusals.ReviewIsPast
    card = None
    if number:
        facts = {"number": number, "review_on": review_on, "entered_at": now}
        card, _is_new = HomeServiceCard.objects.update_or_create(
            person=person, defaults={**facts, "reminded": None}
        )
    else:
        HomeServiceCard.objects.filter(person=person).delete()
    journal.record(
        by=by,
        verb="certificates.enter_card",
        on=person,
        data={"is_entered": card is not None},
        at=now,
    )
    return card


@transaction.atomic
def remind_of_reviews(*, by: Actor, at: datetime | None = None) -> int:
    """Tell holders sixty and fourteen days before the annual review of their card."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    day = timezone.localdate(now)
    rows = HomeServiceCard.objects.to_review(on=day).select_for_update(of=("self",))

    def tell(card: HomeServiceCard) -> None:
        notify(
            card.person,
            kind="card_review",
            context={"until": card.review_on},
            link=PAGE,
            by=by,
            at=now,
        )
        journal.record(
            by=by, verb="certificates.remind_of_review", on=card.person, at=now
        )

    return remind_each(
        rows.select_related("person"),
        ends=lambda card: card.review_on,
        tell=tell,
        on=day,
    )
