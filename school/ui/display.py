"""How one reader wants to see the site: remembered in three cookies, no account needed."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from school.lib import cookies

A_YEAR = timedelta(days=365)
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
    chosen = cookies.read(request, DATA_COOKIE)
    if chosen in DATA:
        return chosen == "saving"
    return request.headers.get("Save-Data", "").strip().lower() == "on"


def remember(response: HttpResponse, cookie: str, value: str) -> None:
    cookies.keep(response, cookie, value, age=A_YEAR)


def _remembered(request: HttpRequest, cookie: str, choices: tuple[str, ...]) -> str:
    value = cookies.read(request, cookie)
    return value if value in choices else choices[0]
