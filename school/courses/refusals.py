from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotInDraft(Refusal):
    code = "not_in_draft"
    message = _(
        "This edition is published and does not change. Make a new version instead."
    )


class EditionFrozen(Refusal):
    code = "edition_frozen"
    message = _(
        "Edition %(version)s of course %(course)s is in use and does not change, but "
        "its files have changed. Raise the version in the files, or restore them."
    )


class DraftWrittenHere(Refusal):
    code = "draft_written_here"
    message = _(
        "Edition %(version)s of course %(course)s is a draft of the desk: %(pages)s of "
        "its pages were written there, last by %(who)s. The files would replace all of "
        "it, its questions too. Raise the version in the files, or discard the draft; "
        "to replace it, load with --replace-drafts."
    )


class EditionUnsound(Refusal):
    code = "edition_unsound"
    message = _(
        "%(count)s things are to be mended before this edition is published. They stand "
        "on its page under “To mend”."
    )


class EditionInForceOnly(Refusal):
    code = "edition_in_force_only"
    message = _(
        "A draft is made from an edition that was published. Change this draft itself."
    )


class VersionTaken(Refusal):
    code = "version_taken"
    message = _("Version %(version)s of this course exists. Use the next number.")


class DraftInUse(Refusal):
    code = "draft_in_use"
    message = _(
        "A class is held by this draft. Change the class to another edition first."
    )


class EditedMeanwhile(Refusal):
    code = "edited_meanwhile"
    message = _(
        "%(who)s changed this page after you opened it. What you typed is still here and "
        "nothing is saved. Look at the edition in another window; if you save again, "
        "what stands here replaces it."
    )


class CodeTaken(Refusal):
    code = "code_taken"
    message = _("The edition has the code %(code)s already. Use another one.")


class StillReferredTo(Refusal):
    code = "still_referred_to"
    message = _(
        "Something that would go is still needed: %(count)s × “%(kinds)s”. Delete that "
        "first, or let it belong to something else."
    )


class ModuleInUse(Refusal):
    code = "module_in_use"
    message = _(
        "Evenings or questions still belong to module %(title)s. Give them to another "
        "module first."
    )


class NotNurseInstructor(Refusal):
    code = "not_nurse_instructor"
    message = _(
        "Only a nurse-instructor of the school may sign off an edition. Ask one of them."
    )


class NotPublished(Refusal):
    code = "not_published"
    message = _("This edition is a draft. Publish it before it is signed off.")


class AlreadySignedOff(Refusal):
    code = "already_signed_off"
    message = _("%(name)s has signed off this edition already. Nothing is left to do.")


class NotAllConfirmed(Refusal):
    code = "not_all_confirmed"
    message = _(
        "%(missing)s of %(total)s points are not confirmed yet. "
        "Read each one and tick it, then sign off."
    )


class WrongStatus(Refusal):
    code = "wrong_status"
    message = _(
        "This class is “%(status)s”, so this step does not apply. Open the class "
        "again to see which steps do."
    )


class EditionNotSignedOff(Refusal):
    code = "edition_not_signed_off"
    message = _(
        "No nurse-instructor has signed off this edition. Ask one to sign it off, "
        "then open enrolment."
    )


class NoEvenings(Refusal):
    code = "no_evenings"
    message = _("This class has no evenings yet. Plan its evenings first.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    message = _("A reason is needed. Say in a few words why.")


class ClassTooLarge(Refusal):
    code = "class_too_large"
    message = _(
        "This edition allows classes of at most %(most)s. Set the seats to that or fewer."
    )


class EnrolmentEndsTooLate(Refusal):
    code = "enrolment_ends_too_late"
    message = _(
        "Enrolment would end after the last evening. Choose an earlier closing date."
    )


class ClassOver(Refusal):
    code = "class_over"
    message = _("This class is over or cancelled. Its plan does not change any more.")


class NoWeekdays(Refusal):
    code = "no_weekdays"
    message = _("No weekday is chosen. Choose at least one.")


class EveningsHeld(Refusal):
    code = "evenings_held"
    message = _(
        "This class has begun, so its evenings are not planned anew. "
        "Move single evenings instead."
    )


class EveningBegun(Refusal):
    code = "evening_begun"
    message = _(
        "This evening has begun, and the minutes noted there stand. "
        "Choose an evening that is still ahead."
    )


class EveningCancelled(Refusal):
    code = "evening_cancelled"
    message = _("This evening is cancelled. Choose one that takes place.")


class EveningToCome(Refusal):
    code = "evening_to_come"
    message = _(
        "This evening is still ahead and takes place. Move it instead of making up for it."
    )


class MakesUpItself(Refusal):
    code = "makes_up_itself"
    message = _(
        "This is a make-up evening itself. Make up for the evening that it stands for."
    )


class TooLateForThat(Refusal):
    code = "too_late_for_that"
    message = _("That time has passed. Choose one that is still to come.")


class ClassBusy(Refusal):
    code = "class_busy"
    message = _(
        "On %(day)s %(cohort)s has another evening at that time. Choose another time."
    )


class RoomTaken(Refusal):
    code = "room_taken"
    message = _(
        "On %(day)s %(room)s is taken by %(cohort)s. Choose another room or date."
    )


class TeacherBusy(Refusal):
    code = "teacher_busy"
    message = _(
        "On %(day)s %(teacher)s teaches %(cohort)s. Choose another teacher or date."
    )


class EndsBeforeItBegins(Refusal):
    code = "ends_before_it_begins"
    message = _(
        "The evening ends before it begins, or lasts longer than eight hours. "
        "Check both times; it may end after midnight."
    )


class TeachesItAlready(Refusal):
    code = "teaches_it_already"
    message = _("%(teacher)s teaches this evening already. Choose somebody else.")


class NoDutyHere(Refusal):
    code = "no_duty_here"
    message = _(
        "%(teacher)s has no duty in this class. Give the duty first, then the evening."
    )


class AlreadyOnDuty(Refusal):
    code = "already_on_duty"
    message = _("%(name)s has this duty in this class already.")


class StillTeaching(Refusal):
    code = "still_teaching"
    message = _(
        "%(name)s still teaches %(count)s evenings of this class. "
        "Give these to somebody else first."
    )


class ClassBegun(Refusal):
    code = "class_begun"
    message = _(
        "This class has begun and keeps the edition that it began with. "
        "Make a new class for the other edition."
    )


class OtherCourse(Refusal):
    code = "other_course"
    message = _("That edition belongs to another course. Choose one of this course.")


class RunsItAlready(Refusal):
    code = "runs_it_already"
    message = _("The class is held by this edition already. Choose another one.")


class OfFormerEdition(Refusal):
    code = "of_former_edition"
    message = _(
        "This evening belongs to an edition that the class is not held by any more. "
        "Make up for one of its present evenings."
    )
