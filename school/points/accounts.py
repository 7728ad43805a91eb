"""A person's accounts and history, read from the ledger."""

from django.db.models import F, Q, QuerySet, Sum, Value, Window
from django.db.models.functions import Coalesce, Greatest, Least

from school.people.models import Person
from school.points import rules
from school.points.models import Entry, Tier


def accounts_of(person: Person) -> rules.Accounts:
    """The fold of all lines, summed by the database: one query however long the ledger."""
    totals = Entry.objects.filter(person=person).aggregate(
        score=Coalesce(Sum("delta", filter=Q(account=Entry.Account.SCORE)), 0),
        balance=Coalesce(Sum("delta", filter=Q(account=Entry.Account.BALANCE)), 0),
    )
    return rules.Accounts(totals["score"], totals["balance"])


def bands() -> list[rules.Band]:
    """The tiers, in the reader's language."""
    return [
        rules.Band(str(tier.label), tier.min_score, tier.max_score)
        for tier in Tier.objects.all()
    ]


def history(person: Person, account: str) -> QuerySet[Entry]:
    """The newest first, each with what the account held after it, as in a bank book."""
    total = Window(Sum("delta"), order_by=[F("at").asc(), F("pk").asc()])
    held = (
        Least(
            Greatest(total + Value(rules.INITIAL_SCORE), Value(rules.LOWEST_SCORE)),
            Value(rules.HIGHEST_SCORE),
        )
        if account == Entry.Account.SCORE
        else Greatest(total, Value(0))
    )
    return (
        Entry.objects.filter(person=person, account=account)
        .select_related("rule")
        .annotate(held=held)
        .order_by("-at", "-pk")
    )
