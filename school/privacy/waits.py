"""What waits at the desk of personal data: who asks to be erased."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from school.people.models import User
from school.privacy.models import ERASE, Erasure
from school.ui.waits import Source, Wait, counted


def _erasures(user: User, at: datetime) -> Iterator[Wait]:
    href = reverse("privacy_desk:erasures")
    yield counted(
        Erasure.objects.waiting(), _("Requests to be erased"), href, until="due_on"
    )


WAITS = [Source(ERASE, _erasures)]
