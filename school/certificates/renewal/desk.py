"""Renewals at the desk: entered, taken back; and which courses are refreshed by what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment.models import Result
from school.certificates.forms import ReasonForm
from school.certificates.models import Certificate
from school.certificates.renewal import actions
from school.certificates.renewal.forms import RefreshersForm, RenewForm
from school.certificates.renewal.models import Renewal
from school.certificates.renewal.terms import uncounted
from school.courses.models import Course
from school.people.models import User
from school.people.requests import allowed
from school.ui.step_up import step_up
from school.ui.steps import posted, send

RENEW = "certificates.renew_certificate"


@step_up
def renew(request: HttpRequest, number: str) -> HttpResponse:
    user = allowed(request, RENEW)
    certificate = get_object_or_404(
        Certificate.objects.printed().select_related(
            "enrollment__person",
            "enrollment__cohort__edition__course__refresher_rule",
        ),
        number=number,
    )
    form = RenewForm(uncounted(certificate), posted(request))
    if request.method == "POST" and send(
        request, form, lambda: _renewed(certificate, form, by=user)
    ):
        return redirect("certificate:inspect", certificate.pk)
    context = {
        "page_title": _("Renew the certificate"),
        "page_subtitle": certificate.number,
        "header_icon": "date",
        "certificate": certificate,
        "form": form,
    }
    return render(request, "certificates/desk/renew.html", context)


def _renewed(certificate: Certificate, form: RenewForm, *, by: User) -> str:
    refresher = form.refresher()
    if refresher:
        result = Result.objects.current().get(enrollment=refresher)
        kind, day = Renewal.Kind.REFRESHER, timezone.localdate(result.decided_at)
    else:
        kind, day = Renewal.Kind.REVIEW, form.cleaned_data["done_on"]
    actions.renew(
        certificate,
        by=by,
        kind=kind,
        done_on=day,
        note=form.cleaned_data["note"],
        refresher=refresher,
    )
    return _("Renewed. The public page shows it at once, and the holder is told.")


def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, RENEW)
    renewal = get_object_or_404(
        Renewal.objects.select_related("enrollment__person"), code=code
    )
    certificate = renewal.enrollment.certificates.latest("pk")
    form = ReasonForm(posted(request))

    def verb() -> str:
        actions.withdraw_renewal(renewal, by=user, reason=form.cleaned_data["reason"])
        return _("The renewal is withdrawn. The public page shows it at once.")

    if request.method == "POST" and send(request, form, verb):
        return redirect("certificate:inspect", certificate.pk)
    context = {
        "page_title": _("Withdraw the renewal"),
        "page_subtitle": certificate.number,
        "header_icon": "warning",
        "certificate": certificate,
        "renewal": renewal,
        "form": form,
    }
    return render(request, "certificates/desk/withdraw_renewal.html", context)


def refreshers(request: HttpRequest) -> HttpResponse:
    allowed(request, "certificates.view_certificate")
    courses = Course.objects.select_related("track", "refresher_rule")
    context = {
        "page_title": _("Refreshers"),
        "header_icon": "date",
        "courses": courses.prefetch_related("refresher_rule__refreshers"),
    }
    return render(request, "certificates/desk/refreshers.html", context)


def set_refreshers(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "certificates.change_refresherrule")
    course = get_object_or_404(
        Course.objects.select_related("refresher_rule"), code=code
    )
    form = RefreshersForm(getattr(course, "refresher_rule", None), posted(request))

    def verb() -> str:
        actions.set_refreshers(course, by=user, **form.cleaned_data)
        return _("Noted. It holds for certificates that are issued from now on.")

    if request.method == "POST" and send(request, form, verb):
        return redirect("certificates_desk:refreshers")
    context = {
        "page_title": _("Refreshers of a course"),
        "page_subtitle": str(course),
        "header_icon": "date",
        "form": form,
        "edition": course.editions.filter(status="published").first(),
    }
    return render(request, "certificates/desk/set_refreshers.html", context)
