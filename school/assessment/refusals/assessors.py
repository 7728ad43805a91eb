"""What stands against giving a sheet to an examiner."""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class TooFewExaminers(Refusal):
    code = "too_few_examiners"
    message = _(
        "Each station is marked by %(need)s examiners, and %(have)s of the class may "
        "mark %(name)s. Give more people the duty of examiner in this class. %(unfit)s"
    )


class OnlyOwnInstructors(Refusal):
    code = "only_own_instructors"
    message = _(
        "All examiners of the class who may mark %(name)s also teach it. Add one who "
        "does not: who taught may not be the only one to judge. %(unfit)s"
    )


class ExaminerUnfit(Refusal):
    code = "examiner_unfit"
    message = _("%(name)s may not mark this: %(why)s. Choose someone else.")


class NotOfYourClasses(Refusal):
    code = "not_of_your_classes"
    message = _(
        "This trainee is in none of the classes that you examine. Choose one of the list."
    )


class BegunWithConflict(Refusal):
    code = "begun_with_conflict"
    message = _(
        "This sheet has marks on it, so it cannot simply go to somebody else. Declare "
        "the conflict under “Licence and conflicts”; the registrar is told and sees to it."
    )
