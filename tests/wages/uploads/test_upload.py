"""A company's table: looked at row by row, taken in by the worker, deleted, and reported on."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib import tables
from school.notices.models import Notice
from school.people.models import Company, Person, User
from school.people.refusals import NothingFits, TableUnderWay
from school.wages import actions as wages
from school.wages.models import WageRecord, WageUpload
from school.wages.rules import Pay
from school.wages.uploads import actions, reporting, tasks
from school.wages.uploads.models import UploadRow
from tests.factories.pay_tables import (
    checked,
    let_report,
    make_contact,
    make_worker,
    month,
    outcomes,
    row,
    table,
    taken,
)
from tests.factories.people import make_company, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db: None) -> Company:
    return make_company("华丽家政")


@pytest.fixture
def contact(company: Company) -> User:
    return make_contact(company)


@pytest.fixture
def worker(company: Company) -> Person:
    return make_worker("李春花", company)


def test_checking_takes_nothing_in(
    company: Company, contact: User, worker: Person
) -> None:
    other = make_worker("王秀英", make_company("别家"))
    upload = checked(
        company,
        [row(worker), row(other), row(worker, "好", month=month(2))],
        contact,
    )
    assert outcomes(upload) == {
        2: ("fits", []),
        3: ("refused", ["unknown_worker"]),
        4: ("refused", ["no_money"]),
    }
    assert (upload.rows, upload.fitting) == (3, 1)
    assert not WageRecord.objects.exists()
    assert not Notice.objects.exists()


def test_it_is_taken_in_and_the_file_deleted(
    company: Company,
    contact: User,
    worker: Person,
    django_capture_on_commit_callbacks: Any,
) -> None:
    upload = actions.take_upload(checked(company, [row(worker)], contact), by=contact)
    there = Path(upload.file.storage.path(str(upload.file.name)))
    assert there.exists()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.take_upload(upload.pk)
    assert not there.exists()
    record = WageRecord.objects.get()
    assert record.person == worker
    assert record.source == "company"
    assert record.pay() == Pay(620_000, "month", employer="华丽家政")
    assert f"{record.period_start:%Y-%m}" == month()
    assert record.company_report.company == company
    assert outcomes(upload) == {2: ("taken", [])}
    assert Entry.objects.filter(verb="wages.report").count() == 1


def test_the_worker_is_told_once_a_table(
    company: Company, contact: User, worker: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "A_BATCH", 1)
    taken(company, [row(worker, month=month(n)) for n in (1, 2, 3)], contact)
    assert WageRecord.objects.count() == 3
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (worker, "pay_reported")


def test_the_same_file_again_is_harmless(
    company: Company, contact: User, worker: Person
) -> None:
    taken(company, [row(worker)], contact)
    again = checked(company, [row(worker)], contact)
    assert (again.fitting, again.known) == (0, 1)
    with pytest.raises(NothingFits):
        actions.take_upload(again, by=contact)
    assert WageRecord.objects.count() == 1


def test_two_tables_checked_at_once_take_a_row_in_once(
    company: Company, contact: User, worker: Person
) -> None:
    first, second = (checked(company, [row(worker)], contact) for _ in "ab")
    for upload in (first, second):
        actions.take_upload(upload, by=contact)
        tasks.take_upload(upload.pk)
    assert WageRecord.objects.count() == 1
    assert outcomes(second) == {2: ("known", [])}


def test_another_sum_of_the_month_supersedes(
    company: Company, contact: User, worker: Person
) -> None:
    taken(company, [row(worker)], contact)
    upload = taken(company, [row(worker, "6500")], contact)
    [standing] = WageRecord.objects.standing()
    assert standing.amount_fen == 650_000
    assert standing.supersedes
    assert (upload.kept, upload.corrected) == (1, 1)
    assert outcomes(upload) == {2: ("corrected", [])}


def test_the_worker_s_own_word_stands_beside_it(
    company: Company, contact: User, worker: Person
) -> None:
    taken(company, [row(worker)], contact)
    told = WageRecord.objects.get()
    wages.record_wage(
        worker,
        pay=Pay(580_000, "month"),
        period=(told.period_start, told.period_end),
        by=SYSTEM,
    )
    taken(company, [row(worker, "6500")], contact)
    standing = WageRecord.objects.standing().values_list("source", "amount_fen")
    assert set(standing) == {("self", 580_000), ("company", 650_000)}


def test_a_code_with_another_name_is_refused(
    company: Company, contact: User, worker: Person
) -> None:
    upload = checked(company, [row(worker, name="王秀英")], contact)
    assert outcomes(upload) == {2: ("refused", ["other_name"])}


def test_what_is_unusual_waits_for_a_yes(
    company: Company, contact: User, worker: Person
) -> None:
    rows = [row(worker, "620000"), row(worker, "40000", month=month(2))]
    upload = taken(company, rows, contact, sure=[3])
    assert outcomes(upload) == {2: ("left", ["unusual"]), 3: ("taken", [])}
    [record] = WageRecord.objects.all()
    assert record.amount_fen == 4_000_000
    assert not upload.report.exclude(reads={}).exists()


def test_two_rows_that_overlap_are_taken_as_far_as_ticked(
    company: Company, contact: User, worker: Person
) -> None:
    first, last = f"{month()}-05", f"{month()}-20"
    days = {"month": "", "first": first, "last": last}
    rows = [row(worker), row(worker, "3000", unit="按26天", **days)]
    upload = checked(company, rows, contact)
    asked = ("asked", ["overlaps_row"])
    assert outcomes(upload) == {2: asked, 3: asked}
    upload = taken(company, rows, contact, sure=[2])
    assert outcomes(upload) == {2: ("taken", []), 3: ("left", ["overlaps_row"])}
    assert taken(company, rows, contact, sure=[3]).kept == 1


def test_nothing_ticked_and_nothing_else_is_nothing(
    company: Company, contact: User, worker: Person
) -> None:
    upload = checked(company, [row(worker, "620000")], contact)
    with pytest.raises(NothingFits):
        actions.take_upload(upload, by=contact, sure=[7])


def test_a_whole_column_gone_wrong_is_not_asked_row_by_row(
    company: Company,
    contact: User,
    worker: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(reporting.MOST_READ, UploadRow.Outcome.ASKED, 1)
    rows = [row(worker, "620000", month=month(n)) for n in (1, 2)]
    upload = checked(company, rows, contact)
    assert outcomes(upload)[3] == ("refused", ["unusual", "too_many_asked"])


def test_another_worker_goes_on_where_one_was_killed(
    company: Company,
    contact: User,
    worker: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "A_BATCH", 2)
    rows = [row(worker, month=month(n)) for n in range(1, 6)]
    upload = actions.take_upload(checked(company, rows, contact), by=contact)
    real, calls = actions.judge, []

    def killed(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(actions, "judge", killed)
    with pytest.raises(KeyboardInterrupt):
        tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.status, upload.rows_done) == ("taking", 2)
    WageUpload.objects.update(begun_at=timezone.now() - timedelta(hours=1))
    queued: list[int] = []
    monkeypatch.setattr(tasks, "enqueue", lambda _task, pk: queued.append(pk))
    tasks.mind_uploads()
    assert queued == [upload.pk]
    tasks.take_upload(upload.pk)
    tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.status, upload.kept, upload.rows_done) == ("done", 5, 5)
    assert WageRecord.objects.count() == 5


def test_one_that_nobody_decides_is_dropped(
    company: Company, contact: User, worker: Person
) -> None:
    upload = checked(company, [row(worker, "620000")], contact)
    tasks.mind_uploads()
    upload.refresh_from_db()
    assert upload.status == "checked"
    WageUpload.objects.update(at=timezone.now() - timedelta(days=3))
    tasks.mind_uploads()
    upload.refresh_from_db()
    assert upload.status == "dropped"
    assert not upload.report.exclude(reads={}).exists()
    with pytest.raises(TableUnderWay):
        actions.take_upload(upload, by=contact, sure=[2])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_encodings_and_full_width_digits(
    company: Company, contact: User, worker: Person, encoding: str
) -> None:
    year, number = month().split("-")
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    written = row(
        worker,
        "185".translate(wide),
        unit="按天",
        quantity="22.5".translate(wide),
        month=f"{year}年{number}月".translate(wide),
    )
    written[0] = worker.code.upper().translate(wide)
    upload = actions.check_upload(company, data=table([written], encoding), by=contact)
    assert outcomes(upload) == {2: ("fits", [])}


def test_a_file_that_is_no_table(company: Company, contact: User) -> None:
    with pytest.raises(tables.HeadingsMissing):
        actions.check_upload(company, data=b"a,b\n1,2\n", by=contact)
    assert not WageUpload.objects.exists()


def test_a_batch_costs_hardly_a_query_more_however_many_rows(
    company: Company, contact: User, django_assert_max_num_queries: Any
) -> None:
    one = make_worker("李春花", company)
    rows = [row(one, month=month(n)) for n in range(1, 12)]
    upload = actions.take_upload(checked(company, rows, contact), by=contact)
    with django_assert_max_num_queries(60):
        tasks.take_upload(upload.pk)


def test_a_worker_without_an_account_is_noted_all_the_same(
    company: Company, contact: User
) -> None:
    person = make_person("无号", company=company)
    let_report(person)
    assert taken(company, [row(person)], contact).kept == 1
