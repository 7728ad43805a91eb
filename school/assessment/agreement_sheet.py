"""Agreement of examiners as a workbook, with what its figures mean."""

from django.utils.translation import gettext as _

from school.assessment import agreement_wording as wording
from school.assessment.agreement import Report, StepLine
from school.lib.spreadsheet import Sheet, Value


def sheets_of(report: Report) -> list[Sheet]:
    return [_steps(report), _criticals(report), _examiners(report), _words(report)]


def _steps(report: Report) -> Sheet:
    return Sheet(
        _("Steps"),
        [
            _("Station"),
            _("Code of the step"),
            _("The step"),
            _("Points"),
            _("Pairs"),
            _("The same"),
            _("Kappa"),
            _("What it says"),
        ],
        [
            [line.station, line.code, line.text, line.points, *_figures(line)]
            for line in report.steps
        ],
    )


def _criticals(report: Report) -> Sheet:
    return Sheet(
        _("Critical steps"),
        [
            _("Station"),
            _("Code of the step"),
            _("Critical step"),
            _("Seen"),
            _("By one only"),
            _("Pairs"),
            _("The same"),
            _("Kappa"),
            _("What it says"),
        ],
        [
            [
                line.station,
                line.code,
                line.text,
                line.seen,
                line.agreement.pairs - line.agreement.same,
                *_figures(line),
            ]
            for line in report.criticals
        ],
    )


def _figures(line: StepLine) -> list[Value]:
    """Too few pairs give no kappa here either: a figure would be read as one."""
    one = line.agreement
    return [
        one.pairs,
        _rounded(one.observed),
        _rounded(one.kappa) if one.is_judged else None,
        wording.level_of(one) if one.level else wording.kappa_of(one),
    ]


def _examiners(report: Report) -> Sheet:
    return Sheet(
        _("Examiners"),
        [
            _("Examiner"),
            _("Sheets"),
            _("Bias in points"),
            _("Standard error"),
            _("What it says"),
        ],
        [
            [
                line.name,
                line.bias.sheets,
                _rounded(line.bias.mean) if line.bias.is_judged else None,
                _rounded(line.bias.error) if line.bias.is_judged else None,
                wording.judged(line.bias)
                if line.bias.is_judged
                else wording.bias_of(line.bias),
            ]
            for line in report.examiners
        ],
    )


def _words(report: Report) -> Sheet:
    about: list[list[Value]] = [
        [_("Course"), str(report.course)],
        [_("Results from"), report.since],
        [_("Results until"), report.until],
        [_("Practicals counted"), report.practicals],
    ]
    rules: list[list[Value]] = [
        [one, ""] for one in [*wording.explained(), *wording.training()]
    ]
    return Sheet(_("How to read it"), [_("Rule"), ""], [*about, *rules])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
