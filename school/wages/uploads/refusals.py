from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.lib.tables import Reason
from school.wages.uploads.columns import COLUMNS, first_words

if TYPE_CHECKING:
    from django.utils.functional import Promise

# Of the row as a whole: why it was refused, or what is asked about it.
SENTENCES: "dict[str, str | Promise]" = {
    "unknown_worker": gettext_lazy(
        "Nobody of this company who agreed to it has this code. Take it from the template."
    ),
    "other_name": gettext_lazy("This code belongs to somebody else. Check both."),
    "own_pay": gettext_lazy("This is your own pay. Somebody else has to report it."),
    "contact_pay": gettext_lazy(
        "She reports pay for the company, too. The school's outcomes officer reports hers."
    ),
    "month_and_days": gettext_lazy("Write the month, or the two days: not both."),
    "days_missing": gettext_lazy(
        "The month is missing; for 26 days write the first and the last day."
    ),
    "days_backwards": gettext_lazy("The last day comes before the first."),
    "not_over": gettext_lazy("These days are not over yet."),
    "too_long": gettext_lazy("More than 31 days. Write a row for each month."),
    "too_old": gettext_lazy("This is more than 12 months back. Check the year."),
    "how_many": gettext_lazy(
        "Say how many in the column for it: days, hours, orders or square metres."
    ),
    "not_counted": gettext_lazy(
        "For pay by the month or by 26 days the quantity stays empty."
    ),
    "too_many": gettext_lazy("So many do not fit into a month."),
    "nothing": gettext_lazy("The sum is nothing. Leave out who was paid nothing."),
    "twice": gettext_lazy(
        "Another row of this file says something else of the same worker and days."
    ),
    "same_row": gettext_lazy("The same stands in another row of this file."),
    "unusual": gettext_lazy("The sum is unusual for this way of paying."),
    "overlaps": gettext_lazy("You have reported other days that overlap with these."),
    "overlaps_row": gettext_lazy(
        "Another row of this file is about days that overlap with these."
    ),
    "other_employer": gettext_lazy("Another company has reported pay for these days."),
    "too_many_asked": gettext_lazy(
        "So many rows are unusual that something must be wrong with all of them. Check the "
        "column of the sum: yuan, for one unit."
    ),
}


def in_words(reasons: Iterable[Iterable[str]], *, tells_others: bool) -> list[str]:
    """Of a cell: its heading and what is wrong; of the row as a whole: a sentence.

    What the outcomes officer was asked of other companies, a company's contact does not read.
    """
    return [
        _said(title, code)
        for title, code in reasons
        if tells_others or code != "other_employer"
    ]


def _said(title: str, code: str) -> str:
    if not title:
        return str(SENTENCES[code])
    if code == "unknown_word":
        column = next(one for one in COLUMNS if one.title == title)
        words = _("; ").join(first_words(column.words.items()))
        said = _("%(column)s: write one of these: %(words)s")
        return said % {"column": title, "words": words}
    return str(Reason(title, code))
