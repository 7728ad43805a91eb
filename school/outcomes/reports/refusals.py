from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotOver(Refusal):
    code = "period_not_over"
    message = _("This period is not over. Publish its report when it is.")


class LaterPublished(Refusal):
    code = "later_report_published"
    message = _(
        "A later period is published already, so this one is neither told nor corrected "
        "any more. Correct the newest report, if it is wrong."
    )


class NothingToTell(Refusal):
    code = "nothing_to_tell"
    message = _("No class was over by then, so there is nothing to publish.")


class NoReason(Refusal):
    code = "correction_needs_reason"
    message = _("This period has a report. Say why a corrected one is needed.")


class NotTheDraft(Refusal):
    code = "draft_changed"
    message = _(
        "The figures have changed since you looked. Read this draft, then publish it."
    )


class AlreadyPublished(Refusal):
    code = "report_already_published"
    message = _("Somebody has published this report just now. Read that one.")
