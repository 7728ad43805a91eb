"""The hours in which only what is urgent leaves the house."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from school.notices.kinds import URGENT
from school.notices.models import Notice
from school.notices.rules import times


def may_leave(notice: Notice, *, at: datetime) -> datetime:
    """`at`, or the end of the quiet hours it falls into."""
    return times.may_leave(
        timezone.localtime(at),
        times.Quiet(*settings.QUIET_HOURS),
        is_urgent=notice.kind in URGENT,
    )
