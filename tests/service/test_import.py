"""A table at the desk: looked at row by row, taken in by the worker, deleted, and reported on."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from school.journal.actors import SYSTEM
from school.lib import tables
from school.lib.errors import NotPermitted
from school.people.actions import handed_in
from school.people.models import Person, User
from school.people.refusals import NothingFits, TableUnderWay
from school.service import actions, columns, tasks
from school.service.actions import importing
from school.service.models import ServiceEvent, Upload
from tests.cast import signed_in
from tests.factories.people import make_trainee
from tests.factories.points import deltas
from tests.factories.service import keep_one, make_service_rules, row, table

pytestmark = pytest.mark.django_db


def checked(rows: list[list[str]], by: User) -> Upload:
    return actions.check_upload(platform="meijia", data=table(rows), by=by)


def taken(rows: list[list[str]], by: User) -> Upload:
    upload = actions.take_upload(checked(rows, by), by=by)
    tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    return upload


def path_of(upload: Upload) -> Path:
    return Path(upload.file.storage.path(str(upload.file.name)))


def reasons(upload: Upload) -> dict[int, list[list[str]]]:
    return {one.number: one.reasons for one in upload.refused_rows.all()}


@pytest.fixture
def officer(points_officer: User) -> User:
    return points_officer


def test_checking_keeps_nothing_but_what_is_wrong(
    trainee: Person, officer: User
) -> None:
    keep_one(trainee, "old")
    old = ServiceEvent.objects.get()
    at = timezone.localtime(old.occurred_at).strftime("%Y-%m-%d %H:%M:%S")
    stranger = make_trainee("不在册")
    assert stranger.user
    # In memory alone.
    stranger.user.phone = "13999999999"
    upload = checked(
        [
            row(1, trainee),
            row(2, stranger),
            row(3, trainee, stars="好"),
            row("old", trainee, occurred_at=at),
            row(4, trainee, order=""),
        ],
        officer,
    )
    assert (upload.rows, upload.fitting, upload.known) == (5, 1, 1)
    assert reasons(upload) == {
        3: [["", "unknown_worker"]],
        4: [["星级", "no_number"]],
        6: [["", "order_missing"]],
    }
    assert ServiceEvent.objects.count() == 1
    assert path_of(upload).exists()


def test_it_is_taken_in_and_the_file_deleted(
    trainee: Person, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    make_service_rules()
    upload = actions.take_upload(
        checked([row(n, trainee) for n in range(3)], officer), by=officer
    )
    there = path_of(upload)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.status, upload.kept, upload.rows_done) == ("done", 3, 3)
    assert deltas(trainee) == [2, 2, 2]
    assert not there.exists()
    assert not upload.file


def test_a_task_that_comes_twice_does_nothing_twice(
    trainee: Person, officer: User
) -> None:
    make_service_rules()
    upload = taken([row(1, trainee)], officer)
    tasks.take_upload(upload.pk)
    actions.carry_on(upload, by=SYSTEM)
    assert deltas(trainee) == [2]


def test_another_worker_goes_on_where_one_was_killed(
    trainee: Person, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_service_rules()
    monkeypatch.setattr(importing, "A_BATCH", 2)
    upload = actions.take_upload(
        checked([row(n, trainee) for n in range(5)], officer), by=officer
    )
    real, calls = importing.keep, []

    def killed(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(importing, "keep", killed)
    with pytest.raises(KeyboardInterrupt):
        tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.status, upload.rows_done) == ("taking", 2)
    Upload.objects.update(begun_at=timezone.now() - timedelta(hours=1))
    queued: list[int] = []
    monkeypatch.setattr(tasks, "enqueue", lambda _task, pk: queued.append(pk))
    tasks.mind_uploads()
    assert queued == [upload.pk]
    tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.status, upload.kept) == ("done", 5)
    assert deltas(trainee) == [2] * 5


def test_one_that_kills_every_worker_is_given_up(
    trainee: Person, officer: User
) -> None:
    upload = actions.take_upload(checked([row(1, trainee)], officer), by=officer)
    Upload.objects.update(tries=handed_in.MOST_TRIES)
    tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.status, upload.kept) == ("failed", 0)


def test_what_was_in_the_way_at_first_may_not_be_any_more(
    trainee: Person, officer: User
) -> None:
    late = make_trainee("后来登记")
    assert late.user
    phone = late.user.phone
    type(late.user).objects.filter(pk=late.user_id).update(phone="13900009999")
    upload = checked([row(1, trainee), row(2, late, worker=phone)], officer)
    assert list(reasons(upload)) == [3]
    type(late.user).objects.filter(pk=late.user_id).update(phone=phone)
    actions.take_upload(upload, by=officer)
    tasks.take_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.kept, reasons(upload)) == (2, {})


def test_a_withdrawal_may_stand_above_what_it_withdraws(
    trainee: Person, officer: User
) -> None:
    make_service_rules()
    gone = row(
        "W", trainee, kind="撤销", stars="", order="", worker="", withdraws="PJ-1"
    )
    upload = taken([gone, row(1, trainee)], officer)
    assert (upload.kept, reasons(upload)) == (2, {})
    assert sum(deltas(trainee)) == 0


def test_dropped_nothing_is_kept(
    trainee: Person, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    upload = checked([row(1, trainee)], officer)
    there = path_of(upload)
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop_upload(upload, by=officer)
    assert not there.exists()
    assert not ServiceEvent.objects.exists()
    with pytest.raises(TableUnderWay):
        actions.take_upload(upload, by=officer)


def test_one_that_nobody_decides_is_dropped(trainee: Person, officer: User) -> None:
    upload = checked([row(1, trainee)], officer)
    tasks.mind_uploads()
    upload.refresh_from_db()
    assert upload.status == "checked"
    Upload.objects.update(at=timezone.now() - timedelta(days=3))
    tasks.mind_uploads()
    upload.refresh_from_db()
    assert upload.status == "dropped"


def test_a_table_without_a_good_row_is_not_taken(
    trainee: Person, officer: User
) -> None:
    upload = checked([row(1, trainee, stars="9")], officer)
    with pytest.raises(NothingFits):
        actions.take_upload(upload, by=officer)


def test_who_may_not(trainee: Person, inspector: User, officer: User) -> None:
    upload = checked([row(1, trainee)], officer)
    for verb in (
        lambda: checked([row(2, trainee)], inspector),
        lambda: actions.take_upload(upload, by=inspector),
        lambda: actions.drop_upload(upload, by=inspector),
        lambda: actions.carry_on(upload, by=officer),
    ):
        with pytest.raises(NotPermitted):
            verb()


def test_a_file_that_is_no_table(officer: User) -> None:
    with pytest.raises(tables.HeadingsMissing):
        actions.check_upload(platform="meijia", data=b"a,b\n1,2\n", by=officer)
    assert not Upload.objects.exists()


def test_a_batch_takes_hardly_a_query_more_however_many_rows(
    trainee: Person, officer: User, django_assert_max_num_queries: Any
) -> None:
    make_service_rules()
    upload = actions.take_upload(
        checked([row(n, trainee) for n in range(200)], officer), by=officer
    )
    with django_assert_max_num_queries(90):
        tasks.take_upload(upload.pk)


def test_the_way_through_the_desk(trainee: Person, officer: User) -> None:
    make_service_rules()
    client = signed_in(officer)
    wrong = [row(2, trainee, external_id="=1+1"), row(3, trainee, kind="夸奖")]
    data = table([row(1, trainee), *wrong])
    there = reverse("service_desk:uploads")
    assert "“类型”一列只能填：评价、客户评价" in client.get(there).text
    answer = client.post(
        there,
        {"new_platform": "meijia", "file": SimpleUploadedFile("十一月.csv", data)},
    )
    upload = Upload.objects.get()
    page = answer["Location"]
    assert page == reverse("service_desk:upload", args=[upload.code])
    said = client.get(page).text
    assert "收下这 1 行" in said
    assert "编号：这里是公式，请粘贴成数值" in said
    assert "类型：请填其中一个：评价、回头客、完成订单、投诉、迟到" in said
    client.post(reverse("service_desk:take_upload", args=[upload.code]))
    assert 'http-equiv="refresh"' in client.get(page).text
    tasks.take_upload(upload.pk)
    done = client.get(page).text
    assert 'http-equiv="refresh"' not in done
    assert "已收录，文件已删除。" in done
    assert "转给督导员" in done
    listed = client.get(reverse("service_desk:refused_rows_sheet", args=[upload.code]))
    cells = load_workbook(io.BytesIO(listed.getvalue())).active
    assert cells is not None
    [_head, refused, _other] = cells.iter_rows()
    assert refused[0].value == 3
    assert (refused[1].value, refused[1].data_type) == ("=1+1", "s")
    assert client.get(there).status_code == 200


@pytest.mark.parametrize(
    "data", [b"", b"MZ\0", b"a,b\n1,2\n", "编号,类型,时间\n".encode()]
)
def test_a_file_that_is_no_table_is_said_in_the_form(
    officer: User, data: bytes
) -> None:
    client = signed_in(officer)
    answer = client.post(
        reverse("service_desk:uploads"),
        {"new_platform": "meijia", "file": SimpleUploadedFile("a.csv", data)},
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Upload.objects.exists()


def test_the_template_is_read_by_the_reader(officer: User) -> None:
    client = signed_in(officer)
    data = client.get(reverse("service_desk:template_sheet")).getvalue()
    lines = tables.read(data, columns.COLUMNS)
    assert [line.reasons for line in lines] == [()] * 3
