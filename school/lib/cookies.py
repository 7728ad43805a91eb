"""The school's own cookies: each for its host alone, out of reach of scripts."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


def read(request: HttpRequest, name: str) -> str:
    return request.COOKIES.get(settings.COOKIE_PREFIX + name, "")


def keep(response: HttpResponseBase, name: str, value: str, *, age: timedelta) -> None:
    response.set_cookie(
        settings.COOKIE_PREFIX + name,
        value,
        max_age=age,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
