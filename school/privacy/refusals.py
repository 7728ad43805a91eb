from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class BeingMade(Refusal):
    code = "export_being_made"
    message = _("A copy is being made already. Wait a moment and look again.")


class TooMany(Refusal):
    code = "exports_too_many"
    message = _("Three copies were made today. Take one of them, or ask tomorrow.")


class ReasonNeeded(Refusal):
    code = "export_reason_needed"
    message = _(
        "Say why she cannot do it herself, or what it is for. The reason stays in the journal."
    )


class NotReady(Refusal):
    code = "export_not_ready"
    message = _("There is no file to take. Ask for a new copy.")


class StillKept(Refusal):
    code = "export_still_kept"
    message = _("This copy may still be taken. Leave it until its time is over.")
