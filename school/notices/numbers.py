"""SMS to a number that may be nobody's on file: there is no inbox, and no choice of ways."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from school.lib import sms
from school.notices.rules import times


def send(phone: str, text: str, *, kind: str, facts: Mapping[str, str]) -> None:
    """Through the door by which the codes of the sign-in leave; raises what `unsent` names."""
    sms.send(phone, text, kind=kind, facts=facts)


def may_leave(at: datetime) -> datetime:
    """`at`, or the end of the quiet hours it falls into."""
    return times.may_leave(
        timezone.localtime(at), times.Quiet(*settings.QUIET_HOURS), is_urgent=False
    )
