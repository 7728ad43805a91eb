"""Taking her answer, on her own phone or typed by a helper: the same form, the same words."""

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from school.enrollment import actions, outgoing
from school.enrollment.invitation_forms import ConfirmForm
from school.enrollment.invitation_refusals import CodeRefused, NameRefused
from school.enrollment.line import place_in_line
from school.enrollment.models import Enrollment, Invitation
from school.enrollment.obstacles import ShiftClash
from school.enrollment.rules.eligibility import Waiver
from school.lib import sms
from school.lib.errors import Refusal
from school.people import refusals as people
from school.people.models import ConsentText, User
from school.ui.steps import posted


def form_for(
    request: HttpRequest, invitation: Invitation, *, helper: User | None
) -> ConfirmForm:
    text = get_object_or_404(
        ConsentText.objects.current(), purpose=ConsentText.Purpose.ENROLMENT
    )
    return ConfirmForm(
        posted(request),
        text=text,
        invitation=invitation,
        is_helper=helper is not None,
        has_shift_clash="can_come" in request.POST,
    )


def confirmed_by(
    request: HttpRequest,
    form: ConfirmForm,
    invitation: Invitation,
    *,
    helper: User | None,
) -> Invitation | None:
    """What the verb refuses stands beside the field that it concerns."""
    if request.method != "POST" or not form.is_valid():
        return None
    typed = form.cleaned_data
    try:
        return actions.confirm_invitation(
            invitation,
            code=typed["code"],
            name=typed["name"],
            id_number=typed["id_number"],
            text=form.text,
            helper=helper,
            waiver=Waiver(shifts=typed.get("can_come", False)),
        )
    except Refusal as refusal:
        for each in refusal.parts:
            if isinstance(each, ShiftClash):
                form.add_can_come()
            form.add_error(_field_of(each), str(each))
        return None


def outcome(invitation: Invitation) -> str:
    """The place, or the place in line, of what it became."""
    enrollment = invitation.enrollment
    assert enrollment is not None
    if enrollment.status == Enrollment.Status.ENROLLED:
        return _("Enrolled: the place is there. An SMS with the first evening follows.")
    return _("Confirmed: number %(place)s on the waiting list. An SMS follows.") % {
        "place": place_in_line(enrollment)
    }


def sample(invitation: Invitation) -> str:
    """Whoever tries the school out does not see the console that SMS are printed on."""
    if settings.DEMONSTRATION and sms.is_on_console():
        return outgoing.code_of(invitation)
    return ""


def _field_of(refusal: Refusal) -> str | None:
    if isinstance(refusal, CodeRefused):
        return "code"
    if isinstance(refusal, NameRefused | people.NameRefused):
        return "name"
    if isinstance(refusal, people.IdNumberRefused):
        return "id_number"
    return None
