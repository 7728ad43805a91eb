from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class MonthDone(Refusal):
    code = "bands_month_done"
    message = _(
        "The bands for these months are published. The next can follow when this month is over."
    )


class DraftChanged(Refusal):
    code = "bands_draft_changed"
    message = _(
        "The figures have changed since you looked at them. Look again, then publish."
    )


class NothingToPublish(Refusal):
    code = "bands_nothing"
    message = _("There are not enough people for any band yet.")


class ReasonMissing(Refusal):
    code = "bands_no_reason"
    message = _("Say why you publish now. It stays in the journal.")
