"""The settings of what leaves the house: EMAIL_URL and the ALIYUN_SMS_… variables, read and judged."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from school.lib import env

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
TEMPLATE = re.compile(r"([a-z_]+|\*)=([A-Za-z0-9_]+)(?::([A-Za-z0-9_+]+))?")


@dataclass(frozen=True, slots=True)
class MailServer:
    backend: str = "console"
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail_server(url: str | None) -> MailServer:
    """None prints letters on the console."""
    if not url:
        return MailServer()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme not in PORTS or not host:
        # The address itself is not repeated: it may hold the password.
        raise ImproperlyConfigured(
            "EMAIL_URL is no address of a mail server. Set it like "
            "EMAIL_URL=smtp://user:password@mail.example.org:587, or with smtps:// "
            "where the line is encrypted from the start."
        )
    return MailServer(
        "smtp",
        host,
        port or PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        starttls=parts.scheme == "smtp",
        tls=parts.scheme == "smtps",
    )


def aliyun() -> dict[str, Any]:
    """What school.lib.aliyun.Backend needs; empty where it is not used."""
    return {
        "access_key_id": env.text("ALIYUN_ACCESS_KEY_ID", ""),
        "access_key_secret": env.text("ALIYUN_ACCESS_KEY_SECRET", ""),
        "sign_name": env.text("ALIYUN_SMS_SIGN_NAME", ""),
        "endpoint": env.text("ALIYUN_SMS_ENDPOINT", "dysmsapi.aliyuncs.com"),
        "templates": dict(map(_template, env.words("ALIYUN_SMS_TEMPLATES"))),
    }


def _template(word: str) -> tuple[str, tuple[str, list[str]]]:
    """`place_offered=SMS_1:cohort+until`: the kind, its template, the variables in it (else `text`)."""
    found = TEMPLATE.fullmatch(word)
    if not found:
        raise ImproperlyConfigured(
            f"ALIYUN_SMS_TEMPLATES has {word!r}. Write kind=template:variables, for "
            "example ALIYUN_SMS_TEMPLATES=login_code=SMS_1:code,*=SMS_2:text."
        )
    kind, template, names = found.groups()
    return kind, (template, (names or "text").split("+"))
