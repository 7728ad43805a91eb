"""The certificate desk: who can be certified, one press to issue, progress, and a certificate's life."""

from collections import Counter

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from school.certificates import actions, refusals
from school.certificates.access import can_issue, can_revoke
from school.certificates.approval import actions as approval
from school.certificates.approval.models import ApprovalRequest
from school.certificates.eligibility import candidates
from school.certificates.forms import IssueForm, ReasonForm, ReissueForm
from school.certificates.models import Batch, Certificate
from school.certificates.waits import to_issue
from school.courses.models import Cohort
from school.lib.errors import Refusal
from school.people.models import User
from school.people.requests import allowed
from school.ui.step_up import step_up
from school.ui.steps import posted, press, send
from school.ui.waits import WAITING

VERBS = {
    "suspend": actions.suspend,
    "reinstate": actions.reinstate,
    "revoke": approval.revoke_or_ask,
}


ABOUT_THE_DAY = (refusals.IssuedBeforeRelease, refusals.IssuedInFuture)

VERB_TITLES = {
    "suspend": gettext_lazy("Suspend the certificate"),
    "reinstate": gettext_lazy("Reinstate the certificate"),
    "revoke": gettext_lazy("Revoke the certificate for good"),
}


def _readers_only(request: HttpRequest) -> User:
    return allowed(request, "certificates.view_certificate")


def _certifiable() -> QuerySet[Cohort]:
    return Cohort.objects.filter(
        status__in=[Cohort.Status.ASSESSING, Cohort.Status.COMPLETED]
    )


def cohorts(request: HttpRequest) -> HttpResponse:
    user = _readers_only(request)
    standing = ~Q(enrollments__certificates__status__in=["superseded", "revoked"])
    found = (
        _certifiable()
        .select_related("edition__course")
        .annotate(
            passed=Count(
                "enrollments",
                filter=Q(enrollments__status="completed"),
                distinct=True,
            ),
            certified=Count(
                "enrollments__certificates",
                filter=standing & ~Q(enrollments__certificates__status="stopped"),
                distinct=True,
            ),
        )
    )
    due = Counter(to_issue().values_list("cohort_id", flat=True))
    only = bool(request.GET.get(WAITING))
    if only:
        found = found.filter(pk__in=due)
    context = {
        "page_title": _("Issue certificates"),
        "header_icon": "check",
        "rows": [(one, due[one.pk]) for one in found],
        "only": only,
        "can_issue": can_issue(user),
    }
    return render(request, "certificates/desk/cohorts.html", context)


def eligible(request: HttpRequest, code: str) -> HttpResponse:
    user = _readers_only(request)
    cohort = get_object_or_404(_certifiable(), code=code)
    found = candidates(cohort)
    context = {
        "page_title": _("Issue certificates"),
        "page_subtitle": cohort.name,
        "header_icon": "check",
        "cohort": cohort,
        "candidates": found,
        "ready": sum(one.is_ready for one in found),
        "has_printed": any(one.certificate and one.certificate.pdf for one in found),
        "has_cards": any(
            one.certificate and one.certificate.pdf and one.certificate.is_card
            for one in found
        ),
        "batches": cohort.batches.all()[:5],
        "waiting": cohort.certificate_requests.filter(status="waiting").select_related(
            "certificate"
        ),
        "can_issue": can_issue(user),
    }
    return render(request, "certificates/desk/eligible.html", context)


@step_up
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Issue to those who are ticked, once what follows from it has been read."""
    user = _readers_only(request)
    cohort = get_object_or_404(_certifiable(), code=code)
    if not can_issue(user):
        raise PermissionDenied
    ready = [one for one in candidates(cohort) if one.is_ready]
    if not ready:
        messages.info(request, _("Nothing is left to issue in this class."))
        return redirect("certificates_desk:eligible", cohort.code)
    form = IssueForm(ready, request.POST or None, picked=request.GET.getlist("who"))
    if request.method == "POST" and form.is_valid():
        try:
            made = _issued(cohort, form, by=user)
        except ABOUT_THE_DAY as refusal:
            form.add_error("on", str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _shown(made)
    context = {
        "page_title": _("Issue certificates"),
        "page_subtitle": cohort.name,
        "header_icon": "check",
        "cohort": cohort,
        "form": form,
        "again": sum(one.is_stopped for one in ready),
        "is_by_two": settings.CERTIFICATES_BY_TWO,
    }
    return render(request, "certificates/desk/issue.html", context)


def _issued(cohort: Cohort, form: IssueForm, *, by: User) -> Batch | ApprovalRequest:
    verb = approval.ask_to_issue if settings.CERTIFICATES_BY_TWO else actions.issue
    return verb(cohort, by=by, only=form.only(), on=form.cleaned_data["on"])


def _shown(made: Batch | ApprovalRequest) -> HttpResponse:
    page = "request" if isinstance(made, ApprovalRequest) else "batch"
    return redirect(f"certificates_desk:{page}", made.code)


def batch(request: HttpRequest, code: str) -> HttpResponse:
    """How far the printing has come; the page comes again by itself until it is done."""
    _readers_only(request)
    batch = get_object_or_404(Batch.objects.select_related("cohort"), code=code)
    certificates = list(
        batch.certificates.select_related("enrollment__person").order_by("number")
    )
    done = sum(one.status != Certificate.Status.QUEUED for one in certificates)
    stopped = [one for one in certificates if one.status == Certificate.Status.STOPPED]
    is_printing = done < len(certificates)
    context = {
        "page_title": _how_far(is_printing, bool(stopped)),
        "page_subtitle": batch.cohort.name,
        "header_icon": "check",
        "batch": batch,
        "certificates": certificates,
        "done": done,
        "stopped": [(one, refusals.explain(one.stopped_because)) for one in stopped],
        "is_printing": is_printing,
        "waits_for": refusals.explain(batch.waits_because),
        "has_printed": any(one.pdf for one in certificates),
        "has_cards": any(one.pdf and one.is_card for one in certificates),
    }
    return render(request, "certificates/desk/batch.html", context)


def _how_far(is_printing: bool, has_stopped: bool) -> str:
    if is_printing:
        return _("Printing certificates")
    if has_stopped:
        return _("Some certificates could not be printed")
    return _("The certificates are printed")


@step_up
def change(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Suspend, reinstate or revoke one certificate, with the reason."""
    user = _readers_only(request)
    if not can_revoke(user):
        raise PermissionDenied
    certificate = get_object_or_404(
        Certificate.objects.printed().select_related("enrollment__person"),
        number=number,
    )
    form = ReasonForm(posted(request))

    def done() -> str:
        VERBS[verb](certificate, by=user, reason=form.cleaned_data["reason"])
        return _("Done. The public page shows it at once.")

    if request.method == "POST" and send(request, form, done):
        return redirect("certificate:inspect", certificate.pk)
    context = {
        "page_title": str(VERB_TITLES[verb]),
        "page_subtitle": certificate.number,
        "header_icon": "warning",
        "certificate": certificate,
        "form": form,
        "is_serious": verb == "revoke",
        "is_by_two": settings.CERTIFICATES_BY_TWO,
    }
    return render(request, "certificates/desk/change.html", context)


@require_POST
def print_again(request: HttpRequest, number: str) -> HttpResponse:
    """For one whose file is lost."""
    user = _readers_only(request)
    certificate = get_object_or_404(Certificate.objects.printed(), number=number)

    def verb() -> str:
        actions.print_again(certificate, by=user)
        return _("Printed again.")

    press(request, verb)
    return redirect("certificate:inspect", certificate.pk)


@step_up
def reissue(request: HttpRequest, number: str) -> HttpResponse:
    """A new certificate in its place, once what will stand on it has been read."""
    user = _readers_only(request)
    if not can_issue(user):
        raise PermissionDenied
    certificate = get_object_or_404(
        Certificate.objects.printed().select_related("enrollment__person"),
        number=number,
    )
    form = ReissueForm(posted(request))
    if request.method == "POST" and send(
        request, form, lambda: _reissued(certificate, form, by=user)
    ):
        return redirect("certificate:inspect", certificate.pk)
    context = {
        "page_title": _("Reissue the certificate"),
        "page_subtitle": certificate.number,
        "header_icon": "rotate",
        "certificate": certificate,
        "form": form,
        "is_by_two": settings.CERTIFICATES_BY_TWO,
    }
    return render(request, "certificates/desk/reissue.html", context)


def _reissued(certificate: Certificate, form: ReissueForm, *, by: User) -> str:
    reason = form.cleaned_data["reason"]
    kind = Certificate.Reissue(form.cleaned_data["kind"])
    if settings.CERTIFICATES_BY_TWO:
        approval.ask_to_reissue(certificate, by=by, reason=reason, kind=kind)
        return _("Asked for. Somebody else has to confirm it.")
    new = actions.reissue(certificate, by=by, reason=reason, kind=kind)
    return _("Certificate %(number)s takes its place and is being printed.") % {
        "number": new.number
    }
