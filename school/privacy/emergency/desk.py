"""At the desk: opening what is masked in an emergency, and looking at each time again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from school.lib.errors import Refusal
from school.people.access import is_self
from school.people.models import Person
from school.people.requests import allowed
from school.privacy.emergency import actions
from school.privacy.emergency.forms import OpenForm, ReviewForm
from school.privacy.forms import WhoForm
from school.privacy.models.emergency import OPEN, REVIEW, EmergencyLook
from school.privacy.searching import people_called
from school.ui.step_up import step_up

A_PAGE = 20


@require_safe
def emergency(request: HttpRequest) -> HttpResponse:
    """Whom it is about; below it what one has opened before, and what was found."""
    user = allowed(request, OPEN)
    form = WhoForm(request.GET or None)
    who = form.cleaned_data["who"].strip() if form.is_valid() else ""
    own = EmergencyLook.objects.filter(by=user).select_related("person", "review")
    context = {
        "page_title": _("Emergency look"),
        "header_icon": "warning",
        "form": form,
        "who": who,
        "people": people_called(who).exclude(user=user)[:A_PAGE],
        "looks": own[:A_PAGE],
    }
    return render(request, "privacy/desk/emergency.html", context)


@step_up
@never_cache
def open_emergency(request: HttpRequest, code: str) -> HttpResponse:
    """What, what has happened and why; then it is shown for a short while."""
    user = allowed(request, OPEN)
    person = get_object_or_404(Person.objects.select_related("user"), code=code)
    if is_self(person, user):
        raise PermissionDenied
    form = OpenForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            look = actions.open_in_emergency(person, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("privacy_desk:emergency_shown", look.code)
    context = {
        "page_title": _("Emergency look"),
        "page_subtitle": person.name,
        "header_icon": "warning",
        "person": person,
        "form": form,
    }
    return render(request, "privacy/desk/open_emergency.html", context)


@step_up
@never_cache
@require_safe
def emergency_shown(request: HttpRequest, code: str) -> HttpResponse:
    """To who opened it alone, and only until its time is over."""
    user = allowed(request, OPEN)
    own = EmergencyLook.objects.filter(by=user).select_related("person__user")
    look = get_object_or_404(own, code=code)
    now = timezone.now()
    is_shown = look.is_shown(at=now)
    context = {
        "page_title": _("Emergency look"),
        "page_subtitle": look.person.name,
        "header_icon": "warning",
        "look": look,
        "value": look.value if is_shown else "",
        "seconds": int((look.shown_until - now).total_seconds()) + 1,
    }
    return render(request, "privacy/desk/emergency_shown.html", context)


@require_safe
def emergencies(request: HttpRequest) -> HttpResponse:
    """What waits to be reviewed, the oldest first; below it what was found."""
    user = allowed(request, REVIEW)
    looks = EmergencyLook.objects.select_related("person", "by", "review")
    done = looks.exclude(review=None)
    context = {
        "page_title": _("Emergency looks"),
        "header_icon": "warning",
        "waiting": looks.to_review(user).order_by("at", "pk"),
        "page": Paginator(done, A_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "privacy/desk/emergencies.html", context)


def review_emergency(request: HttpRequest, code: str) -> HttpResponse:
    """One of them: who, of whom, what, why; and the finding."""
    user = allowed(request, REVIEW)
    looks = EmergencyLook.objects.select_related("person", "by", "review__by")
    look = get_object_or_404(looks, code=code)
    if look.by_id == user.pk or is_self(look.person, user):
        raise Http404
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        is_in_order = typed["found"] == ReviewForm.IN_ORDER
        try:
            actions.review_emergency(
                look, by=user, is_in_order=is_in_order, words=typed["words"]
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("Noted."))
            return redirect("privacy_desk:emergencies")
    context = {
        "page_title": _("Emergency look"),
        "page_subtitle": look.person.name,
        "header_icon": "warning",
        "look": look,
        "review": getattr(look, "review", None),
        "form": form,
    }
    return render(request, "privacy/desk/review_emergency.html", context)
