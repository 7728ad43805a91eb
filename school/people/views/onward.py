"""Where a screen leads when it is done."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from school.people.access import person_of
from school.people.models import Person
from school.people.refusals import IdentityMissing
from school.people.requests import MemberRequest

Rest = ParamSpec("Rest")
View = Callable[Concatenate[MemberRequest, Person, Rest], HttpResponse]


def next_of(request: MemberRequest) -> str:
    """The page on this site that the reader came from, or nothing."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else ""


def onward(request: MemberRequest) -> HttpResponse:
    return redirect(next_of(request) or reverse("people:profile"))


def carrying_next(address: str, there: str) -> str:
    return f"{address}?{urlencode({'next': there})}" if there else address


def with_person(view: View[Rest]) -> Callable[..., HttpResponse]:
    """Hands the view the reader's own person; without one, asks for the name first."""

    @login_required
    @wraps(view)
    def asked(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = person_of(request.user)
        if person is None:
            messages.info(request, str(IdentityMissing.message))
            return redirect(
                carrying_next(reverse("people:identity"), request.get_full_path())
            )
        return view(request, person, *args, **kwargs)

    return asked
