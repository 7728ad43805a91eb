from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotBegun(Refusal):
    code = "session_not_begun"
    message = _(
        "This evening has not begun. Call the roll from 30 minutes before it begins."
    )


class SessionCancelled(Refusal):
    code = "session_cancelled"
    message = _("This evening was cancelled, so nobody can be marked present.")


class NotOnRoll(Refusal):
    code = "not_on_roll"
    message = _("%(name)s is not on the roll of this class. Ask the registrar.")


class OutsideEvening(Refusal):
    code = "outside_evening"
    message = _("The evening runs from %(start)s to %(end)s. Give a time within it.")


class StillToCome(Refusal):
    code = "still_to_come"
    message = _("This time is still to come. Note it once it has happened.")


class LeftBeforeArriving(Refusal):
    code = "left_before_arriving"
    message = _("The departure is before the arrival. Check both times.")


class NotArrived(Refusal):
    code = "not_arrived"
    message = _("No arrival is noted for %(name)s. Note the arrival first.")


class ReasonNeeded(Refusal):
    code = "reason_needed"
    message = _("The evening is over. Say in a few words why the roll is changed.")
