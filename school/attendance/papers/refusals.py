from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NobodyOnRoll(Refusal):
    code = "nobody_on_roll"
    message = _("Nobody is on the roll yet, so there is no row to sign in.")


class SheetNotRecognised(Refusal):
    code = "sheet_not_recognised"
    message = _(
        "No code of a sign-in sheet of yours is legible in this picture. Take it again "
        "with the whole sheet in it, or type the sheet's code that stands under the "
        "square."
    )


class NoSuchRow(Refusal):
    code = "no_such_row"
    message = _("The sheet has no row %(row)s. Compare the numbers with the paper.")


class RowsRefused(Refusal):
    """Nothing of the sheet is noted while a row is wrong; `rows` says what is."""

    code = "rows_refused"
    message = _("Nothing is noted yet. Mend the rows marked below.")
