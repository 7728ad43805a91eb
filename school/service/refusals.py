from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import Promise

# Why an event was not kept: to the platform, and to whoever handed in the table.
SENTENCES: "dict[str, str | Promise]" = {
    "unreadable": _("This event cannot be read. See the description of its fields."),
    "bad_platform": _("The platform's name has at most 16 small letters or digits."),
    "bad_id": _("The number of the event is missing, or longer than 40 characters."),
    "unknown_kind": _("This kind of event is not known."),
    "bad_order": _("The number of the order is longer than 40 characters."),
    "order_missing": _("The number of the order is missing."),
    "bad_stars": _("A review has one to five stars."),
    "unknown_complaint": _("What the complaint is about is missing or not known."),
    "withdraws_nothing": _("The number of the event that is withdrawn is missing."),
    "lies_ahead": _("The time lies ahead."),
    "too_old": _("It is more than three months old."),
    "unknown_worker": _("No worker with this mobile number is on file."),
    "other_content": _("An event with this number is known and says something else."),
    "other_platform": _(
        "The same of this order is on file under another platform. Choose that one."
    ),
    "withdraws_unknown": _("The event that is withdrawn is not known."),
    "withdrawn_already": _("That event has been withdrawn already."),
}


class Settled(Refusal):
    code = "settled"
    message = _("Somebody has settled this meanwhile: %(status)s.")


class ReasonNeeded(Refusal):
    code = "reason_needed"
    message = _("Say in a few words why nothing comes of it.")


class OtherKind(Refusal):
    code = "other_kind"
    message = _(
        "This rule does not fit what the platform says. Choose one from the list; for "
        "anything else propose a deduction with evidence of its own."
    )
