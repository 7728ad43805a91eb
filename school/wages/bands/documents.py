from django.utils.translation import gettext as _

from school.lib.spreadsheet import Sheet, Value, workbook
from school.ui.templatetags.ui import full_date
from school.wages.models import BandPublication, PayBand
from school.wages.rules import FEN


def sheet(publication: BandPublication) -> bytes:
    """A row a band, in yuan, each with the period and the day of publication."""
    days = [*publication.period, publication.at]
    rows = [
        [*_row(band), *map(full_date, days)]
        for band in publication.bands.select_related("course")
    ]
    columns = [
        _("Course"),
        _("Where"),
        _("Paid by"),
        _("Before or after deductions"),
        _("How many people"),
        _("Middle, yuan"),
        _("Half of them from, yuan"),
        _("to, yuan"),
        _("Earned from"),
        _("Earned to"),
        _("Published"),
    ]
    return workbook([Sheet(_("Pay bands"), columns, rows)], made_at=publication.at)


def _row(band: PayBand) -> list[Value]:
    return [
        str(band.course),
        band.town or _("whole county"),
        band.get_kind_display(),
        band.get_basis_display(),
        band.people,
        band.middle_fen / FEN,
        None if band.low_fen is None else band.low_fen / FEN,
        None if band.high_fen is None else band.high_fen / FEN,
    ]
