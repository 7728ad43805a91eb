from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from school.assessment.skills.claims import titles_shown
from school.certificates import signing, verification
from school.certificates.forms import FileForm, LookUpForm
from school.certificates.models import Certificate
from school.lib import attempts
from school.lib.fields import in_language
from school.people.models import ConsentText
from school.people.requests import MemberRequest, client_address


@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR opens: status and masked name to anyone; unknown says so, with 404."""
    if not attempts.take("verify", client_address(request), most=60):
        return render(request, "certificates/too_many.html", status=429)
    certificate = (
        Certificate.objects.printed()
        .filter(code=code)
        .select_related(
            "enrollment__cohort__edition",
            "enrollment__person",
            "replaces",
            "replaced_by",
        )
        .prefetch_related("status_changes")
        .first()
    )
    if certificate is None:
        return render(request, "certificates/unknown.html", status=404)
    return render(
        request,
        "certificates/verify.html",
        {
            "certificate": certificate,
            "claims": certificate.claims,
            "hours_assessment": _hours_of_assessment(certificate.claims),
            "course": _claim(certificate, "course_title"),
            "issuer": _claim(certificate, "issuer"),
            "disclaimer": certificate.enrollment.cohort.edition.disclaimer,
            "latest": list(certificate.status_changes.all())[-1],
            "skills": _skills(certificate),
            "is_test_signed": signing.is_test_signed(certificate.signed_by),
            "newer": _newer(certificate),
        },
    )


def _newer(certificate: Certificate) -> Certificate | None:
    """The one in its place, which has no page before it is printed."""
    successor = certificate.successor
    return successor if successor and successor.is_printed else None


def _skills(certificate: Certificate) -> list[str]:
    """What she can do, as far as she agreed that whoever checks may see it."""
    if certificate.status != Certificate.Status.VALID:
        return []
    person = certificate.enrollment.person
    if not person.has_consented(ConsentText.Purpose.SKILLS):
        return []
    return titles_shown(certificate.claims)


def _hours_of_assessment(claims: dict[str, Any]) -> int:
    """What the total holds beside theory and practice, so that the line adds up."""
    taught: int = claims["hours_theory"] + claims["hours_practical"]
    return int(claims["hours_total"]) - taught


def _claim(certificate: Certificate, name: str) -> str:
    claims = certificate.claims
    return in_language({"zh": claims[f"{name}_zh"], "en": claims[f"{name}_en"]})


@never_cache
def verify_search(request: HttpRequest) -> HttpResponse:
    """Number and name as printed, both right, lead to the same page as the QR."""
    form = LookUpForm(request.POST or None)
    if request.method == "POST":
        if not attempts.take("look-up", client_address(request), most=20):
            return render(
                request, "certificates/too_many.html", {"form": form}, status=429
            )
        if form.is_valid():
            found = Certificate.objects.printed().filter(
                number=form.cleaned_data["number"],
                claims__name=form.cleaned_data["name"],
            )
            if certificate := found.first():
                return redirect("certificates:verify", certificate.code)
            return render(
                request, "certificates/unknown.html", {"form": form}, status=404
            )
    return render(request, "certificates/search.html", {"form": form})


@never_cache
def verify_file(request: HttpRequest) -> HttpResponse:
    """Whether a PDF is as it was issued. It is read where it arrived, and kept nowhere."""
    form, answer = FileForm(), None
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if not attempts.take("file", client_address(request), most=20):
            return render(
                request, "certificates/too_many.html", {"form": form}, status=429
            )
        if form.is_valid():
            answer = verification.check(form.cleaned_data["file"])
            form = FileForm()
    return render(request, "certificates/file.html", {"form": form, "answer": answer})


@login_required
@never_cache
def download(request: MemberRequest, code: str) -> HttpResponse | FileResponse:
    """The PDF, for its holder and for staff who may see certificates."""
    certificate = get_object_or_404(
        Certificate.objects.visible_to(request.user).printed(), code=code
    )
    return FileResponse(
        certificate.pdf.open("rb"),
        content_type="application/pdf",
        filename=f"{certificate.number}.pdf",
        as_attachment="inline" not in request.GET,
    )
