from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class CohortNotOpen(Refusal):
    code = "cohort_not_open"
    message = _(
        "This class is “%(status)s” and takes no applications now. Look at the open "
        "classes."
    )


class EnrolmentClosed(Refusal):
    code = "enrolment_closed"
    message = _(
        "Enrolment for this class has ended. Choose another class, or ask the registrar."
    )


class IdentityIncomplete(Refusal):
    code = "identity_incomplete"
    message = _(
        "Your real name and ID number are not on file yet. Fill them in, then apply."
    )


class ConsentMissing(Refusal):
    code = "consent_missing"
    message = _(
        "Without consent to the present text nobody can be enrolled. Read it and tick "
        "that you agree."
    )


class ConsentWithdrawn(Refusal):
    code = "consent_withdrawn"
    message = _(
        "The consent to enrolment has been withdrawn, so no place can be given. "
        "Give the consent again, then take this step once more."
    )


class NoReservedPlace(Refusal):
    code = "no_reserved_place"
    message = _(
        "No reserved place of this kind is left in %(cohort)s. Choose another class."
    )


class AlreadyApplied(Refusal):
    code = "already_applied"
    message = _("You have applied for this class already. Open your application.")


class AlreadyInCourse(Refusal):
    code = "already_in_course"
    message = _(
        "%(name)s has a place in %(cohort)s of the same course. Withdraw there first, "
        "or finish it."
    )


class CourseCompleted(Refusal):
    code = "course_completed"
    message = _(
        "You have completed this course already. Choose another one; if you want to "
        "take this one again, ask the registrar."
    )


class CompletedBefore(CourseCompleted):
    """The same, said to the registrar."""

    message = _(
        "%(name)s has completed this course already and is offered no place. If it is "
        "to be taken again, admit %(name)s directly."
    )


class AgesOutOfOrder(Refusal):
    code = "ages_out_of_order"
    message = _("The oldest age is below the youngest. Exchange the two.")


class DemandsItself(Refusal):
    code = "demands_itself"
    message = _("A course cannot ask for itself. Choose another one, or none.")


class AlreadyLifted(Refusal):
    code = "already_lifted"
    message = _("This hold has been lifted already. Nothing more is to be done.")


class EmptyShift(Refusal):
    code = "empty_shift"
    message = _("Work cannot end when it begins. Give two different times.")


class ShiftOnFile(Refusal):
    code = "shift_on_file"
    message = _("A shift that begins then is on file. Take that one off first.")


class NoFreePlace(Refusal):
    code = "no_free_place"
    message = _("Every place of this class is taken. Wait until one falls free.")


class OutOfTurn(Refusal):
    code = "out_of_turn"
    message = _(
        "%(ahead)s people are ahead in the waiting list. Give them their turn first."
    )


class SeatsReserved(Refusal):
    code = "seats_reserved"
    message = _(
        "The places that are free are reserved for others until the day that the class "
        "has published. Wait until then; with a reason the registrar can give one before."
    )


class QuotasTooLarge(Refusal):
    code = "quotas_too_large"
    message = _(
        "%(reserved)s places would be reserved, but the class has %(seats)s. Reserve "
        "fewer, or give the class more seats."
    )


class TownsMissing(Refusal):
    code = "towns_missing"
    message = _(
        "Who lives in the county comes first, but no town is named. Name the towns."
    )


class PartnersMissing(Refusal):
    code = "partners_missing"
    message = _(
        "Partner companies have a quota or come first, but none is named. Name them."
    )


class NoSuchQuota(Refusal):
    code = "no_such_quota"
    message = _(
        "This class reserves no places of that kind now. Choose one that it has."
    )


class WrongStatus(Refusal):
    code = "wrong_status"
    message = _(
        "This application is “%(status)s”, so this step does not apply. Open it again "
        "to see which steps do."
    )


class OfferExpired(Refusal):
    code = "offer_expired"
    message = _(
        "The time to accept this place is over, and it goes to the next in line. "
        "You can apply again."
    )


class TooLateToWithdraw(Refusal):
    code = "too_late_to_withdraw"
    message = _(
        "The class is being assessed, so you cannot withdraw here. Ask the registrar."
    )


class TooLateToTransfer(Refusal):
    code = "too_late_to_transfer"
    message = _("The time to change the class by yourself is over. Ask the registrar.")


class OtherCourse(Refusal):
    code = "other_course"
    message = _(
        "That class belongs to another course. Choose a class of the same course, or "
        "apply there anew."
    )


class ReasonMissing(Refusal):
    code = "reason_missing"
    message = _("A reason is needed. Say in a few words why.")


class ResultsMissing(Refusal):
    code = "results_missing"
    message = _(
        "%(count)s trainees of this class still wait for their result. Release the "
        "results, or withdraw who does not come any more, then close the class."
    )


class SeatsTaken(Refusal):
    code = "seats_taken"
    message = _(
        "%(taken)s places are taken already. Keep at least as many seats, or let people "
        "withdraw first."
    )
