"""E-mail through Django's SMTP backend, against a real server on this machine."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from school.lib import mail
from school.lib.unsent import NotSent, Refused, Unsure
from school.notices import actions
from school.notices.models import Delivery
from school.people.models import Person
from tests.factories.notices import make_delivery, make_mailbox, make_notice

Status = Delivery.Status


class Keeper:
    """Takes every letter, unless told what to answer to the recipient or to the letter."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.to_recipient = self.to_letter = ""
        self.hangs_up = False

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.to_recipient:
            return self.to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.hangs_up:
            server.transport.abort()
        if self.to_letter:
            return self.to_letter
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"


@pytest.fixture
def server(settings: Any) -> Iterator[Keeper]:
    keeper = Keeper()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "赋能夜校 <school@night.example>"
    yield keeper
    controller.stop()


@pytest.fixture
def delivery(trainee: Person) -> Delivery:
    make_mailbox(trainee)
    notice = make_notice(trainee, link="/study/")
    return make_delivery(notice=notice, channel="email", address="l***@example.org")


def test_a_notice_arrives_as_a_letter(server: Keeper, delivery: Delivery) -> None:
    for _time in (1, 2):
        actions.deliver(delivery, at=timezone.now())
    assert delivery.status == Status.SENT
    (letter,) = server.letters
    assert letter["To"] == "li@example.org"
    assert "成绩" in letter["Subject"]
    assert delivery.notice.code in letter["Message-ID"]
    text = letter.get_content()
    assert "http://127.0.0.1:8000/study/" in text
    assert "/notices/ways/" in text


def test_a_letter_in_the_readers_language(
    server: Keeper, delivery: Delivery, trainee: Person
) -> None:
    actions.choose_ways(trainee, channels=["email"], language="en", by=trainee.user)
    actions.deliver(delivery, at=timezone.now())
    assert "Your result" in server.letters[0]["Subject"]


@pytest.mark.parametrize(
    ("says", "error"),
    [("451 Try again later", NotSent), ("550 No such mailbox", Refused)],
)
@pytest.mark.parametrize("stage", ["to_recipient", "to_letter"])
def test_the_server_decides_whether_to_try_again(
    server: Keeper, stage: str, says: str, error: type[NotSent]
) -> None:
    setattr(server, stage, says)
    with pytest.raises(NotSent) as caught:
        mail.send("li@example.org", "a", "b", reference="1")
    assert type(caught.value) is error
    assert caught.value.code == f"SMTP {says[:3]}"
    assert server.letters == []


def test_a_letter_put_off_comes_once_in_the_end(
    server: Keeper, delivery: Delivery
) -> None:
    server.to_letter = "452 Full"
    actions.deliver(delivery, at=timezone.now())
    assert (delivery.status, delivery.problem) == (Status.QUEUED, "SMTP 452")
    server.to_letter = ""
    for _time in (1, 2):
        actions.deliver(delivery, at=delivery.due_at or timezone.now())
    assert (delivery.status, delivery.attempts) == (Status.SENT, 2)
    assert len(server.letters) == 1


def test_a_line_that_breaks_before_the_answer_is_left_to_the_desk(
    server: Keeper, delivery: Delivery
) -> None:
    server.hangs_up = True
    with pytest.raises(Unsure):
        mail.send("li@example.org", "a", "b", reference="1")
    actions.deliver(delivery, at=timezone.now())
    assert delivery.status == Status.FAILED


def test_a_server_that_is_down_is_tried_again(
    settings: Any, delivery: Delivery
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    actions.deliver(delivery, at=timezone.now())
    assert (delivery.status, delivery.problem) == (
        Status.QUEUED,
        "ConnectionRefusedError",
    )


def test_who_has_taken_the_address_back_gets_no_letter(
    server: Keeper, delivery: Delivery, trainee: Person
) -> None:
    actions.forget_address(trainee, by=trainee.user)
    actions.deliver(delivery, at=timezone.now())
    assert (delivery.status, server.letters) == (Status.DROPPED, [])


def test_a_subject_is_one_line(server: Keeper) -> None:
    with pytest.raises(ValueError, match="newline"):
        mail.send("li@example.org", "a\nBcc: x@example.org", "b", reference="1")
