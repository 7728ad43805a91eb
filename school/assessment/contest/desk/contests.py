"""A contest at the desk: set up, opened, run round by round, published, corrected."""

from functools import partial

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.assessment.contest import actions, documents
from school.assessment.contest.boards import board_of
from school.assessment.contest.desk.facts import results_of, round_rows
from school.assessment.contest.forms import (
    ContestForm,
    EnterForm,
    HandOverForm,
    JudgesForm,
    RoundForm,
)
from school.assessment.contest.models import Contest, Contestant
from school.people.models import User
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted, press

ICON = "pick"


def _worker(request: HttpRequest) -> User:
    return allowed(request, "assessment.run_contest")


def _contest(code: str) -> Contest:
    return get_object_or_404(
        Contest.objects.select_related("edition__course", "deciding_station"),
        code=code,
    )


def _page_of(contest: Contest) -> str:
    return reverse("contest_desk:contest", args=[contest.code])


def new(request: HttpRequest) -> HttpResponse:
    user = _worker(request)
    return asked(
        request,
        ContestForm(posted(request)),
        partial(actions.draft_contest, by=user),
        _("Set up. Plan its rounds next."),
        title=_("Set up a contest"),
        about="",
        back=reverse("contest:index"),
        after=_page_of,
        icon=ICON,
    )


def contest(request: HttpRequest, code: str) -> HttpResponse:
    """Where the contest stands, and what comes next."""
    user = allowed(request, "assessment.view_contest")
    found = _contest(code)
    results = results_of(found, reader=user)
    context = {
        "page_title": found.name,
        "page_subtitle": found.get_status_display(),
        "header_icon": ICON,
        "contest": found,
        "rounds": round_rows(found),
        "contestants": found.contestants.select_related("person", "team"),
        "board": board_of(found, results, all_named=True) if results else None,
        "publications": found.publications.all(),
        "can_run": user.has_perm("assessment.run_contest"),
    }
    return render(request, "assessment/contest/desk/contest.html", context)


def add_round(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)
    return asked(
        request,
        RoundForm(posted(request), contest=found),
        partial(actions.plan_round, found, by=user),
        _("Planned. Name the judges of its stations."),
        title=_("Plan a round"),
        about=found.name,
        back=_page_of(found),
    )


def appoint(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)
    return asked(
        request,
        JudgesForm(posted(request), contest=found),
        partial(actions.appoint_judges, by=user),
        _("Named."),
        title=_("Name the judges of a station"),
        about=found.name,
        back=_page_of(found),
        icon=ICON,
    )


def enter(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)

    def done(entered: Contestant) -> str:
        number = {"number": entered.start_number, "name": entered.name}
        return _("%(name)s has start number %(number)s.") % number

    return asked(
        request,
        EnterForm(posted(request)),
        partial(actions.enter_contest, found, by=user),
        done,
        title=_("Enter a contestant"),
        about=found.name,
        back=_page_of(found),
        icon=ICON,
        template="assessment/contest/desk/enter.html",
        counties=found.teams.values_list("county", flat=True),
    )


def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)
    return asked(
        request,
        HandOverForm(posted(request), contest=found),
        partial(actions.hand_over, by=user),
        _("The sheets that were open are the other judge's now."),
        title=_("Give a judge's sheets to another"),
        about=found.name,
        back=_page_of(found),
    )


@require_POST
def open_entries(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)

    def verb() -> str:
        actions.open_contest(found, by=user)
        return _("Open: contestants can be entered.")

    press(request, verb)
    return redirect(_page_of(found))


def start(request: HttpRequest, code: str) -> HttpResponse:
    """Once what follows from it has been read."""
    user, found = _worker(request), _contest(code)
    return asked(
        request,
        Form(posted(request)),
        partial(actions.start_round, found, by=user),
        lambda begun: (
            _("%(round)s has begun; every judge has the sheets.") % {"round": begun}
        ),
        title=_("Begin the next round"),
        about=found.name,
        back=_page_of(found),
        icon=ICON,
        template="assessment/contest/desk/start.html",
        contest=found,
    )


def close(request: HttpRequest, code: str) -> HttpResponse:
    """Once what follows from it has been read."""
    user, found = _worker(request), _contest(code)
    return asked(
        request,
        Form(posted(request)),
        partial(actions.close_round, found, by=user),
        lambda closed: _("%(round)s is closed.") % {"round": closed},
        title=_("Close the round"),
        about=found.name,
        back=_page_of(found),
        icon=ICON,
        template="assessment/contest/desk/close.html",
    )


def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Once what follows from it has been read."""
    user, found = _worker(request), _contest(code)
    return asked(
        request,
        Form(posted(request)),
        partial(actions.publish_contest, found, by=user),
        _("Published. Prizes and points are given."),
        title=_("Publish the results"),
        about=found.name,
        back=_page_of(found),
        icon=ICON,
        template="assessment/contest/desk/publish.html",
    )


def ranking_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """For the jury to sign: with all names, and so not what is published."""
    user = allowed(request, "assessment.view_contest")
    found = get_object_or_404(
        Contest.objects.filter(status__in=Contest.OVER).select_related(
            "edition", "deciding_station"
        ),
        code=code,
    )
    results = results_of(found, reader=user)
    if results is None:
        raise Http404
    board = board_of(found, results, all_named=True)
    title = _("Ranking")
    name = f"{found.name} {title}.pdf"
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        documents.ranking(found, board),
        content_type="application/pdf",
        headers={"Content-Disposition": header or "attachment"},
    )
