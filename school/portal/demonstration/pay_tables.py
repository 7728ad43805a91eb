"""What one company reports of its workers' pay: two months taken in, the last one to decide on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from school.lib.spreadsheet import workbook
from school.people.actions import give_consent
from school.people.models import CompanyContact, Consent, ConsentText, Person, User
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import School
from school.wages import actions as wages
from school.wages.models import WageRecord, WageUpload
from school.wages.rules import FEN, MONTH, Pay, add_months
from school.wages.uploads import actions, columns, tasks

Purpose = ConsentText.Purpose
WHO_AGREE = 8
AMOUNT = 6


def reported(school: School) -> None:
    first = school.today.replace(day=1)
    months = [add_months(first, -back) for back in (3, 2, 1)]
    contact = CompanyContact.objects.select_related("company", "user").get(
        user=school.staff["company_contact"]
    )
    agreed_at = on(months[1] + timedelta(days=1), 12)
    workers = _who_agree(school, contact, agreed_at)
    for month in months[:2]:
        with at(on(add_months(month, 1) + timedelta(days=5), 15)):
            _taken(contact, month, workers)
    _objects(workers[1])
    with at(school.now - timedelta(hours=2)):
        _checked(contact, months[2], workers, slips={0: 6200 * 100, 2: "六千"})


def _who_agree(school: School, contact: CompanyContact, when: datetime) -> list[Person]:
    told = Consent.objects.standing().of(Purpose.WAGES).filter(given_at__lt=when)
    workers = list(
        Person.objects.filter(
            company=contact.company, consents__in=told, user__isnull=False
        )
        .select_related("user")
        .order_by("pk")[:WHO_AGREE]
    )
    with at(when):
        for worker in workers:
            text = school.desk.texts[Purpose.COMPANY_PAY]
            give_consent(worker, text=text, by=_self(worker))
    return workers


def _checked(
    contact: CompanyContact,
    month: date,
    workers: Sequence[Person],
    *,
    slips: dict[int, int | str] | None = None,
) -> WageUpload:
    sheet = columns.template(workers, month=month)
    rows = [list(row) for row in sheet.rows]
    for number, row in enumerate(rows):
        row[AMOUNT] = (slips or {}).get(number, 5400 + number * 150 + month.month * 10)
    data = workbook([replace(sheet, rows=rows)])
    return actions.check_upload(contact.company, data=data, by=contact.user)


def _taken(contact: CompanyContact, month: date, workers: Sequence[Person]) -> None:
    upload = _checked(contact, month, workers)
    actions.take_upload(upload, by=contact.user)
    tasks.take_upload(upload.pk)


def _self(worker: Person) -> User:
    assert worker.user, "trainees of the demonstration have accounts"
    return worker.user


def _objects(worker: Person) -> None:
    """She was paid more than her company says, and tells her own sum."""
    record = WageRecord.objects.filter(person=worker, source="company").latest("at")
    told = Pay(record.amount_fen + 300 * FEN, MONTH)
    by = _self(worker)
    with at(record.at + timedelta(hours=5)):
        wages.object_to(record, words="少算了两天加班。", by=by)
        wages.tell_beside(record, pay=told, by=by)
