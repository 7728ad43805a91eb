"""The results of the whole school at the desk, and of the groups it falls into."""

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from school.courses.models import Course
from school.lib.masking import SMALLEST
from school.lib.spreadsheet import XLSX
from school.outcomes import (
    costs,
    drawings,
    figures,
    rules,
    satisfaction,
    tables,
    waited,
)
from school.outcomes.access import public_results
from school.outcomes.applicants import applicants_of
from school.outcomes.documents import overview_sheet
from school.outcomes.facts import members_of
from school.outcomes.rules import Kind, Like
from school.outcomes.rules.breakdown import LIKES
from school.people.requests import allowed

FIRST: Final = LIKES[0]


def told(like: Like, *, on: date) -> dict[str, Any]:
    """All completed classes on a day, by the consents that stand: the rows are read once."""
    members = members_of(public_results(), on=on)
    found = rules.results(member.row for member in members)
    broken_down = rules.tables(members, like)
    by_class, spent = broken_down[Kind.CLASS], costs.spent_in(public_results())
    cost = rules.costs(by_class, spent).get((), rules.Cost())
    content = satisfaction.by_class(public_results(), on=on)
    countable = satisfaction.countable(content, by_class)
    shown = satisfaction.shown_of(content, countable)
    against = rules.compare(applicants_of(public_results(), on=on), on=on)
    titles = {course.code: str(course.title) for course in Course.objects.all()}
    return {
        "found": found,
        "sections": [
            *figures.sections(found, people=_("course places")),
            waited.section(against, titles),
            costs.section_of_all(cost),
            *satisfaction.section_of_all(shown, len(content)),
        ],
        "tables": [
            *(
                tables.table(kind, lines, pay=like.kind, courses=titles)
                for kind, lines in broken_down.items()
            ),
            *([costs.table(by_class, spent, titles)] if cost.classes else []),
            *filter(None, [satisfaction.table(content, titles, countable)]),
        ],
        "plots": [
            plot for plot in (drawings.plot(found), drawings.pay_plot(found)) if plot
        ],
        "paid": paid(like),
        "as_of": on,
        "most": SMALLEST - 1,
    }


def paid(like: Like) -> str:
    return _("%(when)s; paid by the %(kind)s, %(basis)s") % {
        "when": figures.months(like.months),
        "kind": figures.KIND[like.kind],
        "basis": figures.BASIS[like.basis],
    }


def page(
    request: HttpRequest,
    months: int = FIRST.months,
    kind: str = FIRST.kind,
    basis: str = FIRST.basis,
) -> HttpResponse:
    allowed(request, "outcomes.view_cohortresult")
    like = _like(months, kind, basis)
    context = {
        "page_title": _("Results of the school"),
        "header_icon": "history",
        "like": like,
        "choices": [
            (paid(each), reverse("outcomes_desk:overview_of", args=_words(each)))
            for each in LIKES
            if each != like
        ],
        "export": reverse("outcomes_desk:overview_export", args=_words(like)),
        **told(like, on=timezone.localdate()),
    }
    return render(request, "outcomes/desk/overview.html", context)


def export(request: HttpRequest, months: int, kind: str, basis: str) -> HttpResponse:
    allowed(request, "outcomes.view_cohortresult")
    like = _like(months, kind, basis)
    on = timezone.localdate()
    title = _("Results of the school")
    name = f"{title} {on:%Y-%m-%d}.xlsx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        overview_sheet(told(like, on=on)),
        content_type=XLSX,
        headers={"Content-Disposition": disposition or "attachment"},
    )


def _like(months: int, kind: str, basis: str) -> Like:
    like = Like(months, kind, basis)
    if like not in LIKES:
        raise Http404
    return like


def _words(like: Like) -> list[object]:
    return [like.months, like.kind, like.basis]
