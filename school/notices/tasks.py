from django.utils import timezone

from school.notices import actions
from school.notices.models import Delivery


def deliver(delivery_id: int) -> None:
    delivery = Delivery.objects.select_related("notice__person__user").get(
        pk=delivery_id
    )
    actions.deliver(delivery, at=timezone.now())


def retry_deliveries() -> None:
    actions.retry(at=timezone.now())
