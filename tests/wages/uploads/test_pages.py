"""A company's contact takes the template, sends the table, looks, confirms and reads the report."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from school.journal.actors import SYSTEM
from school.lib import tables
from school.people import actions as people
from school.people.models import Company, Person, User
from school.wages.models import WageRecord, WageUpload
from school.wages.uploads import tasks
from school.wages.uploads.columns import COLUMNS
from tests.cast import signed_in
from tests.factories.pay_tables import (
    HEADINGS,
    checked,
    let_report,
    make_contact,
    make_worker,
    month,
    row,
    table,
    taken,
)
from tests.factories.people import make_company, make_trainee

pytestmark = pytest.mark.django_db
THERE = "wages:uploads"


@pytest.fixture
def company(db: None) -> Company:
    return make_company("华丽家政")


@pytest.fixture
def contact(company: Company) -> User:
    return make_contact(company)


@pytest.fixture
def client(contact: User) -> Client:
    return signed_in(contact)


@pytest.fixture
def worker(company: Company) -> Person:
    return make_worker("李春花", company)


def send(client: Client, company: Company, data: bytes) -> Any:
    file = SimpleUploadedFile("十月.xlsx", data)
    return client.post(reverse(THERE), {"company": company.pk, "file": file})


def cells(answer: Any) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    assert sheet is not None
    return [list(line) for line in sheet.iter_rows(values_only=True)]


def test_the_template_names_her_own_workers_who_agreed(
    client: Client, company: Company, worker: Person
) -> None:
    make_trainee("没同意", company=company)
    make_worker("别家的", make_company("别家"))
    answer = client.get(reverse("wages:template_sheet", args=[company.code]))
    head, *rows = cells(answer)
    assert head == HEADINGS
    assert [line[:3] for line in rows] == [[worker.code, "李春花", month()]]
    rules = load_workbook(io.BytesIO(answer.getvalue())).active
    assert rules is not None
    listed = [one.formula1 for one in rules.data_validations.dataValidation]
    assert listed[0].startswith('"按月,按26天,按天')


def test_the_template_filled_in_is_read(
    client: Client, company: Company, worker: Person
) -> None:
    page = client.get(reverse("wages:template_sheet", args=[company.code]))
    book = load_workbook(io.BytesIO(page.getvalue()))
    assert book.active is not None
    book.active.cell(2, 7).value = 6200
    out = io.BytesIO()
    book.save(out)
    assert not tables.read(out.getvalue(), COLUMNS)[0].reasons
    answer = send(client, company, out.getvalue())
    upload = WageUpload.objects.get()
    assert answer["Location"] == reverse("wages:upload", args=[upload.code])
    assert upload.fitting == 1


def test_what_a_workbook_may_hide(
    client: Client, company: Company, worker: Person
) -> None:
    """A formula, merged cells and Excel's own dates: taken or refused, each with its reason."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["华丽家政工资表"])
    sheet.append(HEADINGS)
    year, number = map(int, month(4).split("-"))
    serial = f"{46_000}"
    lines = [
        row(worker, "=3000*2"),
        row(worker, month=month(2)),
        row(worker, month=month(3)),
        row(worker, month=f"{year}/{number}/15"),
        row(worker, month=serial),
    ]
    for line in lines:
        sheet.append(line)
    sheet.merge_cells("G4:G5")
    out = io.BytesIO()
    book.save(out)
    send(client, company, out.getvalue())
    upload = WageUpload.objects.get()
    found = {
        one.number: [code for _title, code in one.reasons]
        for one in upload.report.all()
    }
    assert found == {
        3: ["formula"],
        4: ["merged"],
        5: ["merged"],
        6: [],
        7: [] if serial_is_recent(serial) else ["too_old"],
    }


def serial_is_recent(serial: str) -> bool:
    from_excel = tables.value_of(tables.Cell(serial), tables.Kind.MONTH)
    return f"{from_excel:%Y-%m}" >= month(12)


def test_the_way_through(client: Client, company: Company, worker: Person) -> None:
    data = table(
        [
            row(worker),
            row(worker, "620000", month=month(2)),
            ["=1+1", *row(worker, month=month(3))[1:]],
        ]
    )
    page = send(client, company, data)["Location"]
    upload = WageUpload.objects.get()
    said = client.get(page).text
    assert "第3行：李春花，每月 ¥620,000" in said
    assert "按这种方式算，这个数少见" in said
    assert "学员编号：这里是公式，请粘贴成数值" in said
    client.post(reverse("wages:take_upload", args=[upload.code]), {"sure": ["3", "x"]})
    assert 'http-equiv="refresh"' in client.get(page).text
    tasks.take_upload(upload.pk)
    done = client.get(page).text
    assert 'http-equiv="refresh"' not in done
    assert "每位员工都收到了通知" in done
    assert WageRecord.objects.count() == 2
    answer = client.get(reverse("wages:upload_report", args=[upload.code]))
    assert [line[0] for line in cells(answer)[1:]] == [2, 3, 4]
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    assert sheet is not None
    assert [line[1] for line in cells(answer)[1:]] == [worker.code, worker.code, None]
    mine = signed_in(worker).get(reverse("wages:mine")).text
    assert "企业上报（可信度2，最高4）" in mine


def test_the_contact_reads_no_sum_of_the_worker_s_own(
    client: Client, company: Company, contact: User, worker: Person
) -> None:
    upload = checked(company, [row(worker, "6234")], contact)
    client.post(reverse("wages:take_upload", args=[upload.code]))
    tasks.take_upload(upload.pk)
    said = client.get(reverse("wages:upload", args=[upload.code])).text
    assert "6,234" not in said


def test_nothing_taken_in(
    client: Client, company: Company, contact: User, worker: Person
) -> None:
    upload = checked(company, [row(worker)], contact)
    client.post(reverse("wages:drop_upload", args=[upload.code]))
    page = client.get(reverse("wages:upload", args=[upload.code])).text
    assert "没有收下任何一行，文件已删除" in page
    assert client.get(reverse(THERE)).status_code == 200


@pytest.mark.parametrize(
    "data", [b"", b"MZ\0", b"a,b\n1,2\n", ",".join(HEADINGS).encode()]
)
def test_a_file_that_is_no_table_is_said_in_the_form(
    client: Client, company: Company, data: bytes
) -> None:
    answer = send(client, company, data)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not WageUpload.objects.exists()


def test_another_company_cannot_be_chosen(client: Client, worker: Person) -> None:
    answer = send(client, make_company("别家"), table([row(worker)]))
    assert answer.context["form"].errors
    assert not WageUpload.objects.exists()


def test_a_contact_reads_of_no_other_company_what_the_officer_was_asked(
    client: Client, company: Company, worker: Person, outcomes_officer: User
) -> None:
    there = make_company("别家")
    taken(company, [row(worker)], outcomes_officer)
    people.choose_company(worker, company=there, by=SYSTEM)
    let_report(worker)
    upload = checked(there, [row(worker)], outcomes_officer)
    said = "别家企业也报过这段时间"

    def told(user: User) -> list[bool]:
        reader = signed_in(user)
        page = reader.get(reverse("wages:upload", args=[upload.code])).text
        report = reader.get(reverse("wages:upload_report", args=[upload.code]))
        return [said in page, said in str(cells(report))]

    assert told(outcomes_officer) == [True, True]
    assert told(make_contact(there)) == [False, False]
