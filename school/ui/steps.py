"""A step that a page takes by a verb: what is said when it is done, and when it is refused."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from school.lib.errors import NotPermitted, Refusal


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing as long as the page is only looked at."""
    return request.POST if request.method == "POST" else None


def press(request: HttpRequest, verb: Callable[[], str]) -> None:
    """A button: do it and say what `verb` returns, or say why it cannot be."""
    try:
        done = verb()
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)


def send(request: HttpRequest, form: BaseForm, verb: Callable[[], str]) -> bool:
    """A form: whether it was done. If not, what is wrong or refused stands in the form."""
    if not form.is_valid():
        return False
    try:
        done = verb()
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        for part in refusal.parts:
            form.add_error(None, str(part))
        return False
    if done:
        messages.success(request, done)
    return True
