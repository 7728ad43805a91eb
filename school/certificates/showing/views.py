from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from school.certificates.models import Certificate
from school.certificates.record.facts import record_of
from school.certificates.showing import actions
from school.certificates.showing.models import Showing
from school.lib import attempts, qr
from school.lib.previews import is_preview
from school.people.models import User
from school.people.requests import MemberRequest, client_address
from school.ui.steps import press

# Of those that are over, the last ones are told too.
MOST_LISTED = 10


def _own(user: User) -> QuerySet[Certificate]:
    return Certificate.objects.held_by(user).select_related("enrollment__person")


def address(name: str, code: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=[code])


@login_required
@require_safe
@never_cache
def share(request: MemberRequest, code: str) -> HttpResponse:
    """What its holder can give away: the public page, or a link with her full name for a day."""
    certificate = get_object_or_404(_own(request.user), code=code)
    public = address("certificates:verify", certificate.code)
    showings = certificate.showings.prefetch_related("looks")[:MOST_LISTED]
    context = {
        "certificate": certificate,
        "course": certificate.course_title,
        "public": public,
        "qr": qr.svg(public),
        "showings": [
            (one, address("certificates:shown", one.code)) for one in showings
        ],
    }
    return render(request, "certificates/showing/share.html", context)


@login_required
@require_POST
def open_showing(request: MemberRequest, code: str) -> HttpResponse:
    certificate = get_object_or_404(_own(request.user), code=code)

    def verb() -> str:
        actions.open_showing(certificate, by=request.user)
        return _("The link is made. It is good for 24 hours.")

    press(request, verb)
    return redirect("certificates:share", code)


@login_required
@require_POST
def close_showing(request: MemberRequest, code: str) -> HttpResponse:
    rows = Showing.objects.of(request.user)
    showing = get_object_or_404(
        rows.select_related("certificate__enrollment__person", "person"), code=code
    )

    def verb() -> str:
        actions.close_showing(showing, by=request.user)
        return _("The link is closed.")

    press(request, verb)
    if showing.certificate is None:
        return redirect("certificates:record")
    return redirect("certificates:share", showing.certificate.code)


@require_safe
@never_cache
def shown(request: HttpRequest, code: str) -> HttpResponse:
    """What its holder lets be seen, as long as she lets it."""
    if is_preview(request.method or "", request.headers):
        # Whoever only says that it is a program sees no more than one does.
        return render(request, "certificates/showing/preview.html")
    if not attempts.take("shown", client_address(request), most=60):
        return render(request, "certificates/too_many.html", status=429)
    now = timezone.now()
    showing = _open(code, at=now)
    if showing is None:
        return render(request, "certificates/showing/over.html", status=404)
    certificate = showing.certificate
    if certificate and certificate.status != Certificate.Status.VALID:
        return redirect("certificates:verify", certificate.code)
    if showing.holder.user_id != request.user.pk:
        actions.note_look(showing, at=now)
    if certificate is None:
        record = record_of(showing.holder, on=timezone.localdate(now))
        context: dict[str, Any] = {"showing": showing, "record": record}
        return render(request, "certificates/record/shown.html", context)
    context = {
        "showing": showing,
        "certificate": certificate,
        "claims": certificate.claims,
        "course": certificate.course_title,
    }
    return render(request, "certificates/showing/shown.html", context)


@require_safe
@never_cache
def photo(request: HttpRequest, code: str) -> FileResponse:
    """Her photo, beside the training record that she lets be seen and reads of."""
    if not attempts.take("shown", client_address(request), most=60):
        raise PermissionDenied
    showing = _open(code, at=timezone.now())
    if showing is None or showing.person is None or not showing.person.photo:
        raise Http404
    if showing.person.user_id != request.user.pk and not showing.looks.exists():
        raise Http404
    try:
        file = showing.person.photo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type="image/jpeg")


def _open(code: str, *, at: datetime) -> Showing | None:
    rows = Showing.objects.open(at=at).filter(code=code)
    return rows.select_related("certificate__enrollment__person", "person").first()
