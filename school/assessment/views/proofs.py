"""Photos, clips and voice notes: pinned to a step of one's sheet, shown to whom they concern."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from school.assessment import actions
from school.assessment.models import Marking, Proof
from school.assessment.proof_forms import LABELS, ProofForm, step_in
from school.assessment.proofs import Step, on_sheet
from school.courses.models import Item
from school.lib import photos, ranges
from school.lib.errors import NotPermitted, Refusal
from school.looks.doors import seen
from school.looks.models import Look
from school.people.requests import MemberRequest

PLACE = "marking__practical_station"
PARTS = (
    "item",
    "critical_fail",
    f"{PLACE}__station",
    f"{PLACE}__practical__enrollment__person",
    f"{PLACE}__practical__enrollment__cohort__edition",
)


def _sheet(request: MemberRequest, code: str) -> Marking:
    return get_object_or_404(
        Marking.objects.visible_to(request.user)
        .select_related(
            "practical_station__station",
            "practical_station__practical__enrollment__person",
        )
        .prefetch_related(
            "practical_station__station__items",
            "practical_station__station__critical_fails",
        ),
        code=code,
    )


@login_required
@never_cache
def pin_proof(request: MemberRequest, code: str) -> HttpResponse:
    """The page of one step, for whoever has no script; and what both send."""
    sheet = _sheet(request, code)
    step = step_in(sheet, request.POST if request.method == "POST" else request.GET)
    if step is None:
        raise Http404
    if request.method != "POST":
        return _page(request, sheet, step)
    form = ProofForm(request.POST, request.FILES, kind=request.POST.get("kind", ""))
    refused = _pin(request, sheet, step, form)
    if _is_script(request):
        return _said(form, refused)
    if form.errors:
        return _page(request, sheet, step, form)
    messages.success(request, _("Pinned to the step."))
    return redirect(resolve_url("assessment:marking", code) + f"#{step.code}")


def _pin(request: MemberRequest, sheet: Marking, step: Step, form: ProofForm) -> str:
    """The code of what is refused, if anything is; the form says it in words."""
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    try:
        actions.pin_proof(
            sheet,
            subject=step,
            kind=data["kind"],
            file=data["file"],
            uuid=data["uuid"],
            taken_at=data["taken_at"],
            by=request.user,
        )
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return refusal.code
    return ""


def _said(form: ProofForm, code: str) -> JsonResponse:
    if not form.errors:
        return JsonResponse({})
    status = 409 if code else 400
    return JsonResponse({"code": code, "errors": form.errors}, status=status)


def _is_script(request: MemberRequest) -> bool:
    """A browser that shows the answer asks for a page; a script takes anything."""
    kinds = ["application/json", "text/html"]
    return request.get_preferred_type(kinds) != "text/html"


def _page(
    request: MemberRequest, sheet: Marking, step: Step, sent: ProofForm | None = None
) -> HttpResponse:
    """`sent`: the one form of the page that came back with something not right."""
    proofs = on_sheet(sheet, request.user)
    kind = _kind_of(sent) if sent else ""
    forms = [
        sent if sent and one == kind else ProofForm(initial=_initial(one), kind=one)
        for one in LABELS
    ]
    context = {
        "marking": sheet,
        "station": sheet.practical_station.station,
        "step": step,
        "step_name": "item" if isinstance(step, Item) else "critical",
        "pinned": proofs.at(step),
        "is_open": sheet.status == Marking.Status.OPEN,
        "may_pin": proofs.may_pin,
        "has_room": proofs.has_room(step),
        "forms": forms,
        "sent": sent,
    }
    return render(request, "assessment/proofs.html", context)


def _kind_of(sent: ProofForm) -> str:
    """The form of the page in which what was sent is shown again."""
    kind = sent.data.get("kind", "")
    return kind if kind in LABELS else Proof.Kind.PHOTO


def _initial(kind: str) -> dict[str, object]:
    # Named by the page: pressed twice, it is kept once.
    return {"uuid": uuid.uuid4(), "kind": kind}


def _proof(request: MemberRequest, code: str) -> Proof:
    visible = Proof.objects.visible_to(request.user).select_related(*PARTS)
    return get_object_or_404(visible, code=code)


def _played(request: MemberRequest, code: str) -> Proof:
    """Whose exam it shows is told that it was looked at."""
    found = _proof(request, code)
    enrollment = found.marking.practical_station.practical.enrollment
    seen(
        request,
        enrollment.person,
        kind=Look.Kind.PROOF,
        on=found,
        thing=enrollment.cohort.name,
    )
    return found


@login_required
@never_cache
@require_GET
def proof(request: MemberRequest, code: str) -> HttpResponse:
    found = _proof(request, code)
    is_own = found.marking.examiner_id == request.user.pk
    is_open = found.marking.status == Marking.Status.OPEN
    context = {
        "proof": found,
        "practical": found.marking.practical_station.practical,
        "station": found.marking.practical_station.station,
        "may_remove": is_own and is_open,
        "back_url": _back(request, found),
    }
    return render(request, "assessment/proof.html", context)


def _back(request: MemberRequest, found: Proof) -> str:
    """Where one has come from: one's sheet, one's result, what one hears, or the desk."""
    place = found.marking.practical_station
    mine = place.markings.filter(examiner=request.user).first()
    if mine:
        return resolve_url("assessment:marking", mine.code) + f"#{found.step.code}"
    if place.practical.enrollment.person.user_id == request.user.pk:
        return reverse("assessment:result", args=[place.practical.enrollment.code])
    if heard := place.appeals.given_to(request.user).first():
        return reverse("assessment:hearing", args=[heard.code])
    return reverse("assessment_desk:practical", args=[place.practical.code])


@login_required
@require_GET
def proof_file(request: MemberRequest, code: str) -> HttpResponse:
    """The file has no address of its own: it is asked for, each time, by who may."""
    found = _played(request, code)
    return ranges.private(
        ranges.answer(request, found.file, media_type=found.media_type)
    )


@login_required
@require_GET
def proof_thumb(request: MemberRequest, code: str) -> HttpResponse:
    found = _played(request, code)
    if found.kind != Proof.Kind.PHOTO:
        raise Http404
    with found.file.open("rb") as file:
        return ranges.private(
            HttpResponse(photos.thumb(file), content_type="image/jpeg")
        )


@login_required
@require_POST
def remove_proof(request: MemberRequest, code: str) -> HttpResponse:
    found = _proof(request, code)
    back = _back(request, found)
    try:
        actions.remove_proof(found, by=request.user)
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed."))
    return redirect(back)
