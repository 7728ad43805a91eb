"""A month without fault gives points, and loses them by what is upheld of it afterwards."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from school.points.accounts import midnight
from school.points.cases.models import Case
from school.points.models import Posting
from school.points.sources.rules import Due, Key, bare
from school.points.sources.source import Dues, Source
from school.service import rules
from school.service.models import Matter, ServiceEvent
from school.service.models.matter import CASE_SOURCE

RULE = "S03"
MONTH = Posting.Source.MONTH
Status = Case.Status
UPHELD = (Status.POSTED, Status.APPEALED)
# Whose month: the worker, and its first day.
Whose = tuple[int, date]


def clean_months(people: Collection[int]) -> Dues:
    """Of every month that is over; what is not decided yet neither gives nor takes."""
    now = timezone.localdate().replace(day=1)
    orders = _orders(people, before=now)
    undecided, upheld = _undecided(people), _upheld(people)
    given = _given(people)
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for whose, count in orders.items():
        month = rules.Month(count, undecided[whose], len(upheld[whose]))
        if rules.is_earned(month, is_given=whose in given):
            person, first = whose
            dues[person][_key(first)] = Due(_last_minute(first), "")
    return dues


def why_taken(person: int, key: Key) -> str:
    """To the worker: what was upheld of that month, or that orders of it are gone."""
    first = date.fromisoformat(f"{key.source_id}-01")
    cases = _upheld([person])[person, first]
    said = [
        f"{case.rule.title} ({date_format(case.occurred_on, 'DATE_FORMAT')})"
        for case in cases
    ]
    if said:
        return _("points were deducted for this month: %(what)s") % {
            "what": " · ".join(said)
        }
    return _("fewer than %(orders)s orders of this month are left") % {
        "orders": rules.CLEAN_ORDERS
    }


def _key(first: date) -> Key:
    return Key(RULE, MONTH, f"{first:%Y-%m}")


def _last_minute(first: date) -> datetime:
    following = (first + timedelta(days=31)).replace(day=1)
    return midnight(following) - timedelta(minutes=1)


def _orders(people: Collection[int], *, before: date) -> dict[Whose, int]:
    rows = (
        ServiceEvent.objects.standing()
        .filter(
            person__in=people,
            kind__in=rules.OF_AN_ORDER,
            occurred_at__lt=midnight(before),
        )
        .annotate(month=TruncMonth("occurred_at"))
        .order_by()
        .values_list("person", "month")
        .annotate(Count("order", distinct=True))
    )
    return {(person, timezone.localdate(month)): count for person, month, count in rows}


def _undecided(people: Collection[int]) -> Counter[Whose]:
    """What the platform said and nobody has looked at, and cases that go on."""
    waiting = Matter.objects.waiting().filter(event__person__in=people)
    said = waiting.values_list("event__person", "event__occurred_at")
    cases = _cases(people).exclude(status__in=(*UPHELD, *Case.FALLEN))
    return Counter(
        [
            *((person, _first(timezone.localdate(at))) for person, at in said),
            *((case.person_id, _first(case.occurred_on)) for case in cases),
        ]
    )


def _upheld(people: Collection[int]) -> Mapping[Whose, list[Case]]:
    found: dict[Whose, list[Case]] = defaultdict(list)
    upheld = _cases(people).filter(status__in=UPHELD).select_related("rule")
    for case in upheld.order_by("occurred_on", "pk"):
        found[case.person_id, _first(case.occurred_on)].append(case)
    return found


def _cases(people: Collection[int]) -> QuerySet[Case]:
    """About her service: of the platform's word, unless it took it back, or entered at the desk."""
    gone = ServiceEvent.objects.filter(
        person__in=people, kind__in=rules.ADVERSE, withdrawn_by__isnull=False
    )
    return (
        Case.objects.filter(person__in=people)
        .filter(Q(source_type=CASE_SOURCE) | Q(rule_code__in=rules.AGAINST_A_MONTH))
        .exclude(source_type=CASE_SOURCE, source_id__in=gone.values("code"))
    )


def _given(people: Collection[int]) -> set[Whose]:
    awards = Posting.objects.awards().filter(
        person__in=people, rule_code=RULE, source_type=MONTH
    )
    return {
        (person, date.fromisoformat(f"{bare(name)}-01"))
        for person, name in awards.values_list("person", "source_id")
    }


def _first(day: date) -> date:
    return day.replace(day=1)


CLEAN_MONTHS = Source(frozenset({RULE}), clean_months, why_taken)
