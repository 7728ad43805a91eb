from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NothingAsked(Refusal):
    code = "nothing_asked"
    message = _(
        "There is no row to check. Paste the numbers and names, or send a file."
    )


class TooManyRows(Refusal):
    code = "too_many_rows"
    message = _("A list has %(most)s rows at most. Check it in parts.")


class UnreadableList(Refusal):
    code = "unreadable_list"
    message = _(
        "This file cannot be read. Save it as XLSX or CSV, without a password, and "
        "send it again."
    )
