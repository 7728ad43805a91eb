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


class Asked(Refusal):
    code = "erasure_asked"
    message = _("You have asked already. The school answers in time.")


class NoLongerWaiting(Refusal):
    code = "erasure_not_waiting"
    message = _("This request was answered or taken back. Open the list again.")


class AnswerNeeded(Refusal):
    code = "erasure_answer_needed"
    message = _("Say why. She reads it word for word.")


class WorksHere(Refusal):
    code = "erasure_works_here"
    message = _(
        "This account works for the school or for a company. End its roles and duties first."
    )


class StillInClass(Refusal):
    code = "erasure_in_class"
    message = _(
        "A class is still open for her, or a place waits. Withdraw from it, or wait until it is over."
    )


class CaseOpen(Refusal):
    code = "erasure_case_open"
    message = _("A deduction is not decided yet. It is decided first.")


class EmergencyReasonShort(Refusal):
    code = "emergency_reason_short"
    message = _("Say what has happened, in %(least)s characters at least.")


class NothingToOpen(Refusal):
    code = "emergency_nothing_there"
    message = _("Nothing of the kind is on file of her. Choose the other number.")


class Reviewed(Refusal):
    code = "emergency_reviewed"
    message = _("Somebody has reviewed this already. Open the list again.")


class OwnEmergency(Refusal):
    code = "emergency_own"
    message = _("This is your own. A colleague reviews it.")


class ObjectionNeeded(Refusal):
    code = "emergency_objection_needed"
    message = _("Say what was wrong. She reads it.")


class OwnRequest(Refusal):
    code = "erasure_own"
    message = _("This is your own request. A colleague answers it.")
