"""Settings that would keep the school from being heard."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from school.lib import sms


@register
def messages_leave_the_machine(**_asked: Any) -> Iterable[CheckMessage]:
    if settings.DEBUG or settings.DEMONSTRATION or not sms.is_on_console():
        return []
    return [
        Warning(
            "SMS are printed on the console: nobody gets a code, and whoever reads "
            "the log can sign in as anybody.",
            hint="Set SMS_BACKEND to the class that sends them, and DEBUG=1 to try things.",
            id="notices.W001",
        )
    ]
