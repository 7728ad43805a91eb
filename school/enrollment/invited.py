"""The page behind the link in the SMS: who asks, for what, and her answer."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from school.enrollment import access, actions, answering, outgoing
from school.enrollment.models import Invitation
from school.enrollment.places import places_in, standing
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import Refusal
from school.people.models import User


@never_cache
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """She reads who asks and what she agrees to, and confirms with the code."""
    invitation, helper = _invitation(request, code)
    form = answering.form_for(request, invitation, helper=helper)
    if confirmed := answering.confirmed_by(request, form, invitation, helper=helper):
        messages.success(request, answering.outcome(confirmed))
        return redirect("enrollment:invited", code)
    places = places_in(invitation.cohort)
    now = timezone.now()
    context = {
        "invitation": invitation,
        "cohort": invitation.cohort,
        "asker": outgoing.asker(invitation),
        "answer": invitation.answer(at=now),
        "waits": invitation.waits(at=now),
        "is_helper": helper is not None,
        "form": form,
        "consent": form.text,
        "places": places,
        "standing": standing(invitation.cohort, places),
        "sample": answering.sample(invitation),
    }
    return render(request, "enrollment/invited.html", context)


@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    invitation, helper = _invitation(request, code)
    if helper is not None:
        raise PermissionDenied
    by: Actor = SYSTEM
    if isinstance(request.user, User):
        by = request.user
    try:
        actions.decline_invitation(invitation, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("enrollment:invited", code)


def _invitation(request: HttpRequest, code: str) -> tuple[Invitation, User | None]:
    """To whoever has the link; signed in as somebody else, only to whoever began it."""
    known = Invitation.objects.select_related(
        "cohort__venue", "cohort__edition__course__track", "company", "asked_by__person"
    )
    invitation = get_object_or_404(known, code=code)
    user: Any = request.user
    if not user.is_authenticated or user.phone == invitation.phone:
        return invitation, None
    is_asker = user.pk == invitation.asked_by_id
    is_relative = invitation.capacity == Invitation.Capacity.RELATIVE
    if is_asker and is_relative and access.can_type_code(user, invitation):
        return invitation, user
    raise Http404
