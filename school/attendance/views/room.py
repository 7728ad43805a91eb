"""The code on the screen in the room, and the trainee who has scanned it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from school.attendance import actions, codes, ledger
from school.attendance.models import Event
from school.attendance.refusals import RoomCodeExpired
from school.attendance.rules import Presence
from school.attendance.views.evening import session_of
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.lib import qr
from school.lib.errors import Refusal
from school.people.requests import MemberRequest

# Between scanning the screen and pressing the button.
SECONDS_TO_PRESS = 300


@login_required
@never_cache
@require_GET
def room(request: MemberRequest, code: str) -> HttpResponse:
    """For the screen in the room: a code that changes every half minute."""
    session = session_of(request, code)
    shown = codes.room_code(session.code, at=timezone.now())
    address = settings.SITE_URL + reverse("attendance:here", args=[session.code, shown])
    context = {"session": session, "drawing": qr.svg(address)}
    return render(request, "attendance/room.html", context)


@login_required
@never_cache
@require_GET
def here(request: MemberRequest, code: str, shown: str) -> HttpResponse:
    session, enrollment = _own(request, code)
    context = {"session": session, "enrollment": enrollment, "grant": ""}
    try:
        codes.check_room(shown, session=session.code, at=timezone.now())
    except Refusal as refusal:
        return render(request, "attendance/here.html", context | {"refusal": refusal})
    events = session.events.filter(enrollment=enrollment)
    presence = ledger.presences(events).get(enrollment.pk, Presence())
    context |= {"grant": _signer(request).sign(session.code), "presence": presence}
    return render(request, "attendance/here.html", context)


@login_required
@require_POST
def sign(request: MemberRequest, code: str) -> HttpResponse:
    session, _enrollment = _own(request, code)
    kind = request.POST.get("kind", "")
    if kind not in (Event.Kind.ARRIVED, Event.Kind.LEFT):
        return HttpResponse(status=400)
    try:
        _check_grant(request, session)
        actions.sign(session, by=request.user, kind=Event.Kind(kind))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        arrived = kind == Event.Kind.ARRIVED
        told = _("Your coming is noted.") if arrived else _("Your leaving is noted.")
        messages.success(request, told)
    return redirect("portal:today")


def _own(request: MemberRequest, code: str) -> tuple[Session, Enrollment]:
    """The evening and the reader's own place in its class."""
    enrollment = get_object_or_404(
        Enrollment.objects.on_roll().select_related("person", "cohort"),
        person__user=request.user,
        cohort__sessions__code=code,
    )
    sessions = enrollment.cohort.sessions.select_related("evening", "venue", "cohort")
    return sessions.get(code=code), enrollment


def _signer(request: MemberRequest) -> signing.TimestampSigner:
    """What one reader is granted does not serve another."""
    return signing.TimestampSigner(salt=f"attendance.room.{request.user.pk}")


def _check_grant(request: MemberRequest, session: Session) -> None:
    try:
        granted = _signer(request).unsign(
            request.POST.get("grant", ""), max_age=SECONDS_TO_PRESS
        )
    except signing.BadSignature as error:
        raise RoomCodeExpired from error
    if granted != session.code:
        raise RoomCodeExpired
