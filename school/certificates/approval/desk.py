"""What waits for a second person, at the desk: read, confirmed, refused, taken back."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.certificates.approval import actions
from school.certificates.approval.models import ApprovalRequest
from school.certificates.forms import ReasonForm
from school.certificates.waits import requests_for
from school.people.requests import allowed
from school.ui.step_up import step_up
from school.ui.steps import posted, press, send

VIEW = "certificates.view_certificate"
# Of those that are answered the last ones.
MOST_LISTED = 30


def _requests() -> QuerySet[ApprovalRequest]:
    return ApprovalRequest.objects.select_related(
        "asked_by", "decided_by", "cohort", "certificate", "batch"
    )


def requests(request: HttpRequest) -> HttpResponse:
    user = allowed(request, VIEW)
    waiting = ApprovalRequest.Status.WAITING
    yours = list(requests_for(user).values_list("pk", flat=True))
    asked = _requests().filter(status=waiting).order_by("asked_at")
    context = {
        "page_title": _("Waiting requests"),
        "header_icon": "group",
        "yours": asked.filter(pk__in=yours),
        "waiting": asked.exclude(pk__in=yours),
        "answered": _requests().exclude(status=waiting)[:MOST_LISTED],
    }
    return render(request, "certificates/desk/requests.html", context)


def one(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly what will happen, and who may let it."""
    user = allowed(request, VIEW)
    asked = get_object_or_404(_requests(), code=code)
    context = {
        "page_title": asked.get_kind_display(),
        "page_subtitle": asked.cohort.name,
        "header_icon": "group",
        "asked": asked,
        "is_own": asked.asked_by_id == user.pk,
        "may_answer": asked.is_waiting
        and asked.asked_by_id != user.pk
        and user.has_perm(asked.permission),
    }
    return render(request, "certificates/desk/request.html", context)


@step_up
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, VIEW)
    asked = get_object_or_404(_requests(), code=code)

    def verb() -> str:
        actions.confirm_request(asked, by=user)
        return _("Confirmed and carried out. Who asked for it is told.")

    press(request, verb)
    return redirect("certificates_desk:request", code)


def refuse(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, VIEW)
    asked = get_object_or_404(_requests(), code=code)
    allowed(request, asked.permission)
    form = ReasonForm(posted(request))

    def verb() -> str:
        actions.refuse_request(asked, by=user, reason=form.cleaned_data["reason"])
        return _("Refused. Who asked for it is told why.")

    if request.method == "POST" and send(request, form, verb):
        return redirect("certificates_desk:request", code)
    context = {
        "page_title": _("Refuse the request"),
        "page_subtitle": str(asked),
        "header_icon": "warning",
        "asked": asked,
        "form": form,
    }
    return render(request, "certificates/desk/refuse_request.html", context)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, VIEW)
    asked = get_object_or_404(_requests(), code=code)

    def verb() -> str:
        actions.withdraw_request(asked, by=user)
        return _("Taken back. Nothing was done.")

    press(request, verb)
    return redirect("certificates_desk:request", code)
