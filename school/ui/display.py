"""How one reader wants to see the site: remembered in two cookies, no account needed."""

from django.http import HttpRequest, HttpResponse

A_YEAR = 365 * 24 * 60 * 60
SIZE_COOKIE = "size"
THEME_COOKIE = "theme"
SIZES = ("regular", "large")
THEMES = ("auto", "light", "dark", "contrast")


def size(request: HttpRequest) -> str:
    return _remembered(request, SIZE_COOKIE, SIZES)


def theme(request: HttpRequest) -> str:
    return _remembered(request, THEME_COOKIE, THEMES)


def remember(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(cookie, value, max_age=A_YEAR, samesite="Lax", httponly=True)


def _remembered(request: HttpRequest, cookie: str, choices: tuple[str, ...]) -> str:
    value = request.COOKIES.get(cookie, "")
    return value if value in choices else choices[0]
