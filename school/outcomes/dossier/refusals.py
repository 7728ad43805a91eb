from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotBegun(Refusal):
    code = "class_not_begun"
    message = _("This class has no roster to tell of. Open it for enrolment first.")


class PurposeNeeded(Refusal):
    code = "purpose_needed"
    message = _(
        "Say which authority the whole ID numbers are for. The reason stays in the journal."
    )


class StillKept(Refusal):
    code = "dossier_still_kept"
    message = _("This file is still needed, or holds no whole ID numbers. Leave it.")
