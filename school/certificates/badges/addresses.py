"""Addresses that stand in signed credentials: none of them may ever change."""

from django.conf import settings
from django.urls import reverse


def issuer() -> str:
    return _absolute("certificates:badge_issuer")


def achievement(course: str, version: str) -> str:
    return _absolute("certificates:achievement", course, version)


def image(course: str, version: str) -> str:
    return _absolute("certificates:badge_image", course, version)


def status_list(number: int) -> str:
    return _absolute("certificates:status_list", number)


def standard(code: str) -> str:
    return _absolute("cms:standard", code)


def home() -> str:
    return settings.SITE_URL.rstrip("/") + "/"


def _absolute(name: str, *args: str | int) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)
