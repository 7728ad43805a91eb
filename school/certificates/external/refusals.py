from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NumberOfAnotherForm(Refusal):
    code = "number_form"
    message = _(
        "The number of a skill-level certificate has 22 characters: Y or S and 21 "
        "digits. Compare it with the paper. If the paper does bear another form, tick "
        "the box below the number."
    )


class LevelContradicts(Refusal):
    code = "level_contradicts"
    message = _(
        "The number says %(said)s, and %(chosen)s is chosen. Compare both with the paper."
    )


class LevelMissing(Refusal):
    code = "level_missing"
    message = _("Choose the level that stands on the certificate.")


class IssuedLater(Refusal):
    code = "issued_later"
    message = _("The day of issue lies ahead. Type the day that stands on the paper.")


class EndsBeforeIssue(Refusal):
    code = "ends_before_issue"
    message = _("The last day is before the day of issue. Compare both with the paper.")


class RecordedAlready(Refusal):
    code = "recorded_already"
    message = _("A certificate with this number is recorded already.")


class BadEvidence(Refusal):
    code = "bad_evidence"
    message = _(
        "This file is neither a photo nor a PDF that we can read. Photograph the paper, "
        "or send a PDF without a password, of at most 5 MB and 10 pages."
    )


class CheckedByRecorder(Refusal):
    code = "checked_by_recorder"
    message = _(
        "You recorded this certificate, or it is your own. Somebody else has to check it."
    )


class CheckedAlready(Refusal):
    code = "checked_already"
    message = _("Somebody has checked this certificate meanwhile. Look at it again.")


class NumberOfAnother(Refusal):
    code = "number_of_another"
    message = _(
        "This number is confirmed for another person. Ask the body that issued it, then "
        "refuse one of the two."
    )
