"""The marking screen as an app on the phone: what installs it, keeps it and sends its marks."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from school.assessment import actions, marks_arriving
from school.assessment.access import had_sheet
from school.assessment.actions.lines import Fate, Kind, Taken
from school.assessment.choices import contradictions_of
from school.assessment.marks_arriving import OfSheet
from school.assessment.models import Marking
from school.assessment.refusals import UnreadableMark
from school.lib.batches import MALFORMED
from school.lib.crypto import signature
from school.lib.errors import NotPermitted
from school.people.models import User
from school.people.requests import MemberRequest
from school.ui import phone

SCRIPTS = [
    *phone.SCRIPTS,
    "assessment/marking/store.js",
    "assessment/marking/sending.js",
]


def on_the_phone(request: MemberRequest) -> dict[str, Any]:
    """What a page needs whose script keeps sheets and sends marks."""
    return {
        "scripts": SCRIPTS,
        "scope": phone.scope_of("assessment:marking_worker"),
        "now": timezone.now(),
        # Marks wait on the phone for the one who gave them, and nobody else sends them.
        "owner": signature(str(request.user.pk), purpose="assessment.owner").hex()[:16],
    }


@login_required
@never_cache
@require_POST
def send_marks(request: MemberRequest) -> JsonResponse:
    """What waited on the phone, of any sheets; each line is answered for itself."""
    if not request.user.has_perm("assessment.mark_practical"):
        raise PermissionDenied
    try:
        sheets, unreadable = marks_arriving.parse(request.body)
    except MALFORMED:
        return JsonResponse({"code": "malformed"}, status=400)
    now = timezone.now()
    told = UnreadableMark()
    results = [
        {"uuid": uuid, "fate": Fate.REFUSED, "reason": told.code, "text": str(told)}
        for uuid in unreadable
    ]
    states: dict[str, Any] = {}
    for of in sheets:
        taken, states[of.code] = _take(request.user, of)
        results += [asdict(one) for one in taken]
        if _is_handed_in(of, taken):
            messages.success(request, _("The sheet is handed in. Thank you."))
    return JsonResponse(
        {"now": int(now.timestamp() * 1000), "results": results, "sheets": states}
    )


def _take(user: User, of: OfSheet) -> tuple[list[Taken], dict[str, Any]]:
    """Each sheet by itself: one that cannot be marked holds no other back."""
    marking = Marking.objects.filter(code=of.code).first()
    is_hers = marking is not None and (
        marking.examiner_id == user.pk or had_sheet(user, of.code, of.claim)
    )
    if marking is None or not is_hers:
        refusal = NotPermitted()
        text = str(refusal)
        refused = [
            Taken(one.uuid, Fate.REFUSED, reason=refusal.code, text=text)
            for one in of.given
        ]
        return refused, {}
    taken = actions.keep_marks(marking, of.given, by=user, claim=of.claim)
    return taken, _state(marking, user)


def _is_handed_in(of: OfSheet, taken: list[Taken]) -> bool:
    last = {one.uuid for one in of.given if one.kind is Kind.HAND_IN}
    return any(one.uuid in last and one.fate is Fate.KEPT for one in taken)


def _state(marking: Marking, user: User) -> dict[str, Any]:
    """Whether the sheet is still hers to mark, and on how many steps she has to choose."""
    marking.refresh_from_db()
    is_open = marking.status == Marking.Status.OPEN and marking.examiner_id == user.pk
    return {
        "open": is_open,
        "to_choose": contradictions_of(marking) if is_open else 0,
        "begun": _milliseconds(marking),
    }


def _milliseconds(marking: Marking) -> int | None:
    at = marking.started_at
    return None if at is None else int(at.timestamp() * 1000)


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the sheets while there is no signal."""
    return phone.worker(request, "assessment/marking_worker.js")


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """Her list of sheets as an app of its own."""
    start = reverse("assessment:my_markings")
    return phone.manifest(_("My marking"), _("Marking"), start=start)
