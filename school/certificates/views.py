from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from school.assessment.skills.claims import titles_shown
from school.certificates import machine, signing, verification
from school.certificates.forms import FileForm, LookUpForm, PaperForm
from school.certificates.guessing import paper
from school.certificates.guessing.counting import Kind, Outcome, count, may_try
from school.certificates.models import Certificate, StatusChange
from school.lib import attempts
from school.lib.errors import Refusal
from school.lib.fields import in_language
from school.lib.masking import mask_name
from school.people.models import ConsentText
from school.people.requests import MemberRequest, client_address

TOO_MANY, UNKNOWN = "certificates/too_many.html", "certificates/unknown.html"


@never_cache
def verify(
    request: HttpRequest, code: str, *, as_json: bool = False
) -> HttpResponse | JsonResponse:
    """What the QR opens: status and masked name to anyone; unknown says so, with 404."""
    as_json = as_json or _is_machine(request)
    if not may_try("verify", client_address(request), most=60, kind=Kind.CODE):
        if as_json:
            return JsonResponse({"status": "too_many_checks"}, status=429)
        return render(request, TOO_MANY, status=429)
    certificate = _public(code)
    if certificate is None:
        if as_json:
            return JsonResponse({"status": "unknown"}, status=404)
        return render(request, UNKNOWN, status=404)
    if as_json:
        return JsonResponse(machine.facts(certificate, since=_latest(certificate).at))
    context = {**_facts(certificate), "form": PaperForm()}
    return render(request, "certificates/verify.html", context)


def _is_machine(request: HttpRequest) -> bool:
    wanted = request.get_preferred_type(["text/html", "application/json"])
    return wanted == "application/json"


@never_cache
def show_name(request: HttpRequest, code: str) -> HttpResponse:
    """The same page with the whole name, for whoever has the paper or the holder before them."""
    if request.method != "POST":
        # The page that was the answer, in another language or size.
        return redirect("certificates:verify", code)
    if not may_try("show-name", client_address(request), most=10, kind=Kind.NAME):
        return render(request, TOO_MANY, status=429)
    certificate = _public(code)
    if certificate is None:
        return render(request, UNKNOWN, status=404)
    form = PaperForm(request.POST)
    context = {**_facts(certificate), "form": form}
    if form.is_valid():
        try:
            name = paper.show(certificate, typed=form.cleaned_data["paper"])
        except Refusal as refusal:
            form.add_error("paper", str(refusal))
        else:
            context |= {"name": name, "form": None}
    return render(request, "certificates/verify.html", context)


def _public(code: str) -> Certificate | None:
    """What has a public page; an address that nobody was given is counted."""
    found = (
        Certificate.objects.printed()
        .filter(code=code)
        .select_related(
            "enrollment__cohort__edition",
            "enrollment__person",
            "replaces",
            "replaced_by",
        )
        .prefetch_related("status_changes")
        .with_renewals()
        .first()
    )
    if found is None:
        count(Kind.CODE, Outcome.WRONG, None)
    return found


def _facts(certificate: Certificate) -> dict[str, Any]:
    return {
        "certificate": certificate,
        "claims": certificate.claims,
        "name": mask_name(certificate.claims["name"]),
        "hours_assessment": machine.hours_of_assessment(certificate.claims),
        "course": _claim(certificate, "course_title"),
        "issuer": _claim(certificate, "issuer"),
        "disclaimer": certificate.enrollment.cohort.edition.disclaimer,
        "latest": _latest(certificate),
        "skills": _skills(certificate),
        "is_test_signed": signing.is_test_signed(certificate.signed_by),
        "newer": _newer(certificate),
    }


def _latest(certificate: Certificate) -> StatusChange:
    return list(certificate.status_changes.all())[-1]


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


def _claim(certificate: Certificate, name: str) -> str:
    claims = certificate.claims
    return in_language({"zh": claims[f"{name}_zh"], "en": claims[f"{name}_en"]})


@never_cache
def verify_search(request: HttpRequest) -> HttpResponse:
    """Number and name as printed, both right, lead to the same page as the QR."""
    form = LookUpForm(request.POST or None)
    context = {"form": form}
    if request.method != "POST":
        return render(request, "certificates/search.html", context)
    address = client_address(request)
    if not may_try("look-up", address, most=20, kind=Kind.NUMBER):
        return render(request, TOO_MANY, context, status=429)
    if not form.is_valid():
        return render(request, "certificates/search.html", context)
    try:
        certificate = paper.find(**form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return render(request, "certificates/search.html", context, status=429)
    if certificate is None:
        return render(request, UNKNOWN, context, status=404)
    return redirect("certificates:verify", certificate.code)


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
    try:
        file = certificate.pdf.open("rb")
    except FileNotFoundError:
        context = {"certificate": certificate}
        return render(request, "certificates/file_gone.html", context, status=404)
    return FileResponse(
        file,
        content_type="application/pdf",
        filename=f"{certificate.number}.pdf",
        as_attachment="inline" not in request.GET,
    )
