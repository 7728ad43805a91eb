"""Handing a notice over, one function a channel; each raises what `school.lib.unsent` names."""

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from school.lib import mail, push
from school.lib import sms as gateway
from school.lib.unsent import Gone
from school.notices import channels, doors, wording
from school.notices.models import Channel, Delivery, Mailbox, Notice

# A service takes 4 KB, and a screen shows less.
LONGEST_PUSH = 300


def _by_sms(delivery: Delivery) -> None:
    notice = delivery.notice
    text, facts = wording.subject(notice), wording.words(notice)
    if door := doors.address(notice):
        words = _("%(text)s Open it without signing in: %(address)s")
        text = words % {"text": text, "address": door}
        facts = {**facts, "key": doors.key_of(notice)}
    gateway.send(notice.person.phone, text, kind=notice.kind, facts=facts)


def _by_email(delivery: Delivery) -> None:
    mailbox = channels.mailbox_of(delivery.notice.person)
    if mailbox is None:
        raise Gone(code="no address")
    letter = wording.letter(delivery.notice)
    text = render_to_string(
        "notices/emails/notice.txt",
        {
            "letter": letter,
            "there": there(delivery.notice),
            "ways": settings.SITE_URL + reverse("notices:ways"),
        },
    )
    mail.send(mailbox.address, letter.subject, text, reference=delivery.notice.code)


def _by_push(delivery: Delivery) -> None:
    device = channels.device_of(delivery)
    if device is None or not push.is_offered():
        raise Gone(code="no address")
    letter = wording.letter(delivery.notice)
    words = {
        "title": letter.subject,
        "body": letter.body[:LONGEST_PUSH],
        "url": delivery.notice.link or reverse("notices:inbox"),
        "tag": delivery.notice.code,
    }
    push.send(device.push_address, words, topic=delivery.notice.code)


BY: dict[str, Callable[[Delivery], None]] = {
    Channel.SMS: _by_sms,
    Channel.EMAIL: _by_email,
    Channel.PUSH: _by_push,
}


def hand_over(delivery: Delivery) -> None:
    with translation.override(channels.language_of(delivery.notice.person)):
        BY[delivery.channel](delivery)


def send_code(mailbox: Mailbox, code: str) -> None:
    """To prove that the address is the person's."""
    with translation.override(channels.language_of(mailbox.person)):
        subject = render_to_string("notices/emails/code_subject.txt", {"code": code})
        text = render_to_string("notices/emails/code.txt", {"code": code})
    reference = f"code-{mailbox.pk}-{mailbox.asked_at:%Y%m%d%H%M%S%f}"
    mail.send(mailbox.address, subject.strip(), text, reference=reference)


def there(notice: Notice) -> str:
    if door := doors.address(notice):
        return door
    return settings.SITE_URL + (notice.link or reverse("notices:inbox"))
