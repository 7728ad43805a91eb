"""A form with a file, sent: what the verb refuses of the file stands beside it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm, Form
from django.http import HttpRequest

from school.lib.errors import NotPermitted, Refusal
from school.points.cases.forms import OF_THE_FILE

Sent = TypeVar("Sent", bound=Form)


def bound(form: type[Sent], request: HttpRequest) -> Sent:
    """Empty as long as the page is only looked at."""
    if request.method != "POST":
        return form()
    return form(request.POST, request.FILES)


def sent(
    request: HttpRequest,
    form: BaseForm,
    verb: Callable[[], Any],
    done: str | Callable[[Any], str],
) -> bool:
    """Whether it was done; `done` is what is then said, or says it of what the verb returned."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        made = verb()
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        form.add_error("file" if refusal.code in OF_THE_FILE else None, str(refusal))
        return False
    messages.success(request, done if isinstance(done, str) else done(made))
    return True
