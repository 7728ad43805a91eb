"""What waits of suggestions to workers."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from school.feedback.actions.notes import WRITE
from school.feedback.desk.notes import to_write
from school.people.models import User
from school.ui.waits import Source, Wait, counted


def _suggestions(user: User, at: datetime) -> Iterator[Wait]:
    label, href = _("Suggestions still to be written"), reverse("feedback_desk:waiting")
    yield counted(to_write(user), label, href, since="notified_at")


WAITS = [Source(WRITE, _suggestions)]
