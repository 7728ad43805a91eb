"""Colleagues and their second step, and its reset for whoever has lost the phone."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.people import actions
from school.people.access import SECOND_FACTORS, can_reset_second_factor, colleagues
from school.people.models import User
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.reasons import ReasonForm
from school.ui.step_up import step_up
from school.ui.steps import posted

CHANGE = "people.change_user"
A_PAGE = 50


class ResetForm(ReasonForm):
    read = gettext_lazy(
        "What happened, and how you knew that it is she. Kept in the journal."
    )


def index(request: HttpRequest) -> HttpResponse:
    by = allowed(request, CHANGE)
    people = colleagues().filter(is_active=True).order_by("display_name", "pk")
    people = people.prefetch_related("groups")
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    factors: dict[int, list[Authenticator]] = {one.pk: [] for one in page}
    kept = Authenticator.objects.filter(user__in=factors, type__in=SECOND_FACTORS)
    for factor in kept.order_by("pk"):
        factors[factor.user_id].append(factor)
    rows = [(one, factors[one.pk], can_reset_second_factor(one, by)) for one in page]
    context = {
        "page_title": _("Second step of colleagues"),
        "header_icon": "lock",
        "rows": rows,
        "page": page,
    }
    return render(request, "people/desk/second_factor/index.html", context)


@step_up
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    by = allowed(request, CHANGE)
    user = get_object_or_404(User, pk=pk)
    if not can_reset_second_factor(user, by):
        raise PermissionDenied
    return asked(
        request,
        ResetForm(posted(request)),
        lambda reason: actions.reset_second_factor(user, reason=reason, by=by),
        _("The second step is reset. She adds a new one when she logs in next."),
        title=_("Reset the second step"),
        about=str(user),
        back=reverse("people_desk:second_factors"),
        icon="lock",
        is_serious=True,
    )
