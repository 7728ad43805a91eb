from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.lib.masking import SMALLEST
from school.outcomes import costs, drawings, figures, rules
from school.outcomes.access import public_results, visible_results
from school.outcomes.facts import class_key, members_of, rows_of
from school.people.models import User


def told_of_all() -> dict[str, Any]:
    """What a page of results shows of all completed classes, as of today."""
    today = timezone.localdate()
    members = members_of(public_results(), on=today)
    found = rules.results(member.row for member in members)
    spent = costs.spent_in(public_results())
    cost = rules.costs(rules.class_table(members), spent).get((), rules.Cost())
    return _told(
        found,
        people=_("course places"),
        on=today,
        cost=costs.section_of_all(cost) if cost.classes else None,
    )


def told_of(cohort: Cohort) -> dict[str, Any]:
    """What its page shows of a class: all, or what the other classes' figures leave unsaid."""
    today = timezone.localdate()
    if cohort.status == Cohort.Status.COMPLETED:
        members = members_of(public_results(), on=today)
        found = rules.results_beside(members, class_key(cohort))
    else:
        # In no figure of the school yet.
        found = rules.results(rows_of(Cohort.objects.filter(pk=cohort.pk), on=today))
    cost = costs.section_of(cohort, found.completed)
    return _told(found, people=_("people"), on=today, cost=cost)


def _told(
    found: rules.Results, *, people: str, on: date, cost: figures.Section | None
) -> dict[str, Any]:
    return {
        "found": found,
        "sections": [
            *figures.sections(found, people=people),
            *([cost] if cost else []),
        ],
        "plots": [
            plot for plot in (drawings.plot(found), drawings.pay_plot(found)) if plot
        ],
        "as_of": on,
        "smallest": SMALLEST,
    }


@login_required
def cohort(request: HttpRequest, code: str) -> HttpResponse:
    assert isinstance(request.user, User)
    shown = get_object_or_404(
        visible_results(request.user).select_related("edition__course"), code=code
    )
    context = {"cohort": shown, **told_of(shown)}
    return render(request, "outcomes/cohort.html", context)


def public(request: HttpRequest) -> HttpResponse:
    """The school's results over all its completed classes."""
    context = {"classes": public_results().count(), **told_of_all()}
    return render(request, "outcomes/public.html", context)
