"""The timetable at the desk: one week on screen and on paper, and a whole term."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses import documents, weeks
from school.courses.desk.forms import TermForm, WeekForm
from school.courses.desk.pages import timetable_reader
from school.courses.models import Session
from school.courses.models.session import SessionQuerySet
from school.courses.weeks import Week
from school.ui.templatetags.ui import week as week_in_words


def week(request: HttpRequest) -> HttpResponse:
    """Who teaches which class where, from Monday to Sunday: everywhere, in a venue, of a class."""
    timetable_reader(request)
    form, shown = _asked(request)
    query = request.GET.copy()
    query["week"] = shown.name
    context = {
        "page_title": _("Week plan"),
        "page_subtitle": week_in_words(shown.monday),
        "header_icon": "calendar",
        "form": form,
        "media": form.media,
        "week": shown,
        "query": query.urlencode(),
        "around": _around(request, shown),
    }
    return render(request, "courses/desk/week.html", context)


def week_sheet(request: HttpRequest) -> HttpResponse:
    """The same for paper, from the browser."""
    timetable_reader(request)
    form, shown = _asked(request)
    context = {"week": shown, "of": form.of}
    return render(request, "courses/desk/week_sheet.html", context)


def week_pdf(request: HttpRequest) -> HttpResponse:
    timetable_reader(request)
    form, shown = _asked(request)
    answer = HttpResponse(
        documents.week_plan(shown, of=form.of), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="{shown.name}.pdf"'
    return answer


def term(request: HttpRequest) -> HttpResponse:
    """Every evening of a term."""
    timetable_reader(request)
    form = TermForm(request.GET if request.GET else None)
    first, last = form.days(today=timezone.localdate())
    form.initial = {"first": first, "last": last}
    sessions = _listed().within(first, last)
    rows = list(sessions.order_by("starts_at", "cohort__name"))
    context = {
        "page_title": _("Timetable of the term"),
        "header_icon": "calendar",
        "form": form,
        "media": form.media,
        "first": first,
        "last": last,
        "lines": [(weeks.monday_of(_day(session)), session) for session in rows],
        "classes": len({session.cohort_id for session in rows}),
    }
    return render(request, "courses/desk/term.html", context)


def _asked(request: HttpRequest) -> tuple[WeekForm, Week]:
    asked = request.GET.copy()
    this_week = weeks.monday_of(timezone.localdate())
    typed = asked.get("week", "")
    asked["week"] = str(weeks.parse(typed) or typed or this_week)
    form = WeekForm(asked)
    sessions = _listed().standing()
    if venue := form.chosen("venue"):
        sessions = sessions.filter(venue=venue)
    if cohort := form.chosen("cohort"):
        sessions = sessions.filter(cohort=cohort)
    monday = form.chosen("week") or this_week
    return form, weeks.of(sessions, monday)


def _listed() -> SessionQuerySet:
    return Session.objects.select_related(
        "cohort__edition__course__track", "evening", "venue", "teacher"
    )


def _around(request: HttpRequest, shown: Week) -> dict[str, str]:
    """The addresses of the weeks before and after, for the same venue and class."""
    found = {}
    for key, name in (("before", shown.before), ("after", shown.after)):
        query = request.GET.copy()
        query["week"] = name
        found[key] = query.urlencode()
    return found


def _day(session: Session) -> date:
    return timezone.localdate(session.starts_at)
