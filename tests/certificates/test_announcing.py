"""Who is told of a printed certificate, when, and how often."""

from datetime import timedelta

import pytest
from django.db.models import F

from school.certificates import actions, signals, tasks
from school.certificates.models import Batch, Certificate
from school.notices.models import Notice
from school.people.models import User
from school.points.models import Posting
from tests.factories.certificates import make_assessed_cohort
from tests.factories.points import make_rule


@pytest.fixture
def batch(registrar: User) -> Batch:
    """Two certificates, printed."""
    make_rule()
    made = actions.issue(make_assessed_cohort("李春花", "王秀英"), by=registrar)
    actions.print_batch(made)
    return made


def told() -> list[str]:
    notices = Notice.objects.filter(kind="certificate_issued")
    return sorted(notices.values_list("person__name", flat=True))


def paid() -> list[str]:
    return sorted(Posting.objects.values_list("person__name", flat=True))


def test_a_printed_class_is_told_and_gets_its_points_once(batch: Batch) -> None:
    assert told() == paid() == []
    assert actions.announce_batch(batch) == 2
    assert told() == paid() == ["李春花", "王秀英"]
    assert actions.announce_batch(batch) == 0
    assert told() == paid() == ["李春花", "王秀英"]


def test_what_cannot_be_counted_keeps_no_file_and_no_other_back(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_for_one(*, certificate: Certificate, **_signal: object) -> None:
        if certificate.claims["name"] == "李春花":
            raise LookupError("a listener is broken")

    with monkeypatch.context() as broken:
        broken.setattr(signals.issued, "send", fails_for_one)
        with pytest.raises(ExceptionGroup):
            actions.announce_batch(batch)
    assert told() == ["王秀英"]
    states = Certificate.objects.values_list("status", flat=True)
    assert set(states) == {Certificate.Status.VALID}
    assert actions.announce_batch(batch) == 1
    assert told() == ["李春花", "王秀英"]
    assert paid() == ["李春花"]


def test_what_was_stopped_before_is_told_of_when_it_stands_again(
    batch: Batch, certificate_officer: User
) -> None:
    held, gone = batch.certificates.order_by("number")
    actions.suspend(held, by=certificate_officer, reason="核查中")
    actions.revoke(gone, by=certificate_officer, reason="冒名顶替")
    assert actions.announce_batch(batch) == 0
    actions.reinstate(held, by=certificate_officer, reason="核查完毕")
    assert actions.announce_batch(batch) == 1
    assert told() == paid() == ["李春花"]


def test_what_nobody_was_told_of_is_queued_again_after_a_minute(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "enqueue", lambda *task: queued.append(task))
    tasks.resume_batches()
    assert queued == []
    past = timedelta(minutes=2)
    Certificate.objects.update(printed_at=F("printed_at") - past)
    tasks.resume_batches()
    assert queued == [(tasks.announce_batch, batch.pk)]
    actions.announce_batch(batch)
    tasks.resume_batches()
    assert len(queued) == 1


def test_telling_waits_for_the_last_class_that_is_printed(
    registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (
        actions.issue(make_assessed_cohort(name), by=registrar)
        for name in ("李春花", "王秀英")
    )
    queued: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "enqueue", lambda *task: queued.append(task))
    tasks.print_batch(one.pk)
    assert queued == []
    tasks.print_batch(other.pk)
    assert sorted(queued, key=str) == [
        (tasks.announce_batch, one.pk),
        (tasks.announce_batch, other.pk),
    ]
