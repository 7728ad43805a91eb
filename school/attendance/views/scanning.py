"""The assistant's phone at the door, and what it sends when it has a signal."""

import json
from dataclasses import asdict

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from school.attendance import actions, batches
from school.attendance.access import trainees_of
from school.attendance.actions.opening import DOOR_CLOSES
from school.attendance.refusals import BadScan
from school.attendance.rolls import roll_of
from school.attendance.rules import CLOCK_OFF, FRESH
from school.attendance.views.evening import session_of
from school.lib.batches import MALFORMED
from school.lib.crypto import signature
from school.lib.errors import Refusal
from school.people.requests import MemberRequest
from school.ui import phone

SCRIPTS = [
    *phone.SCRIPTS,
    *(
        f"attendance/{name}.js"
        for name in ("evening", "queue", "sending", "camera", "scan")
    ),
]


@login_required
@require_safe
def door(request: MemberRequest, code: str) -> HttpResponse:
    session, now = session_of(request, code), timezone.now()
    context = {
        "session": session,
        **roll_of(session),
        "scripts": SCRIPTS,
        "scope": scope(),
        # After half of the evening those who pass the door leave.
        "leaving": now > session.starts_at + (session.ends_at - session.starts_at) / 2,
        "closes_at": session.ends_at + DOOR_CLOSES,
        "fresh": int(FRESH.total_seconds()),
        "clock_off": int(CLOCK_OFF.total_seconds()),
        # Scans wait on the phone for the one who made them, and nobody else sends them.
        "owner": signature(str(request.user.pk), purpose="attendance.owner").hex()[:16],
    }
    return render(request, "attendance/door.html", context)


@login_required
@never_cache
@require_POST
def take(request: MemberRequest, code: str) -> JsonResponse:
    """A batch of scans and taps; each is answered for itself."""
    session = session_of(request, code)
    try:
        batch = batches.parse(request.body)
        outcomes = actions.take_scans(
            session, by=request.user, sent_at=batch.sent_at, events=batch.events
        )
    except BadScan as refusal:
        return JsonResponse({"code": refusal.code, "text": str(refusal)}, status=400)
    except Refusal as refusal:
        return JsonResponse({"code": refusal.code, "text": str(refusal)}, status=409)
    results = [asdict(outcome) for outcome in [*outcomes, *batch.unreadable]]
    return JsonResponse({"results": results})


@login_required
@never_cache
@require_POST
def read_frame(request: MemberRequest, code: str) -> JsonResponse:
    """What a picture's code says, where the phone's browser cannot read it."""
    session_of(request, code)
    try:
        frame = json.loads(request.body)["frame"]
        text = batches.decoded(str(frame))
    except MALFORMED:
        return JsonResponse({"code": BadScan.code}, status=400)
    return JsonResponse({"text": text})


@login_required
@require_GET
def photo(request: MemberRequest, code: str, enrollment_code: str) -> FileResponse:
    """The portrait that is compared with the face at the door."""
    session = session_of(request, code)
    roll = trainees_of(session.cohort_id).exclude(person__photo="")
    enrollment = get_object_or_404(roll.select_related("person"), code=enrollment_code)
    return FileResponse(enrollment.person.photo.open("rb"), content_type="image/jpeg")


def scope() -> str:
    """The folder whose pages the worker answers for."""
    return phone.scope_of("attendance:worker")


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for these pages while there is no signal."""
    return phone.worker(request, "attendance/worker.js")
