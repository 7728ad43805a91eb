"""A report on paper and as a workbook, from its frozen figures alone, in the language in force."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from school.lib import pdf
from school.lib.fields import in_language
from school.lib.paper import printable
from school.lib.spreadsheet import Sheet, workbook
from school.outcomes.documents import figure_sheets, group_sheet
from school.outcomes.reports.checking import Counted, counted, sums
from school.outcomes.reports.models import Report
from school.outcomes.reports.words import in_words
from school.ui.templatetags.ui import full_date


def as_pdf(report: Report) -> bytes:
    page = printable(render_to_string("outcomes/print/report.html", _context(report)))
    sheet = render_to_string("outcomes/print/report.css")
    return pdf.render(page, stylesheets=[sheet])


def as_workbook(report: Report) -> bytes:
    """What it is, every figure in words, the bare counts, the groups."""
    told = in_words(report)
    sheets = [
        _cover(report, told),
        *figure_sheets(told["title"], told["sections"], on=report.as_of),
        _counts(counted(told["told"])),
        *(
            group_sheet(group.table, told["paid"], on=report.as_of, notes=group.notes)
            for group in told["groups"]
        ),
    ]
    return workbook(sheets, made_at=report.frozen_at)


def _context(report: Report) -> dict[str, Any]:
    told = in_words(report)
    definitions = {
        figure.label: figure.definition
        for section in told["sections"]
        for figure in section.figures
    }
    return {
        **told,
        "school": in_language(report.school_name),
        "language": get_language(),
        "definitions": definitions.items(),
        "sums": sums(told["told"]),
    }


def _cover(report: Report, told: dict[str, Any]) -> Sheet:
    facts = [
        (_("School"), in_language(report.school_name)),
        (_("Report"), told["title"]),
        (_("Report number"), report.number),
        (_("As of"), full_date(report.as_of)),
        (_("SHA-256 of the figures"), report.sha256),
    ]
    if report.supersedes:
        facts.append((_("corrects report"), report.supersedes.number))
        facts.append((_("why it is corrected"), report.reason))
    return Sheet(_("About this report"), [_("What"), _("Which")], facts)


def _counts(found: list[Counted]) -> Sheet:
    """Numbers as numbers, to be divided and added up by whoever checks them."""

    def rows() -> Iterator[list[Any]]:
        for one in found:
            share = one.share
            words = _bound(share.bound)
            yield [one.when, one.label, share.numerator, share.denominator, words]

    return Sheet(
        _("To check"),
        [_("When asked"), _("Figure"), _("How many"), _("Of how many"), _("How told")],
        rows(),
    )


def _bound(bound: str) -> str:
    return {
        "exact": _("exactly"),
        "at_least": _("at least"),
        "at_most": _("at most"),
        "hidden": _("not shown"),
        "nobody": _("nobody so far"),
    }[bound]
