from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.lib.masking import SMALLEST
from school.outcomes import drawings, figures, rules
from school.outcomes.access import public_results, visible_results
from school.outcomes.facts import rows_of
from school.people.models import User


def told(cohorts: QuerySet[Any], *, people: str) -> dict[str, Any]:
    """What a page of results shows of some cohorts, as of today."""
    today = timezone.localdate()
    found = rules.results(rows_of(cohorts, on=today))
    return {
        "found": found,
        "sections": figures.sections(found, people=people),
        "plots": [
            plot for plot in (drawings.plot(found), drawings.pay_plot(found)) if plot
        ],
        "as_of": today,
        "smallest": SMALLEST,
    }


@login_required
def cohort(request: HttpRequest, code: str) -> HttpResponse:
    assert isinstance(request.user, User)
    shown = get_object_or_404(
        visible_results(request.user).select_related("edition__course"), code=code
    )
    results = told(Cohort.objects.filter(pk=shown.pk), people=_("people"))
    return render(request, "outcomes/cohort.html", {"cohort": shown, **results})


def public(request: HttpRequest) -> HttpResponse:
    """The school's results over all its completed classes."""
    completed = public_results()
    results = told(completed, people=_("course places"))
    context = {"classes": completed.count(), **results}
    return render(request, "outcomes/public.html", context)
