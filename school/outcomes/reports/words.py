"""A report in words: made when it is shown, from its numbers alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from school.courses.models import Course
from school.lib.masking import SMALLEST
from school.outcomes import costs, drawings, figures, satisfaction, tables, waited
from school.outcomes.figures import BASIS, KIND, Section
from school.outcomes.reports.models import Report
from school.outcomes.rules import Count, Kind
from school.outcomes.rules.periods import Period, Span
from school.outcomes.rules.published import (
    COURSE,
    LEFT_OUT,
    NOT_TOLD,
    SET_OF,
    Published,
    against_unit,
    sets,
)
from school.outcomes.tables import Table
from school.ui.templatetags.ui import listed


@dataclass(frozen=True, slots=True)
class Group:
    """A table of a report for a page: one text a cell, and what stands as before."""

    table: Table
    notes: list[str]

    @property
    def columns(self) -> list[str]:
        return [_("Group"), *(label for label, _of_whom in self.table.columns)]

    @property
    def rows(self) -> list[list[str]]:
        return [
            [row.inset, *(_cell(cell.value, cell.of) for cell in row.cells)]
            for row in self.table.rows
        ]


def in_words(report: Report) -> dict[str, Any]:
    """All that a page, a sheet or a paper shows of it."""
    return {"report": report, "title": title(report.period), **of_figures(report.told)}


def of_figures(told: Published) -> dict[str, Any]:
    titles = {course.code: str(course.title) for course in Course.objects.all()}
    found = told.results
    return {
        "told": told,
        "titles": titles,
        "found": found,
        "classes": told.classes,
        "sections": _sections(told, titles),
        "plots": [
            plot for plot in (drawings.plot(found), drawings.pay_plot(found)) if plot
        ],
        "groups": [
            Group(
                tables.table(
                    kind,
                    lines,
                    pay=told.like.kind,
                    courses=titles,
                    older=_older(told, kind),
                ),
                _notes(told, _of_table(told, kind)),
            )
            for kind in Kind
            if (lines := told.tables.get(kind)) is not None
        ],
        "paid": paid(told),
        "smallest": SMALLEST,
    }


def title(period: Period) -> str:
    if period.span == Span.YEAR:
        return _("Annual report %(year)s") % {"year": period.start.year}
    return _("Results up to the end of %(month)s") % {"month": name(period)}


def name(period: Period) -> str:
    if period.span == Span.YEAR:
        return _("the year %(year)s") % {"year": period.start.year}
    return _("%(month)s/%(year)s") % {
        "year": period.start.year,
        "month": period.start.month,
    }


def paid(told: Published) -> str:
    return _("%(when)s; paid by the %(kind)s, %(basis)s") % {
        "when": figures.months(told.like.months),
        "kind": KIND[told.like.kind],
        "basis": BASIS[told.like.basis],
    }


def _sections(told: Published, titles: Mapping[str, str]) -> list[Section]:
    found = figures.sections(told.results, people=_("course places"))
    heads = [COURSE, *(f"{after.months}." for after in told.results.after)]
    cost = [costs.section_of_all(told.cost)] if told.cost.classes else []
    return [
        *(
            replace(section, notes=_notes(told, _of_section(told, head)))
            for head, section in zip(heads, found, strict=True)
        ),
        *_against(told, titles),
        *cost,
        *satisfaction.section_of_all(told.content, told.content_of),
    ]


def _against(told: Published, titles: Mapping[str, str]) -> Iterator[Section]:
    """Nothing in a report from before it was told."""
    if told.against is None:
        return
    section = waited.section(told.against, titles)
    units = {
        unit: waited.label(one, titles)
        for one in told.against
        if told.since.get(unit := against_unit(one), NOT_TOLD) != NOT_TOLD
    }
    yield replace(section, notes=_notes(told, units))


def _of_section(told: Published, head: str) -> Mapping[str, str]:
    return {
        unit: _named(unit)
        for unit in told.since
        if unit.startswith(head) and not unit.endswith(LEFT_OUT)
    }


def _of_table(told: Published, kind: str) -> Mapping[str, str]:
    return {
        f"{kind}.{one}": listed(
            [label for count, label in tables.LABEL.items() if SET_OF[count] == one]
        )
        for one in sets(told)
    }


def _older(told: Published, kind: str) -> Mapping[Count, int]:
    """By column the report that it stands as in, where that is an older one."""
    since = {count: told.since.get(f"{kind}.{SET_OF[count]}") for count in tables.LABEL}
    return {
        count: number
        for count, number in since.items()
        if number is not None and number not in {NOT_TOLD, told.number}
    }


def _named(unit: str) -> str:
    if unit == COURSE:
        return _("Course and certificates")
    _months, what, *basis = unit.split(".")
    if basis:
        how = {"kind": KIND[what], "basis": BASIS[basis[0]]}
        return _("Change of pay (%(kind)s, %(basis)s)") % how
    if what == "stayed":
        return _("Still with the same employer")
    return _("Employment rate")


def _notes(told: Published, units: Mapping[str, str]) -> list[str]:
    by_number: dict[int, list[str]] = defaultdict(list)
    for unit, label in units.items():
        if told.since[unit] != told.number:
            by_number[told.since[unit]].append(label)
    return [_note(number, by_number[number]) for number in sorted(by_number)]


def _note(number: int, labels: Iterable[str]) -> str:
    told = {
        "figures": listed(list(labels)),
        "number": number,
        "smallest": SMALLEST,
    }
    if number == NOT_TOLD:
        return (
            _(
                "Not told this time, as the change would tell of fewer than %(smallest)s people: %(figures)s."
            )
            % told
        )
    return (
        _(
            "As in report no. %(number)s, as what has changed since would tell of fewer than %(smallest)s people: %(figures)s."
        )
        % told
    )


def _cell(value: str, of: str) -> str:
    return f"{value} ({of})" if of else value
