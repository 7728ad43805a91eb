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


class BadScan(Refusal):
    code = "bad_scan"
    message = _("This scan cannot be read. Scan again, or call the roll.")


class NotOurCode(Refusal):
    code = "not_our_code"
    message = _("This is no sign-in code of the school. Ask for the code on her phone.")


class ForgedCode(Refusal):
    code = "forged_code"
    message = _("The school did not make this code. Tell the registrar.")


class OtherEvening(Refusal):
    code = "other_evening"
    message = _("This code is for another evening. Ask for tonight's code.")


class CodeExpired(Refusal):
    code = "code_expired"
    message = _("This code has expired. Ask for the one her phone shows now.")


class EveningOver(Refusal):
    code = "evening_over"
    message = _("The evening is over. Note the times on the roll, with the reason.")


class RoomCodeExpired(Refusal):
    code = "room_code_expired"
    message = _("This code has changed since. Scan the screen in the room again.")


class NotYourClass(Refusal):
    code = "not_your_class"
    message = _("You are not on the roll of this class. Ask the registrar.")


class NotInThisClass(Refusal):
    """Read by the assistant at the door."""

    code = "not_in_this_class"
    message = _("This trainee is not on the roll of this class. Ask the registrar.")


class RoomNotOpen(Refusal):
    code = "room_not_open"
    message = _(
        "Signing in opens 30 minutes before the evening begins. Scan again then."
    )


class RoomClosed(Refusal):
    code = "room_closed"
    message = _(
        "Signing in and out is closed for this evening. Tell the assistant when you "
        "came and left."
    )


class NotSignedIn(Refusal):
    code = "not_signed_in"
    message = _(
        "You have not signed in this evening. Tell the assistant when you came."
    )
