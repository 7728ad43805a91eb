"""A contest at the desk: set up, opened, run round by round, published, corrected."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from school.assessment.contest.models import Contest
from school.people.models import User
from school.people.requests import allowed
from school.ui.asking import ask, asked
from school.ui.steps import posted, press, send

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
    form = ContestForm(posted(request))
    made: list[Contest] = []

    def verb() -> str:
        made.append(actions.draft_contest(by=user, **form.as_verb()))
        return _("Set up. Plan its rounds next.")

    if send(request, form, verb):
        return redirect(_page_of(made[0]))
    title, back = _("Set up a contest"), reverse("contest:index")
    return ask(request, form, title, about="", back=back, icon=ICON)


def contest(request: HttpRequest, code: str) -> HttpResponse:
    """Where the contest stands, and what comes next."""
    user = allowed(request, "assessment.view_contest")
    found = _contest(code)
    results = results_of(found)
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
    form = JudgesForm(posted(request), contest=found)

    def verb() -> str:
        round, station, judges = form.as_verb()
        actions.appoint_judges(round, station=station, judges=judges, by=user)
        return _("Named.")

    if send(request, form, verb):
        return redirect(_page_of(found))
    title = _("Name the judges of a station")
    return ask(request, form, title, about=found.name, back=_page_of(found), icon=ICON)


def enter(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)
    form = EnterForm(posted(request))

    def verb() -> str:
        entered = actions.enter_contest(found, by=user, **form.as_verb())
        number = {"number": entered.start_number, "name": entered.name}
        return _("%(name)s has start number %(number)s.") % number

    if send(request, form, verb):
        return redirect(_page_of(found))
    title = _("Enter a contestant")
    return ask(request, form, title, about=found.name, back=_page_of(found), icon=ICON)


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


@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)

    def verb() -> str:
        begun = actions.start_round(found, by=user)
        return _("%(round)s has begun; every judge has the sheets.") % {"round": begun}

    press(request, verb)
    return redirect(_page_of(found))


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)

    def verb() -> str:
        closed = actions.close_round(found, by=user)
        return _("%(round)s is closed.") % {"round": closed}

    press(request, verb)
    return redirect(_page_of(found))


@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _worker(request), _contest(code)

    def verb() -> str:
        actions.publish_contest(found, by=user)
        return _("Published. Prizes and points are given.")

    press(request, verb)
    return redirect(_page_of(found))


def ranking_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """For the jury to sign: with all names, and so not what is published."""
    allowed(request, "assessment.view_contest")
    found = get_object_or_404(
        Contest.objects.filter(status__in=Contest.OVER).select_related(
            "edition", "deciding_station"
        ),
        code=code,
    )
    results = results_of(found)
    assert results is not None
    board = board_of(found, results, all_named=True)
    headers = {"Content-Disposition": f'attachment; filename="ranking-{code}.pdf"'}
    return HttpResponse(
        documents.ranking(found, board),
        content_type="application/pdf",
        headers=headers,
    )
