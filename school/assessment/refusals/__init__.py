from django.utils.translation import gettext_lazy as _

from school.assessment.refusals.assessors import (
    BegunWithConflict,
    ExaminerUnfit,
    NotOfYourClasses,
    OnlyOwnInstructors,
    TooFewExaminers,
)
from school.assessment.refusals.fairness import (
    AnswerMissing,
    CorrectedElsewhere,
    CorrectionWaits,
    NobodySitting,
    NoHelpChosen,
    NoNewKey,
    NoOralExam,
    NothingToSitAgain,
    NotPractised,
    OralTimeUp,
    OwnTeacher,
    PercentMissing,
    ProvedWrong,
    SecondPerson,
    SittingAllowedAlready,
    SittingInProgress,
    SittingTooSoon,
    TakenDown,
    TakenDownByOther,
    TimeOutOfRange,
)
from school.assessment.refusals.marking import (
    ItemsUnmarked,
    MarksDisagree,
    NothingStray,
    NotOnThisSheet,
    OtherRubric,
    PointsOutOfRange,
    ResultIsOut,
    SheetGivenAway,
    SheetHandedIn,
    UnreadableMark,
)
from school.assessment.refusals.sitting import (
    AskedAgain,
    BankChanged,
    CameTooLate,
    ContinuedElsewhere,
    HandedInAlready,
    NoSuchAnswer,
    NotANumber,
    NothingLate,
    PlacesNotAll,
    TimeIsUp,
)
from school.lib.errors import Refusal

# Those of other modules that belong to the table; the rest follow here.
__all__ = [
    "AnswerMissing",
    "AskedAgain",
    "BankChanged",
    "BegunWithConflict",
    "CameTooLate",
    "ContinuedElsewhere",
    "CorrectedElsewhere",
    "CorrectionWaits",
    "ExaminerUnfit",
    "HandedInAlready",
    "ItemsUnmarked",
    "MarksDisagree",
    "NoHelpChosen",
    "NoNewKey",
    "NoOralExam",
    "NoSuchAnswer",
    "NobodySitting",
    "NotANumber",
    "NotOfYourClasses",
    "NotOnThisSheet",
    "NotPractised",
    "NothingLate",
    "NothingStray",
    "NothingToSitAgain",
    "OnlyOwnInstructors",
    "OralTimeUp",
    "OtherRubric",
    "OwnTeacher",
    "PercentMissing",
    "PlacesNotAll",
    "PointsOutOfRange",
    "ProvedWrong",
    "ResultIsOut",
    "SecondPerson",
    "SheetGivenAway",
    "SheetHandedIn",
    "SittingAllowedAlready",
    "SittingInProgress",
    "SittingTooSoon",
    "TakenDown",
    "TakenDownByOther",
    "TimeIsUp",
    "TimeOutOfRange",
    "TooFewExaminers",
    "UnreadableMark",
]


class NotOnRoll(Refusal):
    code = "not_on_roll"
    message = _(
        "Only trainees on the roll of the class are assessed. Ask the registrar if "
        "you should be on it."
    )


# Theory


class ExamNotOpen(Refusal):
    code = "exam_not_open"
    message = _(
        "The theory exam of this class is not open. It opens when the lessons end; "
        "you will get a notice."
    )


class TheoryPassed(Refusal):
    code = "theory_passed"
    message = _("You have passed the theory exam with %(points)s points.")


class NoSittingsLeft(Refusal):
    code = "no_sittings_left"
    message = _(
        "All %(allowed)s sittings of the theory exam are used. Ask the registrar "
        "about the next class."
    )


class BankTooSmall(Refusal):
    code = "bank_too_small"
    message = _(
        "The question bank has %(have)s questions in use and a paper needs %(needed)s. "
        "Ask the registrar to put more in use."
    )


class QuestionUsed(Refusal):
    code = "question_used"
    message = _(
        "Question %(code)s has been in a paper or was corrected, so its words stay. "
        "Revise it: the new wording takes its place once it is approved."
    )


class BankWrittenHere(Refusal):
    code = "bank_written_here"
    message = _(
        "%(count)s questions of edition %(version)s of course %(course)s were written at "
        "the desk. The files would replace them. Raise the version in the files; to "
        "replace them, load with --replace-drafts."
    )


class NotSettled(Refusal):
    code = "not_settled"
    message = _(
        "Question %(code)s is not approved yet. Change it as it is, or have it reviewed."
    )


class BeingRevised(Refusal):
    code = "being_revised"
    message = _(
        "Question %(code)s has a new wording already: %(other)s. Go on with that one."
    )


class OtherWording(Refusal):
    code = "other_wording"
    message = _(
        "%(other)s asks the same in other words and is in use or on its way. Take "
        "that one out of use first."
    )


class NoDraft(Refusal):
    code = "no_draft"
    message = _("Question %(code)s is no draft, so there is nothing to hand in.")


class NotInReview(Refusal):
    code = "not_in_review"
    message = _(
        "Question %(code)s does not wait for a review. Its page says how it stands."
    )


class OwnQuestion(Refusal):
    code = "own_question"
    message = _("You wrote question %(code)s yourself. Ask somebody else to review it.")


class SaidNoReason(Refusal):
    code = "said_no_reason"
    message = _("Say what is to be mended, so that the writer can do it.")


class SoAlready(Refusal):
    code = "so_already"
    message = _("It is so already. Nothing was changed.")


class WindowInPast(Refusal):
    code = "window_in_past"
    message = _("The exam would close before now. Choose a later time.")


# Practice


class NotAssessing(Refusal):
    code = "not_assessing"
    message = _(
        "The class is “%(status)s”. Begin its assessment first, then do this again."
    )


class PracticalOpen(Refusal):
    code = "practical_open"
    message = _(
        "%(name)s has a practical whose result is not out. Finish that one first."
    )


class PracticalPassed(Refusal):
    code = "practical_passed"
    message = _("%(name)s has passed the practical, so there is nothing to retake.")


class NoRetakesLeft(Refusal):
    code = "no_retakes_left"
    message = _(
        "%(name)s has used all %(allowed)s attempts at the practical. The next class "
        "is the way on."
    )


class MarkingBegun(Refusal):
    code = "marking_begun"
    message = _(
        "This sheet has marks or photos on it, so its examiner stays. Ask her to hand it in."
    )


class NoThirdNeeded(Refusal):
    code = "no_third_needed"
    message = _(
        "The examiners of this station agree; a third is not needed. Go on to the next."
    )


# Results


class NothingToRelease(Refusal):
    code = "nothing_to_release"
    message = _(
        "There is no new result to release: %(waiting)s trainees are still waiting "
        "for marks. The table shows what is missing."
    )
