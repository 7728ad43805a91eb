"""A form of the desk that stands before a verb: why, how much, until when."""

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from school.ui.steps import send


@runtime_checkable
class ForVerb(Protocol):
    def as_verb(self) -> dict[str, Any]: ...


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
    """The form by itself; its button says what the page is called, unless told a `verb`."""
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
    verb: Callable[..., Any],
    done: str | Callable[[Any], str],
    *,
    title: str,
    about: str,
    back: str,
    after: str | Callable[[Any], str] = "",
    button: str = "",
    **page: Any,
) -> HttpResponse:
    """Done with what the form holds, and back; else the form, with what is wrong or refused.

    `done` is what is then said, or says it of what the verb returned; so is `after`
    where to go then, if not `back`. Where what is typed is not what the verb is told,
    the form has `as_verb`. `button` is what the button says, if not `title`.
    """
    made: list[Any] = []

    def take() -> str:
        told = form.as_verb() if isinstance(form, ForVerb) else form.cleaned_data
        made.append(verb(**told))
        return done if isinstance(done, str) else done(made[0])

    if send(request, form, take):
        there = after if isinstance(after, str) else after(made[0])
        return redirect(there or back)
    return ask(
        request, form, title, about=about, back=back, verb=button or title, **page
    )
