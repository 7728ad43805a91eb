"""What waits of the order platform's words: to be looked at, and tables to be taken in."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from school.people.models import User
from school.points.cases.access import PROPOSE
from school.service.actions import IMPORT
from school.service.models import Matter, Upload
from school.ui.waits import WAITING, Source, Wait, counted


def _matters(user: User, at: datetime) -> Iterator[Wait]:
    rows = Matter.objects.waiting().exclude(event__person__user=user)
    label, href = _("Told by the platform, to look at"), reverse("service_desk:matters")
    yield counted(rows, label, href, since="event__occurred_at")


def _uploads(user: User, at: datetime) -> Iterator[Wait]:
    rows = Upload.objects.filter(status=Upload.Status.CHECKED)
    href = reverse("service_desk:uploads") + f"?{WAITING}=1"
    yield counted(rows, _("The platform’s tables not taken in yet"), href, since="at")


WAITS = [Source(PROPOSE, _matters), Source(IMPORT, _uploads)]
