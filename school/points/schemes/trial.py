"""Last month gone through again under a draft: as many queries for five thousand workers as for five."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min
from django.utils import timezone

from school.people.models import Person
from school.points.accounts import midnight
from school.points.cases.models import Case
from school.points.models import Entry, Posting
from school.points.rules import Band, band_of, held_score, period_of
from school.points.rules.rerun import Past, Terms, differing, rerun
from school.points.schemes.models import Scheme
from school.points.schemes.refusals import NoneInForce
from school.points.schemes.words import said

CASE = Posting.Source.CASE
# Of those whose tier would differ so many are named.
MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    times: int
    then: int
    now: int

    @property
    def differs(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody whose tier would be another."""

    name: str
    score: int
    score_then: int
    tier: str
    tier_then: str


@dataclass(frozen=True, slots=True)
class Trial:
    month: date
    lines: Sequence[Line]
    # All workers who have points; of them so many with another score, and another tier.
    workers: int
    touched: int
    moved_count: int
    moved: Sequence[Moved]


def last_month(today: date) -> date:
    """The first day of the last whole month."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def tried(scheme: Scheme, *, month: date) -> Trial:
    in_force = Scheme.objects.in_force()
    if in_force is None:
        raise NoneInForce
    changed = differing(_terms(in_force), _terms(scheme))
    outcome = rerun(_postings(month), changed, earlier=_earlier(changed, month))
    titles = {one["code"]: said(one["title"]) for one in scheme.body["rules"]}
    scores = _scores()
    bands, next_bands = _bands(in_force), _bands(scheme)
    moved = []
    for person, total in scores.items():
        score = held_score(total)
        then = held_score(total + outcome.people.get(person, 0))
        tier, tier_then = band_of(score, bands), band_of(then, next_bands)
        if _label(tier) != _label(tier_then):
            moved.append((person, score, then, _label(tier), _label(tier_then)))
    return Trial(
        month=month,
        lines=[
            Line(titles[code], tally.times, tally.then, tally.now)
            for code, tally in sorted(outcome.rules.items())
            if code in titles
        ],
        workers=len(scores),
        touched=sum(1 for differs in outcome.people.values() if differs),
        moved_count=len(moved),
        moved=_named(moved[:MOST_NAMED]),
    )


def _terms(scheme: Scheme) -> dict[str, Terms]:
    return {
        one.code: Terms(one.delta, one.period, one.cap, one.is_on)
        for one in scheme.content.rules
    }


def _bands(scheme: Scheme) -> list[Band]:
    return [Band(said(one.label), one.least, one.most) for one in scheme.content.tiers]


def _label(band: Band | None) -> str:
    return band.label if band else "—"


def _postings(month: date) -> Iterator[Past]:
    end = period_of("month", month)
    assert end
    return _past(since=month, until=end[1])


def _earlier(changed: Mapping[str, Terms], month: date) -> list[Past]:
    """What was posted before the month and shares a limit with something posted in it.

    A deduction has the limit of the day of the deed, which may be of months before.
    """
    deeds = _first_deeds(changed, month)
    starts = {
        code: period[0]
        for code, terms in changed.items()
        if (period := period_of(terms.period, deeds.get(code, month)))
        and period[0] < month
    }
    if not starts:
        return []
    found = _past(since=min(starts.values()), until=month, codes=list(starts))
    return [one for one in found if one.on >= starts[one.code]]


def _first_deeds(codes: Iterable[str], month: date) -> dict[str, date]:
    """By rule, the earliest deed for which points were taken in the month."""
    end = period_of("month", month)
    assert end
    counted = Posting.objects.counted(since=midnight(month), until=midnight(end[1]))
    taken = counted.filter(rule_code__in=list(codes), source_type=CASE).order_by()
    cases = Case.objects.filter(code__in=taken.values("source_id")).order_by()
    first = cases.values_list("rule_code").annotate(first=Min("occurred_on"))
    return {code: min(day, month) for code, day in first}


def _past(
    *, since: date, until: date, codes: Sequence[str] | None = None
) -> Iterator[Past]:
    counted = Posting.objects.counted(since=midnight(since), until=midnight(until))
    rows = counted.order_by("at", "pk")
    if codes is not None:
        rows = rows.filter(rule_code__in=codes)
    cases = Case.objects.filter(
        code__in=rows.order_by().filter(source_type=CASE).values("source_id")
    )
    days = dict(cases.values_list("code", "occurred_on"))
    found = rows.values_list("person_id", "rule_code", "points", "at", "source_id")
    # Asked for once: for a hundred thousand rows it would take as long as all the rest.
    zone = timezone.get_current_timezone()
    for person, code, points, at, source in found.iterator(5000):
        on = days.get(source) or at.astimezone(zone).date()
        yield Past(person, code, points, on)


def _scores() -> dict[int, int]:
    """By person, what the score account holds before it is kept within its bounds."""
    lines = Entry.objects.filter(account=Entry.Account.SCORE).order_by()
    last = lines.values("person").annotate(last=Max("pk")).values("last")
    return dict(Entry.objects.filter(pk__in=last).values_list("person_id", "after"))


def _named(moved: Sequence[tuple[int, int, int, str, str]]) -> list[Moved]:
    names = dict(
        Person.objects.filter(pk__in=[one[0] for one in moved]).values_list(
            "pk", "name"
        )
    )
    return [
        Moved(names[person], score, then, tier, tier_then)
        for person, score, then, tier, tier_then in moved
    ]
