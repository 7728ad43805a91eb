"""How one reader wants to see the site: remembered in three cookies, no account needed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

A_YEAR = 365 * 24 * 60 * 60
SIZE_COOKIE = "size"
THEME_COOKIE = "theme"
DATA_COOKIE = "data"
SIZES = ("regular", "large")
THEMES = ("auto", "light", "dark", "contrast")
DATA = ("full", "saving")


def size(request: HttpRequest) -> str:
    return _remembered(request, SIZE_COOKIE, SIZES)


def theme(request: HttpRequest) -> str:
    return _remembered(request, THEME_COOKIE, THEMES)


def saves_data(request: HttpRequest) -> bool:
    """As she chose; until she does, as her browser asks for it."""
    if request.COOKIES.get(DATA_COOKIE) in DATA:
        return request.COOKIES[DATA_COOKIE] == "saving"
    return request.headers.get("Save-Data", "").strip().lower() == "on"


def remember(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie,
        value,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )


def _remembered(request: HttpRequest, cookie: str, choices: tuple[str, ...]) -> str:
    value = request.COOKIES.get(cookie, "")
    return value if value in choices else choices[0]
