"""A company asks about many certificates at once, and is told of those that it may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.certificates.batch_check import refusals, rules
from school.certificates.batch_check.models import CompanyCheck, CompanyLook
from school.certificates.batch_check.rules import Row
from school.certificates.guessing.counting import DAY, Kind, Outcome, count, may_try
from school.certificates.guessing.rules import same_name
from school.certificates.models import Certificate, Showing
from school.certificates.refusals import AskedTooOften
from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.people.models import Company, Person, User

Allowed = CompanyLook.Allowed
MOST_A_DAY = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """`certificate` where the company may know of it: one answer for all else.

    Whether the number is unknown, the name another or the holder does not agree is not
    told, so that nobody finds out numbers by asking.
    """

    row: Row
    certificate: Certificate | None = None


def check_certificates(
    company: Company, rows: Sequence[Row], *, by: User, at: datetime | None = None
) -> list[Answer]:
    now = at or timezone.now()
    if not company.contacts.filter(user=by).exists():
        raise NotPermitted
    if not rows:
        raise refusals.NothingAsked
    if len(rows) > rules.MOST_ROWS:
        raise refusals.TooManyRows(most=rules.MOST_ROWS)
    # Outside the transaction: a refusal must not take the count back.
    if not may_try(
        "batch", company.code, most=MOST_A_DAY, seconds=DAY, kind=Kind.BATCH
    ):
        raise AskedTooOften
    return _tell(company, rows, by=by, at=now)


@transaction.atomic
def _tell(
    company: Company, rows: Sequence[Row], *, by: User, at: datetime
) -> list[Answer]:
    told = _told(company, rows, at=at)
    check = CompanyCheck.objects.create(
        company=company, by=by, at=at, rows=len(rows), told=len(told)
    )
    CompanyLook.objects.bulk_create(
        CompanyLook(check_made=check, certificate=one, allowed_by=allowed)
        for one, allowed in told.values()
    )
    sound = sum(row.fault is None for row in rows)
    count(Kind.BATCH, Outcome.RIGHT, None, times=len(told))
    count(Kind.BATCH, Outcome.WRONG, None, times=sound - len(told))
    journal.record(
        by=by,
        verb="certificates.check_list",
        on=company,
        data={"rows": len(rows), "told": len(told)},
        at=at,
    )
    return [
        Answer(row, told[row.line][0] if row.line in told else None) for row in rows
    ]


def _told(
    company: Company, rows: Sequence[Row], *, at: datetime
) -> dict[int, tuple[Certificate, Allowed]]:
    """By line: what its holder lets this company know."""
    asked = [row for row in rows if row.fault is None]
    known = {
        one.number: one
        for one in Certificate.objects.printed()
        .filter(number__in=[row.number for row in asked])
        .select_related("enrollment__person", "replaced_by")
        .prefetch_related("status_changes")
        .with_renewals()
    }
    agreed = _agreed(company, known)
    shown = _shown(asked, at=at)
    told: dict[int, tuple[Certificate, Allowed]] = {}
    for row in asked:
        one = known.get(row.number)
        if one is None or not same_name(str(one.claims["name"]), row.name):
            continue
        if one.enrollment.person_id in agreed:
            told[row.line] = one, Allowed.CONSENT
        elif shown.get(row.link) == one.pk:
            told[row.line] = one, Allowed.LINK
    return told


def _agreed(company: Company, known: Mapping[str, Certificate]) -> set[int]:
    """Of the holders the company's own workers, as far as they agreed to be seen by it."""
    holders = {one.enrollment.person_id for one in known.values()}
    workers = Person.objects.filter(company=company, pk__in=holders)
    return set(workers.seen_by_company().values_list("pk", flat=True))


def _shown(asked: Sequence[Row], *, at: datetime) -> dict[str, int | None]:
    """The certificates behind holders' links that are good now."""
    links = [row.link for row in asked if row.link]
    rows = Showing.objects.open(at=at).filter(code__in=links)
    return dict(rows.values_list("code", "certificate_id"))
