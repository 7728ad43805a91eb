"""The points officer's screens: an award by hand, and the reversal of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses.models import Cohort, Course
from school.lib.errors import Refusal
from school.people.models import Person, User
from school.people.requests import allowed
from school.points import actions, refusals
from school.points.forms import AwardForm, ReverseForm, RuleForm
from school.points.models import Entry

SOURCES: dict[str, type[Cohort | Course]] = {
    Entry.Source.COHORT: Cohort,
    Entry.Source.COURSE: Course,
}


def award(request: HttpRequest) -> HttpResponse:
    user = allowed(request, "points.award_entry")
    form = AwardForm(request.POST or None)
    is_asking = False
    if request.method == "POST" and form.is_valid():
        if form.confirmed is None:
            is_asking = True
            form.ask()
        elif entry := _awarded(request, form, form.confirmed, by=user):
            return redirect("entry:inspect", entry.pk)
    context = {
        "is_asking": is_asking,
        "is_one": len(form.found) == 1,
        "page_title": _("Award points"),
        "header_icon": "plus",
        "form": form,
    }
    return render(request, "points/desk/award.html", context)


def award_as_typed(form: RuleForm, person: Person, *, by: User) -> tuple[Entry, bool]:
    """The award, and whether it is new or has been in the ledger."""
    at = timezone.now()
    entry = actions.award(
        person,
        rule_code=form.cleaned_data["rule"].code,
        source_type=form.source_type,
        source_id=form.cleaned_data["reference"],
        by=by,
        reason=form.cleaned_data["reason"],
        at=at,
    )[0]
    return entry, entry.at == at


def _awarded(
    request: HttpRequest, form: AwardForm, person: Person, *, by: User
) -> Entry | None:
    try:
        entry, is_new = award_as_typed(form, person, by=by)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    if not is_new:
        messages.warning(request, str(refusals.AwardedAlready()))
    elif entry.is_capped:
        said = _("Noted. The most for this period is reached: %(points)s points given.")
        messages.warning(request, said % {"points": entry.delta})
    else:
        said = _("%(person)s has been given %(points)s points.")
        given = {"person": person.name, "points": entry.delta}
        messages.success(request, said % given)
    return entry


def reverse(request: HttpRequest, pk: int) -> HttpResponse:
    user = allowed(request, "points.reverse_entry")
    entry = get_object_or_404(
        Entry.objects.visible_to(user).select_related("person", "rule"), pk=pk
    )
    if not entry.stands:
        kind = refusals.IsReversal if entry.reverses_id else refusals.AlreadyReversed
        messages.error(request, str(kind()))
        return redirect("entry:inspect", entry.pk)
    form = ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reverse(entry, by=user, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The entry is reversed in both accounts."))
            return redirect("entry:inspect", entry.pk)
    context = {
        "page_title": _("Reverse an entry"),
        "page_subtitle": entry.person.name,
        "header_icon": "history",
        "entry": entry,
        "source": _source(entry),
        "form": form,
    }
    return render(request, "points/desk/reverse.html", context)


def _source(entry: Entry) -> str:
    """What the entry was made for, by its name where it has one."""
    model = SOURCES.get(entry.source_type)
    found = model.objects.filter(code=entry.source_id).first() if model else None
    return str(found or entry.source_id)
