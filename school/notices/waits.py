"""What waits of messages: those that did not get through, until somebody sends them again."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from school.notices.models import Delivery
from school.people.models import User
from school.ui.waits import Source, Wait, counted


def _failed(user: User, at: datetime) -> Iterator[Wait]:
    rows = Delivery.objects.filter(status=Delivery.Status.FAILED)
    href = reverse("delivery:index") + "?status=failed"
    label = _("Messages that could not be sent")
    yield counted(rows, label, href, since="tried_at")


WAITS = [Source("notices.view_delivery", _failed)]
