"""The pages on which one applies for somebody close, and sees what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.invitation_forms import RelativeForm
from school.enrollment.models import Invitation
from school.enrollment.places import places_in, standing
from school.lib.errors import Refusal
from school.people.access import person_of
from school.people.refusals import NameRefused
from school.people.requests import MemberRequest

A_PAGE = 20
RELATIVE = Invitation.Capacity.RELATIVE


@login_required
@require_GET
def asked(request: MemberRequest) -> HttpResponse:
    """Whom one has asked, and only what each of them answered."""
    own = Invitation.objects.filter(asked_by=request.user, capacity=RELATIVE)
    page = Paginator(own.select_related("cohort"), A_PAGE).get_page(
        request.GET.get("page")
    )
    now = timezone.now()
    rows = [(one, one.answer(at=now), one.waits(at=now)) for one in page.object_list]
    return render(request, "enrollment/asked.html", {"page": page, "rows": rows})


@login_required
def ask(request: MemberRequest, code: str) -> HttpResponse:
    """Begin an application for somebody close."""
    cohort = get_object_or_404(
        Cohort.objects.public().select_related("venue", "edition__course__track"),
        code=code,
    )
    person = person_of(request.user)
    if person is None or not person.has_identity:
        # The SMS names who asks.
        query = urlencode({"next": request.path})
        return redirect(f"{reverse('people:profile')}?{query}")
    form = RelativeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(
                cohort, by=request.user, capacity=RELATIVE, **form.cleaned_data
            )
        except Refusal as refusal:
            field = "name" if isinstance(refusal, NameRefused) else None
            form.add_error(field, str(refusal))
        else:
            messages.success(request, sent())
            return redirect("enrollment:asked")
    places = places_in(cohort)
    context = {"cohort": cohort, "form": form, "standing": standing(cohort, places)}
    return render(request, "enrollment/ask.html", context)


@login_required
@require_POST
def withdraw(request: MemberRequest, code: str) -> HttpResponse:
    own = Invitation.objects.filter(asked_by=request.user)
    invitation = get_object_or_404(own.select_related("cohort"), code=code)
    try:
        actions.withdraw_invitation(invitation, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. The code works no more."))
    if invitation.company_id:
        return redirect("enrollment:group", invitation.cohort.code)
    return redirect("enrollment:asked")


def sent() -> str:
    """The same whoever has the number."""
    return _(
        "The SMS is on its way to her. She is enrolled only once she has confirmed; "
        "no place is held until then."
    )
