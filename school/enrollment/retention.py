from django.utils.translation import gettext_lazy as _

from school.enrollment.actions import invitations
from school.lib.retention import Kind, Period

RETENTION = [
    Kind(
        "invitations",
        _("Name and number of whom somebody invited and who did not come"),
        _("She never applied: the school has no use for them."),
        (Period(_("since the invitation ended"), invitations.FORGOTTEN_AFTER),),
        invitations.past_invitations,
        lambda at: invitations.expire_invitations(at=at),
    )
]
