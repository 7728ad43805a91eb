from django.utils import timezone

from school.enrollment import actions, outgoing
from school.enrollment.models import Invitation


def expire_offers() -> int:
    return actions.expire_offers()


def send_invitation(invitation_id: int) -> bool:
    known = Invitation.objects.select_related("cohort", "company", "asked_by__person")
    invitation = known.filter(pk=invitation_id).first()
    return invitation is not None and outgoing.send(invitation, at=timezone.now())


def look_after_invitations() -> int:
    """Send what waits to be sent, close what has run out."""
    outgoing.send_due()
    return actions.expire_invitations()
