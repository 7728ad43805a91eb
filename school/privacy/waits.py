"""What waits at the desk of personal data: who asks to be erased, what was opened in an emergency."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from school.people.models import User
from school.privacy.models import ERASE, Erasure
from school.privacy.models.emergency import REVIEW, EmergencyLook
from school.ui.waits import Source, Wait, counted


def _erasures(user: User, at: datetime) -> Iterator[Wait]:
    href = reverse("privacy_desk:erasures")
    yield counted(
        Erasure.objects.waiting(), _("Requests to be erased"), href, until="due_on"
    )


def _emergencies(user: User, at: datetime) -> Iterator[Wait]:
    href = reverse("privacy_desk:emergencies")
    waiting = EmergencyLook.objects.to_review(user)
    yield counted(waiting, _("Emergency looks to review"), href, since="at")


WAITS = [Source(ERASE, _erasures), Source(REVIEW, _emergencies)]
