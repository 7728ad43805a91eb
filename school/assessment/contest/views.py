"""A contest as judges, contestants and the public see it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from school.assessment.contest import actions
from school.assessment.contest.boards import awards_of, board_of
from school.assessment.contest.models import (
    Contest,
    Contestant,
    JudgeSheet,
    Publication,
    Round,
    RoundPlace,
)
from school.assessment.contest.sheets import judge_lists, sheet_view
from school.assessment.handing_in import hand_in
from school.assessment.rules.stations import PRESSES, Press, pressed
from school.assessment.sheets import ItemRow
from school.lib.errors import NotPermitted, Refusal
from school.lib.fields import in_language
from school.people.requests import MemberRequest
from school.ui.phone import led_by_script
from school.ui.steps import press

MOST_SHOWN = 50
MOST_DIGITS = 3


# Public


def contests(request: HttpRequest) -> HttpResponse:
    """Contests whose results are out, the latest first."""
    shown = Contest.objects.published()
    return render(
        request, "assessment/contest/contests.html", {"contests": shown[:MOST_SHOWN]}
    )


def contest(request: HttpRequest, code: str) -> HttpResponse:
    """The latest version of the results; before publishing there is no such page."""
    found = get_object_or_404(
        Contest.objects.published().select_related("edition", "deciding_station"),
        code=code,
    )
    publications = Publication.objects.filter(contest=found).order_by("-version")
    latest = publications[0]
    context = {
        "contest": found,
        "publication": latest,
        "board": board_of(found, latest.standings, all_named=False),
    }
    return render(request, "assessment/contest/results.html", context)


# Contestants


@login_required
@never_cache
def my_contests(request: MemberRequest) -> HttpResponse:
    """When, where, and with what start number; points only once they are published."""
    rounds = Prefetch("contest__rounds", Round.objects.order_by("number"))
    places = Prefetch("places", RoundPlace.objects.only("contestant", "round"))
    mine = list(
        Contestant.objects.visible_to(request.user)
        .select_related("contest", "team", "person")
        .prefetch_related(rounds, places)
        .order_by("-contest")
    )
    awards = awards_of(mine)
    context = {"mine": [(one, _rounds_of(one), awards[one.pk]) for one in mine]}
    return render(request, "assessment/contest/mine.html", context)


def _rounds_of(contestant: Contestant) -> list[Round]:
    """The first, and those that she has reached."""
    reached = {place.round_id for place in contestant.places.all()}
    return [
        one
        for one in contestant.contest.rounds.all()
        if one.pk in reached or one.number == 1
    ]


@login_required
@require_POST
def show_name(request: MemberRequest, code: str) -> HttpResponse:
    mine = get_object_or_404(Contestant.objects.visible_to(request.user), code=code)
    is_named = request.POST.get("show") == "yes"

    def verb() -> str:
        actions.show_name(mine, is_named=is_named, by=request.user)
        if is_named:
            return _("The published results show your name.")
        return _("The published results show only part of your name.")

    press(request, verb)
    return redirect("assessment:my_contests")


# Judges


@login_required
@never_cache
def judging(request: MemberRequest) -> HttpResponse:
    lists = judge_lists(request.user)
    context = {
        "lists": lists,
        "total": sum(len(one.sheets) for one in lists),
        "done": sum(one.done for one in lists),
    }
    return render(request, "assessment/contest/judging.html", context)


def _sheet(request: MemberRequest, code: str) -> JudgeSheet:
    return get_object_or_404(
        JudgeSheet.objects.visible_to(request.user)
        .select_related("station", "place__contestant", "place__round__contest")
        .prefetch_related("station__items", "station__critical_fails"),
        code=code,
    )


@led_by_script
@login_required
@never_cache
def judge_sheet(request: MemberRequest, code: str) -> HttpResponse:
    sheet = _sheet(request, code)
    if request.method == "POST":
        return _press(request, sheet)
    context = {
        "sheet": sheet,
        "station": sheet.station,
        "equipment": [in_language(thing) for thing in sheet.station.equipment],
        "view": sheet_view(sheet),
        "is_open": sheet.is_writable,
        "asks_rest": "rest" in request.GET,
    }
    return render(request, "assessment/contest/sheet.html", context)


def _press(request: MemberRequest, sheet: JudgeSheet) -> HttpResponse:
    """A button of the sheet: `item:<code>:<how>`, `critical:<code>:on`, `clock:start`."""
    kind, _colon, rest = request.POST.get("press", "").partition(":")
    code, _colon, how = rest.rpartition(":")
    try:
        if kind == "item":
            _press_item(request, sheet, code, how)
        elif kind == "critical":
            _press_critical(request, sheet, code, how)
        elif kind == "clock":
            _press_clock(request, sheet, how)
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(resolve_url("assessment:judge_sheet", sheet.code) + f"#{code}")


def _press_clock(request: MemberRequest, sheet: JudgeSheet, how: str) -> None:
    """Each button says which: a tap too many on the first does not stop the clock."""
    if how == "start":
        actions.start_clock(sheet, by=request.user)
    elif how == "stop":
        actions.stop_clock(sheet, by=request.user)


def _press_item(request: MemberRequest, sheet: JudgeSheet, code: str, how: str) -> None:
    row = next((row for row in sheet_view(sheet).items if row.item.code == code), None)
    points = _points(row, how) if row else None
    if row is not None and points is not None:
        actions.judge_item(sheet, item=row.item, points=points, by=request.user)


def _points(row: ItemRow, how: str) -> int | None:
    """`is-<points>` says them itself: sent once more, it changes nothing."""
    if how in PRESSES:
        return pressed(row.points, cast(Press, how), full=row.item.points)
    _is, _hyphen, points = how.partition("is-")
    return int(points) if points.isdecimal() and len(points) <= MOST_DIGITS else None


def _press_critical(
    request: MemberRequest, sheet: JudgeSheet, code: str, how: str
) -> None:
    fails = sheet.station.critical_fails.all()
    # Compared here: what was sent may hold what a database takes for no text.
    fail = next((one for one in fails if one.code == code), None)
    if fail is None:
        raise Http404
    actions.judge_critical(
        sheet, critical_fail=fail, is_observed=how == "on", by=request.user
    )


@led_by_script
@login_required
@require_POST
def submit_judging(request: MemberRequest, code: str) -> HttpResponse:
    sheet = _sheet(request, code)
    return hand_in(
        request,
        lambda rest_not_done: actions.submit_judging(
            sheet, rest_not_done=rest_not_done, by=request.user
        ),
        sheet=resolve_url("assessment:judge_sheet", code),
        then="assessment:judging",
    )
