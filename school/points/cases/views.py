"""The worker's own cases: what is said of her, her answer, her appeal. And the files, to whom they concern."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from school.lib import photos, ranges
from school.looks.doors import seen
from school.looks.models import Look
from school.people.requests import MemberRequest
from school.points import breaches
from school.points.cases import access, actions, evidence, ledger, rules, wording
from school.points.cases.forms import AnswerForm, AppealForm
from school.points.cases.models import Case, CaseProof
from school.points.cases.sending import bound, sent


@login_required
def mine(request: MemberRequest) -> HttpResponse:
    """Her cases, the newest first."""
    own = list(Case.objects.told_to(request.user).select_related("rule"))
    costs, today = ledger.costs_of(own), timezone.localdate()
    rows = [
        (one, wording.standing(one, cost=costs.get(one.code), on=today)) for one in own
    ]
    return render(request, "points/cases/mine.html", {"rows": rows})


def _own(request: MemberRequest, code: str) -> Case:
    cases = Case.objects.told_to(request.user).select_related("rule", "person")
    return get_object_or_404(cases.prefetch_related("steps", "proofs"), code=code)


@login_required
@never_cache
def case(request: MemberRequest, code: str) -> HttpResponse:
    """All that is said of her, and right below it where she answers."""
    found = _own(request, code)
    today = timezone.localdate()
    may_answer = rules.hindrance(rules.Step.RESPOND, found.state, on=today) is None
    form = bound(AnswerForm, request)

    def verb() -> Case:
        return actions.respond(found, by=request.user, **form.cleaned_data)

    if sent(request, form, verb, _("Your answer is with the school.")):
        return redirect("points:case", code)
    cost = ledger.cost_of(found)
    context = {
        "case": found,
        "cost": cost,
        "standing": wording.standing(found, cost=cost, on=today),
        "may_appeal": rules.may_still_appeal(found.state, on=today),
        "events": wording.timeline(found),
        "proofs": {
            "school": [one for one in found.proofs.all() if not one.is_workers],
            "own": [one for one in found.proofs.all() if one.is_workers],
        },
        "standards": breaches.standards_of([found.rule_code]).get(found.rule_code),
        "form": form if may_answer or form.is_bound else None,
    }
    return render(request, "points/cases/case.html", context)


@login_required
@never_cache
def appeal(request: MemberRequest, code: str) -> HttpResponse:
    found = _own(request, code)
    may_appeal = rules.may_still_appeal(found.state, on=timezone.localdate())
    form = bound(AppealForm, request)

    def verb() -> Case:
        return actions.appeal(found, by=request.user, **form.cleaned_data)

    done = _("Your appeal is with the school. You get a notice when it is decided.")
    if sent(request, form, verb, done):
        return redirect("points:case", code)
    if not may_appeal and not form.is_bound:
        return redirect("points:case", code)
    context = {"case": found, "form": form, "cost": ledger.cost_of(found)}
    return render(request, "points/cases/appeal.html", context)


def _proof(request: MemberRequest, code: str) -> CaseProof:
    found = get_object_or_404(
        CaseProof.objects.exclude(file="").select_related("case__person"), code=code
    )
    if not access.may_see_proofs(request.user, found.case):
        raise Http404
    if found.case.notified_at is not None:
        # Before, she is not told that there is a case.
        seen(request, found.case.person, kind=Look.Kind.CASE, on=found.case)
    return found


@login_required
@require_GET
def proof(request: MemberRequest, code: str) -> HttpResponse:
    """The file has no address of its own: it is asked for, each time, by who may."""
    found = _proof(request, code)
    return evidence.served(
        request, found.file, media_type=found.media_type, code=found.code
    )


@login_required
@require_GET
def proof_thumb(request: MemberRequest, code: str) -> HttpResponse:
    found = _proof(request, code)
    if found.kind != CaseProof.Kind.PHOTO:
        raise Http404
    with found.file.open("rb") as file:
        return ranges.private(
            HttpResponse(photos.thumb(file), content_type="image/jpeg")
        )
