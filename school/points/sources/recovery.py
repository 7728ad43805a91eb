"""Ninety days without a deduction: part of the way back for who has lost points."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.utils import timezone

from school.points.accounts import midnight, sums_of_each
from school.points.cases.models import Case
from school.points.models import Posting
from school.points.rules import INITIAL_SCORE, Accounts
from school.points.sources.rules import CLEAN_DAYS, Due, Key, bare, clean_spans
from school.points.sources.source import Dues, Source

RULE = "R02"
# Given in the night, and named by the first of the days.
DAYS = Posting.Source.NIGHT
DECIDED = (Case.Status.POSTED, Case.Status.APPEALED, *Case.FALLEN)
# By person.
Dates = Mapping[int, set[date]]


def clean_days(people: Collection[int]) -> Dues:
    """Counted from the last thing that points were deducted for, by the day it happened.

    What is not decided yet keeps new points back and takes none. Who has lost nothing, or
    has come back to where one began, is given nothing to come back with.
    """
    deducted = _deducted(people)
    undecided, given = _undecided(deducted), _given(deducted)
    sums = sums_of_each(deducted)
    today = timezone.localdate()
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for person, days in deducted.items():
        is_back = Accounts.of(sums.get(person, {})).score >= INITIAL_SCORE
        for first in clean_spans(days, before=today):
            after = first + CLEAN_DAYS
            is_open = any(first <= day < after for day in undecided[person])
            if first not in given[person] and (is_back or is_open):
                continue
            last = after - timedelta(days=1)
            due = Due(midnight(after) - timedelta(minutes=1), f"{first} – {last}")
            dues[person][Key(RULE, DAYS, str(first))] = due
    return dues


def _deducted(people: Collection[int]) -> Dates:
    """The days of what was deducted and stands."""
    taken = Posting.objects.filter(
        person__in=people, kind=Posting.Kind.DEDUCTION, reversed_by=None
    )
    cases = Case.objects.filter(person__in=people).values_list("code", "occurred_on")
    happened = dict(cases)
    found: dict[int, set[date]] = defaultdict(set)
    for person, name, at in taken.values_list("person_id", "source_id", "at"):
        found[person].add(happened.get(name) or timezone.localdate(at))
    return found


def _undecided(people: Collection[int]) -> Dates:
    found: dict[int, set[date]] = defaultdict(set)
    cases = Case.objects.filter(person__in=people).exclude(status__in=DECIDED)
    for person, day in cases.values_list("person_id", "occurred_on"):
        found[person].add(day)
    return found


def _given(people: Collection[int]) -> Dates:
    found: dict[int, set[date]] = defaultdict(set)
    awards = Posting.objects.awards().filter(
        person__in=people, rule_code=RULE, source_type=DAYS
    )
    for person, name in awards.values_list("person_id", "source_id"):
        found[person].add(date.fromisoformat(bare(name)))
    return found


RECOVERY = Source(frozenset({RULE}), clean_days)
