from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NothingOnRecord(Refusal):
    code = "nothing_on_record"
    message = _(
        "There is no training to show yet. Your record begins with your first "
        "certificate."
    )


class ThisIsAnIdNumber(Refusal):
    code = "this_is_an_id_number"
    message = _("This is an ID number. Type the number that stands on the card.")


class ReviewIsPast(Refusal):
    code = "review_is_past"
    message = _("This day is past. Type the day by which the card is reviewed next.")
