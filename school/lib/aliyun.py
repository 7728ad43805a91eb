"""SMS through Aliyun, by its official SDK: the one door to it, opened only where it is configured.

SMS_BACKEND=school.lib.aliyun.Backend; needs `pip install .[aliyun]`. Aliyun sends no free text:
every text is a template that it has approved, named in ALIYUN_SMS_TEMPLATES.
"""

import json
from collections.abc import Mapping

from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_dysmsapi20170525.models import SendSmsRequest
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.exceptions import RetryError
from darabonba.runtime import RuntimeOptions
from django.conf import settings
from requests.exceptions import RequestException
from Tea.exceptions import TeaException, UnretryableException
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, SSLError

from school.lib.unsent import NotSent, Refused, Unsure

# The carrier's own words for "later": everything else that it says is final.
LATER = (
    "isp.",
    "isv.BUSINESS_LIMIT_CONTROL",
    "isv.OUT_OF_SERVICE",
    "isv.AMOUNT_NOT_ENOUGH",
    "Throttling",
    "ServiceUnavailable",
    "InternalError",
)
MILLISECONDS = 1000


class Backend:
    def send_as(
        self, kind: str, phone: str, text: str, facts: Mapping[str, str]
    ) -> None:
        templates = settings.ALIYUN_SMS["templates"]
        if kind not in templates and "*" not in templates:
            raise Refused(code="no template")
        template, names = templates.get(kind) or templates["*"]
        known = {**facts, "text": text}
        request = SendSmsRequest(
            phone_numbers=phone,
            sign_name=settings.ALIYUN_SMS["sign_name"],
            template_code=template,
            template_param=json.dumps(
                {name: known.get(name, "") for name in names}, ensure_ascii=False
            ),
        )
        _take(_ask(request))


def _client() -> Client:
    options = settings.ALIYUN_SMS
    return Client(
        Config(
            access_key_id=options["access_key_id"],
            access_key_secret=options["access_key_secret"],
            endpoint=options["endpoint"].removeprefix("http://"),
            # Without a scheme it is https; a stand-in on this machine has none.
            protocol="HTTP" if options["endpoint"].startswith("http://") else "HTTPS",
            connect_timeout=5 * MILLISECONDS,
            read_timeout=10 * MILLISECONDS,
        )
    )


def _ask(request: SendSmsRequest) -> str:
    """The code of the answer; the SDK must not ask again by itself."""
    try:
        answer = _client().send_sms_with_options(
            request, RuntimeOptions(autoretry=False)
        )
    except (TeaException, UnretryableException, RetryError) as error:
        raise _unsent(error) from None
    return str(answer.body.code)


def _unsent(error: Exception) -> NotSent:
    """What the SDK wraps: the carrier's own code, or the line that broke."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, RequestException):
            return _lost(seen)
        inner = getattr(seen, "inner_exception", None)
        seen = inner or seen.__cause__ or seen.__context__
    return _said(str(getattr(error, "code", "") or type(error).__name__))


def _lost(error: RequestException) -> NotSent:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    never = NewConnectionError | ConnectTimeoutError | SSLError
    kind = NotSent if isinstance(reason, never) else Unsure
    return kind(code=type(error).__name__)


def _said(code: str) -> NotSent:
    return (NotSent if code.startswith(LATER) else Refused)(code=code[:60])


def _take(code: str) -> None:
    if code != "OK":
        raise _said(code)
