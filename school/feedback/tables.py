"""The table of monthly figures: its columns, and the template to fill in."""

from typing import Final

from django.utils.translation import gettext as _

from school.lib.cells import Kind
from school.lib.spreadsheet import Sheet, workbook
from school.lib.tables import Column

# Headings are what files from the platforms bear, whatever language the desk reads.
COLUMNS: Final = (
    Column("phone", ("手机号", "电话", "手机", "phone", "mobile")),
    Column("month", ("月份", "统计月份", "month"), Kind.MONTH),
    Column("orders", ("完成单数", "订单数", "单量", "orders"), Kind.WHOLE),
    Column("good", ("好评数", "好评", "good reviews"), Kind.WHOLE, is_required=False),
    Column("bad", ("差评数", "差评", "bad reviews"), Kind.WHOLE, is_required=False),
    Column(
        "repeat", ("复购单数", "复购", "repeat orders"), Kind.WHOLE, is_required=False
    ),
)


def template() -> bytes:
    """Headings, one row as an example, and what each column wants."""
    told = [
        _("The number with which the worker signs in here."),
        _("As 2026-10. Only months that are over."),
        _("Orders completed in this month."),
        _("Of these, with a good review. Empty if not known; 0 is a number."),
        _("Of these, with a bad review."),
        _("Of these, from a household that had ordered before."),
    ]
    titles = [column.title for column in COLUMNS]
    example = Sheet(
        _("Monthly figures"), titles, [["19900000101", "2026-10", 31, 28, 1, 12]]
    )
    about = Sheet(
        _("What each column wants"),
        [_("Column"), _("What to write")],
        zip(titles, told, strict=True),
    )
    return workbook([example, about])
