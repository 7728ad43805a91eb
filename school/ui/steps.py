"""A step that a page takes by a verb: what is said when it is done, and when it is refused."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest

from school.lib.errors import NotPermitted, Refusal


def press(request: HttpRequest, verb: Callable[[], str]) -> None:
    """A button: do it and say what was done, or say why it cannot be."""
    try:
        done = verb()
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


def send(request: HttpRequest, form: BaseForm, verb: Callable[[], str]) -> bool:
    """A form: whether it was done. What is wrong, or why not, then stands in the form."""
    if not form.is_valid():
        return False
    try:
        done = verb()
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, done)
    return True
