"""Reports at the desk: what is out, a draft of the next, and the one press that publishes."""

from datetime import MAXYEAR, date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.lib.errors import Refusal
from school.outcomes.reports.actions import freeze_report
from school.outcomes.reports.changes import changes
from school.outcomes.reports.contents import Draft, draft
from school.outcomes.reports.forms import FreezeForm
from school.outcomes.reports.models import FREEZE, Report
from school.outcomes.reports.words import name, of_figures, title
from school.outcomes.rules.periods import Period, Span, last_over
from school.outcomes.waits import due
from school.people.requests import allowed
from school.ui.field_words import actor_in_words


def reports(request: HttpRequest) -> HttpResponse:
    user = allowed(request, "outcomes.view_cohortresult")
    today = timezone.localdate()
    found = list(Report.objects.select_related("supersedes", "superseded_by"))
    standing = [each for each in found if each.is_standing]
    last_day = max((each.period.end for each in standing), default=date.min)
    context = {
        "page_title": _("Published reports"),
        "header_icon": "doc-full",
        "reports": [
            (
                each,
                title(each.period),
                actor_in_words(each.actor_label),
                each.is_standing and each.period.end == last_day,
            )
            for each in found
        ],
        "periods": [
            (period, name(period))
            for period in (last_over(span, on=today) for span in Span)
        ],
        "may_freeze": user.has_perm(FREEZE),
        "due": [name(period) for period in due(at=timezone.now())],
    }
    return render(request, "outcomes/desk/reports.html", context)


def draft_of(request: HttpRequest, span: str, year: int, month: int) -> HttpResponse:
    """The figures as they would be published now; below them the press that does it."""
    user = allowed(request, FREEZE)
    period = _period(span, year, month)
    found = draft(period, on=timezone.localdate())
    is_correction = found.corrects is not None
    form = FreezeForm(
        request.POST or None,
        is_correction=is_correction,
        initial={"seen": found.seen},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = freeze_report(period, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form = FreezeForm(
                {**form.cleaned_data, "seen": found.seen}, is_correction=is_correction
            )
            form.add_error("reason" if is_correction else None, str(refusal))
        else:
            return redirect("outcomes:frozen", made.number)
    return render(request, "outcomes/desk/report_draft.html", _shown(found, form))


def _shown(found: Draft, form: FreezeForm) -> dict[str, object]:
    return {
        "page_title": title(found.period),
        "page_subtitle": _("draft"),
        "header_icon": "doc-full",
        "draft": found,
        "changes": changes(found.corrects.told, found.told) if found.corrects else [],
        "form": form,
        **of_figures(found.told),
    }


def _period(span: str, year: int, month: int) -> Period:
    try:
        period = Period(Span(span), date(year, month, 1))
    except ValueError as error:
        raise Http404 from error
    # The calendar's last year has no next one, and so its last period no end.
    if year == MAXYEAR or (period.span == Span.YEAR and month != 1):
        raise Http404
    return period
