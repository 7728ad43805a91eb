"""Settings that would keep the school from being heard."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string

from school.lib import sms


@register
def messages_leave_the_machine(**_asked: Any) -> Iterable[CheckMessage]:
    if settings.DEBUG or settings.DEMONSTRATION or not _is_on_console():
        return []
    return [
        Warning(
            "SMS are printed on the console: nobody gets a code, and whoever reads "
            "the log can sign in as anybody.",
            hint="Set SMS_BACKEND to the class that sends them, and DEBUG=1 to try things.",
            id="notices.W001",
        )
    ]


@register
def the_sms_backend_is_there(**_asked: Any) -> Iterable[CheckMessage]:
    try:
        import_string(settings.SMS_BACKEND)
    except ImportError as error:
        return [
            Error(
                f"SMS_BACKEND={settings.SMS_BACKEND} cannot be loaded: {error}.",
                hint="Check the name; Aliyun needs: pip install '.[aliyun]'.",
                id="notices.E001",
            )
        ]
    return []


@register
def aliyun_has_what_it_needs(**_asked: Any) -> Iterable[CheckMessage]:
    if settings.SMS_BACKEND != "school.lib.aliyun.Backend":
        return []
    missing = [name for name, value in settings.ALIYUN_SMS.items() if not value]
    variables = {
        "access_key_id": "ALIYUN_ACCESS_KEY_ID",
        "access_key_secret": "ALIYUN_ACCESS_KEY_SECRET",
    }
    return [
        Error(
            f"SMS go through Aliyun, and {name} is not set.",
            hint="Take it from the console of Aliyun's SMS.",
            id="notices.E002",
        )
        for name in (variables.get(one, f"ALIYUN_SMS_{one.upper()}") for one in missing)
    ]


def _is_on_console() -> bool:
    try:
        return sms.is_on_console()
    except ImportError:
        return False
