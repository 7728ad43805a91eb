"""The one way into the ledger: a posting with its lines, under the person's lock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.people.models import Person
from school.points import rules
from school.points.accounts import midnight
from school.points.models import Entry, Posting, Rule
from school.points.refusals import NoSuchRule
from school.points.rules.accounts import Line
from school.points.signals import posted


def lock(person: Person) -> None:
    """One posting at a time for a person: what is counted is still so when it is used."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def lock_all(people: Iterable[int]) -> None:
    """Several, in one order, so that two who do so never wait for each other."""
    rows = Person.objects.filter(pk__in=set(people)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def book(
    posting: Posting,
    lines: Sequence[Line],
    *,
    sums: Mapping[str, int],
    by: Actor,
    verb: str,
) -> Posting:
    """Write what was decided; `sums` are the accounts before it, read under the lock."""
    posting.actor_label = str(by)[:120]
    posting.rule_code = posting.rule.code if posting.rule else ""
    posting.save(force_insert=True)
    Entry.objects.bulk_create(entries_of(posting, lines, dict(sums)))
    journal.record(
        by=by,
        verb=f"points.{verb}",
        on=posting,
        reason=posting.reason,
        data=data_of(posting),
        at=posting.at,
    )
    posted.send(Posting, posting=posting)
    return posting


def entries_of(
    posting: Posting, lines: Sequence[Line], sums: dict[str, int]
) -> list[Entry]:
    """The lines as they are written; `sums` are what is held after them then."""
    entries = []
    for line in lines:
        sums[line.account] = sums.get(line.account, 0) + line.delta
        entries.append(
            Entry(
                posting=posting,
                person_id=posting.person_id,
                account=line.account,
                delta=line.delta,
                after=sums[line.account],
            )
        )
    return entries


def by_rule(person: Person, kind: str, rule: Rule, given: rules.Grant) -> Posting:
    return Posting(
        person=person,
        kind=kind,
        points=given.delta,
        rule=rule,
        is_capped=given.is_capped,
    )


def booked(
    person: Person, kind: str, *, rule_code: str = "", source: tuple[str, str]
) -> Posting | None:
    """What was posted for this before."""
    return Posting.objects.filter(
        person=person,
        kind=kind,
        rule_code=rule_code,
        source_type=source[0],
        source_id=source[1],
    ).first()


def rule_in_force(code: str) -> Rule:
    rule = Rule.objects.filter(code=code, is_current=True).first()
    if rule is None:
        raise NoSuchRule(code=code)
    return rule


def earlier(person: Person, rule: Rule, *, at: datetime) -> list[int]:
    """What the rule came to in the same period and was not reversed."""
    period = rules.period_of(rule.cap_period, timezone.localdate(at))
    if period is None:
        return []
    start, end = (midnight(day) for day in period)
    counted = Posting.objects.counted(since=start, until=end)
    mine = counted.filter(person=person, rule_code=rule.code)
    return list(mine.values_list("points", flat=True))


def cap_of(rule: Rule) -> rules.Cap:
    return rules.Cap(points=rule.cap_points, times=rule.cap_times)


def data_of(posting: Posting) -> dict[str, str | int]:
    data: dict[str, str | int] = {"points": posting.points}
    if posting.rule:
        data |= {"rule": posting.rule.code, "version": posting.rule.version}
    return data
