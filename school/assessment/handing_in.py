"""Handing in a sheet, of a practical or of a contest: it is refused while steps are open."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from school.assessment.refusals import ItemsUnmarked
from school.lib.errors import NotPermitted, Refusal


def hand_in(
    request: HttpRequest,
    verb: Callable[[bool], object],
    *,
    sheet: str,
    then: str,
) -> HttpResponse:
    """`verb` is told whether the rest was not done; `sheet` is the address of its page.

    Where steps are open that page itself asks whether the rest was not done.
    """
    try:
        verb(request.POST.get("rest") == "not_done")
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except ItemsUnmarked:
        return redirect(f"{sheet}?rest")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(sheet)
    messages.success(request, _("The sheet is handed in. Thank you."))
    return redirect(then)
