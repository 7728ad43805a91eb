from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from school.certificates.external import actions
from school.certificates.external.forms import BESIDE, PaperForm
from school.certificates.external.models import ExternalCertificate
from school.lib.errors import Refusal
from school.looks.doors import seen
from school.looks.models import Look
from school.people.access import person_of
from school.people.models import Person, User
from school.people.requests import MemberRequest


@login_required
def record(request: MemberRequest) -> HttpResponse:
    """Her own, from her phone: what stands on the paper, and a picture of it."""
    person = person_of(request.user)
    form = PaperForm(request.POST or None, request.FILES or None)
    if person is None:
        return redirect("people:profile")
    if request.method == "POST" and recorded(form, person, by=request.user):
        messages.success(
            request, _("Noted. Somebody of the school checks it and tells you.")
        )
        return redirect("portal:certificates")
    return render(request, "certificates/external/record.html", {"form": form})


def recorded(form: PaperForm, person: Person | None, *, by: User) -> bool:
    """False, with what is wrong beside its field, if it may not be."""
    if not form.is_valid() or person is None:
        return False
    try:
        file = form.cleaned_data["picture"]
        actions.record_external(person, by=by, paper=form.paper(), file=file)
    except Refusal as refusal:
        form.add_error(BESIDE.get(refusal.code), str(refusal))
        return False
    return True


@login_required
@require_safe
@never_cache
def evidence(request: MemberRequest, code: str) -> FileResponse:
    """The file has no address of its own: its holder asks for it, and who may check it."""
    external = get_object_or_404(
        ExternalCertificate.objects.evidence_for(request.user)
        .exclude(evidence="")
        .select_related("person"),
        code=code,
    )
    seen(request, external.person, kind=Look.Kind.PAPER, on=external)
    is_picture = external.media_type.startswith("image/")
    return FileResponse(
        external.evidence.open("rb"),
        content_type=external.media_type,
        as_attachment=not is_picture,
        filename=f"{external.code}.{'jpg' if is_picture else 'pdf'}",
    )
