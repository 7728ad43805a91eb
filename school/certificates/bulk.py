from django.utils.translation import gettext_lazy as _

from school.certificates import actions
from school.certificates.approval.actions import revoke_or_ask
from school.certificates.forms import ReasonForm
from school.certificates.models import Certificate
from school.ui.bulk import BulkVerb


class CertificateVerb(BulkVerb):
    models = [Certificate]
    permission = "certificates.revoke_certificate"
    asks_again = True
    related = ("enrollment__person",)
    form_class = ReasonForm

    def title_of(self, row: Certificate) -> str:
        return f"{row.number} · {row.enrollment.person}"


class Suspend(CertificateVerb):
    display_name = _("Suspend")
    aria_label = _("Suspend the certificates that are ticked")
    action_type = "suspend"
    action_priority = 10
    note = _("Their public pages say so at once.")
    verb = actions.suspend


class Reinstate(CertificateVerb):
    display_name = _("Reinstate")
    aria_label = _("Reinstate the certificates that are ticked")
    action_type = "reinstate"
    action_priority = 20
    note = _("Their public pages say so at once.")
    verb = actions.reinstate


class Revoke(CertificateVerb):
    display_name = _("Revoke for good")
    aria_label = _("Revoke the certificates that are ticked, for good")
    action_type = "revoke"
    action_priority = 30
    classes = {"serious"}
    note = _(
        "A certificate that is revoked stays so; its points go with it, and its "
        "public page says so at once. Where the school has two people do it, each is "
        "asked for here, and somebody else confirms."
    )
    verb = revoke_or_ask
