from django.utils import timezone

from school.notices import actions
from school.notices.models import Delivery, Mailbox


def deliver(delivery_id: int) -> None:
    delivery = Delivery.objects.whole().get(pk=delivery_id)
    actions.deliver(delivery, at=timezone.now())


def retry_deliveries() -> None:
    actions.retry(at=timezone.now())


def send_code(mailbox_id: int) -> None:
    mailbox = Mailbox.objects.select_related("person").filter(pk=mailbox_id).first()
    if mailbox:
        actions.send_code(mailbox)
