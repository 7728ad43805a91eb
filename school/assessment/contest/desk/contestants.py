"""One contestant at the desk: her sheets, a withdrawal, a mark that was wrong."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.assessment.contest import actions
from school.assessment.contest.desk.facts import sheet_rows
from school.assessment.contest.forms import CorrectForm, WithdrawForm
from school.assessment.contest.models import Contestant, JudgeSheet
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted, press

RUN = "assessment.run_contest"


def _contestant(code: str) -> Contestant:
    return get_object_or_404(
        Contestant.objects.select_related("contest", "person", "team"), code=code
    )


def contestant(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "assessment.view_contest")
    found = _contestant(code)
    context = {
        "page_title": str(found),
        "page_subtitle": found.contest.name,
        "header_icon": "user",
        "contestant": found,
        "rows": sheet_rows(found, reader=user),
        "can_run": user.has_perm(RUN),
    }
    return render(request, "assessment/contest/desk/contestant.html", context)


def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, RUN)
    found = _contestant(code)
    return asked(
        request,
        WithdrawForm(posted(request)),
        partial(actions.withdraw_contestant, found, by=user),
        _("She has withdrawn; nobody waits for her sheets."),
        title=_("Withdraw a contestant"),
        about=str(found),
        back=reverse("contest_desk:contest", args=[found.contest.code]),
        is_serious=True,
    )


@require_POST
def show_name(request: HttpRequest, code: str) -> HttpResponse:
    """For whoever has no account in which to decide it, or has asked."""
    user = allowed(request, RUN)
    found = _contestant(code)
    is_named = request.POST.get("show") == "yes"

    def verb() -> str:
        actions.show_name(found, is_named=is_named, by=user)
        return _("The published results show: %(name)s") % {"name": found.public_name}

    press(request, verb)
    return redirect("contest_desk:contestant", code)


def correct(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, RUN)
    sheet = get_object_or_404(
        JudgeSheet.objects.select_related(
            "station", "judge", "place__contestant", "place__round__contest"
        ),
        code=code,
    )
    of = sheet.place.contestant
    return asked(
        request,
        CorrectForm(posted(request), sheet=sheet),
        partial(actions.correct_mark, sheet, by=user),
        _("Corrected. Published results have a new version."),
        title=_("Correct a mark"),
        about=f"{of.start_number} · {sheet.station} · {sheet.judge}",
        back=reverse("contest_desk:contestant", args=[of.code]),
    )
