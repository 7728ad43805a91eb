from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from school.assessment import actions
from school.assessment.access import sheet_claim
from school.assessment.forms import NoteForm
from school.assessment.handing_in import hand_in
from school.assessment.models import Marking
from school.assessment.proofs import on_sheet
from school.assessment.rubrics import version_of
from school.assessment.rules.stations import PRESSES, Press, pressed
from school.assessment.sheets import lists_of, sheet_view
from school.assessment.strays import strays_of
from school.assessment.views.phone_marks import on_the_phone
from school.lib.errors import NotPermitted, Refusal
from school.lib.fields import in_language
from school.people.requests import MemberRequest


def _sheet(request: MemberRequest, code: str) -> Marking:
    return get_object_or_404(
        Marking.objects.visible_to(request.user)
        .select_related(
            "practical_station__station",
            "practical_station__practical__enrollment__person",
            "practical_station__practical__enrollment__cohort__edition__course",
        )
        .prefetch_related(
            "item_marks",
            "critical_marks",
            "practical_station__station__items",
            "practical_station__station__critical_fails",
        ),
        code=code,
    )


@login_required
@never_cache
def my_markings(request: MemberRequest) -> HttpResponse:
    lists = lists_of(request.user)
    total = sum(len(of.markings) for of in lists)
    done = sum(of.done for of in lists)
    context = {
        "lists": lists,
        "total": total,
        "done": done,
        "strays": strays_of(request.user),
        # For the phone: a moderator reads the others' sheets, and only at the school.
        "sheets": [
            {
                "code": marking.code,
                "address": resolve_url("assessment:marking", marking.code),
            }
            for of in lists
            for marking in of.markings
            if marking.role != Marking.Role.MODERATOR
        ],
        **on_the_phone(request),
        "judges": request.user.judging.exists(),
    }
    return render(request, "assessment/my_markings.html", context)


@login_required
@never_cache
def marking(request: MemberRequest, code: str) -> HttpResponse:
    sheet = _sheet(request, code)
    if sheet.role == Marking.Role.MODERATOR:
        return redirect("assessment:moderate", code)
    return _press(request, sheet) if request.method == "POST" else _page(request, sheet)


def _page(
    request: MemberRequest, sheet: Marking, note: NoteForm | None = None
) -> HttpResponse:
    """The sheet; `note` as it was sent where it could not be kept."""
    station = sheet.practical_station.station
    context = {
        "note_form": note or NoteForm(initial={"note": sheet.note}),
        "marking": sheet,
        "station": station,
        "equipment": [in_language(thing) for thing in station.equipment],
        "practical": sheet.practical_station.practical,
        "sheet": sheet_view(sheet),
        "proofs": on_sheet(sheet, request.user),
        "is_open": sheet.status == Marking.Status.OPEN,
        "asks_rest": "rest" in request.GET,
        "rubric": version_of(station),
        "claim": sheet_claim(request.user, sheet.code),
        **on_the_phone(request),
    }
    return render(request, "assessment/marking.html", context)


def _press(request: MemberRequest, sheet: Marking) -> HttpResponse:
    """A button of the sheet, where no script does it: `item:<code>:<how>`, `critical:<code>:on`.

    Where two phones disagree, `is-<points>` chooses what one of them says.
    """
    note = NoteForm(request.POST)
    if not _keeps_note(request, sheet, note):
        return _page(request, sheet, note)
    kind, _colon, rest = request.POST.get("press", "").partition(":")
    code, _colon, how = rest.rpartition(":")
    try:
        if kind == "item":
            _press_item(request, sheet, code, how)
        elif kind == "critical":
            _press_critical(request, sheet, code, how)
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(resolve_url("assessment:marking", sheet.code) + f"#{code}")


def _keeps_note(request: MemberRequest, sheet: Marking, form: NoteForm) -> bool:
    """Whether the note, if one was sent, is kept; if not, the form says why."""
    if "note" not in request.POST:
        return True
    if form.is_valid():
        try:
            actions.write_note(sheet, note=form.cleaned_data["note"], by=request.user)
        except NotPermitted as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            form.add_error("note", str(refusal))
    return not form.errors


def _press_critical(
    request: MemberRequest, sheet: Marking, code: str, how: str
) -> None:
    fails = sheet.practical_station.station.critical_fails.all()
    # Compared here: what was sent may hold what a database takes for no text.
    fail = next((one for one in fails if one.code == code), None)
    if fail is None:
        raise Http404
    actions.mark_critical(
        sheet,
        critical_fail=fail,
        is_observed=how in ("on", "is-1"),
        by=request.user,
        rubric=version_of(sheet.practical_station.station),
    )


def _press_item(request: MemberRequest, sheet: Marking, code: str, how: str) -> None:
    row = next((r for r in sheet_view(sheet).items if r.item.code == code), None)
    if row is None:
        return
    chosen = next((one for one in row.choices if one.press == how), None)
    if how in PRESSES:
        points: int | None = pressed(row.points, cast(Press, how), full=row.item.points)
    elif chosen:
        points = chosen.value
    else:
        return
    actions.mark_item(
        sheet,
        item=row.item,
        points=points,
        by=request.user,
        rubric=version_of(sheet.practical_station.station),
    )


@login_required
@require_POST
def begin(request: MemberRequest, code: str) -> HttpResponse:
    try:
        actions.begin_marking(_sheet(request, code), by=request.user)
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("assessment:marking", code)


@login_required
@require_POST
def submit(request: MemberRequest, code: str) -> HttpResponse:
    sheet = _sheet(request, code)
    note = NoteForm(request.POST)
    if not _keeps_note(request, sheet, note):
        return _page(request, sheet, note)
    return hand_in(
        request,
        lambda rest_not_done: actions.submit_marking(
            sheet, rest_not_done=rest_not_done, by=request.user
        ),
        sheet=resolve_url("assessment:marking", code),
        then="assessment:my_markings",
    )
