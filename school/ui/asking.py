"""A form of the desk that stands before a verb: why, how much, until when."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from school.ui.steps import send


def ask(
    request: HttpRequest,
    form: BaseForm,
    title: str,
    *,
    about: str,
    back: str,
    icon: str = "tasks",
    template: str = "ui/desk/ask.html",
    **more: Any,
) -> HttpResponse:
    """The form by itself; its button says what the page is called."""
    context = {
        "page_title": title,
        "page_subtitle": about,
        "header_icon": icon,
        "form": form,
        "media": form.media,
        "verb": title,
        "is_serious": False,
        "back": back,
        **more,
    }
    return render(request, template, context)


def asked(
    request: HttpRequest,
    form: BaseForm,
    verb: Callable[[], str],
    title: str,
    *,
    about: str,
    back: str,
    icon: str = "tasks",
) -> HttpResponse:
    """Done, and back to where it was asked from; else the form, with what is wrong."""
    if send(request, form, verb):
        return redirect(back)
    return ask(request, form, title, about=about, back=back, icon=icon)
