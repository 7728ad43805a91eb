from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotShown(Refusal):
    code = "not_shown"
    message = _(
        "Only a certificate that counts can be shown with the full name. What others "
        "see of this one stands on its public page."
    )


class TooManyLinks(Refusal):
    code = "too_many_links"
    message = _("%(most)s links are open already. Close one of them first.")
