"""What a company reports of its workers' pay, and tables of it."""

import csv
import io
from collections.abc import Iterable

from django.utils import timezone

from school.people.models import Company, CompanyContact, ConsentText, Person, User
from school.wages.models import WageUpload
from school.wages.rules import add_months
from school.wages.uploads import actions, tasks
from school.wages.uploads.columns import COLUMNS
from tests.factories.people import make_consent, make_trainee, make_user
from tests.factories.wages import consent_to_wages

HEADINGS = [column.title for column in COLUMNS]


def make_worker(name: str, company: Company) -> Person:
    """One who lets her company report."""
    worker = make_trainee(name, company=company)
    let_report(worker)
    return worker


def let_report(worker: Person) -> None:
    consent_to_wages(worker)
    make_consent(worker, ConsentText.Purpose.COMPANY_PAY)


def make_contact(company: Company) -> User:
    user = make_user(display_name=f"{company}联系人")
    CompanyContact.objects.create(user=user, company=company)
    return user


def month(back: int = 1) -> str:
    day = add_months(timezone.localdate().replace(day=1), -back)
    return f"{day:%Y-%m}"


def row(worker: Person, amount: str = "6200", **extra: str) -> list[str]:
    """The pay of the month that was last over, in hand."""
    values = {
        "worker": worker.code,
        "name": worker.name,
        "month": month(),
        "unit": "按月",
        "amount": amount,
        "basis": "到手",
        **extra,
    }
    return [values.get(column.name, "") for column in COLUMNS]


def table(rows: Iterable[list[str]], encoding: str = "gb18030") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode(encoding)


def checked(company: Company, rows: Iterable[list[str]], by: User) -> WageUpload:
    return actions.check_upload(company, data=table(rows), by=by)


def taken(
    company: Company, rows: Iterable[list[str]], by: User, sure: Iterable[int] = ()
) -> WageUpload:
    upload = actions.take_upload(checked(company, rows, by), by=by, sure=list(sure))
    tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    return upload


def outcomes(upload: WageUpload) -> dict[int, tuple[str, list[str]]]:
    """Of each row: what became of it, and why."""
    return {
        one.number: (one.outcome, [code for _title, code in one.reasons])
        for one in upload.report.all()
    }
