from datetime import date

from django.utils.translation import gettext as _

from school.lib.spreadsheet import Sheet, workbook
from school.outcomes.figures import Section
from school.outcomes.models import CohortResult
from school.ui.templatetags.ui import full_date


def spreadsheet(cohort: CohortResult, told: list[Section], *, on: date) -> bytes:
    """Every figure with numerator, coverage, definition and the day it is of."""
    day = full_date(on)
    figures = Sheet(
        title=cohort.name,
        columns=[
            _("When asked"),
            _("Figure"),
            _("What it comes to"),
            _("How sure"),
            _("Of how many"),
            _("Known of"),
            _("How it is worked out"),
            _("As of"),
        ],
        rows=[
            [
                section.title,
                figure.label,
                figure.value,
                figure.interval,
                figure.of,
                figure.coverage,
                figure.definition,
                day,
            ]
            for section in told
            for figure in section.figures
        ],
    )
    left_out = Sheet(
        title=_("Not in the pay figures"),
        columns=[_("When asked"), _("Why left out")],
        rows=[[section.title, why] for section in told for why in section.left_out],
    )
    return workbook([figures, left_out])
