"""The desk where somebody without a smartphone is helped to apply: her code, typed for her."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from school.enrollment import access, actions, answering
from school.enrollment.invitation_forms import DeskForm
from school.enrollment.models import Invitation
from school.enrollment.places import places_in, standing
from school.lib.errors import Refusal
from school.people.models import User
from school.people.refusals import NameRefused
from school.people.requests import allowed

INDEX = "enrollment_desk:invitations"
TYPE_CODE = "enrollment_desk:type_code"
HELP, VIEW = "enrollment.help_apply", "enrollment.view_invitation"
PARTS = (
    "cohort__venue",
    "cohort__edition__course__track",
    "company",
    "asked_by__person",
)
A_PAGE = 50


def may_read(user: Any) -> bool:
    return bool(user.has_perm(HELP) or user.has_perm(VIEW))


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Whom the desk has asked; the registrar and the auditor see all who were."""
    user = request.user
    if not isinstance(user, User) or not may_read(user):
        raise PermissionDenied
    seen = Invitation.objects.visible_to(user)
    seen = seen.select_related("cohort", "asked_by__person")
    page = Paginator(seen, A_PAGE).get_page(request.GET.get("p"))
    now = timezone.now()
    context = {
        "page_title": _("Apply on behalf"),
        "header_icon": "mail",
        "page": page,
        "rows": [
            (one, one.answer(at=now), one.waits(at=now)) for one in page.object_list
        ],
        "can_help": user.has_perm(HELP),
    }
    return render(request, "enrollment/desk/invitations.html", context)


def ask(request: HttpRequest) -> HttpResponse:
    """She stands at the desk: the SMS goes to her telephone at once."""
    user = allowed(request, HELP)
    form = DeskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            invitation = actions.invite(
                typed["cohort"],
                phone=typed["phone"],
                name=typed["name"],
                by=user,
                capacity=Invitation.Capacity.DESK,
            )
        except Refusal as refusal:
            field = "name" if isinstance(refusal, NameRefused) else None
            form.add_error(field, str(refusal))
        else:
            messages.success(request, _("The SMS is on its way to her telephone."))
            return redirect(TYPE_CODE, invitation.code)
    context = {"page_title": _("Begin an application"), "header_icon": "mail"}
    return render(request, "enrollment/desk/invite.html", context | {"form": form})


def type_code(request: HttpRequest, code: str) -> HttpResponse:
    """Read the text to her, and type the code that she reads out."""
    user, invitation = _invitation(request, code)
    if not access.can_type_code(user, invitation):
        raise PermissionDenied
    form = answering.form_for(request, invitation, helper=user)
    confirmed = answering.confirmed_by(request, form, invitation, helper=user)
    if confirmed:
        messages.success(request, answering.outcome(confirmed))
        return redirect(INDEX)
    now = timezone.now()
    context = {
        "page_title": _("Confirm together"),
        "page_subtitle": f"{invitation.name} · {invitation.cohort}",
        "header_icon": "mail",
        "invitation": invitation,
        "answer": invitation.answer(at=now),
        "waits": invitation.waits(at=now),
        "form": form,
        "consent": form.text,
        "standing": standing(invitation.cohort, places_in(invitation.cohort)),
        "sample": answering.sample(invitation),
    }
    return render(request, "enrollment/desk/type_code.html", context)


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    user, invitation = _invitation(request, code)
    try:
        actions.withdraw_invitation(invitation, by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. The code works no more."))
    return redirect(INDEX)


def _invitation(request: HttpRequest, code: str) -> tuple[User, Invitation]:
    user = allowed(request, HELP)
    seen = Invitation.objects.visible_to(user).select_related(*PARTS)
    return user, get_object_or_404(seen, code=code)


HERE = "enrollment-desk/behalf"
PATTERNS = [
    path(f"{HERE}/", index, name="invitations"),
    path(f"{HERE}/new/", ask, name="invite"),
    path(f"{HERE}/<slug:code>/", type_code, name="type_code"),
    path(f"{HERE}/<slug:code>/take-back/", take_back, name="take_back"),
]
