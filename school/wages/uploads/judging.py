"""Each row of a company's table against what is on file: read first, then judged in few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice

from school.lib import tables
from school.lib.tables import Line
from school.lib.typed import plain
from school.people.models import Company, Person, User
from school.wages.models import WageRecord
from school.wages.uploads import rules
from school.wages.uploads.access import REPORT, reportable
from school.wages.uploads.columns import COLUMNS
from school.wages.uploads.models import UploadRow
from school.wages.uploads.rules import Reported, Row

MOST_ROWS = 6_000
MOST_BYTES = 8 * 1024 * 1024
Outcome = UploadRow.Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    row: Row
    outcome: str
    codes: tuple[str, ...] = ()
    person: Person | None = None
    # The company's former word of the same days.
    replaces: WageRecord | None = None


@dataclass(frozen=True, slots=True)
class _File:
    people: Mapping[str, Person]
    # By person.
    records: Mapping[int, Sequence[WageRecord]]
    # By the worker's code.
    rows: Mapping[str, Sequence[Row]]
    # Accounts of who reports for the company.
    contacts: Set[int]


def read(data: bytes, *, employer: str, today: date) -> tuple[list[Row], list[Line]]:
    """The rows that can be read, a worker's together; and the others."""
    lines = tables.read(data, COLUMNS, most_rows=MOST_ROWS, most_bytes=MOST_BYTES)
    rows = [
        rules.row(
            line.number,
            {**line.values, "worker": code(line.values["worker"])},
            employer=employer,
            today=today,
        )
        for line in lines
        if not line.reasons
    ]
    rows = rules.apart(sorted(rows, key=lambda one: (one.worker, one.number)))
    return rows, [line for line in lines if line.reasons]


def code(text: str) -> str:
    return plain(text).strip().casefold()


def hold(rows: Iterable[Row]) -> None:
    """Whoever takes a consent back or objects takes turns with the one who judges these."""
    workers = {one.worker for one in rows}
    people = Person.objects.select_for_update(no_key=True).filter(code__in=workers)
    list(people.order_by("pk").values_list("pk", flat=True))


def judge(rows: Sequence[Row], *, company: Company, by: User) -> list[Verdict]:
    """In the order of the rows, as `by` reports them; nothing is written."""
    people = {
        person.code: person
        for part in _parts({one.worker for one in rows})
        for person in reportable(company).filter(code__in=part)
    }
    by_worker: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        by_worker[one.worker].append(one)
    contacts = frozenset(company.contacts.values_list("user_id", flat=True))
    on_file = _File(people, _records(people.values(), rows), by_worker, contacts)
    return [_verdict(one, on_file, company=company, by=by) for one in rows]


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    """SQLite takes some thirty thousand in a question."""
    rest = iter(sorted(values))
    while part := list(islice(rest, 10_000)):
        yield part


def _records(
    people: Iterable[Person], rows: Iterable[Row]
) -> Mapping[int, Sequence[WageRecord]]:
    """What companies have told of the days that the rows are about."""
    found: dict[int, list[WageRecord]] = defaultdict(list)
    days = [one.days for one in rows if one.days]
    if not days:
        return found
    told = WageRecord.objects.standing().filter(
        company_report__isnull=False,
        person__in=list(people),
        period_end__gte=min(first for first, _last in days),
        period_start__lte=max(last for _first, last in days),
    )
    for record in told.select_related("company_report", "objection"):
        found[record.person_id].append(record)
    return found


def _verdict(one: Row, on_file: _File, *, company: Company, by: User) -> Verdict:
    if one.fault:
        same = one.fault == "same_row"
        return Verdict(one, Outcome.KNOWN if same else Outcome.REFUSED, (one.fault,))
    person = on_file.people.get(one.worker)
    if person is None:
        return Verdict(one, Outcome.REFUSED, ("unknown_worker",))
    if not rules.is_named(one.name, person.name):
        return Verdict(one, Outcome.REFUSED, ("other_name",))
    if person.user_id == by.pk:
        # Her own word would pass for her employer's.
        return Verdict(one, Outcome.REFUSED, ("own_pay",))
    if person.user_id in on_file.contacts and not by.has_perm(REPORT):
        # Two of them could tell each other's.
        return Verdict(one, Outcome.REFUSED, ("contact_pay",))
    records = on_file.records.get(person.pk, ())
    reported = [_reported(it, company) for it in records]
    former = rules.former(one, reported)
    if former and rules.sum_of(former.pay) == rules.sum_of(one.pay):
        return Verdict(one, Outcome.KNOWN)
    replaces = records[reported.index(former)] if former else None
    beside = on_file.rows[one.worker]
    asks = rules.asks(one, reported, beside, tells_others=by.has_perm(REPORT))
    outcome = Outcome.ASKED if asks else Outcome.FITS
    return Verdict(one, outcome, asks, person, replaces)


def _reported(record: WageRecord, company: Company) -> Reported:
    return Reported(
        days=(record.period_start, record.period_end),
        pay=record.pay(),
        is_own=record.company_report.company_id == company.pk,
    )
