"""Many awards at once, as a month of reviews brings them: in few statements, with the same guarantees."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.points import rules
from school.points.accounts import midnight, sums_of_each
from school.points.actions.awarding import (
    awarding_rule,
    check_alone,
    lines_of,
    tell_awarded,
    within_ceiling,
)
from school.points.actions.booking import (
    by_rule,
    cap_of,
    data_of,
    entries_of,
    lock_all,
)
from school.points.models import Entry, Posting, Rule
from school.points.rules.accounts import Accounts
from school.points.signals import posted_many

Key = tuple[int, str, str, str]
Period = tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Award:
    """One of many: what `award` is told of it."""

    person: Person
    rule_code: str
    source_type: str
    source_id: str
    # When it was earned: its limits are those of that month.
    at: datetime
    reason: str = ""

    @property
    def key(self) -> Key:
        return (self.person.pk, self.rule_code, self.source_type, self.source_id)


@dataclass
class _Books:
    """What is held and was given so far, kept up to date while the batch is worked out."""

    sums: dict[int, dict[str, int]]
    booked: dict[Key, Posting]
    rules: Mapping[str, Rule]
    given: dict[tuple[int, str], list[tuple[datetime, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def earlier(self, one: Award) -> list[int]:
        period = _period(self.rules[one.rule_code], one.at)
        if period is None:
            return []
        start, end = (midnight(day) for day in period)
        known = self.given[one.person.pk, one.rule_code]
        return [points for at, points in known if start <= at < end]


@transaction.atomic
def award_many(wanted: Sequence[Award], *, by: Actor) -> list[Posting]:
    """As `award` for each in turn, and told once a person: the posting of each.

    All are in the ledger, or none.
    """
    if not by.has_perm("points.award_entry"):
        raise NotPermitted
    if not wanted:
        return []
    in_force = {one.rule_code: one.source_type for one in wanted}
    by_code = {code: awarding_rule(code, kind) for code, kind in in_force.items()}
    for rule in by_code.values():
        check_alone(rule, by=by)
    for one in wanted:
        awarding_rule(one.rule_code, one.source_type, by_code[one.rule_code])
    lock_all(one.person.pk for one in wanted)
    books = _opened(wanted, by_code)
    new: list[Posting] = []
    entries: list[Entry] = []
    for one in wanted:
        if one.key not in books.booked:
            posting = _work_out(one, books, entries)
            posting.actor_label = str(by)[:120]
            new.append(books.booked.setdefault(one.key, posting))
    Posting.objects.bulk_create(new, batch_size=500)
    for entry in entries:
        # Bound before the posting had its number.
        entry.posting_id = entry.posting.pk
    Entry.objects.bulk_create(entries, batch_size=1_000)
    _announce(new, by=by)
    return [books.booked[one.key] for one in wanted]


def _opened(wanted: Sequence[Award], by_code: Mapping[str, Rule]) -> _Books:
    people = {one.person.pk for one in wanted}
    theirs = Posting.objects.filter(person__in=people, rule_code__in=by_code)
    there = theirs.filter(
        kind=Posting.Kind.AWARD, source_id__in={one.source_id for one in wanted}
    )
    keys = {
        (one.person_id, one.rule_code, one.source_type, one.source_id): one
        for one in there
    }
    books = _Books(sums_of_each(people), keys, by_code)
    for code, rule in by_code.items():
        periods = [
            period
            for one in wanted
            if one.rule_code == code and (period := _period(rule, one.at))
        ]
        if periods:
            counted = theirs.filter(rule_code=code).counted(
                since=midnight(min(start for start, _end in periods)),
                until=midnight(max(end for _start, end in periods)),
            )
            for pk, at, points in counted.values_list("person_id", "at", "points"):
                books.given[pk, code].append((at, points))
    return books


def _period(rule: Rule, at: datetime) -> Period:
    return rules.period_of(rule.cap_period, timezone.localdate(at))


def _work_out(one: Award, books: _Books, entries: list[Entry]) -> Posting:
    rule, sums = books.rules[one.rule_code], books.sums[one.person.pk]
    held = Accounts.of(sums)
    given = rules.grant(rule.delta, cap=cap_of(rule), earlier=books.earlier(one))
    given = within_ceiling(given, rule, score=held.score)
    posting = by_rule(one.person, Posting.Kind.AWARD, rule, given)
    posting.source_type, posting.source_id = one.source_type, one.source_id
    posting.reason, posting.at, posting.rule_code = one.reason, one.at, rule.code
    entries += entries_of(posting, lines_of(rule, given, held), sums)
    books.given[one.person.pk, rule.code].append((one.at, given.delta))
    return posting


def _announce(new: Sequence[Posting], *, by: Actor) -> None:
    now = timezone.now()
    journal.record_each(by=by, verb="points.award", on=new, data=_data, at=now)
    posted_many.send(Posting, postings=new)
    sums: dict[tuple[int, str], list[Posting]] = defaultdict(list)
    for posting in new:
        if posting.points and posting.rule:
            sums[posting.person_id, posting.rule_code].append(posting)
    for postings in sums.values():
        first, rule = postings[0], postings[0].rule
        assert rule
        points = sum(posting.points for posting in postings)
        tell_awarded(first.person, rule, points, by=by, at=now)


def _data(posting: Model) -> Mapping[str, str | int]:
    assert isinstance(posting, Posting)
    return data_of(posting)
