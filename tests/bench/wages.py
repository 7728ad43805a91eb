"""A company's table of 5,000 rows beside 120,000 wage months on file, and a tenth of it."""

import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils import timezone

from school.notices.models import Notice
from school.people.models import Company, Consent, ConsentText, Person, User
from school.wages.models import CompanyReport, WageRecord, WageUpload
from school.wages.rules import add_months
from school.wages.uploads import actions, tasks
from tests.bench.database import database_of_its_own
from tests.bench.measure import Figure
from tests.bench.service import workers
from tests.factories.pay_tables import make_contact, row, table
from tests.factories.people import make_company

SMALL, LARGE = 500, 5_000
# Of each worker, reported before: 120,000 in all.
MONTHS = 20
Purpose = ConsentText.Purpose


def wages() -> Iterator[Figure]:
    found = measured()
    yield Figure(
        "wages.upload_growth",
        found["large"] / found["small"],
        "",
        "how many more rows there are",
        LARGE / SMALL,
        most=12,
    )


def measured() -> dict[str, float]:
    """Seconds from the file's arrival to its end; every worker is told."""
    with database_of_its_own():
        people = workers(2 * SMALL + LARGE)
        # What is done once is done before: templates read, statements prepared.
        report(people[:SMALL], "先")
        small = report(people[SMALL : 2 * SMALL], "小")
        large = report(people[2 * SMALL :], "大")
        assert Notice.objects.filter(kind="pay_reported").count() == len(people)
    return {"small": small, "large": large}


def report(people: Sequence[Person], name: str) -> float:
    """As the contact's page, the button and the worker do it; of the button only what it changes.

    Its own seconds, not those that other programs took meanwhile."""
    company = make_company(f"{name}家政")
    by = make_contact(company)
    employ(people, company, by)
    data = table([row(person) for person in people])
    start = time.process_time()
    upload = actions.check_upload(company, data=data, by=by)
    checked = time.process_time() - start
    assert upload.fitting == len(people)
    WageUpload.objects.filter(pk=upload.pk).update(
        status=WageUpload.Status.TAKING, begun_at=timezone.now()
    )
    start = time.process_time()
    tasks.take_upload(upload.pk)
    took = time.process_time() - start
    upload.refresh_from_db()
    assert upload.kept == len(people)
    return checked + took


def employ(people: Sequence[Person], company: Company, by: User) -> None:
    """They work there and let it report, which it has done before."""
    Person.objects.filter(pk__in=[one.pk for one in people]).update(company=company)
    now = timezone.now()
    agreed_to = ConsentText.objects.current().filter(
        purpose__in=[Purpose.WAGES, Purpose.COMPANY_PAY]
    )
    Consent.objects.bulk_create(
        [
            Consent(person=one, text=text, given_at=now)
            for one in people
            for text in agreed_to
        ],
        batch_size=100,
    )
    upload = WageUpload.objects.create(
        company=company, by=by, at=now, status=WageUpload.Status.DONE
    )
    first = timezone.localdate().replace(day=1)
    for back in range(2, MONTHS + 2):
        month = add_months(first, -back), add_months(first, 1 - back)
        records = WageRecord.objects.bulk_create(
            [of_month(one, month, upload) for one in people], batch_size=500
        )
        CompanyReport.objects.bulk_create(
            [CompanyReport(record=r, company=company, upload=upload) for r in records],
            batch_size=500,
        )


def of_month(
    person: Person, month: tuple[date, date], upload: WageUpload
) -> WageRecord:
    start, following = month
    return WageRecord(
        person=person,
        purpose=WageRecord.Purpose.OTHER,
        period_start=start,
        period_end=following - timedelta(days=1),
        amount_fen=600_000,
        unit=WageRecord.Unit.MONTH,
        source=WageRecord.Source.COMPANY,
        employer=upload.company.name,
        actor_label=str(upload.by),
        at=upload.at,
    )
