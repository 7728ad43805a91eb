"""The page of background tasks: what it shows to whom, and what may be done from it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_q.models import Failure, OrmQ, Task

from school.certificates import actions as certificates
from school.certificates.models import Batch
from school.chores import actions
from school.chores.refusals import DealtWith, TakenMeanwhile
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.lib.queue import reading
from school.people.models import User
from school.people.roles import Role
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort
from tests.factories.chores import PRINT, make_failure, make_heartbeat, make_waiting
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PAGE = "/desk/background-tasks/"
POINTS = "school.points.sources.tasks.settle_everybody"


@pytest.fixture
def officer() -> User:
    return make_user(role=Role.CERTIFICATE_OFFICER)


def a_batch() -> Batch:
    cohort = make_assessed_cohort("李春花")
    certificates.issue(cohort, by=make_user(role=Role.REGISTRAR))
    return Batch.objects.get()


def page(user: User) -> str:
    client = signed_in(user)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_names_the_batch_whose_printing_failed(officer: User) -> None:
    batch = a_batch()
    make_failure(PRINT, batch.pk)
    assert str(batch) in page(officer)


def test_it_shows_each_only_her_own_tasks(officer: User) -> None:
    make_failure(PRINT)
    make_failure(POINTS)
    own = [line.job.task for line in _context(officer)["failed"]]
    assert own == [PRINT]
    everything = _context(make_user(role=Role.AUDITOR))["failed"]
    assert {line.job.task for line in everything} == {PRINT, POINTS}
    assert not any(line.may_change for line in everything)


def _context(user: User) -> Any:
    client = signed_in(user)
    return client.get(PAGE).context


def test_the_words_of_the_program_are_for_an_administrator(officer: User) -> None:
    make_failure(PRINT)
    assert "ValueError" not in page(officer)
    assert "ValueError: it broke" in page(make_user(is_superuser=True))


def test_what_failed_again_and_again_is_one_line() -> None:
    for _turn in range(3):
        make_failure(PRINT, 7)
    make_failure(PRINT, 8)
    assert [job.times for job in reading.failed()] == [1, 3]
    assert reading.failures()[0] == 2


def test_a_task_in_a_workers_hands_is_not_called_waiting(officer: User) -> None:
    waits, handed = make_waiting(), make_waiting(is_handed_out=True)
    assert [job.id for job in reading.waiting()] == [waits]
    assert [job.id for job in reading.handed_out()] == [handed]
    assert reading.length() == 1
    assert reading.take_out(reading.handed_out()[0]) is False


def test_one_that_cannot_be_read_breaks_nothing() -> None:
    make_waiting()
    OrmQ.objects.update(payload="spoilt")
    assert "无法读取的任务" in page(make_user(is_superuser=True))


def test_retrying_queues_it_once_and_keeps_the_reason(
    officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    make_failure(PRINT, 0)
    make_failure(PRINT, 0)
    other = make_failure(PRINT, 1)
    job = next(job for job in reading.failed() if job.args == (0,))
    with django_capture_on_commit_callbacks(execute=True):
        actions.retry(job, by=officer, reason="字体补装好了")
        with pytest.raises(DealtWith):
            actions.retry(job, by=officer, reason="再点一次")
    [queued] = reading.waiting()
    assert (queued.task, queued.args, queued.is_again) == (PRINT, (0,), True)
    assert [row.pk for row in Failure.objects.all()] == [other.pk]
    entry = Entry.objects.get(verb="chores.retry")
    assert entry.reason == "字体补装好了"
    assert entry.get_verb_display() == "让失败的任务重做"


def test_setting_aside_does_nothing_again(officer: User) -> None:
    make_failure(PRINT)
    actions.set_aside(reading.failed()[0], by=officer, reason="这一批已作废")
    assert not Failure.objects.exists()
    assert reading.length() == 0
    assert Entry.objects.filter(verb="chores.set_aside").exists()


def test_cancelling_takes_it_out_unless_a_worker_was_faster(officer: User) -> None:
    make_waiting(PRINT, 1)
    make_waiting(PRINT, 2)
    first, second = reading.waiting()
    actions.cancel(first, by=officer, reason="选错了班")
    assert [job.id for job in reading.waiting()] == [second.id]
    OrmQ.objects.update(lock=OrmQ.objects.get().lock + timedelta(hours=1))
    with pytest.raises(TakenMeanwhile):
        actions.cancel(second, by=officer, reason="选错了班")
    assert OrmQ.objects.count() == 1


def test_anothers_task_is_left_alone(officer: User) -> None:
    make_failure(POINTS)
    with pytest.raises(NotPermitted):
        actions.retry(reading.failed()[0], by=officer, reason="试试")
    with pytest.raises(NotPermitted):
        actions.set_aside(
            reading.failed()[0], by=make_user(role=Role.AUDITOR), reason="试试"
        )
    make_waiting(POINTS)
    with pytest.raises(NotPermitted):
        actions.cancel(reading.waiting()[0], by=officer, reason="试试")
    client = signed_in(officer)
    url = reverse("chores_desk:retry", args=[reading.failed()[0].id])
    assert client.get(url).status_code == 404


def test_without_a_reason_nothing_is_done(officer: User) -> None:
    failure = make_failure(PRINT)
    client = signed_in(officer)
    url = reverse("chores_desk:retry", args=[failure.pk])
    assert client.post(url, {"reason": " "}).status_code == 200
    assert Failure.objects.exists()
    assert client.post(url, {"reason": "重试"}).status_code == 302
    assert not Failure.objects.exists()


def test_what_was_done_again_is_told(officer: User) -> None:
    make_failure(PRINT, name=f"{reading.AGAIN}abc")
    Task.objects.update(success=True)
    assert "七天内人工重做并成功" in page(officer)


def test_the_page_costs_the_same_however_much_there_is(
    officer: User,
) -> None:
    costs = []
    batch = a_batch()
    make_heartbeat()
    for _turn in range(2):
        for number in range(4):
            make_failure(PRINT, batch.pk + number)
            make_waiting(PRINT, batch.pk + number)
        with CaptureQueriesContext(connection) as asked:
            page(officer)
        costs.append(len(asked))
    assert costs[0] == costs[1]
