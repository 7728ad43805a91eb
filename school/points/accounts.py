"""A person's accounts and history, read from the ledger."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from school.people.models import Person
from school.points import rules
from school.points.models import Entry, Posting, Tier
from school.points.models.ledger import PostingQuerySet
from school.points.rules import lots


def with_sums(people: QuerySet[Person]) -> QuerySet[Person]:
    """Each with `last_<account>`: what its last line says is held, None without one."""
    return people.annotate(
        **{f"last_{account}": _last(account) for account in Entry.Account.values}
    )


def _last(account: str) -> Subquery:
    lines = Entry.objects.filter(person=OuterRef("pk"), account=account)
    return Subquery(lines.order_by("-pk").values("after")[:1])


def sums_of(person: Person) -> dict[str, int]:
    """What the lines of each account come to: one query however long the ledger."""
    return sums_of_each([person.pk])[person.pk]


def sums_of_each(people: Iterable[int]) -> dict[int, dict[str, int]]:
    """The same of many, in one query too."""
    return {
        row["pk"]: {
            account: row[f"last_{account}"] or 0 for account in Entry.Account.values
        }
        for row in _sums().filter(pk__in=list(people))
    }


@cache
def _sums() -> QuerySet[Person, dict[str, Any]]:
    """Put together once, which takes longer than all the rest, and copied by each filter."""
    names = [f"last_{account}" for account in Entry.Account.values]
    return with_sums(Person.objects.all()).values("pk", *names)


def accounts_of(person: Person) -> rules.Accounts:
    return rules.Accounts.of(sums_of(person))


def score_of(person: Person) -> rules.Accounts:
    """The score alone: one line is read, where all accounts take eight."""
    lines = Entry.objects.filter(person=person, account=Entry.Account.SCORE)
    last = lines.order_by("-pk").values_list("after", flat=True).first()
    return rules.Accounts(score_total=last or 0)


def accounts_on(person: Person, day: date) -> rules.Accounts:
    """What there is on that day: what has ended is gone, booked by the night or not yet."""
    held = accounts_of(person)
    ended = ended_of(person, held.balance, on=day)
    return replace(held, balance=held.balance - ended, expired=held.expired + ended)


def score_through(person: Person, day: date) -> int:
    """What the lines of the score came to when that day was over, whenever they were entered."""
    lines = Entry.objects.filter(person=person, account=Entry.Account.SCORE)
    until = lines.filter(posting__at__lt=midnight(day + timedelta(days=1)))
    return int(until.aggregate(sum=Sum("delta", default=0))["sum"])


def bands() -> list[rules.Band]:
    """The tiers, in the reader's language."""
    return [
        rules.Band(str(tier.label), tier.min_score, tier.max_score)
        for tier in Tier.objects.all()
    ]


def history(person: Person, account: str) -> QuerySet[Entry]:
    """The newest first, each with what the account held after it, as in a bank book."""
    lines = Entry.objects.filter(person=person, account=account)
    return lines.select_related("posting__rule", "posting__followed_by").order_by("-pk")


def ended_of(person: Person, balance: int, *, on: date) -> int:
    """What of a balance can no longer be spent on that day."""
    newer = spendable().awards().filter(person=person, at__gte=_newer_since(on))
    given = newer.aggregate(given=Sum("points", default=0))["given"]
    return lots.ended(balance, newer=given)


def endings_of(
    person: Person, balance: int, *, on: date, until: date
) -> list[lots.Ending]:
    """What ends from one day to another, by its last day: at a cost that does not grow."""
    points = ended_of(person, balance, on=until + timedelta(days=1))
    if not points:
        return []
    window = (
        spendable()
        .awards()
        .filter(
            person=person,
            at__gte=_newer_since(on),
            at__lt=_newer_since(until + timedelta(days=1)),
        )
    )
    found = [
        lots.Lot(pk, timezone.localdate(at), given)
        for pk, at, given in window.values_list("pk", "at", "points")
    ]
    return lots.endings(lots.in_order(found), points, on=on)


def people_with_ended(on: date) -> QuerySet[Person]:
    """Whose balance holds more than they were given in lots that have not ended."""
    newer = (
        spendable()
        .awards()
        .filter(person=OuterRef("pk"), at__gte=_newer_since(on))
        .order_by()
        .values("person")
        .annotate(given=Sum("points"))
        .values("given")
    )
    return (
        Person.objects.annotate(balance=_last(Entry.Account.BALANCE))
        .filter(balance__gt=0)
        .annotate(newer=Coalesce(Subquery(newer), 0))
        .filter(balance__gt=F("newer"))
    )


def expired_of(award: Posting) -> int:
    """What of an award has expired; it takes the person's whole history to tell."""
    rows = spendable().filter(
        person=award.person, kind__in=[lots.AWARD, lots.EXPIRY, lots.REVERSAL]
    )
    moves = [
        lots.Move(kind, pk, timezone.localdate(at), abs(points), reverses)
        for kind, pk, at, points, reverses in rows.order_by("pk").values_list(
            "kind", "pk", "at", "points", "reverses"
        )
    ]
    return sum(lot.expired for lot in lots.fold(moves) if lot.posting == award.pk)


def spendable() -> PostingQuerySet:
    """Without recovery, which moves the score alone."""
    return Posting.objects.exclude(rule__category=rules.RECOVERY)


def _newer_since(on: date) -> datetime:
    """When the first lot began that can still be spent on that day."""
    return midnight(lots.last_day_over(on) + timedelta(days=1))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())
