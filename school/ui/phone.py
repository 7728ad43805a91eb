"""What goes on without a signal: the scripts that keep and send, the worker that answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

# Before the scripts that use them: the phone's databases, and the line to the school.
SCRIPTS = ["ui/phone_store.js", "ui/phone_line.js"]
WORKER = "worker.js"

View = Callable[..., HttpResponse]


def worker(request: HttpRequest, template: str, *, scope: str = "") -> HttpResponse:
    """The script, made of `ui/worker.js`; `scope` if it reaches beyond its own folder."""
    response = render(request, template, content_type="text/javascript; charset=utf-8")
    if scope:
        response["Service-Worker-Allowed"] = scope
    return response


def manifest(
    name: str, short_name: str, *, start: str, scope: str = ""
) -> JsonResponse:
    """What a browser asks for that puts a page on the phone's first screen."""
    told = {
        "name": name,
        "short_name": short_name,
        "start_url": start,
        "scope": scope or start,
        "display": "standalone",
        "background_color": "#faf6ef",
        "theme_color": "#a4201b",
        "icons": [
            {
                "src": static("ui/mark.svg"),
                "sizes": "any",
                "type": "image/svg+xml",
                "purpose": "any",
            }
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def scope_of(view: str) -> str:
    """The folder of that worker, whose pages it answers for."""
    return reverse(view).removesuffix(WORKER)


def led_by_script(view: View) -> View:
    """The page's script sends the form, so that no lost signal takes the page away.

    It is told where to go, and goes there itself: to follow is to read the messages.
    What the school has to say about the form is asked for again, as a page.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if "X-From-Page" not in request.headers or response.status_code >= 400:
            return response
        led = HttpResponse()
        led.cookies = response.cookies
        if "Location" in response:
            led["X-Go-To"] = response["Location"]
        return led

    return wrapped
