"""The code on the trainee's phone."""

import base64
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from school.attendance import codes
from school.attendance.actions.opening import DOOR_CLOSES, EARLY
from school.attendance.views.scanning import scope
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.lib import qr
from school.people.requests import MemberRequest


@login_required
@never_cache
@require_safe
def code(request: MemberRequest, code: str) -> HttpResponse:
    """The reader's own code for the evening; a phone with a script makes it itself."""
    enrollment = get_object_or_404(
        Enrollment.objects.on_roll().select_related("person", "cohort"),
        person__user=request.user,
        cohort__sessions__code=code,
    )
    session = enrollment.cohort.sessions.select_related("evening", "venue").get(
        code=code
    )
    context = {"session": session, "enrollment": enrollment, "scope": scope()}
    return render(
        request, "attendance/code.html", context | _shown(session, enrollment)
    )


def _shown(session: Session, enrollment: Enrollment) -> dict[str, Any]:
    now = timezone.now()
    opens_at, closes_at = session.starts_at - EARLY, session.ends_at + DOOR_CLOSES
    is_planned = session.status == Session.Status.PLANNED and now < closes_at
    shown: dict[str, Any] = {"now": now, "opens_at": opens_at, "closes_at": closes_at}
    if not is_planned or session.starts_at > now + timedelta(days=14):
        return shown | {"key": ""}
    key = codes.evening_key(enrollment.code, session.code)
    text = codes.trainee_code(enrollment.code, session.code, at=now)
    return shown | {
        "key": base64.b64encode(key).decode(),
        "is_open": now >= opens_at,
        "drawing": qr.svg(text),
    }
