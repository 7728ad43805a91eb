from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from school.journal.models import Entry
from school.lib import sms
from school.lib.errors import NotPermitted
from school.lib.unsent import NotSent, Refused, Unsure
from school.notices import actions, tasks
from school.notices.models import Delivery
from school.notices.refusals import IsUnderWay
from school.people.models import Person, User
from tests.factories.notices import CONTEXTS, make_delivery, make_notice

Status = Delivery.Status
# 20 March 2026, 23:00 and 19:00 in Shanghai.
NIGHT = datetime(2026, 3, 20, 15, tzinfo=UTC)
EVENING = NIGHT - timedelta(hours=4)
MORNING = datetime(2026, 3, 20, 23, 30, tzinfo=UTC)


@pytest.fixture
def delivery(trainee: Person, outbox: list) -> Delivery:
    return make_delivery(trainee)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets the gateway raise what is given."""

    def fails(error: Exception) -> None:
        def refuse(self: object, phone: str, text: str) -> None:
            raise error

        monkeypatch.setattr(sms.MemoryBackend, "send", refuse)

    return fails


@pytest.fixture
def quiet(settings: Any) -> None:
    settings.QUIET_HOURS = (time(21, 30), time(7, 30))


def told(person: Person, kind: str, at: datetime) -> Delivery:
    context = {
        **CONTEXTS[kind],
        **({"until": MORNING + timedelta(days=2)} if "until" in CONTEXTS[kind] else {}),
    }
    notice = actions.notify(person, kind=kind, context=context, sms=True, at=at)
    return notice.deliveries.get()


def test_a_message_goes_out_once_however_often_the_task_runs(
    delivery: Delivery, outbox: list
) -> None:
    for _time in (1, 2, 3):
        tasks.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert len(outbox) == 1
    assert outbox[0][0] == delivery.notice.person.phone
    assert (delivery.status, delivery.attempts) == (Status.SENT, 1)


def test_one_that_another_worker_has_claimed_is_left_to_it(
    delivery: Delivery, outbox: list
) -> None:
    Delivery.objects.update(status=Status.SENDING)
    tasks.deliver(delivery.pk)
    assert outbox == []


def test_what_does_not_leave_waits_longer_each_time(
    delivery: Delivery, gateway: Any
) -> None:
    phone = delivery.notice.person.phone
    gateway(sms.NotSent(phone))
    at, waits = EVENING, []
    for _attempt in range(6):
        actions.deliver(delivery, at=at)
        assert delivery.status == Status.QUEUED
        waits.append((delivery.due_at - at) / timedelta(minutes=1))
        at = delivery.due_at
    assert waits == [5, 15, 45, 120, 120, 120]
    assert delivery.problem == "NotSent"
    actions.deliver(delivery, at=at)
    assert (delivery.status, delivery.attempts) == (Status.FAILED, 7)
    assert phone not in delivery.problem


def test_nothing_is_tried_before_its_time(delivery: Delivery, gateway: Any) -> None:
    gateway(NotSent())
    for _time in range(3):
        actions.deliver(delivery, at=EVENING)
    assert delivery.attempts == 1


@pytest.mark.parametrize("error", [Refused(code="isv.X"), Unsure(code="isv.X")])
def test_a_refusal_and_a_broken_line_are_not_tried_again_unasked(
    delivery: Delivery, gateway: Any, error: Exception
) -> None:
    gateway(error)
    actions.deliver(delivery, at=EVENING)
    assert (delivery.status, delivery.attempts) == (Status.FAILED, 1)
    assert delivery.problem == "isv.X"
    actions.deliver(delivery, at=EVENING + timedelta(days=1))
    assert delivery.attempts == 1


def test_what_can_wait_is_not_sent_at_night(
    trainee: Person, outbox: list, queued: list, quiet: None
) -> None:
    delivery = told(trainee, "result_released", NIGHT)
    assert queued == []
    assert delivery.due_at == MORNING
    actions.retry(at=MORNING - timedelta(minutes=1))
    assert queued == []
    actions.retry(at=MORNING)
    assert queued == [(tasks.deliver, delivery.pk)]
    actions.deliver(delivery, at=MORNING)
    assert len(outbox) == 1


def test_a_worker_that_wakes_at_night_waits_for_the_morning(
    trainee: Person, outbox: list, quiet: None
) -> None:
    """Sent in the evening, while no worker ran."""
    delivery = told(trainee, "result_released", EVENING)
    assert delivery.due_at == EVENING
    actions.deliver(delivery, at=NIGHT)
    assert (delivery.status, delivery.due_at) == (Status.QUEUED, MORNING)
    assert (outbox, delivery.attempts) == ([], 0)
    actions.deliver(delivery, at=MORNING + timedelta(days=1))
    assert len(outbox) == 1


def test_a_new_attempt_does_not_fall_into_the_night(
    trainee: Person, outbox: list, gateway: Any, quiet: None
) -> None:
    delivery = told(trainee, "result_released", EVENING)
    gateway(NotSent())
    actions.deliver(delivery, at=NIGHT - timedelta(minutes=91))
    assert delivery.due_at == MORNING


@pytest.mark.parametrize("kind", ["place_offered", "emergency_look", "copy_made"])
def test_what_is_urgent_goes_out_at_night(
    trainee: Person, outbox: list, queued: list, quiet: None, kind: str
) -> None:
    delivery = told(trainee, kind, NIGHT)
    assert queued == [(tasks.deliver, delivery.pk)]
    actions.deliver(delivery, at=NIGHT)
    assert len(outbox) == 1


def test_an_offer_that_is_over_is_not_sent_any_more(
    trainee: Person, outbox: list
) -> None:
    delivery = told(trainee, "place_offered", EVENING)
    actions.deliver(delivery, at=MORNING + timedelta(days=3))
    assert (delivery.status, delivery.problem) == (Status.DROPPED, "too late")
    assert outbox == []


def test_who_has_changed_their_mind_gets_nothing(trainee: Person, outbox: list) -> None:
    delivery = told(trainee, "result_released", EVENING)
    actions.choose_ways(trainee, channels=["email"], by=trainee.user)
    actions.deliver(delivery, at=EVENING)
    assert (delivery.status, delivery.problem) == (Status.DROPPED, "not wanted")
    assert outbox == []
    notice = actions.notify(
        trainee, kind="result_released", context={"cohort": "甲"}, sms=True
    )
    assert not notice.deliveries.exists()


def test_messages_are_in_the_chosen_language(trainee: Person, outbox: list) -> None:
    actions.choose_ways(trainee, channels=["sms"], language="en", by=trainee.user)
    actions.deliver(make_delivery(trainee), at=EVENING)
    assert "Your result" in outbox[0][1]


def test_what_was_lost_on_its_way_is_queued_again(
    delivery: Delivery, queued: list
) -> None:
    make_delivery(delivery.notice.person, status=Status.SENT)
    actions.retry(at=timezone.now())
    assert queued == []
    actions.retry(at=timezone.now() + timedelta(minutes=5))
    assert queued == [(tasks.deliver, delivery.pk)]


def test_the_registrar_begins_anew_with_a_failed_one(
    registrar: User, delivery: Delivery, outbox: list, queued: list
) -> None:
    Delivery.objects.update(status=Status.FAILED, attempts=7)
    delivery.refresh_from_db()
    actions.resend(delivery, by=registrar)
    assert (delivery.status, delivery.attempts) == (Status.QUEUED, 0)
    assert queued == [(tasks.deliver, delivery.pk)]
    assert Entry.objects.get(verb="notices.resend").data == {"from": "failed"}
    tasks.deliver(delivery.pk)
    assert len(outbox) == 1
    with pytest.raises(IsUnderWay):
        actions.resend(delivery, by=registrar)


def test_one_that_a_dead_worker_left_may_go_again_after_a_while(
    registrar: User, delivery: Delivery, queued: list
) -> None:
    now = timezone.now()
    Delivery.objects.update(status=Status.SENDING, tried_at=now)
    with pytest.raises(IsUnderWay):
        actions.resend(delivery, by=registrar, at=now + timedelta(minutes=9))
    actions.resend(delivery, by=registrar, at=now + timedelta(minutes=11))
    assert len(queued) == 1


def test_nobody_else_sends_again(
    auditor: User, trainee: Person, delivery: Delivery
) -> None:
    for user in (auditor, trainee.user):
        with pytest.raises(NotPermitted):
            actions.resend(delivery, by=user)


def test_a_notice_knows_each_device_once(trainee: Person) -> None:
    notice = make_notice(trainee)
    make_delivery(notice=notice, channel="push", target="one")
    make_delivery(notice=notice, channel="push", target="two")
    assert notice.deliveries.count() == 2
